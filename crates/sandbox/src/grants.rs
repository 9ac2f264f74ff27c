//! What a program may reach on Linux: its own grants, and what every program needs to start.

use std::fs;
use std::path::{Path, PathBuf};

use crate::access::Access;
use crate::program::Program;

/// All that `program` may reach: its grants, its own file, and what every program needs; without what is kept, for mlings or its cache
/// may have been installed among the system's libraries.
pub fn of(program: &Program) -> Access {
    let mut access = program.access.clone().and(system());
    access.execute.push(program.executable.clone());
    let kept: Vec<PathBuf> = access.kept.iter().filter_map(|path| path.canonicalize().ok()).collect();
    access.read = apart_from(&kept, access.read);
    access.execute = apart_from(&kept, access.execute);
    access
}

/// What every program needs to start: the loader and the system's libraries, and a few devices.
fn system() -> Access {
    let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect();
    Access {
        execute: loaders(),
        read: paths(&[
            "/lib",
            "/lib32",
            "/lib64",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/local/lib",
            "/nix/store",
            "/gnu/store",
            "/etc/ld.so.cache",
            "/dev/random",
            "/dev/urandom",
            // Libraries size their pools by these, and take a refusal for a crash.
            "/sys/devices/system/cpu",
            "/sys/fs/cgroup/cpu.max",
            // The helper's own, whose process becomes the program's: scikit-learn looks up which thread pools it has loaded.
            "/proc/self/maps",
        ]),
        write: paths(&["/dev/null"]),
        ..Access::default()
    }
}

/// The paths, with each folder that holds something kept replaced by what else lies in it.
fn apart_from(kept: &[PathBuf], paths: Vec<PathBuf>) -> Vec<PathBuf> {
    paths.into_iter().flat_map(|path| apart(kept, path)).collect()
}

fn apart(kept: &[PathBuf], path: PathBuf) -> Vec<PathBuf> {
    // What is not there now grants nothing, or is a link that only the program has.
    let Ok(canonical) = path.canonicalize() else {
        return vec![path];
    };
    if kept.iter().any(|secret| canonical.starts_with(secret)) {
        return Vec::new();
    }
    match kept.iter().any(|secret| secret.starts_with(&canonical)) {
        true => apart_from(kept, entries(&canonical)),
        false => vec![path],
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// The dynamic loaders of this architecture; the kernel runs one of them before the program.
fn loaders() -> Vec<PathBuf> {
    let names: &[&str] = if cfg!(target_arch = "aarch64") {
        &["/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-aarch64.so.1"]
    } else {
        &["/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"]
    };
    names.iter().map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_folder_that_holds_what_is_kept_is_granted_without_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for path in ["lib/tool/bin", "lib/tool/share", "lib/other", "cache/labels"] {
            fs::create_dir_all(root.join(path)).unwrap();
        }
        fs::write(root.join("lib/tool/bin/mlings"), "").unwrap();
        std::os::unix::fs::symlink(root.join("cache"), root.join("lib/link")).unwrap();
        let kept = [root.join("lib/tool/bin/mlings"), root.join("cache/labels")];
        let mut granted = apart_from(&kept, vec![root.join("lib"), root.join("no such")]);
        granted.sort();
        assert_eq!(
            granted,
            [root.join("lib/other"), root.join("lib/tool/share"), root.join("no such")]
        );
        assert_eq!(apart_from(&[], vec![root.join("lib")]), [root.join("lib")]);
    }
}
