//! The text of this crate's own files: mlings builds its library cache from them, also where it came from a registry.

/// A file to write below the folder of the SDK: its path and its text.
pub type File = (&'static str, &'static str);

macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../", $path)))),+]
    };
}

/// This crate: everything a build of it reads.
pub const SDK: &[File] = files![
    "Cargo.toml",
    "src/data.rs",
    "src/harness.rs",
    "src/harness/answers.rs",
    "src/harness/call.rs",
    "src/harness/files.rs",
    "src/harness/input.rs",
    "src/harness/job.rs",
    "src/harness/json.rs",
    "src/harness/value.rs",
    "src/lib.rs",
    "src/predict.rs",
    "src/seed.rs",
    "src/warm.rs",
    "src/warm_linfa.rs",
];

/// Manifest and lock of the libraries a kata may use.
pub const KATA: [&str; 2] = [include_str!("../libraries/kata.toml"), include_str!("../libraries/kata.lock")];

/// Manifest and lock of the libraries a project may use.
pub const PROJECT: [&str; 2] = [
    include_str!("../libraries/project.toml"),
    include_str!("../libraries/project.lock"),
];

/// The program around a Python solution.
pub const PYTHON_HARNESS: &str = include_str!("../mlings.py");

/// What Python solutions may use, pinned.
pub const PYTHON_REQUIREMENTS: &str = include_str!("../requirements.txt");
