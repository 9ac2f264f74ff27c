//! `mlings dev check`: every exercise proves itself.

use super::checkout::{Checkout, chosen};
use super::template;
use crate::bless::proof::{self, Claim};
use crate::catalog::Catalog;
use crate::commands::context::{Context, threads};
use crate::commands::prepare;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::proofs::{self, Bar};
use crate::report::steps::Steps;
use crate::workshop::Workshop;

pub fn run(ids: &[String], checkout: &Checkout, context: &Context) -> Result<ExitCode, Error> {
    let catalog = Catalog::open(&checkout.content)?;
    let exercises = chosen(ids, &catalog)?;
    exercises.iter().try_for_each(|exercise| exercise.check())?;
    let steps = Steps::of(context.output);
    let languages = prepare::languages(&exercises, &context.cache, &context.output, &steps)?;
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
    let workshop = Workshop {
        content: &checkout.content,
        cache: &context.cache,
        workspace: None,
        runner: &context.runner(checkout.secrets())?,
        announcer: &steps,
    };
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
