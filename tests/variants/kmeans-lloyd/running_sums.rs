//! One pass a step: each row adds itself to its cluster's sum and count; clusters numbered from the last start row.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};

pub fn assign(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>) -> Array1<i64> {
    x.map_axis(Axis(1), |row| nearest(row, centers).1 as i64)
}

pub fn update(x: ArrayView2<'_, f64>, labels: ArrayView1<'_, i64>, centers: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut sums = Array2::<f64>::zeros(centers.raw_dim());
    let mut counts = Array1::<f64>::zeros(centers.nrows());
    for (row, &label) in x.outer_iter().zip(labels) {
        let mut sum = sums.row_mut(label as usize);
        sum += &row;
        counts[label as usize] += 1.0;
    }
    Zip::from(sums.rows_mut())
        .and(&counts)
        .and(centers.rows())
        .for_each(|mut sum, &count, old| {
            if count > 0.0 {
                sum /= count;
            } else {
                sum.assign(&old);
            }
        });
    sums
}

pub fn kmeans(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let step = |centers: Array2<f64>, _| update(x, assign(x, centers.view()).view(), centers.view());
    let centers = (0..steps).fold(centers.to_owned(), step);
    let found: Vec<(f64, usize)> = x.outer_iter().map(|row| nearest(row, centers.view())).collect();
    let labels = found.iter().map(|&(_, label)| label as i64).collect();
    let inertia = found.iter().map(|(distance, _)| distance).sum();
    (labels, centers, inertia)
}

pub fn cluster(x: ArrayView2<'_, f64>, start: ArrayView1<'_, i64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let mut z = x.to_owned();
    let mut units = Vec::new();
    for mut column in z.columns_mut() {
        let (mean, deviation) = (column.mean().unwrap(), column.std(0.0));
        let scale = if deviation == 0.0 { 1.0 } else { deviation };
        column.mapv_inplace(|value| (value - mean) / scale);
        units.push((mean, scale));
    }
    let rows: Vec<usize> = start.iter().rev().map(|&row| row as usize).collect();
    let (labels, mut centers, inertia) = kmeans(z.view(), z.select(Axis(0), &rows).view(), steps);
    for (mut column, (mean, scale)) in centers.columns_mut().into_iter().zip(units) {
        column.mapv_inplace(|value| value * scale + mean);
    }
    (labels, centers, inertia)
}

/// The smallest squared distance and whose it is; of equals, a pair with the lower number is the lesser.
fn nearest(row: ArrayView1<'_, f64>, centers: ArrayView2<'_, f64>) -> (f64, usize) {
    let pairs = centers.outer_iter().enumerate().map(|(j, center)| {
        let squares = row.iter().zip(center).map(|(value, middle)| (value - middle).powi(2));
        (squares.sum(), j)
    });
    pairs.min_by(|a: &(f64, usize), b| a.partial_cmp(b).unwrap()).unwrap()
}
