//! What must be true of an exercise's own files: its starter fails, its references pass, every known mistake fails and is named.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use mlings_grade::Status;

use crate::catalog::{Exercise, Language, Mistake, Task};
use crate::error::Error;
use crate::feedback;
use crate::grader::{Graded, Grader};
use crate::words;

/// Which of an exercise's files is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Starter,
    Reference,
    /// The known mistake of this id.
    Mistake(String),
}

/// One file of an exercise, and through its role what must come of grading it.
#[derive(Clone, Debug)]
pub struct Claim<'catalog> {
    pub exercise: &'catalog Exercise,
    pub language: Language,
    pub role: Role,
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

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Role::Starter => formatter.write_str("starter"),
            Role::Reference => formatter.write_str("reference"),
            Role::Mistake(id) => write!(formatter, "mistake {id}"),
        }
    }
}

/// Every claim an exercise makes: for each language its starter, its reference, and its known mistakes.
///
/// # Errors
/// When the exercise's folder is malformed.
pub fn claims(exercise: &Exercise) -> Result<Vec<Claim<'_>>, Error> {
    let mistakes = exercise.mistakes()?;
    let mut claims = Vec::new();
    for language in Language::ALL {
        let written = mistakes.values().filter(|mistake| mistake.languages.contains(&language));
        let mistakes = written.map(|mistake| Role::Mistake(mistake.id.clone()));
        let roles = [Role::Reference, Role::Starter].into_iter().chain(mistakes);
        claims.extend(roles.map(|role| Claim {
            exercise,
            language,
            role,
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

/// Grades the file of `claim` as if a learner had written it.
///
/// # Errors
/// When the file is missing, or on a fault that is not the solution's own.
pub fn prove<'catalog>(claim: Claim<'catalog>, grader: &Grader) -> Result<Proven<'catalog>, Error> {
    let started = Instant::now();
    let folder = tempfile::Builder::new().prefix("mlings-proof-").tempdir()?;
    let solution = write_solution(claim.exercise, claim.language, &claim.role, folder.path())?;
    let graded = grader.grade(claim.exercise, claim.language, &solution, 0)?;
    let objection = objection(&claim, &graded, &claim.exercise.mistakes()?);
    Ok(Proven {
        claim,
        graded,
        objection,
        took: started.elapsed(),
    })
}

/// Copies the exercise's file of `role` into `folder`, under the name a learner's file has.
///
/// # Errors
/// When there is no such file, or `folder` cannot be written.
pub fn write_solution(exercise: &Exercise, language: Language, role: &Role, folder: &Path) -> Result<PathBuf, Error> {
    let source = match role {
        Role::Starter => exercise.starter(language),
        Role::Reference => exercise.solution(language),
        Role::Mistake(id) => exercise.mistake_source(id, language),
    };
    let language_name = words::language(language);
    let source = source.ok_or_else(|| Error::Fault(format!("exercise `{}` has no {role} in {language_name}", exercise.id)))?;
    let path = folder.join(format!("solution.{}", language.extension()));
    fs::write(&path, source)?;
    Ok(path)
}

/// What is wrong with the result, where it is not what the role calls for.
fn objection(claim: &Claim, graded: &Graded, mistakes: &BTreeMap<String, Mistake>) -> Option<String> {
    let named = graded
        .findings
        .first()
        .and_then(|finding| feedback::recognised(finding, mistakes));
    let status = words::status(graded.status, graded.certified);
    match &claim.role {
        Role::Reference if is_counted(claim.exercise, graded) => None,
        Role::Reference => Some(format!("the reference should pass and is {status}")),
        Role::Starter if !is_failure_of_quality(graded.status) => {
            Some(format!("the starter should run and fail, and is {status}"))
        }
        // Who has not begun has made no mistake yet.
        Role::Starter => named.map(|mistake| format!("the starter is taken for {}", mistake.id)),
        Role::Mistake(id) if graded.status == Status::Passed => Some(format!("{id} should fail and passes")),
        Role::Mistake(id) => match named {
            Some(mistake) if mistake.id == *id => None,
            Some(mistake) => Some(format!("{id} is taken for {}", mistake.id)),
            None => Some(format!("{id} is not recognised; it is {status}")),
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
