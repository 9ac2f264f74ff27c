//! Curves over every threshold of a score, for pictures: ROC, precision-recall, calibration.

use ndarray::ArrayView1;
use serde::Serialize;

use super::error::{MetricError, Side};
use super::probability::brier_score_loss;
use super::ranking::{Ranking, Tied};

/// (false positive rate, true positive rate) at every threshold, from (0, 0) to (1, 1); equal scores are one threshold.
///
/// # Errors
/// As [`super::roc_auc_score`].
///
/// Source: scikit-learn, `roc_curve(drop_intermediate=False)`.
///
/// ```
/// use mlings_grade::metrics::roc_curve;
/// use ndarray::array;
///
/// let curve = roc_curve(array![0, 0, 1, 1].view(), array![0.1, 0.4, 0.35, 0.8].view())?;
/// assert_eq!(curve, [[0.0, 0.0], [0.0, 0.5], [0.5, 0.5], [0.5, 1.0], [1.0, 1.0]]);
/// # Ok::<(), mlings_grade::metrics::MetricError>(())
/// ```
pub fn roc_curve(truth: ArrayView1<i64>, scores: ArrayView1<f64>) -> Result<Vec<[f64; 2]>, MetricError> {
    let ranking = Ranking::new(truth, scores)?;
    let [negatives, positives] = [ranking.negatives.len() as u64, ranking.positives.len() as u64];
    if positives == 0 || negatives == 0 {
        return Err(MetricError::OneClass {
            side: Side::Truth,
            class: i64::from(negatives == 0),
        });
    }
    let share = |taken: Taken| {
        [
            taken.negatives as f64 / negatives as f64,
            taken.positives as f64 / positives as f64,
        ]
    };
    Ok(std::iter::once([0.0, 0.0]).chain(from_the_top(&ranking).map(share)).collect())
}

/// (recall, precision) at every threshold, from (0, 1) to full recall; equal scores are one threshold.
///
/// # Errors
/// As [`super::average_precision_score`].
///
/// Source: scikit-learn, `precision_recall_curve`, which lists the same points from the last to the first.
///
/// ```
/// use mlings_grade::metrics::precision_recall_curve;
/// use ndarray::array;
///
/// let curve = precision_recall_curve(array![0, 1, 1].view(), array![0.5, 0.2, 0.8].view())?;
/// assert_eq!(curve, [[0.0, 1.0], [0.5, 1.0], [0.5, 0.5], [1.0, 2.0 / 3.0]]);
/// # Ok::<(), mlings_grade::metrics::MetricError>(())
/// ```
pub fn precision_recall_curve(truth: ArrayView1<i64>, scores: ArrayView1<f64>) -> Result<Vec<[f64; 2]>, MetricError> {
    let ranking = Ranking::new(truth, scores)?;
    let positives = ranking.positives.len();
    if positives == 0 {
        return Err(MetricError::NoSuchTruth { class: 1 });
    }
    let point = |taken: Taken| {
        let rows = taken.positives + taken.negatives;
        [
            taken.positives as f64 / positives as f64,
            taken.positives as f64 / rows as f64,
        ]
    };
    Ok(std::iter::once([0.0, 1.0]).chain(from_the_top(&ranking).map(point)).collect())
}

/// Rows whose probabilities lie in one tenth of [0, 1].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// The mean probability of class 1 among them.
    pub predicted: f64,
    /// The share of them that truly is of class 1.
    pub observed: f64,
    pub rows: usize,
}

/// What was predicted against what came true, in `bins` bins of equal width; bins without rows are left out.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotBinary`]; [`MetricError::NotProbability`].
///
/// Source: scikit-learn, `calibration_curve(strategy="uniform")`.
///
/// ```
/// use mlings_grade::metrics::calibration_curve;
/// use ndarray::array;
///
/// let bins = calibration_curve(array![0, 0, 1, 1].view(), array![0.1, 0.3, 0.7, 0.9].view(), 2)?;
/// assert_eq!((bins[0].predicted, bins[0].observed), (0.2, 0.0));
/// assert_eq!((bins[1].predicted, bins[1].observed, bins[1].rows), (0.8, 1.0, 2));
/// # Ok::<(), mlings_grade::metrics::MetricError>(())
/// ```
pub fn calibration_curve(
    truth: ArrayView1<i64>,
    probabilities: ArrayView1<f64>,
    bins: usize,
) -> Result<Vec<CalibrationBin>, MetricError> {
    // Its input is checked as that of the Brier score.
    brier_score_loss(truth, probabilities)?;
    let mut sums = vec![(0.0, 0, 0); bins];
    for (&class, &probability) in truth.iter().zip(probabilities) {
        // As scikit-learn's, a bin holds its upper end, and the first one its lower end too.
        let bin = ((probability * bins as f64).ceil() as usize).clamp(1, bins) - 1;
        let (sum, positives, rows) = &mut sums[bin];
        *sum += probability;
        *positives += usize::from(class == 1);
        *rows += 1;
    }
    let filled = sums.into_iter().filter(|(.., rows)| *rows > 0);
    Ok(filled
        .map(|(sum, positives, rows)| CalibrationBin {
            predicted: sum / rows as f64,
            observed: positives as f64 / rows as f64,
            rows,
        })
        .collect())
}

/// The rows at or above a threshold.
#[derive(Clone, Copy, Default)]
struct Taken {
    positives: u64,
    negatives: u64,
}

/// What is taken as the threshold falls from the highest score to the lowest.
fn from_the_top(ranking: &Ranking) -> impl Iterator<Item = Taken> {
    let ties: Vec<Tied> = ranking.ties().collect();
    let mut taken = Taken::default();
    ties.into_iter().rev().map(move |tied| {
        taken.positives += tied.positives;
        taken.negatives += tied.negatives;
        taken
    })
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::super::{average_precision_score, roc_auc_score};
    use super::*;

    /// Labels and scores with many ties, the scores a little higher for class 1.
    fn rows() -> (Array1<i64>, Array1<f64>) {
        let truth = Array1::from_iter((0..200).map(|row| i64::from(row * 7 % 10 < 3)));
        let scores = Array1::from_iter((0..200).map(|row| f64::from((row * 31 + row * row) % 20) / 20.0));
        let scores = &scores * 0.8 + truth.mapv(|class| class as f64) * 0.2;
        (truth, scores)
    }

    #[test]
    fn the_area_under_the_roc_curve_is_the_auc() {
        let (truth, scores) = rows();
        let curve = roc_curve(truth.view(), scores.view()).unwrap();
        let area: f64 = curve
            .windows(2)
            .map(|pair| (pair[1][0] - pair[0][0]) * (pair[1][1] + pair[0][1]) / 2.0)
            .sum();
        assert!((area - roc_auc_score(truth.view(), scores.view()).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn the_steps_below_the_precision_recall_curve_are_the_average_precision() {
        let (truth, scores) = rows();
        let curve = precision_recall_curve(truth.view(), scores.view()).unwrap();
        let area: f64 = curve.windows(2).map(|pair| (pair[1][0] - pair[0][0]) * pair[1][1]).sum();
        assert!((area - average_precision_score(truth.view(), scores.view()).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn one_class_has_no_curve_and_a_score_above_1_no_calibration() {
        let (ones, scores) = (Array1::from_elem(3, 1), Array1::from_vec(vec![0.2, 0.5, 1.5]));
        assert!(matches!(
            roc_curve(ones.view(), scores.view()),
            Err(MetricError::OneClass { class: 1, .. })
        ));
        assert!(matches!(
            calibration_curve(ones.view(), scores.view(), 10),
            Err(MetricError::NotProbability { row: 2, .. })
        ));
    }

    #[test]
    fn the_ends_of_the_scale_have_a_bin_and_empty_bins_are_left_out() {
        let truth = Array1::from_vec(vec![0, 1, 1]);
        let bins = calibration_curve(truth.view(), Array1::from_vec(vec![0.0, 0.1, 1.0]).view(), 10).unwrap();
        assert_eq!((bins.len(), bins[0].rows, bins[1].rows), (2, 2, 1));
    }
}
