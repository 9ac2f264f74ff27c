//! Metrics of scores: how well they put class 1 above class 0.

use ndarray::{ArrayView1, ArrayView2};

use super::classification::only_binary;
use super::error::{MetricError, Side};
use super::probability::rows_sum_to_one;
use super::regression::{all_finite, same_length};

/// The probability that a random row of class 1 scores above a random row of class 0, ties counting half; from 0 to 1 (best),
/// 0.5 for scores that say nothing. Only the order of scores matters. Ill-defined where the truth holds one class.
///
/// # Errors
/// Empty, unequal or non-finite input; [`MetricError::NotBinary`]; [`MetricError::OneClass`].
///
/// Source: scikit-learn, `roc_auc_score`.
///
/// ```
/// use mlings_grade::metrics::roc_auc_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 1, 1];
/// assert_eq!(roc_auc_score(truth.view(), array![0.1, 0.4, 0.35, 0.8].view()), Ok(0.75));
/// assert_eq!(roc_auc_score(truth.view(), array![0.9, 0.8, 0.2, 0.1].view()), Ok(0.0)); // bad: upside down
/// ```
pub fn roc_auc_score(truth: ArrayView1<i64>, scores: ArrayView1<f64>) -> Result<f64, MetricError> {
    let ranking = Ranking::new(truth, scores)?;
    let (positives, negatives) = (ranking.positives.len() as u64, ranking.negatives.len() as u64);
    if positives == 0 || negatives == 0 {
        return Err(MetricError::OneClass {
            side: Side::Truth,
            class: i64::from(negatives == 0),
        });
    }
    let (mut below, mut twice_won) = (0, 0);
    for tied in ranking.ties() {
        twice_won += tied.positives * (2 * below + tied.negatives);
        below += tied.negatives;
    }
    Ok(twice_won as f64 / 2.0 / (positives as f64 * negatives as f64))
}

/// The plain mean of every class's AUC against all others. `probabilities` has shape (rows, classes); column k scores class k
/// and rows sum to 1. From 0 to 1 (best), 0.5 for scores that say nothing. Ill-defined where a class does not occur.
///
/// # Errors
/// As [`roc_auc_score`]; [`MetricError::RowSum`]; [`MetricError::NoColumn`]; [`MetricError::NoSuchTruth`].
///
/// Source: scikit-learn, `roc_auc_score(multi_class="ovr", average="macro")`.
///
/// ```
/// use mlings_grade::metrics::roc_auc_ovr_score;
/// use ndarray::array;
///
/// let probabilities = array![[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]];
/// assert_eq!(roc_auc_ovr_score(array![0, 1, 2].view(), probabilities.view()), Ok(1.0));
/// assert_eq!(roc_auc_ovr_score(array![1, 2, 0].view(), probabilities.view()), Ok(0.25)); // bad
/// ```
pub fn roc_auc_ovr_score(truth: ArrayView1<i64>, probabilities: ArrayView2<f64>) -> Result<f64, MetricError> {
    same_length(truth.len(), probabilities.nrows())?;
    rows_sum_to_one(probabilities)?;
    let classes = probabilities.ncols() as i64;
    if let Some(row) = truth.iter().position(|class| !(0..classes).contains(class)) {
        return Err(MetricError::NoColumn {
            row,
            class: truth[row],
            last: classes - 1,
        });
    }
    let mut sum = 0.0;
    for class in 0..classes {
        let against_all_others = truth.mapv(|other| i64::from(other == class));
        sum += roc_auc_score(against_all_others.view(), probabilities.column(class as usize)).map_err(|error| match error {
            MetricError::OneClass { class: 0, .. } => MetricError::NoSuchTruth { class },
            MetricError::OneClass { .. } => MetricError::OneClass {
                side: Side::Truth,
                class,
            },
            other => other,
        })?;
    }
    Ok(sum / classes as f64)
}

/// Σ over thresholds, from the highest, of (gain in recall) × precision: the area under the precision-recall steps, without
/// interpolation; from 0 to 1 (best). Scores that say nothing give the share of class 1. Ill-defined where no row is truly 1.
///
/// # Errors
/// Empty, unequal or non-finite input; [`MetricError::NotBinary`]; [`MetricError::NoSuchTruth`].
///
/// Source: scikit-learn, `average_precision_score`.
///
/// ```
/// use mlings_grade::metrics::average_precision_score;
/// use ndarray::array;
///
/// let truth = array![0, 1, 0, 0];
/// assert_eq!(average_precision_score(truth.view(), array![0.2, 0.9, 0.3, 0.1].view()), Ok(1.0));
/// assert_eq!(average_precision_score(truth.view(), array![0.8, 0.1, 0.7, 0.9].view()), Ok(0.25)); // bad: ranked last
/// ```
pub fn average_precision_score(truth: ArrayView1<i64>, scores: ArrayView1<f64>) -> Result<f64, MetricError> {
    let ranking = Ranking::new(truth, scores)?;
    if ranking.positives.is_empty() {
        return Err(MetricError::NoSuchTruth { class: 1 });
    }
    let ties: Vec<Tied> = ranking.ties().collect();
    let (mut found, mut taken, mut area) = (0, 0, 0.0);
    for tied in ties.iter().rev() {
        found += tied.positives;
        taken += tied.positives + tied.negatives;
        area += tied.positives as f64 * found as f64 / taken as f64;
    }
    Ok(area / ranking.positives.len() as f64)
}

/// The scores of both classes, ascending, as keys that sort like the numbers they stand for.
pub(super) struct Ranking {
    pub positives: Vec<u64>,
    pub negatives: Vec<u64>,
}

/// How many rows of each class share one score.
pub(super) struct Tied {
    pub positives: u64,
    pub negatives: u64,
}

impl Ranking {
    pub fn new(truth: ArrayView1<i64>, scores: ArrayView1<f64>) -> Result<Self, MetricError> {
        same_length(truth.len(), scores.len())?;
        let (truth, scores) = (super::regression::contiguous(&truth), super::regression::contiguous(&scores));
        only_binary(&truth, Side::Truth)?;
        all_finite(&scores, Side::Prediction)?;
        let (mut positives, mut negatives) = (Vec::new(), Vec::new());
        for (&class, &score) in truth.iter().zip(scores.iter()) {
            if class == 1 {
                positives.push(sort_key(score));
            } else {
                negatives.push(sort_key(score));
            }
        }
        positives.sort_unstable();
        negatives.sort_unstable();
        Ok(Self { positives, negatives })
    }

    /// Groups of equal scores, from the lowest.
    pub fn ties(&self) -> impl Iterator<Item = Tied> {
        let (mut positives, mut negatives) = (self.positives.as_slice(), self.negatives.as_slice());
        std::iter::from_fn(move || {
            let lowest = match (positives.first(), negatives.first()) {
                (Some(positive), Some(negative)) => positive.min(negative),
                (first, second) => first.or(second)?,
            };
            Some(Tied {
                positives: take_equal(&mut positives, *lowest),
                negatives: take_equal(&mut negatives, *lowest),
            })
        })
    }
}

/// Removes the leading values equal to `key` and says how many there were.
fn take_equal(sorted: &mut &[u64], key: u64) -> u64 {
    let count = sorted.iter().take_while(|&&value| value == key).count();
    *sorted = &sorted[count..];
    count as u64
}

/// Maps finite floats to integers of the same order: negative numbers are turned round, −0 is 0.
pub(crate) fn sort_key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    let negative = bits >> 63 == 1;
    if negative { !bits } else { bits | 1 << 63 }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn sort_keys_order_like_the_numbers() {
        let numbers = [f64::MIN, -2.0, -1.5, -f64::MIN_POSITIVE, 0.0, 5e-324, 1.0, f64::MAX];
        assert!(numbers.windows(2).all(|pair| sort_key(pair[0]) < sort_key(pair[1])));
        assert_eq!(sort_key(-0.0), sort_key(0.0));
    }

    #[test]
    fn scores_that_are_all_equal_have_an_auc_of_one_half() {
        let scores = Array1::zeros(6);
        assert_eq!(roc_auc_score(array![0, 1, 0, 1, 1, 1].view(), scores.view()), Ok(0.5));
    }

    #[test]
    fn one_class_has_no_auc() {
        let error = roc_auc_score(array![1, 1].view(), array![0.2, 0.3].view());
        assert_eq!(
            error,
            Err(MetricError::OneClass {
                side: Side::Truth,
                class: 1
            })
        );
    }

    #[test]
    fn a_class_that_never_occurs_has_no_one_versus_rest_auc() {
        let error = roc_auc_ovr_score(array![0, 1].view(), array![[0.5, 0.3, 0.2], [0.2, 0.5, 0.3]].view());
        assert_eq!(error, Err(MetricError::NoSuchTruth { class: 2 }));
    }

    #[test]
    fn average_precision_treats_ties_as_one_threshold() {
        let value = average_precision_score(array![1, 0].view(), array![0.5, 0.5].view());
        assert_eq!(value, Ok(0.5));
    }
}
