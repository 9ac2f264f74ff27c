//! `Exercise`: one folder of `exercises/`.

use mlings_content::doc_comment;
use mlings_content::language::Language;

use super::error::CatalogError;
use super::inputs::Inputs;
use super::task::{Kind, LimitsConfig, Task};
use crate::content::Content;

/// What its `exercise.toml` says. The folder's other files are read when asked for, so that listing is quick.
#[derive(Clone, Debug)]
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
    pub(super) content: Content,
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

    /// A fault of the folder, for its author to mend.
    pub fn malformed(&self, reason: impl Into<String>) -> CatalogError {
        CatalogError::Malformed {
            id: self.id.clone(),
            reason: reason.into(),
        }
    }

    /// CPU time in seconds and memory in MiB that a run may use.
    pub fn limits(&self) -> (u64, u64) {
        let (cpu_seconds, memory_mib) = self.task.usual_limits();
        let LimitsConfig {
            cpu_seconds: cpu_wanted,
            memory_mib: memory_wanted,
        } = self.limits;
        (cpu_wanted.unwrap_or(cpu_seconds), memory_wanted.unwrap_or(memory_mib))
    }
}

/// What stands between the line `heading` and the next line that begins `## `; `None` where there is nothing.
fn section(text: &str, heading: &str) -> Option<String> {
    let below = text.lines().skip_while(|line| line.trim_end() != heading).skip(1);
    let lines: Vec<&str> = below.take_while(|line| !line.starts_with("## ")).collect();
    let section = lines.join("\n").trim().to_owned();
    (!section.is_empty()).then_some(section)
}
