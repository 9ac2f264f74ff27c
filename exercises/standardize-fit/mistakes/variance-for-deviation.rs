//! The scale is the variance, the square of the standard deviation. The columns then do not end with deviation 1: large
//! ones become tiny and small ones huge. Take the square root.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let mean = x.mean_axis(Axis(0)).expect("there is at least one row");
    let scale = x.var_axis(Axis(0), 0.0);
    (mean, scale.mapv(|scale| if scale == 0.0 { 1.0 } else { scale }))
}

pub fn transform(x: ArrayView2<'_, f64>, mean: ArrayView1<'_, f64>, scale: ArrayView1<'_, f64>) -> Array2<f64> {
    (&x - &mean) / scale
}

pub fn standardize(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let (mean, scale) = fit(train);
    (
        transform(train, mean.view(), scale.view()),
        transform(test, mean.view(), scale.view()),
    )
}
