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
//! | `workspace` | the learner's folder: create, locate, reset, upgrade |
//! | `compile` | a solution file → a program to run |
//! | `job` | one run's directory: inputs written, answers read back strictly |
//! | `workshop` | what building and running solutions needs of the outside |
//! | `submission` | a solution file, read once: text, hash, language |
//! | `exam` | an exercise opened once for grading; a submission → its verdict; a kind of task is one file |
//! | `verdict` | what a submission came to: one value from grading to screen, log and report (pure) |
//! | `bless` | makes bars and fingerprints of an exercise's own programs, proves what must be true of them, and hunts mutants |
//! | `ladder` | the simple models whose scores make a project's bars |
//! | `feedback` | verdict → the words a learner reads (pure) |
//! | `readiness` | attempts × a path's weights → readiness, forecast, next exercise, reviews, plan (pure) |
//! | `pictures` | what the terminal and the page draw of a project's predictions (pure) |
//! | `page` | documents: the report as HTML and Markdown, its plots, the calendar |
//! | `predictions` | any files of truths and predictions → rows to score, lined up by id |
//! | `report` | the only code that prints |
//! | `text` | files that people write → text, whatever their editor made of them |
//! | `words` | numbers and names as people read them (pure) |
//! | `error` | errors a person can fix, each with its next step |
//! | `exit` | the documented exit codes |
//!
//! Beside it, each optimised as it needs and held to its dependencies by its own `Cargo.toml`:
//!
//! | crate | owns |
//! | --- | --- |
//! | `mlings-grade` | values, metrics, intervals, checks, detectors: a project's answers × labels → standing (pure) |
//! | `mlings-kata` | cases, known mistakes, relations: a kata's answers → standing and what explains them (pure) |
//! | `mlings-sandbox` | limits and isolation; knows nothing of machine learning |
//! | `mlings-progress` | the append-only attempt log, and what it amounts to |
//! | `mlings-content` | what a folder of `exercises/` or `datasets/` holds: for `build.rs` and the program alike |
//! | `mlings-sdk` | what a learner's Rust solution is written with, and both harnesses |
//!
//! # The path of `mlings run housing-price`
//!
//! 1. `catalog` finds the exercise, `workspace` the learner's file, `submission` reads it once
//! 2. `exam` opens the exercise: bars, labels, cases; **held-out labels stay here**
//! 3. `compile` makes a program of the submission, or hands on the compiler's own words
//! 4. `job` writes the inputs, the sandbox runs the program under limits, `job` reads the answers
//! 5. `mlings-grade` holds answers against labels; all of it is one `verdict`
//! 6. `feedback` explains it, `mlings-progress` records it, `report` prints it
//!
//! # Who may import whom
//!
//! `main → commands → {bless, exam} → everything else`. Nothing else imports `commands`; `feedback`, `pictures`, `readiness`, `verdict`
//! and `words` touch no file, clock or process. `tests/all/house.rs` holds the full table and this map.

pub mod bless;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod compile;
pub mod content;
pub mod dataset;
pub mod error;
pub mod exam;
pub mod exit;
pub mod feedback;
pub mod job;
pub mod ladder;
pub mod page;
pub mod pictures;
pub mod predictions;
pub mod readiness;
pub mod report;
pub mod submission;
pub mod text;
pub mod verdict;
pub mod words;
pub mod workshop;
pub mod workspace;
