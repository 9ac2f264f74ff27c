//! Plain loops: the normal equations by index, eliminated with the largest pivot on the diagonal.

use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<f64>, y: ArrayView1<f64>) -> Array1<f64> {
    let (n, p) = (x.nrows(), x.ncols() + 1);
    let value = |i: usize, j: usize| if j == 0 { 1.0 } else { x[[i, j - 1]] };
    let mut a = vec![vec![0.0; p + 1]; p];
    for j in 0..p {
        for i in 0..n {
            for l in 0..p {
                a[j][l] += value(i, j) * value(i, l);
            }
            a[j][p] += value(i, j) * y[i];
        }
    }
    let smallest = 1e-10 * (0..p).map(|j| a[j][j]).fold(0.0, f64::max);
    let mut open: Vec<usize> = (0..p).collect();
    let mut coefficients = Array1::zeros(p);
    let mut done = Vec::new();
    while let Some(at) = (0..open.len()).max_by(|&l, &m| a[open[l]][open[l]].total_cmp(&a[open[m]][open[m]])) {
        let j = open.swap_remove(at);
        if a[j][j] <= smallest {
            break;
        }
        done.push(j);
        for i in 0..p {
            if i != j {
                let factor = a[i][j] / a[j][j];
                for l in 0..=p {
                    a[i][l] -= factor * a[j][l];
                }
            }
        }
    }
    for j in done {
        coefficients[j] = a[j][p] / a[j][j];
    }
    coefficients
}

pub fn predict(x: ArrayView2<f64>, coefficients: ArrayView1<f64>) -> Array1<f64> {
    let mut predicted = Array1::zeros(x.nrows());
    for i in 0..x.nrows() {
        predicted[i] = coefficients[0];
        for j in 0..x.ncols() {
            predicted[i] += coefficients[j + 1] * x[[i, j]];
        }
    }
    predicted
}

pub fn fitted(x: ArrayView2<f64>, y: ArrayView1<f64>) -> Array1<f64> {
    predict(x, fit(x, y).view())
}
