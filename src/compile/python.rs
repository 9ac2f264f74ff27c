//! The Python interpreter that runs solutions: found, or made for the purpose with pinned packages.

mod environment;
mod probe;

use std::env;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::CompileError;
use crate::catalog::Toolkit;

pub use environment::create;
pub use probe::ask;

/// The oldest Python the harness and the pinned packages run on.
const OLDEST: (u32, u32) = (3, 10);

/// An interpreter that was asked about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    /// The real executable, never a shim that takes a while to find it.
    pub executable: PathBuf,
    /// Major and minor version.
    pub version: (u32, u32),
    /// Installed packages of those a solution may need, with their versions.
    pub packages: Vec<(String, String)>,
    /// Where its packages lie.
    site_packages: PathBuf,
    /// All it reads when it starts and imports: the standard library, installed packages, shared libraries.
    pub(super) libraries: Vec<PathBuf>,
}

impl Toolkit {
    /// What a solution imports.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Toolkit::Arrays => &["numpy"],
            Toolkit::Learning => &["numpy", "pandas", "scikit-learn"],
        }
    }
}

impl Interpreter {
    /// The packages of `toolkit` that it lacks.
    pub fn missing(&self, toolkit: Toolkit) -> Vec<&'static str> {
        let has = |package: &str| self.packages.iter().any(|(name, _)| name == package);
        toolkit.packages().iter().copied().filter(|package| !has(package)).collect()
    }

    fn is_recent(&self) -> bool {
        self.version >= OLDEST
    }

    fn serves(&self, toolkit: Toolkit) -> bool {
        self.is_recent() && self.missing(toolkit).is_empty()
    }
}

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
fn base(workspace: Option<&Path>, cache: &Path) -> Result<Interpreter, CompileError> {
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

    fn interpreter(version: (u32, u32), packages: &[&str]) -> Interpreter {
        let packages = packages.iter().map(|name| ((*name).to_owned(), "1.0".to_owned())).collect();
        Interpreter {
            executable: PathBuf::from("/python"),
            version,
            packages,
            site_packages: PathBuf::new(),
            libraries: Vec::new(),
        }
    }

    #[test]
    fn a_kata_needs_less_than_a_project() {
        let only_numpy = interpreter((3, 12), &["numpy"]);
        assert!(only_numpy.serves(Toolkit::Arrays));
        assert_eq!(only_numpy.missing(Toolkit::Learning), ["pandas", "scikit-learn"]);
    }

    #[test]
    fn an_old_python_does_not_serve_whatever_it_has() {
        let old = interpreter((3, 9), &["numpy", "pandas", "scikit-learn"]);
        assert!(!old.serves(Toolkit::Arrays));
        assert!(missing(Some(&old)).starts_with("Python 3.9 is too old: solutions in Python need 3.10 or newer"));
    }

    #[test]
    fn where_there_is_no_python_the_message_says_how_to_get_it() {
        let message = missing(None);
        assert!(message.starts_with("there is no Python on this machine"));
        assert!(message.contains("MLINGS_PYTHON") && message.contains(how_to_install()));
    }
}
