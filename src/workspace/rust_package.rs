//! The Cargo package that lets rust-analyzer see a learner's Rust solutions. Grading never reads it.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{WorkspaceError, io_error};
use super::files::{replace, write_if_missing};
use super::folder::Workspace;
use crate::catalog::{Catalog, Language};

/// Lists what a solution may use, in the versions mlings builds with.
const CARGO_TOML: &str = r#"# Made by mlings for rust-analyzer. `mlings run` builds each solution on its own and does not read this file,
# so a crate added here is not there when your solution is graded.
[package]
name = "my-mlings"
version = "0.1.0"
edition = "2024"
publish = false

[lib]
path = "lib.rs"

[dependencies]
linfa = "=0.8.1"
linfa-bayes = "=0.8.1"
linfa-clustering = "=0.8.1"
linfa-elasticnet = "=0.8.1"
linfa-linear = "=0.8.1"
linfa-logistic = "=0.8.1"
linfa-nn = "=0.8.1"
linfa-preprocessing = "=0.8.1"
linfa-svm = "=0.8.1"
linfa-trees = "=0.8.1"
mlings-sdk = { path = ".mlings/sdk" }
ndarray = "0.16"
rand = "0.8"
rand_xoshiro = "0.6"

[workspace]
"#;

const LIB_RS: &str = "//! Made by mlings: shows your solutions to rust-analyzer. `mlings init` adds new exercises at the end.\n";

/// Files of the SDK that have gone since.
const OUTDATED: [&str; 1] = ["src/harness/mod.rs"];

/// Files of other origin in the package's place.
pub fn collisions(root: &Path) -> Vec<String> {
    let is_foreign = |name: &&str| {
        let ours = if *name == "lib.rs" { LIB_RS } else { CARGO_TOML };
        matches!(fs::read_to_string(root.join(name)), Ok(text) if !text.starts_with(ours))
    };
    ["Cargo.toml", "lib.rs"]
        .into_iter()
        .filter(is_foreign)
        .map(str::to_owned)
        .collect()
}

/// Writes the package of a workspace with Rust: what is missing, and the SDK of this mlings. The paths that are new.
pub fn write(workspace: &Workspace, catalog: &Catalog) -> Result<Vec<String>, WorkspaceError> {
    if !workspace.languages.contains(&Language::Rust) {
        return Ok(Vec::new());
    }
    let mut written = Vec::new();
    for (name, text) in [("Cargo.toml", CARGO_TOML), ("lib.rs", LIB_RS)] {
        if write_if_missing(&workspace.root.join(name), text)? {
            written.push(name.to_owned());
        }
    }
    add_modules(&workspace.root.join("lib.rs"), catalog)?;
    write_sdk(&workspace.state_folder().join("sdk"))?;
    Ok(written)
}

/// Appends a module for each exercise that `lib.rs` does not mention; the lines above are left alone.
fn add_modules(path: &Path, catalog: &Catalog) -> Result<(), WorkspaceError> {
    let text = fs::read_to_string(path).map_err(|source| io_error("read", path, source))?;
    let missing: String = catalog
        .exercises
        .iter()
        .map(|exercise| {
            (
                format!("exercises/{}/solution.rs", exercise.id),
                exercise.id.replace('-', "_"),
            )
        })
        .filter(|(solution, _)| !text.contains(solution))
        .map(|(solution, module)| format!("\n#[path = \"{solution}\"]\npub mod {module};\n"))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        replace(path, (text + &missing).as_bytes())
    }
}

/// The SDK is ours, not the learner's: it follows the version of mlings.
fn write_sdk(folder: &Path) -> Result<(), WorkspaceError> {
    remove_outdated(folder)?;
    for (name, text) in mlings_sdk::sources::SDK {
        let path = folder.join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(*text) {
            replace(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

/// Where an older SDK's file stays beside a newer one's, rust-analyzer may find a module twice.
fn remove_outdated(folder: &Path) -> Result<(), WorkspaceError> {
    for name in OUTDATED {
        let path = folder.join(name);
        if let Err(source) = fs::remove_file(&path)
            && source.kind() != io::ErrorKind::NotFound
        {
            return Err(io_error("remove", &path, source));
        }
    }
    Ok(())
}
