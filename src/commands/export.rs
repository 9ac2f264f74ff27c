//! `mlings export`: the attempt log, tidied, to a file or to stdout.

use std::fs;
use std::path::Path;

use mlings_progress::{AttemptLog, Lines};

use super::context::Context;
use super::file;
use crate::cli::ExportArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::export::{self, Exported};

pub fn run(arguments: &ExportArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let bytes = workspace.log().bytes()?;
    let log = Lines::of(&bytes);
    context.note_skipped(log.skipped);
    let text = log.text();
    let file = arguments.file.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = file {
        refuse_own_log(path, &workspace.log())?;
        let advice = "name another file, or say `--force` to replace it";
        file::write(path, text.as_bytes(), |_| arguments.force, advice)?;
    }
    export::show(
        &context.output,
        &Exported {
            file,
            records: log.lines.len(),
            skipped: log.skipped,
            log: &text,
        },
    )?;
    Ok(ExitCode::Success)
}

/// Lines that are skipped would be lost.
fn refuse_own_log(path: &Path, log: &AttemptLog) -> Result<(), Error> {
    let is_own = fs::canonicalize(path).is_ok_and(|path| fs::canonicalize(log.path()).is_ok_and(|own| own == path));
    match is_own {
        true => Err(Error::Usage(format!(
            "{} is this workspace's own log; name another file",
            path.display()
        ))),
        false => Ok(()),
    }
}
