//! `mlings` alone: where the learner is and what to type next.

use mlings_progress::Attainment;

use super::context::Context;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::readiness::order;
use crate::report;
use crate::report::home::Home;
use crate::workspace;

pub fn run(context: &Context) -> Result<ExitCode, Error> {
    let catalog = context.catalog()?;
    let total = catalog.exercises.len();
    let home = match context.workspace_if_any()? {
        None => Home::new(None, 0, total, None),
        Some(workspace) => {
            let progress = context.progress(&workspace)?;
            let is_passed = |id: &str| progress.of_exercise(id).attainment >= Attainment::Passed;
            let passed = catalog.exercises.iter().filter(|exercise| is_passed(&exercise.id)).count();
            let next = order::current(&progress, &catalog).map(|exercise| {
                let files = workspace
                    .languages
                    .iter()
                    .map(|language| workspace::solution_path(&exercise.id, *language))
                    .collect();
                (exercise, files)
            });
            Home::new(Some(workspace.root.display().to_string()), passed, total, next)
        }
    };
    report::home::show(&context.output, &home)?;
    Ok(ExitCode::Success)
}
