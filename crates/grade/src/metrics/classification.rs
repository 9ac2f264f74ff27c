//! Metrics of predicted classes, all read from a confusion matrix.

use ndarray::{ArrayView1, array};

use super::confusion::Confusion;
use super::error::{MetricError, Side};
use super::regression::{contiguous, same_length};

type Classes<'a> = ArrayView1<'a, i64>;

/// The share of rows predicted as their true class; from 0 to 1 (best). Always predicting the commonest class already scores
/// that class's share.
///
/// # Errors
/// Empty or unequal input.
///
/// Source: scikit-learn, `accuracy_score`.
///
/// ```
/// use mlings_grade::metrics::accuracy_score;
/// use ndarray::array;
///
/// let truth = array![0, 1, 2, 1];
/// assert_eq!(accuracy_score(truth.view(), array![0, 1, 2, 0].view()), Ok(0.75));
/// assert_eq!(accuracy_score(truth.view(), array![1, 2, 0, 1].view()), Ok(0.25)); // bad
/// ```
pub fn accuracy_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    same_length(truth.len(), prediction.len())?;
    let (truth, prediction) = (contiguous(&truth), contiguous(&prediction));
    let correct: u64 = truth
        .iter()
        .zip(prediction.iter())
        .map(|(truth, prediction)| u64::from(truth == prediction))
        .sum();
    Ok(correct as f64 / truth.len() as f64)
}

/// The mean recall of the classes that occur in the truth; from 0 to 1 (best). A constant prediction scores 1 / classes.
///
/// # Errors
/// Empty or unequal input.
///
/// Source: scikit-learn, `balanced_accuracy_score`.
///
/// ```
/// use mlings_grade::metrics::balanced_accuracy_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 0, 1];
/// assert_eq!(balanced_accuracy_score(truth.view(), array![0, 0, 0, 1].view()), Ok(1.0));
/// assert_eq!(balanced_accuracy_score(truth.view(), array![0, 0, 0, 0].view()), Ok(0.5)); // bad, though 75 % accurate
/// ```
pub fn balanced_accuracy_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    balanced_accuracy(&Confusion::new(truth, prediction)?)
}

/// Of the rows predicted 1, the share that truly is 1: tp / (tp + fp); from 0 to 1 (best). Ill-defined where no row is
/// predicted 1.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotBinary`]; [`MetricError::NeverPredicted`].
///
/// Source: scikit-learn, `precision_score`.
///
/// ```
/// use mlings_grade::metrics::{MetricError, precision_score};
/// use ndarray::array;
///
/// let truth = array![1, 0, 0, 1];
/// assert_eq!(precision_score(truth.view(), array![1, 0, 0, 0].view()), Ok(1.0));
/// assert_eq!(precision_score(truth.view(), array![0, 1, 1, 1].view()), Ok(1.0 / 3.0)); // bad: two false alarms
/// assert_eq!(precision_score(truth.view(), array![0, 0, 0, 0].view()), Err(MetricError::NeverPredicted { class: 1 }));
/// ```
pub fn precision_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    precision(&binary(truth, prediction)?, 1)
}

/// Of the rows truly 1, the share that is predicted 1: tp / (tp + fn); from 0 to 1 (best). Ill-defined where no row is truly 1.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotBinary`]; [`MetricError::NoSuchTruth`].
///
/// Source: scikit-learn, `recall_score`.
///
/// ```
/// use mlings_grade::metrics::recall_score;
/// use ndarray::array;
///
/// let truth = array![1, 0, 1, 1, 1];
/// assert_eq!(recall_score(truth.view(), array![1, 1, 1, 1, 1].view()), Ok(1.0));
/// assert_eq!(recall_score(truth.view(), array![1, 0, 0, 0, 0].view()), Ok(0.25)); // bad: three missed
/// ```
pub fn recall_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    recall(&binary(truth, prediction)?, 1)
}

/// The harmonic mean of precision and recall of class 1: 2·tp / (2·tp + fp + fn); from 0 to 1 (best). Ill-defined where
/// class 1 neither occurs nor is predicted.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotBinary`]; [`MetricError::AbsentClass`].
///
/// Source: scikit-learn, `f1_score`.
///
/// ```
/// use mlings_grade::metrics::f1_score;
/// use ndarray::array;
///
/// let truth = array![1, 0, 0, 1];
/// assert_eq!(f1_score(truth.view(), array![1, 0, 1, 1].view()), Ok(0.8));
/// assert_eq!(f1_score(truth.view(), array![0, 0, 0, 0].view()), Ok(0.0)); // bad, though 50 % accurate
/// ```
pub fn f1_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    f1(&binary(truth, prediction)?, 1)
}

/// The plain mean of every class's precision, over the classes in truth or prediction; from 0 to 1 (best). Ill-defined where
/// one of them is never predicted.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NeverPredicted`].
///
/// Source: scikit-learn, `precision_score(average="macro")`.
///
/// ```
/// use mlings_grade::metrics::macro_precision_score;
/// use ndarray::array;
///
/// let truth = array![0, 1, 2, 2];
/// assert_eq!(macro_precision_score(truth.view(), array![0, 1, 2, 2].view()), Ok(1.0));
/// assert_eq!(macro_precision_score(truth.view(), array![1, 2, 0, 0].view()), Ok(0.0)); // bad
/// ```
pub fn macro_precision_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    unweighted(&Confusion::new(truth, prediction)?, precision)
}

/// The plain mean of every class's recall, over the classes in truth or prediction; from 0 to 1 (best). Ill-defined where one
/// of them never occurs in the truth.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NoSuchTruth`].
///
/// Source: scikit-learn, `recall_score(average="macro")`.
///
/// ```
/// use mlings_grade::metrics::macro_recall_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 0, 1];
/// assert_eq!(macro_recall_score(truth.view(), array![0, 0, 0, 1].view()), Ok(1.0));
/// assert_eq!(macro_recall_score(truth.view(), array![0, 0, 0, 0].view()), Ok(0.5)); // bad: class 1 is missed
/// ```
pub fn macro_recall_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    unweighted(&Confusion::new(truth, prediction)?, recall)
}

/// The plain mean of every class's F1, over the classes in truth or prediction; from 0 to 1 (best). It is not the F1 of the
/// mean precision and the mean recall.
///
/// # Errors
/// Empty or unequal input.
///
/// Source: scikit-learn, `f1_score(average="macro")`.
///
/// ```
/// use mlings_grade::metrics::macro_f1_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 1, 2];
/// assert_eq!(macro_f1_score(truth.view(), array![0, 0, 1, 2].view()), Ok(1.0));
/// assert_eq!(macro_f1_score(truth.view(), array![2, 1, 0, 0].view()), Ok(0.0)); // bad
/// ```
pub fn macro_f1_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    unweighted(&Confusion::new(truth, prediction)?, f1)
}

/// Every class's precision, weighted by the rows truly of that class; from 0 to 1 (best). Ill-defined where a class of truth
/// or prediction is never predicted.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NeverPredicted`].
///
/// Source: scikit-learn, `precision_score(average="weighted")`.
///
/// ```
/// use mlings_grade::metrics::weighted_precision_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 0, 1];
/// assert_eq!(weighted_precision_score(truth.view(), array![0, 0, 1, 1].view()), Ok(0.875));
/// assert_eq!(weighted_precision_score(truth.view(), array![1, 1, 1, 0].view()), Ok(0.0)); // bad
/// ```
pub fn weighted_precision_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    weighted(&Confusion::new(truth, prediction)?, precision)
}

/// Every class's recall, weighted by the rows truly of that class, which makes it the accuracy; from 0 to 1 (best).
/// Ill-defined where a predicted class never occurs in the truth.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NoSuchTruth`].
///
/// Source: scikit-learn, `recall_score(average="weighted")`.
///
/// ```
/// use mlings_grade::metrics::weighted_recall_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 0, 1];
/// assert_eq!(weighted_recall_score(truth.view(), array![0, 0, 1, 1].view()), Ok(0.75));
/// assert_eq!(weighted_recall_score(truth.view(), array![1, 1, 1, 1].view()), Ok(0.25)); // bad
/// ```
pub fn weighted_recall_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    weighted(&Confusion::new(truth, prediction)?, recall)
}

/// Every class's F1, weighted by the rows truly of that class; from 0 to 1 (best).
///
/// # Errors
/// Empty or unequal input.
///
/// Source: scikit-learn, `f1_score(average="weighted")`.
///
/// ```
/// use mlings_grade::metrics::weighted_f1_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 0, 1];
/// assert_eq!(weighted_f1_score(truth.view(), array![0, 0, 0, 1].view()), Ok(1.0));
/// assert_eq!(weighted_f1_score(truth.view(), array![1, 1, 1, 0].view()), Ok(0.0)); // bad
/// ```
pub fn weighted_f1_score(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    weighted(&Confusion::new(truth, prediction)?, f1)
}

/// Matthews' correlation of true and predicted classes, for any number of classes; from −1 over 0 (chance) to 1 (best).
/// Ill-defined where truth or prediction holds one class only.
///
/// # Errors
/// Empty or unequal input; [`MetricError::OneClass`].
///
/// Source: scikit-learn, `matthews_corrcoef`.
///
/// ```
/// use mlings_grade::metrics::matthews_corrcoef;
/// use ndarray::array;
///
/// let truth = array![1, 1, 0, 0];
/// assert_eq!(matthews_corrcoef(truth.view(), array![1, 1, 0, 0].view()), Ok(1.0));
/// assert_eq!(matthews_corrcoef(truth.view(), array![1, 0, 1, 0].view()), Ok(0.0)); // bad: as good as guessing
/// ```
pub fn matthews_corrcoef(truth: Classes, prediction: Classes) -> Result<f64, MetricError> {
    matthews(&Confusion::new(truth, prediction)?)
}

pub(super) fn accuracy(confusion: &Confusion) -> Result<f64, MetricError> {
    match confusion.total() {
        0 => Err(MetricError::Empty),
        total => Ok(confusion.correct() as f64 / total as f64),
    }
}

pub(super) fn balanced_accuracy(confusion: &Confusion) -> Result<f64, MetricError> {
    let recalls: Vec<f64> = (0..confusion.labels.len())
        .filter_map(|index| recall_at(confusion, index).ok())
        .collect();
    if recalls.is_empty() {
        Err(MetricError::Empty)
    } else {
        Ok(recalls.iter().sum::<f64>() / recalls.len() as f64)
    }
}

pub(super) fn matthews(confusion: &Confusion) -> Result<f64, MetricError> {
    let total = confusion.total() as f64;
    let classes = 0..confusion.labels.len();
    let truly: Vec<f64> = classes.clone().map(|index| confusion.truly(index) as f64).collect();
    let predicted: Vec<f64> = classes.map(|index| confusion.predicted(index) as f64).collect();
    let product = |left: &[f64], right: &[f64]| left.iter().zip(right).map(|(left, right)| left * right).sum::<f64>();
    for (counts, side) in [(&truly, Side::Truth), (&predicted, Side::Prediction)] {
        if let Some(index) = counts.iter().position(|&count| count == total) {
            return Err(MetricError::OneClass {
                side,
                class: confusion.labels[index],
            });
        }
    }
    let covariance = confusion.correct() as f64 * total - product(&truly, &predicted);
    let scale = (total * total - product(&truly, &truly)) * (total * total - product(&predicted, &predicted));
    Ok(covariance / scale.sqrt())
}

/// A statistic of one class of a confusion matrix.
pub(super) type OfClass = fn(&Confusion, i64) -> Result<f64, MetricError>;

pub(super) fn precision(confusion: &Confusion, class: i64) -> Result<f64, MetricError> {
    let index = confusion
        .labels
        .binary_search(&class)
        .map_err(|_| MetricError::NeverPredicted { class })?;
    match confusion.predicted(index) {
        0 => Err(MetricError::NeverPredicted { class }),
        predicted => Ok(confusion.counts[[index, index]] as f64 / predicted as f64),
    }
}

pub(super) fn recall(confusion: &Confusion, class: i64) -> Result<f64, MetricError> {
    let index = confusion
        .labels
        .binary_search(&class)
        .map_err(|_| MetricError::NoSuchTruth { class })?;
    recall_at(confusion, index)
}

fn recall_at(confusion: &Confusion, index: usize) -> Result<f64, MetricError> {
    match confusion.truly(index) {
        0 => Err(MetricError::NoSuchTruth {
            class: confusion.labels[index],
        }),
        truly => Ok(confusion.counts[[index, index]] as f64 / truly as f64),
    }
}

pub(super) fn f1(confusion: &Confusion, class: i64) -> Result<f64, MetricError> {
    let index = confusion
        .labels
        .binary_search(&class)
        .map_err(|_| MetricError::AbsentClass { class })?;
    match confusion.truly(index) + confusion.predicted(index) {
        0 => Err(MetricError::AbsentClass { class }),
        either => Ok(2.0 * confusion.counts[[index, index]] as f64 / either as f64),
    }
}

pub(super) fn unweighted(confusion: &Confusion, of_class: OfClass) -> Result<f64, MetricError> {
    let values = occurring(confusion)
        .map(|index| of_class(confusion, confusion.labels[index]))
        .collect::<Result<Vec<_>, _>>()?;
    if values.is_empty() {
        Err(MetricError::Empty)
    } else {
        Ok(values.iter().sum::<f64>() / values.len() as f64)
    }
}

pub(super) fn weighted(confusion: &Confusion, of_class: OfClass) -> Result<f64, MetricError> {
    let mut sum = 0.0;
    for index in occurring(confusion) {
        sum += of_class(confusion, confusion.labels[index])? * confusion.truly(index) as f64;
    }
    match confusion.total() {
        0 => Err(MetricError::Empty),
        total => Ok(sum / total as f64),
    }
}

/// The classes of truth or prediction. A resampled matrix may hold labels that were not drawn.
fn occurring(confusion: &Confusion) -> impl Iterator<Item = usize> {
    (0..confusion.labels.len()).filter(|&index| confusion.truly(index) + confusion.predicted(index) > 0)
}

/// The 2 × 2 confusion of classes 0 and 1, counted without branches.
pub(super) fn binary(truth: Classes, prediction: Classes) -> Result<Confusion, MetricError> {
    same_length(truth.len(), prediction.len())?;
    let (truth, prediction) = (contiguous(&truth), contiguous(&prediction));
    let (mut truly, mut predicted, mut both, mut bits) = (0, 0, 0, 0);
    for (&truth, &prediction) in truth.iter().zip(prediction.iter()) {
        truly += truth & 1;
        predicted += prediction & 1;
        both += truth & prediction & 1;
        bits |= truth | prediction;
    }
    if bits & !1 != 0 {
        only_binary(&truth, Side::Truth)?;
        only_binary(&prediction, Side::Prediction)?;
    }
    let total = truth.len() as u64;
    let (truly, predicted, both) = (truly as u64, predicted as u64, both as u64);
    Ok(Confusion {
        labels: vec![0, 1],
        counts: array![[total + both - truly - predicted, predicted - both], [truly - both, both]],
    })
}

pub(super) fn only_binary(classes: &[i64], side: Side) -> Result<(), MetricError> {
    match classes.iter().position(|class| !(0..=1).contains(class)) {
        Some(row) => Err(MetricError::NotBinary {
            side,
            row,
            class: classes[row],
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn precision_and_recall_are_not_swapped() {
        let (truth, prediction) = (array![1, 1, 1, 0], array![1, 0, 0, 0]);
        assert_eq!(precision_score(truth.view(), prediction.view()), Ok(1.0));
        assert_eq!(recall_score(truth.view(), prediction.view()), Ok(1.0 / 3.0));
    }

    #[test]
    fn a_third_class_in_a_binary_metric_is_reported_with_its_row() {
        let error = f1_score(array![0, 1, 0].view(), array![0, 1, 2].view());
        assert_eq!(
            error,
            Err(MetricError::NotBinary {
                side: Side::Prediction,
                row: 2,
                class: 2
            })
        );
        let negative = f1_score(array![-1, 1].view(), array![0, 1].view());
        assert_eq!(
            negative,
            Err(MetricError::NotBinary {
                side: Side::Truth,
                row: 0,
                class: -1
            })
        );
    }

    #[test]
    fn f1_without_any_positive_is_a_named_error_rather_than_zero() {
        assert_eq!(
            f1_score(array![0, 0].view(), array![0, 0].view()),
            Err(MetricError::AbsentClass { class: 1 })
        );
    }

    #[test]
    fn a_constant_prediction_has_no_correlation() {
        let error = matthews_corrcoef(array![0, 1, 1].view(), array![1, 1, 1].view());
        assert_eq!(
            error,
            Err(MetricError::OneClass {
                side: Side::Prediction,
                class: 1
            })
        );
    }

    #[test]
    fn macro_f1_is_the_mean_of_f1s() {
        // F1 of class 0 is 2/3, of class 1 is 4/5.
        let value = macro_f1_score(array![0, 0, 1, 1].view(), array![0, 1, 1, 1].view()).unwrap();
        assert!((value - (2.0 / 3.0 + 0.8) / 2.0).abs() < 1e-15);
    }
}
