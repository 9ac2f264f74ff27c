//! `mlings run`: one solution, from file to verdict.

use super::Context;
use crate::cli::RunArguments;
use crate::error::Error;
use crate::exit::ExitCode;

pub fn run(_arguments: &RunArguments, _context: &Context) -> Result<ExitCode, Error> {
    todo!("the lead writes this")
}
