//! `mlings dev show`: prints the program that makes a known mistake.

use super::Checkout;
use crate::catalog::{Catalog, Exemplar, Exercise, Language, Mistake};
use crate::commands::Context;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::{report, words};

pub fn run(
    id: &str,
    mistake: &str,
    language: Option<Language>,
    variant: Option<&str>,
    checkout: &Checkout,
    context: &Context,
) -> Result<ExitCode, Error> {
    let catalog = Catalog::open(&checkout.content)?;
    let exercise = catalog.find(id)?;
    let exemplar = Exemplar::Mistake {
        id: mistake.to_owned(),
        variant: variant.map(str::to_owned),
    };
    let languages = languages(exercise, mistake, &exemplar)?;
    let language = language.unwrap_or(languages[0]);
    let program = exercise.program(&exemplar, language).ok_or_else(|| {
        let written = languages
            .iter()
            .map(|language| words::language(*language))
            .collect::<Vec<_>>();
        Error::Usage(format!("{exemplar} is written in {} alone", written.join(" and ")))
    })?;
    report::solution::show_exemplar(&context.output, &exercise.id, &exemplar, language, &program)?;
    Ok(ExitCode::Success)
}

/// The languages `exemplar` is written in, at least one.
fn languages(exercise: &Exercise, mistake: &str, exemplar: &Exemplar) -> Result<Vec<Language>, Error> {
    let mistakes = exercise.mistakes()?;
    let known = |ids: Vec<String>| Error::Usage(format!("{} has no {exemplar}; it has {}", exercise.id, ids.join(", ")));
    let Some(mistake) = mistakes.get(mistake) else {
        return Err(known(mistakes.keys().cloned().collect()));
    };
    let mut exemplars = Mistake::exemplars(mistake);
    exemplars
        .remove(exemplar)
        .ok_or_else(|| known(exemplars.keys().map(Exemplar::name).collect()))
}
