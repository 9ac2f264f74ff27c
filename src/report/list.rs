//! `mlings list`: the exercises and where the learner stands.

use mlings_progress::{Attainment, ExerciseProgress};
use serde::Serialize;

use super::grid::shorten;
use super::style::{self, pad, pad_left, paint};
use super::{JSON_VERSION, Output};
use crate::catalog::{Exercise, Stage};
use crate::error::Error;
use crate::words;

#[derive(Serialize)]
pub struct List {
    version: u32,
    exercises: Vec<Row>,
}

/// One exercise of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub kind: &'static str,
    /// The id of its stage of the path.
    pub stage: Option<String>,
    #[serde(skip)]
    stage_title: Option<String>,
    pub competencies: Vec<String>,
    pub requires: Vec<String>,
    pub difficulty: u8,
    pub minutes: u32,
    pub state: Attainment,
    pub best: Option<f64>,
    pub attempts: u32,
    pub hints: u8,
}

impl Row {
    pub fn new(exercise: &Exercise, stage: Option<&Stage>, progress: &ExerciseProgress) -> Self {
        Row {
            id: exercise.id.clone(),
            title: exercise.title.clone(),
            summary: exercise.summary.clone(),
            kind: words::kind(exercise.kind),
            stage: stage.map(|stage| stage.id.clone()),
            stage_title: stage.map(|stage| stage.title.clone()),
            competencies: exercise.competencies.clone(),
            requires: exercise.requires.clone(),
            difficulty: exercise.difficulty,
            minutes: exercise.minutes,
            state: progress.attainment,
            best: progress.best,
            attempts: progress.attempts,
            hints: progress.hints,
        }
    }

    fn best(&self) -> String {
        self.best.map(words::score).unwrap_or_default()
    }
}

/// Prints the exercises in order.
pub fn show(output: &Output, rows: Vec<Row>) -> Result<(), Error> {
    let list = List {
        version: JSON_VERSION,
        exercises: rows,
    };
    output.show(&list, || rich(&list.exercises, output.width), || plain(&list.exercises))
}

const HEADINGS: [&str; 8] = ["id", "title", "kind", "trains", "level", "min", "state", "best"];
const TITLE: usize = 1;
/// A title shortened to less tells nothing.
const SHORTEST_TITLE: usize = 12;

fn rich(rows: &[Row], width: usize) -> String {
    if rows.is_empty() {
        return "No exercise is like that. `mlings list` shows all of them.".to_owned();
    }
    let cells: Vec<[String; 8]> = rows.iter().map(cells).collect();
    let mut widths = HEADINGS.map(str::len);
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(textwrap::core::display_width(cell));
        }
    }
    let others: usize = widths.iter().sum::<usize>() - widths[TITLE] + 2 * (widths.len() - 1);
    widths[TITLE] = widths[TITLE].min(width.saturating_sub(others).max(SHORTEST_TITLE));
    let mut lines = vec![paint(style::HEADING, &line(&HEADINGS.map(str::to_owned), &widths))];
    let mut stage = None;
    for (cells, row) in cells.iter().zip(rows) {
        if stage != Some(&row.stage_title) {
            stage = Some(&row.stage_title);
            lines.extend(row.stage_title.as_ref().map(|title| paint(style::HEADING, title)));
        }
        lines.push(paint(row_style(row.state), &line(cells, &widths)));
    }
    lines.push(String::new());
    lines.push(summary(rows));
    lines.join("\n")
}

fn cells(row: &Row) -> [String; 8] {
    let difficulty: String = (1..=5).map(|level| if level <= row.difficulty { '●' } else { '○' }).collect();
    let state = attainment(row.state).to_owned();
    [
        row.id.clone(),
        row.title.clone(),
        row.kind.to_owned(),
        // The primary one; `--json` and `--plain` have them all.
        row.competencies.first().cloned().unwrap_or_default(),
        difficulty,
        row.minutes.to_string(),
        state,
        row.best(),
    ]
}

fn line(cells: &[String; 8], widths: &[usize; 8]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| match HEADINGS[column] {
            "min" | "best" => pad_left(cell, *width),
            _ => pad(&shorten(cell, *width), *width),
        })
        .collect();
    cells.join("  ").trim_end().to_owned()
}

fn attainment(attainment: Attainment) -> &'static str {
    match attainment {
        Attainment::New => "new",
        Attainment::Tried => "tried",
        Attainment::Passed => "passed",
        Attainment::Certified => "certified",
    }
}

fn row_style(attainment: Attainment) -> anstyle::Style {
    match attainment {
        Attainment::New => anstyle::Style::new(),
        Attainment::Tried => style::WARNING,
        Attainment::Passed | Attainment::Certified => style::SUCCESS,
    }
}

fn summary(rows: &[Row]) -> String {
    let passed = rows.iter().filter(|row| row.state >= Attainment::Passed).count();
    format!("{passed} of {} passed", rows.len())
}

fn plain(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let best = row
            .best
            .map(|best| format!(", best score {}", words::score(best)))
            .unwrap_or_default();
        format!(
            "{}: {}; {}, trains {}, level {} of 5, {} minutes, {}{best}",
            row.id,
            row.title,
            row.kind,
            row.competencies.join(" and "),
            row.difficulty,
            row.minutes,
            attainment(row.state)
        )
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.push(summary(rows));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row {
            id: "regression-metrics".to_owned(),
            title: "RMSE, MAE, R², RMSLE and a title that goes on and on for ever".to_owned(),
            summary: String::new(),
            kind: "kata",
            stage: Some("ml".to_owned()),
            stage_title: Some("ML Certification".to_owned()),
            competencies: vec!["eval".to_owned()],
            requires: Vec::new(),
            difficulty: 1,
            minutes: 20,
            state: Attainment::Passed,
            best: Some(1.0),
            attempts: 2,
            hints: 0,
        }
    }

    #[test]
    fn no_line_of_the_table_is_wider_than_the_terminal() {
        let text = rich(&[row()], 80);
        assert!(text.lines().all(|line| textwrap::core::display_width(line) <= 80), "{text}");
        assert!(text.contains('…'));
    }

    #[test]
    fn plain_says_one_exercise_a_line_in_words() {
        assert!(plain(&[row()]).starts_with("regression-metrics: RMSE"));
        assert!(plain(&[row()]).contains("kata, trains eval, level 1 of 5, 20 minutes, passed, best score 1.00\n1 of 1 passed"));
    }
}
