//! The exercises and datasets as files: embedded in the binary, or an author's checkout.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// One file of `exercises/` or `datasets/`, embedded by `build.rs`; `path` is relative to the repository's root.
pub struct EmbeddedFile {
    pub path: &'static str,
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where exercises and datasets are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// What `build.rs` put in the binary: what learners use.
    Embedded,
    /// A repository's root, holding `exercises/` and `datasets/`: what `mlings dev` uses.
    Checkout(PathBuf),
}

impl Content {
    /// The file at `path` (relative to the root, `/` between parts), or `None` where there is none.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            // build.rs writes FILES in the order of its paths.
            Self::Embedded => FILES
                .binary_search_by_key(&path, |file| file.path)
                .ok()
                .map(|index| Cow::Borrowed(FILES[index].bytes)),
            Self::Checkout(root) => std::fs::read(root.join(path)).ok().map(Cow::Owned),
        }
    }

    /// The names of the folders directly below `folder` (`"exercises"` or `"datasets"`), sorted.
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        let below = self.files(folder);
        let names: BTreeSet<&str> = below
            .iter()
            .filter_map(|path| path.strip_prefix(&prefix)?.split_once('/'))
            .map(|(name, _)| name)
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The paths of all files below `folder`, relative to the root, sorted.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        let mut paths: Vec<String> = match self {
            Self::Embedded => FILES
                .iter()
                .map(|file| file.path.to_owned())
                .filter(|path| path.starts_with(&prefix))
                .collect(),
            Self::Checkout(root) => {
                let files = mlings_content::check::content_files(&root.join(folder)).unwrap_or_default();
                files
                    .iter()
                    .filter_map(|path| slashed(path.strip_prefix(root).ok()?))
                    .collect()
            }
        };
        paths.sort();
        paths
    }
}

/// A relative path with `/` between its parts; `None` where a name is not UTF-8.
fn slashed(path: &std::path::Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkout() -> Content {
        Content::Checkout(PathBuf::from(env!("CARGO_MANIFEST_DIR")))
    }

    #[test]
    fn the_embedded_files_are_those_of_the_checkout() {
        for folder in ["datasets", "exercises"] {
            let embedded = Content::Embedded.files(folder);
            assert_eq!(embedded, checkout().files(folder));
            for path in embedded {
                assert_eq!(Content::Embedded.read(&path), checkout().read(&path), "{path}");
            }
        }
    }

    #[test]
    fn folders_are_named_once_and_sorted() {
        for content in [Content::Embedded, checkout()] {
            let folders = content.folders("datasets");
            assert!(folders.is_sorted_by(|one, other| one < other), "{folders:?}");
            assert!(
                ["king-county", "mnist", "sms-spam"]
                    .iter()
                    .all(|name| folders.iter().any(|folder| folder == name))
            );
        }
    }

    #[test]
    fn what_is_not_there_reads_as_none() {
        for content in [Content::Embedded, checkout()] {
            assert_eq!(content.read("datasets/king-county/none.csv"), None);
            assert!(content.files("nothing").is_empty() && content.folders("nothing").is_empty());
        }
    }

    #[test]
    fn the_scripts_that_make_the_data_are_not_embedded() {
        assert!(Content::Embedded.files("datasets").iter().all(|path| !path.ends_with(".py")));
    }
}
