//! One-sided Jacobi: pairs of columns are turned until all are perpendicular, which gives the shortest best coefficients.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, s};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let mut table = with_ones(x);
    let p = table.ncols();
    let mut turned = Array2::<f64>::eye(p);
    for _ in 0..60 {
        for i in 0..p {
            for j in i + 1..p {
                turn(&mut table, &mut turned, i, j);
            }
        }
    }
    let lengths: Array1<f64> = table.columns().into_iter().map(|column| column.dot(&column)).collect();
    let longest = lengths.fold(0.0_f64, |longest, &length| longest.max(length));
    let shares = table.t().dot(&y);
    let shares: Array1<f64> = shares
        .iter()
        .zip(&lengths)
        .map(|(share, &length)| if length > 1e-20 * longest { share / length } else { 0.0 })
        .collect();
    turned.dot(&shares)
}

pub fn predict(x: ArrayView2<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    with_ones(x).dot(&coefficients)
}

pub fn fitted(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    predict(x, fit(x, y).view())
}

fn with_ones(x: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut table = Array2::ones((x.nrows(), x.ncols() + 1));
    table.slice_mut(s![.., 1..]).assign(&x);
    table
}

fn turn(table: &mut Array2<f64>, turned: &mut Array2<f64>, i: usize, j: usize) {
    let (a, b) = (table.column(i), table.column(j));
    let (aa, bb, ab) = (a.dot(&a), b.dot(&b), a.dot(&b));
    if ab.abs() <= 1e-17 * (aa * bb).sqrt() || ab == 0.0 {
        return;
    }
    let angle = 0.5 * (2.0 * ab).atan2(aa - bb);
    let (sine, cosine) = angle.sin_cos();
    for matrix in [table, turned] {
        let (first, second) = (matrix.column(i).to_owned(), matrix.column(j).to_owned());
        matrix.column_mut(i).assign(&(&first * cosine + &second * sine));
        matrix.column_mut(j).assign(&(&second * cosine - &first * sine));
    }
}
