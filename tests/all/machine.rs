//! What the machine of a test run has: the cache shared with `mlings demo`, a Python, and a sandbox, or not.

use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use mlings::catalog::{Catalog, Exercise, Language, Toolkit};
use mlings::compile::{self, Built, CompileError, python};
use mlings::content::Content;
use mlings::submission::Submission;
use mlings::workshop::{Announcer, Workshop};
use mlings_sandbox::{Contained, Layer, Runner};

use crate::skips::skip;

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

/// Gives `work` the shipped exercises, and where to grade them: contained, with the shared cache.
pub fn in_workshop(work: impl FnOnce(&Catalog, &Workshop)) {
    let (catalog, runner) = (
        Catalog::open(&Content::Embedded).unwrap(),
        Contained::by(env!("CARGO_BIN_EXE_mlings")),
    );
    let workshop = Workshop {
        content: &Content::Embedded,
        cache: &shared_cache(),
        workspace: None,
        runner: &runner,
        announcer: &Quiet,
    };
    work(&catalog, &workshop);
}

/// How long a test waits for what must come: a test that passes seldom waits at all, and a busy machine is no failure. What is
/// waited for to end would live twice as long by itself.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Whether tests in Python can run; where there is none, that is a skip, and the Rust tests still run.
pub fn has_python() -> bool {
    static MISSING: OnceLock<Option<String>> = OnceLock::new();
    let missing = MISSING.get_or_init(|| {
        let cache = shared_cache();
        let found = python::find(Toolkit::Learning, None, &cache).unwrap_or_default();
        let python = found.map_or_else(|| python::create(None, &cache, &Quiet), Ok);
        python.err().map(|error| error.to_string())
    });
    has("Python", missing.as_deref())
}

/// Whether all of the sandbox holds; where it does not, what is tried against it is a skip.
pub fn has_sandbox() -> bool {
    static MISSING: OnceLock<Vec<Layer>> = OnceLock::new();
    let missing = MISSING.get_or_init(|| Contained::by(env!("CARGO_BIN_EXE_mlings")).probe().unwrap().missing);
    let why = format!("this machine cannot enforce {missing:?}");
    has("the sandbox", (!missing.is_empty()).then_some(&*why))
}

fn has(what: &str, missing: Option<&str>) -> bool {
    if let Some(why) = missing {
        skip(what, why);
    }
    missing.is_none()
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
