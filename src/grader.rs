//! One solution from file to graded result: the data path that `run`, `demo` and `dev check` share.

mod kata;
mod project;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::catalog::{Exercise, Language, LimitsConfig, Task};
use crate::compile::{self, Built, CompileError, Progress};
use crate::content::Content;
use crate::error::Error;
use crate::feedback::Trouble;
use crate::grade::{Check, Finding, Measurement, Status};
use crate::job::{Answer, Answers, Job};
use crate::sandbox::{Exit, Level, Limit, Limits, Outcome, Runner};

const MIB: u64 = 1 << 20;
/// Wall time allowed per second of CPU time: a machine may be busy with other things.
const WALL_PER_CPU: u32 = 3;
const OUTPUT_BYTES: u64 = 16 * MIB;
/// The answers file is the largest file a solution may write.
const FILE_BYTES: u64 = 64 * MIB;
const PROCESSES: u64 = 64;

/// Grades solutions; what it needs of the outside comes from its owner.
pub struct Grader<'a> {
    pub content: &'a Content,
    pub cache: &'a Path,
    /// A folder whose `.venv` is preferred: the learner's workspace.
    pub workspace: Option<&'a Path>,
    pub runner: &'a dyn Runner,
    pub progress: &'a dyn Progress,
}

/// What one run of a solution came to.
#[derive(Debug)]
pub struct Graded {
    pub status: Status,
    pub certified: bool,
    /// 0 to 1; none where nothing could be scored.
    pub score: Option<f64>,
    /// The part that decided; none for katas.
    pub measurement: Option<Measurement>,
    pub checks: Vec<Check>,
    /// The root cause first.
    pub findings: Vec<Finding>,
    pub trouble: Trouble,
    /// What the solution printed.
    pub printed: String,
    pub level: Level,
    pub times: Times,
}

/// Where the time went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    pub build: Duration,
    pub run: Duration,
    pub grade: Duration,
}

/// The answers of a run that came to its end.
struct Answered {
    answers: Vec<Answer>,
    outcome: Outcome,
}

/// How a run that gave no full set of answers ended.
struct Stopped {
    status: Status,
    trouble: Trouble,
}

impl Grader<'_> {
    /// Builds `solution`, runs it, and grades its answers. The learner's faults are results; an error is never theirs.
    ///
    /// # Errors
    /// Where a tool is missing, a file of ours is broken, or Ctrl-C was pressed.
    pub fn grade(&self, exercise: &Exercise, language: Language, solution: &Path, seed: u64) -> Result<Graded, Error> {
        let started = Instant::now();
        let built = match self.build(exercise, language, solution) {
            Ok(built) => built,
            Err(CompileError::Build(words)) => return Ok(Graded::stopped(Stopped::build(words), started.elapsed())),
            Err(error) => return Err(error.into()),
        };
        let build = started.elapsed();
        let mut graded = match &exercise.task {
            Task::Kata(_) => self.kata(exercise, &built, seed)?,
            Task::Project(_) => self.project(exercise, &built, seed)?,
        };
        graded.times.build = build;
        Ok(graded)
    }

    fn build(&self, exercise: &Exercise, language: Language, solution: &Path) -> Result<Built, CompileError> {
        compile::build(exercise, language, solution, self.cache, self.runner, self.progress)
    }

    /// Runs `built` on `job` and reads its answers.
    fn answers(&self, exercise: &Exercise, built: &Built, job: Job, seed: u64) -> Result<(Result<Answered, Stopped>, Duration), Error> {
        let limits = limits(exercise);
        let outcome = self.runner.run(&built.program(&job, seed), &limits)?;
        let wall = outcome.wall;
        if outcome.exit == Exit::Interrupted {
            return Err(Error::Interrupted);
        }
        if let Exit::OverLimit(limit) = outcome.exit {
            return Ok((Err(Stopped::over(limit, &limits)), wall));
        }
        let answers = job.read(FILE_BYTES)?;
        Ok((answered(answers, outcome), wall))
    }
}
