//! Grades a project's predictions: contract, checks, metric, three-way verdict, detectors.

use ndarray::{Array1, Axis};
use thiserror::Error;

use crate::checks;
use crate::contract::{BrokenContract, Given, PerRow};
use crate::contrast::{Contest, Decision};
use crate::detectors::{self, Rows, Subject};
use crate::finding::{Check, Finding};
use crate::held_out::HeldOut;
use crate::interval::Bootstrap;
use crate::measurement::Measurement;
use crate::metrics::{Metric, MetricError, Prediction, evaluate, whole};
use crate::rounds::{Round, Rounds};
use crate::standing::Standing;
use crate::training::TrainSummary;
use crate::value::Value;

/// What a project is graded by on one held-out part.
#[derive(Clone, Copy)]
pub struct Grading<'a> {
    pub metric: Metric,
    /// τ: the pass bar as a fraction of the way from baseline to reference.
    pub pass: f64,
    pub held_out: &'a HeldOut,
    /// The blessed predictions: a number per row of the part, canaries included.
    pub baseline: &'a [f64],
    pub reference: &'a [f64],
    pub train: &'a TrainSummary,
    /// What the learner expected to score, where that is known.
    pub claim: Option<f64>,
    /// How many other programs were held against these rows before.
    pub looks: usize,
    pub bootstrap: Bootstrap,
}

/// What the answers to one part's calls came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    pub result: Result<Scored, Unscored>,
    pub checks: Vec<Check>,
    /// The root cause, if one was recognised; on a pass, a warning if there is one.
    pub findings: Vec<Finding>,
}

/// Where the answers stand, and by which numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub standing: Standing,
    pub measurement: Measurement,
}

/// Why answers have no score that counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Unscored {
    /// They could not be read or scored.
    Broken(BrokenContract),
    /// The last of the checks did not hold: predictions do not follow their rows.
    Inconsistent,
}

/// Something wrong on our side: the exercise, never the learner.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum GraderFault {
    #[error("{found} blessed predictions for {rows} held-out rows; run `mlings dev bless`")]
    BlessedLength { found: usize, rows: usize },
    #[error("the blessed predictions have no score: {0}; run `mlings dev bless`")]
    Blessed(MetricError),
    #[error("{metric} cannot grade this target; change `metric` in exercise.toml")]
    WrongMetric { metric: &'static str },
}

/// Grades the answers to a part's predict calls. Pure: the same input always gives the same verdict.
///
/// A prediction is scored as the metric's [scale](crate::metrics::Scale) takes it.
///
/// # Errors
/// Only where the exercise itself is at fault.
pub fn assess(grading: &Grading, answers: Rounds<&Value>) -> Result<Assessment, GraderFault> {
    let rivals = Rivals::new(grading)?;
    let rounds = match read(grading, rivals.per_row, answers) {
        Ok(rounds) => rounds,
        Err(broken) => return Ok(Assessment::broken(broken)),
    };
    let (checks, failed) = checks::run(&rounds, grading.held_out);
    let decision = match rivals.contest(grading, &rounds.all) {
        Ok(decision) => decision,
        Err(error) => {
            return Ok(Assessment {
                checks,
                ..Assessment::broken(error.into())
            });
        }
    };
    let rows = Rows::new(
        &grading.held_out.target,
        &rounds.all,
        &rivals.baseline,
        &rivals.reference,
        grading.train,
    )
    .ok_or(GraderFault::WrongMetric {
        metric: grading.metric.name(),
    })?;
    let subject = Subject {
        metric: grading.metric,
        held_out: grading.held_out,
        decision: &decision,
        claim: grading.claim,
        rows,
    };
    Ok(match failed {
        Some(finding) => inconsistent(finding, checks, &subject),
        None => judged(checks, &subject),
    })
}

/// A failed check is the verdict; predictions in another order are said to be just that.
fn inconsistent(finding: Finding, checks: Vec<Check>, subject: &Subject) -> Assessment {
    let finding = if finding.id == "not-deterministic" {
        finding
    } else {
        detectors::explain_order(subject).unwrap_or(finding)
    };
    Assessment {
        result: Err(Unscored::Inconsistent),
        checks,
        findings: vec![finding],
    }
}

fn judged(checks: Vec<Check>, subject: &Subject) -> Assessment {
    let decision = subject.decision;
    let accusation = detectors::accuse(subject);
    let (standing, findings) = match (accusation, decision.standing()) {
        (Some(finding), _) => (Standing::Suspicious, vec![finding]),
        (None, standing) if standing >= Standing::Borderline => (standing, detectors::caution(subject).into_iter().collect()),
        (None, standing) => (standing, detectors::advise(subject).into_iter().collect()),
    };
    let measurement = decision.measurement.clone();
    Assessment {
        result: Ok(Scored { standing, measurement }),
        checks,
        findings,
    }
}

impl Assessment {
    /// None where the contract is broken.
    pub fn standing(&self) -> Option<Standing> {
        self.result.as_ref().ok().map(|scored| scored.standing)
    }

    /// None where the contract is broken.
    pub fn measurement(&self) -> Option<&Measurement> {
        self.result.as_ref().ok().map(|scored| &scored.measurement)
    }

    fn broken(broken: BrokenContract) -> Self {
        Self {
            result: Err(Unscored::Broken(broken)),
            checks: Vec::new(),
            findings: Vec::new(),
        }
    }
}

fn read(grading: &Grading, per_row: PerRow, answers: Rounds<&Value>) -> Result<Rounds<Prediction>, BrokenContract> {
    let held_out = grading.held_out;
    answers.try_map(|round, value| {
        let rows = match round {
            Round::All | Round::Again => None,
            Round::Half => Some(held_out.half.as_slice()),
            Round::Shuffled => Some(held_out.shuffled.as_slice()),
        };
        Given {
            round,
            ids: &held_out.ids,
            rows,
            per_row,
            classes: grading.train.classes(),
        }
        .read(value)
    })
}

/// The blessed predictions of a part.
pub(super) struct Rivals {
    per_row: PerRow,
    baseline: Prediction,
    reference: Prediction,
}

impl Rivals {
    pub(super) fn new(grading: &Grading) -> Result<Self, GraderFault> {
        let (metric, held_out) = (grading.metric, grading.held_out);
        let per_row = per_row(metric, held_out)?;
        let rivals = Self {
            per_row,
            baseline: blessed(per_row, held_out, grading.baseline)?,
            reference: blessed(per_row, held_out, grading.reference)?,
        };
        for prediction in [&rivals.baseline, &rivals.reference] {
            value(metric, held_out, prediction)?;
        }
        Ok(rivals)
    }

    /// The learner against the blessed predictions, on the rows that count.
    fn contest(&self, grading: &Grading, learner: &Prediction) -> Result<Decision, MetricError> {
        let (metric, held_out) = (grading.metric, grading.held_out);
        let groups: Vec<u32> = held_out.scored.iter().map(|&row| held_out.groups[row]).collect();
        let contest = Contest {
            metric,
            truth: &held_out.target.take(&held_out.scored),
            learner: &scored(metric, held_out, learner),
            baseline: &scored(metric, held_out, &self.baseline),
            reference: &scored(metric, held_out, &self.reference),
            groups: &groups,
        };
        contest.decide(grading.pass, grading.looks, grading.bootstrap)
    }

    /// The reference as if it were the learner.
    pub(super) fn reference(&self, grading: &Grading) -> Result<Decision, GraderFault> {
        self.contest(grading, &self.reference).map_err(GraderFault::Blessed)
    }
}

/// The metric of blessed predictions, a number per row of the part, on the rows that count.
///
/// # Errors
/// Where there are more or fewer predictions than rows, or they have no score.
pub fn score(metric: Metric, held_out: &HeldOut, numbers: &[f64]) -> Result<f64, GraderFault> {
    value(metric, held_out, &blessed(per_row(metric, held_out)?, held_out, numbers)?)
}

fn value(metric: Metric, held_out: &HeldOut, prediction: &Prediction) -> Result<f64, GraderFault> {
    let truth = held_out.target.take(&held_out.scored);
    evaluate(metric, &truth, &scored(metric, held_out, prediction)).map_err(GraderFault::Blessed)
}

fn per_row(metric: Metric, held_out: &HeldOut) -> Result<PerRow, GraderFault> {
    PerRow::of(metric, &held_out.target).ok_or(GraderFault::WrongMetric { metric: metric.name() })
}

fn blessed(per_row: PerRow, held_out: &HeldOut, numbers: &[f64]) -> Result<Prediction, GraderFault> {
    let rows = held_out.target.rows();
    if numbers.len() != rows {
        return Err(GraderFault::BlessedLength {
            found: numbers.len(),
            rows,
        });
    }
    let numbers = Array1::from_vec(numbers.to_vec());
    Ok(match per_row {
        PerRow::Class => Prediction::Classes(whole(&numbers).map_err(GraderFault::Blessed)?),
        PerRow::Number | PerRow::Probability => Prediction::Values(numbers),
    })
}

/// The predictions of the rows that count, as the metric takes them.
fn scored(metric: Metric, held_out: &HeldOut, prediction: &Prediction) -> Prediction {
    match prediction {
        Prediction::Values(values) => {
            let scale = metric.scale();
            Prediction::Values(held_out.scored.iter().map(|&row| scale.taken(values[row])).collect())
        }
        Prediction::Classes(classes) => Prediction::Classes(classes.select(Axis(0), &held_out.scored)),
        Prediction::Distributions(columns) => Prediction::Distributions(columns.select(Axis(0), &held_out.scored)),
    }
}

#[cfg(test)]
mod tests;
