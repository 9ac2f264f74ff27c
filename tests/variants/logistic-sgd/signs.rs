//! Labels as −1 and +1, a table with a column of ones, a fold over the order.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub fn sigmoid(z: ArrayView1<'_, f64>) -> Array1<f64> {
    ((&z / 2.0).mapv(f64::tanh) + 1.0) / 2.0
}

pub fn log_loss(y_true: ArrayView1<'_, i64>, probability: ArrayView1<'_, f64>) -> f64 {
    let least = (-40.0_f64).exp2();
    let costs: Array1<f64> = y_true
        .iter()
        .zip(&probability)
        .map(|(&class, &p)| (1.0 - class as f64 - p).abs().max(least).min(1.0 - least).ln())
        .collect();
    -costs.mean().unwrap()
}

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let design = with_ones(x);
    let signs = y.mapv(|class| (2 * class - 1) as f64);
    let margins = design.dot(&coefficients) * &signs;
    let pulls = sigmoid((-margins).view()) * -signs;
    (design * pulls.insert_axis(Axis(1))).mean_axis(Axis(0)).unwrap()
}

pub fn sgd(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, i64>,
    start: ArrayView1<'_, f64>,
    rate: f64,
    order: ArrayView1<'_, i64>,
) -> Array1<f64> {
    order.iter().fold(start.to_owned(), |now, &row| {
        let row = row as usize;
        let slope = gradient(x.slice(s![row..row + 1, ..]), y.slice(s![row..row + 1]), now.view());
        now - rate * slope
    })
}

fn with_ones(x: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut design = Array2::ones((x.nrows(), x.ncols() + 1));
    design.slice_mut(s![.., 1..]).assign(&x);
    design
}
