//! `mlings status`: am I ready? From the attempt log alone, with the arithmetic on request.

use chrono::{DateTime, Utc};

use super::{Context, find_stage};
use crate::catalog::{Catalog, Stage};
use crate::cli::StatusArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::progress::Progress;
use crate::readiness::{Learner, Readiness};
use crate::report::readiness::{self, Standing, Status};

pub fn run(arguments: &StatusArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let progress = context.progress(&workspace)?;
    let chosen = match &arguments.stage {
        Some(asked) => find_stage(asked, &catalog)?,
        None => 0,
    };
    let status = status(&catalog, &progress, chosen, Utc::now());
    match &arguments.explain {
        None => readiness::show(&context.output, &status)?,
        Some(competency) => {
            let readiness = &status.stages[status.chosen].readiness;
            let explained = readiness
                .competencies
                .iter()
                .find(|explained| explained.competency == *competency);
            let explained = explained.ok_or_else(|| unknown_competency(competency, &catalog.path.stages[status.chosen]))?;
            readiness::explain(&context.output, explained)?;
        }
    }
    Ok(ExitCode::Success)
}

/// Readiness on all of the path at `now`.
pub fn status(catalog: &Catalog, progress: &Progress, chosen: usize, now: DateTime<Utc>) -> Status {
    let readiness = |weights| -> Readiness {
        let learner = Learner {
            catalog,
            progress,
            weights,
            now,
        };
        learner.readiness()
    };
    let path = &catalog.path;
    Status {
        chosen,
        stages: path
            .stages
            .iter()
            .map(|stage| Standing::new(&stage.id, &stage.title, readiness(&stage.weights)))
            .collect(),
        roles: path
            .roles
            .iter()
            .map(|role| Standing::new(&role.id, &role.title, readiness(&role.weights)))
            .collect(),
    }
}

fn unknown_competency(asked: &str, stage: &Stage) -> Error {
    let known: Vec<&str> = stage.weights.iter().map(|weight| weight.competency.as_str()).collect();
    Error::Usage(format!(
        "{} does not weigh the competency `{asked}`; it weighs {}",
        stage.title,
        known.join(", ")
    ))
}
