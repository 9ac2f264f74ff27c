//! Looks for an interpreter that has what solutions need.

use std::env;
use std::path::{Path, PathBuf};

use super::environment;
use super::interpreter::{Interpreter, OLDEST};
use super::probe::ask;
use crate::catalog::Toolkit;
use crate::compile::error::CompileError;

/// The first interpreter that has the packages of `toolkit`.
///
/// Looked for in this order: `MLINGS_PYTHON`, the workspace's `.venv`, an active virtual environment, `python3` and `python` on the
/// path, and the environment mlings has made in its cache folder.
pub fn find(toolkit: Toolkit, workspace: Option<&Path>, cache: &Path) -> Option<Interpreter> {
    let made = environment::python_in(&environment::folder(cache));
    candidates(workspace)
        .into_iter()
        .chain([made])
        .find_map(|path| ask(&path, cache).filter(|found| found.serves(toolkit)))
}

/// Every interpreter there is, in the order they are preferred; for `mlings doctor`.
pub fn all(workspace: Option<&Path>, cache: &Path) -> Vec<Interpreter> {
    let made = environment::python_in(&environment::folder(cache));
    let mut found: Vec<Interpreter> = Vec::new();
    for interpreter in candidates(workspace)
        .into_iter()
        .chain([made])
        .filter_map(|path| ask(&path, cache))
    {
        if !found.iter().any(|other| other.executable == interpreter.executable) {
            found.push(interpreter);
        }
    }
    found
}

/// An interpreter recent enough to make an environment with.
pub fn base(workspace: Option<&Path>, cache: &Path) -> Result<Interpreter, CompileError> {
    let found = all(workspace, cache);
    match found.iter().find(|interpreter| interpreter.is_recent()) {
        Some(interpreter) => Ok(interpreter.clone()),
        None => Err(CompileError::Environment(missing(found.first()))),
    }
}

fn missing(found: Option<&Interpreter>) -> String {
    let (major, minor) = OLDEST;
    let what = match found {
        Some(Interpreter {
            version: (found_major, found_minor),
            ..
        }) => format!("Python {found_major}.{found_minor} is too old"),
        None => "there is no Python on this machine".to_owned(),
    };
    format!(
        "{what}: solutions in Python need {major}.{minor} or newer; {}, or set MLINGS_PYTHON to an interpreter",
        how_to_install()
    )
}

fn how_to_install() -> &'static str {
    if cfg!(target_os = "macos") {
        "get it with `brew install python`"
    } else if cfg!(target_os = "windows") {
        "get it with `winget install Python.Python.3.13`"
    } else {
        "get it with your package manager, such as `apt install python3 python3-venv`"
    }
}

fn candidates(workspace: Option<&Path>) -> Vec<PathBuf> {
    let named = |variable| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let mut candidates = Vec::new();
    candidates.extend(named("MLINGS_PYTHON"));
    candidates.extend(workspace.map(|root| environment::python_in(&root.join(environment::VENV))));
    candidates.extend(named("VIRTUAL_ENV").map(|folder| environment::python_in(&folder)));
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    for name in ["python3", "python"] {
        candidates.extend(folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()));
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_only_an_old_python_the_message_says_how_old_it_may_be() {
        let old = Interpreter {
            executable: PathBuf::from("/python"),
            version: (3, 9),
            packages: Vec::new(),
            site_packages: PathBuf::new(),
            libraries: Vec::new(),
        };
        assert!(missing(Some(&old)).starts_with("Python 3.9 is too old: solutions in Python need 3.10 or newer"));
    }

    #[test]
    fn where_there_is_no_python_the_message_says_how_to_get_it() {
        let message = missing(None);
        assert!(message.starts_with("there is no Python on this machine"));
        assert!(message.contains("MLINGS_PYTHON") && message.contains(how_to_install()));
    }
}
