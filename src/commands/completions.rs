//! `mlings completions`: a script that completes commands.

use super::context::Context;
use crate::cli::{self, CompletionsArguments};
use crate::error::Error;
use crate::exit::ExitCode;

pub fn run(arguments: &CompletionsArguments, context: &Context) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut cli::command(), "mlings", &mut script);
    context.output.print(String::from_utf8_lossy(&script).trim_end())?;
    Ok(ExitCode::Success)
}
