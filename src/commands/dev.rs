//! `mlings dev`: for authors, in a checkout of the repository.

mod bless;
mod check;
mod checkout;
mod new;
mod sandbox;
mod show;
mod template;

use super::context::Context;
use crate::cli::DevCommand;
use crate::error::Error;
use crate::exit::ExitCode;
use checkout::Checkout;

pub fn run(command: &DevCommand, context: &Context) -> Result<ExitCode, Error> {
    let checkout = || Checkout::locate(&context.directory);
    match command {
        DevCommand::New { id, kind } => new::run(id, *kind, &checkout()?, context),
        DevCommand::Bless { ids } => bless::run(ids, &checkout()?, context),
        DevCommand::Check { ids, mutants } => check::run(ids, *mutants, &checkout()?, context),
        DevCommand::Show {
            id,
            mistake,
            lang,
            variant,
        } => show::run(id, mistake, *lang, variant.as_deref(), &checkout()?, context),
        DevCommand::Sandbox(arguments) => sandbox::run(arguments, context),
    }
}
