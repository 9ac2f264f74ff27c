//! An embedded dataset (polars) as prepared files and typed labels of its frozen parts.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::grade::{HeldOut, Target};
use crate::value::Dtype;

/// The frozen parts of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Given to the solution with its labels.
    Train,
    /// Scored on each run: the public leaderboard.
    Practice,
    /// Scored once practice passes: the number that counts.
    Final,
}

/// How rows are handed to a solution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "lowercase")]
pub enum InputFormat {
    /// `.csv`, a header and these columns; missing numbers are empty fields.
    Csv { columns: Vec<Column> },
    /// `.npy`, u8 of shape (rows, features).
    Npy { features: usize },
    /// `.jsonl`, one JSON string a line.
    Jsonl,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    pub dtype: Dtype,
}

/// `datasets/<name>/card.toml`; the owner of this file adds what `mlings data` shows.
#[derive(Clone, Debug, Deserialize)]
pub struct Card {
    pub title: String,
}

/// A dataset whose files stand ready in the user's cache folder.
pub struct Prepared {
    pub card: Card,
    pub input: InputFormat,
    /// Class names by number; empty for a real target.
    pub classes: Vec<String>,
    /// sha256 over the data and the split.
    pub sha256: String,
    directory: PathBuf,
}

/// Which rows of a held-out part a predict call is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Every row, in order.
    All,
    /// Every other row, in order: a row's prediction must not depend on the rows around it.
    Half,
    /// Every row in a fixed random order, with ids re-drawn.
    Shuffled,
}

impl Prepared {
    /// Opens the dataset `name`, making its files in `cache` with polars the first time (locked, atomic, keyed by sha256).
    pub fn open(_content: &Content, _name: &str, _cache: &Path) -> Result<Self, DatasetError> {
        todo!()
    }

    /// The folder whose files a solution may see; holds no held-out label.
    pub fn inputs(&self) -> PathBuf {
        self.directory.join("inputs")
    }

    /// The file name in [`Prepared::inputs`] of a part's features.
    pub fn features_file(&self, _part: Part, _view: View) -> String {
        todo!()
    }

    /// The file name in [`Prepared::inputs`] of the train labels: `.npy`, f64 or i64, shape (rows,).
    pub fn target_file(&self) -> String {
        "train_target.npy".to_owned()
    }

    pub fn train_target(&self) -> Result<Target, DatasetError> {
        todo!()
    }

    /// The grader's side of a held-out part.
    pub fn held_out(&self, _part: Part) -> Result<HeldOut, DatasetError> {
        todo!()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    #[error("no dataset is named `{name}`{}", .nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    Unknown { name: String, nearest: Option<String> },
}
