//! `mlings data`: looks at a dataset.

use super::context::Context;
use crate::cli::DataArguments;
use crate::dataset::{self, summary};
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::{self, half_blocks};

pub fn run(arguments: &DataArguments, context: &Context) -> Result<ExitCode, Error> {
    match &arguments.name {
        Some(name) => {
            let summary = summary::read(&context.content, name, half_blocks::draw)?;
            report::data::show(&context.output, &summary, usize::from(arguments.rows))?;
        }
        None => {
            let names = dataset::names(&context.content).into_iter();
            let cards: Result<Vec<_>, _> = names
                .map(|name| dataset::read_card(&context.content, &name).map(|card| (name, card)))
                .collect();
            report::data::show_all(&context.output, &cards?)?;
        }
    }
    Ok(ExitCode::Success)
}
