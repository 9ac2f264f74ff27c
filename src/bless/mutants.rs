//! Mutants of a reference: one slip each, which the cases should catch; what survives shows a case that is missing.

mod equivalent;
mod python;
mod rust;

use std::ops::ControlFlow;

use super::own::own;
use crate::catalog::{Exemplar, Exercise, Language};
use crate::error::Error;
use crate::exam::Exam;
use crate::exam::queue::side_by_side;
use crate::exam::together::AT_ONCE;
use crate::submission::Submission;
use crate::verdict::{Status, Verdict};
use crate::workshop::Workshop;
use equivalent::Equivalent;

/// The reference with one slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// Of the slip in the reference, from 1.
    pub line: usize,
    /// The statement or line before and after.
    pub old: String,
    pub new: String,
    text: String,
}

/// What became of an exercise's mutants in one language.
#[derive(Debug)]
pub struct Hunt<'catalog> {
    pub exercise: &'catalog Exercise,
    pub language: Language,
    /// Those that build.
    pub mutants: usize,
    /// Mutants that fail a case, or crash, or do not end.
    pub killed: usize,
    /// Survivors that the exercise's folder explains.
    pub equivalent: usize,
    pub survivors: Vec<Mutant>,
    /// Entries of `equivalent.toml` that fit no survivor.
    pub stale: Vec<String>,
}

impl Hunt<'_> {
    pub fn is_clean(&self) -> bool {
        self.survivors.is_empty() && self.stale.is_empty()
    }
}

/// Grades every mutant of the reference in `language`, telling `done` how many more have been graded.
///
/// # Errors
/// Where the exercise cannot be opened, its mutants cannot be made or graded, or Ctrl-C was pressed.
pub fn hunt<'catalog>(
    exercise: &'catalog Exercise,
    language: Language,
    workshop: &Workshop<'catalog>,
    threads: usize,
    done: impl Fn(usize) + Sync,
) -> Result<Hunt<'catalog>, Error> {
    let exam = Exam::open(exercise, workshop)?;
    let reference = own(exercise, &Exemplar::Reference, language)?;
    let text = reference.text.clone().unwrap_or_default();
    let mutants = match language {
        Language::Rust => rust::mutants(&text),
        Language::Python => python::mutants(&text, exercise, workshop)?,
    };
    let batches = mutants.chunks(AT_ONCE).map(<[Mutant]>::to_vec).collect();
    let grade = |batch: Vec<Mutant>| {
        let submission = |mutant: &Mutant| Submission {
            text: Ok(mutant.text.clone()),
            ..reference.clone()
        };
        let verdicts = exam.grade_own(&batch.iter().map(submission).collect::<Vec<_>>());
        batch.into_iter().zip(verdicts).collect::<Vec<_>>()
    };
    let graded = side_by_side(batches, threads, grade, |batch| {
        done(batch.len());
        match batch.iter().any(|(_, verdict)| verdict.is_err()) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    let graded: Vec<(Mutant, Verdict)> = graded
        .into_iter()
        .flatten()
        .map(|(mutant, verdict)| verdict.map(|verdict| (mutant, verdict)))
        .collect::<Result<_, Error>>()?;
    let built = |(_, verdict): &&(Mutant, Verdict)| verdict.status() != Status::BuildFailed;
    let graded: Vec<&(Mutant, Verdict)> = graded.iter().filter(built).collect();
    let survivors = graded.iter().filter(|(_, verdict)| verdict.status().is_passed());
    let survivors: Vec<Mutant> = survivors.map(|(mutant, _)| mutant.clone()).collect();
    let known = equivalent::of(exercise, language)?;
    let (explained, unexplained): (Vec<Mutant>, Vec<Mutant>) = survivors
        .into_iter()
        .partition(|mutant| known.iter().any(|known| known.is(mutant)));
    let is_stale = |known: &&Equivalent| !explained.iter().any(|mutant| known.is(mutant));
    Ok(Hunt {
        exercise,
        language,
        mutants: graded.len(),
        killed: graded.len() - explained.len() - unexplained.len(),
        equivalent: explained.len(),
        stale: known.iter().filter(is_stale).map(ToString::to_string).collect(),
        survivors: unexplained,
    })
}
