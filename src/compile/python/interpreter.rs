//! `Interpreter`: a Python that was asked about itself.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::catalog::Toolkit;

/// The oldest Python the harness and the pinned packages run on.
pub const OLDEST: (u32, u32) = (3, 10);

/// What it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    /// The real executable, never a shim that takes a while to find it.
    pub executable: PathBuf,
    /// Major and minor version.
    pub version: (u32, u32),
    /// Installed packages of those a solution may need, with their versions.
    pub packages: Vec<(String, String)>,
    /// Where its packages lie.
    pub site_packages: PathBuf,
    /// All it reads when it starts and imports: the standard library, installed packages, shared libraries.
    pub libraries: Vec<PathBuf>,
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

    pub fn is_recent(&self) -> bool {
        self.version >= OLDEST
    }

    pub fn serves(&self, toolkit: Toolkit) -> bool {
        self.is_recent() && self.missing(toolkit).is_empty()
    }
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
    }
}
