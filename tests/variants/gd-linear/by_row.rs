//! Row by row: each row adds its share to the gradient; the bias lives apart from the weights.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let (bias, weights) = coefficients.split_at(Axis(0), 1);
    let (bias, weights, _) = pass(x, y, bias[0], weights);
    join(bias, &weights)
}

pub fn descend(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, f64>,
    start: ArrayView1<'_, f64>,
    rate: f64,
    steps: i64,
) -> (Array1<f64>, Array1<f64>) {
    let mut bias = start[0];
    let mut weights: Array1<f64> = start.iter().skip(1).copied().collect();
    let mut losses = Vec::new();
    for _ in 0..steps {
        let (of_bias, of_weights, loss) = pass(x, y, bias, weights.view());
        losses.push(loss);
        bias -= rate * of_bias;
        weights = weights - of_weights * rate;
    }
    losses.push(pass(x, y, bias, weights.view()).2);
    (join(bias, &weights), Array1::from_vec(losses))
}

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, rate: f64, steps: i64) -> Array1<f64> {
    let mut z = x.to_owned();
    let mut units = Vec::new();
    for mut column in z.columns_mut() {
        let (mean, deviation) = (column.mean().unwrap(), column.std(0.0));
        let scale = if deviation == 0.0 { 1.0 } else { deviation };
        column.mapv_inplace(|value| (value - mean) / scale);
        units.push((mean, scale));
    }
    let (mut found, _) = descend(z.view(), y, Array1::zeros(units.len() + 1).view(), rate, steps);
    for (j, (mean, scale)) in units.into_iter().enumerate() {
        found[j + 1] /= scale;
        found[0] -= found[j + 1] * mean;
    }
    found
}

/// The gradient of the bias and of the weights, and the loss.
fn pass(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, bias: f64, weights: ArrayView1<'_, f64>) -> (f64, Array1<f64>, f64) {
    let n = y.len() as f64;
    let mut sums = (0.0, Array1::zeros(weights.len()), 0.0);
    for (row, target) in x.rows().into_iter().zip(y) {
        let error = bias + row.dot(&weights) - target;
        sums.0 += 2.0 * error / n;
        sums.1.scaled_add(2.0 * error / n, &row);
        sums.2 += error * error / n;
    }
    sums
}

fn join(bias: f64, weights: &Array1<f64>) -> Array1<f64> {
    [bias].iter().chain(weights).copied().collect()
}
