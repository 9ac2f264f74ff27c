//! k-means: README.md says what each of the four returns.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn assign(x: ArrayView2<'_, f64>, _centers: ArrayView2<'_, f64>) -> Array1<i64> {
    // TODO: for each row, which centre has the smallest squared distance?
    Array1::zeros(x.nrows())
}

pub fn update(_x: ArrayView2<'_, f64>, _labels: ArrayView1<'_, i64>, centers: ArrayView2<'_, f64>) -> Array2<f64> {
    // TODO: the mean of each cluster's rows. What if it has none?
    centers.to_owned()
}

pub fn kmeans(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>, _steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    // TODO: assign and update, `steps` times.
    let labels = assign(x, centers);
    // TODO: the sum of squared distances to the nearest centre.
    let inertia = 0.0;
    (labels, centers.to_owned(), inertia)
}

pub fn cluster(x: ArrayView2<'_, f64>, start: ArrayView1<'_, i64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let rows: Vec<usize> = start.iter().map(|&row| row as usize).collect();
    // TODO: scale the columns first, and bring the centres back to the units of x at the end.
    kmeans(x, x.select(Axis(0), &rows).view(), steps)
}
