//! Projects: a run on the practice rows, and once those pass a second one, afresh, on the final rows.

mod asking;
mod columns;

use mlings_grade::interval::Bootstrap;
use mlings_grade::project::{self, Assessment, Beside, Grading, Sample, Scored, Unscored};
use mlings_grade::training::TrainSummary;
use mlings_grade::value::Value;
use mlings_grade::{Check, Finding, HeldOut, Standing, Target};

use super::asked::{Asked, Terms};
use super::sitting::{Sitting, Stop};
use crate::catalog::{Exercise, ProjectTask, Tier};
use crate::dataset::{Part, Prepared, View};
use crate::error::Error;
use crate::job::{Job, Method, PredictCall};
use crate::verdict::{Outcome, Practice, Trace, Verdict};
use crate::workshop::Workshop;
use asking::Interview;

pub use asking::predict;

/// How far two runs may differ, relative to the larger number: sums in another order, no more.
const REPRODUCED: f64 = 1e-9;

/// The data a project is fitted and graded on, and the bars it is graded by.
pub(super) struct Bars<'a> {
    exercise: &'a Exercise,
    task: &'a ProjectTask,
    dataset: Prepared,
    train: TrainSummary,
    /// The labels of the train rows that a model is asked about.
    sample: Target,
    practice: Bar,
    final_: Bar,
}

/// What one held-out part is graded by.
struct Bar {
    held_out: HeldOut,
    baseline: Vec<f64>,
    reference: Vec<f64>,
}

impl<'a> Bars<'a> {
    pub fn open(exercise: &'a Exercise, task: &'a ProjectTask, workshop: &Workshop) -> Result<Self, Error> {
        let unblessed = || Error::Usage(format!("`{0}` has no bars yet; run `mlings dev bless {0}`", exercise.id));
        let blessed = exercise.blessed()?.ok_or_else(unblessed)?;
        let dataset = Prepared::open(workshop.content, &task.dataset, workshop.cache)?;
        if blessed.dataset_sha256 != dataset.sha256 {
            return Err(Error::Usage(format!(
                "the bars of `{0}` were made from another version of {1}; run `mlings dev bless {0}`",
                exercise.id, task.dataset
            )));
        }
        let Tier {
            practice_predictions,
            final_predictions,
            ..
        } = blessed.baseline;
        let reference = blessed.reference;
        let target = dataset.train_target()?;
        Ok(Bars {
            exercise,
            task,
            train: TrainSummary::of(&target, dataset.classes.len()),
            sample: target.take(&Prepared::sample(target.rows())),
            practice: Bar {
                held_out: dataset.held_out(Part::Practice)?,
                baseline: practice_predictions,
                reference: reference.practice_predictions,
            },
            final_: Bar {
                held_out: dataset.held_out(Part::Final)?,
                baseline: final_predictions,
                reference: reference.final_predictions,
            },
            dataset,
        })
    }
}

impl Asked for Bars<'_> {
    fn grade(&self, sitting: &mut Sitting, terms: &Terms) -> Result<Verdict, Stop> {
        let calls = asking::practice(&self.dataset, &self.practice.held_out);
        let asked = self.ask(sitting, calls, terms)?;
        let all = match asked.all(Part::Practice) {
            Ok(all) => all,
            Err(outcome) => return Ok(self.stopped(outcome, &asked)),
        };
        let assessment = sitting.grading(|| self.assess(Part::Practice, all, &asked, terms))?;
        let assessment = if assessment.standing() >= Some(Standing::Passed) {
            self.certify(sitting, all, assessment, terms)?
        } else {
            assessment
        };
        let verdict = verdict(assessment);
        let is_scored = verdict.measurement().is_some();
        Ok(Verdict {
            practice: if is_scored { self.shown(all, &asked) } else { None },
            ..verdict
        })
    }
}

impl Bars<'_> {
    /// Fits afresh and scores the final rows; the practice rows, `passed` before, must come out as they did.
    ///
    /// Final rows that do not confirm the pass tell that and no more: their numbers, shown time and again, would be climbed.
    fn certify(&self, sitting: &mut Sitting, practice: &Value, passed: Assessment, terms: &Terms) -> Result<Assessment, Stop> {
        let calls = asking::final_(&self.practice.held_out, &self.final_.held_out);
        let asked = self.ask(sitting, calls, terms)?;
        let all = asked.all(Part::Final).map_err(Stop::Outcome)?;
        let (differs, mut assessment) = sitting.grading(|| -> Result<_, Error> {
            let small = asked.small(Part::Practice, &self.practice.held_out);
            let grading = self.grading(&self.practice, Beside::default(), terms);
            let differs = project::reproduced(&grading, practice, small).map_err(|error| self.fault(&error.to_string()))?;
            Ok((differs, self.assess(Part::Final, all, &asked, terms)?))
        })?;
        let is_inconsistent = matches!(assessment.result, Err(Unscored::Inconsistent));
        let is_unconfirmed = |standing| (Standing::BelowBaseline..Standing::Certified).contains(&standing);
        if differs.is_none() && assessment.standing().is_some_and(is_unconfirmed) {
            assessment = on_practice_only(passed);
        }
        assessment.checks.push(Check::of("fitting again", differs.clone()));
        if let Some(evidence) = differs
            && !is_inconsistent
        {
            let id = if self.fits_the_same(sitting, practice, terms)? {
                "test-set-statistics/earlier-calls"
            } else {
                "not-deterministic"
            };
            assessment.result = Err(Unscored::Inconsistent);
            assessment.findings = vec![Finding::new(id, evidence)];
        }
        Ok(assessment)
    }

    /// Whether a third process, asked as the first was, answers as the first did: then the fit is no matter of chance, and it is
    /// the order of the calls that changes an answer.
    fn fits_the_same(&self, sitting: &mut Sitting, practice: &Value, terms: &Terms) -> Result<bool, Stop> {
        let calls = asking::practice(&self.dataset, &self.practice.held_out);
        let asked = self.ask(sitting, calls, terms)?;
        let all = asked.all(Part::Practice).map_err(Stop::Outcome)?;
        Ok(is_same(practice, all))
    }

    fn ask(&self, sitting: &mut Sitting, calls: Vec<PredictCall>, terms: &Terms) -> Result<Interview, Stop> {
        let answers = sitting.run(Job::project(&self.exercise.id, &self.dataset, &calls, terms.seed)?)?;
        Ok(Interview::new(calls, answers))
    }

    /// A run that stopped in predict; where its columns change with the call, that is why.
    fn stopped(&self, outcome: Outcome, asked: &Interview) -> Verdict {
        let raised = asked.raised(Part::Practice, &self.practice.held_out);
        let findings = match outcome {
            Outcome::Crashed(_) => columns::find(raised).into_iter().collect(),
            _ => Vec::new(),
        };
        Verdict {
            findings,
            ..Verdict::from(outcome)
        }
    }

    fn grading<'b>(&'b self, bar: &'b Bar, beside: Beside<'b>, terms: &Terms) -> Grading<'b> {
        Grading {
            metric: self.task.metric,
            pass: self.task.pass,
            held_out: &bar.held_out,
            baseline: &bar.baseline,
            reference: &bar.reference,
            train: &self.train,
            beside,
            claim: terms.claim,
            looks: terms.looks,
            bootstrap: Bootstrap::default(),
        }
    }

    fn assess(&self, part: Part, all: &Value, asked: &Interview, terms: &Terms) -> Result<Assessment, Error> {
        let bar = if part == Part::Practice {
            &self.practice
        } else {
            &self.final_
        };
        let images = if self.dataset.has_images() {
            Prepared::sample(bar.held_out.ids.len())
        } else {
            Vec::new()
        };
        let shown = bar.held_out.target.take(&images);
        let sample = |part, view, truth| {
            let answer = asked.aside(Method::Predict, part, view);
            answer.map(|answer| Sample { truth, answer })
        };
        let beside = Beside {
            recall: sample(Part::Train, View::Sample, &self.sample),
            real: sample(part, View::Real, &shown),
            dim: sample(part, View::Dim, &shown),
            images: &images,
        };
        let grading = self.grading(bar, beside, terms);
        let rounds = asked.rounds(part, all, &bar.held_out);
        project::assess(&grading, rounds).map_err(|error| self.fault(&error.to_string()))
    }

    fn fault(&self, fault: &str) -> Error {
        Error::Fault(format!("exercise `{}`: {fault}", self.exercise.id))
    }

    /// The answers for the practice rows as numbers.
    fn shown(&self, all: &Value, asked: &Interview) -> Option<Practice> {
        let predictions = all.numbers()?;
        let is_usable = |scores: &Vec<f64>| scores.len() == predictions.len() && scores.iter().all(|score| score.is_finite());
        let probabilities = asked
            .aside(Method::PredictProba, Part::Practice, View::All)
            .and_then(Value::numbers);
        Some(Practice {
            dataset_sha256: self.dataset.sha256.clone(),
            probabilities: probabilities.filter(is_usable),
            predictions,
        })
    }
}

fn verdict(assessment: Assessment) -> Verdict {
    let Assessment {
        result,
        checks,
        findings,
    } = assessment;
    let score = result.as_ref().ok().map(|scored| scored.measurement.score);
    let outcome = match result {
        Ok(Scored { standing, measurement }) => Outcome::Scored {
            standing,
            measurement: Some(measurement),
        },
        Err(Unscored::Broken(broken)) => Outcome::BrokenContract(broken.to_string()),
        Err(Unscored::Inconsistent) => Outcome::BrokenContract(inconsistency(&checks)),
    };
    Verdict {
        outcome,
        score,
        checks,
        findings,
        practice: None,
        trace: Trace::default(),
    }
}

/// What the failed check has seen.
fn inconsistency(checks: &[Check]) -> String {
    let failed = checks.iter().find(|check| !check.passed);
    let seen = failed.map(|check| check.detail.as_ref().unwrap_or(&check.name));
    seen.cloned()
        .unwrap_or_else(|| "your predictions do not follow their rows".to_owned())
}

/// What was passed and not certified.
fn on_practice_only(passed: Assessment) -> Assessment {
    Assessment {
        result: passed.result.map(|scored| Scored {
            standing: Standing::Passed,
            ..scored
        }),
        ..passed
    }
}

/// Whether two answers to the same call differ by no more than rounding.
fn is_same(first: &Value, second: &Value) -> bool {
    let (Some(first), Some(second)) = (first.numbers(), second.numbers()) else {
        return first == second;
    };
    let is_close = |(a, b): (&f64, &f64)| (a - b).abs() <= REPRODUCED * a.abs().max(b.abs());
    first.len() == second.len() && first.iter().zip(&second).all(is_close)
}

#[cfg(test)]
mod tests {
    use mlings_grade::value::Tensor;
    use ndarray::arr1;

    use super::*;

    #[test]
    fn rounding_in_the_last_digits_is_the_same_prediction() {
        let value = |numbers: &[f64]| Value::Tensor(Tensor::F64(arr1(numbers).into_dyn()));
        assert!(is_same(&value(&[1.0, 2e6]), &value(&[1.0, 2e6 + 1e-7])));
        assert!(!is_same(&value(&[1.0, 2.0]), &value(&[1.0, 2.1])));
        assert!(!is_same(&value(&[1.0, 2.0]), &value(&[1.0])));
    }
}
