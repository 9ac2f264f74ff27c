//! Projects: a run on the practice rows, and once those pass a second one, afresh, on the final rows.

use std::time::Instant;

use super::{Graded, Grader, Practice, Ran, Times};
use crate::catalog::{Blessed, Exemplar, Exercise, Language, Project, Tier};
use crate::compile::Built;
use crate::dataset::{Part, Prepared, View};
use crate::error::Error;
use crate::feedback::Trouble;
use crate::grade::interval::Bootstrap;
use crate::grade::project::{self, Answers, Assessment, Grading};
use crate::grade::training::TrainSummary;
use crate::grade::{Check, Finding, HeldOut, Status};
use crate::job::{Answer, Job, Method, PredictCall};
use crate::sandbox::Outcome;
use crate::value::Value;

/// How far two runs may differ, relative to the larger number: sums in another order, no more.
const REPRODUCED: f64 = 1e-9;

/// What a project is graded against.
struct Exam<'a> {
    exercise: &'a Exercise,
    project: Project,
    blessed: Blessed,
    dataset: Prepared,
    train: TrainSummary,
}

/// What one run predicted.
struct Predicted {
    /// A prediction a row for each predict call.
    values: Vec<Value>,
    /// The answer to the call for probabilities, where there was one and it did not raise.
    probabilities: Option<Value>,
}

/// The predictions of one run, or the graded result where there are none.
type Predictions = Result<(Predicted, Outcome), Box<Graded>>;

impl Grader<'_> {
    pub(super) fn project(&self, exercise: &Exercise, built: &Built, seed: u64, times: Times) -> Result<Graded, Error> {
        let exam = self.exam(exercise)?;
        let asked = calls(Part::Practice).into_iter().chain(exam.probabilities_call());
        let (predicted, outcome) = match self.predictions(&exam, built, &asked.collect::<Vec<_>>(), seed, times)? {
            Ok(predicted) => predicted,
            Err(graded) => return Ok(*graded),
        };
        let times = Times {
            run: outcome.wall,
            ..times
        };
        let started = Instant::now();
        let assessment = exam.assess(Part::Practice, &predicted.values)?;
        let times = Times {
            grade: started.elapsed(),
            ..times
        };
        let graded = if assessment.status == Status::Passed {
            self.certify(&exam, built, seed, &predicted.values[0], times)?
        } else {
            graded(assessment, &outcome, times)
        };
        Ok(Graded {
            practice: graded
                .measurement
                .is_some()
                .then(|| predicted.practice(&exam.dataset))
                .flatten(),
            ..graded
        })
    }

    /// Fits afresh and scores the final rows; the practice rows must come out as they did before.
    fn certify(&self, exam: &Exam, built: &Built, seed: u64, practice: &Value, times: Times) -> Result<Graded, Error> {
        let again = predict(Part::Practice, View::All);
        let calls: Vec<PredictCall> = [again].into_iter().chain(calls(Part::Final)).collect();
        let (predicted, outcome) = match self.predictions(exam, built, &calls, seed, times)? {
            Ok(predicted) => predicted,
            Err(graded) => return Ok(*graded),
        };
        let times = Times {
            run: times.run + outcome.wall,
            ..times
        };
        let started = Instant::now();
        let reproduced = reproduced(practice, &predicted.values[0]);
        let mut assessment = exam.assess(Part::Final, &predicted.values[1..])?;
        let times = Times {
            grade: times.grade + started.elapsed(),
            ..times
        };
        assessment.checks.push(reproduced.clone());
        if !reproduced.passed {
            assessment = not_reproduced(assessment, reproduced.detail.unwrap_or_default());
        } else if matches!(assessment.status, Status::Borderline | Status::NotYet | Status::BelowBaseline) {
            // The practice rows have been passed; that the final rows do not confirm it is said by `certified`.
            assessment.status = Status::Passed;
            assessment.findings.clear();
        }
        Ok(graded(assessment, &outcome, times))
    }

    fn exam<'a>(&self, exercise: &'a Exercise) -> Result<Exam<'a>, Error> {
        let project = exercise.project()?;
        let unblessed = || Error::Usage(format!("`{0}` has no bars yet; run `mlings dev bless {0}`", exercise.id));
        let blessed = project.blessed.clone().ok_or_else(unblessed)?;
        let dataset = self.dataset(&project.dataset)?;
        if blessed.dataset_sha256 != dataset.sha256 {
            return Err(Error::Usage(format!(
                "the bars of `{0}` were made from another version of {1}; run `mlings dev bless {0}`",
                exercise.id, project.dataset
            )));
        }
        let train = TrainSummary::of(&dataset.train_target()?, dataset.classes.len());
        Ok(Exam {
            exercise,
            project,
            blessed,
            dataset,
            train,
        })
    }

    pub fn dataset(&self, name: &str) -> Result<Prepared, Error> {
        let prepared = Prepared::open(self.content, name, self.cache)?;
        Ok(prepared)
    }

    fn predictions(
        &self,
        exam: &Exam,
        built: &Built,
        calls: &[PredictCall],
        seed: u64,
        times: Times,
    ) -> Result<Predictions, Error> {
        let job = Job::project(&exam.exercise.id, &exam.dataset, calls, seed)?;
        let Ran { answers, outcome } = self.run(exam.exercise, built, job, seed)?;
        let times = Times {
            run: times.run + outcome.wall,
            ..times
        };
        Ok(match answers.and_then(|answers| Predicted::of(calls, answers)) {
            Ok(predicted) => Ok((predicted, outcome)),
            Err(stopped) => Err(Box::new(Graded::stopped(stopped, Some(&outcome), times))),
        })
    }

    /// What the exercise's own program predicts for both held-out parts; for `dev bless`.
    ///
    /// # Errors
    /// As [`Grader::grade`], and where the file gives no full set of predictions.
    pub fn held_out_predictions(
        &self,
        exercise: &Exercise,
        dataset: &Prepared,
        language: Language,
        exemplar: &Exemplar,
        seed: u64,
    ) -> Result<[Value; 2], Error> {
        let calls = [Part::Practice, Part::Final].map(|part| predict(part, View::All));
        let job = Job::project(&exercise.id, dataset, &calls, seed)?;
        let answers = self.own_answers(exercise, language, exemplar, job, seed)?;
        match <[Answer; 2]>::try_from(answers) {
            Ok([Answer::Value(practice), Answer::Value(final_)]) => Ok([practice, final_]),
            _ => Err(Error::Fault(format!("the {exemplar} of `{}` raised in predict", exercise.id))),
        }
    }
}

impl Predicted {
    /// What was answered to `calls`, or the first exception in predict; one in predict_proba costs nothing but the curves.
    fn of(calls: &[PredictCall], answers: Vec<Answer>) -> Result<Self, super::Stopped> {
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

impl Exam<'_> {
    /// How sure the model is can be asked where there are two classes.
    fn probabilities_call(&self) -> Option<PredictCall> {
        (self.dataset.classes.len() == 2).then_some(PredictCall {
            method: Method::PredictProba,
            part: Part::Practice,
            view: View::All,
        })
    }

    fn assess(&self, part: Part, predictions: &[Value]) -> Result<Assessment, Error> {
        let held_out: HeldOut = self.dataset.held_out(part)?;
        let blessed = |tier: &Tier| match part {
            Part::Final => tier.final_predictions.clone(),
            _ => tier.practice_predictions.clone(),
        };
        let (baseline, reference) = (blessed(&self.blessed.baseline), blessed(&self.blessed.reference));
        let grading = Grading {
            metric: self.project.metric,
            pass: self.project.pass,
            held_out: &held_out,
            baseline: &baseline,
            reference: &reference,
            train: &self.train,
            claim: None,
            bootstrap: Bootstrap::default(),
        };
        let [all, again, half, shuffled] = predictions else {
            return Err(Error::Fault(format!("{} answers to four predict calls", predictions.len())));
        };
        project::assess(
            &grading,
            &Answers {
                all,
                again,
                half,
                shuffled,
            },
        )
        .map_err(|fault| Error::Fault(format!("exercise `{}`: {fault}", self.exercise.id)))
    }
}

/// The predict calls a part is graded by, in the order [`Exam::assess`] takes their answers.
fn calls(part: Part) -> [PredictCall; 4] {
    [View::All, View::All, View::Half, View::Shuffled].map(|view| predict(part, view))
}

fn predict(part: Part, view: View) -> PredictCall {
    PredictCall {
        method: Method::Predict,
        part,
        view,
    }
}

/// The values, or the first exception.
fn values(answers: impl Iterator<Item = Answer>) -> Result<Vec<Value>, super::Stopped> {
    let value = |answer| match answer {
        Answer::Value(value) => Ok(value),
        // The Python harness raises this itself where a returned value is of no type an answer can have.
        Answer::Raised(raised) if raised.kind == "ReturnType" => {
            let trouble = Trouble::Contract(format!("`predict`: {}", raised.message));
            Err(super::Stopped {
                status: Status::BrokenContract,
                trouble,
            })
        }
        Answer::Raised(raised) => Err(super::Stopped::crashed(Trouble::Raised {
            stage: "predict".to_owned(),
            raised,
        })),
    };
    answers.map(value).collect()
}

fn graded(assessment: Assessment, outcome: &Outcome, times: Times) -> Graded {
    let score = assessment.measurement.as_ref().map(|measurement| measurement.score);
    Graded {
        status: assessment.status,
        certified: assessment.certified,
        score,
        measurement: assessment.measurement,
        checks: assessment.checks,
        findings: assessment.findings,
        trouble: assessment
            .broken
            .map_or(Trouble::None, |broken| Trouble::Contract(broken.to_string())),
        practice: None,
        printed: outcome.stdout.clone(),
        refused: outcome.refused.clone(),
        level: outcome.containment.level(),
        times,
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
        status: Status::BrokenContract,
        certified: false,
        measurement: None,
        findings: vec![Finding {
            id: "not-deterministic".to_owned(),
            evidence,
        }],
        ..assessment
    }
}

#[cfg(test)]
mod tests {
    use ndarray::arr1;

    use super::*;
    use crate::value::Tensor;

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
