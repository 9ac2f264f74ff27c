//! What is not the learner's doing is never told as theirs: exit 3, with the place and the next step, and no attempt. What only looks
//! like a fault of theirs is graded all the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mlings::catalog::{Catalog, Language, Toolkit};
use mlings::compile::python;
use mlings::content::Content;

use crate::learner::Learner;
use crate::machine::{has_python, shared_cache};

const ID: &str = "softmax-stable";

/// What mlings said, and how it ended.
struct Said {
    code: Option<i32>,
    text: String,
}

fn reference(id: &str, language: Language) -> String {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    catalog.find(id).unwrap().solution(language).unwrap()
}

fn file(learner: &Learner, id: &str, language: Language) -> PathBuf {
    let name = format!("exercises/{id}/solution.{}", language.extension());
    learner.folder().join(name)
}

fn write(learner: &Learner, id: &str, language: Language, text: impl AsRef<[u8]>) {
    fs::write(file(learner, id, language), text).unwrap();
}

/// `mlings run`, set up further by `settings`.
fn run(learner: &Learner, id: &str, language: Language, settings: impl FnOnce(&mut Command)) -> Said {
    let mut command = learner.command(["run", id, "--lang", language.name(), "--plain"]);
    command.env("MLINGS_CACHE", shared_cache());
    settings(&mut command);
    let output = command.output().unwrap();
    Said {
        code: output.status.code(),
        text: format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}

/// Someone who writes Python, where there is one.
fn learner_in_python() -> Option<Learner> {
    has_python().then(|| Learner::with_workspace("python"))
}

/// The Python that solutions run with, where there is one.
fn interpreter() -> PathBuf {
    let found = python::find(Toolkit::Arrays, None, &shared_cache()).unwrap();
    found.expect("there is a Python").executable
}

fn attempts(learner: &Learner) -> usize {
    let log = fs::read_to_string(learner.folder().join(".mlings/attempts.jsonl")).unwrap_or_default();
    log.lines().count()
}

#[test]
fn a_setting_that_cannot_be_used_is_named_and_is_no_attempt() {
    let learner = Learner::with_workspace("both");
    write(&learner, ID, Language::Python, reference(ID, Language::Python));
    let file = learner.folder().join("a file");
    fs::write(&file, "").unwrap();
    let settings: [(&str, &Path, &str); 6] = [
        (
            "MLINGS_PYTHON",
            Path::new("/no/python"),
            "MLINGS_PYTHON names /no/python, which is not there",
        ),
        ("MLINGS_PYTHON", Path::new("~/python"), "`~` is not expanded"),
        ("MLINGS_PYTHON", &file, "does not answer as a Python does"),
        ("TMPDIR", Path::new("/no/such"), "TMPDIR names /no/such, which is not there"),
        ("MLINGS_CACHE", &file, "is no folder; set MLINGS_CACHE to a folder of yours"),
        ("MLINGS_CACHE", Path::new("~/cache"), "`~` is not expanded"),
    ];
    for (name, value, due) in settings {
        let said = run(&learner, ID, Language::Python, |command| {
            command.env(name, value);
        });
        assert_eq!(said.code, Some(3), "{name}: {}", said.text);
        assert!(said.text.contains(due), "{name}: {}", said.text);
    }
    assert_eq!(attempts(&learner), 0);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_grow_is_an_error_with_a_message() {
    let learner = Learner::with_workspace("python");
    write(&learner, ID, Language::Python, reference(ID, Language::Python));
    let script = format!("ulimit -f 0; exec '{}' run {ID} --lang python", env!("CARGO_BIN_EXE_mlings"));
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(learner.folder())
        .env("MLINGS_CACHE", shared_cache())
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{words}");
    let is_named = ["cannot write a run's files to", "the cache folder cannot be used"]
        .iter()
        .any(|place| words.contains(place));
    assert!(is_named, "{words}");
    assert_eq!(attempts(&learner), 0);
}

/// A Python that serves and fails before the solution is loaded.
#[test]
#[cfg(unix)]
fn an_interpreter_that_breaks_before_the_solution_is_loaded_is_no_attempt() {
    use std::os::unix::fs::PermissionsExt;
    let Some(learner) = learner_in_python() else { return };
    write(&learner, ID, Language::Python, reference(ID, Language::Python));
    let real = interpreter();
    // It answers truly when asked about itself, by a name of its own that cannot import what it has.
    let folder = learner.folder().join("odd");
    fs::create_dir(&folder).unwrap();
    let wrapper = folder.join("python");
    let script = format!(
        "#!/bin/sh\n'{}' \"$@\" | sed 's|\"executable\": \"[^\"]*\"|\"executable\": \"{}\"|'\n",
        real.display(),
        wrapper.display()
    );
    fs::write(&wrapper, script).unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let said = run(&learner, ID, Language::Python, |command| {
        command.env("MLINGS_PYTHON", &wrapper);
    });
    assert_eq!(said.code, Some(3), "{}", said.text);
    assert_eq!(attempts(&learner), 0);
}

#[test]
fn a_solution_is_read_whatever_the_editor_made_of_it() {
    let Some(learner) = learner_in_python() else { return };
    let text = reference(ID, Language::Python);
    for odd in [format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
        write(&learner, ID, Language::Python, odd);
        let said = run(&learner, ID, Language::Python, |_| {});
        assert_eq!(said.code, Some(0), "{}", said.text);
    }
    let utf_16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = b"# -*- coding: latin-1 -*-\n# caf\xe9\n".to_vec();
    let nul = b"x = 1\n\0".to_vec();
    for (bytes, due) in [
        (utf_16, "is UTF-16 text; save it as UTF-8"),
        (latin, "byte 31 (0xe9), in line 2"),
        (nul, "holds a NUL byte in line 2"),
    ] {
        write(&learner, ID, Language::Python, bytes);
        let said = run(&learner, ID, Language::Python, |_| {});
        assert!(said.text.contains(due) && !said.text.contains("says:"), "{}", said.text);
    }
}

#[test]
fn what_a_solution_cannot_do_here_has_its_own_next_step() {
    let Some(learner) = learner_in_python() else { return };
    let text = reference(ID, Language::Python);
    let last = [
        ("import sys\nsys.exit('done')", "Take the exit out"),
        ("n = input()", "Take `input()` out"),
        ("import matplotlib.pyplot", "`mlings report` draws"),
        ("import helper", "There are numpy, pandas"),
        ("from . import helper", "A solution is one file"),
        ("open('train.csv')", "Read no file"),
        ("import tempfile\ntempfile.mkdtemp()", "has no folder to write to"),
        ("def f(:", "Mend that line"),
        ("from multiprocessing import Pool\nPool(2)", "a solution is one process"),
    ];
    for (line, due) in last {
        write(&learner, ID, Language::Python, format!("{text}\n\n{line}\n"));
        let said = run(&learner, ID, Language::Python, |_| {});
        assert!(said.code == Some(1) && said.text.contains(due), "{line}: {}", said.text);
    }
}

#[test]
fn an_exception_is_told_whatever_its_own_methods_do() {
    let Some(learner) = learner_in_python() else { return };
    let text = reference(ID, Language::Python);
    let odd = [
        ("class Odd(Exception):\n    def __str__(self):\n        return 5", "Odd()"),
        ("class Odd(Exception):\n    def __str__(self):\n        raise Odd", "Odd()"),
        ("class Odd(Exception):\n    pass", "Odd('\\udc80 half a character')"),
        ("class Odd(Exception):\n    pass", "Odd('long ' * 6_000_000)"),
        ("class Odd(BaseException):\n    pass", "Odd()"),
    ];
    for (class, raised) in odd {
        write(
            &learner,
            ID,
            Language::Python,
            format!("{text}\n\n{class}\n\n\ndef softmax(logits):\n    raise {raised}\n"),
        );
        let said = run(&learner, ID, Language::Python, |_| {});
        assert!(
            said.text.contains("Odd") && said.text.contains("in softmax"),
            "{raised}: {}",
            said.text
        );
        assert!(said.text.len() < 60_000, "{raised}: {} bytes", said.text.len());
    }
}

#[test]
fn warnings_made_errors_and_a_thread_left_behind_do_no_harm() {
    let Some(learner) = learner_in_python() else { return };
    let text = reference(ID, Language::Python);
    let strict = format!("import warnings\nwarnings.simplefilter('error')\n{text}");
    let thread = format!("{text}\n\nimport threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\n");
    for odd in [strict, thread] {
        write(&learner, ID, Language::Python, odd);
        let said = run(&learner, ID, Language::Python, |_| {});
        assert_eq!(said.code, Some(0), "{}", said.text);
    }
    let project = "housing-price";
    let strict = format!("import warnings\nwarnings.simplefilter('error')\n{}", {
        let catalog = Catalog::open(&Content::Embedded).unwrap();
        catalog.find(project).unwrap().starter(Language::Python).unwrap()
    });
    write(&learner, project, Language::Python, strict);
    let said = run(&learner, project, Language::Python, |_| {});
    assert!(said.text.contains("housing-price, Python: not yet"), "{}", said.text);
}

#[test]
fn a_cache_named_relatively_serves() {
    let Some(learner) = learner_in_python() else { return };
    write(&learner, ID, Language::Python, reference(ID, Language::Python));
    let python = interpreter();
    let said = run(&learner, ID, Language::Python, |command| {
        command.env("MLINGS_CACHE", "cache").env("MLINGS_PYTHON", python);
    });
    assert_eq!(said.code, Some(0), "{}", said.text);
}

#[test]
#[cfg(unix)]
fn a_compiler_that_is_a_script_is_passed_over() {
    use std::os::unix::fs::PermissionsExt;
    let learner = Learner::with_workspace("rust");
    let scripts = learner.folder().join("scripts");
    fs::create_dir(&scripts).unwrap();
    fs::write(scripts.join("cc"), "#!/bin/sh\nexec /usr/bin/cc \"$@\"\n").unwrap();
    fs::set_permissions(scripts.join("cc"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    // A text that nobody has built before.
    let text = format!("{}\n// {}\n", reference(ID, Language::Rust), learner.folder().display());
    write(&learner, ID, Language::Rust, text);
    let said = run(&learner, ID, Language::Rust, |command| {
        command.env("PATH", format!("{}:{path}", scripts.display()));
    });
    assert_eq!(said.code, Some(0), "{}", said.text);
}

#[test]
fn what_the_editor_accepts_and_grading_does_not_is_explained() {
    let learner = Learner::with_workspace("rust");
    let text = reference(ID, Language::Rust);
    for (line, due) in [
        ("use rand::Rng as _;", "`rand` is there in projects only"),
        (
            "use crate::confusion_metrics::confusion_matrix as _;",
            "A solution is graded alone",
        ),
    ] {
        write(&learner, ID, Language::Rust, format!("{text}\n{line}\n"));
        let said = run(&learner, ID, Language::Rust, |_| {});
        assert!(said.code == Some(1) && said.text.contains(due), "{}", said.text);
    }
}
