//! An exercise folder, read and checked: `Exercise` and the list of all of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

use crate::content::Content;
use crate::grade::metrics::Metric;
use crate::value::{Type, Value};

/// `rust` or `python`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Rust,
    Python,
}

/// All exercises, in the order `requires` gives, ties by name.
pub struct Catalog {
    pub exercises: Vec<Exercise>,
}

pub struct Exercise {
    /// The folder's name, such as `housing-price`.
    pub id: String,
    pub title: String,
    /// One line for `list`.
    pub summary: String,
    /// What a pass has shown: printed after it.
    pub learned: String,
    /// Competency keys, the primary one first.
    pub competencies: Vec<String>,
    /// 1 to 5.
    pub difficulty: u8,
    pub minutes: u32,
    pub requires: Vec<String>,
    pub limits: LimitsConfig,
    pub task: Task,
    /// Known mistakes by id, in name order.
    pub mistakes: BTreeMap<String, Mistake>,
    content: Content,
}

pub enum Task {
    Kata(Kata),
    Project(Project),
}

/// Functions called on cases.
pub struct Kata {
    pub functions: Vec<Function>,
    pub cases: Vec<Case>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub returns: Type,
    /// Absolute and relative tolerance: equal when |a − b| ≤ tolerance·max(1, |b|).
    #[serde(default = "default_tolerance")]
    pub tolerance: f64,
}

fn default_tolerance() -> f64 {
    1e-9
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Type,
}

/// One call of a kata with its blessed answer.
pub struct Case {
    pub name: String,
    pub function: String,
    /// One sentence shown when the case fails.
    pub why: String,
    pub arguments: Vec<Value>,
    pub expected: Value,
    /// What each known mistake answers here; `None` where it raises or panics.
    pub mistakes: BTreeMap<String, Option<Value>>,
}

/// Fit on train rows, predict held-out rows.
pub struct Project {
    pub dataset: String,
    pub metric: Metric,
    /// τ: the pass bar as a fraction of the way from baseline to reference, in (0, 1].
    pub pass: f64,
    /// What `dev bless` recorded; `None` before the first bless.
    pub blessed: Option<Blessed>,
}

/// `exercises/<id>/blessed.json`, written by `dev bless`.
#[derive(Clone, Debug, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blessed {
    pub version: u32,
    /// sha256 of the dataset's data and split that the numbers were made from.
    pub dataset_sha256: String,
    /// Ladder of simple models fitted on the train part with linfa, weakest first; the first is the baseline.
    pub rungs: Vec<Rung>,
    pub reference: Tier,
    pub baseline: Tier,
    /// The metric's standard deviation over 20 reseeded reference fits, and how many of them passed.
    pub reseeded: Reseeded,
}

#[derive(Clone, Debug, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub name: String,
    pub practice: f64,
    #[serde(rename = "final")]
    pub final_: f64,
}

/// A model's metric and its prediction of every row of both held-out parts (canaries included, in row order).
#[derive(Clone, Debug, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    pub practice: f64,
    #[serde(rename = "final")]
    pub final_: f64,
    pub practice_predictions: Vec<f64>,
    pub final_predictions: Vec<f64>,
}

#[derive(Clone, Debug, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reseeded {
    pub fits: u32,
    pub passed: u32,
    pub standard_deviation: f64,
}

/// A known-wrong solution.
#[derive(Clone, Debug)]
pub struct Mistake {
    pub id: String,
    /// The first doc comment of the file: the message a learner sees.
    pub message: String,
    /// For projects: the detector whose finding names this mistake.
    pub detector: Option<String>,
    pub languages: Vec<Language>,
}

/// `[limits]` of exercise.toml; absent fields take the kind's defaults.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsConfig {
    pub cpu_seconds: Option<u64>,
    pub memory_mib: Option<u64>,
}

impl Catalog {
    /// Reads every folder of `exercises/`.
    pub fn open(_content: &Content) -> Result<Self, CatalogError> {
        todo!()
    }

    /// The exercise named `id`, or an error that offers the nearest name.
    pub fn find(&self, _id: &str) -> Result<&Exercise, CatalogError> {
        todo!()
    }
}

impl Exercise {
    /// The text of one of the folder's files, such as `starter.py` or `mistakes/raw-dollar-target.rs`.
    pub fn file(&self, _name: &str) -> Option<String> {
        todo!()
    }

    /// Hints 1, 2, 3 of hints.md.
    pub fn hints(&self) -> Vec<String> {
        todo!()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("exercise `{id}`: {reason}")]
    Malformed { id: String, reason: String },
    #[error("no exercise is named `{id}`{}", .nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    Unknown { id: String, nearest: Option<String> },
}

#[expect(dead_code)]
type CasesJson = Json;
