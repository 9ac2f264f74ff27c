//! What the machine of a test run has: the cache shared with `mlings demo`, and a Python, or not.

use std::any::Any;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mlings::catalog::{Exercise, Language, Toolkit};
use mlings::compile::{self, Built, CompileError, python};
use mlings::content::Content;
use mlings::submission::Submission;
use mlings::workshop::{Announcer, Workshop};
use mlings_sandbox::Runner;

/// Long steps of a test are not announced.
pub struct Quiet;

impl Announcer for Quiet {
    fn start(&self, _step: &str) -> Box<dyn Any> {
        Box::new(())
    }
}

/// The user's own cache folder, whose libraries and Python environment the tests share with `mlings demo`.
pub fn shared_cache() -> PathBuf {
    let chosen = std::env::var_os("MLINGS_CACHE").map(PathBuf::from);
    chosen.unwrap_or_else(|| {
        use etcetera::BaseStrategy;
        etcetera::choose_base_strategy().unwrap().cache_dir().join("mlings")
    })
}

/// Builds the solution at `path`, with the libraries of the shared cache.
pub fn build(exercise: &Exercise, language: Language, path: &Path, runner: &dyn Runner) -> Result<Built, CompileError> {
    let submission = Submission::read(exercise, language, path).unwrap();
    let workshop = Workshop {
        content: &Content::Embedded,
        cache: &shared_cache(),
        workspace: None,
        runner,
        announcer: &Quiet,
    };
    compile::build(exercise, &submission, &workshop)
}

/// Whether tests in Python can run: where there is none, that is said and the Rust tests still run.
#[expect(clippy::print_stderr, reason = "a skipped test must say so")]
pub fn has_python() -> bool {
    let cache = shared_cache();
    let found = python::find(Toolkit::Learning, None, &cache);
    match found.map_or_else(|| python::create(None, &cache, &Quiet), Ok) {
        Ok(_) => true,
        Err(error) => {
            eprintln!("skipped: {error}");
            false
        }
    }
}

/// Waits until `condition` holds, for so long at most.
pub fn soon(time: Duration, condition: impl Fn() -> bool) -> bool {
    let deadline = Instant::now() + time;
    while Instant::now() < deadline {
        if condition() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    condition()
}
