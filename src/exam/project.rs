//! Projects: a run on the practice rows, and once those pass a second one, afresh, on the final rows.

use mlings_grade::interval::Bootstrap;
use mlings_grade::project::{self, Assessment, Grading, Scored, Unscored};
use mlings_grade::training::TrainSummary;
use mlings_grade::value::Value;
use mlings_grade::{Check, Finding, HeldOut, Rounds, Standing};

use super::asked::{Asked, Terms};
use super::sitting::{Sitting, Stop};
use crate::catalog::{Exercise, ProjectTask, Tier};
use crate::dataset::{Part, Prepared, View};
use crate::error::Error;
use crate::job::{Answer, Job, Method, PredictCall};
use crate::verdict::{Crash, Outcome, Practice, Trace, Verdict};
use crate::workshop::Workshop;

/// How far two runs may differ, relative to the larger number: sums in another order, no more.
const REPRODUCED: f64 = 1e-9;

/// The data a project is fitted and graded on, and the bars it is graded by.
pub(super) struct Bars<'a> {
    exercise: &'a Exercise,
    task: &'a ProjectTask,
    dataset: Prepared,
    train: TrainSummary,
    practice: Bar,
    final_: Bar,
}

/// What one held-out part is graded by.
struct Bar {
    held_out: HeldOut,
    baseline: Vec<f64>,
    reference: Vec<f64>,
}

/// What one run predicted.
struct Predicted {
    /// A prediction a row for each predict call.
    values: Vec<Value>,
    /// The answer to the call for probabilities, where there was one and it did not raise.
    probabilities: Option<Value>,
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
        Ok(Bars {
            exercise,
            task,
            train: TrainSummary::of(&dataset.train_target()?, dataset.classes.len()),
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
        let asked = calls(Part::Practice).into_iter().chain(self.probabilities_call());
        let predicted = self.predict(sitting, &asked.collect::<Vec<_>>(), terms.seed)?;
        let assessment = sitting.grading(|| self.assess(&self.practice, &predicted.values, terms))?;
        let assessment = if assessment.standing() >= Some(Standing::Passed) {
            self.certify(sitting, &predicted.values[0], assessment, terms)?
        } else {
            assessment
        };
        let verdict = verdict(assessment);
        let is_scored = verdict.measurement().is_some();
        Ok(Verdict {
            practice: if is_scored { predicted.practice(&self.dataset) } else { None },
            ..verdict
        })
    }
}

impl Bars<'_> {
    /// Fits afresh and scores the final rows; the practice rows, `passed` before, must come out as they did.
    ///
    /// Final rows that do not confirm the pass tell that and no more: their numbers, shown time and again, would be climbed.
    fn certify(&self, sitting: &mut Sitting, practice: &Value, passed: Assessment, terms: &Terms) -> Result<Assessment, Stop> {
        let again = predict(Part::Practice, View::All);
        let calls: Vec<PredictCall> = [again].into_iter().chain(calls(Part::Final)).collect();
        let predicted = self.predict(sitting, &calls, terms.seed)?;
        sitting.grading(|| {
            let reproduced = reproduced(practice, &predicted.values[0]);
            let mut assessment = self.assess(&self.final_, &predicted.values[1..], terms)?;
            if reproduced.passed
                && assessment
                    .standing()
                    .is_some_and(|standing| (Standing::BelowBaseline..Standing::Certified).contains(&standing))
            {
                assessment = on_practice_only(passed);
            }
            assessment.checks.push(reproduced.clone());
            if !reproduced.passed {
                assessment = not_reproduced(assessment, reproduced.detail.unwrap_or_default());
            }
            Ok(assessment)
        })
    }

    fn predict(&self, sitting: &mut Sitting, calls: &[PredictCall], seed: u64) -> Result<Predicted, Stop> {
        let answers = sitting.run(Job::project(&self.exercise.id, &self.dataset, calls, seed)?)?;
        Predicted::of(calls, answers).map_err(Stop::Outcome)
    }

    /// How sure the model is can be asked where there are two classes.
    fn probabilities_call(&self) -> Option<PredictCall> {
        (self.dataset.classes.len() == 2).then_some(PredictCall {
            method: Method::PredictProba,
            part: Part::Practice,
            view: View::All,
        })
    }

    fn assess(&self, bar: &Bar, predictions: &[Value], terms: &Terms) -> Result<Assessment, Error> {
        let fault = |fault: String| Error::Fault(format!("exercise `{}`: {fault}", self.exercise.id));
        let grading = Grading {
            metric: self.task.metric,
            pass: self.task.pass,
            held_out: &bar.held_out,
            baseline: &bar.baseline,
            reference: &bar.reference,
            train: &self.train,
            claim: terms.claim,
            looks: terms.looks,
            bootstrap: Bootstrap::default(),
        };
        let [all, again, half, shuffled] = predictions else {
            return Err(fault(format!("{} answers to four predict calls", predictions.len())));
        };
        let answers = Rounds {
            all,
            again,
            half,
            shuffled,
        };
        project::assess(&grading, answers).map_err(|error| fault(error.to_string()))
    }
}

impl Predicted {
    /// What was answered to `calls`, or the first exception in predict; one in predict_proba costs nothing but the curves.
    fn of(calls: &[PredictCall], answers: Vec<Answer>) -> Result<Self, Outcome> {
        let (predicted, asked): (Vec<_>, Vec<_>) = calls
            .iter()
            .zip(answers)
            .partition(|(call, _)| call.method == Method::Predict);
        Ok(Predicted {
            values: values(predicted.into_iter().map(|(_, answer)| answer))?,
            probabilities: values(asked.into_iter().map(|(_, answer)| answer))
                .ok()
                .and_then(|values| values.into_iter().next()),
        })
    }

    /// The answers for the practice rows as numbers.
    fn practice(&self, dataset: &Prepared) -> Option<Practice> {
        let predictions = self.values.first()?.numbers()?;
        let is_usable = |scores: &Vec<f64>| scores.len() == predictions.len() && scores.iter().all(|score| score.is_finite());
        let probabilities = self.probabilities.as_ref().and_then(Value::numbers).filter(is_usable);
        Some(Practice {
            dataset_sha256: dataset.sha256.clone(),
            predictions,
            probabilities,
        })
    }
}

/// The predict calls a part is graded by, in the order [`Bars::assess`] takes their answers.
fn calls(part: Part) -> [PredictCall; 4] {
    [View::All, View::All, View::Half, View::Shuffled].map(|view| predict(part, view))
}

/// A call that asks for a prediction of each of the part's rows.
pub fn predict(part: Part, view: View) -> PredictCall {
    PredictCall {
        method: Method::Predict,
        part,
        view,
    }
}

/// The values, or the first answer that is none.
fn values(answers: impl Iterator<Item = Answer>) -> Result<Vec<Value>, Outcome> {
    let value = |answer| match answer {
        Answer::Value(value) => Ok(value),
        Answer::Misfit(words) => Err(Outcome::BrokenContract(format!("`predict`: {words}"))),
        Answer::Raised(raised) => Err(Outcome::Crashed(Crash::Raised {
            stage: "predict".to_owned(),
            raised,
        })),
    };
    answers.map(value).collect()
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

/// Whether a second fit with the same seed predicts the same.
fn reproduced(first: &Value, second: &Value) -> Check {
    let differing = first_difference(first, second);
    Check {
        name: "fitting again".to_owned(),
        passed: differing.is_none(),
        detail: differing.map(|row| format!("a second fit with the same seed predicts something else for row {row}")),
    }
}

fn first_difference(first: &Value, second: &Value) -> Option<usize> {
    let (Some(first), Some(second)) = (first.numbers(), second.numbers()) else {
        return (first != second).then_some(0);
    };
    if first.len() != second.len() {
        return Some(first.len().min(second.len()));
    }
    let is_same = |(a, b): (&f64, &f64)| (a - b).abs() <= REPRODUCED * a.abs().max(b.abs());
    first.iter().zip(&second).position(|pair| !is_same(pair))
}

fn not_reproduced(assessment: Assessment, evidence: String) -> Assessment {
    Assessment {
        result: Err(Unscored::Inconsistent),
        findings: vec![Finding {
            id: "not-deterministic".to_owned(),
            evidence,
        }],
        ..assessment
    }
}

#[cfg(test)]
mod tests {
    use mlings_grade::value::Tensor;
    use ndarray::arr1;

    use super::*;

    fn value(numbers: &[f64]) -> Value {
        Value::Tensor(Tensor::F64(arr1(numbers).into_dyn()))
    }

    #[test]
    fn rounding_in_the_last_digits_is_the_same_prediction() {
        assert!(reproduced(&value(&[1.0, 2e6]), &value(&[1.0, 2e6 + 1e-7])).passed);
    }

    #[test]
    fn another_prediction_is_named_by_its_row() {
        let check = reproduced(&value(&[1.0, 2.0]), &value(&[1.0, 2.1]));
        assert!(!check.passed && check.detail.is_some_and(|detail| detail.ends_with("row 1")));
    }
}
