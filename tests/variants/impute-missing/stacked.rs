//! Values and indicators as two tables, put side by side.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip, concatenate};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<bool>) {
    let sorted: Vec<Vec<f64>> = x.columns().into_iter().map(|column| sorted(column.iter())).collect();
    let median = sorted.iter().map(|values| match values.as_slice() {
        [] => 0.,
        values => {
            let (low, high) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
            low + (high - low) / 2.
        }
    });
    let had_missing = sorted.iter().map(|values| values.len() != x.nrows());
    (median.collect(), had_missing.collect())
}

fn sorted<'a>(values: impl Iterator<Item = &'a f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.filter(|value| !value.is_nan()).copied().collect();
    values.sort_unstable_by(|a, b| b.total_cmp(a).reverse());
    values
}

pub fn transform(x: ArrayView2<'_, f64>, median: ArrayView1<'_, f64>, had_missing: ArrayView1<'_, bool>) -> Array2<f64> {
    let indicator = x.mapv(|value| if value.is_nan() { 1. } else { 0. });
    let filled = Zip::from(&x)
        .and_broadcast(&median)
        .map_collect(|&value, &median| if value.is_nan() { median } else { value });
    let flagged: Vec<usize> = had_missing.indexed_iter().filter(|(_, had)| **had).map(|(j, _)| j).collect();
    concatenate![Axis(1), filled, indicator.select(Axis(1), &flagged)]
}

pub fn impute(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let (median, had_missing) = fit(train);
    let both = concatenate(Axis(0), &[train.view(), test.view()]).unwrap();
    let both = transform(both.view(), median.view(), had_missing.view());
    let (train, test) = both.view().split_at(Axis(0), train.nrows());
    (train.to_owned(), test.to_owned())
}
