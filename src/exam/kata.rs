//! Katas: one run on all cases, compared with what was blessed.

use mlings_grade::kata::{self, Answered, Assessment, Case, Signature, Symptom};

use super::asked::{Asked, Terms};
use super::sitting::{Sitting, Stop};
use crate::catalog::{Exercise, Kata};
use crate::error::Error;
use crate::job::{Answer, Job};
use crate::verdict::{Crash, Outcome, Trace, Verdict};

/// The cases a kata is graded by.
pub(super) struct Cases<'a> {
    exercise: &'a Exercise,
    kata: Kata,
}

impl<'a> Cases<'a> {
    pub fn open(exercise: &'a Exercise) -> Result<Self, Error> {
        let kata = exercise.kata()?;
        Ok(Cases { exercise, kata })
    }
}

impl Asked for Cases<'_> {
    fn grade(&self, sitting: &mut Sitting, terms: &Terms) -> Result<Verdict, Stop> {
        let answers = sitting.run(Job::kata(&self.exercise.id, &self.kata, terms.seed)?)?;
        let assessment = sitting.grading(|| assess(&self.kata, &answers));
        Ok(Verdict {
            outcome: outcome(&self.kata, &assessment, &answers),
            score: Some(assessment.score()),
            checks: assessment.checks,
            findings: assessment.findings,
            practice: None,
            trace: Trace::default(),
        })
    }
}

/// The outcome, with the exception or misfit that decided it where one did.
fn outcome(kata: &Kata, assessment: &Assessment, answers: &[Answer]) -> Outcome {
    match assessment.standing() {
        Ok(standing) => Outcome::Scored {
            standing,
            measurement: None,
        },
        Err(failure) => match answers.get(failure.case) {
            Some(Answer::Raised(raised)) => Outcome::Crashed(Crash::Raised {
                stage: kata.cases[failure.case].function.clone(),
                raised: raised.clone(),
            }),
            _ => Outcome::BrokenContract(failure.to_string()),
        },
    }
}

/// Grades the answers to the cases of `kata`.
pub fn assess(kata: &Kata, answers: &[Answer]) -> Assessment {
    with_answered(answers, |answered| kata::assess(&signatures(kata), &cases(kata), answered))
}

/// What the answers of a known mistake show of it, a symptom a case.
pub fn symptoms(kata: &Kata, answers: &[Answer]) -> Vec<Symptom> {
    with_answered(answers, |answered| kata::symptoms(&signatures(kata), &cases(kata), answered))
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
        Answer::Raised(raised) => format!("{}: {}", raised.kind, raised.message),
        Answer::Value(_) | Answer::Misfit(_) => String::new(),
    }
}

fn answered<'run>(answer: &'run Answer, raised: &'run str) -> Answered<'run> {
    match answer {
        Answer::Value(value) => Answered::Value(value),
        Answer::Raised(_) => Answered::Raised(raised),
        Answer::Misfit(words) => Answered::Misfit(words),
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
