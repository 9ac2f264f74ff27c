//! Baselines: README.md says what each of the four returns.

use ndarray::ArrayView1;

pub fn squared_error_baseline(_train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let constant = 0.0;
    // TODO: which constant, learned from train, makes squared errors smallest?
    let squares = test.mapv(|y| (y - constant) * (y - constant));
    (constant, squares.sum() / test.len() as f64)
}

pub fn absolute_error_baseline(_train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let constant: f64 = 0.0;
    // TODO: which constant, learned from train, makes absolute errors smallest?
    let sizes = test.mapv(|y| (y - constant).abs());
    (constant, sizes.sum() / test.len() as f64)
}

pub fn accuracy_baseline(train: ArrayView1<'_, i64>, test: ArrayView1<'_, i64>) -> (i64, f64) {
    let constant = train[0];
    // TODO: the most frequent class of train; the smallest one where several are.
    let hits = test.iter().filter(|&&class| class == constant).count();
    (constant, hits as f64 / test.len() as f64)
}

pub fn accuracy_skill(_train: ArrayView1<'_, i64>, _y_true: ArrayView1<'_, i64>, _y_pred: ArrayView1<'_, i64>) -> f64 {
    // TODO: which share of the way from the baseline's accuracy to 1 has the model gone?
    0.5
}
