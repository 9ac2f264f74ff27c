//! What follows from the kind of a task: its libraries, its limits, its metric.

use mlings_grade::metrics::Metric;

use super::{Exercise, LimitsConfig, ProjectTask, Task};

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
    fn usual_limits(&self) -> (u64, u64) {
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

impl Exercise {
    /// CPU time in seconds and memory in MiB that a run may use.
    pub fn limits(&self) -> (u64, u64) {
        let (cpu_seconds, memory_mib) = self.task.usual_limits();
        let LimitsConfig {
            cpu_seconds: cpu_wanted,
            memory_mib: memory_wanted,
        } = self.limits;
        (cpu_wanted.unwrap_or(cpu_seconds), memory_wanted.unwrap_or(memory_mib))
    }
}
