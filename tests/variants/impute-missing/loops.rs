//! Plain loops by index; the table is laid out before it is filled.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<f64>) -> (Array1<f64>, Array1<bool>) {
    let (n, k) = x.dim();
    let mut median = Array1::zeros(k);
    let mut had_missing = Array1::from_elem(k, false);
    for j in 0..k {
        let mut values = Vec::new();
        for i in 0..n {
            if x[[i, j]].is_nan() {
                had_missing[j] = true;
            } else {
                values.push(x[[i, j]]);
            }
        }
        values.sort_by(|a, b| a.partial_cmp(b).unwrap());
        if !values.is_empty() {
            median[j] = 0.5 * (values[(values.len() - 1) / 2] + values[values.len() / 2]);
        }
    }
    (median, had_missing)
}

pub fn transform(x: ArrayView2<f64>, median: ArrayView1<f64>, had_missing: ArrayView1<bool>) -> Array2<f64> {
    let (n, k) = x.dim();
    let flagged: Vec<usize> = (0..k).filter(|&j| had_missing[j]).collect();
    let mut table = Array2::zeros((n, k + flagged.len()));
    for i in 0..n {
        for j in 0..k {
            table[[i, j]] = if x[[i, j]].is_nan() { median[j] } else { x[[i, j]] };
        }
        for (place, &j) in flagged.iter().enumerate() {
            if x[[i, j]].is_nan() {
                table[[i, k + place]] = 1.0;
            }
        }
    }
    table
}

pub fn impute(train: ArrayView2<f64>, test: ArrayView2<f64>) -> (Array2<f64>, Array2<f64>) {
    let (median, had_missing) = fit(train);
    let train = transform(train, median.view(), had_missing.view());
    let test = transform(test, median.view(), had_missing.view());
    (train, test)
}
