use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let design = with_ones(x);
    solve(design.t().dot(&design), design.t().dot(&y))
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

fn solve(mut a: Array2<f64>, mut b: Array1<f64>) -> Array1<f64> {
    let n = b.len();
    for j in 0..n {
        let pivot = (j..n)
            .max_by(|&i, &l| a[[i, j]].abs().total_cmp(&a[[l, j]].abs()))
            .expect("j < n");
        for column in 0..n {
            a.swap([j, column], [pivot, column]);
        }
        b.swap(j, pivot);
        for i in j + 1..n {
            let factor = a[[i, j]] / a[[j, j]];
            for column in j..n {
                a[[i, column]] -= factor * a[[j, column]];
            }
            b[i] -= factor * b[j];
        }
    }
    back_substitute(&a, b)
}

/// Solves r·β = b from the last row to the first.
fn back_substitute(r: &Array2<f64>, mut b: Array1<f64>) -> Array1<f64> {
    for j in (0..b.len()).rev() {
        let known = r.slice(s![j, j + 1..]).dot(&b.slice(s![j + 1..]));
        b[j] = (b[j] - known) / r[[j, j]];
    }
    b
}
