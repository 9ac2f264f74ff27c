//! Every integration test, in one binary: one link instead of many.

#![expect(clippy::unwrap_used, reason = "a panic in a test is its message")]

mod attacks;
mod builds;
mod cli;
mod compile;
mod diagnosis;
mod exercises;
mod faults;
mod house;
mod learner;
mod machine;
mod progress;
mod projects;
mod relations;
mod report;
mod sandbox;
mod skips;
mod verdicts;
