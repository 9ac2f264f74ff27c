//! One program full of attacks for the tests of the sandbox: each really tries, says whether it worked, and harms nothing but its stage.
//!
//! `attack NAME STAGE [ANSWERS]` prints one line: `SUCCEEDED: what it has in hand`, exit code 0, or `refused: what the system said`,
//! exit code 1. `attack --list` prints all names. A stage is a folder the test has prepared; `attack victim STAGE` is the other
//! process that attacks are aimed at. Every attack is capped, ends by itself within seconds, and never leaves the machine.

mod execute;
mod exhaust;
mod network;
mod outlive;
mod read;
mod system;
mod tamper;
mod victim;
mod write;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the test has prepared.
pub struct Stage {
    folder: PathBuf,
    answers: Option<PathBuf>,
}

/// What proves that an attack worked, or what the system said instead.
pub type Outcome = io::Result<String>;
/// Names, and what tries them.
pub type Attacks = &'static [(&'static str, fn(&Stage) -> Outcome)];

const GROUPS: [Attacks; 8] = [
    read::ATTACKS,
    tamper::ATTACKS,
    outlive::ATTACKS,
    exhaust::ATTACKS,
    network::ATTACKS,
    execute::ATTACKS,
    write::ATTACKS,
    write::ANSWERS_ATTACKS,
];

impl Stage {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The one file a solution may write.
    fn answers(&self) -> io::Result<&Path> {
        self.answers
            .as_deref()
            .ok_or_else(|| io::Error::other("no answers file was named"))
    }

    /// A number the test has left in a file.
    fn number(&self, name: &str) -> io::Result<usize> {
        let text = std::fs::read_to_string(self.path(name))?;
        text.trim().parse().map_err(io::Error::other)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--list"] => list(),
        // What an attack has started speaks for itself.
        ["proof", words] => end(Ok((*words).to_owned())),
        ["victim", stage] => end(victim::wait(&stage_of(stage, None))),
        [name, stage] => end(attempt(name, &stage_of(stage, None))),
        [name, stage, answers] => end(attempt(name, &stage_of(stage, Some(answers)))),
        _ => end(Err(io::Error::other("usage: attack NAME STAGE [ANSWERS]"))),
    }
}

fn stage_of(folder: &str, answers: Option<&&str>) -> Stage {
    Stage {
        folder: folder.into(),
        answers: answers.map(PathBuf::from),
    }
}

fn list() -> ExitCode {
    for (name, _) in GROUPS.iter().copied().flatten() {
        println!("{name}");
    }
    ExitCode::SUCCESS
}

fn attempt(name: &str, stage: &Stage) -> Outcome {
    let found = GROUPS.iter().copied().flatten().find(|(known, _)| *known == name);
    let (_, attack) = found.ok_or_else(|| io::Error::other(format!("there is no attack {name}")))?;
    attack(stage)
}

fn end(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(evidence) => {
            say(&format!("SUCCEEDED: {evidence}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("refused: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// One line at once, whatever became of stdout.
fn say(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}
