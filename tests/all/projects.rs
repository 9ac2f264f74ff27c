//! Wrong solutions of projects, run for real: each is told what it shows, and none passes.

use std::path::{Path, PathBuf};

use mlings::catalog::Language;
use mlings::exam::{Exam, Terms};
use mlings::submission::Submission;

use crate::machine::{has_python, in_workshop};

/// Each file's first line says what must be found.
#[test]
fn every_mistaken_project_is_told_what_it_shows() {
    in_workshop(|catalog, workshop| {
        let mut wrong = Vec::new();
        for folder in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistaken")) {
            let exercise = catalog.find(&folder.file_name().unwrap().to_string_lossy()).unwrap();
            let exam = Exam::open(exercise, workshop).unwrap();
            for file in entries(&folder) {
                let language = match file.extension().unwrap().to_str() {
                    Some("rs") => Language::Rust,
                    _ => Language::Python,
                };
                if language == Language::Python && !has_python() {
                    continue;
                }
                let submission = Submission::read(exercise, language, &file).unwrap();
                let due = first_word(submission.text.as_ref().unwrap());
                let verdict = exam.grade(&submission, &Terms::default()).unwrap();
                let found = verdict.findings.first().map(|finding| finding.id.clone());
                if found.as_ref() != Some(&due) || verdict.status().is_practice_pass() {
                    wrong.push(format!("{}: {:?} {:?}", file.display(), verdict.outcome, verdict.findings));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

/// `wrong-space/thousands` of `"""wrong-space/thousands: prices in thousands of dollars."""`.
fn first_word(text: &str) -> String {
    let (word, _) = text.split_once(':').unwrap();
    word.trim_start_matches(['"', '/', '!', ' ']).to_owned()
}
