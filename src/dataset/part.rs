//! `Part`: the frozen parts of a dataset, and how the rows of one are shown to a solution.

use serde::{Deserialize, Serialize};

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

impl Part {
    /// `train`, `practice` or `final`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Practice => "practice",
            Self::Final => "final",
        }
    }
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

/// The name of the file with the features of `part`.
pub fn features_name(part: Part, view: View, extension: &str) -> String {
    let suffix = match (part, view) {
        (Part::Train, _) | (_, View::All) => "",
        (_, View::Half) => "-half",
        (_, View::Shuffled) => "-shuffled",
    };
    format!("{}{suffix}.{extension}", part.name())
}

/// The rows of the half view of a part of `rows` rows.
pub fn half_rows(rows: usize) -> Vec<usize> {
    (0..rows).step_by(2).collect()
}
