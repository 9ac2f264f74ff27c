//! `mlings export`: the log itself, or where it went.

use std::path::Path;

use mlings_progress::Skipped;
use serde::Serialize;

use super::style::{self, paint};
use super::{Format, JSON_VERSION, Output};
use crate::error::Error;
use crate::words::count;

/// A log that was exported.
#[derive(Debug)]
pub struct Exported<'a> {
    /// Where it was written; none for stdout.
    pub file: Option<&'a Path>,
    pub records: usize,
    /// What stayed behind.
    pub skipped: Skipped,
    /// Its lines, each with its newline.
    pub log: &'a str,
}

#[derive(Serialize)]
struct ExportObject<'a> {
    version: u32,
    file: Option<String>,
    records: usize,
    skipped: Skipped,
    /// None where it is in the file.
    log: Option<&'a str>,
}

pub fn show(output: &Output, exported: &Exported) -> Result<(), Error> {
    let file = exported.file.map(|path| path.display().to_string());
    match &file {
        None if output.format != Format::Json => return output.print_lines(exported.log),
        _ => {}
    }
    let headline = format!(
        "{} records written to {}.",
        count(exported.records),
        file.as_deref().unwrap_or_default()
    );
    let object = ExportObject {
        version: JSON_VERSION,
        log: file.is_none().then_some(exported.log),
        file,
        records: exported.records,
        skipped: exported.skipped,
    };
    output.show(&object, || paint(style::SUCCESS, &headline), || headline.clone())
}
