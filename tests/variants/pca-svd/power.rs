//! Power iteration on the scatter matrix: one component at a time, each taken out of the rows before the next is sought.

use ndarray::{Array1, Array2, ArrayView2, Axis};

pub fn pca(x: ArrayView2<'_, f64>, count: i64) -> (Array2<f64>, Array1<f64>, Array2<f64>) {
    let k = count as usize;
    let centred = &x - &x.mean_axis(Axis(0)).unwrap();
    let total = centred.pow2().sum();
    let mut rest = centred.clone();
    let (mut components, mut ratio) = (Array2::zeros((k, x.ncols())), Array1::zeros(k));
    for j in 0..k {
        let direction = strongest(&rest);
        let scores = rest.dot(&direction);
        ratio[j] = scores.pow2().sum() / total;
        let along = scores.insert_axis(Axis(1));
        rest -= &along.dot(&direction.view().insert_axis(Axis(0)));
        components.row_mut(j).assign(&direction);
    }
    let scores = centred.dot(&components.t());
    (components, ratio, scores)
}

/// The direction that repeated multiplication with the scatter matrix turns to, from its longest row.
fn strongest(rows: &Array2<f64>) -> Array1<f64> {
    let scatter = rows.t().dot(rows);
    let longest = scatter
        .rows()
        .into_iter()
        .max_by(|a, b| a.dot(a).total_cmp(&b.dot(b)))
        .unwrap();
    let mut direction = longest.to_owned();
    for _ in 0..5000 {
        direction /= direction.dot(&direction).sqrt();
        direction = scatter.dot(&direction);
    }
    &direction / direction.dot(&direction).sqrt()
}
