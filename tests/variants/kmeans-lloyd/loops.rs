//! Plain loops by index, stopping as soon as no label changes.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn assign(x: ArrayView2<f64>, centers: ArrayView2<f64>) -> Array1<i64> {
    let mut labels = Array1::zeros(x.nrows());
    for i in 0..x.nrows() {
        let mut smallest = f64::INFINITY;
        for j in 0..centers.nrows() {
            let distance = squared(x, i, centers, j);
            if distance < smallest {
                smallest = distance;
                labels[i] = j as i64;
            }
        }
    }
    labels
}

pub fn update(x: ArrayView2<f64>, labels: ArrayView1<i64>, centers: ArrayView2<f64>) -> Array2<f64> {
    let (k, d) = centers.dim();
    let mut moved = centers.to_owned();
    for j in 0..k {
        let count = labels.iter().filter(|&&label| label == j as i64).count();
        if count == 0 {
            continue;
        }
        for l in 0..d {
            let mut sum = 0.0;
            for i in 0..x.nrows() {
                if labels[i] == j as i64 {
                    sum += x[[i, l]];
                }
            }
            moved[[j, l]] = sum / count as f64;
        }
    }
    moved
}

pub fn kmeans(x: ArrayView2<f64>, centers: ArrayView2<f64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let mut centers = centers.to_owned();
    let mut labels = assign(x, centers.view());
    for _ in 0..steps {
        centers = update(x, labels.view(), centers.view());
        let next = assign(x, centers.view());
        if next == labels {
            break;
        }
        labels = next;
    }
    let mut inertia = 0.0;
    for i in 0..x.nrows() {
        inertia += squared(x, i, centers.view(), labels[i] as usize);
    }
    (labels, centers, inertia)
}

pub fn cluster(x: ArrayView2<f64>, start: ArrayView1<i64>, steps: i64) -> (Array1<i64>, Array2<f64>, f64) {
    let (n, d) = x.dim();
    let mut z = Array2::zeros((n, d));
    let (mut means, mut scales) = (vec![0.0; d], vec![1.0; d]);
    for l in 0..d {
        means[l] = x.column(l).sum() / n as f64;
        let variance = x.column(l).iter().map(|v| (v - means[l]).powi(2)).sum::<f64>() / n as f64;
        if variance > 0.0 {
            scales[l] = variance.sqrt();
        }
        for i in 0..n {
            z[[i, l]] = (x[[i, l]] - means[l]) / scales[l];
        }
    }
    let from = Array2::from_shape_fn((start.len(), d), |(j, l)| z[[start[j] as usize, l]]);
    let (labels, mut centers, inertia) = kmeans(z.view(), from.view(), steps);
    for ((_, l), value) in centers.indexed_iter_mut() {
        *value = *value * scales[l] + means[l];
    }
    (labels, centers, inertia)
}

fn squared(x: ArrayView2<f64>, i: usize, centers: ArrayView2<f64>, j: usize) -> f64 {
    (0..x.ncols()).map(|l| (x[[i, l]] - centers[[j, l]]).powi(2)).sum()
}
