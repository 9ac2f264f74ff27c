//! Documents: everything a log and the latest scored runs show, as one page of HTML, as Markdown or as JSON; a plan as a calendar.

pub mod calendar;
mod exhibits;
mod facts;
mod figures;
mod plots;
mod template;
mod writing;

use crate::error::Error;

pub use facts::{LogFacts, Moment, Page, ProjectFacts};

impl Page {
    /// Whether a file is a page made here, so that a new one may stand in its place.
    pub fn is_one(bytes: &[u8]) -> bool {
        let text = String::from_utf8_lossy(bytes);
        let marks = [
            "<meta name=\"generator\" content=\"mlings ",
            "# What I have shown so far\n",
            "{\"version\":1,\"mlings\":",
        ];
        text.contains(marks[0]) || marks[1..].iter().any(|mark| text.starts_with(mark))
    }

    /// One self-contained file: it asks for nothing from anywhere.
    ///
    /// # Errors
    /// Only where mlings itself is at fault.
    pub fn html(&self) -> Result<String, Error> {
        writing::html(self)
    }

    /// The same in Markdown, without pictures.
    ///
    /// # Errors
    /// Only where mlings itself is at fault.
    pub fn markdown(&self) -> Result<String, Error> {
        writing::markdown(self)
    }

    /// The same as one JSON object.
    ///
    /// # Errors
    /// Only where mlings itself is at fault.
    pub fn json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Fault(format!("the report is no JSON: {error}")))
    }
}
