//! From answers to a verdict; pure: no I/O, no clock, no printing.

mod checks;
pub mod contract;
mod contrast;
pub mod detectors;
pub mod displays;
mod finding;
mod held_out;
pub mod interval;
mod looks;
mod measurement;
pub mod metrics;
pub mod project;
mod rounds;
pub mod separation;
#[cfg(test)]
mod simulation;
mod standing;
mod statistics;
pub mod training;
pub mod value;

pub use finding::{Certainty, Check, Finding};
pub use held_out::{HeldOut, Target};
pub use measurement::Measurement;
pub use rounds::{Reply, Round, Rounds};
pub use standing::Standing;
