//! `mlings` alone: the next exercise and the commands for it.

use serde::Serialize;

use super::style::{self, pad, paint, paint_commands};
use super::{JSON_VERSION, Output};
use crate::catalog::Exercise;
use crate::error::Error;
use crate::words;

/// Where the learner is.
#[derive(Debug, Serialize)]
pub struct Home {
    version: u32,
    /// The workspace's folder; none outside a workspace.
    workspace: Option<String>,
    passed: usize,
    exercises: usize,
    next: Option<Next>,
}

#[derive(Debug, Serialize)]
struct Next {
    exercise: String,
    title: String,
    kind: &'static str,
    minutes: u32,
    /// The learner's files, relative to the workspace.
    files: Vec<String>,
}

impl Home {
    /// `passed` of `exercises` are done; `next` is the exercise the learner is at, with its files.
    pub fn new(workspace: Option<String>, passed: usize, exercises: usize, next: Option<(&Exercise, Vec<String>)>) -> Self {
        let next = next.map(|(exercise, files)| Next {
            exercise: exercise.id.clone(),
            title: exercise.title.clone(),
            kind: words::kind(exercise.kind),
            minutes: exercise.minutes,
            files,
        });
        Home {
            version: JSON_VERSION,
            workspace,
            passed,
            exercises,
            next,
        }
    }

    fn headline(&self) -> String {
        match self.workspace {
            Some(_) => format!("{} of {} exercises passed", self.passed, self.exercises),
            None => format!(
                "mlings {}: {} exercises on real data",
                env!("CARGO_PKG_VERSION"),
                self.exercises
            ),
        }
    }

    fn next_line(&self) -> Option<String> {
        let next = self.next.as_ref()?;
        Some(format!(
            "{}: {} ({}, about {} minutes)",
            next.exercise, next.title, next.kind, next.minutes
        ))
    }

    /// Commands and what each is for.
    fn commands(&self) -> Vec<(String, String)> {
        let command = |command: &str, purpose: &str| (format!("mlings {command}"), purpose.to_owned());
        if self.workspace.is_none() {
            return vec![
                command("demo", "see every project graded, right now"),
                command("init learn", "make a folder for your solutions"),
                command("list", "show the exercises"),
            ];
        }
        let Some(next) = &self.next else {
            return vec![command("list", "every exercise is passed: choose one to improve")];
        };
        let mut commands: Vec<_> = next
            .files
            .iter()
            .map(|file| (file.clone(), "your solution: edit and save".to_owned()))
            .collect();
        commands.extend([
            command(&format!("run {}", next.exercise), "grade it"),
            command(&format!("hint {}", next.exercise), "get a hint"),
            command("list", "show all exercises"),
        ]);
        commands
    }
}

pub fn show(output: &Output, home: &Home) -> Result<(), Error> {
    output.show(home, || rich(home), || plain(home))
}

fn rich(home: &Home) -> String {
    let mut lines = vec![paint(style::HEADING, &home.headline()), String::new()];
    if let Some(next) = home.next_line().filter(|_| home.workspace.is_some()) {
        lines.extend([format!("Next: {}", paint(style::HEADING, &next)), String::new()]);
    }
    let commands = home.commands();
    let width = commands.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    lines.extend(
        commands
            .iter()
            .map(|(command, purpose)| format!("  {}  {purpose}", paint(style::COMMAND, &pad(command, width)))),
    );
    lines.extend([String::new(), paint_commands("`mlings --help` shows every command.")]);
    lines.join("\n")
}

fn plain(home: &Home) -> String {
    let mut lines = vec![home.headline()];
    lines.extend(
        home.next_line()
            .filter(|_| home.workspace.is_some())
            .map(|next| format!("next: {next}")),
    );
    lines.extend(
        home.commands()
            .iter()
            .map(|(command, purpose)| format!("{command}: {purpose}")),
    );
    lines.join("\n")
}
