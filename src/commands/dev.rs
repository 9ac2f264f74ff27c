//! `mlings dev`: for authors, in a checkout of the repository.

mod bless;
mod check;
mod new;
mod sandbox;
mod template;

use std::path::{Path, PathBuf};

use super::Context;
use crate::catalog::{Catalog, Exercise};
use crate::cli::DevCommand;
use crate::content::Content;
use crate::error::Error;
use crate::exit::ExitCode;

/// A checkout: the folder that holds `exercises/` and `datasets/`.
struct Checkout {
    root: PathBuf,
    content: Content,
}

pub fn run(command: &DevCommand, context: &Context) -> Result<ExitCode, Error> {
    let checkout = || Checkout::locate(&context.directory);
    match command {
        DevCommand::New { id, kind } => new::run(id, *kind, &checkout()?, context),
        DevCommand::Bless { ids } => bless::run(ids, &checkout()?, context),
        DevCommand::Check { ids } => check::run(ids, &checkout()?, context),
        DevCommand::Sandbox(arguments) => sandbox::run(arguments, context),
    }
}

impl Checkout {
    fn locate(directory: &Path) -> Result<Self, Error> {
        let is_checkout = |folder: &&Path| folder.join("exercises").is_dir() && folder.join("datasets").is_dir();
        let root = directory.ancestors().find(is_checkout).ok_or_else(|| {
            let here = directory.display();
            Error::Usage(format!(
                "{here} is in no checkout of mlings; `mlings dev` works where exercises/ and datasets/ are"
            ))
        })?;
        Ok(Checkout {
            root: root.to_owned(),
            content: Content::Checkout(root.to_owned()),
        })
    }

    /// Where expected answers and labels lie.
    fn secrets(&self) -> [PathBuf; 2] {
        ["exercises", "datasets"].map(|folder| self.root.join(folder))
    }

    fn exercise_folder(&self, id: &str) -> PathBuf {
        self.root.join("exercises").join(id)
    }
}

/// The exercises named, or all.
fn chosen<'catalog>(ids: &[String], catalog: &'catalog Catalog) -> Result<Vec<&'catalog Exercise>, Error> {
    match ids {
        [] => Ok(catalog.exercises.iter().collect()),
        ids => ids.iter().map(|id| catalog.find(id).map_err(Error::from)).collect(),
    }
}
