//! A learner at a terminal: a folder of their own, and the mlings that was just built.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A temporary folder to work in, and a cache of its own.
pub struct Learner {
    folder: tempfile::TempDir,
}

impl Learner {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("here")).unwrap();
        Learner { folder }
    }

    /// One who has typed `mlings init --lang LANGUAGE`.
    pub fn with_workspace(language: &str) -> Self {
        let learner = Learner::new();
        let output = learner.run(["init", "--lang", language, "--no-venv"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        learner
    }

    /// Where the learner works.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("here")
    }

    /// Runs mlings and waits for it; stdin is closed.
    pub fn run<'arguments>(&self, arguments: impl IntoIterator<Item = &'arguments str>) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// mlings with nothing of the tester's terminal or settings.
    pub fn command<'arguments>(&self, arguments: impl IntoIterator<Item = &'arguments str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mlings"));
        command
            .args(arguments)
            .current_dir(self.folder())
            .stdin(std::process::Stdio::null())
            .env("MLINGS_CACHE", self.folder.path().join("cache"))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE");
        command
    }
}
