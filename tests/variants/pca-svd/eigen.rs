//! The covariance matrix made diagonal by two-sided Jacobi rotations.

use ndarray::{Array1, Array2, ArrayView2, Axis};

pub fn pca(x: ArrayView2<f64>, count: i64) -> (Array2<f64>, Array1<f64>, Array2<f64>) {
    let d = x.ncols();
    let centred = &x - &x.mean_axis(Axis(0)).unwrap();
    let mut matrix = centred.t().dot(&centred) / (x.nrows() as f64 - 1.0);
    let total = matrix.diag().sum();
    let mut directions = Array2::<f64>::eye(d);
    for _ in 0..30 {
        for p in 0..d {
            for q in p + 1..d {
                if matrix[[p, q]].abs() > 1e-17 * total {
                    let angle = 0.5 * (2.0 * matrix[[p, q]]).atan2(matrix[[p, p]] - matrix[[q, q]]);
                    rotate(&mut matrix, p, q, angle);
                    matrix = matrix.reversed_axes();
                    rotate(&mut matrix, p, q, angle);
                    rotate(&mut directions, p, q, angle);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..d).collect();
    order.sort_by(|&a, &b| matrix[[b, b]].partial_cmp(&matrix[[a, a]]).unwrap());
    order.truncate(count as usize);
    let ratio = order.iter().map(|&j| matrix[[j, j]] / total).collect();
    let components = directions.select(Axis(1), &order).reversed_axes();
    let scores = centred.dot(&components.t());
    (components, ratio, scores)
}

fn rotate(table: &mut Array2<f64>, p: usize, q: usize, angle: f64) {
    let (sine, cosine) = angle.sin_cos();
    for mut row in table.rows_mut() {
        let (a, b) = (row[p], row[q]);
        row[p] = cosine * a + sine * b;
        row[q] = cosine * b - sine * a;
    }
}
