//! `Sitting`: one submission, built and run as often as its exam asks, and what was seen of it beside its answers.

use std::time::{Duration, Instant};

use mlings_sandbox::{Ended, Exit, Limit, Limits};

use crate::catalog::Exercise;
use crate::compile::{self, Built, CompileError, last_lines};
use crate::error::Error;
use crate::job::{Answer, Answers, Job};
use crate::submission::Submission;
use crate::verdict::{Crash, Outcome, Trace};
use crate::workshop::Workshop;

const MIB: u64 = 1 << 20;
/// Wall time allowed per second of CPU time: a machine may be busy with other things.
const WALL_PER_CPU: u32 = 3;
const OUTPUT_BYTES: u64 = 16 * MIB;
/// The answers file is the largest file a solution may write.
const FILE_BYTES: u64 = 64 * MIB;
/// Libraries are told to use one; pools that do not listen take as many as there are processors.
const THREADS: u64 = 256;

/// The stage of a harness that only parses.
const COMPILE: &str = "compile";

/// A submission that has been built.
pub struct Sitting<'a> {
    exercise: &'a Exercise,
    workshop: Workshop<'a>,
    built: Built,
    pub trace: Trace,
}

/// What ends a sitting early.
pub enum Stop {
    /// The learner's turn.
    Outcome(Outcome),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Error(error.into())
    }
}

impl<'a> Sitting<'a> {
    /// Builds `submission`.
    ///
    /// # Errors
    /// The compiler's words where the submission does not build; the other errors are not the learner's.
    pub fn begin(exercise: &'a Exercise, submission: &Submission, workshop: &Workshop<'a>) -> Result<Self, CompileError> {
        let built = compile::build(exercise, submission, workshop)?;
        Ok(Sitting {
            exercise,
            workshop: *workshop,
            trace: Trace {
                build: built.containment().cloned(),
                ..Trace::default()
            },
            built,
        })
    }

    /// Runs the solution on `job` and reads its answers, one a call.
    ///
    /// # Errors
    /// What kept the solution from answering, or an error that is not its own.
    pub fn run(&mut self, job: Job) -> Result<Vec<Answer>, Stop> {
        let limits = limits(self.exercise);
        let ended = self.workshop.runner.run(&self.built.program(&job), &limits);
        let ended = ended.inspect_err(|_| self.built.discard())?;
        if ended.exit == Exit::Interrupted {
            return Err(Error::Interrupted.into());
        }
        self.trace.seconds.run += ended.wall.as_secs_f64();
        let answers = job.read(FILE_BYTES)?;
        if answers == Answers::NotBegun {
            self.built.discard();
        }
        let answers = answers_of(answers, &ended, &limits);
        self.trace.printed = ended.stdout;
        self.trace.refused = ended.refused;
        self.trace.run = Some(ended.containment);
        answers
    }

    /// Does `work`, and counts its time as grading.
    pub fn grading<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = work();
        self.trace.seconds.grade += started.elapsed().as_secs_f64();
        result
    }
}

/// What runs a solution has stopped before it was ready to load it: nothing of this is the learner's.
fn not_begun(ended: &Ended) -> Error {
    let words = last_lines(&ended.stderr, 3);
    let words = if words.is_empty() {
        "it said nothing".to_owned()
    } else {
        words
    };
    Error::Environment(format!(
        "what runs solutions stopped before yours was loaded, so nothing was graded:\n{words}\n`mlings doctor` looks for what is missing"
    ))
}

/// One answer a call, or what kept the solution from giving them.
fn answers_of(answers: Answers, ended: &Ended, limits: &Limits) -> Result<Vec<Answer>, Stop> {
    let outcome = match (answers, ended.exit) {
        // What runs a solution never ends well before it was ready: the solution has taken the first line away.
        (Answers::NotBegun, Exit::Code(0)) => {
            Outcome::BrokenContract("the answers file was damaged: its first line is gone".to_owned())
        }
        (Answers::NotBegun, _) => return Err(not_begun(ended).into()),
        (_, Exit::OverLimit(limit)) => Outcome::OverLimit {
            limit,
            amount: amount(limit, limits),
        },
        (Answers::All(answers), _) => return Ok(answers),
        (Answers::NotReady { stage, raised }, _) if stage == COMPILE => {
            Outcome::BuildFailed(format!("{}\n{raised}", raised.traceback))
        }
        (Answers::NotReady { stage, raised }, _) => Outcome::Crashed(Crash::Raised { stage, raised }),
        (Answers::Incomplete { answered, calls }, exit) => Outcome::Crashed(Crash::Ended {
            exit,
            answered,
            calls,
            stderr: ended.stderr.clone(),
        }),
        (Answers::Unreadable(reason), _) => Outcome::BrokenContract(format!("the answers file was damaged: {reason}")),
    };
    Err(Stop::Outcome(outcome))
}

/// A limit in words: `60 s of CPU time`.
fn amount(limit: Limit, limits: &Limits) -> String {
    match limit {
        Limit::Cpu => format!("{} s of CPU time", limits.cpu.as_secs()),
        Limit::Wall => format!("{} s on the clock", limits.wall.as_secs()),
        Limit::Memory => format!("{} MiB of memory", limits.memory_bytes / MIB),
        Limit::Output => format!("{} MiB of printed output", limits.output_bytes / MIB),
        Limit::File => format!("{} MiB in one file", limits.file_bytes / MIB),
        Limit::Threads => format!("{} threads", limits.threads),
    }
}

/// What `exercise` allows a run.
fn limits(exercise: &Exercise) -> Limits {
    let (cpu_seconds, memory_mib) = exercise.limits();
    run_limits(Duration::from_secs(cpu_seconds), memory_mib * MIB)
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
