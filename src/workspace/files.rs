//! Files of a workspace: written whole or not at all, and a learner's never over.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::{WorkspaceError, io_error};

/// Writes a file that must not exist yet, and syncs it.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Whether the file was written: one that is there stays as it is.
pub fn write_if_missing(path: &Path, text: &str) -> Result<bool, WorkspaceError> {
    let folder: PathBuf = path.parent().expect("a file lies in a folder").to_owned();
    fs::create_dir_all(&folder).map_err(|source| io_error("create", &folder, source))?;
    match write_new(path, text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(source) => Err(io_error("write", path, source)),
    }
}

/// Replaces a file in one step: a crash leaves the old one or the new one, never half of it.
///
/// # Errors
/// When the file or its folder cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let folder = path.parent().expect("a file lies in a folder");
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        // A temporary file is private; what an editor opens should have the usual rights.
        let permissions = fs::metadata(path).map(|metadata| metadata.permissions());
        let file = file.persist(path).map_err(|error| error.error)?;
        make_readable(&file, permissions.ok())
    };
    write().map_err(|source| io_error("write", path, source))
}

#[cfg(unix)]
fn make_readable(file: &File, previous: Option<fs::Permissions>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(previous.unwrap_or_else(|| fs::Permissions::from_mode(0o644)))
}

#[cfg(not(unix))]
fn make_readable(_file: &File, _previous: Option<fs::Permissions>) -> io::Result<()> {
    Ok(())
}
