//! One solution from file to graded result: the data path that `run`, `demo` and `dev check` share.

pub mod kata;
mod project;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::catalog::{Exemplar, Exercise, Language, LimitsConfig, Task};
use crate::compile::{self, Built, CompileError, Progress};
use crate::content::Content;
use crate::error::Error;
use crate::feedback::Trouble;
use crate::grade::{Check, Finding, Measurement, Status};
use crate::job::{Answer, Answers, Job};
use crate::sandbox::{Exit, Level, Limit, Limits, Outcome, Refusal, Runner};

const MIB: u64 = 1 << 20;
/// Wall time allowed per second of CPU time: a machine may be busy with other things.
const WALL_PER_CPU: u32 = 3;
const OUTPUT_BYTES: u64 = 16 * MIB;
/// The answers file is the largest file a solution may write.
const FILE_BYTES: u64 = 64 * MIB;
/// Libraries are told to use one; pools that do not listen take as many as there are processors.
const THREADS: u64 = 256;

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
    /// What a project predicted for the practice rows; none where it was not scored.
    pub practice: Option<Practice>,
    /// What the solution printed.
    pub printed: String,
    /// What the sandbox refused it.
    pub refused: Vec<Refusal>,
    pub level: Level,
    pub times: Times,
}

/// A project's answers for the practice rows, canaries included, in the order of the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// The version of the data they are for.
    pub dataset_sha256: String,
    pub predictions: Vec<f64>,
    /// The probability of class 1, or a score that grows with it; none where the model gave none.
    pub probabilities: Option<Vec<f64>>,
}

/// Where the time went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    pub build: Duration,
    pub run: Duration,
    pub grade: Duration,
}

/// What a run gave: its answers or what kept it from giving them, and how it ended.
struct Ran {
    answers: Result<Vec<Answer>, Stopped>,
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
        let built = self.build(exercise, language, solution);
        let times = Times {
            build: started.elapsed(),
            ..Times::default()
        };
        let built = match built {
            Ok(built) => built,
            Err(CompileError::Build(words)) => {
                let stopped = Stopped {
                    status: Status::BuildFailed,
                    trouble: Trouble::Compiler(words),
                };
                return Ok(Graded::stopped(stopped, None, times));
            }
            Err(error) => return Err(error.into()),
        };
        match &exercise.task {
            Task::Kata(_) => self.kata(exercise, &built, seed, times),
            Task::Project(_) => self.project(exercise, &built, seed, times),
        }
    }

    fn build(&self, exercise: &Exercise, language: Language, solution: &Path) -> Result<Built, CompileError> {
        compile::build(
            exercise,
            language,
            solution,
            self.workspace,
            self.cache,
            self.runner,
            self.progress,
        )
    }

    /// What one of the exercise's own programs answers to `job`.
    fn own_answers(
        &self,
        exercise: &Exercise,
        language: Language,
        exemplar: &Exemplar,
        job: Job,
        seed: u64,
    ) -> Result<Vec<Answer>, Error> {
        let unfit = |reason: String| Error::Usage(format!("the {exemplar} of `{}` in {language:?}: {reason}", exercise.id));
        let folder = tempfile::Builder::new().prefix("mlings-own-").tempdir()?;
        let solution = write_program(exercise, language, exemplar, folder.path())?;
        let built = self
            .build(exercise, language, &solution)
            .map_err(|error| unfit(error.to_string()))?;
        let ran = self.run(exercise, &built, job, seed)?;
        ran.answers.map_err(|stopped| unfit(format!("{:?}", stopped.trouble)))
    }

    /// Runs `built` on `job` and reads its answers.
    fn run(&self, exercise: &Exercise, built: &Built, job: Job, seed: u64) -> Result<Ran, Error> {
        let limits = limits(exercise);
        let outcome = self.runner.run(&built.program(&job, seed), &limits)?;
        if outcome.exit == Exit::Interrupted {
            return Err(Error::Interrupted);
        }
        let answers = answers_of(job.read(FILE_BYTES)?, &outcome, &limits);
        Ok(Ran { answers, outcome })
    }
}

/// Writes one of the exercise's own programs into `folder`, under the name a learner's file has.
///
/// # Errors
/// When there is no such program, or `folder` cannot be written.
pub fn write_program(exercise: &Exercise, language: Language, exemplar: &Exemplar, folder: &Path) -> Result<PathBuf, Error> {
    let program = exercise
        .program(exemplar, language)
        .ok_or_else(|| Error::Fault(format!("exercise `{}` has no {exemplar} in {language:?}", exercise.id)))?;
    let path = folder.join(format!("solution.{}", language.extension()));
    fs::write(&path, program)?;
    Ok(path)
}

impl Graded {
    /// The learner has not changed the starter yet.
    pub fn not_started() -> Self {
        let stopped = Stopped {
            status: Status::NotStarted,
            trouble: Trouble::None,
        };
        Graded::stopped(stopped, None, Times::default())
    }

    /// A run that gave no answers to grade.
    fn stopped(stopped: Stopped, outcome: Option<&Outcome>, times: Times) -> Self {
        Graded {
            status: stopped.status,
            certified: false,
            score: None,
            measurement: None,
            checks: Vec::new(),
            findings: Vec::new(),
            trouble: stopped.trouble,
            practice: None,
            printed: outcome.map(|outcome| outcome.stdout.clone()).unwrap_or_default(),
            refused: outcome.map(|outcome| outcome.refused.clone()).unwrap_or_default(),
            level: outcome.map_or(Level::None, |outcome| outcome.containment.level()),
            times,
        }
    }
}

impl Stopped {
    fn crashed(trouble: Trouble) -> Self {
        Stopped {
            status: Status::Crashed,
            trouble,
        }
    }

    fn over(limit: Limit, limits: &Limits) -> Self {
        let amount = match limit {
            Limit::Cpu => format!("{} s of CPU time", limits.cpu.as_secs()),
            Limit::Wall => format!("{} s on the clock", limits.wall.as_secs()),
            Limit::Memory => format!("{} MiB of memory", limits.memory_bytes / MIB),
            Limit::Output => format!("{} MiB of printed output", limits.output_bytes / MIB),
            Limit::File => format!("{} MiB in one file", limits.file_bytes / MIB),
            Limit::Threads => format!("{} threads", limits.threads),
        };
        Stopped {
            status: Status::OverLimit,
            trouble: Trouble::OverLimit { limit, amount },
        }
    }
}

/// One answer a call, or what kept the solution from giving them.
fn answers_of(answers: Answers, outcome: &Outcome, limits: &Limits) -> Result<Vec<Answer>, Stopped> {
    if let Exit::OverLimit(limit) = outcome.exit {
        return Err(Stopped::over(limit, limits));
    }
    match answers {
        Answers::All(answers) => Ok(answers),
        Answers::NotReady { stage, raised } => Err(Stopped::crashed(Trouble::Raised { stage, raised })),
        Answers::Incomplete { answered, calls } => {
            let stderr = outcome.stderr.clone();
            Err(Stopped::crashed(Trouble::Ended {
                exit: outcome.exit,
                answered,
                calls,
                stderr,
            }))
        }
        Answers::Unreadable(reason) => {
            let trouble = Trouble::Contract(format!("the answers file was damaged: {reason}"));
            Err(Stopped {
                status: Status::BrokenContract,
                trouble,
            })
        }
    }
}

/// What `exercise` allows a run; a kata needs little.
fn limits(exercise: &Exercise) -> Limits {
    let (cpu_seconds, memory_mib) = match exercise.task {
        Task::Kata(_) => (10, 1024),
        Task::Project(_) => (60, 2048),
    };
    let LimitsConfig {
        cpu_seconds: cpu_wanted,
        memory_mib: memory_wanted,
    } = exercise.limits;
    let cpu = Duration::from_secs(cpu_wanted.unwrap_or(cpu_seconds));
    run_limits(cpu, memory_wanted.unwrap_or(memory_mib) * MIB)
}

/// The limits of a run that may use so much CPU time and memory.
pub fn run_limits(cpu: Duration, memory_bytes: u64) -> Limits {
    Limits {
        cpu,
        wall: cpu * WALL_PER_CPU,
        memory_bytes,
        output_bytes: OUTPUT_BYTES,
        file_bytes: FILE_BYTES,
        threads: THREADS,
    }
}
