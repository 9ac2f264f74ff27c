//! `Replicates`: a metric's values on rows drawn again, and how often and from which seed a `Bootstrap` draws them.

/// How many replicates a verdict is drawn from.
pub const REPLICATES: usize = 2000;

/// How often and from which seed rows are resampled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    pub replicates: usize,
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self {
            replicates: REPLICATES,
            seed: 0,
        }
    }
}

/// What is drawn: whole groups where there are any.
#[derive(Clone, Copy)]
pub struct Sampling<'a> {
    /// The group of each row.
    pub groups: Option<&'a [u32]>,
    pub plan: Bootstrap,
}

/// A metric's values on resampled rows, for one prediction or several on the same rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Replicates {
    /// One entry a replicate, holding a value a prediction.
    pub(super) values: Vec<Vec<f64>>,
}

impl Replicates {
    /// Leaves out replicates on which the metric is ill-defined, such as those without any positive row.
    pub fn new(mut values: Vec<Vec<f64>>) -> Self {
        values.retain(|values| values.iter().all(|value| value.is_finite()));
        Self { values }
    }

    /// No replicates, for a metric that needs none.
    pub fn none() -> Self {
        Self { values: Vec::new() }
    }

    /// The 2.5th and 97.5th percentile of the values of prediction `index`; `None` if no replicate was well-defined.
    pub fn interval(&self, index: usize) -> Option<[f64; 2]> {
        let mut sorted: Vec<f64> = self.values.iter().map(|values| values[index]).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Some([percentile(&sorted, 0.025)?, percentile(&sorted, 0.975)?])
    }

    /// The standard deviation over replicates of what `combine` makes of the predictions' values.
    pub fn deviation(&self, combine: impl Fn(&[f64]) -> f64) -> f64 {
        crate::statistics::deviation(&self.values.iter().map(|values| combine(values)).collect::<Vec<_>>())
    }
}

/// The value below which `share` of the sorted values lie, between neighbours in proportion; `None` of nothing.
pub fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let position = share * (sorted.len().checked_sub(1)?) as f64;
    let (below, above) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
    Some(below + (above - below) * position.fract())
}
