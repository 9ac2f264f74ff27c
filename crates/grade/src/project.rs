//! Grades a project's predictions: contract, checks, metric, three-way verdict, detectors.

use ndarray::{Array1, Axis};
use thiserror::Error;

use crate::checks::{self, Answered};
use crate::contract::{BrokenContract, Given, PerRow, Place};
use crate::contrast::{Contest, Decision};
use crate::detectors::{self, Aside, Asides, Rows, Subject};
use crate::finding::{Check, Finding};
use crate::held_out::{HeldOut, Target};
use crate::interval::Bootstrap;
use crate::measurement::Measurement;
use crate::metrics::{Metric, MetricError, Prediction, evaluate, whole};
use crate::rounds::{Reply, Round, Rounds};
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
    /// What the model was asked beside the part's rows, where it answered.
    pub beside: Beside<'a>,
    /// What the learner expected to score, where that is known.
    pub claim: Option<f64>,
    /// How many other programs were held against these rows before.
    pub looks: usize,
    pub bootstrap: Bootstrap,
}

/// Some rows: their labels, and what the model answers for them.
#[derive(Clone, Copy)]
pub struct Sample<'a> {
    pub truth: &'a Target,
    pub answer: &'a Value,
}

/// Rows asked about for what they may explain.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Some of the rows the model was fitted on.
    pub recall: Option<Sample<'a>>,
    /// Some of the part's images as real numbers, and with 1 for ink.
    pub real: Option<Sample<'a>>,
    pub dim: Option<Sample<'a>>,
    /// Which rows of the part those images are.
    pub images: &'a [usize],
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
pub fn assess(grading: &Grading, answers: Rounds<&Value, Reply<&Value>>) -> Result<Assessment, GraderFault> {
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
    let subject = rivals.subject(grading, &rounds.all, &decision)?;
    Ok(match failed {
        Some(finding) => inconsistent(finding, checks, &subject),
        None => judged(checks, &subject),
    })
}

/// What every detector makes of the same answers, each asked by itself: to measure how often one is wrong. No verdict comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub standing: Standing,
    pub accusation: Option<Finding>,
    /// In the order of root causes: where nothing accuses and the bar is missed, the verdict names the first.
    pub findings: Vec<Finding>,
}

/// Asks every detector about the answers for all rows; none where they break the contract or have no score.
///
/// # Errors
/// Only where the exercise itself is at fault.
pub fn survey(grading: &Grading, all: &Value) -> Result<Option<Survey>, GraderFault> {
    let rivals = Rivals::new(grading)?;
    let Ok(all) = given(grading, rivals.per_row, Round::All, None).read(all) else {
        return Ok(None);
    };
    let Ok(decision) = rivals.contest(grading, &all) else {
        return Ok(None);
    };
    let subject = rivals.subject(grading, &all, &decision)?;
    Ok(Some(Survey {
        standing: decision.standing(),
        accusation: detectors::accuse(&subject),
        findings: detectors::each(&subject).collect(),
    }))
}

/// What differs where a second fit, asked about the part's rows in small calls, does not predict what the first one did for all.
///
/// # Errors
/// Only where the exercise itself is at fault.
pub fn reproduced(grading: &Grading, all: &Value, small: Vec<Reply<&Value>>) -> Result<Option<String>, GraderFault> {
    let per_row = per_row(grading.metric, grading.held_out)?;
    let rounds = Rounds {
        all,
        shuffled: Err(String::new()),
        small,
        again: Err(String::new()),
    };
    Ok(match read(grading, per_row, rounds) {
        Ok(rounds) => checks::reproduced(&rounds.all, &rounds.small, grading.held_out),
        Err(broken) => Some(broken.to_string()),
    })
}

/// A failed check is the verdict; predictions in another order are said to be just that.
fn inconsistent(finding: Finding, checks: Vec<Check>, subject: &Subject) -> Assessment {
    let finding = if finding.id == "not-deterministic" {
        finding
    } else {
        detectors::explain_order(subject).unwrap_or(finding)
    };
    debug_assert!(detectors::is_known(&finding.id), "{finding:?}");
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
    debug_assert!(
        findings.iter().all(|finding| detectors::is_known(&finding.id)),
        "{findings:?}"
    );
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

fn read(grading: &Grading, per_row: PerRow, answers: Rounds<&Value, Reply<&Value>>) -> Result<Answered, BrokenContract> {
    let held_out = grading.held_out;
    let given = |round, rows| given(grading, per_row, round, rows);
    let all = given(Round::All, None).read(answers.all);
    let all = all.map_err(|broken| left_out(broken, held_out, &answers.small))?;
    let small = held_out.small.iter().zip(answers.small);
    Ok(Rounds {
        all,
        shuffled: reply(given(Round::Shuffled, Some(&held_out.shuffled)), answers.shuffled)?,
        small: small
            .map(|(rows, answer)| reply(given(Round::Small(rows.len()), Some(rows)), answer))
            .collect::<Result<_, _>>()?,
        again: reply(given(Round::Again, held_out.small.first().map(Vec::as_slice)), answers.again)?,
    })
}

fn given<'a>(grading: &Grading<'a>, per_row: PerRow, round: Round, rows: Option<&'a [usize]>) -> Given<'a> {
    Given {
        round,
        ids: &grading.held_out.ids,
        rows,
        per_row,
        classes: grading.train.classes(),
    }
}

/// Where predictions are missing, a row that gets none by itself is named.
fn left_out(broken: BrokenContract, held_out: &HeldOut, small: &[Reply<&Value>]) -> BrokenContract {
    let BrokenContract::WrongLength { round, found, expected } = broken else {
        return broken;
    };
    let alone = held_out.small.iter().zip(small).filter(|(rows, _)| rows.len() == 1);
    let without = alone.filter_map(|(rows, reply)| match reply {
        Ok(Value::Tensor(tensor)) if tensor.shape() == [0] => Some((rows[0], "gets none".to_owned())),
        Err(stops) => Some((rows[0], stops.trim_end_matches('.').to_owned())),
        Ok(_) => None,
    });
    match without.min() {
        Some((row, alone)) if found < expected => BrokenContract::RowsLeftOut {
            round,
            found,
            expected,
            place: Place {
                row,
                id: held_out.ids[row].clone(),
            },
            alone,
        },
        _ => BrokenContract::WrongLength { round, found, expected },
    }
}

/// What was asked beside the part's rows; what cannot be read tells nothing.
fn asides(grading: &Grading, per_row: PerRow, all: &Prediction) -> Asides {
    let beside = &grading.beside;
    let read = |sample: Sample| {
        let ids = vec![String::new(); sample.truth.rows()];
        let given = Given {
            round: Round::All,
            ids: &ids,
            rows: None,
            per_row,
            classes: grading.train.classes(),
        };
        Some(Aside {
            truth: sample.truth.clone(),
            answer: given.read(sample.answer).ok()?,
        })
    };
    let bytes = match all {
        Prediction::Classes(classes) if !beside.images.is_empty() => Some(Aside {
            truth: grading.held_out.target.take(beside.images),
            answer: Prediction::Classes(classes.select(Axis(0), beside.images)),
        }),
        _ => None,
    };
    Asides {
        recall: beside.recall.and_then(read),
        real: beside.real.and_then(read),
        dim: beside.dim.and_then(read),
        bytes,
    }
}

/// The answer to another call than that for all rows. Where all rows at once have numbers, a row without one is not the row's.
fn reply(given: Given, answer: Reply<&Value>) -> Result<Reply<Prediction>, BrokenContract> {
    let value = match answer {
        Ok(value) => value,
        Err(stopped) => return Ok(Err(stopped)),
    };
    let answers = |what: &str, place: &Place| match given.rows {
        Some([_]) => format!("answers {what}"),
        _ => format!("answers {what} for {place}"),
    };
    match given.read(value) {
        Ok(prediction) => Ok(Ok(prediction)),
        Err(BrokenContract::NotANumber { place, .. }) => Ok(Err(answers("NaN", &place))),
        Err(BrokenContract::Infinite { place, value, .. }) => Ok(Err(answers(&value.to_string(), &place))),
        Err(broken) => Err(broken),
    }
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

    fn subject<'a>(
        &'a self,
        grading: &Grading<'a>,
        learner: &'a Prediction,
        decision: &'a Decision,
    ) -> Result<Subject<'a>, GraderFault> {
        let (metric, held_out) = (grading.metric, grading.held_out);
        let rows = Rows::new(&held_out.target, learner, &self.baseline, &self.reference, grading.train);
        Ok(Subject {
            metric,
            held_out,
            decision,
            claim: grading.claim,
            rows: rows.ok_or(GraderFault::WrongMetric { metric: metric.name() })?,
            asides: asides(grading, self.per_row, learner),
        })
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
