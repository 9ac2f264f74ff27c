//! `mlings init`: makes a workspace, or adds what is missing to one.

use std::path::Path;

use chrono::Utc;
use mlings_progress::Progress;

use super::context::Context;
use crate::catalog::Language;
use crate::catalog::Toolkit;
use crate::cli::{InitArguments, LanguageChoice};
use crate::compile::python;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::readiness::order;
use crate::report;
use crate::report::steps::Steps;
use crate::workspace::{self, Workspace};

pub fn run(arguments: &InitArguments, context: &Context) -> Result<ExitCode, Error> {
    let directory = context.directory.join(&arguments.directory);
    let catalog = context.catalog()?;
    let created = workspace::create(&directory, &languages(arguments, &directory), &catalog)?;
    let python = python(&created.workspace, arguments, context)?;
    let progress = Progress::of(&created.workspace.log().read()?, Utc::now());
    let first = order::current(&progress, &catalog).map(|exercise| exercise.id.as_str());
    report::init::show(
        &context.output,
        &created,
        folder_to_enter(arguments).as_deref(),
        first,
        python.as_deref(),
    )?;
    Ok(ExitCode::Success)
}

/// The interpreter that Python solutions run with; where none is suitable, a `.venv` is made.
fn python(workspace: &Workspace, arguments: &InitArguments, context: &Context) -> Result<Option<String>, Error> {
    if !workspace.languages.contains(&Language::Python) {
        return Ok(None);
    }
    let root = Some(workspace.root.as_path());
    let found = match python::find(Toolkit::Learning, root, &context.cache)? {
        None if !arguments.no_venv => {
            context
                .output
                .note("no Python here has numpy, pandas and scikit-learn; making a .venv with them in your workspace");
            python::create(root, &context.cache, &Steps::of(context.output))
        }
        None => return Ok(None),
        Some(found) => Ok(found),
    };
    match found {
        Ok(found) => Ok(Some(found.executable.display().to_string())),
        // Whoever asked for Python must hear that it is missing; others can go on in Rust.
        Err(error) if matches!(arguments.lang, Some(LanguageChoice::Python | LanguageChoice::Both)) => Err(error.into()),
        Err(error) => {
            context.output.note(&format!("{error}; solutions in Rust work without it"));
            Ok(None)
        }
    }
}

/// The languages to add. Nothing asked for adds none to a workspace, and both to a new one.
fn languages(arguments: &InitArguments, directory: &Path) -> Vec<Language> {
    match arguments.lang {
        Some(LanguageChoice::Rust) => vec![Language::Rust],
        Some(LanguageChoice::Python) => vec![Language::Python],
        Some(LanguageChoice::Both) => Language::ALL.to_vec(),
        None if directory.join(workspace::MANIFEST).exists() => Vec::new(),
        None => Language::ALL.to_vec(),
    }
}

fn folder_to_enter(arguments: &InitArguments) -> Option<String> {
    let is_here = arguments.directory.as_os_str() == ".";
    (!is_here).then(|| arguments.directory.display().to_string())
}
