//! The page as HTML and as Markdown: its facts in words, its pictures drawn.

use serde::Serialize;

use super::exhibits::Exhibits;
use super::facts::{Page, ProjectFacts};
use super::figures::{Figure, history};
use super::template;
use crate::error::Error;
use crate::readiness::Goal;
use crate::report::readiness::facts;
use crate::words;

const HTML: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const MARKDOWN: &str = include_str!("page.md");

/// What both templates are filled with; pictures are for HTML alone.
#[derive(Serialize)]
struct Filling<'a> {
    page: &'a Page,
    style: &'a str,
    chosen: &'a Goal,
    /// What is to be said of the chosen stage, a sentence each.
    facts: Vec<String>,
    history: Option<Figure>,
    projects: Vec<ProjectFilling<'a>>,
}

#[derive(Serialize)]
struct ProjectFilling<'a> {
    facts: &'a ProjectFacts,
    status: &'static str,
    language: &'static str,
    metric_words: String,
    exhibits: Option<Exhibits>,
}

pub fn html(page: &Page) -> Result<String, Error> {
    let projects = page
        .projects
        .iter()
        .map(|project| Ok((project, Some(Exhibits::of(project)?))));
    let filling = filling(page, history(page)?, projects.collect::<Result<_, Error>>()?);
    template::fill("page.html", HTML, &filling)
}

pub fn markdown(page: &Page) -> Result<String, Error> {
    let projects = page.projects.iter().map(|project| (project, None)).collect();
    template::fill("page.md", MARKDOWN, &filling(page, None, projects))
}

fn filling<'a>(page: &'a Page, history: Option<Figure>, projects: Vec<(&'a ProjectFacts, Option<Exhibits>)>) -> Filling<'a> {
    let chosen = &page.stages[page.chosen];
    let project = |(project, exhibits): (&'a ProjectFacts, Option<Exhibits>)| ProjectFilling {
        status: words::status(project.status),
        language: words::language(project.language),
        metric_words: words::metric(project.metric),
        facts: project,
        exhibits,
    };
    Filling {
        page,
        style: STYLE,
        chosen,
        facts: facts(&chosen.readiness),
        history,
        projects: projects.into_iter().map(project).collect(),
    }
}
