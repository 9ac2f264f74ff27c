//! The median by selection instead of sorting; rows collected one after the other.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn median(mut values: Vec<f64>) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let half = values.len() / 2;
    let even = values.len() % 2 == 0;
    let (below, &mut middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    if !even {
        return middle;
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (lower + middle) / 2.0
}

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<bool>) {
    let mut fitted = (Vec::new(), Vec::new());
    for column in x.columns() {
        let (gaps, values): (Vec<f64>, Vec<f64>) = column.iter().partition(|value| value.is_nan());
        fitted.0.push(median(values));
        fitted.1.push(!gaps.is_empty());
    }
    (fitted.0.into(), fitted.1.into())
}

pub fn transform(x: ArrayView2<'_, f64>, median: ArrayView1<'_, f64>, had_missing: ArrayView1<'_, bool>) -> Array2<f64> {
    let mut cells = Vec::new();
    for row in x.rows() {
        cells.extend(
            row.iter()
                .zip(median)
                .map(|(value, m)| if value.is_nan() { *m } else { *value }),
        );
        let flagged = row.iter().zip(had_missing).filter(|(_, had)| **had);
        cells.extend(flagged.map(|(value, _)| f64::from(u8::from(value.is_nan()))));
    }
    Array2::from_shape_vec((x.nrows(), cells.len() / x.nrows()), cells).unwrap()
}

pub fn impute(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    let (median, had_missing) = fit(train);
    [train.view(), test.view()]
        .map(|table| transform(table, median.view(), had_missing.view()))
        .into()
}
