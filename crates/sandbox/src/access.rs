//! What a program may reach of the file system and of other processes: named grants, and nothing else.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::SandboxError;

/// The grants of one program. A path that does not exist grants nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// Files that may be executed (and read), and folders of such files; the program itself is always one.
    pub execute: Vec<PathBuf>,
    /// Files, and folders with all that lies below them, that may be read.
    pub read: Vec<PathBuf>,
    /// Files that exist and may be written.
    pub write: Vec<PathBuf>,
    /// The one folder in which everything may be done; only builds have one.
    pub scratch: Option<PathBuf>,
    /// Whether it may start other processes, and deal with the files and processes of its own as a compiler does.
    pub processes: bool,
    /// Whether refused access to files is noticed too. It costs time with each file opened, and grants nothing.
    pub watched: bool,
    /// What lies out of reach even where a folder of the system's is granted that holds it.
    pub kept: Vec<PathBuf>,
}

impl Access {
    /// These grants and those of `other`. Scratch folder, processes and watching stay as they are here.
    #[cfg(target_os = "linux")]
    pub fn and(mut self, other: Access) -> Self {
        self.execute.extend(other.execute);
        self.read.extend(other.read);
        self.write.extend(other.write);
        self
    }

    /// Every granted path.
    pub fn grants(&self) -> impl Iterator<Item = &Path> {
        let lists = [&self.execute, &self.read, &self.write];
        lists.into_iter().flatten().chain(&self.scratch).map(PathBuf::as_path)
    }

    /// Whether no grant reaches one of `secrets`, or a part of one. A folder of the system's that holds one is granted without it, where
    /// that can be.
    ///
    /// # Errors
    /// [`SandboxError::Exposed`] names the first grant that would.
    pub fn keeps<'a>(&self, secrets: impl IntoIterator<Item = &'a Path>) -> Result<(), SandboxError> {
        let secrets: Vec<PathBuf> = secrets.into_iter().filter_map(|secret| secret.canonicalize().ok()).collect();
        for grant in self.grants() {
            // What is not there grants nothing.
            let Ok(canonical) = grant.canonicalize() else { continue };
            let is_parted = cfg!(target_os = "linux") && is_of_system(&canonical);
            let is_reached = |secret: &&PathBuf| canonical.starts_with(secret) || (secret.starts_with(&canonical) && !is_parted);
            if let Some(secret) = secrets.iter().find(is_reached) {
                return Err(SandboxError::Exposed {
                    grant: grant.to_owned(),
                    secret: secret.clone(),
                });
            }
        }
        Ok(())
    }

    /// These grants as canonical paths, each turned by `seen` into what it is to the program; without those that are not there.
    #[cfg(target_os = "linux")]
    pub fn resolved(mut self, seen: impl Fn(PathBuf) -> PathBuf) -> Self {
        let resolve = |grants: Vec<PathBuf>| {
            grants
                .into_iter()
                .filter_map(|grant| seen(grant).canonicalize().ok())
                .collect()
        };
        self.execute = resolve(self.execute);
        self.read = resolve(self.read);
        self.write = resolve(self.write);
        self.scratch = self.scratch.and_then(|scratch| scratch.canonicalize().ok());
        self
    }

    /// Whether a file at the canonical `path` may be opened, to write or only to read; the grants are [`Access::resolved`] ones.
    #[cfg(target_os = "linux")]
    pub fn allows(&self, path: &Path, writes: bool) -> bool {
        let below = |grants: &[PathBuf]| grants.iter().any(|grant| path.starts_with(grant));
        let scratch = self.scratch.as_slice();
        below(scratch) || below(&self.write) || (!writes && (below(&self.read) || below(&self.execute)))
    }
}

/// Whether a folder is one that packages install into.
fn is_of_system(path: &Path) -> bool {
    const FOLDERS: [&str; 6] = ["/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store"];
    FOLDERS.iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn reading(paths: &[&Path]) -> Access {
        Access {
            read: paths.iter().map(|path| (*path).to_owned()).collect(),
            ..Access::default()
        }
    }

    #[test]
    fn a_grant_that_holds_a_secret_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let (labels, job) = (folder.path().join("labels"), folder.path().join("job"));
        fs::create_dir(&job).unwrap();
        fs::write(&labels, "").unwrap();
        assert!(reading(&[&job]).keeps([labels.as_path()]).is_ok());
        let error = reading(&[folder.path()]).keeps([labels.as_path()]).unwrap_err();
        assert!(error.to_string().contains("labels"), "{error}");
        assert!(reading(&[&labels]).keeps([labels.as_path()]).is_err());
        assert!(reading(&[&job]).keeps([folder.path()]).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn a_grant_is_seen_through_links_and_dots() {
        let folder = tempfile::tempdir().unwrap();
        let (secret, link) = (folder.path().join("secret"), folder.path().join("link"));
        fs::create_dir(&secret).unwrap();
        std::os::unix::fs::symlink(&secret, &link).unwrap();
        let roundabout = link.join("..").join("secret");
        for grant in [&link, &roundabout] {
            assert!(reading(&[grant]).keeps([secret.as_path()]).is_err(), "{}", grant.display());
        }
    }

    #[test]
    fn what_is_not_there_grants_nothing() {
        assert!(reading(&[Path::new("/no/such/folder")]).keeps([Path::new("/")]).is_ok());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn reading_is_allowed_below_a_grant_and_writing_only_where_it_is_granted() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::write(root.join("answers"), "").unwrap();
        let access = Access {
            write: vec![root.join("answers")],
            ..reading(&[&root, Path::new("/no/such/folder")])
        }
        .resolved(|grant| grant);
        assert!(access.allows(&root.join("any/file"), false) && !access.allows(&root.join("any/file"), true));
        assert!(access.allows(&root.join("answers"), true));
        assert!(!access.allows(Path::new("/etc/passwd"), false));
    }
}
