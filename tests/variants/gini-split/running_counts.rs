//! One pass over the sorted rows, with counts that move from right to left.

use ndarray::{ArrayView1, ArrayView2};

struct Side {
    counts: Vec<f64>,
    rows: f64,
}

impl Side {
    fn new(classes: usize) -> Self {
        Self {
            counts: vec![0.0; classes],
            rows: 0.0,
        }
    }

    fn add(&mut self, class: i64, times: f64) {
        self.counts[class as usize] += times;
        self.rows += times;
    }

    /// Rows times impurity.
    fn mixed(&self) -> f64 {
        self.rows - self.counts.iter().map(|count| count * count).sum::<f64>() / self.rows
    }
}

pub fn gini(y: ArrayView1<'_, i64>) -> f64 {
    let mut all = Side::new(classes(y));
    y.iter().for_each(|&class| all.add(class, 1.0));
    all.mixed() / all.rows
}

pub fn best_threshold(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>) -> (f64, f64) {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_unstable_by(|&a, &b| x[a].partial_cmp(&x[b]).expect("no value is NaN"));
    let (mut left, mut right) = (Side::new(classes(y)), Side::new(classes(y)));
    y.iter().for_each(|&class| right.add(class, 1.0));
    let mut best: Option<(f64, f64)> = None;
    for pair in order.windows(2) {
        let (row, next) = (pair[0], pair[1]);
        left.add(y[row], 1.0);
        right.add(y[row], -1.0);
        if x[row] == x[next] {
            continue;
        }
        let impurity = (left.mixed() + right.mixed()) / y.len() as f64;
        if best.is_none_or(|(_, lowest)| impurity < lowest) {
            best = Some((x[row].midpoint(x[next]), impurity));
        }
    }
    best.unwrap_or_else(|| (f64::NAN, gini(y)))
}

pub fn best_split(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>) -> (i64, f64, f64) {
    (0..x.ncols()).fold((-1, f64::NAN, gini(y)), |best, j| {
        let (threshold, impurity) = best_threshold(x.column(j), y);
        if threshold.is_finite() && (best.0 == -1 || impurity < best.2) {
            (j as i64, threshold, impurity)
        } else {
            best
        }
    })
}

fn classes(y: ArrayView1<'_, i64>) -> usize {
    y.iter().max().map_or(0, |&highest| highest as usize + 1)
}
