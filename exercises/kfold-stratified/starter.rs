//! A fold for each row: README.md says what makes folds right.

use ndarray::{Array1, ArrayView1};

pub fn stratified_folds(y: ArrayView1<'_, i64>, _k: i64, seed: i64) -> Array1<i64> {
    let mut rows: Vec<usize> = (0..y.len()).collect();
    Random(seed as u64).shuffle(&mut rows);
    // TODO: deal the rows out to folds 0 … k − 1, of each class as many to each.
    Array1::zeros(y.len())
}

/// SplitMix64: a counter whose scrambled values look like chance. Equal seeds give equal values.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// Fisher and Yates: each place, from the last, gets one of the rows up to it.
    fn shuffle(&mut self, rows: &mut [usize]) {
        for last in (1..rows.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            rows.swap(last, other as usize);
        }
    }
}
