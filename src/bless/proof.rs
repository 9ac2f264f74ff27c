//! What must be true of an exercise's own programs: its starter fails, its references pass, every known mistake fails and is named.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::own::own;
use crate::catalog::{Exemplar, Exercise, Language, Mistake};
use crate::error::Error;
use crate::exam::Exam;
use crate::exam::queue::side_by_side;
use crate::exam::together::AT_ONCE;
use crate::feedback;
use crate::verdict::{Status, Verdict};
use crate::words;
use crate::workshop::Workshop;

/// One program of an exercise, and with it what must come of grading it.
#[derive(Clone, Debug)]
pub struct Claim<'catalog> {
    pub exercise: &'catalog Exercise,
    pub language: Language,
    pub exemplar: Exemplar,
}

/// A claim put to the test.
#[derive(Debug)]
pub struct Proven<'catalog> {
    pub claim: Claim<'catalog>,
    /// Or why nothing was graded.
    pub verdict: Result<Verdict, Error>,
    /// What is wrong, where the claim does not hold.
    pub objection: Option<String>,
    pub took: Duration,
}

/// An exercise's known mistakes, by id.
type Mistakes = BTreeMap<String, Mistake>;

/// What kept a program from being graded, where something did: the exit code is its.
pub fn error<'proofs>(proofs: &'proofs [Proven]) -> Option<&'proofs Error> {
    proofs.iter().find_map(|proven| proven.verdict.as_ref().err())
}

/// Every claim an exercise makes: for each language its starter, its reference, and its known mistakes in every variant.
///
/// # Errors
/// When the exercise's folder is malformed.
pub fn claims(exercise: &Exercise) -> Result<Vec<Claim<'_>>, Error> {
    let mistakes = exercise.mistakes()?;
    let mut claims = Vec::new();
    for language in Language::ALL {
        let is_written = |(exemplar, languages): (Exemplar, Vec<Language>)| languages.contains(&language).then_some(exemplar);
        let mistakes = mistakes.values().flat_map(Mistake::exemplars).filter_map(is_written);
        let exemplars = [Exemplar::Reference, Exemplar::Starter].into_iter().chain(mistakes);
        claims.extend(exemplars.map(|exemplar| Claim {
            exercise,
            language,
            exemplar,
        }));
    }
    Ok(claims)
}

/// Proves `claims` side by side, `threads` at once, telling `done` of each; returns them in their order. After Ctrl-C no more are
/// begun, and those that were finished are returned.
///
/// # Errors
/// Where an exercise cannot be opened. What keeps one program from being graded is that claim's.
pub fn prove<'catalog>(
    claims: Vec<Claim<'catalog>>,
    workshop: &Workshop<'catalog>,
    threads: usize,
    done: impl Fn(&Proven) + Sync,
) -> Result<Vec<Proven<'catalog>>, Error> {
    let mut exams: BTreeMap<&str, (Exam, Mistakes)> = BTreeMap::new();
    for Claim { exercise, .. } in &claims {
        if !exams.contains_key(exercise.id.as_str()) {
            exams.insert(&exercise.id, (Exam::open(exercise, workshop)?, exercise.mistakes()?));
        }
    }
    let work = |claims: Vec<Claim<'catalog>>| {
        let (exam, mistakes) = &exams[claims[0].exercise.id.as_str()];
        prove_together(exam, mistakes, claims)
    };
    let proofs = side_by_side(batches(claims), threads, work, |proofs| {
        proofs.iter().for_each(&done);
        let is_interrupted = |proven: &Proven| matches!(proven.verdict, Err(Error::Interrupted));
        match proofs.iter().any(is_interrupted) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    Ok(proofs.into_iter().flatten().collect())
}

/// Claims that are graded in one go: the known mistakes of an exercise in one language; a reference or a starter is by itself, as a
/// learner's solution is.
fn batches(claims: Vec<Claim>) -> Vec<Vec<Claim>> {
    let mut batches: Vec<Vec<Claim>> = Vec::new();
    let is_mistake = |claim: &Claim| matches!(claim.exemplar, Exemplar::Mistake { .. });
    for claim in claims {
        let fits = |batch: &&mut Vec<Claim>| {
            let last = &batch[0];
            let is_alike = last.exercise.id == claim.exercise.id && last.language == claim.language;
            is_alike && is_mistake(last) && is_mistake(&claim) && batch.len() < AT_ONCE
        };
        match batches.last_mut().filter(fits) {
            Some(batch) => batch.push(claim),
            None => batches.push(vec![claim]),
        }
    }
    batches
}

/// Grades the programs of `claims` as if a learner had written them.
fn prove_together<'catalog>(exam: &Exam<'catalog>, mistakes: &Mistakes, claims: Vec<Claim<'catalog>>) -> Vec<Proven<'catalog>> {
    let started = Instant::now();
    let submissions = claims
        .iter()
        .map(|claim| own(claim.exercise, &claim.exemplar, claim.language));
    let verdicts = match submissions.collect::<Result<Vec<_>, Error>>() {
        Ok(submissions) => exam.grade_own(&submissions),
        Err(error) => {
            let words = error.to_string();
            claims.iter().map(|_| Err(Error::Fault(words.clone()))).collect()
        }
    };
    let took = started.elapsed() / claims.len() as u32;
    let proven = |(claim, verdict): (Claim<'catalog>, Result<Verdict, Error>)| Proven {
        objection: match &verdict {
            Ok(verdict) => objection(&claim, verdict, mistakes),
            Err(error) => Some(error.to_string()),
        },
        claim,
        verdict,
        took,
    };
    claims.into_iter().zip(verdicts).map(proven).collect()
}

/// What is wrong with the verdict, where it is not what the claim calls for.
fn objection(claim: &Claim, verdict: &Verdict, mistakes: &Mistakes) -> Option<String> {
    let finding = verdict.findings.first();
    let named = finding.and_then(|finding| feedback::recognised(finding, mistakes));
    let status = verdict.status();
    let name = claim.exemplar.name();
    // An author is told how a program stopped: it may be the machine's doing, and not come again.
    let said = match verdict.crash() {
        Some(crash) => format!("{} ({crash:?})", words::status(status)),
        None => words::status(status).to_owned(),
    };
    match &claim.exemplar {
        Exemplar::Reference if status == Status::Certified => None,
        Exemplar::Reference => Some(format!("the reference should pass and is {said}")),
        // A starter that crashes or does not build would teach nothing.
        Exemplar::Starter if !matches!(status, Status::NotYet | Status::BelowBaseline) => {
            Some(format!("the starter should run and fail, and is {said}"))
        }
        // Who has not begun has made no mistake yet.
        Exemplar::Starter => named.map(|mistake| format!("the starter is taken for {}", mistake.id)),
        Exemplar::Mistake { .. } if status.is_passed() => Some(format!("{name} should fail and passes")),
        Exemplar::Mistake { id, .. } => match named {
            Some(mistake) if mistake.id == *id => None,
            Some(mistake) => Some(format!("{name} is taken for {}", mistake.id)),
            None => Some(format!("{name} is not recognised; it is {said}")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::content::Content;
    use crate::exit::ExitCode;
    use crate::verdict::Outcome;

    #[test]
    fn what_kept_a_program_from_being_graded_is_told_apart_from_what_came_out_wrong() {
        let catalog = Catalog::open(&Content::Embedded).unwrap();
        let proven = |verdict| Proven {
            claim: claims(&catalog.exercises[0]).unwrap().remove(0),
            verdict,
            objection: Some("it is not as it should be".to_owned()),
            took: Duration::ZERO,
        };
        let graded = proven(Ok(Outcome::NotStarted.into()));
        let interrupted = proven(Err(Error::Interrupted));
        assert!(error(std::slice::from_ref(&graded)).is_none());
        let code = error(&[graded, interrupted]).map(Error::exit_code);
        assert_eq!(code, Some(ExitCode::Interrupted));
    }
}
