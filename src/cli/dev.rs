//! The command line of `mlings dev`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use mlings_sandbox::Level;

use super::values::{language, level};
use crate::catalog::Language;

/// What `dev new` makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    Kata,
    Project,
}

#[derive(Debug, Subcommand)]
pub enum DevCommand {
    /// Make a new exercise folder from a template
    New {
        /// Its id, such as `gini-split`
        id: String,
        /// A kata (one function) or a project (fit and predict)
        #[arg(long, default_value = "kata")]
        kind: NewKind,
    },
    /// Fill in what the references answer: expected outputs, bars and ladders
    Bless {
        /// The exercises [default: all]
        ids: Vec<String>,
    },
    /// Print the program that makes a known mistake, put together from its edits
    Show {
        /// The exercise
        id: String,
        /// The mistake, such as `root-forgotten`
        mistake: String,
        /// The language [default: the first it is written in]
        #[arg(long, value_name = "LANGUAGE", value_parser = language())]
        lang: Option<Language>,
        /// Another way to make it, by its name
        #[arg(long, value_name = "NAME")]
        variant: Option<String>,
    },
    /// Run any program as a solution is run, and say how it ended and what it was refused
    Sandbox(SandboxArguments),
    /// Prove exercises: starters fail, references pass, every mistake is named
    Check {
        /// The exercises [default: all]
        ids: Vec<String>,
        /// Instead make every small slip in the references of katas, and list those that no case catches
        #[arg(long)]
        mutants: bool,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings dev sandbox -- python3 solution.py           as a solution, with nothing but its own file
  mlings dev sandbox --read data/ -- ./a.out          with a folder it may read
  mlings dev sandbox --require full -- ./a.out        not at all, if this machine cannot contain it

The program gets an empty folder, no environment of yours, no network and no other process. Refused files and calls are listed.")]
pub struct SandboxArguments {
    /// A file it may write; it must exist
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// A file or folder it may read
    #[arg(long, value_name = "PATH")]
    pub read: Vec<PathBuf>,
    /// Run it uncontained, to see what the sandbox prevents
    #[arg(long, conflicts_with = "require")]
    pub bare: bool,
    /// Do not run it where less than this can be enforced
    #[arg(long, value_name = "LEVEL", default_value = "none", value_parser = level())]
    pub require: Level,
    /// CPU time it may use
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub cpu: u64,
    /// Time on the clock [default: three times the CPU time]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=10_800))]
    pub wall: Option<u64>,
    /// Memory it may use
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(16..=1_048_576))]
    pub memory: u64,
    /// The program and its arguments
    #[arg(required = true, last = true, value_name = "PROGRAM")]
    pub program: Vec<OsString>,
}
