//! Mean and scale are computed from train and test together. The model then knows something of rows it must not have
//! seen: that is leakage, and the test score can come out too good. Fit on `train` alone.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let mean = x.mean_axis(Axis(0)).expect("there is at least one row");
    let scale = x.std_axis(Axis(0), 0.0);
    (mean, scale.mapv(|scale| if scale == 0.0 { 1.0 } else { scale }))
}

pub fn transform(x: ArrayView2<'_, f64>, mean: ArrayView1<'_, f64>, scale: ArrayView1<'_, f64>) -> Array2<f64> {
    (&x - &mean) / scale
}

pub fn standardize(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let all = ndarray::concatenate(Axis(0), &[train.view(), test.view()]).expect("both have the same columns");
    let (mean, scale) = fit(all.view());
    (
        transform(train, mean.view(), scale.view()),
        transform(test, mean.view(), scale.view()),
    )
}
