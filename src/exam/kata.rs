//! Katas: one run on all cases, compared with what was blessed.

use mlings_kata::{self, Answered, Assessment, Symptom};

use super::asked::{Asked, Terms};
use super::sitting::{Sitting, Stop};
use super::together;
use crate::catalog::{Exercise, Kata};
use crate::error::Error;
use crate::job::{Answer, Job};
use crate::submission::Submission;
use crate::verdict::{Crash, Outcome, Verdict};
use crate::workshop::Workshop;

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
        Ok(sitting.grading(|| self.verdict(&answers)))
    }

    fn grade_own(&self, submissions: &[Submission], workshop: &Workshop) -> Result<Vec<Option<Verdict>>, Error> {
        let answers = together::answers(self.exercise, &self.kata, submissions, workshop)?;
        let verdict = |answers: Option<Vec<Answer>>| answers.map(|answers| self.verdict(&answers));
        Ok(answers.into_iter().map(verdict).collect())
    }
}

impl Cases<'_> {
    fn verdict(&self, answers: &[Answer]) -> Verdict {
        let assessment = assess(&self.kata, answers);
        let outcome = outcome(&assessment, answers);
        Verdict {
            score: Some(assessment.score()),
            checks: assessment.checks,
            findings: assessment.findings,
            calls: assessment.calls,
            ..outcome.into()
        }
    }
}

/// The outcome, with the exception or misfit that decided it where one did.
fn outcome(assessment: &Assessment, answers: &[Answer]) -> Outcome {
    match assessment.standing() {
        Ok(standing) => Outcome::Scored {
            standing,
            measurement: None,
        },
        Err(failure) => match answers.get(failure.case) {
            Some(Answer::Raised(raised)) => Outcome::Crashed(Crash::Raised {
                stage: failure.function.clone(),
                raised: raised.clone(),
            }),
            _ => Outcome::BrokenContract(failure.to_string()),
        },
    }
}

/// Grades the answers to the cases of `kata`.
pub fn assess(kata: &Kata, answers: &[Answer]) -> Assessment {
    with_answered(answers, |answered| {
        mlings_kata::assess(&kata.functions, &kata.cases, answered)
    })
}

/// What the answers of a known mistake show of it, a symptom a case.
pub fn symptoms(kata: &Kata, answers: &[Answer]) -> Vec<Symptom> {
    with_answered(answers, |answered| {
        mlings_kata::symptoms(&kata.functions, &kata.cases, answered)
    })
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
        Answer::Raised(raised) => raised.to_string(),
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
