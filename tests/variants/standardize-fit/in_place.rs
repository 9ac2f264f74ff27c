//! Rows changed in place; the inverse of the scale is multiplied.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let mean = x.sum_axis(Axis(0)) / x.nrows() as f64;
    let variance = x.var_axis(Axis(0), 0.);
    (mean, variance.map(|&v| if v > 0. { v.sqrt() } else { 1. }))
}

pub fn transform(x: ArrayView2<'_, f64>, mean: ArrayView1<'_, f64>, scale: ArrayView1<'_, f64>) -> Array2<f64> {
    let mut scaled = x.to_owned();
    let inverse = scale.recip();
    for mut row in scaled.outer_iter_mut() {
        row -= &mean;
        row *= &inverse;
    }
    scaled
}

pub fn standardize(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let (mean, scale) = fit(train.view());
    (
        transform(train, mean.view(), scale.view()),
        transform(test, mean.view(), scale.view()),
    )
}
