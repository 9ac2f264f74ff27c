//! Plain loops by index.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<f64>) -> (Array1<f64>, Array1<f64>) {
    let (n, k) = x.dim();
    let (mut mean, mut scale) = (Array1::<f64>::zeros(k), Array1::<f64>::ones(k));
    for j in 0..k {
        for i in 0..n {
            mean[j] += x[[i, j]] / n as f64;
        }
        let mut squares = 0.0;
        for i in 0..n {
            squares += (x[[i, j]] - x[[0, j]]).powi(2);
        }
        if squares > 0.0 {
            let variance: f64 = (0..n).map(|i| (x[[i, j]] - mean[j]).powi(2)).sum::<f64>() / n as f64;
            scale[j] = variance.sqrt();
        }
    }
    (mean, scale)
}

pub fn transform(x: ArrayView2<f64>, mean: ArrayView1<f64>, scale: ArrayView1<f64>) -> Array2<f64> {
    Array2::from_shape_fn(x.dim(), |(i, j)| (x[[i, j]] - mean[j]) / scale[j])
}

pub fn standardize(train: ArrayView2<f64>, test: ArrayView2<f64>) -> (Array2<f64>, Array2<f64>) {
    let (mean, scale) = fit(train);
    let train = transform(train, mean.view(), scale.view());
    let test = transform(test, mean.view(), scale.view());
    (train, test)
}
