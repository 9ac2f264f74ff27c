//! `LadderError`: why there are no rungs.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::dataset::DatasetError;

#[derive(Debug, Error)]
pub enum LadderError {
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    #[error("`{path}` cannot be read as rows: {reason}; delete the dataset's folder in the cache and run again")]
    Unreadable { path: PathBuf, reason: String },
    #[error("linfa could not fit the rung `{rung}`: {reason}")]
    Unfitted { rung: &'static str, reason: String },
    #[error("no ladder is known for {rows} with a {target} target; add one to src/ladder.rs")]
    NoLadder { rows: &'static str, target: &'static str },
    #[error("the train part is empty")]
    NoRows,
}

pub fn unreadable(path: &Path, reason: impl ToString) -> LadderError {
    LadderError::Unreadable {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

pub fn unfitted(rung: &'static str) -> impl Fn(&dyn std::error::Error) -> LadderError {
    move |error| LadderError::Unfitted {
        rung,
        reason: error.to_string(),
    }
}
