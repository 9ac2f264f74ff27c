//! A file a command was told to write: whole or not at all, and never over another one unasked.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::Error;
use crate::workspace;

/// Writes `bytes` to `path`. A file that is there already is replaced only if its bytes `may_be_replaced`.
///
/// # Errors
/// When a file is there that is to stay (`advice` says what to do then), or the new one cannot be written.
pub fn write(path: &Path, bytes: &[u8], may_be_replaced: impl FnOnce(&[u8]) -> bool, advice: &str) -> Result<(), Error> {
    let failed = |error: io::Error| Error::Environment(format!("cannot write {}: {error}; name another file", path.display()));
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
        // A device or a pipe keeps nothing that could be lost, and is not to be replaced by a file.
        Ok(metadata) if !metadata.is_file() => return fs::write(path, bytes).map_err(failed),
        Ok(_) if may_be_replaced(&fs::read(path).map_err(failed)?) => {}
        Ok(_) => return Err(Error::Usage(format!("{} exists already; {advice}", path.display()))),
    }
    // Behind a link lies the file that is meant.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    Ok(workspace::replace(&path, bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_to_stay_stays_and_the_advice_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        fs::write(&path, "mine").unwrap();
        let error = write(&path, b"new", |_| false, "name another file").unwrap_err();
        assert!(error.to_string().ends_with("exists already; name another file"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn a_new_file_and_one_that_may_be_replaced_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/log.jsonl");
        write(&path, b"one", |_| false, "").unwrap();
        write(&path, b"two", |old| old == b"one", "").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link_to_the_new_text() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"new", |_| true, "").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }
}
