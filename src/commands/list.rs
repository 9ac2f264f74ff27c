//! `mlings list`: the exercises and where the learner stands; works without a workspace.

use mlings_progress::{Attainment, Progress};

use super::context::{Context, find_stage};
use crate::catalog::{Exercise, Kind, Stage};
use crate::cli::{KindFilter, ListArguments, StateFilter};
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;
use crate::report::list::Row;

pub fn run(arguments: &ListArguments, context: &Context) -> Result<ExitCode, Error> {
    let catalog = context.catalog()?;
    refuse_unknown_competency(arguments, &catalog.exercises)?;
    if let Some(asked) = &arguments.stage {
        find_stage(asked, &catalog)?;
    }
    let progress = match context.workspace_if_any()? {
        Some(workspace) => context.progress(&workspace)?,
        None => Progress::default(),
    };
    let rows = catalog
        .exercises
        .iter()
        .map(|exercise| (exercise, catalog.stage_of(exercise), progress.of_exercise(&exercise.id)))
        .filter(|(exercise, stage, progress)| is_wanted(exercise, *stage, progress.attainment, arguments))
        .map(|(exercise, stage, progress)| Row::new(exercise, stage, &progress))
        .collect();
    report::list::show(&context.output, rows)?;
    Ok(ExitCode::Success)
}

fn is_wanted(exercise: &Exercise, stage: Option<&Stage>, attainment: Attainment, arguments: &ListArguments) -> bool {
    arguments.kind.is_none_or(|kind| exercise.kind == wanted_kind(kind))
        && arguments
            .stage
            .as_ref()
            .is_none_or(|asked| stage.is_some_and(|stage| stage.id == *asked))
        && arguments.difficulty.is_none_or(|most| exercise.difficulty <= most)
        && arguments.minutes.is_none_or(|most| exercise.minutes <= most)
        && arguments.state.is_none_or(|state| attainment == wanted(state))
        && arguments
            .competency
            .as_ref()
            .is_none_or(|competency| exercise.competencies.contains(competency))
}

fn wanted_kind(kind: KindFilter) -> Kind {
    match kind {
        KindFilter::Kata => Kind::Kata,
        KindFilter::Project => Kind::Project,
        KindFilter::Case => Kind::Case,
    }
}

fn wanted(state: StateFilter) -> Attainment {
    match state {
        StateFilter::New => Attainment::New,
        StateFilter::Tried => Attainment::Tried,
        StateFilter::Passed => Attainment::Passed,
        StateFilter::Certified => Attainment::Certified,
    }
}

/// A filter with a typing error should not look like an empty catalogue.
fn refuse_unknown_competency(arguments: &ListArguments, exercises: &[Exercise]) -> Result<(), Error> {
    let Some(asked) = &arguments.competency else { return Ok(()) };
    let mut known: Vec<&str> = exercises
        .iter()
        .flat_map(|exercise| &exercise.competencies)
        .map(String::as_str)
        .collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&asked.as_str()) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "no exercise trains the competency `{asked}`; there are {}",
        known.join(", ")
    )))
}
