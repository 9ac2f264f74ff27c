//! The columns are divided by their standard deviations before the SVD. That is PCA of another table, where every
//! column counts the same; here the columns keep their units. Only subtract the means.

use ndarray::{Array1, Array2, ArrayView2, Axis, s};

pub fn pca(x: ArrayView2<'_, f64>, count: i64) -> (Array2<f64>, Array1<f64>, Array2<f64>) {
    let k = count as usize;
    let mean = x.mean_axis(Axis(0)).expect("there is at least one row");
    let scale = x.std_axis(Axis(0), 0.0).mapv(|scale| if scale == 0.0 { 1.0 } else { scale });
    let centred = (&x - &mean) / &scale;
    let (_, values, vt) = svd(&centred);
    let components = vt.slice(s![..k, ..]).to_owned();
    let ratio = values.pow2().slice(s![..k]).to_owned() / values.pow2().sum();
    let scores = centred.dot(&components.t());
    (components, ratio, scores)
}

/// The decomposition A = U Σ Vᵀ as (U, the singular values, Vᵀ), largest value first, by one-sided Jacobi rotations: pairs of
/// columns are turned until all are at right angles. Their lengths are then the singular values.
fn svd(a: &Array2<f64>) -> (Array2<f64>, Array1<f64>, Array2<f64>) {
    let (mut turned, mut v) = (a.clone(), Array2::<f64>::eye(a.ncols()));
    let negligible = 1e-16 * a.pow2().sum();
    for _sweep in 0..60 {
        let mut settled = true;
        for p in 0..a.ncols() {
            for q in p + 1..a.ncols() {
                let (left, right) = (turned.column(p), turned.column(q));
                let overlap = left.dot(&right);
                if overlap.abs() <= negligible {
                    continue;
                }
                settled = false;
                let angle = 0.5 * (2.0 * overlap).atan2(left.dot(&left) - right.dot(&right));
                for table in [&mut turned, &mut v] {
                    let (left, right) = (table.column(p).to_owned(), table.column(q).to_owned());
                    table.column_mut(p).assign(&(&left * angle.cos() + &right * angle.sin()));
                    table.column_mut(q).assign(&(&right * angle.cos() - &left * angle.sin()));
                }
            }
        }
        if settled {
            break;
        }
    }
    let lengths = turned.pow2().sum_axis(Axis(0)).sqrt();
    let mut order: Vec<usize> = (0..a.ncols()).collect();
    order.sort_by(|&p, &q| lengths[q].total_cmp(&lengths[p]));
    order.truncate(a.nrows().min(a.ncols()));
    let values = lengths.select(Axis(0), &order);
    let u = turned.select(Axis(1), &order) / values.mapv(|value| if value > 0.0 { value } else { 1.0 });
    (u, values, v.select(Axis(1), &order).reversed_axes())
}
