//! `mlings demo`: every project graded with its reference, its starter and a known mistake, in every language this machine has.

use super::context::{Context, threads};
use super::prepare;
use crate::bless::proof::{self, Claim};
use crate::catalog::{Catalog, Exemplar, Exercise, Language};
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::Format;
use crate::report::proofs;
use crate::report::steps::Steps;
use crate::workshop::{Announcer, Workshop};

const WELCOME: &str = "Projects on real data, graded on rows the solutions never saw.\n";
const GOODBYE: &str = "Your turn: `mlings init learn` makes a folder with every exercise, `mlings list` shows where to begin.";

pub fn run(context: &Context) -> Result<ExitCode, Error> {
    let catalog = context.catalog()?;
    let projects = projects(&catalog);
    let steps = Steps::of(context.output);
    say(WELCOME, context)?;
    let languages = prepare::languages(&projects, &context.cache, &context.output, &steps)?;
    let workshop = Workshop {
        content: &context.content,
        cache: &context.cache,
        workspace: None,
        runner: &context.runner([])?,
        announcer: &steps,
    };
    let mut proofs = Vec::new();
    for exercise in projects {
        let claims = claims(exercise, &languages)?;
        let step = steps.start(&format!("grading {} solutions of {}", claims.len(), exercise.id));
        let of_project = proof::prove(claims, &workshop, threads(), |_| ())?;
        drop(step);
        if context.output.format != Format::Json {
            proofs::show_project(&context.output, exercise, &of_project)?;
        }
        say("", context)?;
        proofs.extend(of_project);
        // After Ctrl-C, or where something is missing, the projects to come would fare no better.
        if proof::error(&proofs).is_some() {
            break;
        }
    }
    if context.output.format == Format::Json {
        proofs::show_check(&context.output, &proofs, &[])?;
    }
    if let Some(error) = proof::error(&proofs) {
        return Ok(error.exit_code());
    }
    let objections = proofs.iter().filter(|proven| proven.objection.is_some()).count();
    if objections > 0 {
        return Err(Error::Fault(format!(
            "{objections} solution(s) did not come out as they should"
        )));
    }
    say(GOODBYE, context)?;
    let has_all = languages.len() == Language::ALL.len();
    Ok(if has_all { ExitCode::Success } else { ExitCode::Environment })
}

/// What is said to a person; a program reads the one JSON object.
fn say(text: &str, context: &Context) -> Result<(), Error> {
    match context.output.format {
        Format::Json => Ok(()),
        Format::Rich | Format::Plain => context.output.print(text),
    }
}

fn projects(catalog: &Catalog) -> Vec<&Exercise> {
    catalog
        .exercises
        .iter()
        .filter(|exercise| exercise.task.as_project().is_some())
        .collect()
}

/// Of each language the reference, the starter and the first known mistake.
fn claims<'catalog>(exercise: &'catalog Exercise, languages: &[Language]) -> Result<Vec<Claim<'catalog>>, Error> {
    let mut claims = proof::claims(exercise)?;
    claims.retain(|claim| languages.contains(&claim.language));
    let mut seen = Vec::new();
    claims.retain(|claim| match claim.exemplar {
        Exemplar::Mistake { .. } if seen.contains(&claim.language) => false,
        Exemplar::Mistake { .. } => {
            seen.push(claim.language);
            true
        }
        Exemplar::Starter | Exemplar::Reference => true,
    });
    Ok(claims)
}
