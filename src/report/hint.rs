//! `mlings hint`: one hint, and what it costs.

use serde::Serialize;

use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output, prose};
use crate::error::Error;

/// A hint as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Hint {
    version: u32,
    exercise: String,
    /// 1 to `of`.
    level: u8,
    of: u8,
    text: String,
}

impl Hint {
    pub fn new(exercise: &str, level: u8, of: u8, text: &str) -> Self {
        Hint {
            version: JSON_VERSION,
            exercise: exercise.to_owned(),
            level,
            of,
            text: text.to_owned(),
        }
    }

    fn heading(&self) -> String {
        format!("Hint {} of {} for {}", self.level, self.of, self.exercise)
    }

    fn next_step(&self) -> String {
        if self.level < self.of {
            format!("Still stuck? `mlings hint {}` shows the next one.", self.exercise)
        } else {
            format!(
                "That was the last hint. `mlings solution {}` shows the reference, at a price.",
                self.exercise
            )
        }
    }
}

pub fn show(output: &Output, hint: &Hint) -> Result<(), Error> {
    let rich = || {
        let text = prose::fit(&hint.text, output.width);
        let next_step = paint_commands(&output.wrap(&hint.next_step()));
        format!("{}\n\n{text}\n\n{next_step}", paint(style::HEADING, &hint.heading()))
    };
    output.show(hint, rich, || {
        format!(
            "{}\n{}\n{}",
            hint.heading(),
            prose::fit(&hint.text, output.width),
            hint.next_step()
        )
    })
}
