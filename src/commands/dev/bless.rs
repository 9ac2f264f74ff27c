//! `mlings dev bless`: runs the references and records what they answer, for every exercise named.

use super::checkout::{Checkout, chosen};
use crate::bless::{self, Blessing};
use crate::catalog::{Catalog, Exercise, Language};
use crate::commands::context::Context;
use crate::commands::prepare;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::steps::Steps;
use crate::words;
use crate::workshop::{Announcer, Workshop};

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
    let workshop = Workshop {
        content: &checkout.content,
        cache: &context.cache,
        workspace: None,
        runner: &context.runner(checkout.secrets())?,
        announcer: &steps,
    };
    for exercise in exercises {
        let step = steps.start(&format!("blessing {}", exercise.id));
        let blessed = write(exercise, &workshop, checkout)?;
        drop(step);
        context.output.print(&format!("{}: {blessed}", exercise.id))?;
    }
    Ok(ExitCode::Success)
}

/// Writes what was recorded beside the exercise, and says in a line what it was.
fn write(exercise: &Exercise, workshop: &Workshop, checkout: &Checkout) -> Result<String, Error> {
    let Blessing { file, text, said } = bless::bless(exercise, workshop)?;
    let path = checkout.exercise_folder(&exercise.id).join(file);
    std::fs::write(&path, text).map_err(|error| Error::Environment(format!("cannot write {}: {error}", path.display())))?;
    Ok(said)
}
