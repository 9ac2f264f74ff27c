use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let design = with_ones(x);
    let inverse = invert(design.t().dot(&design)).expect("XᵀX has an inverse");
    inverse.dot(&design.t()).dot(&y)
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

/// Gauss–Jordan: what turns `a` into the identity turns the identity into the inverse. `None` where a pivot is next to nothing.
fn invert(mut a: Array2<f64>) -> Option<Array2<f64>> {
    let n = a.nrows();
    let scale = a.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let mut inverse = Array2::eye(n);
    for j in 0..n {
        let pivot = (j..n).max_by(|&i, &l| a[[i, j]].abs().total_cmp(&a[[l, j]].abs()))?;
        if a[[pivot, j]].abs() <= 1e-12 * scale {
            return None;
        }
        for table in [&mut a, &mut inverse] {
            for column in 0..n {
                table.swap([j, column], [pivot, column]);
            }
        }
        let factors = a.column(j).to_owned();
        for table in [&mut a, &mut inverse] {
            let row = &table.row(j) / factors[j];
            for i in 0..n {
                table.row_mut(i).scaled_add(-factors[i], &row);
            }
            table.row_mut(j).assign(&row);
        }
    }
    Some(inverse)
}
