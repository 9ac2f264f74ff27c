use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1};

pub fn stratified_split(y: ArrayView1<'_, i64>, test_share: f64, _seed: i64) -> (Array1<i64>, Array1<i64>) {
    let mut classes: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (row, &label) in y.iter().enumerate() {
        classes.entry(label).or_default().push(row as i64);
    }
    let (mut train, mut test, mut seen) = (Vec::new(), Vec::new(), 0);
    for mut rows in classes.into_values() {
        seen += rows.len();
        let take = (test_share * seen as f64).ceil() as usize - test.len();
        train.extend(rows.split_off(take));
        test.extend(rows);
    }
    (train.into(), test.into())
}
