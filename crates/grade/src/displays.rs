//! What pictures of a project's predictions are drawn from: errors of a regression, confusion and curves of a classifier.

use ndarray::{Array1, Axis};
use serde::Serialize;

use crate::held_out::HeldOut;
use crate::metrics::{
    CalibrationBin, Confusion, Kernel, Metric, MetricError, Scale, Side, ValueKernel, average_precision_score, calibration_curve,
    precision_recall_curve, roc_auc_score, roc_curve, whole,
};

/// Bins of a calibration curve.
const BINS: usize = 10;

/// The scored rows of one part, predicted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Display {
    PredictionError(PredictionErrorDisplay),
    Classes(ClassesDisplay),
    Scores(ScoresDisplay),
}

/// A regression: what was true against what was predicted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PredictionErrorDisplay {
    /// Whether the metric compares logarithms, so that a factor is what counts.
    pub logarithmic: bool,
    /// In the order of the part's scored rows.
    pub truth: Vec<f64>,
    pub predicted: Vec<f64>,
    /// prediction − truth, or ln(1 + prediction) − ln(1 + truth) where `logarithmic`.
    pub residuals: Vec<f64>,
    /// The number in the part of each scored row.
    #[serde(skip)]
    pub rows: Vec<usize>,
    /// Places in the lists above, the row that costs most first.
    #[serde(skip)]
    pub worst: Vec<usize>,
}

/// A classifier: which classes it takes for which.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassesDisplay {
    /// `confusion[t][p]`: rows truly of class t predicted as class p.
    pub confusion: Vec<Vec<u64>>,
    pub misread: Vec<Misread>,
    /// Where the model gave probabilities or scores, and there are two classes.
    pub ranking: Option<RankingDisplay>,
}

/// A row of which the wrong class was predicted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Misread {
    /// Its number in the part.
    #[serde(skip)]
    pub row: usize,
    pub truth: usize,
    pub predicted: usize,
    /// Of class 1, where the model says.
    pub probability: Option<f64>,
}

/// A model asked for scores or probabilities of class 1: how far it puts class 1 above class 0. It decides on no class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoresDisplay {
    /// In the order of the part's scored rows.
    pub truth: Vec<usize>,
    pub scores: Vec<f64>,
    pub ranking: RankingDisplay,
    /// The number in the part of each scored row.
    #[serde(skip)]
    pub rows: Vec<usize>,
    /// Places in the lists above, the row that most rows of the other class are on the wrong side of first.
    #[serde(skip)]
    pub worst: Vec<usize>,
}

/// How well scores put class 1 above class 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankingDisplay {
    pub roc_auc: f64,
    /// (false positive rate, true positive rate).
    pub roc: Vec<[f64; 2]>,
    pub average_precision: f64,
    /// (recall, precision).
    pub precision_recall: Vec<[f64; 2]>,
    /// None for scores that are no probabilities.
    pub calibration: Option<Vec<CalibrationBin>>,
}

impl Display {
    /// `predictions` and `probabilities` hold a number per row of the part; `classes` is 0 for a real target. Where the metric
    /// reads scores or probabilities, the predictions are just that.
    ///
    /// # Errors
    /// Where the predictions have another length than the part, or are no classes of the target.
    pub fn new(
        metric: Metric,
        held_out: &HeldOut,
        classes: usize,
        predictions: &[f64],
        probabilities: Option<&[f64]>,
    ) -> Result<Self, MetricError> {
        let rows = held_out.target.rows();
        for found in [Some(predictions), probabilities].into_iter().flatten().map(<[f64]>::len) {
            if found != rows {
                return Err(MetricError::LengthMismatch {
                    truth: rows,
                    prediction: found,
                });
            }
        }
        let scored = |values: &[f64]| -> Array1<f64> { held_out.scored.iter().map(|row| values[*row]).collect() };
        let predicted = scored(predictions);
        let rows = &held_out.scored;
        match metric.kernel() {
            Kernel::Values(kernel) => {
                let truth = held_out.target.values(metric)?.select(Axis(0), rows);
                let display = PredictionErrorDisplay::new(kernel, rows, truth, predicted);
                Ok(Display::PredictionError(display))
            }
            Kernel::Classes(_) | Kernel::Costs(_) => {
                let truth = held_out.target.classes(metric)?.select(Axis(0), rows);
                let probabilities = probabilities.map(scored);
                ClassesDisplay::new(rows, classes, &truth, &whole(&predicted)?, probabilities.as_ref()).map(Display::Classes)
            }
            Kernel::Scores(_) | Kernel::Probabilities(_) => {
                let truth = held_out.target.classes(metric)?.select(Axis(0), rows);
                ScoresDisplay::new(rows, &truth, &predicted).map(Display::Scores)
            }
            Kernel::Distributions(_) => Err(MetricError::WrongKind {
                metric: metric.name(),
                side: Side::Prediction,
                expected: "probabilities per class",
            }),
        }
    }

    /// The numbers in the part of the rows to look at first: the worst predicted, or the misread.
    pub fn worth_a_look(&self) -> Vec<usize> {
        match self {
            Display::PredictionError(display) => display.worst.iter().map(|place| display.rows[*place]).collect(),
            Display::Classes(display) => display.misread.iter().map(|wrong| wrong.row).collect(),
            Display::Scores(display) => display.worst.iter().map(|place| display.rows[*place]).collect(),
        }
    }
}

impl PredictionErrorDisplay {
    fn new(kernel: ValueKernel, rows: &[usize], truth: Array1<f64>, predicted: Array1<f64>) -> Self {
        let (scale, loss) = (kernel.scale, kernel.loss());
        let predicted = predicted.mapv(|value| scale.taken(value));
        let pairs = || truth.iter().zip(&predicted);
        let losses: Vec<f64> = pairs().map(|(truth, predicted)| loss(*truth, *predicted)).collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by(|one, other| losses[*other].total_cmp(&losses[*one]).then(one.cmp(other)));
        PredictionErrorDisplay {
            logarithmic: scale == Scale::Logarithmic,
            residuals: pairs()
                .map(|(truth, predicted)| scale.of(*predicted) - scale.of(*truth))
                .collect(),
            worst: order,
            rows: rows.to_vec(),
            truth: truth.to_vec(),
            predicted: predicted.to_vec(),
        }
    }
}

impl ClassesDisplay {
    fn new(
        rows: &[usize],
        classes: usize,
        truth: &Array1<i64>,
        predicted: &Array1<i64>,
        probabilities: Option<&Array1<f64>>,
    ) -> Result<Self, MetricError> {
        let known = 0..classes as i64;
        if let Some(row) = predicted.iter().position(|class| !known.contains(class)) {
            return Err(MetricError::NoColumn {
                row,
                class: predicted[row],
                last: classes as i64 - 1,
            });
        }
        Ok(ClassesDisplay {
            confusion: table(&Confusion::new(truth.view(), predicted.view())?, classes),
            misread: misread(rows, truth, predicted, probabilities),
            ranking: probabilities.and_then(|scores| RankingDisplay::new(truth, scores).ok()),
        })
    }

    /// Rows of each class, ascending.
    pub fn supports(&self) -> impl Iterator<Item = u64> {
        self.confusion.iter().map(|row| row.iter().sum())
    }
}

/// The counts of every class there is, also of those that neither occur nor are predicted.
fn table(confusion: &Confusion, classes: usize) -> Vec<Vec<u64>> {
    let mut table = vec![vec![0; classes]; classes];
    for ((truth, predicted), count) in confusion.counts.indexed_iter() {
        let [truth, predicted] = [truth, predicted].map(|index| confusion.labels[index] as usize);
        table[truth][predicted] = *count;
    }
    table
}

/// The wrong rows, the surest of them first where the model says how sure it is, else in their order.
fn misread(rows: &[usize], truth: &Array1<i64>, predicted: &Array1<i64>, probabilities: Option<&Array1<f64>>) -> Vec<Misread> {
    let wrong = (0..rows.len()).filter(|position| truth[*position] != predicted[*position]);
    let mut misread: Vec<Misread> = wrong
        .map(|position| Misread {
            row: rows[position],
            truth: truth[position] as usize,
            predicted: predicted[position] as usize,
            probability: probabilities.map(|probabilities| probabilities[position]),
        })
        .collect();
    let is_probability = |scores: &Array1<f64>| scores.iter().all(|score| (0.0..=1.0).contains(score));
    let undecided = if probabilities.is_some_and(is_probability) { 0.5 } else { 0.0 };
    let sureness = |wrong: &Misread| {
        let towards_1 = wrong.probability.map_or(0.0, |score| score - undecided);
        if wrong.predicted == 1 { towards_1 } else { -towards_1 }
    };
    misread.sort_by(|one, other| sureness(other).total_cmp(&sureness(one)));
    misread
}

impl ScoresDisplay {
    fn new(rows: &[usize], truth: &Array1<i64>, scores: &Array1<f64>) -> Result<Self, MetricError> {
        let ranking = RankingDisplay::new(truth, scores)?;
        let of_class = |class: i64| {
            let mut of_class: Vec<f64> = truth
                .iter()
                .zip(scores)
                .filter(|(own, _)| **own == class)
                .map(|(_, score)| *score)
                .collect();
            of_class.sort_unstable_by(f64::total_cmp);
            of_class
        };
        let (negatives, positives) = (of_class(0), of_class(1));
        let on_the_wrong_side = |place: usize| {
            let score = scores[place];
            let share = |rows: usize, of: &[f64]| rows as f64 / of.len() as f64;
            match truth[place] {
                1 => share(
                    negatives.len() - negatives.partition_point(|other| *other <= score),
                    &negatives,
                ),
                _ => share(positives.partition_point(|other| *other < score), &positives),
            }
        };
        let shares: Vec<f64> = (0..rows.len()).map(on_the_wrong_side).collect();
        let mut worst: Vec<usize> = (0..rows.len()).collect();
        worst.sort_by(|one, other| shares[*other].total_cmp(&shares[*one]).then(one.cmp(other)));
        Ok(ScoresDisplay {
            truth: truth.iter().map(|class| *class as usize).collect(),
            scores: scores.to_vec(),
            ranking,
            rows: rows.to_vec(),
            worst,
        })
    }

    /// The share of rows of class 1.
    pub fn base_rate(&self) -> f64 {
        self.truth.iter().sum::<usize>() as f64 / self.truth.len().max(1) as f64
    }
}

impl RankingDisplay {
    /// An error where the truth holds more or fewer than the two classes, or a score is no number.
    fn new(truth: &Array1<i64>, scores: &Array1<f64>) -> Result<Self, MetricError> {
        let (truth, scores) = (truth.view(), scores.view());
        Ok(RankingDisplay {
            roc_auc: roc_auc_score(truth, scores)?,
            roc: roc_curve(truth, scores)?,
            average_precision: average_precision_score(truth, scores)?,
            precision_recall: precision_recall_curve(truth, scores)?,
            calibration: calibration_curve(truth, scores, BINS).ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::held_out::Target;

    /// Four rows, of which the second is a canary.
    fn held_out(target: Target) -> HeldOut {
        HeldOut {
            target,
            scored: vec![0, 2, 3],
            canaries: vec![1],
            groups: vec![0, 1, 2, 3],
            ids: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
            shuffled: vec![3, 2, 1, 0],
            small: vec![vec![0, 2]],
        }
    }

    fn classes(predictions: &[f64], probabilities: Option<&[f64]>) -> ClassesDisplay {
        let held_out = held_out(Target::Class(Array1::from_vec(vec![0, 1, 1, 0])));
        match Display::new(Metric::F1Score, &held_out, 2, predictions, probabilities).unwrap() {
            Display::Classes(display) => display,
            display => panic!("{display:?}"),
        }
    }

    #[test]
    fn canaries_are_in_no_picture() {
        let display = classes(&[0.0, 0.0, 0.0, 0.0], None);
        assert_eq!(display.confusion, [[2, 0], [1, 0]]);
        assert_eq!(display.misread.iter().map(|wrong| wrong.row).collect::<Vec<_>>(), [2]);
        assert_eq!(display.supports().collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn the_surest_mistake_comes_first_whichever_way_it_went() {
        let display = classes(&[1.0, 0.0, 0.0, 1.0], Some(&[0.6, 0.5, 0.4, 0.9]));
        assert_eq!(display.misread.iter().map(|wrong| wrong.row).collect::<Vec<_>>(), [3, 0, 2]);
        let ranking = display.ranking.unwrap();
        assert_eq!((ranking.roc_auc, ranking.calibration.unwrap().len()), (0.0, 3));
    }

    #[test]
    fn scores_that_are_no_probabilities_have_curves_but_no_calibration() {
        let ranking = classes(&[0.0, 0.0, 1.0, 0.0], Some(&[-2.0, 0.0, 3.0, -1.0])).ranking.unwrap();
        assert_eq!((ranking.roc_auc, ranking.calibration), (1.0, None));
    }

    #[test]
    fn the_worst_row_of_a_regression_is_the_one_the_metric_minds_most() {
        let held_out = held_out(Target::Real(Array1::from_vec(vec![100.0, 1.0, 1000.0, 10.0])));
        let predictions = [120.0, 0.0, 900.0, 20.0];
        let display = |metric| match Display::new(metric, &held_out, 0, &predictions, None).unwrap() {
            Display::PredictionError(display) => display,
            display => panic!("{display:?}"),
        };
        assert_eq!(display(Metric::RootMeanSquaredError).worst, [1, 0, 2]);
        let logarithmic = display(Metric::RootMeanSquaredLogError);
        assert_eq!(
            (logarithmic.worst.as_slice(), logarithmic.logarithmic),
            ([2, 0, 1].as_slice(), true)
        );
        assert!((logarithmic.residuals[2] - (21.0_f64 / 11.0).ln()).abs() < 1e-12);
        assert_eq!(Display::PredictionError(logarithmic).worth_a_look(), [3, 0, 2]);
    }

    #[test]
    fn a_project_of_scores_is_drawn_by_them_and_never_as_classes() {
        let held_out = held_out(Target::Class(Array1::from_vec(vec![0, 1, 1, 0])));
        let display = |metric, scores: &[f64]| Display::new(metric, &held_out, 2, scores, None);
        for metric in [
            Metric::RocAucScore,
            Metric::AveragePrecisionScore,
            Metric::LogLoss,
            Metric::BrierScoreLoss,
        ] {
            let drawn = display(metric, &[0.2, 0.9, 0.4, 0.7]).unwrap();
            assert_eq!(drawn.worth_a_look(), [3, 2, 0]);
            let Display::Scores(drawn) = drawn else { panic!("{drawn:?}") };
            assert_eq!(
                (drawn.scores.as_slice(), drawn.ranking.roc_auc),
                ([0.2, 0.4, 0.7].as_slice(), 0.5)
            );
            assert!((drawn.base_rate() - 1.0 / 3.0).abs() < 1e-12);
        }
        assert!(display(Metric::RocAucScore, &[-7.5, 0.0, 130.0, 2.0]).is_ok());
        assert_eq!(
            display(Metric::F1Score, &[0.0, 1.0, 0.7, 0.0]),
            Err(MetricError::NotAClass { row: 1, value: 0.7 })
        );
        assert!(display(Metric::R2Score, &[0.0; 4]).is_err());
        assert!(display(Metric::CrossEntropy, &[0.0; 4]).is_err());
    }

    #[test]
    fn predictions_for_other_rows_are_refused() {
        let held_out = held_out(Target::Class(Array1::from_vec(vec![0, 1, 1, 0])));
        assert!(Display::new(Metric::F1Score, &held_out, 2, &[0.0], None).is_err());
        assert!(Display::new(Metric::F1Score, &held_out, 2, &[0.0, 0.0, 7.0, 0.0], None).is_err());
    }
}
