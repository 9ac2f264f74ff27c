//! Every exercise proves itself: starters fail, references pass, known mistakes are named, and other correct solutions pass.

use std::path::{Path, PathBuf};
use std::process::Command;

use mlings::catalog::{Catalog, Language};
use mlings::content::Content;
use mlings::exam::{Exam, Terms};
use mlings::submission::Submission;
use mlings::verdict::{Status, Verdict};

use crate::machine::{has_python, in_workshop, shared_cache};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

#[test]
fn every_claim_of_every_exercise_holds_and_both_languages_are_tried_where_there_is_a_python() {
    let output = Command::new(env!("CARGO_BIN_EXE_mlings"))
        .args(["dev", "check", "--json"])
        .current_dir(repository())
        .env("MLINGS_CACHE", shared_cache())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let check: serde_json::Value = serde_json::from_str(&said).unwrap();
    let proofs = check["proofs"].as_array().unwrap();
    let exercises = Catalog::open(&Content::Embedded).unwrap().exercises.len();
    for language in languages() {
        for (role, least) in [("starter", exercises), ("reference", exercises), ("mistake", 3 * exercises)] {
            let is_one = |proof: &&serde_json::Value| {
                proof["role"].as_str().unwrap().starts_with(role) && proof["language"] == serde_json::json!(language)
            };
            let count = proofs.iter().filter(is_one).count();
            assert!(count >= least, "{count} of role {role} in {language:?}");
        }
    }
}

#[test]
fn a_new_exercise_stands_at_once_and_is_told_what_is_left_to_write() {
    let checkout = new_checkout();
    let mlings = |arguments: &[&str]| run_in(checkout.path(), arguments);
    assert_eq!(mlings(&["dev", "new", "mine", "--kind", "kata"]).0, Some(0));
    assert_eq!(
        mlings(&["dev", "new", "mine", "--kind", "kata"]).0,
        Some(2),
        "it is there already"
    );
    // The references must agree before there is anything to check.
    if has_python() {
        assert_eq!(mlings(&["dev", "bless", "mine"]).0, Some(0));
        let (code, said) = mlings(&["dev", "check", "mine"]);
        assert_eq!(code, Some(1));
        assert!(said.contains("8 of 8 claims hold."), "{said}");
        assert!(
            said.contains("still as `dev new` made them: exercise.toml, README.md,"),
            "{said}"
        );
        assert!(said.contains("2 known mistakes; write at least 3"), "{said}");
    }
}

#[test]
fn a_variant_of_a_mistake_is_blessed_proven_and_shown_by_its_name() {
    if !has_python() {
        return;
    }
    let checkout = new_checkout();
    let mlings = |arguments: &[&str]| run_in(checkout.path(), arguments);
    assert_eq!(mlings(&["dev", "new", "mine"]).0, Some(0));
    let file = checkout.path().join("exercises/mine/mistakes/averaged.toml");
    let guarded =
        "[[python.variants.of-the-last]]\nold = 'np.max(np.abs(y_true - y_pred))'\nnew = 'np.abs(y_true - y_pred)[-1]'\n";
    std::fs::write(&file, std::fs::read_to_string(&file).unwrap() + guarded).unwrap();

    assert_eq!(mlings(&["dev", "bless", "mine"]).0, Some(0));
    let cases = std::fs::read_to_string(checkout.path().join("exercises/mine/cases.json")).unwrap();
    assert!(cases.contains("\"averaged/of-the-last\":"), "{cases}");
    let (_, said) = mlings(&["dev", "check", "mine", "--json"]);
    let check: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (&check["proven"], check["proofs"].as_array().unwrap().len()),
        (&9.into(), 9),
        "{said}"
    );
    let proofs = check["proofs"].as_array().unwrap();
    let variant = proofs.iter().find(|proof| proof["role"] == "mistake averaged/of-the-last");
    assert_eq!(variant.unwrap()["finding"], "averaged", "{said}");
    assert!(proofs.iter().all(|proof| proof["objection"].is_null()), "{said}");

    let (code, program) = mlings(&["dev", "show", "mine", "averaged", "--variant", "of-the-last"]);
    assert_eq!(code, Some(0));
    assert!(program.starts_with("\"\"\"This is the mean absolute error"), "{program}");
    assert!(program.ends_with("    return np.abs(y_true - y_pred)[-1]\n"), "{program}");
    let in_rust = [
        "dev",
        "show",
        "mine",
        "averaged",
        "--variant",
        "of-the-last",
        "--lang",
        "rust",
    ];
    assert_eq!(mlings(&in_rust).0, Some(2), "it is written in Python alone");
}

/// A checkout without exercises.
fn new_checkout() -> tempfile::TempDir {
    let checkout = tempfile::tempdir().unwrap();
    for folder in ["exercises", "datasets"] {
        std::fs::create_dir(checkout.path().join(folder)).unwrap();
    }
    std::fs::copy(
        repository().join("exercises/path.toml"),
        checkout.path().join("exercises/path.toml"),
    )
    .unwrap();
    checkout
}

/// The exit code of mlings run in `folder`, and what it printed.
fn run_in(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mlings"));
    command.args(arguments).current_dir(folder);
    let output = command.env("MLINGS_CACHE", shared_cache()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn correct_solutions_written_in_other_ways_pass() {
    in_workshop(|catalog, workshop| {
        for language in languages() {
            let of_language =
                |(_, variant): &(String, PathBuf)| variant.extension().is_some_and(|extension| extension == language.extension());
            let variants: Vec<_> = variants().into_iter().filter(of_language).collect();
            assert!(variants.len() >= 60, "only {} variants in {language:?}", variants.len());
            for of_exercise in variants.chunk_by(|(one, _), (other, _)| one == other) {
                let exercise = catalog.find(&of_exercise[0].0).unwrap();
                let read = |(_, variant): &(String, PathBuf)| Submission::read(exercise, language, variant).unwrap();
                let submissions: Vec<Submission> = of_exercise.iter().map(read).collect();
                let exam = Exam::open(exercise, workshop).unwrap();
                for (submission, verdict) in submissions.iter().zip(exam.grade_own(&submissions)) {
                    let verdict = verdict.unwrap();
                    assert!(
                        verdict.status().is_passed(),
                        "{}: {:?} {:?}",
                        submission.path.display(),
                        verdict.outcome,
                        verdict.checks.iter().filter(|check| !check.passed).collect::<Vec<_>>()
                    );
                }
            }
        }
    });
}

#[test]
fn programs_of_ours_that_run_together_come_out_as_each_would_by_itself() {
    in_workshop(|catalog, workshop| {
        let exercise = catalog.find("softmax-stable").unwrap();
        let exam = Exam::open(exercise, workshop).unwrap();
        for language in languages() {
            let (unbuildable, ends, panics) = match language {
                Language::Rust => ("fn", "std::process::exit(7)", "panic!()"),
                Language::Python => ("def", "__import__('os')._exit(7)", "1 / 0"),
            };
            let reference = exercise.solution(language).unwrap();
            let head = reference.lines().find(|line| line.contains("softmax(")).unwrap();
            let with = |first: &str| reference.replace(head, &format!("{head}\n    {first};"));
            let texts = [
                reference.clone(),
                unbuildable.to_owned(),
                with(ends),
                with(panics),
                reference.clone(),
            ];
            let submission = |text: &String| Submission {
                language,
                path: PathBuf::from(format!("solution.{}", language.extension())),
                text: Ok(text.clone()),
                sha256: String::new(),
                is_starter: false,
            };
            let submissions: Vec<Submission> = texts.iter().map(submission).collect();
            let status = |verdict: Result<Verdict, _>| verdict.unwrap().status();
            let together: Vec<Status> = exam.grade_own(&submissions).into_iter().map(status).collect();
            let alone = submissions
                .iter()
                .map(|submission| status(exam.grade(submission, &Terms::default())));
            assert_eq!(together, alone.collect::<Vec<_>>(), "{language:?}");
            assert_eq!(together[0], Status::Certified);
            assert_eq!([together[1], together[2]], [Status::BuildFailed, Status::Crashed]);
        }
    });
}

/// Those this machine can try.
fn languages() -> Vec<Language> {
    let mut languages = vec![Language::Rust];
    languages.extend(has_python().then_some(Language::Python));
    languages
}

/// The exercise and the file of every solution below `tests/variants/`.
fn variants() -> Vec<(String, PathBuf)> {
    let entries = |folder: PathBuf| -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        paths
    };
    let folders = entries(repository().join("tests/variants"));
    let of_folder = |folder: PathBuf| {
        let exercise = folder.file_name().unwrap().to_string_lossy().into_owned();
        entries(folder)
            .into_iter()
            .map(move |variant| (exercise.clone(), variant))
            .collect::<Vec<_>>()
    };
    folders.into_iter().flat_map(of_folder).collect()
}
