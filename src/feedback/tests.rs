use std::collections::BTreeMap;

use mlings_grade::{Check, Finding, Measurement, Standing};
use mlings_progress::{ExerciseProgress, Repeated};
use mlings_sandbox::{Deed, Exit, Layer, Limit, Refusal};

use super::*;
use crate::catalog::{Catalog, Exercise, Language, Mistake};
use crate::content::Content;
use crate::verdict::{Raised, Verdict};

fn catalog() -> Catalog {
    Catalog::open(&Content::Embedded).unwrap()
}

/// A run of a solution in Python that came to `verdict`; tests change what they are about.
fn situation<'run>(
    exercise: &'run Exercise,
    verdict: &'run Verdict,
    history: &'run ExerciseProgress,
    nothing: &'run Nothing,
) -> Situation<'run> {
    Situation {
        exercise,
        language: Language::Python,
        verdict,
        mistakes: &nothing.mistakes,
        history,
        approach: None,
        next: None,
    }
}

#[derive(Default)]
struct Nothing {
    mistakes: BTreeMap<String, Mistake>,
}

fn scored(standing: Standing) -> Verdict {
    Verdict::from(Outcome::Scored {
        standing,
        measurement: None,
    })
}

/// One of each.
fn outcomes() -> Vec<Outcome> {
    let standings = [
        Standing::Suspicious,
        Standing::BelowBaseline,
        Standing::NotYet,
        Standing::Borderline,
        Standing::Passed,
        Standing::Certified,
    ];
    let mut outcomes = vec![
        Outcome::NotStarted,
        Outcome::BuildFailed("error[E0308]".to_owned()),
        Outcome::Crashed(raised("KeyError", "'price'")),
        Outcome::Crashed(Crash::Ended {
            exit: Exit::Signal(11),
            answered: 1,
            calls: 4,
            stderr: String::new(),
        }),
        Outcome::OverLimit {
            limit: Limit::Memory,
            amount: "1024 MiB of memory".to_owned(),
        },
        Outcome::BrokenContract("`f` returned f64[2]".to_owned()),
        Outcome::GraderFault("cases.json is gone".to_owned()),
    ];
    outcomes.extend(standings.map(|standing| scored(standing).outcome));
    outcomes
}

#[test]
fn every_verdict_has_a_headline_and_a_next_step() {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let exercise = catalog.find("softmax-stable").unwrap();
    for outcome in outcomes() {
        let verdict = Verdict::from(outcome);
        let explanation = explain(&situation(exercise, &verdict, &history, &nothing));
        assert!(
            !explanation.headline.is_empty() && !explanation.next_step.is_empty(),
            "{verdict:?}"
        );
    }
}

#[test]
fn a_known_mistake_is_named_in_its_own_words_with_the_evidence_after_it() {
    let (catalog, history) = (catalog(), ExerciseProgress::default());
    let exercise = catalog.find("softmax-stable").unwrap();
    let mistakes = exercise.mistakes().unwrap();
    let (id, mistake) = mistakes.first_key_value().unwrap();
    let mut verdict = scored(Standing::NotYet);
    verdict.findings.push(Finding {
        id: id.clone(),
        evidence: "row 2 is NaN".to_owned(),
    });
    let nothing = Nothing {
        mistakes: mistakes.clone(),
    };
    let explanation = explain(&situation(exercise, &verdict, &history, &nothing));
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
    let mistakes = BTreeMap::from([("mean-only".to_owned(), mistake)]);
    let said = say(&mistakes, &finding);
    assert_eq!(
        (said.id.as_str(), said.message.as_str()),
        ("mean-only", "You predict the mean.")
    );
    let more = Finding {
        id: "constant-prediction/commonest".to_owned(),
        ..finding.clone()
    };
    let said = say(&mistakes, &more);
    assert_eq!(said.id, "constant-prediction");
    assert!(
        said.message.starts_with("Nearly every row gets the commonest class"),
        "{}",
        said.message
    );
    let watching = Mistake {
        id: "encoder".to_owned(),
        message: "Something of the call is in it.".to_owned(),
        detector: Some("test-set-statistics".to_owned()),
        variants: Vec::new(),
    };
    let mistakes = BTreeMap::from([("encoder".to_owned(), watching)]);
    let said = |seen: &str| {
        let id = format!("test-set-statistics/{seen}");
        say(&mistakes, &Finding { id, ..finding.clone() }).id
    };
    assert_eq!(
        [said("stops"), said("every-row")],
        ["encoder"; 2],
        "they leave the cause open"
    );
    assert_eq!([said("share"), said("earlier-calls")], ["test-set-statistics"; 2]);
    let said = say(&BTreeMap::new(), &finding);
    assert!(said.message.starts_with("Your predictions hardly differ"), "{}", said.message);
}

#[test]
fn what_is_seen_without_a_cause_is_a_detail_and_no_mistake() {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let exercise = catalog.find("spam-filter").unwrap();
    let mut verdict = Verdict::from(Outcome::Scored {
        standing: Standing::NotYet,
        measurement: Some(Measurement {
            value: 0.838,
            interval: [0.79, 0.88],
            baseline: 0.0,
            pass: 0.921,
            reference: 0.96,
            score: 0.87,
            noise: 0.02,
        }),
    });
    verdict.findings.push(Finding {
        id: detectors::NO_CAUSE.to_owned(),
        evidence: "of 128 of class 1 you miss 40".to_owned(),
    });
    let explanation = explain(&situation(exercise, &verdict, &history, &nothing));
    assert!(
        explanation.headline.starts_with("Your model has learned something"),
        "{}",
        explanation.headline
    );
    assert_eq!(explanation.details[0], "Of 128 of class 1 you miss 40.");
    assert!(
        explanation.next_step.starts_with("Hold out some train rows"),
        "{}",
        explanation.next_step
    );
}

#[test]
fn every_finding_of_a_project_has_words() {
    for id in mlings_grade::detectors::IDS {
        assert!(detectors::message(id).is_some(), "{id}");
    }
}

#[test]
fn the_second_failure_with_one_cause_offers_the_next_hint() {
    let (catalog, nothing) = (catalog(), Nothing::default());
    let exercise = catalog.find("softmax-stable").unwrap();
    let mut verdict = scored(Standing::NotYet);
    verdict.checks.push(Check {
        name: "big scores".to_owned(),
        passed: false,
        detail: None,
    });
    let mut history = ExerciseProgress {
        hints: 1,
        ..ExerciseProgress::default()
    };
    let offers_hint = |history: &ExerciseProgress| {
        let explanation = explain(&situation(exercise, &verdict, history, &nothing));
        explanation.next_step.contains("shows hint 2 of 3")
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
    let verdict = Verdict::from(Outcome::Crashed(Crash::Raised {
        stage: "softmax".to_owned(),
        raised,
    }));
    let explanation = explain(&situation(exercise, &verdict, &history, &nothing));
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
    let verdict = scored(Standing::Certified);
    let run = Situation {
        next: Some("gini-split"),
        ..situation(exercise, &verdict, &history, &nothing)
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
        &scored(Standing::Certified),
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

fn raised(kind: &str, message: &str) -> Crash {
    Crash::Raised {
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

/// The headline of a crash, and the cause it is logged under.
fn told(crash: Crash, refused: &[Refusal]) -> (String, Option<String>) {
    let (catalog, history, nothing) = (catalog(), ExerciseProgress::default(), Nothing::default());
    let mut verdict = Verdict::from(Outcome::Crashed(crash));
    verdict.trace.refused = refused.to_vec();
    let exercise = catalog.find("softmax-stable").unwrap();
    let explanation = explain(&situation(exercise, &verdict, &history, &nothing));
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
    for crash in library_words {
        let (headline, cause) = told(crash, &refused);
        assert_eq!(
            headline,
            "Your solution tried to open a network connection; solutions run offline."
        );
        assert_eq!(cause.as_deref(), Some("refused: network"));
    }
}

#[test]
fn a_file_out_of_reach_is_named_where_the_solution_names_it() {
    let (headline, _) = told(raised("PermissionError", "[Errno 13] Permission denied: '/etc/shadow'"), &[]);
    assert!(headline.starts_with("Your solution tried to use /etc/shadow;"), "{headline}");
}

#[test]
fn a_crash_of_its_own_is_never_blamed_on_what_a_library_was_refused_before() {
    let (headline, cause) = told(raised("KeyError", "'price'"), &[refusal(Deed::SharedMemory)]);
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
        ..situation(exercise, &scored(Standing::Certified), &history, &nothing)
    });
    assert_eq!(
        explanation.details,
        ["The reference: Gradient boosting on the logarithm of the price. Compare with `mlings solution housing-price`."]
    );
}
