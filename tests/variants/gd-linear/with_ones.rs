//! A table with a column of ones; the path is a fold over the steps.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    slope(&with_ones(x), y, &coefficients.to_owned())
}

pub fn descend(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, f64>,
    start: ArrayView1<'_, f64>,
    rate: f64,
    steps: i64,
) -> (Array1<f64>, Array1<f64>) {
    let design = with_ones(x);
    let next = |now: &Array1<f64>| Some(now - rate * slope(&design, y, now));
    let path: Vec<Array1<f64>> = std::iter::successors(Some(start.to_owned()), next)
        .take(steps as usize + 1)
        .collect();
    let loss = |now: &Array1<f64>| (design.dot(now) - y).pow2().mean().unwrap();
    let losses = path.iter().map(loss).collect();
    (path.last().unwrap().clone(), losses)
}

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, rate: f64, steps: i64) -> Array1<f64> {
    let mean = x.mean_axis(Axis(0)).unwrap();
    let scale = x
        .var_axis(Axis(0), 0.0)
        .mapv(|variance| if variance > 0.0 { variance.sqrt() } else { 1.0 });
    let z = (&x - &mean) / &scale;
    let (mut found, _) = descend(z.view(), y, Array1::zeros(x.ncols() + 1).view(), rate, steps);
    let mut slopes = found.slice_mut(s![1..]);
    slopes /= &scale;
    let shift = slopes.dot(&mean);
    found[0] -= shift;
    found
}

fn with_ones(x: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut design = Array2::from_elem((x.nrows(), x.ncols() + 1), 1.0);
    design.slice_mut(s![.., 1..]).assign(&x);
    design
}

fn slope(design: &Array2<f64>, y: ArrayView1<'_, f64>, coefficients: &Array1<f64>) -> Array1<f64> {
    let misses = &y - &design.dot(coefficients);
    design.t().dot(&misses) * -2.0 / y.len() as f64
}
