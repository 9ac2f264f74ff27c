//! The tools that are run: what they are given of our environment, and what they say.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use super::error::CompileError;

/// Those of our own environment variables that `names` names.
pub fn inherited(names: &[&str]) -> impl Iterator<Item = (OsString, OsString)> {
    names
        .iter()
        .filter_map(|name| Some((OsStr::new(name).to_owned(), env::var_os(name)?)))
}

/// The path that an environment variable holds.
pub fn path_in(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// What a tool says and how it ends; nothing is typed in.
///
/// # Errors
/// Where it cannot be started.
pub fn output(command: &mut Command) -> Result<Output, CompileError> {
    command.stdin(Stdio::null()).output().map_err(|error| {
        let program = command.get_program().display();
        CompileError::Environment(format!(
            "{program} cannot be started: {error}; `mlings doctor` looks at what is there"
        ))
    })
}

/// The last `count` lines of what a tool said that are not empty.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_a_tool_leave_out_the_empty_ones() {
        assert_eq!(last_lines("a\nb\n\nc\n\n", 2), "b\nc");
        assert_eq!(last_lines("a", 3), "a");
    }
}
