//! Centred columns, then Gauss–Jordan on their products; a column without a pivot keeps slope 0.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let (n, k) = x.dim();
    let means = x.sum_axis(Axis(0)) / n as f64;
    let mean = y.sum() / n as f64;
    let centred = &x - &means;
    let mut products = centred.t().dot(&centred);
    let mut sides = centred.t().dot(&y.mapv(|y| y - mean));
    let sizes = products.diag().to_owned();
    let mut is_kept = vec![false; k];
    for j in 0..k {
        if products[[j, j]] <= 1e-9 * sizes[j] {
            continue;
        }
        is_kept[j] = true;
        let pivot = products.row(j).to_owned();
        for i in (0..k).filter(|&i| i != j) {
            let factor = products[[i, j]] / pivot[j];
            products.row_mut(i).scaled_add(-factor, &pivot);
            sides[i] -= factor * sides[j];
        }
    }
    let slope = |j: usize| if is_kept[j] { sides[j] / products[[j, j]] } else { 0.0 };
    let slopes: Array1<f64> = (0..k).map(slope).collect();
    std::iter::once(mean - means.dot(&slopes))
        .chain(slopes.iter().copied())
        .collect()
}

pub fn predict(x: ArrayView2<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let (intercept, slopes) = coefficients.split_at(Axis(0), 1);
    x.dot(&slopes) + intercept[0]
}

pub fn fitted(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let coefficients = fit(x, y);
    predict(x, coefficients.view())
}
