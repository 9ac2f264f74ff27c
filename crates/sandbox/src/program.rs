//! A program to run, resolved to absolute paths.

use std::ffi::OsString;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::access::Access;

/// What is started, and with what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Program {
    pub executable: PathBuf,
    pub arguments: Vec<OsString>,
    /// The whole environment: nothing is inherited.
    pub environment: Vec<(OsString, OsString)>,
    pub working_directory: PathBuf,
    pub access: Access,
}

impl Program {
    /// No program, in no folder of anyone's: what a probe contains, and a start for others to be written from.
    pub fn nothing() -> Self {
        Program {
            executable: PathBuf::new(),
            arguments: Vec::new(),
            environment: Vec::new(),
            working_directory: "/".into(),
            access: Access::default(),
        }
    }
}
