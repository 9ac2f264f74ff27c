//! The append-only attempt log: what a line says, how lines are kept, and what a fold over them knows.
//!
//! `.mlings/attempts.jsonl` holds one JSON object a line. Every line has `v` (the version of its shape, now 1), `at` (UTC, to the
//! microsecond) and `exercise`. A line without `kind` is an attempt; `"kind":"hint"` says a hint was shown and
//! `"kind":"solution"` that the reference was read. Logs of two machines merge by `mlings import`, or by `cat`.

mod entry;
mod fold;
mod language;
mod line;
mod lines;
mod log;
mod looks;
mod reading;
mod record;
mod status;

pub use entry::{Entry, Graded, Measured};
pub use fold::{Attainment, ExerciseProgress, Progress, Repeated};
pub use language::{Certified, LanguageProgress};
pub use lines::{Line, Lines};
pub use log::{AttemptLog, LogError};
pub use looks::{Looks, Program};
pub use reading::{Reading, Skipped};
pub use record::{Attempt, Event, Record};
pub use status::Status;
