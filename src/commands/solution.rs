//! `mlings solution`: shows the reference, after saying what it costs.

use mlings_progress::{Attainment, Entry};

use super::context::Context;
use crate::cli::SolutionArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;
use crate::words::sentence;
use crate::workspace::solution_name;

pub fn run(arguments: &SolutionArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let exercise = catalog.find(&arguments.id)?;
    let language = workspace.choose_language(exercise, arguments.lang)?;
    let file = solution_name(language);
    let source = exercise
        .solution(language)
        .ok_or_else(|| Error::Fault(format!("`{}` has no {file}", exercise.id)))?;

    let is_free = context.progress(&workspace)?.of_exercise(&exercise.id).attainment >= Attainment::Passed;
    if !is_free && !arguments.yes {
        ask(&exercise.id, context)?;
    }
    workspace.log().record(&exercise.id, &Entry::SolutionRead { language })?;
    report::solution::show(&context.output, &exercise.id, language, &source)?;
    Ok(ExitCode::Success)
}

fn ask(exercise: &str, context: &Context) -> Result<(), Error> {
    if !context.output.is_interactive() {
        let price = report::solution::price(exercise);
        return Err(Error::Usage(format!("{price}; add `--yes` to read it all the same")));
    }
    let price = sentence(&report::solution::price(exercise));
    match context.output.confirm(&format!("{price} Show it?"))? {
        true => Ok(()),
        false => Err(Error::Declined),
    }
}
