//! `Checkout`: the repository an author works in.

use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Exercise};
use crate::content::Content;
use crate::error::Error;

/// The folder that holds `exercises/` and `datasets/`.
pub struct Checkout {
    root: PathBuf,
    pub content: Content,
}

impl Checkout {
    pub fn locate(directory: &Path) -> Result<Self, Error> {
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
    pub fn secrets(&self) -> [PathBuf; 2] {
        ["exercises", "datasets"].map(|folder| self.root.join(folder))
    }

    pub fn exercise_folder(&self, id: &str) -> PathBuf {
        self.root.join("exercises").join(id)
    }
}

/// The exercises named, or all.
pub fn chosen<'catalog>(ids: &[String], catalog: &'catalog Catalog) -> Result<Vec<&'catalog Exercise>, Error> {
    match ids {
        [] => Ok(catalog.exercises.iter().collect()),
        ids => ids.iter().map(|id| catalog.find(id).map_err(Error::from)).collect(),
    }
}
