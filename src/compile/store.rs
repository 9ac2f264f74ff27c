//! Files in the cache folder that are named by their content, and kept in bounds.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::words::hex;

/// How many entries a folder of the store keeps: the least recently used go first.
const KEPT: usize = 200;
/// What was used since then may be in use still, by this mlings or another one.
const IN_USE: Duration = Duration::from_secs(60 * 60);

/// The first 64 bits of the sha256 over `parts`, each with its length: enough to tell what one person's cache holds apart.
pub fn key(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    hex(&digest.finalize()[..8])
}

/// The file `name` with `text`, written in `cache` unless it is there.
pub fn file(cache: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let files = cache.join("files");
    let folder = files.join(key(&[text]));
    let path = folder.join(name);
    if fs::read(&path).is_ok_and(|kept| kept == text.as_bytes()) {
        mark_used(&folder);
        return Ok(path);
    }
    fs::create_dir_all(&folder)?;
    write(&path, text.as_bytes())?;
    prune(&files);
    Ok(path)
}

/// Writes the whole file or nothing, whoever else writes it.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().expect("a file of the cache lies in a folder");
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.persist(path)?;
    Ok(())
}

/// Notes that an entry is used now, so that it is not the next to go.
pub fn mark_used(entry: &Path) {
    // A cache that cannot be written is not pruned either.
    let _ = fs::File::open(entry).and_then(|entry| entry.set_modified(SystemTime::now()));
}

/// Removes the least recently used entries of `folder` beyond those it keeps; never one that may be in use.
pub fn prune(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let age = |entry: &fs::DirEntry| {
        entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH)
    };
    let mut entries: Vec<(SystemTime, PathBuf)> = entries.flatten().map(|entry| (age(&entry), entry.path())).collect();
    if entries.len() <= KEPT {
        return;
    }
    entries.sort();
    let spared = SystemTime::now() - IN_USE;
    for (_, path) in entries[..entries.len() - KEPT].iter().filter(|(used, _)| *used < spared) {
        // Another mlings may have removed it already; what cannot be removed is tried again next time.
        let _ = fs::remove_dir_all(path);
    }
}

/// When a file or folder was changed, in nanoseconds since 1970; 0 where that is not known.
pub fn changed(path: &Path) -> u128 {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    modified
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_mended_when_damaged() {
        let cache = tempfile::tempdir().unwrap();
        let path = file(cache.path(), "a.py", "x = 1").unwrap();
        let made = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(file(cache.path(), "a.py", "x = 1").unwrap(), path);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), made);
        fs::write(&path, "x = 2").unwrap();
        file(cache.path(), "a.py", "x = 1").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "x = 1");
        assert_ne!(file(cache.path(), "a.py", "x = 3").unwrap(), path);
    }

    #[test]
    fn what_may_be_in_use_stays_however_much_is_added() {
        let cache = tempfile::tempdir().unwrap();
        let running = file(cache.path(), "a.py", "x = 1").unwrap();
        let long_ago = SystemTime::UNIX_EPOCH;
        fs::File::open(running.parent().unwrap())
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        assert_eq!(file(cache.path(), "a.py", "x = 1").unwrap(), running);
        for number in 0..=KEPT {
            file(cache.path(), "b.py", &format!("y = {number}")).unwrap();
        }
        assert!(running.is_file());
    }

    #[test]
    fn the_oldest_entries_go_first() {
        let cache = tempfile::tempdir().unwrap();
        let name = |number: usize| cache.path().join(format!("{number:03}"));
        for number in 0..KEPT + 2 {
            fs::create_dir(name(number)).unwrap();
            let made = SystemTime::UNIX_EPOCH + Duration::from_secs(number as u64);
            fs::File::open(name(number)).unwrap().set_modified(made).unwrap();
        }
        prune(cache.path());
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), KEPT);
        assert!(!name(0).exists() && !name(1).exists() && name(2).exists());
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    }
}
