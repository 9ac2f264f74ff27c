//! `mlings reset`: puts the starter back and keeps the learner's file.

use super::context::Context;
use crate::cli::ResetArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;

pub fn run(arguments: &ResetArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let exercise = catalog.find(&arguments.id)?;
    let language = workspace.choose_language(exercise, arguments.lang)?;
    let reset = workspace.reset(exercise, language)?;
    report::solution::show_reset(&context.output, &workspace.root, &exercise.id, language, &reset)?;
    Ok(ExitCode::Success)
}
