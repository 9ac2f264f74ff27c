use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate, s};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let means = x.mean_axis(Axis(0)).expect("there is at least one row");
    let mean = y.sum() / y.len() as f64;
    let centred = &x - &means;
    let slopes = centred.t().dot(&(&y - mean)) / (&centred * &centred).sum_axis(Axis(0));
    concatenate![Axis(0), Array1::from_elem(1, mean - means.dot(&slopes)), slopes]
}

pub fn predict(x: ArrayView2<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    x.dot(&coefficients.slice(s![1..])) + coefficients[0]
}

pub fn fitted(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    predict(x, fit(x, y).view())
}
