//! What a kind of task is held to: `dev bless` records it from the exercise's own programs, `proof` says whether it holds.

mod blessing;
pub mod kata;
pub mod mutants;
mod own;
pub mod project;
pub mod proof;

use crate::catalog::{Exercise, Task};
use crate::error::Error;
use crate::workshop::Workshop;

pub use blessing::Blessing;

/// Runs the exercise's programs and records what they answer.
///
/// # Errors
/// Where the languages disagree, or the answers are unfit to grade by: something for the author to mend.
pub fn bless(exercise: &Exercise, workshop: &Workshop) -> Result<Blessing, Error> {
    match &exercise.task {
        Task::Kata(task) => kata::bless(exercise, task, workshop),
        Task::Project(task) => project::bless(exercise, task, workshop),
    }
}
