//! Katas: one run on all cases, compared with what was blessed.

use std::time::Instant;

use super::{Graded, Grader, Ran, Times};
use crate::catalog::{Exemplar, Exercise, Kata, Language};
use crate::compile::Built;
use crate::error::Error;
use crate::feedback::Trouble;
use crate::grade::Status;
use crate::grade::kata::{self, Answered, Assessment, Case, Signature, Symptom};
use crate::job::{Answer, Job};

impl Grader<'_> {
    pub(super) fn kata(&self, exercise: &Exercise, built: &Built, seed: u64, times: Times) -> Result<Graded, Error> {
        let kata = exercise.kata()?;
        let job = Job::kata(&exercise.id, &kata, seed)?;
        let Ran { answers, outcome } = self.run(exercise, built, job, seed)?;
        let times = Times {
            run: outcome.wall,
            ..times
        };
        let answers = match answers {
            Ok(answers) => answers,
            Err(stopped) => return Ok(Graded::stopped(stopped, Some(&outcome), times)),
        };
        let started = Instant::now();
        let assessment = assess(&kata, &answers);
        let (status, trouble) = decide(&kata, &assessment, &answers);
        Ok(Graded {
            status,
            certified: status == Status::Passed,
            score: Some(assessment.score()),
            measurement: None,
            trouble,
            checks: assessment.checks,
            findings: assessment.findings,
            practice: None,
            printed: outcome.stdout,
            refused: outcome.refused,
            level: outcome.containment.level(),
            times: Times {
                grade: started.elapsed(),
                ..times
            },
        })
    }
}

impl Grader<'_> {
    /// What the exercise's own program answers to the cases of `kata`, whatever is expected of them; for `dev bless`.
    ///
    /// # Errors
    /// As [`Grader::grade`], and where the file gives no full set of answers.
    pub fn kata_answers(
        &self,
        exercise: &Exercise,
        kata: &Kata,
        language: Language,
        exemplar: &Exemplar,
    ) -> Result<Vec<Answer>, Error> {
        let job = Job::kata(&exercise.id, kata, 0)?;
        self.own_answers(exercise, language, exemplar, job, 0)
    }
}

/// What the answers of a known mistake show of it, a symptom a case; for `dev bless`.
pub fn symptoms(kata: &Kata, answers: &[Answer]) -> Vec<Symptom> {
    with_answered(answers, |answered| kata::symptoms(&signatures(kata), &cases(kata), answered))
}

/// Grades the answers to the cases of `kata`.
pub fn assess(kata: &Kata, answers: &[Answer]) -> Assessment {
    with_answered(answers, |answered| kata::assess(&signatures(kata), &cases(kata), answered))
}

fn with_answered<T>(answers: &[Answer], then: impl FnOnce(&[Answered]) -> T) -> T {
    let raised: Vec<String> = answers.iter().map(words).collect();
    let answered: Vec<Answered> = answers
        .iter()
        .zip(&raised)
        .map(|(answer, raised)| answered(answer, raised))
        .collect();
    then(&answered)
}

fn words(answer: &Answer) -> String {
    match answer {
        Answer::Value(_) => String::new(),
        Answer::Raised(raised) => format!("{}: {}", raised.kind, raised.message),
    }
}

fn answered<'run>(answer: &'run Answer, raised: &'run str) -> Answered<'run> {
    match answer {
        Answer::Value(value) => Answered::Value(value),
        Answer::Raised(_) => Answered::Raised(raised),
    }
}

fn signatures(kata: &Kata) -> Vec<Signature<'_>> {
    kata.functions
        .iter()
        .map(|function| Signature {
            name: &function.name,
            parameters: function.parameters.iter().map(|parameter| &parameter.kind).collect(),
            returns: &function.returns,
            standard: &function.standard,
        })
        .collect()
}

fn cases(kata: &Kata) -> Vec<Case<'_>> {
    let index = |name: &str| kata.functions.iter().position(|function| function.name == name);
    kata.cases
        .iter()
        .map(|case| Case {
            name: &case.name,
            function: index(&case.function).expect("reading the cases has checked that their functions are declared"),
            why: &case.why,
            arguments: &case.arguments,
            expected: case.expected.as_ref(),
            mistakes: &case.mistakes,
        })
        .collect()
}

/// The status, and the exception or misfit that decided it, where one did.
fn decide(kata: &Kata, assessment: &Assessment, answers: &[Answer]) -> (Status, Trouble) {
    let Some(failure) = &assessment.failure else {
        return (assessment.status, Trouble::None);
    };
    let function = &kata.cases[failure.case].function;
    match (assessment.status, answers.get(failure.case)) {
        // The Python harness raises this itself where a returned value is of no type an answer can have.
        (Status::Crashed, Some(Answer::Raised(raised))) if raised.kind == "ReturnType" => (
            Status::BrokenContract,
            Trouble::Contract(format!("`{function}`: {}", raised.message)),
        ),
        (Status::Crashed, Some(Answer::Raised(raised))) => (
            Status::Crashed,
            Trouble::Raised {
                stage: function.clone(),
                raised: raised.clone(),
            },
        ),
        (Status::BrokenContract, _) => (Status::BrokenContract, Trouble::Contract(failure.to_string())),
        (status, _) => (status, Trouble::None),
    }
}
