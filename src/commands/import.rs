//! `mlings import`: another log's records are added to this one; those that are here already are not added again.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use mlings_progress::{AttemptLog, Lines};

use super::context::Context;
use crate::catalog::Catalog;
use crate::cli::ImportArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::import::{self, Imported};

pub fn run(arguments: &ImportArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let bytes = bytes(&arguments.log)?;
    let other = Lines::of(&bytes);
    if other.is_no_log() {
        return Err(Error::Usage(format!(
            "{} is no attempt log: no line of it is a record; name a file made by `mlings export`, or a workspace",
            arguments.log.display()
        )));
    }
    let offered = other.lines.len();
    let added = workspace.log().add(other)?;
    let unknown = unknown(&added, &catalog);
    import::show(
        &context.output,
        &Imported {
            added: added.lines.len(),
            present: offered - added.lines.len(),
            skipped: added.skipped,
            unknown_lines: unknown.len(),
            unknown_exercises: BTreeSet::from_iter(unknown),
        },
    )?;
    Ok(ExitCode::Success)
}

/// A log file's bytes: the one named, the one in the workspace named, or stdin's.
fn bytes(log: &Path) -> Result<Vec<u8>, Error> {
    let read = || {
        if log == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            Ok(bytes)
        } else if log.is_dir() {
            fs::read(AttemptLog::new(&log.join(".mlings")).path())
        } else {
            fs::read(log)
        }
    };
    read().map_err(|error: io::Error| {
        Error::Usage(format!(
            "cannot read a log from {}: {error}; name a file made by `mlings export`, a workspace something was done in, or - for stdin",
            log.display()
        ))
    })
}

/// The exercise of each line whose exercise this mlings does not have.
fn unknown<'lines>(lines: &'lines Lines, catalog: &Catalog) -> Vec<&'lines str> {
    let known: BTreeSet<&str> = catalog.exercises.iter().map(|exercise| exercise.id.as_str()).collect();
    let named = lines.lines.iter().map(|line| &*line.exercise);
    named.filter(|id| !known.contains(id)).collect()
}
