//! An exercise folder, read and checked: `Exercise` and the list of all of them.

mod blessed;
mod cases;
mod check;
mod config;
mod doc_comment;
mod exemplar;
mod function;
mod inputs;
mod language;
mod mistake;
mod order;
mod path;
mod task;

use mlings_grade::kata::{Case, Function};
use mlings_grade::metrics::Metric;
use serde::{Deserialize, Serialize};

use crate::content::Content;

pub use blessed::{Blessed, Reseeded, Rung, Tier};
pub use cases::{CaseFile, CaseRecord};
pub use exemplar::Exemplar;
pub use inputs::Inputs;
pub use language::Language;
pub use mistake::{Mistake, Variant};
pub use path::{Competency, Path, Role, Stage, Weight};
pub use task::Toolkit;

/// How alike a name must be to be offered as "did you mean" (Jaro–Winkler, 0 to 1).
const LIKENESS: f64 = 0.75;

/// All exercises, in the order `requires` gives, ties by name.
pub struct Catalog {
    pub exercises: Vec<Exercise>,
    pub path: Path,
}

/// One exercise: what its `exercise.toml` says. The folder's other files are read when asked for, so that listing is quick.
#[derive(Debug)]
pub struct Exercise {
    /// The folder's name, such as `housing-price`.
    pub id: String,
    pub title: String,
    /// One line for `list`.
    pub summary: String,
    /// What a pass has shown: printed after it.
    pub learned: String,
    pub kind: Kind,
    /// Competency keys, the primary one first.
    pub competencies: Vec<String>,
    /// 1 to 5.
    pub difficulty: u8,
    pub minutes: u32,
    pub requires: Vec<String>,
    pub limits: LimitsConfig,
    pub task: Task,
    content: Content,
}

/// What an exercise is called in `list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Kata,
    Project,
    /// A project whose metric is a cost or a decision.
    Case,
}

/// What is asked, as `exercise.toml` declares it.
#[derive(Clone, Debug)]
pub enum Task {
    Kata(KataTask),
    Project(ProjectTask),
}

/// The functions a kata asks for; [`Exercise::kata`] reads the cases they are called on.
#[derive(Clone, Debug)]
pub struct KataTask {
    pub functions: Vec<Function>,
}

/// The dataset and metric of a project; [`Exercise::project`] reads what was blessed.
#[derive(Clone, Debug)]
pub struct ProjectTask {
    pub dataset: String,
    pub metric: Metric,
    /// τ: the pass bar as a fraction of the way from baseline to reference, in (0, 1].
    pub pass: f64,
}

/// Functions called on cases.
#[derive(Debug)]
pub struct Kata {
    pub functions: Vec<Function>,
    pub cases: Vec<Case>,
}

/// Fit on train rows, predict held-out rows.
#[derive(Debug)]
pub struct Project {
    pub dataset: String,
    pub metric: Metric,
    /// τ: the pass bar as a fraction of the way from baseline to reference, in (0, 1].
    pub pass: f64,
    /// What `dev bless` recorded; `None` before the first bless.
    pub blessed: Option<Blessed>,
}

/// `[limits]` of exercise.toml; absent fields take the kind's defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsConfig {
    pub cpu_seconds: Option<u64>,
    pub memory_mib: Option<u64>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    #[error("exercise `{id}`: {reason}")]
    Malformed { id: String, reason: String },
    #[error("exercises/path.toml: {0}")]
    Path(String),
    #[error("no exercise is named `{id}`{}", .nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    Unknown { id: String, nearest: Option<String> },
    #[error("`{id}` could be {}; type more of the name", list_names(.candidates))]
    Ambiguous { id: String, candidates: Vec<String> },
}

/// `a`, `b` or `c`, each in back quotes.
fn list_names(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        names => names.concat(),
    }
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

impl Exercise {
    /// The text of one of the folder's files, such as `starter.py` or `mistakes/raw-dollar-target.toml`.
    pub fn file(&self, name: &str) -> Option<String> {
        let bytes = self.content.read(&format!("exercises/{}/{name}", self.id))?;
        String::from_utf8(bytes.into_owned()).ok()
    }

    /// The task: what a solution gets, what it returns and how it is scored.
    pub fn readme(&self) -> Option<String> {
        self.file("README.md")
    }

    /// The file a learner begins with; `None` where the exercise is not set in `language`.
    pub fn starter(&self, language: Language) -> Option<String> {
        self.file(&format!("starter.{}", language.extension()))
    }

    /// The reference solution.
    pub fn solution(&self, language: Language) -> Option<String> {
        self.file(&format!("solution.{}", language.extension()))
    }

    /// How the reference goes about it: the first paragraph of its doc comment.
    pub fn approach(&self, language: Language) -> Option<String> {
        let comment = doc_comment::first(&self.solution(language)?, language)?;
        comment.split("\n\n").next().map(str::to_owned)
    }

    /// The hints of hints.md in order: what stands below `## 1`, `## 2` and `## 3`.
    pub fn hints(&self) -> Vec<String> {
        let text = self.file("hints.md").unwrap_or_default();
        let sections = ["## 1", "## 2", "## 3"].map(|heading| section(&text, heading));
        sections.into_iter().flatten().collect()
    }

    /// Reads the arguments of cases, opening a dataset only where one asks for its rows.
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs::new(&self.content)
    }

    fn malformed(&self, reason: impl Into<String>) -> CatalogError {
        CatalogError::Malformed {
            id: self.id.clone(),
            reason: reason.into(),
        }
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

/// What stands between the line `heading` and the next line that begins `## `; `None` where there is nothing.
fn section(text: &str, heading: &str) -> Option<String> {
    let below = text.lines().skip_while(|line| line.trim_end() != heading).skip(1);
    let lines: Vec<&str> = below.take_while(|line| !line.starts_with("## ")).collect();
    let section = lines.join("\n").trim().to_owned();
    (!section.is_empty()).then_some(section)
}

#[cfg(test)]
mod tests;
