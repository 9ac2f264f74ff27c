//! The rows are shuffled and cut without a look at their classes. On average the shares are right, but in any one split
//! a class gets too many test rows or too few, and a rare one perhaps none. Draw from each class by itself.

use ndarray::{Array1, ArrayView1};

pub fn stratified_split(y: ArrayView1<'_, i64>, test_share: f64, seed: i64) -> (Array1<i64>, Array1<i64>) {
    let mut random = Random(seed as u64);
    let mut rows: Vec<i64> = (0..y.len() as i64).collect();
    random.shuffle(&mut rows);
    let take = (test_share * y.len() as f64).ceil() as usize;
    let train = rows.split_off(take);
    (train.into(), rows.into())
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
    fn shuffle(&mut self, rows: &mut [i64]) {
        for last in (1..rows.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            rows.swap(last, other as usize);
        }
    }
}
