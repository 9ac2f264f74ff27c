//! mlings grades hands-on machine-learning exercises, and says what went wrong.
//!
//! # The map
//!
//! | module | owns |
//! | --- | --- |
//! | `cli` | the command line: clap derive structs only |
//! | `commands` | one file per subcommand; each reads as the data path |
//! | `content` | `exercises/` and `datasets/` as files: embedded, or a checkout's |
//! | `catalog` | an exercise folder → `Exercise`; which of its programs is meant |
//! | `dataset` | a dataset folder → prepared files and the grader's labels |
//! | `value` | what crosses the line to a solution: scalars, arrays, tuples, and their types |
//! | `workspace` | the learner's folder: create, locate, reset, upgrade |
//! | `compile` | a solution file → a program to run |
//! | `job` | one run's directory: inputs written, answers read back strictly |
//! | `sandbox` | limits and isolation; knows nothing of machine learning |
//! | `grade` | metrics, checks, intervals, detectors, verdict (pure) |
//! | `grader` | one solution from file to graded result: what `run`, `demo` and `dev check` share |
//! | `proof` | what must be true of an exercise: starters fail, references pass, mistakes are named |
//! | `ladder` | the simple models whose scores make a project's bars |
//! | `feedback` | verdict → the words a learner reads (pure) |
//! | `progress` | the append-only attempt log, and what it amounts to |
//! | `readiness` | attempts × a path's weights → readiness, forecast, next exercise, reviews, plan (pure) |
//! | `report` | the only code that prints |
//! | `words` | numbers and names as people read them (pure) |
//! | `error` | errors a person can fix, each with its next step |
//! | `exit` | the documented exit codes |
//!
//! # The path of `mlings run housing-price`
//!
//! 1. `catalog` finds the exercise, `workspace` the learner's file
//! 2. `compile` makes a program of it, or hands on the compiler's own words
//! 3. `dataset` has train rows and held-out features for the solution; **held-out labels stay with the grader**
//! 4. `job` writes the inputs, `sandbox` runs the program under limits, `job` reads the answers
//! 5. `grade` turns answers into a verdict
//! 6. `feedback` explains it, `progress` records it, `report` prints it
//!
//! # Who may import whom
//!
//! `main → commands → {grader, proof} → everything else`. Nothing else imports `commands`; `sandbox` imports nothing of ours; `grade`,
//! `feedback` and `readiness` touch no file, clock or process. `tests/all/house.rs` holds the full table and this map.

pub mod catalog;
pub mod cli;
pub mod commands;
pub mod compile;
pub mod content;
pub mod dataset;
pub mod error;
pub mod exit;
pub mod feedback;
pub mod grade;
pub mod grader;
pub mod job;
pub mod ladder;
pub mod progress;
pub mod proof;
pub mod readiness;
pub mod report;
pub mod sandbox;
pub mod value;
pub mod words;
pub mod workspace;
