//! `Verdict`: what a submission came to, one value from grading to screen, log, report and export (pure).

use std::fmt;

use mlings_grade::{Check, Finding, Measurement, Standing};
use mlings_kata::FailedCall;
pub use mlings_progress::Status;
use mlings_sandbox::{Containment, Exit, Level, Limit, Refusal};
use serde::{Deserialize, Serialize};

/// What a submission came to, and by what evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub outcome: Outcome,
    /// 0 to 1: a project's way from baseline to reference, a kata's share of right cases; none where nothing could be scored.
    pub score: Option<f64>,
    pub checks: Vec<Check>,
    /// The root cause first.
    pub findings: Vec<Finding>,
    /// A kata's cases that failed, the most telling first.
    pub calls: Vec<FailedCall>,
    /// What a project predicted for the practice rows; none where it was not scored.
    pub practice: Option<Practice>,
    pub trace: Trace,
}

/// The one cause a verdict names.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The file is still the starter.
    NotStarted,
    /// The file holds nothing that could be built; why.
    Unreadable(String),
    /// The compiler's own words, or the interpreter's.
    BuildFailed(String),
    Crashed(Crash),
    /// `amount` is the limit in words: `60 s of CPU time`.
    OverLimit {
        limit: Limit,
        amount: String,
    },
    /// What is wrong with the answers, in one sentence.
    BrokenContract(String),
    Scored {
        standing: Standing,
        /// The part that decided; none for katas.
        measurement: Option<Measurement>,
    },
    /// What went wrong on our side; no attempt of the learner's.
    GraderFault(String),
}

/// How a solution stopped before it had answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crash {
    /// An exception or panic; `stage` is `load`, `fit`, `predict` or the function that was called.
    Raised { stage: String, raised: Raised },
    /// The program ended before it had answered every call; `stderr` is what it wrote.
    Ended {
        exit: Exit,
        answered: usize,
        calls: usize,
        stderr: String,
    },
}

/// An exception or panic, with frames of the learner's file only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// `ValueError`, `panic`.
    pub kind: String,
    pub message: String,
    /// The learner's own frames, innermost last: `file:line` and the source line.
    pub traceback: String,
}

/// As Python ends a traceback: `ValueError: empty input`.
impl fmt::Display for Raised {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.kind, self.message)
    }
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

/// What was seen of building and running a solution, beside its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// What the solution printed.
    pub printed: String,
    /// What the sandbox refused it.
    pub refused: Vec<Refusal>,
    /// How the compiler was contained; none where none had to run.
    pub build: Option<Containment>,
    /// How the solution was contained; none where it was not run.
    pub run: Option<Containment>,
    pub seconds: Seconds,
}

/// Where the time went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Seconds {
    pub build: f64,
    pub run: f64,
    pub grade: f64,
}

impl Verdict {
    pub fn status(&self) -> Status {
        match &self.outcome {
            Outcome::NotStarted => Status::NotStarted,
            Outcome::Unreadable(_) | Outcome::BuildFailed(_) => Status::BuildFailed,
            Outcome::Crashed(_) => Status::Crashed,
            Outcome::OverLimit { .. } => Status::OverLimit,
            Outcome::BrokenContract(_) => Status::BrokenContract,
            Outcome::Scored { standing, .. } => status_of(*standing),
            Outcome::GraderFault(_) => Status::GraderFault,
        }
    }

    /// The part that decided; none for katas and for what could not be scored.
    pub fn measurement(&self) -> Option<&Measurement> {
        match &self.outcome {
            Outcome::Scored { measurement, .. } => measurement.as_ref(),
            _ => None,
        }
    }

    /// What was raised or left behind where the solution stopped.
    pub fn crash(&self) -> Option<&Crash> {
        match &self.outcome {
            Outcome::Crashed(crash) => Some(crash),
            _ => None,
        }
    }
}

/// An outcome without evidence: nothing was scored.
impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        Verdict {
            outcome,
            score: None,
            checks: Vec::new(),
            findings: Vec::new(),
            calls: Vec::new(),
            practice: None,
            trace: Trace::default(),
        }
    }
}

impl Trace {
    /// How well build and run were contained: the weaker of both, and [`Level::None`] where neither took place.
    pub fn level(&self) -> Level {
        let contained = self.build.iter().chain(&self.run);
        contained.map(Containment::level).min().unwrap_or(Level::None)
    }
}

impl Seconds {
    pub fn total(self) -> f64 {
        self.build + self.run + self.grade
    }
}

fn status_of(standing: Standing) -> Status {
    match standing {
        Standing::Suspicious => Status::Suspicious,
        Standing::BelowBaseline => Status::BelowBaseline,
        Standing::NotYet => Status::NotYet,
        Standing::Borderline => Status::Borderline,
        Standing::Passed => Status::Passed,
        Standing::Certified => Status::Certified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mlings_sandbox::Layer;

    #[test]
    fn a_trace_is_as_well_contained_as_its_weaker_half() {
        let partly = Containment {
            missing: vec![Layer::Files],
        };
        let both = Trace {
            build: Some(Containment::default()),
            run: Some(partly.clone()),
            ..Trace::default()
        };
        assert_eq!(both.level(), partly.level());
        let built = Trace {
            build: Some(Containment::default()),
            ..Trace::default()
        };
        assert_eq!(built.level(), Level::Full);
        assert_eq!(Trace::default().level(), Level::None);
    }
}
