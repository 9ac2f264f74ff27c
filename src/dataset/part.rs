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

/// Which rows of a part a call is given, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Every row, in order.
    All,
    /// Every row in a fixed random order, with ids re-drawn.
    Shuffled,
    /// The rows of one of the small calls: a row's prediction must not depend on the rows beside it.
    Small(usize),
    /// Some rows of the train part: what the model makes of what it was shown.
    Sample,
    /// Some images with 1 for ink and 0 for paper, as if they had been scaled.
    Dim,
    /// The same images as real numbers.
    Real,
}

/// The name of the file with the features of `part`.
pub fn features_name(part: Part, view: View, extension: &str) -> String {
    let suffix = match view {
        View::All => String::new(),
        View::Shuffled => "-shuffled".to_owned(),
        View::Small(call) => format!("-small-{call}"),
        View::Sample => "-sample".to_owned(),
        View::Dim => "-dim".to_owned(),
        View::Real => "-real".to_owned(),
    };
    format!("{}{suffix}.{extension}", part.name())
}

/// Some rows of a part of `rows` rows, evenly spread: those of [`View::Sample`], [`View::Dim`] and [`View::Real`].
pub fn sample_rows(rows: usize) -> Vec<usize> {
    let some = SAMPLE.min(rows);
    (0..some).map(|step| step * rows / some).collect()
}

/// So many rows are in a sample.
const SAMPLE: usize = 300;
