//! What must be true of an exercise's own files: its starter fails, its references pass, every known mistake fails and is named.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::catalog::{Exemplar, Exercise, Language, Mistake, Task};
use crate::error::Error;
use crate::feedback;
use crate::grade::Status;
use crate::grader::{Graded, Grader, write_program};
use crate::words;

/// One program of an exercise, and through what it is an example of, what must come of grading it.
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
    pub graded: Graded,
    /// What is wrong, where the claim does not hold.
    pub objection: Option<String>,
    pub took: Duration,
}

/// Every claim an exercise makes: for each language its starter, its reference, and its known mistakes.
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

/// Proves `claims` side by side, `threads` at once, telling `done` of each; returns them in their order.
///
/// # Errors
/// The first fault that is not the solution's own; claims not begun by then are left out.
pub fn prove_all<'catalog>(
    claims: Vec<Claim<'catalog>>,
    grader: &Grader,
    threads: usize,
    done: impl Fn(&Proven) + Sync,
) -> Result<Vec<Proven<'catalog>>, Error> {
    let queue = Mutex::new(claims.into_iter().enumerate());
    let results = Mutex::new(BTreeMap::new());
    let fault = Mutex::new(None);
    let work = || {
        while lock(&fault).is_none() {
            let Some((place, claim)) = lock(&queue).next() else { return };
            match prove(claim, grader) {
                Ok(proven) => {
                    done(&proven);
                    lock(&results).insert(place, proven);
                }
                Err(error) => drop(lock(&fault).get_or_insert(error)),
            }
        }
    };
    std::thread::scope(|scope| (0..threads.max(1)).for_each(|_| drop(scope.spawn(work))));
    match into_inner(fault) {
        Some(error) => Err(error),
        None => Ok(into_inner(results).into_values().collect()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("no thread panics while it holds the lock")
}

fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().expect("no thread panics while it holds the lock")
}

/// Grades the program of `claim` as if a learner had written it.
///
/// # Errors
/// When the program is missing, or on a fault that is not the solution's own.
pub fn prove<'catalog>(claim: Claim<'catalog>, grader: &Grader) -> Result<Proven<'catalog>, Error> {
    let started = Instant::now();
    let folder = tempfile::Builder::new().prefix("mlings-proof-").tempdir()?;
    let solution = write_program(claim.exercise, claim.language, &claim.exemplar, folder.path())?;
    let graded = grader.grade(claim.exercise, claim.language, &solution, 0)?;
    let objection = objection(&claim, &graded, &claim.exercise.mistakes()?);
    Ok(Proven {
        claim,
        graded,
        objection,
        took: started.elapsed(),
    })
}

/// What is wrong with the result, where it is not what the exemplar calls for.
fn objection(claim: &Claim, graded: &Graded, mistakes: &BTreeMap<String, Mistake>) -> Option<String> {
    let named = graded
        .findings
        .first()
        .and_then(|finding| feedback::recognised(finding, mistakes));
    let status = words::status(graded.status, graded.certified);
    let name = claim.exemplar.name();
    match &claim.exemplar {
        Exemplar::Reference if is_counted(claim.exercise, graded) => None,
        Exemplar::Reference => Some(format!("the reference should pass and is {status}")),
        Exemplar::Starter if !is_failure_of_quality(graded.status) => {
            Some(format!("the starter should run and fail, and is {status}"))
        }
        // Who has not begun has made no mistake yet.
        Exemplar::Starter => named.map(|mistake| format!("the starter is taken for {}", mistake.id)),
        Exemplar::Mistake { .. } if graded.status == Status::Passed => Some(format!("{name} should fail and passes")),
        Exemplar::Mistake { id, .. } => match named {
            Some(mistake) if mistake.id == *id => None,
            Some(mistake) => Some(format!("{name} is taken for {}", mistake.id)),
            None => Some(format!("{name} is not recognised; it is {status}")),
        },
    }
}

/// A kata's pass counts; a project's once the final rows confirm it.
fn is_counted(exercise: &Exercise, graded: &Graded) -> bool {
    match exercise.task {
        Task::Kata(_) => graded.status == Status::Passed,
        Task::Project(_) => graded.status == Status::Passed && graded.certified,
    }
}

/// A starter that crashes or does not build would teach nothing.
fn is_failure_of_quality(status: Status) -> bool {
    matches!(status, Status::NotYet | Status::BelowBaseline)
}
