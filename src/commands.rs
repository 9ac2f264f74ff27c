//! One file per subcommand; each reads as the data path.

mod completions;
mod context;
mod data;
mod demo;
mod dev;
mod doctor;
mod export;
mod file;
mod hint;
mod home;
mod import;
mod init;
mod list;
mod pictures;
mod plan;
mod prepare;
mod report;
mod reset;
mod run;
mod score;
mod solution;
mod status;

use std::ffi::OsString;

use clap::FromArgMatches;

use crate::cli::{self, Cli, Command};
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report::{Output, print_usage};
use context::Context;

/// Parses the command line, runs the command and says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // What cannot be parsed cannot say how it wants to be answered, but for the one word.
    let is_json = arguments.iter().any(|argument| argument == "--json");
    let cli = match parse(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            print_usage(&usage, is_json);
            return if usage.use_stderr() {
                ExitCode::Usage
            } else {
                ExitCode::Success
            };
        }
    };
    let output = Output::new(cli.output);
    match Context::new(output).and_then(|context| dispatch(cli.command, &context)) {
        Ok(exit_code) => exit_code,
        Err(error) => {
            output.error(&error);
            error.exit_code()
        }
    }
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut command = cli::command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

fn dispatch(command: Option<Command>, context: &Context) -> Result<ExitCode, Error> {
    match command {
        None => home::run(context),
        Some(Command::Init(arguments)) => init::run(&arguments, context),
        Some(Command::Status(arguments)) => status::run(&arguments, context),
        Some(Command::Plan(arguments)) => plan::run(&arguments, context),
        Some(Command::Report(arguments)) => report::run(&arguments, context),
        Some(Command::List(arguments)) => list::run(&arguments, context),
        Some(Command::Run(arguments)) => run::run(&arguments, context),
        Some(Command::Hint(arguments)) => hint::run(&arguments, context),
        Some(Command::Solution(arguments)) => solution::run(&arguments, context),
        Some(Command::Reset(arguments)) => reset::run(&arguments, context),
        Some(Command::Export(arguments)) => export::run(&arguments, context),
        Some(Command::Import(arguments)) => import::run(&arguments, context),
        Some(Command::Data(arguments)) => data::run(&arguments, context),
        Some(Command::Score(arguments)) => score::run(&arguments, context),
        Some(Command::Demo) => demo::run(context),
        Some(Command::Doctor) => doctor::run(context),
        Some(Command::Completions(arguments)) => completions::run(&arguments, context),
        Some(Command::Dev(command)) => dev::run(&command, context),
    }
}
