//! Hostile code at build time: contained it gets nothing, and a compiler without a sandbox gives it all, so that these tests can fail.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use mlings::catalog::{Catalog, Language};
use mlings::compile::{self, CompileError};
use mlings::content::Content;
use mlings_sandbox::{Contained, Ended, Limits, Plain, Program, Runner, SandboxError};

use crate::learner::Learner;
use crate::machine::{self, PATIENCE, has_sandbox, shared_cache, soon};

const SECRET: &str = "the-labels-of-all-rows";
/// A solution of softmax-stable that builds; attacks are added to it.
const HONEST: &str = "use ndarray::{Array2, ArrayView2};
pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }
pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }
";
/// Counts up to its last number while it is compiled.
const ENDLESS: &str = "#![allow(long_running_const_eval)]
pub const COUNTED: u64 = { let mut number = 0; while number < u64::MAX { number += 1; } number };
pub static KEPT: u64 = COUNTED;
";

/// The sandbox, with less time than a build has.
struct Hurried(Contained);

impl Runner for Hurried {
    fn run(&self, program: &Program, limits: &Limits) -> Result<Ended, SandboxError> {
        let cpu = Duration::from_secs(2);
        self.0.run(program, &Limits { cpu, ..limits.clone() })
    }
}

fn contained() -> Contained {
    Contained::by(env!("CARGO_BIN_EXE_mlings"))
}

/// Builds `source`, named `solution.rs` in `folder`.
fn build(folder: &Path, source: &str, runner: &dyn Runner) -> Result<compile::Built, CompileError> {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let solution = folder.join("solution.rs");
    fs::write(&solution, source).unwrap();
    let exercise = catalog.find("softmax-stable").unwrap();
    machine::build(exercise, Language::Rust, &solution, runner)
}

fn words(built: Result<compile::Built, CompileError>) -> String {
    match built {
        Err(CompileError::Build { words, .. }) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_build_reads_no_file_but_the_solution() {
    if !has_sandbox() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("labels.txt");
    fs::write(&secret, format!("// {SECRET}\n")).unwrap();
    let secret = secret.display();
    let attacks = [
        format!("pub const STOLEN: &str = include_str!(\"{secret}\");\n{HONEST}"),
        format!("pub const STOLEN: &[u8] = include_bytes!(\"{secret}\");\n{HONEST}"),
        format!("{HONEST}#[path = \"{secret}\"]\nmod stolen;\n"),
        format!("{HONEST}include!(\"{secret}\");\n"),
    ];
    for attack in attacks {
        let words = words(build(folder.path(), &attack, &contained()));
        assert!(words.contains("Permission denied") && !words.contains(SECRET), "{words}");
        let uncontained = build(folder.path(), &attack, &Plain);
        assert!(
            uncontained.is_ok(),
            "did not work, though nothing was in its way: {uncontained:?}\n{attack}"
        );
        // What was built without a sandbox must not serve a contained run.
        forget(uncontained.unwrap());
    }
}

fn forget(built: compile::Built) {
    if let compile::Built::Rust { executable, .. } = built {
        fs::remove_dir_all(executable.parent().unwrap()).unwrap();
    }
}

#[test]
fn a_build_says_how_it_was_contained_whether_it_fails_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let offered = contained().probe().unwrap();
    match build(folder.path(), "pub fn softmax() -> f64 { \"\" }", &contained()) {
        Err(CompileError::Build { containment, .. }) => assert_eq!(containment, Some(offered.clone())),
        other => panic!("{other:?}"),
    }
    let new = format!("{HONEST}// {:?}", std::time::SystemTime::now());
    let build = || build(folder.path(), &new, &contained()).unwrap();
    assert_eq!(build().containment(), Some(&offered));
    assert_eq!(build().containment(), None, "it had been built");
}

#[test]
fn a_build_does_not_see_the_environment_of_mlings() {
    let folder = tempfile::tempdir().unwrap();
    // Cargo has set this for the test itself, and mlings' compiler would inherit it.
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some(), "there is nothing to steal");
    let attack = format!("pub const STOLEN: &str = env!(\"CARGO_MANIFEST_DIR\");\n{HONEST}");
    let words = words(build(folder.path(), &attack, &contained()));
    assert!(words.contains("not defined at compile time"), "{words}");
}

#[test]
fn a_build_does_not_outlive_its_limits() {
    let folder = tempfile::tempdir().unwrap();
    let words = words(build(folder.path(), &format!("{ENDLESS}{HONEST}"), &Hurried(contained())));
    assert!(words.contains("is something endless computed at compile time?"), "{words}");
}

#[test]
fn a_static_of_three_gigabytes_is_not_built() {
    let folder = tempfile::tempdir().unwrap();
    let attack = format!("pub static LARGE: [u8; 3 << 30] = [1; 3 << 30];\n{HONEST}");
    let words = words(build(folder.path(), &attack, &contained()));
    // The compiler may notice by itself, or be ended.
    assert!(
        words.contains("memory") || words.contains("is a static array very large?"),
        "{words}"
    );
}

/// Configuration by which cargo and rustup run programs of whoever wrote it, and a build script; each leaves a mark.
fn set_traps(folder: &Path, mark: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let wrapper = folder.join("wrapper.sh");
    fs::write(&wrapper, format!("#!/bin/sh\ntouch '{}'\nexec \"$@\"\n", mark.display())).unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir_all(folder.join(".cargo")).unwrap();
    let config = format!("[build]\nrustc-wrapper = \"{}\"\n", wrapper.display());
    fs::write(folder.join(".cargo/config.toml"), config).unwrap();
    fs::write(
        folder.join("build.rs"),
        format!("fn main() {{ std::fs::write(\"{}\", \"\").unwrap(); }}", mark.display()),
    )
    .unwrap();
}

#[test]
fn configuration_and_build_scripts_beside_a_solution_are_never_run() {
    let learner = Learner::with_workspace("rust");
    let mark = learner.folder().join("mark");
    let exercise = learner.folder().join("exercises/softmax-stable");
    for folder in [learner.folder(), exercise.clone()] {
        set_traps(&folder, &mark);
        // rustup would look for this one, and cargo would fail for want of it.
        fs::write(folder.join("rust-toolchain.toml"), "[toolchain]\nchannel = \"no-such\"\n").unwrap();
    }
    fs::write(exercise.join("solution.rs"), HONEST).unwrap();
    let output = learner
        .command(["run", "softmax-stable", "--json"])
        .current_dir(&exercise)
        .env("MLINGS_CACHE", shared_cache())
        .output()
        .unwrap();
    let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(verdict["status"], "not_yet", "{verdict}");
    assert!(!mark.exists(), "something of the learner's was run outside the sandbox");

    // The traps are real: cargo walks into them.
    let package = tempfile::tempdir().unwrap();
    set_traps(package.path(), &mark);
    fs::write(
        package.path().join("Cargo.toml"),
        "[package]\nname = \"trap\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n",
    )
    .unwrap();
    fs::write(package.path().join("lib.rs"), "").unwrap();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--offline"])
        .current_dir(package.path())
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap();
    assert!(built.status.success() && mark.exists(), "the traps caught nothing: {built:?}");
}

#[test]
fn a_build_ends_with_an_mlings_that_is_killed() {
    let learner = Learner::with_workspace("rust");
    // The libraries are built before the clock runs.
    build(&learner.folder(), HONEST, &contained()).unwrap();
    let token = format!("// {}", learner.folder().display());
    let solution = learner.folder().join("exercises/softmax-stable/solution.rs");
    fs::write(solution, format!("{ENDLESS}{token}\n{HONEST}")).unwrap();
    let mut mlings = learner
        .command(["run", "softmax-stable"])
        .env("MLINGS_CACHE", shared_cache())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert!(soon(PATIENCE, || !at_work_on(&token).is_empty()), "no compiler was started");
    mlings.kill().unwrap();
    mlings.wait().unwrap();
    let is_gone = soon(PATIENCE, || at_work_on(&token).is_empty());
    assert!(is_gone, "{:?} outlived mlings", at_work_on(&token));
}

/// The processes whose folder holds a solution with `token` in it.
fn at_work_on(token: &str) -> Vec<PathBuf> {
    let processes = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let is_at_work = |process: &PathBuf| {
        let solution = process.join("cwd/solution.rs");
        fs::read_to_string(solution).is_ok_and(|text| text.contains(token))
    };
    processes.filter(is_at_work).collect()
}
