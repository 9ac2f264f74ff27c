//! `mlings dev bless`: runs the references and records what they answer, for every exercise named.

mod kata;
mod project;

use super::{Checkout, chosen};
use crate::catalog::{Catalog, Exercise, Language, Task};
use crate::commands::{Context, prepare};
use crate::compile::Announcer;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::grader::Grader;
use crate::report::steps::Steps;
use crate::words;

pub fn run(ids: &[String], checkout: &Checkout, context: &Context) -> Result<ExitCode, Error> {
    let catalog = Catalog::open(&checkout.content)?;
    let exercises = chosen(ids, &catalog)?;
    let steps = Steps::of(context.output);
    let languages = prepare::languages(&exercises, &context.cache, &context.output, &steps)?;
    if let Some(missing) = Language::ALL.into_iter().find(|language| !languages.contains(language)) {
        let missing = words::language(missing);
        return Err(Error::Environment(format!(
            "blessing compares both languages and {missing} is missing; see `mlings doctor`"
        )));
    }
    let grader = Grader {
        content: &checkout.content,
        cache: &context.cache,
        workspace: None,
        runner: &context.runner(checkout.secrets())?,
        progress: &steps,
    };
    for exercise in exercises {
        let step = steps.start(&format!("blessing {}", exercise.id));
        let blessed = bless(exercise, &grader, checkout)?;
        drop(step);
        context.output.print(&format!("{}: {blessed}", exercise.id))?;
    }
    Ok(ExitCode::Success)
}

/// Writes what was recorded beside the exercise, and says in a line what it was.
fn bless(exercise: &Exercise, grader: &Grader, checkout: &Checkout) -> Result<String, Error> {
    let folder = checkout.exercise_folder(&exercise.id);
    let (file, text, said) = match &exercise.task {
        Task::Kata(_) => {
            let (text, said) = kata::bless(exercise, grader)?;
            ("cases.json", text, said)
        }
        Task::Project(_) => {
            let (text, said) = project::bless(exercise, grader)?;
            ("blessed.json", text, said)
        }
    };
    let path = folder.join(file);
    std::fs::write(&path, text).map_err(|error| Error::Environment(format!("cannot write {}: {error}", path.display())))?;
    Ok(said)
}

/// Something about the exercise that its author has to mend.
fn unfit(exercise: &Exercise, reason: impl std::fmt::Display) -> Error {
    Error::Usage(format!("exercise `{}` cannot be blessed: {reason}", exercise.id))
}
