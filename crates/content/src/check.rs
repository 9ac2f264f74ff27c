//! What must hold of a folder of `exercises/` for it to be embedded.

use std::path::{Path, PathBuf};

/// Files every exercise has.
const ALWAYS: [&str; 7] = [
    "exercise.toml",
    "README.md",
    "hints.md",
    "starter.rs",
    "starter.py",
    "solution.rs",
    "solution.py",
];

/// Every file below `folder` that is content, sorted by path: no hidden files, no Python scripts beside data, no caches.
///
/// # Errors
/// When a folder or its entries cannot be read.
pub fn content_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(current) = waiting.pop() {
        for entry in std::fs::read_dir(&current)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            match path.is_dir() {
                _ if name.starts_with('.') => {}
                true if name != "__pycache__" && name != "target" => waiting.push(path),
                false if !is_maker(&path) && !name.ends_with(".pyc") => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}

/// `datasets/making.py` and every `datasets/<name>/make.py`: they make the data and are not needed to read it.
fn is_maker(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let below_datasets = path.ancestors().skip(1).take(2).any(|folder| folder.ends_with("datasets"));
    below_datasets && matches!(name, Some("make.py" | "making.py"))
}

/// Everything wrong with an exercise's folder, one sentence each; empty when it may be embedded.
pub fn folder_problems(folder: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    match content_files(folder) {
        Ok(files) => problems.extend(files.iter().filter(|file| file.ends_with("Cargo.toml")).map(|file| {
            format!(
                "{}: cargo leaves out folders that hold a Cargo.toml when it packages; remove it",
                file.display()
            )
        })),
        Err(error) => problems.push(format!("{}: {error}", folder.display())),
    }
    let missing = |name: &&&str| !folder.join(name).is_file();
    let name_missing = |name: &&str| format!("{}: {name} is missing; every exercise has one", folder.display());
    problems.extend(ALWAYS.iter().filter(missing).map(name_missing));
    if let Ok(text) = std::fs::read_to_string(folder.join("exercise.toml")) {
        problems.extend(toml_problem(folder, &text).map(|problem| format!("{}: {problem}", folder.display())));
    }
    problems
}

fn toml_problem(folder: &Path, text: &str) -> Option<String> {
    let table: toml::Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => return Some(format!("exercise.toml: {error}")),
    };
    match table.get("kind").and_then(|kind| kind.as_str()) {
        Some("kata") if !folder.join("cases.json").is_file() => Some("cases.json is missing; every kata has one".to_owned()),
        Some("project" | "case") if !table.contains_key("dataset") => {
            Some("exercise.toml: a project names its `dataset`; it is missing".to_owned())
        }
        Some("kata" | "project" | "case") => None,
        other => Some(format!(
            "exercise.toml: `kind` is {other:?}; it is \"kata\", \"project\" or \"case\""
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exercise(toml: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ALWAYS {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::write(folder.path().join("exercise.toml"), toml).unwrap();
        folder
    }

    #[test]
    fn a_project_that_was_never_blessed_may_be_embedded() {
        let folder = exercise("kind = \"project\"\ndataset = \"mnist\"");
        assert_eq!(folder_problems(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_kata_without_cases_is_named() {
        let problems = folder_problems(exercise("kind = \"kata\"").path());
        assert!(
            problems.len() == 1 && problems[0].ends_with("cases.json is missing; every kata has one"),
            "{problems:?}"
        );
    }

    #[test]
    fn each_missing_file_is_named() {
        let folder = exercise("kind = \"project\"\ndataset = \"mnist\"");
        std::fs::remove_file(folder.path().join("hints.md")).unwrap();
        std::fs::remove_file(folder.path().join("starter.rs")).unwrap();
        let problems = folder_problems(folder.path());
        assert!(
            problems.len() == 2 && problems[0].contains("hints.md") && problems[1].contains("starter.rs"),
            "{problems:?}"
        );
    }

    #[test]
    fn a_cargo_toml_anywhere_below_is_refused() {
        let folder = exercise("kind = \"project\"\ndataset = \"mnist\"");
        std::fs::create_dir(folder.path().join("mistakes")).unwrap();
        std::fs::write(folder.path().join("mistakes/Cargo.toml"), "").unwrap();
        assert!(folder_problems(folder.path())[0].contains("remove it"));
    }

    #[test]
    fn broken_toml_and_an_unknown_kind_are_told_apart() {
        assert!(folder_problems(exercise("kind = ").path())[0].contains("TOML parse error"));
        assert!(folder_problems(exercise("kind = \"quiz\"").path())[0].contains("it is \"kata\""));
    }

    #[test]
    fn caches_hidden_files_and_make_scripts_are_not_content() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("datasets/tiny");
        std::fs::create_dir_all(folder.join("__pycache__")).unwrap();
        for name in ["make.py", ".hidden", "card.toml", "__pycache__/make.pyc"] {
            std::fs::write(folder.join(name), "").unwrap();
        }
        std::fs::write(root.path().join("datasets/making.py"), "").unwrap();
        assert_eq!(content_files(root.path()).unwrap(), [folder.join("card.toml")]);
    }
}
