//! Grades a project's predictions: contract, checks, metric, three-way verdict, detectors.

use ndarray::{Array1, Axis};
use thiserror::Error;

use super::checks::{self, Views};
use super::contract::{BrokenContract, Call, Given};
use super::contrast::{Contest, Outcome};
use super::detectors::{self, Rows, Subject};
use super::interval::Bootstrap;
use super::metrics::{Metric, MetricError, Needs, Prediction};
use super::training::TrainSummary;
use super::{Check, Finding, HeldOut, Measurement, Standing, Target};
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
    pub bootstrap: Bootstrap,
}

/// The answers to the four predict calls on a part.
#[derive(Clone, Copy)]
pub struct Answers<'a> {
    pub all: &'a Value,
    /// The same rows once more.
    pub again: &'a Value,
    /// The rows of [`HeldOut::half`].
    pub half: &'a Value,
    /// The rows of [`HeldOut::shuffled`].
    pub shuffled: &'a Value,
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
/// Negative predictions are scored as 0 by `root_mean_squared_log_error`: a model of raw prices is graded, and told by a
/// detector, rather than refused.
///
/// # Errors
/// Only where the exercise itself is at fault.
pub fn assess(grading: &Grading, answers: &Answers) -> Result<Assessment, GraderFault> {
    let rivals = Rivals::new(grading)?;
    let views = match read(grading, answers) {
        Ok(views) => views,
        Err(broken) => return Ok(Assessment::broken(broken)),
    };
    let (checks, failed) = checks::run(&views, grading.held_out);
    let outcome = match rivals.contest(grading, &views.all) {
        Ok(outcome) => outcome,
        Err(error) => {
            return Ok(Assessment {
                checks,
                ..Assessment::broken(error.into())
            });
        }
    };
    let rows = Rows::new(
        &grading.held_out.target,
        &views.all,
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
        outcome: &outcome,
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
    let outcome = subject.outcome;
    let accusation = detectors::accuse(subject);
    let (standing, findings) = match (accusation, outcome.standing()) {
        (Some(finding), _) => (Standing::Suspicious, vec![finding]),
        (None, standing) if standing >= Standing::Borderline => (standing, detectors::caution(subject).into_iter().collect()),
        (None, standing) => (standing, detectors::advise(subject).into_iter().collect()),
    };
    let measurement = outcome.measurement.clone();
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

fn read(grading: &Grading, answers: &Answers) -> Result<Views, BrokenContract> {
    let held_out = grading.held_out;
    let read = |call, value, rows| {
        let (needs, classes) = (grading.metric.needs(), grading.train.classes());
        Given {
            call,
            ids: &held_out.ids,
            rows,
            needs,
            classes,
        }
        .read(value)
    };
    Ok(Views {
        all: read(Call::All, answers.all, None)?,
        again: read(Call::Again, answers.again, None)?,
        half: read(Call::Half, answers.half, Some(&held_out.half))?,
        shuffled: read(Call::Shuffled, answers.shuffled, Some(&held_out.shuffled))?,
    })
}

/// The blessed predictions of a part.
pub(super) struct Rivals {
    baseline: Prediction,
    reference: Prediction,
}

impl Rivals {
    pub(super) fn new(grading: &Grading) -> Result<Self, GraderFault> {
        let rivals = Self {
            baseline: blessed(grading.metric, grading.held_out, grading.baseline)?,
            reference: blessed(grading.metric, grading.held_out, grading.reference)?,
        };
        let metric = grading.metric;
        let fits = match &grading.held_out.target {
            Target::Real(_) => metric.needs() == Needs::Values,
            Target::Class(_) => !matches!(metric.needs(), Needs::Values | Needs::Distributions),
        };
        if !fits {
            return Err(GraderFault::WrongMetric { metric: metric.name() });
        }
        for prediction in [&rivals.baseline, &rivals.reference] {
            value(metric, grading.held_out, prediction)?;
        }
        Ok(rivals)
    }

    /// The learner against the blessed predictions, on the rows that count.
    fn contest(&self, grading: &Grading, learner: &Prediction) -> Result<Outcome, MetricError> {
        let (metric, held_out) = (grading.metric, grading.held_out);
        let groups: Vec<u32> = held_out.scored.iter().map(|&row| held_out.groups[row]).collect();
        let contest = Contest {
            metric,
            truth: &scored_target(held_out),
            learner: &scored(metric, held_out, learner),
            baseline: &scored(metric, held_out, &self.baseline),
            reference: &scored(metric, held_out, &self.reference),
            groups: &groups,
        };
        contest.decide(grading.pass, grading.bootstrap)
    }

    /// The reference as if it were the learner.
    pub(super) fn reference(&self, grading: &Grading) -> Result<Outcome, GraderFault> {
        self.contest(grading, &self.reference).map_err(GraderFault::Blessed)
    }
}

/// The metric of blessed predictions, a number per row of the part, on the rows that count.
///
/// # Errors
/// Where there are more or fewer predictions than rows, or they have no score.
pub fn score(metric: Metric, held_out: &HeldOut, numbers: &[f64]) -> Result<f64, GraderFault> {
    value(metric, held_out, &blessed(metric, held_out, numbers)?)
}

fn value(metric: Metric, held_out: &HeldOut, prediction: &Prediction) -> Result<f64, GraderFault> {
    let truth = scored_target(held_out);
    super::metrics::evaluate(metric, &truth, &scored(metric, held_out, prediction)).map_err(GraderFault::Blessed)
}

fn blessed(metric: Metric, held_out: &HeldOut, numbers: &[f64]) -> Result<Prediction, GraderFault> {
    let rows = held_out.target.rows();
    if numbers.len() != rows {
        return Err(GraderFault::BlessedLength {
            found: numbers.len(),
            rows,
        });
    }
    let numbers = Array1::from_vec(numbers.to_vec());
    Ok(match metric.needs() {
        Needs::Classes => Prediction::Classes(numbers.mapv(|number| number as i64)),
        _ => Prediction::Values(numbers),
    })
}

fn scored_target(held_out: &HeldOut) -> Target {
    match &held_out.target {
        Target::Real(values) => Target::Real(values.select(Axis(0), &held_out.scored)),
        Target::Class(classes) => Target::Class(classes.select(Axis(0), &held_out.scored)),
    }
}

/// The predictions of the rows that count, as the metric takes them.
fn scored(metric: Metric, held_out: &HeldOut, prediction: &Prediction) -> Prediction {
    match prediction {
        Prediction::Values(values) => {
            let values = values.select(Axis(0), &held_out.scored);
            Prediction::Values(if metric == Metric::RootMeanSquaredLogError {
                values.mapv(|value| value.max(0.0))
            } else {
                values
            })
        }
        Prediction::Classes(classes) => Prediction::Classes(classes.select(Axis(0), &held_out.scored)),
        Prediction::Distributions(columns) => Prediction::Distributions(columns.select(Axis(0), &held_out.scored)),
    }
}

#[cfg(test)]
mod tests;
