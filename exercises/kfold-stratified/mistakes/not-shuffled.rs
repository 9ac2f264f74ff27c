use ndarray::{Array1, ArrayView1};

pub fn stratified_folds(y: ArrayView1<'_, i64>, k: i64, _seed: i64) -> Array1<i64> {
    let mut rows: Vec<usize> = (0..y.len()).collect();
    rows.sort_by_key(|&row| y[row]);
    let mut fold = Array1::zeros(y.len());
    for (place, &row) in rows.iter().enumerate() {
        fold[row] = place as i64 % k;
    }
    fold
}
