//! `mlings status`: am I ready? From the attempt log alone, with the arithmetic on request.

use chrono::Utc;

use super::context::{Context, find_stage};
use crate::catalog::Stage;
use crate::cli::StatusArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::readiness::PathReadiness;
use crate::report;

pub fn run(arguments: &StatusArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let progress = context.progress(&workspace)?;
    let chosen = match &arguments.stage {
        Some(asked) => find_stage(asked, &catalog)?,
        None => 0,
    };
    let readiness = PathReadiness::of(&catalog, &progress, chosen, Utc::now());
    match &arguments.explain {
        None => report::readiness::show(&context.output, &readiness)?,
        Some(competency) => {
            let competencies = &readiness.chosen().readiness.competencies;
            let explained = competencies.iter().find(|explained| explained.competency == *competency);
            let explained = explained.ok_or_else(|| unknown_competency(competency, &catalog.path.stages[chosen]))?;
            report::readiness::explain(&context.output, explained)?;
        }
    }
    Ok(ExitCode::Success)
}

fn unknown_competency(asked: &str, stage: &Stage) -> Error {
    let known: Vec<&str> = stage.weights.iter().map(|weight| weight.competency.as_str()).collect();
    Error::Usage(format!(
        "{} does not weigh the competency `{asked}`; it weighs {}",
        stage.title,
        known.join(", ")
    ))
}
