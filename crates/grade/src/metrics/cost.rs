//! What decisions cost: `Costs` of the two kinds of error, and their mean over rows.

use ndarray::ArrayView1;
use serde::Deserialize;

use super::classification::binary;
use super::confusion::Confusion;
use super::error::MetricError;

/// What a wrong decision costs, in whole units of one currency; a right one costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// Deciding 1 where the truth is 0.
    pub false_positive: u32,
    /// Deciding 0 where the truth is 1.
    pub false_negative: u32,
}

impl Default for Costs {
    /// Both errors cost 1: the mean is the share of wrong decisions.
    fn default() -> Self {
        Self {
            false_positive: 1,
            false_negative: 1,
        }
    }
}

impl Costs {
    /// What one decision costs.
    pub(crate) fn of_row(self, truth: i64, decision: i64) -> f64 {
        match (truth, decision) {
            (0, 1) => f64::from(self.false_positive),
            (1, 0) => f64::from(self.false_negative),
            _ => 0.0,
        }
    }
}

/// The mean cost of a decision: (false positives · their cost + false negatives · theirs) / rows, in the costs' units; 0 is
/// best, the dearer of the two costs worst. Truth and decision are 0 or 1, shape (rows,).
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotBinary`].
///
/// Source: Elkan, The Foundations of Cost-Sensitive Learning (2001), with costs of 0 for right decisions.
///
/// ```
/// use mlings_grade::metrics::{Costs, mean_cost_error};
/// use ndarray::array;
///
/// let costs = Costs { false_positive: 1, false_negative: 10 };
/// let truth = array![1, 0, 0, 0, 1];
/// assert_eq!(mean_cost_error(truth.view(), array![1, 1, 1, 0, 1].view(), costs), Ok(0.4)); // two false alarms
/// assert_eq!(mean_cost_error(truth.view(), array![1, 0, 0, 0, 0].view(), costs), Ok(2.0)); // bad: one missed, though 80 % are right
/// ```
pub fn mean_cost_error(truth: ArrayView1<i64>, decision: ArrayView1<i64>, costs: Costs) -> Result<f64, MetricError> {
    Ok(mean_cost(&binary(truth, decision)?, costs))
}

pub(crate) fn mean_cost(confusion: &Confusion, costs: Costs) -> f64 {
    let cells = confusion.counts.indexed_iter();
    let cost = |((truth, decision), count): ((usize, usize), &u64)| {
        *count as f64 * costs.of_row(confusion.labels[truth], confusion.labels[decision])
    };
    cells.map(cost).sum::<f64>() / confusion.total() as f64
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const COSTS: Costs = Costs {
        false_positive: 2,
        false_negative: 7,
    };

    #[test]
    fn each_kind_of_error_has_its_own_cost() {
        let truth = array![0, 0, 0, 1, 1, 1, 1, 1];
        let cost = |decision: [i64; 8]| mean_cost_error(truth.view(), ndarray::arr1(&decision).view(), COSTS);
        assert_eq!(cost([0, 0, 0, 1, 1, 1, 1, 1]), Ok(0.0));
        assert_eq!(cost([1, 1, 1, 1, 1, 1, 1, 1]), Ok(6.0 / 8.0));
        assert_eq!(cost([0, 0, 0, 0, 0, 0, 0, 0]), Ok(35.0 / 8.0));
        assert_eq!(cost([1, 0, 0, 0, 0, 1, 1, 1]), Ok(16.0 / 8.0));
    }

    #[test]
    fn one_class_alone_has_a_cost_too() {
        assert_eq!(mean_cost_error(array![1, 1].view(), array![1, 1].view(), COSTS), Ok(0.0));
        assert_eq!(mean_cost_error(array![1, 1].view(), array![0, 0].view(), COSTS), Ok(7.0));
    }

    #[test]
    fn equal_costs_of_one_give_the_share_of_wrong_decisions() {
        let (truth, decision) = (array![0, 1, 1, 0], array![1, 1, 0, 0]);
        assert_eq!(mean_cost_error(truth.view(), decision.view(), Costs::default()), Ok(0.5));
    }

    #[test]
    fn a_third_class_and_no_rows_are_named_errors() {
        assert!(matches!(
            mean_cost_error(array![0, 2].view(), array![0, 1].view(), COSTS),
            Err(MetricError::NotBinary { class: 2, row: 1, .. })
        ));
        let none = ndarray::Array1::<i64>::zeros(0);
        assert_eq!(mean_cost_error(none.view(), none.view(), COSTS), Err(MetricError::Empty));
    }
}
