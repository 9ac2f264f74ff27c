//! mlings grades hands-on machine-learning exercises.

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
pub mod job;
pub mod ladder;
pub mod progress;
pub mod report;
pub mod sandbox;
pub mod value;
pub mod words;
pub mod workspace;
