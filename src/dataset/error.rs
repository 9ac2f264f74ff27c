//! `DatasetError`: why a dataset cannot be had, and what helps.

use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    #[error("no dataset is named `{name}`{}", .nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    Unknown { name: String, nearest: Option<String> },
    /// A fault of the dataset's folder: its author's to mend.
    #[error("dataset `{name}`: {file}: {reason}; in a checkout run datasets/{name}/make.py, otherwise install mlings again")]
    Malformed { name: String, file: String, reason: String },
    #[error("the prepared data in `{}` cannot be written: {error}; {}", .path.display(), advice(.error))]
    Cache { path: PathBuf, error: std::io::Error },
    #[error("the prepared file `{}` is damaged: {reason}; it is made again when you run again", .file.display())]
    Damaged { file: PathBuf, reason: String },
}

impl DatasetError {
    pub fn malformed(name: &str, file: &str, reason: String) -> Self {
        Self::Malformed {
            name: name.to_owned(),
            file: file.to_owned(),
            reason,
        }
    }

    pub fn cache(path: &Path, error: std::io::Error) -> Self {
        Self::Cache {
            path: path.to_owned(),
            error,
        }
    }
}

pub fn advice(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "free about 30 MB and run again",
        _ => "make the folder yours to write, or set XDG_CACHE_HOME to one that is",
    }
}
