//! `mlings hint`: shows the next hint and notes that it was shown.

use mlings_progress::Entry;

use super::context::{Context, choose};
use crate::cli::HintArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;
use crate::report::hint::Hint;

pub fn run(arguments: &HintArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let progress = context.progress(&workspace)?;
    let exercise = choose(arguments.id.as_deref(), &catalog, &progress)?;

    let hints = exercise.hints();
    let count = u8::try_from(hints.len()).unwrap_or(u8::MAX);
    let seen = progress.of_exercise(&exercise.id).hints;
    let level = arguments.level.unwrap_or((seen + 1).min(count));
    let text = hints
        .get(usize::from(level).wrapping_sub(1))
        .ok_or_else(|| Error::Fault(format!("`{}` has no hint {level}", exercise.id)))?;

    // Noted before it is shown: a hint that was seen always counts, even if mlings is killed in between.
    workspace.log().record(&exercise.id, &Entry::HintShown { level })?;
    report::hint::show(&context.output, &Hint::new(&exercise.id, level, count, text))?;
    Ok(ExitCode::Success)
}
