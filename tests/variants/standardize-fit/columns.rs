//! Column by column, tables transposed on the way.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let mean: Array1<f64> = x
        .columns()
        .into_iter()
        .map(|column| column.sum() / column.len() as f64)
        .collect();
    let scale = x.columns().into_iter().zip(&mean).map(|(column, mean)| {
        let squares: f64 = column.iter().map(|value| (value - mean).powi(2)).sum();
        if squares == 0.0 {
            1.0
        } else {
            (squares / column.len() as f64).sqrt()
        }
    });
    let scale = scale.collect();
    (mean, scale)
}

pub fn transform(x: ArrayView2<'_, f64>, mean: ArrayView1<'_, f64>, scale: ArrayView1<'_, f64>) -> Array2<f64> {
    let mut columns = Array2::zeros((x.ncols(), x.nrows()));
    for (j, mut row) in columns.rows_mut().into_iter().enumerate() {
        row.assign(&((&x.column(j) - mean[j]) / scale[j]));
    }
    columns.reversed_axes()
}

pub fn standardize(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let (mean, scale) = fit(train);
    let scaled = |x: ArrayView2<'_, f64>| transform(x, mean.view(), scale.view());
    (scaled(train), scaled(test))
}
