//! Embeds exercises/ and datasets/ in the binary, and fails on a malformed folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mlings_content::{card, check, mistake, path};

fn main() {
    link_at_a_fixed_address();
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for watched in ["build.rs", "exercises", "datasets"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let mut problems = folders(&root.join("exercises"))
        .iter()
        .flat_map(|folder| [check::folder_problems(folder), mistake_problems(folder)].concat())
        .collect::<Vec<_>>();
    problems.extend(
        folders(&root.join("datasets"))
            .iter()
            .flat_map(|folder| card::folder_problems(folder)),
    );
    problems.extend(path_problem(&root.join("exercises/path.toml")));
    for problem in &problems {
        // One line each: cargo ends a message at the end of its line.
        println!("cargo::error={}", problem.replace('\n', " | "));
    }
    if problems.is_empty() {
        std::fs::write(out.join("embedded.rs"), embedded(&root)).expect("OUT_DIR is writable");
        std::fs::write(out.join("detectors.rs"), detectors(&root)).expect("OUT_DIR is writable");
    }
}

/// mlings starts itself again for each run it contains: with 200,000 addresses to relocate that took four milliseconds longer.
fn link_at_a_fixed_address() {
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Everything wrong with the mistakes of the exercise in `folder`.
fn mistake_problems(folder: &Path) -> Vec<String> {
    let problems = mistakes(folder).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{}: {problem}", folder.display()))
        .collect()
}

fn mistakes(folder: &Path) -> Result<BTreeMap<String, mistake::Mistake>, Vec<String>> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let files = check::content_files(&folder.join("mistakes")).unwrap_or_default();
    let names = files.iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
    let table: Option<toml::Table> = read("exercise.toml").and_then(|text| toml::from_str(&text).ok());
    let kind = table.as_ref().and_then(|table| table.get("kind")?.as_str());
    mistake::read_all(&mistake::Folder {
        names: names.collect(),
        is_project: kind.is_some_and(|kind| kind != "kata"),
        read: &read,
    })
}

/// Rust that does not compile where a mistake names a detector there is none of: which there are is known to the pure crate alone.
fn detectors(root: &Path) -> String {
    let named = |folder: &PathBuf| {
        let mistakes = mistakes(folder).unwrap_or_default().into_values();
        let assertion = |mistake: mistake::Mistake| {
            let (id, detector) = (mistake.id, mistake.detector?);
            let file = format!("{}/mistakes/{id}.toml", slashed(root, folder));
            let text = std::fs::read_to_string(root.join(&file)).unwrap_or_default();
            let line = 1 + text.lines().take_while(|line| !line.starts_with("detector")).count();
            let problem =
                format!("{file} line {line}: there is no detector `{detector}`; mlings_grade::detectors::IDS lists them");
            Some(format!(
                "const _: () = assert!(detectors::is_known({detector:?}), {problem:?});\n"
            ))
        };
        mistakes.filter_map(assertion).collect::<String>()
    };
    folders(&root.join("exercises")).iter().map(named).collect()
}

fn path_problem(file: &Path) -> Option<String> {
    let read = std::fs::read_to_string(file).map_err(|error| error.to_string());
    let problem = read.and_then(|text| path::Path::parse(&text)).err()?;
    Some(format!("{}: {problem}", file.display()))
}

/// The folders directly below `parent`, none where it does not exist; hidden ones and Python's caches are no content.
fn folders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.retain(|path| {
        path.file_name()
            .is_some_and(|name| !name.to_string_lossy().starts_with(['.', '_']))
    });
    folders.sort();
    folders
}

/// The Rust source of `FILES`, in the order of the paths: `Content::read` searches it.
fn embedded(root: &Path) -> String {
    let files = ["datasets", "exercises"]
        .iter()
        .filter_map(|folder| check::content_files(&root.join(folder)).ok())
        .flatten();
    let mut entries: Vec<(String, PathBuf)> = files.map(|file| (slashed(root, &file), file)).collect();
    entries.sort();
    let lines = entries
        .iter()
        .map(|(path, file)| format!("    EmbeddedFile {{ path: {path:?}, bytes: include_bytes!({file:?}) }},\n"));
    format!("pub static FILES: &[EmbeddedFile] = &[\n{}];\n", lines.collect::<String>())
}

/// The path below `root`, with `/` between its parts.
fn slashed(root: &Path, file: &Path) -> String {
    let relative = file.strip_prefix(root).expect("files are listed below the root");
    relative
        .iter()
        .map(|part| part.to_str().expect("content has UTF-8 names"))
        .collect::<Vec<&str>>()
        .join("/")
}
