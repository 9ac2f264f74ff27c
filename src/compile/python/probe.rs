//! Asks an interpreter about itself, once: the answer is kept until the interpreter or its packages change.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::Interpreter;
use crate::compile::store;

const VERSION: u32 = 2;

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
print(json.dumps({"executable": sys.executable, "version": sys.version_info[:2], "packages": packages,
                  "site_packages": paths["purelib"],
                  "libraries": sorted({path for path in libraries if path and os.path.isabs(path)})}))
"#;

/// What is known of the interpreters of this machine, by the path they were asked at.
#[derive(Default, Serialize, Deserialize)]
struct Known {
    version: u32,
    interpreters: BTreeMap<PathBuf, Remembered>,
}

#[derive(Serialize, Deserialize)]
struct Remembered {
    interpreter: Interpreter,
    stamps: Stamps,
}

/// When the files an answer depends on were changed, in nanoseconds since 1970.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Stamps {
    candidate: u128,
    executable: u128,
    site_packages: u128,
}

impl Stamps {
    fn of(candidate: &Path, interpreter: &Interpreter) -> Self {
        Stamps {
            candidate: store::changed(candidate),
            executable: store::changed(&interpreter.executable),
            site_packages: store::changed(&interpreter.site_packages),
        }
    }
}

/// The interpreter at `candidate`; `None` where there is none that answers.
pub fn ask(candidate: &Path, cache: &Path) -> Option<Interpreter> {
    if !candidate.is_file() {
        return None;
    }
    let file = cache.join("interpreters.json");
    let mut known = read(&file);
    if let Some(Remembered { interpreter, stamps }) = known.interpreters.get(candidate)
        && *stamps == Stamps::of(candidate, interpreter)
    {
        return Some(interpreter.clone());
    }
    let interpreter = question(candidate)?;
    let stamps = Stamps::of(candidate, &interpreter);
    known.interpreters.insert(
        candidate.to_owned(),
        Remembered {
            interpreter: interpreter.clone(),
            stamps,
        },
    );
    remember(&file, &known);
    Some(interpreter)
}

fn question(candidate: &Path) -> Option<Interpreter> {
    let output = Command::new(candidate)
        .args(["-I", "-c", QUESTION])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

fn read(file: &Path) -> Known {
    let known = fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    known
        .filter(|known: &Known| known.version == VERSION)
        .unwrap_or_else(|| Known {
            version: VERSION,
            ..Known::default()
        })
}

/// Only saves time, so a cache that cannot be written is no error; written whole or not at all.
fn remember(file: &Path, known: &Known) {
    let write = || -> Option<()> {
        let folder = file.parent()?;
        fs::create_dir_all(folder).ok()?;
        let temporary = tempfile::NamedTempFile::new_in(folder).ok()?;
        fs::write(temporary.path(), serde_json::to_vec(known).ok()?).ok()?;
        temporary.persist(file).ok()?;
        Some(())
    };
    write();
}

#[cfg(test)]
mod tests {
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
