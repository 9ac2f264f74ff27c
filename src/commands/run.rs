//! `mlings run`: one solution, from file to verdict.

use std::collections::BTreeMap;

use mlings_progress::{Entry, ExerciseProgress, Graded, Measured, Program};

use super::context::{Context, choose};
use super::pictures;
use crate::catalog::{Exercise, Language};
use crate::cli::RunArguments;
use crate::error::Error;
use crate::exam::{Exam, Terms};
use crate::exit::ExitCode;
use crate::feedback::{self, Explanation, Situation};
use crate::readiness::order;
use crate::report::steps::Steps;
use crate::report::verdict::{self, Shown};
use crate::submission::Submission;
use crate::verdict::{Outcome, Status, Verdict};
use crate::workshop::Workshop;
use crate::workspace::Workspace;

pub fn run(arguments: &RunArguments, context: &Context) -> Result<ExitCode, Error> {
    let (workspace, catalog) = (context.workspace()?, context.catalog()?);
    let progress = context.progress(&workspace)?;
    let exercise = choose(arguments.id.as_deref(), &catalog, &progress)?;
    let submission = read(exercise, &workspace, arguments.lang)?;
    let history = progress.of_exercise(&exercise.id);
    let verdict = grade(exercise, &submission, &history, &workspace, arguments, context)?;
    let next = order::next_after(&exercise.id, &progress, &catalog);
    let explanation = explain(exercise, &submission, &verdict, &history, next)?;
    record(exercise, &submission, &verdict, &explanation, &history, arguments, &workspace)?;
    let pictures = match &verdict.practice {
        Some(practice) if arguments.details => pictures::of(exercise, practice, context)?,
        _ => None,
    };
    let shown = Shown {
        exercise,
        language: submission.language,
        verdict: &verdict,
        explanation: &explanation,
        best: history.best,
        pictures: pictures.as_ref(),
        calls: if arguments.details { &verdict.calls } else { &[] },
    };
    verdict::show(&context.output, &shown)?;
    workspace.keep_run(&exercise.id, submission.language, &verdict)?;
    Ok(exit_code(verdict.status()))
}

fn read(exercise: &Exercise, workspace: &Workspace, language: Option<Language>) -> Result<Submission, Error> {
    let language = workspace.choose_language(exercise, language)?;
    let file = workspace.solution(&exercise.id, language);
    Submission::read(exercise, language, &file).map_err(|error| {
        let file = file.display();
        Error::Usage(format!(
            "cannot read {file}: {error}; `mlings init` puts back what is missing"
        ))
    })
}

/// A file that still is the starter needs no run: there is nothing of the learner's to grade.
fn grade(
    exercise: &Exercise,
    submission: &Submission,
    history: &ExerciseProgress,
    workspace: &Workspace,
    arguments: &RunArguments,
    context: &Context,
) -> Result<Verdict, Error> {
    let terms = Terms {
        looks: history.looks.before(Program::of(&submission.sha256, arguments.seed)),
        ..terms(exercise, arguments)?
    };
    if submission.is_starter {
        return Ok(Outcome::NotStarted.into());
    }
    let runner = context
        .runner([workspace.state_folder()])?
        .at_least(arguments.require_sandbox);
    let workshop = Workshop {
        content: &context.content,
        cache: &context.cache,
        workspace: Some(&workspace.root),
        runner: &runner,
        announcer: &Steps::of(context.output),
    };
    Exam::open(exercise, &workshop)?.grade(submission, &terms)
}

fn terms(exercise: &Exercise, arguments: &RunArguments) -> Result<Terms, Error> {
    match (exercise.task.as_project(), arguments.claim) {
        (None, Some(claim)) => Err(Error::Usage(format!(
            "`{}` is a kata, graded case by case: it has no score to claim; run it without `--claim {claim}`",
            exercise.id
        ))),
        (_, claim) => Ok(Terms {
            seed: arguments.seed,
            claim,
            looks: 0,
        }),
    }
}

fn explain(
    exercise: &Exercise,
    submission: &Submission,
    verdict: &Verdict,
    history: &ExerciseProgress,
    next: Option<&Exercise>,
) -> Result<Explanation, Error> {
    // Nothing is said of mistakes where none was found; to read them is to make all their edits.
    let mistakes = match verdict.findings.as_slice() {
        [] => BTreeMap::new(),
        _ => exercise.mistakes()?,
    };
    // Only a pass is told how the reference goes about it.
    let approach = verdict.status().is_passed().then(|| exercise.approach(submission.language));
    Ok(feedback::explain(&Situation {
        exercise,
        language: submission.language,
        verdict,
        mistakes: &mistakes,
        history,
        approach: approach.flatten().as_deref(),
        next: next.map(|exercise| exercise.id.as_str()),
    }))
}

/// A fault of ours is no attempt.
fn record(
    exercise: &Exercise,
    submission: &Submission,
    verdict: &Verdict,
    explanation: &Explanation,
    history: &ExerciseProgress,
    arguments: &RunArguments,
    workspace: &Workspace,
) -> Result<(), Error> {
    if verdict.status() == Status::GraderFault {
        return Ok(());
    }
    let measured = verdict.measurement().map(|measurement| Measured {
        value: measurement.value,
        interval: measurement.interval,
        noise: measurement.noise,
    });
    let graded = Graded {
        language: submission.language,
        sha256: &submission.sha256,
        status: verdict.status(),
        score: verdict.score,
        measured,
        cause: explanation.cause.as_deref(),
        history,
        seed: arguments.seed,
        seconds: verdict.trace.seconds.run,
        sandbox: verdict.trace.level().name(),
    };
    Ok(workspace.log().record(&exercise.id, &Entry::Attempt(graded))?)
}

fn exit_code(status: Status) -> ExitCode {
    match status {
        Status::Passed | Status::Certified => ExitCode::Success,
        Status::GraderFault => ExitCode::GraderFault,
        _ => ExitCode::NotPassed,
    }
}
