//! `Task`: what is asked, and what follows from its kind: its libraries, its limits, its metric.

use mlings_grade::metrics::Metric;
use mlings_kata::Function;
use serde::{Deserialize, Serialize};

/// What an exercise is called in `list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Kata,
    Project,
    /// A project whose metric is a cost or a decision.
    Case,
}

/// What is asked, as `exercise.toml` declares it.
#[derive(Clone, Debug)]
pub enum Task {
    Kata(KataTask),
    Project(ProjectTask),
}

/// The functions a kata asks for; `Exercise::kata` reads the cases they are called on.
#[derive(Clone, Debug)]
pub struct KataTask {
    pub functions: Vec<Function>,
}

/// The dataset and metric of a project; `Exercise::blessed` reads what was blessed.
#[derive(Clone, Debug)]
pub struct ProjectTask {
    pub dataset: String,
    pub metric: Metric,
    /// τ: the pass bar as a fraction of the way from baseline to reference, in (0, 1].
    pub pass: f64,
}

/// `[limits]` of exercise.toml; absent fields take the kind's defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsConfig {
    pub cpu_seconds: Option<u64>,
    pub memory_mib: Option<u64>,
}

/// The libraries that solutions stand on, and with them how solutions are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Toolkit {
    /// ndarray or NumPy, which stand ready in seconds. A few numbers are computed: what the learner waits for is the compiler.
    Arrays,
    /// linfa's algorithms, or pandas and scikit-learn. Models are fitted: code is optimised.
    Learning,
}

impl Task {
    pub fn toolkit(&self) -> Toolkit {
        match self {
            Task::Kata(_) => Toolkit::Arrays,
            Task::Project(_) => Toolkit::Learning,
        }
    }

    /// CPU time in seconds and memory in MiB, where exercise.toml says nothing.
    pub fn usual_limits(&self) -> (u64, u64) {
        match self {
            Task::Kata(_) => (10, 1024),
            Task::Project(_) => (60, 2048),
        }
    }

    /// The task as a project, where it is one.
    pub fn as_project(&self) -> Option<&ProjectTask> {
        match self {
            Task::Kata(_) => None,
            Task::Project(task) => Some(task),
        }
    }

    /// What a project is scored by; a kata has cases instead.
    pub fn metric(&self) -> Option<Metric> {
        self.as_project().map(|task| task.metric)
    }
}
