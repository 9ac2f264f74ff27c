//! The rungs of a project's ladder: simple models fitted with linfa on the train part, from which `dev bless` takes the bars.

mod error;
mod images;
mod parts;
mod table;
mod table_classes;
mod texts;

use mlings_grade::Target;
use mlings_grade::metrics::Metric;

use crate::dataset::{InputFormat, Prepared};
use parts::Parts;

pub use error::LadderError;
pub use parts::RungPredictions;

/// Fits each rung on the train part and predicts both held-out parts.
///
/// Weakest first: the first rung is the baseline, which looks at no feature at all. Where `metric` has costs, the rungs for a
/// table decide by them.
///
/// # Errors
///
/// When a prepared file cannot be read, the train part is empty, linfa refuses to fit, or there is no ladder for this
/// kind of rows and target.
pub fn rungs(dataset: &Prepared, metric: Metric) -> Result<Vec<RungPredictions>, LadderError> {
    match (&dataset.input, dataset.train_target()?) {
        (InputFormat::Csv { columns }, Target::Real(target)) => {
            table::rungs(&Parts::read(dataset, |path| table::read(path, columns))?, &target)
        }
        (InputFormat::Npy { features }, Target::Class(labels)) => {
            images::rungs(&Parts::read(dataset, |path| images::read(path, *features))?, &labels)
        }
        (InputFormat::Jsonl, Target::Class(labels)) => texts::rungs(&Parts::read(dataset, texts::read)?, &labels),
        (InputFormat::Csv { columns }, Target::Class(labels)) => {
            let stakes = table_classes::Stakes::of(metric, dataset.classes.len());
            table_classes::rungs(&Parts::read(dataset, |path| table::read(path, columns))?, &labels, &stakes)
        }
        (InputFormat::Npy { .. }, Target::Real(_)) => Err(LadderError::NoLadder {
            rows: "images",
            target: "real",
        }),
        (InputFormat::Jsonl, Target::Real(_)) => Err(LadderError::NoLadder {
            rows: "texts",
            target: "real",
        }),
    }
}
