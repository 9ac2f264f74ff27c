//! `mlings run`: one solution, from file to verdict.

use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::Utc;
use mlings_grade::Status;
use sha2::{Digest, Sha256};

use super::{Context, choose, pictures};
use crate::catalog::{Exercise, Language};
use crate::cli::RunArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::feedback::{self, Situation};
use crate::grader::{Graded, Grader};
use crate::progress::{Attempt, Entry, ExerciseProgress, Run};
use crate::report::steps::Steps;
use crate::report::verdict::{self, Seconds, Verdict};
use crate::words::hex;
use crate::workspace::{ScoredRun, Workspace};

pub fn run(arguments: &RunArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let progress = context.progress(&workspace)?;
    let exercise = choose(arguments.id.as_deref(), &catalog, &progress)?;
    let language = workspace.choose_language(exercise, arguments.lang)?;
    let file = workspace.solution(&exercise.id, language);
    let source = read_solution(&file)?;

    let graded = grade(exercise, language, &source, &workspace, arguments, context)?;
    let history = progress.of_exercise(&exercise.id);
    let mistakes = exercise.mistakes()?;
    // Only a pass is told how the reference goes about it.
    let approach = (graded.status == Status::Passed)
        .then(|| exercise.approach(language))
        .flatten();
    let next = progress.next_after(&exercise.id, &catalog);
    let explanation = feedback::explain(&Situation {
        exercise,
        language,
        status: graded.status,
        certified: graded.certified,
        trouble: &graded.trouble,
        refused: &graded.refused,
        measurement: graded.measurement.as_ref(),
        checks: &graded.checks,
        mistakes: &mistakes,
        findings: &graded.findings,
        history: &history,
        approach: approach.as_deref(),
        next: next.map(|exercise| exercise.id.as_str()),
    });
    let entry = Entry::Attempt(
        attempt(&graded, language, &history, explanation.cause.clone()),
        how_it_ran(&graded, &source, arguments.seed),
    );
    workspace.log().record(&exercise.id, &entry)?;
    let scored_run = scored_run(language, &graded);
    let pictures = match &scored_run {
        Some(run) if arguments.details => pictures::of(exercise, run, context)?,
        _ => None,
    };
    verdict::show(
        &context.output,
        &Verdict {
            exercise,
            language,
            status: graded.status,
            certified: graded.certified,
            score: graded.score,
            measurement: graded.measurement.as_ref(),
            checks: &graded.checks,
            explanation: &explanation,
            printed: &graded.printed,
            best: history.best,
            sandbox: graded.level,
            seconds: seconds(&graded),
            pictures: pictures.as_ref(),
        },
    )?;
    if let Some(run) = scored_run {
        workspace.keep_scored_run(&exercise.id, run)?;
    }
    Ok(exit_code(graded.status))
}

fn read_solution(file: &Path) -> Result<Vec<u8>, Error> {
    fs::read(file).map_err(|error| {
        let file = file.display();
        Error::Usage(format!(
            "cannot read {file}: {error}; `mlings init` puts back what is missing"
        ))
    })
}

/// A file that still is the starter needs no run: there is nothing of the learner's to grade.
fn grade(
    exercise: &Exercise,
    language: Language,
    source: &[u8],
    workspace: &Workspace,
    arguments: &RunArguments,
    context: &Context,
) -> Result<Graded, Error> {
    if exercise.starter(language).is_some_and(|starter| starter.as_bytes() == source) {
        return Ok(Graded::not_started());
    }
    let grader = Grader {
        content: &context.content,
        cache: &context.cache,
        workspace: Some(&workspace.root),
        runner: &context
            .runner([workspace.state_folder()])?
            .at_least(arguments.require_sandbox),
        progress: &Steps::of(context.output),
    };
    grader.grade(
        exercise,
        language,
        &workspace.solution(&exercise.id, language),
        arguments.seed,
    )
}

fn attempt(graded: &Graded, language: Language, history: &ExerciseProgress, cause: Option<String>) -> Attempt {
    Attempt {
        language,
        status: graded.status,
        certified: graded.certified,
        score: graded.score,
        noise: graded.measurement.as_ref().map(|measurement| measurement.noise),
        cause,
        hints: history.hints,
        solution_seen: history.is_barred(Utc::now()),
        exam: false,
    }
}

fn how_it_ran(graded: &Graded, source: &[u8], seed: u64) -> Run {
    Run {
        file: format!("sha256:{}", hex(&Sha256::digest(source))),
        measured: graded
            .measurement
            .as_ref()
            .map(|measurement| (measurement.value, measurement.interval)),
        seed,
        seconds: graded.times.run.as_secs_f64(),
        sandbox: graded.level,
    }
}

/// What is kept of a project's run, so that it can be drawn now and later; nothing where it was not scored.
fn scored_run(language: Language, graded: &Graded) -> Option<ScoredRun> {
    let (measurement, practice) = (graded.measurement.as_ref()?, graded.practice.as_ref()?);
    Some(ScoredRun {
        at: Utc::now().timestamp(),
        language,
        status: graded.status,
        certified: graded.certified,
        measurement: measurement.clone(),
        dataset_sha256: practice.dataset_sha256.clone(),
        predictions: practice.predictions.clone(),
        probabilities: practice.probabilities.clone(),
    })
}

fn seconds(graded: &Graded) -> Seconds {
    let [build, run, grade] = [graded.times.build, graded.times.run, graded.times.grade].map(|time: Duration| time.as_secs_f64());
    Seconds { build, run, grade }
}

fn exit_code(status: Status) -> ExitCode {
    match status {
        Status::Passed => ExitCode::Success,
        Status::GraderFault => ExitCode::GraderFault,
        _ => ExitCode::NotPassed,
    }
}
