//! Linear regression by least squares, with an intercept.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let (q, r) = perpendicular(with_ones(x));
    back_substitute(&r, q.t().dot(&y))
}

pub fn predict(x: ArrayView2<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    x.dot(&coefficients.slice(s![1..])) + coefficients[0]
}

pub fn fitted(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    predict(x, fit(x, y).view())
}

fn with_ones(x: ArrayView2<'_, f64>) -> Array2<f64> {
    let ones = Array2::ones((x.nrows(), 1));
    concatenate(Axis(1), &[ones.view(), x.view()]).expect("both have the same rows")
}

/// Gram–Schmidt: the table as q·r, where the columns of q are perpendicular and of length 1, and r is an upper triangle.
fn perpendicular(mut q: Array2<f64>) -> (Array2<f64>, Array2<f64>) {
    let mut r = Array2::eye(q.ncols());
    for j in 0..q.ncols() {
        let whole = length(q.column(j));
        for i in 0..j {
            let earlier = q.column(i).to_owned();
            r[[i, j]] = earlier.dot(&q.column(j));
            q.column_mut(j).scaled_add(-r[[i, j]], &earlier);
        }
        let left = length(q.column(j));
        if left > 1e-10 * whole {
            r[[j, j]] = left;
            q.column_mut(j).mapv_inplace(|value| value / left);
        } else {
            // The earlier columns make up this one, and what is left is rounding. Without a direction, its coefficient is 0.
            q.column_mut(j).fill(0.0);
        }
    }
    (q, r)
}

/// Solves r·β = b from the last row to the first.
fn back_substitute(r: &Array2<f64>, mut b: Array1<f64>) -> Array1<f64> {
    for j in (0..b.len()).rev() {
        let known = r.slice(s![j, j + 1..]).dot(&b.slice(s![j + 1..]));
        b[j] = (b[j] - known) / r[[j, j]];
    }
    b
}

fn length(column: ArrayView1<'_, f64>) -> f64 {
    column.dot(&column).sqrt()
}
