//! Looks for an interpreter that has what solutions need.

use std::env;
use std::path::{Path, PathBuf};

use super::environment;
use super::interpreter::{Interpreter, OLDEST};
use super::probe::ask;
use crate::catalog::Toolkit;
use crate::compile::error::CompileError;
use crate::compile::tools::path_in;

/// The setting that names an interpreter.
const SETTING: &str = "MLINGS_PYTHON";

/// The interpreter that `MLINGS_PYTHON` names; else the first that has the packages of `toolkit`.
///
/// Looked for in this order: the workspace's `.venv`, an active virtual environment, `python3` and `python` on the path, and the
/// environment mlings has made in its cache folder.
///
/// # Errors
/// Where `MLINGS_PYTHON` names one that cannot be used: what somebody has set is not passed over.
pub fn find(toolkit: Toolkit, workspace: Option<&Path>, cache: &Path) -> Result<Option<Interpreter>, CompileError> {
    if let Some(path) = path_in(SETTING) {
        return chosen(&path, toolkit, cache).map(Some);
    }
    let made = environment::python_in(&environment::folder(cache));
    let mut candidates = candidates(workspace).into_iter().chain([made]);
    Ok(candidates.find_map(|path| ask(&path, cache).filter(|found| found.serves(toolkit))))
}

fn chosen(path: &Path, toolkit: Toolkit, cache: &Path) -> Result<Interpreter, CompileError> {
    let unfit = |what: String| {
        let path = path.display();
        let (major, minor) = OLDEST;
        CompileError::Environment(format!(
            "{SETTING} names {path}, {what}; set it to the whole path of a Python {major}.{minor} or newer, or unset it"
        ))
    };
    if path.starts_with("~") {
        return Err(unfit("and `~` is not expanded there".to_owned()));
    }
    if !path.exists() {
        return Err(unfit("which is not there".to_owned()));
    }
    if !path.is_file() {
        return Err(unfit("which is no file".to_owned()));
    }
    let path = std::path::absolute(path)?;
    let Some(found) = ask(&path, cache) else {
        return Err(unfit("which does not answer as a Python does".to_owned()));
    };
    let (major, minor) = found.version;
    match found.missing(toolkit) {
        _ if !found.is_recent() => Err(unfit(format!("which is Python {major}.{minor}"))),
        missing if missing.is_empty() => Ok(found),
        missing => Err(unfit(format!("which lacks {}", missing.join(" and ")))),
    }
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
    let mut candidates = Vec::new();
    candidates.extend(path_in(SETTING));
    candidates.extend(workspace.map(|root| environment::python_in(&root.join(environment::VENV))));
    candidates.extend(path_in("VIRTUAL_ENV").map(|folder| environment::python_in(&folder)));
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    for name in ["python3", "python"] {
        candidates.extend(folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()));
    }
    candidates
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_interpreter_that_was_chosen_and_cannot_be_used_is_an_error_that_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let words = |path: &Path| chosen(path, Toolkit::Arrays, folder.path()).unwrap_err().to_string();
        assert!(words(Path::new("/no/python")).contains("MLINGS_PYTHON names /no/python, which is not there"));
        assert!(words(Path::new("~/venv/bin/python")).contains("`~` is not expanded"));
        assert!(words(folder.path()).contains("which is no file"));
        fs::write(folder.path().join("python"), "not one").unwrap();
        assert!(words(&folder.path().join("python")).contains("does not answer as a Python does"));
    }

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
