//! Asks an interpreter about itself, once: the answer is kept until the interpreter or its packages change.

use std::path::Path;
use std::process::{Command, Stdio};

use super::interpreter::Interpreter;
use crate::compile::memory::{self, Answer};
use crate::compile::store;

/// Prints one JSON object. `sys.executable` sees through shims; inside a virtual environment it is the environment's own.
const QUESTION: &str = r#"
import importlib.metadata, json, os, site, sys, sysconfig
def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
names = ["numpy", "pandas", "scikit-learn"]
packages = [[name, version(name)] for name in names if version(name)]
paths = sysconfig.get_paths()
libraries = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")] + site.getsitepackages()
libraries += [os.path.join(sys.prefix, "pyvenv.cfg"), sysconfig.get_config_var("LIBDIR")]
# Folders that `.pth` files name, and what packages that are links stand for.
for folder in {paths["purelib"], paths["platlib"], *site.getsitepackages(), *sys.path}:
    if os.path.isdir(folder):
        libraries.append(folder)
        libraries += [os.path.realpath(entry.path) for entry in os.scandir(folder) if entry.is_symlink()]
print(json.dumps({"executable": sys.executable, "version": sys.version_info[:2], "packages": packages,
                  "site_packages": paths["purelib"],
                  "libraries": sorted({path for path in libraries if path and os.path.isabs(path) and os.path.exists(path)})}))
"#;

impl Answer for Interpreter {
    fn stamps(&self, path: &Path) -> Vec<String> {
        let files = [path, &self.executable, &self.site_packages];
        files.iter().map(|file| store::changed(file).to_string()).collect()
    }
}

/// A program that is no interpreter, or not whole.
struct NoAnswer;

/// The interpreter at `candidate`; `None` where there is none that answers.
pub fn ask(candidate: &Path, cache: &Path) -> Option<Interpreter> {
    if !candidate.is_file() {
        return None;
    }
    let asked = || question(candidate).ok_or(NoAnswer);
    memory::recall(&cache.join("interpreters.json"), candidate, asked).ok()
}

fn question(candidate: &Path) -> Option<Interpreter> {
    let output = Command::new(candidate)
        .args(["-I", "-c", QUESTION])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    fn answering(folder: &Path, version: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join("python3");
        let answer = format!(
            r#"{{"executable":"{}","version":{version},"packages":[["numpy","2.0"]],"site_packages":"{}","libraries":[]}}"#,
            path.display(),
            folder.display()
        );
        fs::write(&path, format!("#!/bin/sh\necho '{answer}'\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn an_answer_is_remembered_until_the_interpreter_changes() {
        let folder = tempfile::tempdir().unwrap();
        let (python, cache) = (answering(folder.path(), "[3,12]"), folder.path().join("cache"));
        assert_eq!(ask(&python, &cache).unwrap().version, (3, 12));
        assert!(
            fs::read_to_string(cache.join("interpreters.json"))
                .unwrap()
                .contains("\"numpy\"")
        );
        answering(folder.path(), "[3,13]");
        assert_eq!(ask(&python, &cache).unwrap().version, (3, 13));
    }

    #[test]
    fn what_does_not_answer_is_no_interpreter() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(ask(&folder.path().join("python3"), folder.path()), None);
        fs::write(folder.path().join("python3"), "not a program").unwrap();
        assert_eq!(ask(&folder.path().join("python3"), folder.path()), None);
    }

    #[test]
    fn a_damaged_memory_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let (python, cache) = (answering(folder.path(), "[3,12]"), folder.path().join("cache"));
        fs::create_dir_all(&cache).unwrap();
        fs::write(cache.join("interpreters.json"), "{\"version\":").unwrap();
        assert_eq!(ask(&python, &cache).unwrap().version, (3, 12));
    }
}
