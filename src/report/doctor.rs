//! `mlings doctor`: what is there, what is missing, and how to get it.

use serde::Serialize;

use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output};
use crate::error::Error;

/// What was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    pub name: &'static str,
    pub state: State,
    /// What was found, or how to get what was not.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Found,
    /// Missing, and nothing works without it.
    Needed,
    /// Missing, and only something is not possible without it.
    Optional,
}

#[derive(Serialize)]
struct DoctorObject<'items> {
    version: u32,
    items: &'items [Item],
}

pub fn show(output: &Output, items: &[Item]) -> Result<(), Error> {
    let object = DoctorObject {
        version: JSON_VERSION,
        items,
    };
    output.show(&object, || rich(items, output.width), || plain(items))
}

fn rich(items: &[Item], width: usize) -> String {
    let names = items.iter().map(|item| item.name.len()).max().unwrap_or(0);
    let line = |item: &Item| {
        let mark = match item.state {
            State::Found => paint(style::SUCCESS, "✓"),
            State::Needed => paint(style::FAILURE, "✗"),
            State::Optional => paint(style::WARNING, "–"),
        };
        let indent = " ".repeat(names + 4);
        let detail = super::wrap(&item.detail, width, &indent);
        format!(
            "{mark} {}  {}",
            style::pad(item.name, names),
            paint_commands(detail.trim_start())
        )
    };
    let mut lines: Vec<String> = items.iter().map(line).collect();
    lines.extend([String::new(), verdict(items)]);
    lines.join("\n")
}

fn plain(items: &[Item]) -> String {
    let line = |item: &Item| {
        let state = match item.state {
            State::Found => "found",
            State::Needed => "missing and needed",
            State::Optional => "missing, optional",
        };
        format!("{}, {state}: {}", item.name, item.detail)
    };
    let mut lines: Vec<String> = items.iter().map(line).collect();
    lines.push(verdict(items));
    lines.join("\n")
}

fn verdict(items: &[Item]) -> String {
    match items.iter().filter(|item| item.state == State::Needed).count() {
        0 => "Everything that is needed is here.".to_owned(),
        1 => "One thing is missing; the line above says how to get it.".to_owned(),
        missing => format!("{missing} things are missing; the lines above say how to get them."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<Item> {
        let item = |name, state, detail: &str| Item {
            name,
            state,
            detail: detail.to_owned(),
        };
        vec![
            item("Rust", State::Found, "rustc 1.95.0"),
            item(
                "Python",
                State::Needed,
                "none from 3.10 on; get one from python.org or your system's packages, then run `mlings init`",
            ),
            item("sandbox", State::Optional, "limits only"),
        ]
    }

    #[test]
    fn what_is_missing_says_how_to_get_it() {
        insta::assert_snapshot!(anstream::adapter::strip_str(&rich(&items(), 80)));
    }

    #[test]
    fn plain_says_one_thing_a_line() {
        insta::assert_snapshot!(plain(&items()));
    }
}
