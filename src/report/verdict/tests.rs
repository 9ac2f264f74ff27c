use std::fs;

use mlings_grade::Standing;
use mlings_sandbox::Containment;

use super::*;
use crate::catalog::Catalog;
use crate::content::Content;
use crate::verdict::Outcome;

const EXERCISE: &str = r#"
title = "House prices"
summary = "Predict what a house sells for."
learned = "Prices spread by factors, so models of their logarithm err evenly."
kind = "project"
competencies = ["reg"]
difficulty = 3
minutes = 120
dataset = "king-county"
metric = "root_mean_squared_log_error"
pass = 0.9
"#;

fn catalog() -> Catalog {
    // The exercise is read at once, so the folder may go.
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("exercises/housing-price");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("exercise.toml"), EXERCISE).unwrap();
    let path = include_str!("../../../exercises/path.toml");
    fs::write(root.path().join("exercises/path.toml"), path).unwrap();
    Catalog::open(&Content::Checkout(root.path().to_owned())).unwrap()
}

fn measurement(value: f64) -> Measurement {
    Measurement {
        value,
        interval: [value - 0.005, value + 0.006],
        baseline: 0.551,
        pass: 0.215,
        reference: 0.162,
        score: 0.87,
        noise: 0.01,
    }
}

fn check(name: &str, passed: bool) -> Check {
    Check {
        name: name.to_owned(),
        passed,
        detail: (!passed).then(|| "row 3 changed from 2 to 5".to_owned()),
    }
}

/// The verdict on a solution that scored `value`.
fn verdict(standing: Standing, value: f64, checks: &[Check]) -> Verdict {
    let measurement = measurement(value);
    let mut verdict = Verdict::from(Outcome::Scored {
        standing,
        measurement: Some(measurement.clone()),
    });
    verdict.score = Some(measurement.score);
    verdict.checks = checks.to_vec();
    verdict.trace.run = Some(Containment::full());
    verdict.trace.seconds = Seconds {
        build: 0.0,
        run: 1.2,
        grade: 0.03,
    };
    verdict
}

/// All three forms of one verdict, as text.
fn forms(verdict: &Verdict, explanation: &Explanation) -> String {
    let catalog = catalog();
    let shown = Shown {
        exercise: &catalog.exercises[0],
        language: Language::Python,
        verdict,
        explanation,
        best: Some(0.5),
        pictures: None,
        calls: &[],
    };
    let json = serde_json::to_string_pretty(&VerdictObject::from(&shown)).unwrap();
    let rich = anstream::adapter::strip_str(&rich(&shown, 80)).to_string();
    format!("{rich}\n\n=== plain\n{}\n\n=== json\n{json}", plain(&shown))
}

#[test]
fn a_certified_project() {
    let explanation = Explanation {
        headline: "Passed, on rows nobody tuned on: it counts.".to_owned(),
        details: vec!["You have 0.181; the reference has 0.162.".to_owned()],
        learned: Some("Prices spread by factors, so models of their logarithm err evenly.".to_owned()),
        next_step: "Go on with `mlings run spam-filter`.".to_owned(),
        ..Explanation::default()
    };
    let checks = [check("row independence", true), check("row order", true)];
    insta::assert_snapshot!(forms(&verdict(Standing::Certified, 0.181, &checks), &explanation));
}

#[test]
fn a_project_with_a_known_mistake_and_a_failed_check() {
    let said = |id: &str, message: &str| Said {
        id: id.to_owned(),
        message: message.to_owned(),
        evidence: String::new(),
        certainty: Certainty::Certain,
    };
    let explanation = Explanation {
        headline: "You model dollars, so a few dear houses decide everything.".to_owned(),
        findings: vec![
            said(
                "raw-dollar-target",
                "You model dollars, so a few dear houses decide everything.",
            ),
            said(
                "test-set-statistics",
                "A row's prediction changes with the rows beside it. Take means from the train rows.",
            ),
        ],
        next_step: "Change that and run again: `mlings run housing-price`.".to_owned(),
        ..Explanation::default()
    };
    let checks = [check("row order", true), check("row independence", false)];
    insta::assert_snapshot!(forms(&verdict(Standing::NotYet, 0.4, &checks), &explanation));
}

#[test]
fn the_compilers_words_keep_their_shape() {
    let words = "error[E0308]: mismatched types\n --> solution.rs:3:5\n  |\n3 |     1.0\n  |     ^^^ expected `Array1<f64>`, found floating-point number, and more than eighty columns of it";
    let explanation = Explanation {
        headline: "It does not build.".to_owned(),
        verbatim: Some(words.to_owned()),
        ..Explanation::default()
    };
    let verdict = Verdict::from(Outcome::BuildFailed(words.to_owned()));
    assert!(forms(&verdict, &explanation).contains(words));
}
