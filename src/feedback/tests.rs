use std::collections::BTreeMap;

use super::*;
use crate::catalog::Catalog;
use crate::content::Content;
use crate::progress::Repeated;
use crate::sandbox::{Deed, Layer, Refusal};

fn catalog() -> Catalog {
    Catalog::open(&Content::Embedded).unwrap()
}

/// A run of a kata that ended with `status`; tests change what they are about.
fn situation<'run>(
    exercise: &'run Exercise,
    status: Status,
    history: &'run ExerciseProgress,
    nothing: &'run Nothing,
) -> Situation<'run> {
    Situation {
        exercise,
        language: Language::Python,
        status,
        certified: false,
        trouble: &Trouble::None,
        measurement: None,
        checks: &[],
        refused: &[],
        mistakes: &nothing.mistakes,
        findings: &[],
        history,
        approach: None,
        next: None,
    }
}

#[derive(Default)]
struct Nothing {
    mistakes: BTreeMap<String, Mistake>,
}

const ALL: [Status; 11] = [
    Status::NotStarted,
    Status::BuildFailed,
    Status::Crashed,
    Status::OverLimit,
    Status::BrokenContract,
    Status::BelowBaseline,
    Status::NotYet,
    Status::Borderline,
    Status::Passed,
    Status::Suspicious,
    Status::GraderFault,
];

#[test]
fn every_verdict_has_a_headline_and_a_next_step() {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    for status in ALL {
        let explanation = explain(&situation(
            catalog.find("softmax-stable").unwrap(),
            status,
            &history,
            &nothing,
        ));
        assert!(
            !explanation.headline.is_empty() && !explanation.next_step.is_empty(),
            "{status:?}"
        );
    }
}

#[test]
fn a_known_mistake_is_named_in_its_own_words_with_the_evidence_after_it() {
    let (catalog, history) = (catalog(), ExerciseProgress::default());
    let exercise = catalog.find("softmax-stable").unwrap();
    let mistakes = exercise.mistakes().unwrap();
    let (id, mistake) = mistakes.first_key_value().unwrap();
    let findings = [Finding {
        id: id.clone(),
        evidence: "row 2 is NaN".to_owned(),
    }];
    let nothing = Nothing {
        mistakes: mistakes.clone(),
    };
    let explanation = explain(&Situation {
        findings: &findings,
        ..situation(exercise, Status::NotYet, &history, &nothing)
    });
    assert_eq!(explanation.headline, crate::words::sentence(&mistake.message));
    assert_eq!(explanation.details, ["Row 2 is NaN."]);
    assert_eq!(explanation.cause.as_ref(), Some(id));
}

#[test]
fn a_detector_speaks_for_the_mistake_that_names_it_and_else_for_itself() {
    let finding = Finding {
        id: "constant-prediction".to_owned(),
        evidence: "all are 3".to_owned(),
    };
    let mistake = Mistake {
        id: "mean-only".to_owned(),
        message: "You predict the mean.".to_owned(),
        detector: Some("constant-prediction".to_owned()),
        variants: Vec::new(),
    };
    let said = say(&BTreeMap::from([("mean-only".to_owned(), mistake)]), &finding);
    assert_eq!(
        (said.id.as_str(), said.message.as_str()),
        ("mean-only", "You predict the mean.")
    );
    let said = say(&BTreeMap::new(), &finding);
    assert!(said.message.starts_with("Your predictions hardly differ"), "{}", said.message);
}

#[test]
fn every_finding_of_a_project_has_words() {
    for id in crate::grade::detectors::IDS {
        assert!(detectors::message(id).is_some(), "{id}");
    }
}

#[test]
fn the_second_failure_with_one_cause_offers_the_next_hint() {
    let (catalog, nothing) = (catalog(), Nothing::default());
    let exercise = catalog.find("softmax-stable").unwrap();
    let checks = [Check {
        name: "big scores".to_owned(),
        passed: false,
        detail: None,
    }];
    let mut history = ExerciseProgress {
        hints: 1,
        ..ExerciseProgress::default()
    };
    let offers_hint = |history: &ExerciseProgress| {
        let run = Situation {
            checks: &checks,
            ..situation(exercise, Status::NotYet, history, &nothing)
        };
        explain(&run).next_step.contains("shows hint 2 of 3")
    };
    assert!(!offers_hint(&history), "the first time");
    history.repeated = Some(Repeated {
        cause: "big scores".to_owned(),
        times: 1,
    });
    assert!(offers_hint(&history), "the second time");
    history.repeated = Some(Repeated {
        cause: "small scores".to_owned(),
        times: 1,
    });
    assert!(!offers_hint(&history), "another cause");
}

#[test]
fn an_exception_is_told_with_the_learners_own_line() {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let raised = Raised {
        kind: "ValueError".to_owned(),
        message: "shapes (3,2) and (3,) not aligned".to_owned(),
        traceback: "solution.py:12 in softmax\n    return x @ w".to_owned(),
    };
    let exercise = catalog.find("softmax-stable").unwrap();
    let trouble = Trouble::Raised {
        stage: "softmax".to_owned(),
        raised,
    };
    let explanation = explain(&Situation {
        trouble: &trouble,
        ..situation(exercise, Status::Crashed, &history, &nothing)
    });
    assert_eq!(
        explanation.headline,
        "Your solution stopped in softmax: ValueError: shapes (3,2) and (3,) not aligned."
    );
    assert!(
        explanation.next_step.starts_with("Look at solution.py:12"),
        "{}",
        explanation.next_step
    );
    assert_eq!(explanation.cause.as_deref(), Some("crashed: ValueError"));
}

#[test]
fn a_pass_says_what_was_learned_and_what_is_next() {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let exercise = catalog.find("softmax-stable").unwrap();
    let run = Situation {
        next: Some("gini-split"),
        ..situation(exercise, Status::Passed, &history, &nothing)
    };
    let explanation = explain(&run);
    assert_eq!(explanation.learned.as_ref(), Some(&exercise.learned));
    assert_eq!(
        (explanation.next_step.as_str(), explanation.cause),
        ("Go on with `mlings run gini-split`.", None)
    );
}

#[test]
fn someone_who_read_the_solution_is_told_when_a_pass_counts() {
    let (catalog, nothing) = (catalog(), Nothing::default());
    let history = ExerciseProgress {
        barred_until: chrono::DateTime::from_timestamp(0, 0),
        ..ExerciseProgress::default()
    };
    let explanation = explain(&situation(
        catalog.find("softmax-stable").unwrap(),
        Status::Passed,
        &history,
        &nothing,
    ));
    assert!(
        explanation
            .details
            .iter()
            .any(|detail| detail.contains("after 1970-01-01 00:00 UTC")),
        "{:?}",
        explanation.details
    );
}

fn raised(kind: &str, message: &str) -> Trouble {
    Trouble::Raised {
        stage: "softmax".to_owned(),
        raised: Raised {
            kind: kind.to_owned(),
            message: message.to_owned(),
            traceback: "solution.py:3 in softmax".to_owned(),
        },
    }
}

fn refusal(deed: Deed) -> Refusal {
    Refusal {
        layer: Layer::SystemCalls,
        deed,
        call: "socket".to_owned(),
        path: None,
        times: 1,
    }
}

/// The headline of a crash with `trouble` and the cause it is logged under.
fn crash(trouble: &Trouble, refused: &[Refusal]) -> (String, Option<String>) {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let explanation = explain(&Situation {
        trouble,
        refused,
        ..situation(catalog.find("softmax-stable").unwrap(), Status::Crashed, &history, &nothing)
    });
    (explanation.headline, explanation.cause)
}

#[test]
fn a_refused_connection_is_explained_whatever_the_library_calls_it() {
    let refused = [refusal(Deed::SharedMemory), refusal(Deed::Network)];
    let library_words = [
        raised("URLError", "<urlopen error [Errno 1] Operation not permitted>"),
        raised("gaierror", "[Errno -3] Temporary failure in name resolution"),
        raised(
            "panic",
            "called `Result::unwrap()` on an `Err` value: Os { code: 1, kind: PermissionDenied, message: \"Operation not permitted\" }",
        ),
    ];
    for trouble in library_words {
        let (headline, cause) = crash(&trouble, &refused);
        assert_eq!(
            headline,
            "Your solution tried to open a network connection; solutions run offline."
        );
        assert_eq!(cause.as_deref(), Some("refused: network"));
    }
}

#[test]
fn a_file_out_of_reach_is_named_where_the_solution_names_it() {
    let (headline, _) = crash(&raised("PermissionError", "[Errno 13] Permission denied: '/etc/shadow'"), &[]);
    assert!(headline.starts_with("Your solution tried to use /etc/shadow;"), "{headline}");
}

#[test]
fn a_crash_of_its_own_is_never_blamed_on_what_a_library_was_refused_before() {
    let (headline, cause) = crash(&raised("KeyError", "'price'"), &[refusal(Deed::SharedMemory)]);
    assert!(headline.contains("KeyError"), "{headline}");
    assert_eq!(cause.as_deref(), Some("crashed: KeyError"));
}

#[test]
fn a_pass_says_what_the_reference_does_and_where_to_read_it() {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let exercise = catalog.find("housing-price").unwrap();
    let approach = exercise.approach(Language::Python);
    let explanation = explain(&Situation {
        approach: approach.as_deref(),
        ..situation(exercise, Status::Passed, &history, &nothing)
    });
    assert_eq!(
        explanation.details,
        ["The reference: Gradient boosting on the logarithm of the price. Compare with `mlings solution housing-price`."]
    );
}
