//! `mlings dev check`: every exercise proves itself.

use super::checkout::{Checkout, chosen};
use super::template;
use crate::bless::mutants::{self, Hunt};
use crate::bless::proof::{self, Claim};
use crate::catalog::{Catalog, Exercise, Language};
use crate::commands::context::{Context, threads};
use crate::commands::prepare;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;
use crate::report::proofs::{self, Bar};
use crate::report::steps::Steps;
use crate::words;
use crate::workshop::Workshop;

pub fn run(ids: &[String], with_mutants: bool, checkout: &Checkout, context: &Context) -> Result<ExitCode, Error> {
    let catalog = Catalog::open(&checkout.content)?;
    let exercises = chosen(ids, &catalog)?;
    exercises.iter().try_for_each(|exercise| exercise.check())?;
    let steps = Steps::of(context.output);
    let languages = prepare::languages(&exercises, &context.cache, &context.output, &steps)?;
    let workshop = Workshop {
        content: &checkout.content,
        cache: &context.cache,
        workspace: None,
        runner: &context.runner(checkout.secrets())?,
        announcer: &steps,
    };
    if with_mutants {
        let are_caught = are_caught(&exercises, &languages, &workshop, context)?;
        return Ok(if are_caught { ExitCode::Success } else { ExitCode::NotPassed });
    }
    let claims: Vec<Vec<Claim>> = exercises
        .iter()
        .map(|exercise| proof::claims(exercise))
        .collect::<Result<_, _>>()?;
    let claims: Vec<Claim> = claims
        .into_iter()
        .flatten()
        .filter(|claim| languages.contains(&claim.language))
        .collect();
    let bar = Bar::new(context.output, claims.len());
    let proofs = proof::prove(claims, &workshop, threads(), |proven| bar.advance(proven))?;
    drop(bar);
    let unfinished = exercises.iter().map(|exercise| template::unfinished(exercise));
    let unfinished = unfinished.collect::<Result<Vec<_>, _>>()?.concat();
    proofs::show_check(&context.output, &proofs, &unfinished)?;
    if let Some(error) = proof::error(&proofs) {
        return Ok(error.exit_code());
    }
    let all_hold = proofs.iter().all(|proven| proven.objection.is_none());
    Ok(if all_hold && unfinished.is_empty() {
        ExitCode::Success
    } else {
        ExitCode::NotPassed
    })
}

/// Whether the cases of every kata catch each mutant of its references; says which they do not. A project is graded by a metric, which
/// forgives many a slip.
fn are_caught(exercises: &[&Exercise], languages: &[Language], workshop: &Workshop, context: &Context) -> Result<bool, Error> {
    let mut hunts = Vec::new();
    for exercise in exercises.iter().filter(|exercise| exercise.task.as_project().is_none()) {
        for &language in languages {
            let _step = workshop
                .announcer
                .start(&format!("mutants of {} in {}", exercise.id, words::language(language)));
            hunts.push(mutants::hunt(exercise, language, workshop, threads(), |_| ())?);
        }
    }
    report::mutants::show(&context.output, &hunts)?;
    Ok(hunts.iter().all(Hunt::is_clean))
}
