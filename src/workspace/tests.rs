use std::fs;
use std::path::Path;

use super::*;
use crate::catalog::{Catalog, Language};
use crate::content::Content;

const ID: &str = "softmax-stable";

fn catalog() -> Catalog {
    Catalog::open(&Content::Embedded).unwrap()
}

fn made(folder: &Path, languages: &[Language]) -> Workspace {
    create(folder, languages, &catalog()).unwrap().workspace
}

#[test]
fn a_workspace_is_found_from_any_folder_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &[Language::Rust]);
    assert_eq!(
        Workspace::locate(&workspace.root.join("exercises").join(ID)).unwrap(),
        workspace
    );
}

#[test]
fn outside_a_workspace_the_error_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let error = Workspace::locate(folder.path()).unwrap_err();
    assert!(error.to_string().contains("`mlings init`"), "{error}");
}

#[test]
fn a_second_init_changes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &Language::ALL);
    for file in [
        workspace.solution(ID, Language::Python),
        workspace.root.join("Cargo.toml"),
        workspace.root.join(".gitignore"),
    ] {
        fs::write(file, "mine").unwrap();
    }
    let again = create(folder.path(), &[], &catalog()).unwrap();
    assert_eq!(again.written, Vec::<String>::new());
    assert_eq!(fs::read_to_string(workspace.solution(ID, Language::Python)).unwrap(), "mine");
    assert_eq!(fs::read_to_string(workspace.root.join("Cargo.toml")).unwrap(), "mine");
}

#[test]
fn a_second_init_adds_a_deleted_file_and_a_new_exercise() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &[Language::Rust]);
    fs::remove_file(workspace.solution(ID, Language::Rust)).unwrap();
    let lib = fs::read_to_string(workspace.root.join("lib.rs")).unwrap();
    let shorter: String = lib
        .lines()
        .filter(|line| !line.contains("softmax"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(workspace.root.join("lib.rs"), format!("{shorter}// mine\n")).unwrap();

    let again = create(folder.path(), &[], &catalog()).unwrap();

    assert_eq!(again.written, [format!("exercises/{ID}/solution.rs")]);
    let lib = fs::read_to_string(workspace.root.join("lib.rs")).unwrap();
    assert!(lib.contains("// mine\n") && lib.contains("pub mod softmax_stable;"), "{lib}");
}

#[test]
fn a_language_is_added_and_the_rest_of_the_manifest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &[Language::Python]);
    let manifest = workspace.root.join(MANIFEST);
    fs::write(&manifest, fs::read_to_string(&manifest).unwrap() + "# my note\n").unwrap();
    let workspace = made(folder.path(), &[Language::Rust]);
    assert_eq!(workspace.languages, Language::ALL);
    assert_eq!(Workspace::locate(folder.path()).unwrap().languages, Language::ALL);
    assert!(fs::read_to_string(&manifest).unwrap().ends_with("# my note\n"));
}

#[test]
fn files_of_others_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exercises").join(ID).join("solution.py");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "theirs").unwrap();
    let error = create(folder.path(), &[Language::Python], &catalog()).unwrap_err();
    assert!(matches!(&error, WorkspaceError::Collides { files, .. } if *files == [format!("exercises/{ID}/solution.py")]));
    assert!(!folder.path().join(MANIFEST).exists());
}

#[test]
fn unrelated_files_are_no_collision() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "theirs").unwrap();
    made(folder.path(), &Language::ALL);
}

#[test]
fn every_reset_keeps_its_own_backup() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &[Language::Python]);
    let catalog = catalog();
    let exercise = catalog.find(ID).unwrap();
    let path = workspace.solution(ID, Language::Python);
    for text in ["first", "second"] {
        fs::write(&path, text).unwrap();
        let Reset::Restored { backup } = workspace.reset(exercise, Language::Python).unwrap() else {
            panic!("restored")
        };
        assert_eq!(fs::read_to_string(backup).unwrap(), text);
        assert_eq!(fs::read_to_string(&path).ok(), exercise.starter(Language::Python));
    }
    assert_eq!(workspace.reset(exercise, Language::Python).unwrap(), Reset::Unchanged);
}

#[test]
fn a_deleted_solution_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &[Language::Rust]);
    fs::remove_file(workspace.solution(ID, Language::Rust)).unwrap();
    let catalog = catalog();
    assert_eq!(
        workspace.reset(catalog.find(ID).unwrap(), Language::Rust).unwrap(),
        Reset::Written
    );
}

#[test]
fn an_edited_solution_decides_the_language() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &Language::ALL);
    let catalog = catalog();
    let exercise = catalog.find(ID).unwrap();
    assert_eq!(
        workspace.choose_language(exercise, None).unwrap(),
        Language::Rust,
        "nothing is edited: the first"
    );
    fs::write(workspace.solution(ID, Language::Python), "mine").unwrap();
    assert_eq!(workspace.choose_language(exercise, None).unwrap(), Language::Python);
    assert_eq!(
        workspace.choose_language(exercise, Some(Language::Rust)).unwrap(),
        Language::Rust
    );
}

#[test]
fn a_file_that_an_older_sdk_left_goes() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = made(folder.path(), &[Language::Rust]);
    let outdated = workspace.state_folder().join("sdk/src/harness/mod.rs");
    fs::write(&outdated, "").unwrap();
    made(folder.path(), &[Language::Rust]);
    assert!(!outdated.exists());
    assert!(outdated.with_file_name("job.rs").exists());
}
