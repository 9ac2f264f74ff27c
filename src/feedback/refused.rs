//! Words for a run that stopped because the sandbox refused it something: the reason, not a bare "operation not permitted".

use mlings_sandbox::{Deed, Refusal};

use super::explanation::Explanation;
use super::situation::Situation;
use crate::verdict::Crash;
use crate::words;

/// How a refused system call comes back, how a file that is out of reach does, and how a name that no server was asked about.
const NOT_PERMITTED: [&str; 2] = ["Operation not permitted", "Errno 1]"];
const DENIED: [&str; 3] = ["Permission denied", "PermissionDenied", "Errno 13]"];
const UNRESOLVED: [&str; 3] = ["name resolution", "lookup address", "gaierror"];
/// Calls that start other processes.
const WORKERS: [&str; 4] = ["Pool(", "Process(", "ProcessPoolExecutor(", "multiprocessing."];

/// What was refused, and the file it was about where the solution's own last words name one.
struct Refused<'run> {
    deed: Deed,
    path: Option<&'run str>,
}

/// The words for a crash that a refusal has caused; none where it has another cause.
pub fn explain(situation: &Situation, crash: &Crash) -> Option<Explanation> {
    let Refused { deed, path } = find(situation)?;
    let tried = match (deed, path) {
        (Deed::File, Some(path)) => format!("use {path}"),
        _ => words::deed(deed).to_owned(),
    };
    let (rule, next_step) = match deed {
        Deed::Network => (
            "solutions run offline",
            "Work with the data your solution is given: nothing can be downloaded.",
        ),
        Deed::NewProcess => (
            "a solution is one process",
            "Do the work in the solution itself; where a library starts workers, ask for one (`n_jobs=1`).",
        ),
        Deed::File => (
            "a solution has what it is given and nothing else",
            "Use what your functions get: all the data is in there, and results are returned, not written.",
        ),
        _ => (
            "no exercise needs that",
            "Find the line below, or the library call behind it, and do without it.",
        ),
    };
    Some(Explanation {
        headline: format!("Your solution tried to {tried}; {rule}."),
        verbatim: Some(last_words(crash).trim_end().to_owned()).filter(|words| !words.is_empty()),
        next_step: next_step.to_owned(),
        ..Explanation::default()
    })
}

/// Someone who met a refused connection and went on without it should not look for the fault elsewhere.
pub fn mention(situation: &Situation, explanation: &mut Explanation) {
    let is_network = |refusal: &Refusal| refusal.deed == Deed::Network;
    let is_pass = situation.verdict.status().is_practice_pass();
    if !is_pass && situation.verdict.trace.refused.iter().any(is_network) && find(situation).is_none() {
        let mention = "On the way it tried to open a network connection and was refused: solutions run offline.";
        explanation.details.push(mention.to_owned());
    }
}

/// The name of the cause: `refused: network`.
pub fn cause(situation: &Situation) -> Option<String> {
    let deed = match find(situation)?.deed {
        Deed::Network => "network",
        Deed::NewProcess => "new process",
        Deed::File => "file",
        _ => "other",
    };
    Some(format!("refused: {deed}"))
}

fn find<'run>(situation: &Situation<'run>) -> Option<Refused<'run>> {
    let crash = situation.verdict.crash()?;
    let said = said(crash);
    let path = said.iter().find_map(|words| quoted_path(words));
    let refused = &situation.verdict.trace.refused;
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| said.iter().any(|words| words.contains(phrase)));
    let is_network = |refusal: &Refusal| refusal.deed == Deed::Network;
    let deed = if says(&UNRESOLVED) && refused.iter().any(is_network) {
        Deed::Network
    } else if says(&NOT_PERMITTED) {
        // Libraries try what they can do without; the last thing refused is what the solution could not.
        refused.last()?.deed
    } else if says(&DENIED) && path.is_none() && WORKERS.iter().any(|words| last_words(crash).contains(words)) {
        // Workers are told what to do through memory that has a name, which is refused before any is started.
        Deed::NewProcess
    } else if says(&DENIED) {
        Deed::File
    } else {
        return None;
    };
    Some(Refused { deed, path })
}

/// What tells of the end: kind and message of what was raised, or what a program that ended has written.
fn said(crash: &Crash) -> [&str; 2] {
    match crash {
        Crash::Raised { raised, .. } => [&raised.kind, &raised.message],
        Crash::Ended { stderr, .. } => ["", stderr],
    }
}

fn last_words(crash: &Crash) -> &str {
    match crash {
        Crash::Raised { raised, .. } => &raised.traceback,
        Crash::Ended { stderr, .. } => stderr,
    }
}

/// The absolute path that Python names in quotes: `Permission denied: '/etc/shadow'`.
fn quoted_path(words: &str) -> Option<&str> {
    let (_, rest) = words.split_once('\'')?;
    let (path, _) = rest.split_once('\'')?;
    path.starts_with('/').then_some(path)
}
