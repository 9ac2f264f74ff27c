//! Every integration test, in one binary: one link instead of many.

mod cli;
mod house;
mod learner;
mod progress;
