use ndarray::{Array1, ArrayView1};

pub fn stratified_folds(y: ArrayView1<'_, i64>, k: i64, _seed: i64) -> Array1<i64> {
    (0..y.len() as i64).map(|row| row * k / y.len() as i64).collect()
}
