//! What must be true of an exercise's own programs: its starter fails, its references pass, every known mistake fails and is named.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::own::own;
use crate::catalog::{Exemplar, Exercise, Language, Mistake};
use crate::error::Error;
use crate::exam::queue::side_by_side;
use crate::exam::{Exam, Terms};
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
    let work = |claim: Claim<'catalog>| {
        let (exam, mistakes) = &exams[claim.exercise.id.as_str()];
        prove_one(exam, mistakes, claim)
    };
    Ok(side_by_side(claims, threads, work, |proven| {
        done(proven);
        match proven.verdict {
            Err(Error::Interrupted) => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }))
}

/// Grades the program of `claim` as if a learner had written it.
fn prove_one<'catalog>(exam: &Exam<'catalog>, mistakes: &Mistakes, claim: Claim<'catalog>) -> Proven<'catalog> {
    let started = Instant::now();
    let submission = own(claim.exercise, &claim.exemplar, claim.language);
    let verdict = submission.and_then(|submission| exam.grade(&submission, &Terms::default()));
    let objection = match &verdict {
        Ok(verdict) => objection(&claim, verdict, mistakes),
        Err(error) => Some(error.to_string()),
    };
    Proven {
        claim,
        verdict,
        objection,
        took: started.elapsed(),
    }
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
