//! Impute with indicator: README.md says what each of the three returns.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<bool>) {
    let columns = x.ncols();
    // TODO: the median of the values present in each column, and whether any is missing there.
    (Array1::zeros(columns), Array1::from_elem(columns, false))
}

pub fn transform(x: ArrayView2<'_, f64>, _median: ArrayView1<'_, f64>, _had_missing: ArrayView1<'_, bool>) -> Array2<f64> {
    // TODO: fill the gaps, then add an indicator for each column with had_missing.
    x.to_owned()
}

pub fn impute(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    // TODO: fit, then transform both. Which rows may the medians come from?
    (train.to_owned(), test.to_owned())
}
