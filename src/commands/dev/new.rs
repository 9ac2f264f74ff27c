//! `mlings dev new`: makes an exercise folder that says in each file what belongs there.

use std::fs;
use std::path::Path;

use super::checkout::Checkout;
use super::template;
use crate::catalog::Kind;
use crate::cli::NewKind;
use crate::commands::context::Context;
use crate::error::Error;
use crate::exit::ExitCode;

pub fn run(id: &str, kind: NewKind, checkout: &Checkout, context: &Context) -> Result<ExitCode, Error> {
    let id = valid_id(id)?;
    let folder = checkout.exercise_folder(id);
    if folder.exists() {
        return Err(Error::Usage(format!(
            "exercises/{id} is there already; choose another id, or edit that folder"
        )));
    }
    let files = match kind {
        NewKind::Kata => template::files(Kind::Kata),
        NewKind::Project => template::files(Kind::Project),
    };
    for (path, text) in files {
        write(&folder.join(path), text)?;
    }
    context.output.print(&format!(
        "Made exercises/{id} with {} files; each says what belongs there.\n\
         Next: write its README.md, then `mlings dev bless {id}` and `mlings dev check {id}`, which says what is left to do.",
        files.len()
    ))?;
    Ok(ExitCode::Success)
}

fn valid_id(id: &str) -> Result<&str, Error> {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if id.split('-').all(is_word) {
        return Ok(id);
    }
    Err(Error::Usage(format!(
        "`{id}` cannot be an id; use small letters, digits and single hyphens, such as `gini-split`"
    )))
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    let folder = path.parent().expect("a template file lies in the exercise's folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| {
            Error::Environment(format!(
                "cannot write {}: {error}; check that the checkout is yours to write",
                path.display()
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_small_words_joined_by_hyphens() {
        assert!(valid_id("gini-split").is_ok());
        assert!(valid_id("pca2").is_ok());
        for wrong in ["", "Gini", "gini--split", "-gini", "gini_split", "../gini"] {
            assert!(valid_id(wrong).is_err(), "{wrong}");
        }
    }
}
