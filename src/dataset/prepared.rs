//! `Prepared`: a dataset whose files stand ready, and the labels that the grader keeps to itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mlings_content::card::{Card, ColumnCard, ColumnRole, Kind, Storage};
use mlings_grade::value::Dtype;
use mlings_grade::{HeldOut, Target};
use ndarray::Array1;
use serde::{Deserialize, Serialize};

use super::error::DatasetError;
use super::find::read_card;
use super::part::{Part, View, features_name, sample_rows};
use super::prepare::Sealed;
use super::{npy, prepare};
use crate::content::Content;

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

/// A dataset whose files stand ready in the user's cache folder.
#[derive(Debug)]
pub struct Prepared {
    pub card: Card,
    pub input: InputFormat,
    /// Class names by number; empty for a real target.
    pub classes: Vec<String>,
    /// sha256 over the data and the split.
    pub sha256: String,
    pub(super) directory: PathBuf,
    /// Its files as they were when they were made.
    files: BTreeMap<String, Sealed>,
}

impl Prepared {
    /// Opens the dataset `name`, making its files in `cache` with polars the first time (locked, atomic, keyed by sha256).
    ///
    /// # Errors
    /// An unknown name, a malformed dataset, or a cache that cannot be written.
    pub fn open(content: &Content, name: &str, cache: &Path) -> Result<Self, DatasetError> {
        let card = read_card(content, name)?;
        let directory = prepare::directory(cache, name, &card);
        let files = prepare::ensure(content, name, &directory)?;
        Ok(Self {
            input: input_format(&card),
            classes: card.classes.clone(),
            sha256: card.sha256(),
            card,
            files,
            directory,
        })
    }

    /// Whether rows are images, which have views of their own.
    pub fn has_images(&self) -> bool {
        self.card.kind == Kind::Images
    }

    /// The folder whose files a solution may see; holds no held-out label.
    pub fn inputs(&self) -> PathBuf {
        self.directory.join("inputs")
    }

    /// The file name in [`Prepared::inputs`] of a part's features. The train part has two views, [`View::All`] and [`View::Sample`];
    /// [`View::Dim`] and [`View::Real`] are those of images alone.
    pub fn features_file(&self, part: Part, view: View) -> String {
        features_name(part, view, prepare::extension(self.card.kind))
    }

    /// The file name in [`Prepared::inputs`] of the train labels: `.npy`, f64 or i64, shape (rows,).
    pub fn target_file(&self) -> String {
        "train_target.npy".to_owned()
    }

    /// The labels of the train part, in the order of its rows.
    ///
    /// # Errors
    /// [`DatasetError::Damaged`] where the prepared file is not what was written.
    pub fn train_target(&self) -> Result<Target, DatasetError> {
        self.read_target(&format!("inputs/{}", self.target_file()))
    }

    /// The rows of a part of `rows` rows that a sample of it holds.
    pub fn sample(rows: usize) -> Vec<usize> {
        sample_rows(rows)
    }

    /// The grader's side of a held-out part; groups are numbered from 0 in the order they occur.
    ///
    /// # Errors
    /// [`DatasetError::Damaged`] where a prepared file is not what was written.
    pub fn held_out(&self, part: Part) -> Result<HeldOut, DatasetError> {
        let name = |file: &str| format!("labels/{}-{file}", part.name());
        let target = self.read_target(&name("target.npy"))?;
        let canaries = self.read_indices(&name("canaries.npy"))?;
        let groups = self.read_npy::<i64>(&name("groups.npy"))?;
        let rows = groups.len();
        Ok(HeldOut {
            target,
            scored: (0..rows).filter(|row| canaries.binary_search(row).is_err()).collect(),
            canaries,
            groups: groups.iter().map(|group| *group as u32).collect(),
            ids: String::from_utf8_lossy(&self.read(&name("ids.txt"))?)
                .lines()
                .map(str::to_owned)
                .collect(),
            shuffled: self.read_indices(&name("shuffled.npy"))?,
            small: serde_json::from_slice(&self.read(&name("small.json"))?)
                .map_err(|error| self.damaged(&name("small.json"), error.to_string()))?,
        })
    }

    /// The bytes of a file of [`Prepared::inputs`].
    ///
    /// # Errors
    /// [`DatasetError::Damaged`] where the prepared file is not what was written.
    pub fn input(&self, file: &str) -> Result<Vec<u8>, DatasetError> {
        self.read(&format!("inputs/{file}"))
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, DatasetError> {
        let bytes = std::fs::read(self.directory.join(file)).map_err(|error| self.damaged(file, error.to_string()))?;
        match self.files.get(file) {
            Some(sealed) if sealed.holds(&bytes) => Ok(bytes),
            _ => Err(self.damaged(file, "it is not what was written".to_owned())),
        }
    }

    fn read_npy<T: npy::Readable>(&self, file: &str) -> Result<Array1<T>, DatasetError> {
        npy::from_bytes(&self.read(file)?).map_err(|reason| self.damaged(file, reason))
    }

    fn read_indices(&self, file: &str) -> Result<Vec<usize>, DatasetError> {
        let indices: Option<Vec<usize>> = self
            .read_npy::<i64>(file)?
            .iter()
            .map(|index| usize::try_from(*index).ok())
            .collect();
        indices.ok_or_else(|| self.damaged(file, "it holds a negative row number".to_owned()))
    }

    fn read_target(&self, file: &str) -> Result<Target, DatasetError> {
        if self.classes.is_empty() {
            self.read_npy(file).map(Target::Real)
        } else {
            self.read_npy(file).map(Target::Class)
        }
    }

    fn damaged(&self, file: &str, reason: String) -> DatasetError {
        prepare::discard(&self.directory);
        DatasetError::Damaged {
            file: self.directory.join(file),
            reason,
        }
    }
}

fn input_format(card: &Card) -> InputFormat {
    match card.kind {
        Kind::Texts => InputFormat::Jsonl,
        Kind::Images => InputFormat::Npy {
            features: card.image.map_or(0, |[height, width]| height * width),
        },
        Kind::Table => {
            let features = card.columns.iter().filter(|column| column.role != ColumnRole::Target);
            let column = |column: &ColumnCard| Column {
                name: column.name.clone(),
                dtype: if column.dtype == Storage::F64 {
                    Dtype::F64
                } else {
                    Dtype::Str
                },
            };
            InputFormat::Csv {
                columns: features.map(column).collect(),
            }
        }
    }
}
