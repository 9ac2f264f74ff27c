//! What `dev bless` recorded of a project: its ladder, its bars and how steadily the reference passes.

use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use super::exercise::Exercise;

/// `exercises/<id>/blessed.json`, written by `dev bless`.
#[derive(Clone, Debug, Serialize, Deserialize)]
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

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub name: String,
    pub practice: f64,
    #[serde(rename = "final")]
    pub final_: f64,
}

/// A model's metric and its prediction of every row of both held-out parts (canaries included, in row order).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    pub practice: f64,
    #[serde(rename = "final")]
    pub final_: f64,
    pub practice_predictions: Vec<f64>,
    pub final_predictions: Vec<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reseeded {
    pub fits: u32,
    pub passed: u32,
    pub standard_deviation: f64,
}

impl Exercise {
    /// What `dev bless` recorded in blessed.json; `None` before the first bless.
    ///
    /// # Errors
    /// Where the exercise is a kata, or the file is malformed or of another version.
    pub fn blessed(&self) -> Result<Option<Blessed>, CatalogError> {
        if self.task.as_project().is_none() {
            return Err(self.malformed("it is a kata, which has cases and no dataset"));
        }
        let Some(text) = self.file("blessed.json") else {
            return Ok(None);
        };
        let blessed: Blessed = serde_json::from_str(&text)
            .map_err(|error| self.malformed(format!("blessed.json: {error}; run `mlings dev bless {}`", self.id)))?;
        if blessed.version != 1 {
            return Err(self.malformed(format!(
                "blessed.json has version {}, this mlings reads version 1",
                blessed.version
            )));
        }
        Ok(Some(blessed))
    }
}
