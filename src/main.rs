//! Runs one command and ends with its documented exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mlings::commands::main(std::env::args_os()).into()
}
