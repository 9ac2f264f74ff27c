//! The real rustc and cargo: found once, and remembered until something they depend on changes.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::error::CompileError;
use super::memory::{self, Answer};
use super::store;
use super::tools::last_lines;

/// A Rust toolchain. Solutions never meet rustup's proxies: those read configuration from the folder they are started in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    pub rustc: PathBuf,
    pub cargo: PathBuf,
    /// All that `rustc -vV` says.
    pub version: String,
}

impl Toolchain {
    /// The toolchain that `rustc` on the path stands for.
    ///
    /// # Errors
    /// Where there is none, or it does not answer.
    pub fn find(cache: &Path) -> Result<Self, CompileError> {
        let found = on_path("rustc").ok_or_else(|| {
            let advice = "solutions in Rust need it; install it with rustup (https://rustup.rs), then run again";
            CompileError::Environment(format!("there is no Rust on this machine: {advice}"))
        })?;
        fs::create_dir_all(cache)?;
        memory::recall(&cache.join("toolchain.json"), &found, || Toolchain::ask(&found, cache))
    }

    /// The first line of the version: `rustc 1.95.0 (…)`.
    pub fn name(&self) -> &str {
        self.version.lines().next().unwrap_or_default()
    }

    fn ask(found: &Path, folder: &Path) -> Result<Self, CompileError> {
        let sysroot = PathBuf::from(said(found, &["--print", "sysroot"], folder)?.trim());
        let tool = |name: &str| sysroot.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
        let rustc = if tool("rustc").is_file() {
            tool("rustc")
        } else {
            found.to_owned()
        };
        let cargo = Some(tool("cargo"))
            .filter(|cargo| cargo.is_file())
            .or_else(|| on_path("cargo"))
            .ok_or_else(|| {
                CompileError::Environment(
                    "there is a rustc but no cargo; install Rust with rustup (https://rustup.rs)".to_owned(),
                )
            })?;
        let version = said(&rustc, &["-vV"], folder)?;
        Ok(Toolchain { rustc, cargo, version })
    }
}

impl Answer for Toolchain {
    fn stamps(&self, path: &Path) -> Vec<String> {
        let home = env::var_os("RUSTUP_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(env::home_dir()?.join(".rustup")));
        let settings = home.map_or(0, |home| store::changed(&home.join("settings.toml")));
        let changed = [store::changed(path), settings, store::changed(&self.rustc)];
        // What `path` is may be a proxy, which asks the environment.
        let chosen = env::var("RUSTUP_TOOLCHAIN").unwrap_or_default();
        changed.iter().map(u128::to_string).chain([chosen]).collect()
    }
}

/// The first file called `name` on the path.
pub fn on_path(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let mut name = name.as_ref().to_owned();
    name.push(env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_absolute() && file.is_file())
}

/// What `program` prints, started in `folder`, which is ours.
fn said(program: &Path, arguments: &[&str], folder: &Path) -> Result<String, CompileError> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        // Where it was asked for, a backtrace would follow rustup's own words and hide them.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = last_lines(&String::from_utf8_lossy(&output.stderr), 4);
    let program = program.display();
    Err(CompileError::Environment(format!(
        "{program} does not work:\n{words}\n`rustup default stable` sets a toolchain up"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_toolchain_is_found_and_remembered() {
        let cache = tempfile::tempdir().unwrap();
        let toolchain = Toolchain::find(cache.path()).unwrap();
        assert!(toolchain.name().starts_with("rustc 1."), "{}", toolchain.version);
        assert!(toolchain.version.contains("host: "));
        assert!(toolchain.rustc.is_absolute() && toolchain.cargo.is_file());
        assert!(cache.path().join("toolchain.json").is_file());
        assert_eq!(Toolchain::find(cache.path()).unwrap(), toolchain);
    }

    #[test]
    fn a_damaged_memory_is_forgotten() {
        let cache = tempfile::tempdir().unwrap();
        fs::write(cache.path().join("toolchain.json"), "{").unwrap();
        assert!(Toolchain::find(cache.path()).is_ok());
    }
}
