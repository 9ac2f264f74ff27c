//! Each class is dealt out from fold 0 on. The rows that do not divide evenly then always go to the first folds, and
//! with several classes these grow too large. Let each class begin with the fold where the last one ended.

use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1};

pub fn stratified_folds(y: ArrayView1<'_, i64>, k: i64, seed: i64) -> Array1<i64> {
    let mut random = Random(seed as u64);
    let mut classes: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (row, &label) in y.iter().enumerate() {
        classes.entry(label).or_default().push(row);
    }
    let mut fold = Array1::zeros(y.len());
    for mut rows in classes.into_values() {
        random.shuffle(&mut rows);
        for (place, &row) in rows.iter().enumerate() {
            fold[row] = place as i64 % k;
        }
    }
    fold
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
