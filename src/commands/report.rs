//! `mlings report`: what the log and the latest scored runs show, as a page.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use mlings_progress::{Lines, Progress, Reading};
use sha2::{Digest, Sha256};

use super::context::{Context, find_stage};
use super::{file, pictures};
use crate::catalog::{Catalog, Stage};
use crate::cli::{ReportArguments, ReportFormat};
use crate::error::Error;
use crate::exit::ExitCode;
use crate::page::{LogFacts, Moment, Page, ProjectFacts};
use crate::readiness::{Learner, PathReadiness, Readiness};
use crate::report::list::Row;
use crate::report::written;
use crate::words::hex;
use crate::workspace::Workspace;

const FILE_NAME: &str = "mlings-report.html";
/// How many moments of the past readiness is computed for.
const MOMENTS: i32 = 24;

pub fn run(arguments: &ReportArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let chosen = find_stage(&arguments.stage, &catalog)?;
    let page = page(&workspace, &catalog, chosen, context)?;
    let format = if context.output.is_json() {
        ReportFormat::Json
    } else {
        arguments.format
    };
    let text = match format {
        ReportFormat::Html => page.html()?,
        ReportFormat::Md => page.markdown()?,
        ReportFormat::Json => page.json()?,
    };
    let path = match (&arguments.output, format) {
        (Some(path), _) => path.clone(),
        (None, ReportFormat::Html) => workspace.root.join(FILE_NAME),
        (None, _) => {
            context.output.print(text.trim_end())?;
            return Ok(ExitCode::Success);
        }
    };
    let advice = "it is no report of mlings, so it stays as it is; name another file with `--output`";
    file::write(&path, text.as_bytes(), Page::is_one, advice)?;
    written::show(&context.output, &path, &page.log.sha256)?;
    if arguments.open {
        show(&path)?;
    }
    Ok(ExitCode::Success)
}

fn page(workspace: &Workspace, catalog: &Catalog, chosen: usize, context: &Context) -> Result<Page, Error> {
    let now = Utc::now();
    // Read once: the hash is that of the log the numbers come from.
    let bytes = workspace.log().bytes()?;
    let reading = Reading::of(&bytes);
    context.note_skipped(reading.skipped);
    let progress = Progress::of(&reading, now);
    let lines = Lines::of(&bytes);
    let log = LogFacts {
        lines: lines.lines.len(),
        sha256: hex(&Sha256::digest(lines.text())),
    };
    let exercises = catalog.exercises.iter().map(|exercise| {
        let progress = progress.of_exercise(&exercise.id);
        Row::new(exercise, catalog.stage_of(exercise), &progress)
    });
    Ok(Page {
        history: history(&reading, &catalog.path.stages[chosen], catalog, now),
        projects: projects(workspace, catalog, &progress, context)?,
        exercises: exercises.collect(),
        ..Page::new(&catalog.path, now, log, PathReadiness::of(catalog, &progress, chosen, now))
    })
}

/// Readiness for `stage` from the first line of the log until now, at moments of equal distance, a day apart at least.
fn history(reading: &Reading, stage: &Stage, catalog: &Catalog, now: DateTime<Utc>) -> Vec<Moment> {
    let Some(first) = reading.records().map(|record| record.at).min().filter(|first| *first < now) else {
        return Vec::new();
    };
    let distance = ((now - first) / MOMENTS).max(TimeDelta::days(1));
    let moments = (0..MOMENTS)
        .map(|step| now - distance * step)
        .take_while(|moment| *moment > first);
    let mut history: Vec<Moment> = moments
        .map(|at| {
            let progress = Progress::of(&reading.until(at), at);
            let learner = Learner {
                catalog,
                progress: &progress,
                weights: &stage.weights,
                now: at,
            };
            let Readiness { value, interval, .. } = learner.readiness();
            Moment { at, value, interval }
        })
        .collect();
    history.reverse();
    history
}

/// The projects with a scored run, in the order of the path.
fn projects(
    workspace: &Workspace,
    catalog: &Catalog,
    progress: &Progress,
    context: &Context,
) -> Result<Vec<ProjectFacts>, Error> {
    let mut projects = Vec::new();
    for exercise in &catalog.exercises {
        let (Some(metric), Some(run)) = (exercise.task.metric(), workspace.scored_run(&exercise.id)) else {
            continue;
        };
        let pictures = pictures::of(exercise, &run.practice, context)?;
        projects.push(ProjectFacts::new(
            exercise,
            metric,
            &run,
            &progress.of_exercise(&exercise.id),
            pictures,
        ));
    }
    Ok(projects)
}

fn show(path: &Path) -> Result<(), Error> {
    open::that_detached(path).map_err(|error| {
        let path = path.display();
        Error::Environment(format!("no browser could be started: {error}; open {path} yourself"))
    })
}
