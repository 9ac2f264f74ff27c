//! The bias takes no part: it is not added to the score, and it never moves. Then every boundary passes through the
//! origin, and a row of zeros always gets 0.5. Add β₀ to each score; its gradient is the mean of the errors.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate, s};

/// 2⁻⁴⁰
const EPSILON: f64 = 1.0 / (1_u64 << 40) as f64;

pub fn sigmoid(z: ArrayView1<'_, f64>) -> Array1<f64> {
    z.mapv(|z| {
        let small = (-z.abs()).exp();
        let top = if z >= 0.0 { 1.0 } else { small };
        top / (1.0 + small)
    })
}

pub fn log_loss(y_true: ArrayView1<'_, i64>, probability: ArrayView1<'_, f64>) -> f64 {
    let cost = |(&class, &p): (&i64, &f64)| {
        let p = p.clamp(EPSILON, 1.0 - EPSILON);
        if class == 1 { -p.ln() } else { -(1.0 - p).ln() }
    };
    y_true.iter().zip(probability).map(cost).sum::<f64>() / y_true.len() as f64
}

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let z = x.dot(&coefficients.slice(s![1..]));
    let errors = sigmoid(z.view()) - y.mapv(|class| class as f64);
    concatenate![Axis(0), Array1::zeros(1), x.t().dot(&errors)] / y.len() as f64
}

pub fn sgd(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, i64>,
    start: ArrayView1<'_, f64>,
    rate: f64,
    order: ArrayView1<'_, i64>,
) -> Array1<f64> {
    let mut coefficients = start.to_owned();
    for &row in order {
        let row = [row as usize];
        let (x, y) = (x.select(Axis(0), &row), y.select(Axis(0), &row));
        let gradient = gradient(x.view(), y.view(), coefficients.view());
        coefficients.scaled_add(-rate, &gradient);
    }
    coefficients
}
