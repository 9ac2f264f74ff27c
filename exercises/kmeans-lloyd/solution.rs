//! k-means by Lloyd's steps: each row to its nearest centre, each centre to the mean of its rows.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn assign(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>) -> Array1<i64> {
    x.rows().into_iter().map(|row| nearest(row, centers).0 as i64).collect()
}

pub fn update(x: ArrayView2<'_, f64>, labels: ArrayView1<'_, i64>, centers: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut moved = centers.to_owned();
    for (j, mut center) in moved.rows_mut().into_iter().enumerate() {
        let members: Vec<usize> = (0..x.nrows()).filter(|&i| labels[i] == j as i64).collect();
        // An empty cluster has no mean, so its centre stays.
        if let Some(mean) = x.select(Axis(0), &members).mean_axis(Axis(0)) {
            center.assign(&mean);
        }
    }
    moved
}

pub fn kmeans(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let mut centers = centers.to_owned();
    for _ in 0..steps {
        let labels = assign(x, centers.view());
        centers = update(x, labels.view(), centers.view());
    }
    let inertia = x.rows().into_iter().map(|row| nearest(row, centers.view()).1).sum();
    (assign(x, centers.view()), centers, inertia)
}

pub fn cluster(x: ArrayView2<'_, f64>, start: ArrayView1<'_, i64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let mean = x.mean_axis(Axis(0)).expect("there is at least one row");
    let scale = x.std_axis(Axis(0), 0.0);
    let scale = scale.mapv(|scale| if scale == 0.0 { 1.0 } else { scale });
    let scaled = (&x - &mean) / &scale;
    let start: Vec<usize> = start.iter().map(|&row| row as usize).collect();
    let (labels, centers, inertia) = kmeans(scaled.view(), scaled.select(Axis(0), &start).view(), steps);
    (labels, centers * &scale + &mean, inertia)
}

/// The number of the nearest centre, the first of equals, and its squared distance.
fn nearest(row: ArrayView1<'_, f64>, centers: ArrayView2<'_, f64>) -> (usize, f64) {
    let distances = centers.rows().into_iter().map(|center| squared_distance(row, center));
    let nearest = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
    nearest.expect("there is at least one centre")
}

fn squared_distance(row: ArrayView1<'_, f64>, center: ArrayView1<'_, f64>) -> f64 {
    (&row - &center).mapv(|difference| difference * difference).sum()
}
