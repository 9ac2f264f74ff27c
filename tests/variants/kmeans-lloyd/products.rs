//! Squared distances and means as matrix products; membership is a table of zeros and ones.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn assign(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>) -> Array1<i64> {
    let squared = squared(x, centers);
    let first_smallest = |row: ArrayView1<'_, f64>| {
        let smallest = row.fold(f64::INFINITY, |a, &b| a.min(b));
        row.iter().position(|&value| value == smallest).unwrap() as i64
    };
    squared.map_axis(Axis(1), first_smallest)
}

pub fn update(x: ArrayView2<'_, f64>, labels: ArrayView1<'_, i64>, centers: ArrayView2<'_, f64>) -> Array2<f64> {
    let member = Array2::from_shape_fn((centers.nrows(), labels.len()), |(j, i)| f64::from(labels[i] == j as i64));
    let counts = member.sum_axis(Axis(1)).insert_axis(Axis(1));
    let kept = counts.mapv(|count| f64::from(count == 0.0));
    member.dot(&x) / (&counts + &kept) + &kept * &centers
}

pub fn kmeans(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    if steps > 0 {
        let moved = update(x, assign(x, centers).view(), centers);
        return kmeans(x, moved.view(), steps - 1);
    }
    let labels = assign(x, centers);
    let own: Vec<usize> = labels.iter().map(|&label| label as usize).collect();
    let inertia = (&x - &centers.select(Axis(0), &own)).pow2().sum();
    (labels, centers.to_owned(), inertia)
}

pub fn cluster(x: ArrayView2<'_, f64>, start: ArrayView1<'_, i64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let mean = x.sum_axis(Axis(0)) / x.nrows() as f64;
    let variance = x.var_axis(Axis(0), 0.0);
    let scale = variance.mapv(|variance| if variance > 0.0 { variance.sqrt() } else { 1.0 });
    let scaled = (&x - &mean) / &scale;
    let pick = Array2::from_shape_fn((start.len(), x.nrows()), |(j, i)| f64::from(start[j] == i as i64));
    let (labels, centers, inertia) = kmeans(scaled.view(), pick.dot(&scaled).view(), steps);
    (labels, centers * scale + mean, inertia)
}

fn squared(x: ArrayView2<'_, f64>, centers: ArrayView2<'_, f64>) -> Array2<f64> {
    let of_rows = x.pow2().sum_axis(Axis(1)).insert_axis(Axis(1));
    of_rows - x.dot(&centers.t()) * 2.0 + centers.pow2().sum_axis(Axis(1))
}
