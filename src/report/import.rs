//! `mlings import`: what was added, what was here already, and what was skipped.

use std::collections::BTreeSet;

use mlings_progress::Skipped;
use serde::Serialize;

use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output};
use crate::error::Error;
use crate::words::count;

/// Another log that was added to this one.
#[derive(Debug, Serialize)]
pub struct Imported<'a> {
    pub added: usize,
    /// Records that were here already.
    pub present: usize,
    /// Lines of the other log that are no records.
    pub skipped: Skipped,
    /// How many of the added records name exercises this mlings does not have.
    pub unknown_lines: usize,
    pub unknown_exercises: BTreeSet<&'a str>,
}

#[derive(Serialize)]
struct ImportObject<'a> {
    version: u32,
    import: &'a Imported<'a>,
}

pub fn show(output: &Output, imported: &Imported) -> Result<(), Error> {
    let object = ImportObject {
        version: JSON_VERSION,
        import: imported,
    };
    let headline = format!(
        "Records added: {}. Here already: {}.",
        count(imported.added),
        count(imported.present)
    );
    let facts = facts(imported);
    let rich = || {
        let facts: Vec<String> = facts.iter().map(|fact| paint_commands(&output.wrap(fact))).collect();
        format!("{}\n{}", paint(style::SUCCESS, &headline), facts.join("\n"))
    };
    output.show(&object, rich, || format!("{headline}\n{}", facts.join("\n")))
}

fn facts(imported: &Imported) -> Vec<String> {
    let mut facts = Vec::new();
    let mut fact = |times: usize, text: String| facts.extend((times > 0).then_some(text));
    let Skipped { foreign, unreadable } = imported.skipped;
    fact(
        unreadable,
        format!("Lines skipped because they are damaged: {}.", count(unreadable)),
    );
    fact(
        foreign,
        format!(
            "Lines skipped because another version of mlings wrote them: {}.",
            count(foreign)
        ),
    );
    let unknown: Vec<&str> = imported.unknown_exercises.iter().copied().collect();
    fact(
        imported.unknown_lines,
        format!(
            "Added, but of exercises this mlings does not have: {} ({}). They count once it has them.",
            count(imported.unknown_lines),
            unknown.join(", ")
        ),
    );
    facts.push("`mlings status` shows what your log amounts to now.".to_owned());
    facts
}
