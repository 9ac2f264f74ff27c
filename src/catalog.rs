//! Exercise folders, read and checked: the list of all exercises, in the order of the path.

mod blessed;
mod cases;
mod check;
mod config;
mod conventions;
mod error;
mod exemplar;
mod exercise;
mod function;
mod inputs;
mod order;
mod task;

use crate::content::Content;

pub use blessed::{Blessed, Reseeded, Rung, Tier};
pub use cases::{CaseFile, CaseRecord, Kata};
pub use conventions::Convention;
pub use error::CatalogError;
pub use exercise::Exercise;
pub use inputs::Inputs;
pub use mlings_content::exemplar::Exemplar;
pub use mlings_content::language::Language;
pub use mlings_content::mistake::{Mistake, Variant};
pub use mlings_content::path::{Competency, Path, Role, Stage, Weight};
pub use task::{KataTask, Kind, LimitsConfig, ProjectTask, Task, Toolkit};

/// How alike a name must be to be offered as "did you mean" (Jaro–Winkler, 0 to 1).
const LIKENESS: f64 = 0.75;

/// All exercises, in the order `requires` gives, ties by name.
pub struct Catalog {
    pub exercises: Vec<Exercise>,
    pub path: Path,
}

impl Catalog {
    /// Reads `exercises/path.toml` and the `exercise.toml` of every folder beside it, and puts the exercises in order.
    ///
    /// # Errors
    /// Where one is malformed, names a competency the path has not, requires an exercise there is none of, or requires itself by a roundabout way.
    /// What lies in an exercise's other files is checked by [`Exercise::check`].
    pub fn open(content: &Content) -> Result<Self, CatalogError> {
        let folders = content.folders("exercises");
        let path = read_path(content)?;
        let exercises = folders.iter().map(|id| config::read(content, id, &path));
        let exercises = order::by_requires(exercises.collect::<Result<_, _>>()?)?;
        Ok(Catalog { exercises, path })
    }

    /// The stage of the path that `exercise` belongs to: that of its primary competency.
    pub fn stage_of(&self, exercise: &Exercise) -> Option<&Stage> {
        let primary = exercise.competencies.first()?;
        self.path.stage_of(primary)
    }

    /// The exercise named `id`, or the only one whose name begins so. Capitals and underscores are forgiven.
    ///
    /// # Errors
    /// Where there is none, offering the nearest name, or several.
    pub fn find(&self, id: &str) -> Result<&Exercise, CatalogError> {
        let wanted = id.trim().trim_end_matches('/').to_lowercase().replace('_', "-");
        if let Some(exercise) = self.exercises.iter().find(|exercise| exercise.id == wanted) {
            return Ok(exercise);
        }
        let begins = |exercise: &&Exercise| !wanted.is_empty() && exercise.id.starts_with(&wanted);
        let candidates: Vec<&Exercise> = self.exercises.iter().filter(begins).collect();
        match candidates.as_slice() {
            [only] => Ok(only),
            [] => Err(CatalogError::Unknown {
                id: id.to_owned(),
                nearest: self.nearest(&wanted),
            }),
            several => Err(CatalogError::Ambiguous {
                id: id.to_owned(),
                candidates: several.iter().map(|exercise| exercise.id.clone()).collect(),
            }),
        }
    }

    fn nearest(&self, wanted: &str) -> Option<String> {
        let likeness = |exercise: &Exercise| strsim::jaro_winkler(&exercise.id, wanted);
        let nearest = self.exercises.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (likeness(nearest) >= LIKENESS).then(|| nearest.id.clone())
    }
}

fn read_path(content: &Content) -> Result<Path, CatalogError> {
    let bytes = content
        .read("exercises/path.toml")
        .ok_or_else(|| CatalogError::Path("the file is missing; restore it from the repository".to_owned()))?;
    let text =
        std::str::from_utf8(&bytes).map_err(|error| CatalogError::Path(format!("not UTF-8: {error}; save it as UTF-8")))?;
    Path::parse(text).map_err(CatalogError::Path)
}

#[cfg(test)]
mod tests;
