//! `mlings report`: where the page was written, and of which log.

use std::path::Path;

use serde::Serialize;

use super::{JSON_VERSION, Output};
use crate::error::Error;

#[derive(Serialize)]
struct WrittenObject<'a> {
    version: u32,
    file: String,
    log_sha256: &'a str,
}

/// Says where the page of the log with this hash is.
pub fn show(output: &Output, path: &Path, log_sha256: &str) -> Result<(), Error> {
    let file = path.display().to_string();
    let said = format!("The report is in {file}.");
    let object = WrittenObject {
        version: JSON_VERSION,
        file,
        log_sha256,
    };
    output.show(&object, || said.clone(), || said.clone())
}
