//! exercise.toml: what an author declares of an exercise, parsed and checked.

use std::collections::BTreeSet;

use mlings_grade::metrics::{Costs, Metric};
use serde::Deserialize;

use super::error::CatalogError;
use super::exercise::Exercise;
use super::function::FunctionToml;
use super::path::Path;
use super::task::{KataTask, Kind, LimitsConfig, ProjectTask, Task};
use crate::content::Content;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExerciseToml {
    title: String,
    summary: String,
    learned: String,
    kind: Kind,
    competencies: Vec<String>,
    difficulty: u8,
    minutes: u32,
    #[serde(default)]
    requires: Vec<String>,
    dataset: Option<String>,
    metric: Option<Metric>,
    pass: Option<f64>,
    costs: Option<Costs>,
    #[serde(default)]
    limits: LimitsConfig,
    #[serde(default)]
    functions: Vec<FunctionToml>,
}

/// Reads and checks `exercises/<id>/exercise.toml`; its competencies are some of `path`.
pub(super) fn read(content: &Content, id: &str, path: &Path) -> Result<Exercise, CatalogError> {
    let malformed = |reason: String| CatalogError::Malformed {
        id: id.to_owned(),
        reason,
    };
    let bytes = content
        .read(&format!("exercises/{id}/exercise.toml"))
        .ok_or_else(|| malformed("exercise.toml is missing".to_owned()))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| malformed(format!("exercise.toml is not UTF-8: {error}")))?;
    let parsed: ExerciseToml = toml::from_str(text).map_err(|error| malformed(describe(&error, text)))?;
    parsed.check().map_err(malformed)?;
    parsed.check_competencies(path).map_err(malformed)?;
    let task = parsed.task().map_err(malformed)?;
    Ok(Exercise {
        id: id.to_owned(),
        title: parsed.title,
        summary: parsed.summary,
        learned: parsed.learned,
        kind: parsed.kind,
        competencies: parsed.competencies,
        difficulty: parsed.difficulty,
        minutes: parsed.minutes,
        requires: parsed.requires,
        limits: parsed.limits,
        task,
        content: content.clone(),
    })
}

/// The parser's message on one line, with the line of the file it speaks of.
fn describe(error: &toml::de::Error, text: &str) -> String {
    let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
    let place = line.map(|line| format!(" line {line}")).unwrap_or_default();
    format!("exercise.toml{place}: {}", error.message().replace('\n', " "))
}

impl ExerciseToml {
    /// Every bound of the fields that all kinds share.
    fn check(&self) -> Result<(), String> {
        for (key, text) in [("title", &self.title), ("summary", &self.summary), ("learned", &self.learned)] {
            if text.trim().is_empty() || text.contains('\n') {
                return Err(format!("`{key}` is {text:?}; write one line"));
            }
        }
        if !(1..=5).contains(&self.difficulty) {
            return Err(format!("`difficulty` is {}; it runs from 1 to 5", self.difficulty));
        }
        if self.minutes == 0 {
            return Err("`minutes` is 0; say how long a learner needs".to_owned());
        }
        Ok(())
    }

    fn check_competencies(&self, path: &Path) -> Result<(), String> {
        if self.competencies.is_empty() {
            return Err("`competencies` is empty; name the primary one first".to_owned());
        }
        let known: Vec<&str> = path.competencies.iter().map(|competency| competency.id.as_str()).collect();
        match self.competencies.iter().find(|key| !known.contains(&key.as_str())) {
            Some(unknown) => Err(format!("unknown competency `{unknown}`; use {}", known.join(", "))),
            None => Ok(()),
        }
    }

    fn task(&self) -> Result<Task, String> {
        match self.kind {
            Kind::Kata => self.kata().map(Task::Kata),
            Kind::Project | Kind::Case => self.project().map(Task::Project),
        }
    }

    fn kata(&self) -> Result<KataTask, String> {
        let strays = [
            ("dataset", self.dataset.is_some()),
            ("metric", self.metric.is_some()),
            ("pass", self.pass.is_some()),
            ("costs", self.costs.is_some()),
        ];
        if let Some((key, _)) = strays.into_iter().find(|(_, given)| *given) {
            return Err(format!("`{key}` belongs to projects; a kata is graded on its cases"));
        }
        if self.functions.is_empty() {
            return Err("a kata needs at least one [[functions]] table".to_owned());
        }
        let mut names = BTreeSet::new();
        for function in &self.functions {
            if !names.insert(&function.name) {
                return Err(format!("two functions are named `{}`", function.name));
            }
        }
        let functions = self.functions.iter().map(FunctionToml::read);
        Ok(KataTask {
            functions: functions.collect::<Result<_, _>>()?,
        })
    }

    fn project(&self) -> Result<ProjectTask, String> {
        if let Some(function) = self.functions.first() {
            return Err(format!(
                "[[functions]] `{}` belongs to katas; a project is fitted and asked to predict",
                function.name
            ));
        }
        let missing = |key: &str| format!("a project needs `{key}`");
        let pass = self.pass.ok_or_else(|| missing("pass"))?;
        if !(pass > 0.0 && pass <= 1.0) {
            return Err(format!(
                "`pass` is {pass}; it is a fraction of the way from baseline to reference, in (0, 1]"
            ));
        }
        Ok(ProjectTask {
            dataset: self.dataset.clone().ok_or_else(|| missing("dataset"))?,
            metric: self.metric_with_costs()?,
            pass,
        })
    }

    fn metric_with_costs(&self) -> Result<Metric, String> {
        match (self.metric.ok_or("a project needs `metric`")?, self.costs) {
            (Metric::MeanCostError(_), None) => {
                Err("`mean_cost_error` needs [costs]; add it with `false_positive` and `false_negative`".to_owned())
            }
            (Metric::MeanCostError(_), Some(costs)) => {
                let both = [
                    ("false_positive", costs.false_positive),
                    ("false_negative", costs.false_negative),
                ];
                match both.into_iter().find(|(_, cost)| *cost == 0) {
                    Some((key, _)) => Err(format!(
                        "`{key}` of [costs] is 0, so that one decision for all rows costs nothing; give a cost of 1 or more"
                    )),
                    None => Ok(Metric::MeanCostError(costs)),
                }
            }
            (metric, Some(_)) => Err(format!(
                "[costs] belongs to the metric `mean_cost_error`, and `metric` is `{}`; change it or drop [costs]",
                metric.name()
            )),
            (metric, None) => Ok(metric),
        }
    }
}
