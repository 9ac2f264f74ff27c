//! Readiness against the worked examples, and what must hold of every log.

use chrono::TimeDelta;
use mlings_progress::{Attempt, Event, Reading, Record};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::*;
use crate::catalog::Language;
use crate::content::Content;
use crate::verdict::Status;

/// id, kind, competencies, difficulty, minutes, requires.
type Row<'a> = (&'a str, &'a str, &'a str, u8, u32, &'a str);

/// Some of the catalogue, as designed.
const ROWS: &[Row] = &[
    ("baseline-first", "kata", "eval", 1, 15, ""),
    ("standardize-fit", "kata", "prep", 1, 20, ""),
    ("softmax-stable", "kata", "math", 2, 25, ""),
    ("ols-closed-form", "kata", "reg math", 2, 35, ""),
    ("ridge-path", "kata", "reg valid", 3, 40, "ols-closed-form"),
    (
        "housing-price",
        "project",
        "reg prep feat",
        3,
        120,
        "standardize-fit ols-closed-form",
    ),
    ("kmeans-lloyd", "kata", "unsup", 2, 45, "standardize-fit"),
    ("pca-svd", "kata", "unsup math", 3, 45, "standardize-fit"),
    ("anomaly-scores", "project", "unsup eval", 3, 50, "pca-svd"),
    ("drift-psi", "kata", "ops strat", 2, 35, "standardize-fit"),
    ("train-serve-skew", "kata", "ops prep", 3, 50, "standardize-fit"),
    ("feature-transforms", "kata", "feat prep", 2, 35, "ols-closed-form"),
    ("forest-oob", "kata", "ens valid", 4, 60, "baseline-first"),
    ("learning-curves", "kata", "valid", 2, 35, "ridge-path"),
    ("tokenize-ngrams", "kata", "nlp", 1, 25, ""),
];

fn catalog(rows: &[Row]) -> Catalog {
    // Exercises are read at once, so the folder may go.
    let root = tempfile::tempdir().unwrap();
    let exercises = root.path().join("exercises");
    let quoted = |list: &str| {
        list.split_whitespace()
            .map(|item| format!("{item:?}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    for (id, kind, competencies, difficulty, minutes, requires) in rows {
        let task = match *kind {
            "kata" => "[[functions]]\nname = \"f\"\nparameters = []\nreturns = \"f64\"",
            _ => "dataset = \"king-county\"\nmetric = \"root_mean_squared_log_error\"\npass = 0.9",
        };
        let text = format!(
            "title = \"{id}\"\nsummary = \"s\"\nlearned = \"l\"\nkind = \"{kind}\"\ncompetencies = [{}]\ndifficulty = {difficulty}\n\
             minutes = {minutes}\nrequires = [{}]\n{task}\n",
            quoted(competencies),
            quoted(requires)
        );
        std::fs::create_dir_all(exercises.join(id)).unwrap();
        std::fs::write(exercises.join(id).join("exercise.toml"), text).unwrap();
    }
    std::fs::write(exercises.join("path.toml"), include_str!("../../exercises/path.toml")).unwrap();
    Catalog::open(&Content::Checkout(root.path().to_owned())).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn days_ago(days: f64) -> DateTime<Utc> {
    now() - TimeDelta::milliseconds((days * 86_400_000.0) as i64)
}

fn attempt(status: Status, score: f64) -> Attempt {
    Attempt {
        language: Language::Rust,
        status,
        score: Some(score),
        noise: None,
        program: None,
        cause: None,
        hints: 0,
        solution_seen: false,
        exam: false,
    }
}

fn record(exercise: &str, days: f64, event: Event) -> Record {
    Record {
        at: days_ago(days),
        exercise: exercise.into(),
        event,
    }
}

fn passed(exercise: &str, days: f64, score: f64) -> Record {
    record(exercise, days, Event::Attempt(attempt(Status::Certified, score)))
}

/// `tries` scored verdicts that end in a pass, with `hints` shown.
fn passed_after(exercise: &str, days: f64, score: f64, hints: u8, tries: u32) -> Vec<Record> {
    let failed = |number: u32| {
        record(
            exercise,
            days + f64::from(number) / 24.0,
            Event::Attempt(attempt(Status::NotYet, 0.3)),
        )
    };
    let mut records: Vec<Record> = (1..tries).map(failed).collect();
    let pass = Attempt {
        hints,
        ..attempt(Status::Certified, score)
    };
    records.push(record(exercise, days, Event::Attempt(pass)));
    records
}

fn progress(records: Vec<Record>) -> Progress {
    Progress::of(&Reading::from(records), now())
}

/// Calls `f` with the learner of `records` on the first stage.
fn with_learner<T>(catalog: &Catalog, records: Vec<Record>, f: impl FnOnce(Learner) -> T) -> T {
    let progress = progress(records);
    f(Learner {
        catalog,
        progress: &progress,
        weights: &catalog.path.stages[0].weights,
        now: now(),
    })
}

fn readiness(catalog: &Catalog, records: Vec<Record>) -> Readiness {
    with_learner(catalog, records, |learner| learner.readiness())
}

fn of<'a>(readiness: &'a Readiness, competency: &str) -> &'a CompetencyReadiness {
    readiness
        .competencies
        .iter()
        .find(|row| row.competency == competency)
        .unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected} ± {tolerance}"
    );
}

/// The worked example of `reg`.
fn regression_log() -> Vec<Record> {
    let mut records = vec![passed("ols-closed-form", 50.0, 1.0), passed("ols-closed-form", 35.0, 1.0)];
    records.extend(passed_after("ridge-path", 33.0, 0.8, 2, 4));
    records.extend(passed_after("housing-price", 20.0, 0.85, 0, 2));
    records
}

#[test]
fn the_worked_regression_example_comes_out_with_its_arithmetic() {
    let readiness = readiness(&catalog(ROWS), regression_log());
    let regression = of(&readiness, "reg");
    let result = |id: &str| regression.results.iter().find(|result| result.exercise == id).unwrap();
    for (id, retained, quality, stability) in [
        ("ols-closed-form", 0.704, 1.0, 60.0),
        ("ridge-path", 0.891, 0.510, 30.0),
        ("housing-price", 1.397, 0.8075, 30.0),
    ] {
        let result = result(id);
        assert_near(result.weight.value * result.retention.value, retained, 5e-4);
        assert_near(result.quality.value, quality, 1e-9);
        assert_eq!(result.retention.stability_days, stability);
    }
    assert_near(regression.evidence, 2.99, 5e-3);
    assert_near(regression.mean, 0.573, 5e-4);
    assert_near(regression.variance.sqrt(), 0.22, 5e-3);
}

/// Competency, m as worked, and an n it may well have had: of `reg` alone the example says it.
const WORKED: [(&str, f64, f64); 8] = [
    ("math", 0.513, 1.2),
    ("prep", 0.597, 2.36),
    ("feat", 0.395, 0.868),
    ("reg", 0.573, 2.99),
    ("clf", 0.716, 5.3),
    ("ens", 0.403, 0.90),
    ("eval", 0.643, 3.1),
    ("valid", 0.539, 1.73),
];

/// A log whose n and m are those of the table: katas of difficulty 3 that train one competency each, as old and as good as it takes.
fn worked() -> (Catalog, Vec<Record>) {
    let names: Vec<(String, &str, f64, f64)> = WORKED
        .iter()
        .flat_map(|(competency, mean, evidence)| {
            let katas = evidence.ceil();
            let days = 9.0 * 30.0 * (katas / evidence - 1.0);
            let quality = mean * (evidence + 1.0) / evidence;
            (0..katas as usize).map(move |number| (format!("{competency}-{number}"), *competency, days, quality))
        })
        .collect();
    let mut rows: Vec<Row> = ROWS.to_vec();
    rows.retain(|row| {
        !matches!(
            row.0,
            "baseline-first" | "softmax-stable" | "ols-closed-form" | "ridge-path" | "housing-price" | "learning-curves"
        )
    });
    for row in &mut rows {
        // What they require is among what was passed; only `pca-svd` stays shut off from its follower.
        row.5 = if row.0 == "anomaly-scores" { "pca-svd" } else { "" };
    }
    rows.extend(
        names
            .iter()
            .map(|(id, competency, ..)| (id.as_str(), "kata", *competency, 3, 40, "")),
    );
    let records = names
        .iter()
        .map(|(id, _, days, quality)| passed(id, *days, *quality))
        .collect();
    (catalog(&rows), records)
}

#[test]
fn the_worked_path_comes_out_as_printed() {
    let (catalog, records) = worked();
    let readiness = readiness(&catalog, records);
    for (competency, mean, evidence) in WORKED {
        assert_near(of(&readiness, competency).mean, mean, 1e-6);
        assert_near(of(&readiness, competency).evidence, evidence, 1e-6);
    }
    let percent = |share: f64| (share * 100.0).round();
    assert_eq!(
        [readiness.value, readiness.interval[0], readiness.interval[1], readiness.cut].map(percent),
        [50.0, 38.0, 62.0, 70.0]
    );
    assert_near(readiness.covered, 0.73, 1e-9);
    assert!(matches!(readiness.forecast, Forecast::NoneYet { needed: 0.8, .. }));
    let uncovered: Vec<String> = readiness
        .with_coverage(Coverage::Uncovered)
        .map(|row| format!("{} {} %", row.competency, percent(row.weight)))
        .collect();
    let thin: Vec<&str> = readiness
        .with_coverage(Coverage::Thin)
        .map(|row| row.competency.as_str())
        .collect();
    assert_eq!(uncovered.join(", "), "unsup 9 %, ops 4 %");
    assert_eq!(thin.join(", "), "feat, ens");
    let next = readiness.next.unwrap();
    assert_eq!(
        format!("{}, +{:.1} points", next.exercise, next.gain * 100.0),
        "pca-svd, +4.5 points"
    );
}

#[test]
fn nothing_known_is_a_readiness_of_nothing() {
    let readiness = readiness(&catalog(ROWS), Vec::new());
    assert_eq!(
        (readiness.value, readiness.standard_error, readiness.covered),
        (0.0, 0.0, 0.0)
    );
    assert!(readiness.competencies.iter().all(|row| row.coverage == Coverage::Uncovered));
    assert!(readiness.reviews.is_empty() && readiness.unheeded == Unheeded::default());
}

#[test]
fn a_second_language_counts_half_and_mock_exams_half_as_much_again() {
    let catalog = catalog(ROWS);
    let python = |exam: bool| Attempt {
        language: Language::Python,
        exam,
        ..attempt(Status::Certified, 1.0)
    };
    let records = vec![
        passed("kmeans-lloyd", 1.0, 1.0),
        record("kmeans-lloyd", 0.0, Event::Attempt(python(true))),
    ];
    let weights: Vec<f64> = of(&readiness(&catalog, records), "unsup")
        .results
        .iter()
        .map(|result| result.weight.value)
        .collect();
    // The later one, in Python and in an exam, leads.
    assert_eq!(weights, [0.75 * 1.5, 0.75 * 0.5]);
}

#[test]
fn hints_and_tries_after_the_first_pass_cost_nothing() {
    let records = vec![
        passed("pca-svd", 3.0, 1.0),
        record("pca-svd", 2.0, Event::HintShown { level: 3 }),
        record("pca-svd", 1.5, Event::Attempt(attempt(Status::NotYet, 0.2))),
        passed("pca-svd", 1.0, 1.0),
    ];
    assert_eq!(of(&readiness(&catalog(ROWS), records), "unsup").results[0].quality.value, 1.0);
}

#[test]
fn crashes_and_builds_that_failed_are_no_attempts() {
    let mut records = vec![passed("pca-svd", 1.0, 1.0)];
    for status in [
        Status::BuildFailed,
        Status::Crashed,
        Status::OverLimit,
        Status::BrokenContract,
        Status::NotStarted,
    ] {
        records.push(record("pca-svd", 2.0, Event::Attempt(attempt(status, 0.0))));
    }
    assert_eq!(
        of(&readiness(&catalog(ROWS), records), "unsup").results[0].quality.attempts,
        1
    );
}

#[test]
fn stability_doubles_with_passes_seven_days_apart_up_to_240_days() {
    let catalog = catalog(ROWS);
    let stability = |days: &[f64]| {
        let records = days.iter().map(|days| passed("pca-svd", *days, 1.0)).collect();
        of(&readiness(&catalog, records), "unsup").results[0].retention.stability_days
    };
    assert_eq!(stability(&[9.0]), 30.0);
    assert_eq!(stability(&[9.0, 4.0, 2.1]), 30.0);
    assert_eq!(stability(&[9.0, 4.0, 2.0]), 60.0);
    assert_eq!(stability(&[90.0, 80.0, 70.0, 60.0, 50.0, 40.0]), 240.0);
}

#[test]
fn a_solution_read_before_the_pass_is_worth_nothing_until_a_day_later() {
    let read = |days| record("pca-svd", days, Event::SolutionRead);
    let catalog = catalog(ROWS);
    let early = readiness(&catalog, vec![read(2.0), passed("pca-svd", 1.5, 1.0)]);
    let late = readiness(&catalog, vec![read(2.0), passed("pca-svd", 1.0, 1.0)]);
    assert_eq!(early.value, 0.0);
    assert!(late.value > 0.0);
}

#[test]
fn a_pass_that_is_not_certified_is_no_evidence_but_opens_what_requires_it() {
    let uncertified = Attempt {
        ..attempt(Status::Passed, 1.0)
    };
    let rows = [
        ("first-step", "kata", "nlp", 1, 10, ""),
        ("second-step", "kata", "reg", 1, 10, "first-step"),
    ];
    let readiness = readiness(&catalog(&rows), vec![record("first-step", 1.0, Event::Attempt(uncertified))]);
    assert_eq!(readiness.value, 0.0);
    assert_eq!(readiness.next.unwrap().exercise, "second-step");
}

#[test]
fn what_opens_the_way_is_next_where_nothing_else_is_open() {
    let rows = [
        ("first-step", "kata", "nlp", 1, 10, ""),
        ("second-step", "kata", "reg", 1, 10, "first-step"),
        ("elsewhere", "kata", "gan", 1, 10, ""),
    ];
    let next = readiness(&catalog(&rows), Vec::new()).next.unwrap();
    assert_eq!((next.exercise.as_str(), next.gain), ("first-step", 0.0));
}

#[test]
fn a_result_older_than_its_stability_is_due_for_review() {
    let readiness = readiness(&catalog(ROWS), regression_log());
    // `ols-closed-form` is older, but was passed twice.
    let due: Vec<&str> = readiness.reviews.iter().map(|review| review.exercise.as_str()).collect();
    assert_eq!(due, ["ridge-path"]);
    assert_eq!(readiness.reviews[0].due_since, days_ago(3.0));
    assert_near(readiness.reviews[0].retention, 0.891, 5e-4);
}

#[test]
fn unknown_exercises_and_dates_to_come_are_listed_and_harm_nothing() {
    let records = vec![passed("pca-svd", -400.0, 7.0), passed("withdrawn", 1.0, 1.0)];
    let readiness = readiness(&catalog(ROWS), records);
    assert_eq!(readiness.unheeded.unknown_exercises, ["withdrawn"]);
    assert_eq!(readiness.unheeded.dated_in_future, ["pca-svd"]);
    let Unheeded {
        unknown_lines,
        future_lines,
        ..
    } = readiness.unheeded;
    assert_eq!((unknown_lines, future_lines), (1, 1));
    let result = &of(&readiness, "unsup").results[0];
    assert_eq!((result.retention.value, result.quality.value), (1.0, 1.0));
}

#[test]
fn passes_of_the_future_earn_what_one_of_today_earns() {
    let catalog = catalog(ROWS);
    let today = readiness(&catalog, vec![passed("pca-svd", 0.0, 0.9)]);
    let weeks_ahead = [8.0, 20.0, 40.0, 400.0].map(|days| passed("pca-svd", -days, 0.9)).to_vec();
    let ahead = readiness(&catalog, weeks_ahead);
    assert_eq!((ahead.value, ahead.competencies), (today.value, today.competencies));
}

#[test]
fn a_forecast_follows_an_exam_of_the_last_thirty_days() {
    let catalog = catalog(&strong_rows());
    let forecast = |exam_days: Option<f64>| {
        let mut records: Vec<Record> = strong_rows().iter().map(|row| passed(row.0, 1.0, 1.0)).collect();
        if let Some(days) = exam_days {
            let exam = Attempt {
                exam: true,
                ..attempt(Status::NotYet, 0.5)
            };
            records.push(record("math-0", days, Event::Attempt(exam)));
        }
        readiness(&catalog, records).forecast
    };
    let none = Forecast::Given {
        probability: 0.70,
        cap: Some(Cap::NoExam),
    };
    assert_eq!(forecast(None), none);
    assert_eq!(forecast(Some(31.0)), none);
    let Forecast::Given { probability, cap } = forecast(Some(29.0)) else {
        panic!("all is covered")
    };
    assert_eq!((probability, cap), (0.95, Some(Cap::Certainty)));
}

/// Four hard projects for each competency of the first stage.
fn strong_rows() -> Vec<Row<'static>> {
    const COMPETENCIES: [&str; 10] = ["math", "prep", "feat", "reg", "clf", "ens", "unsup", "eval", "valid", "ops"];
    let row = |competency: &'static str, number: u32| -> Row<'static> {
        (
            Box::leak(format!("{competency}-{number}").into_boxed_str()),
            "project",
            competency,
            5,
            100,
            "",
        )
    };
    COMPETENCIES
        .iter()
        .flat_map(|competency| (0..4).map(move |number| row(competency, number)))
        .collect()
}

/// A log of `length` events drawn at random.
fn random_log(generator: &mut Xoshiro256PlusPlus, length: usize) -> Vec<Record> {
    const STATUSES: [Status; 6] = [
        Status::Certified,
        Status::Certified,
        Status::NotYet,
        Status::Borderline,
        Status::Crashed,
        Status::GraderFault,
    ];
    let event = |generator: &mut Xoshiro256PlusPlus| match generator.gen_range(0..10) {
        0 => Event::HintShown {
            level: generator.gen_range(1..=3),
        },
        1 => Event::SolutionRead,
        _ => Event::Attempt(Attempt {
            language: *Language::ALL.choose(generator).unwrap(),
            hints: generator.gen_range(0..=3),
            exam: generator.gen_bool(0.1),
            ..attempt(*STATUSES.choose(generator).unwrap(), generator.gen_range(0.0..=1.0))
        }),
    };
    let one = |generator: &mut Xoshiro256PlusPlus| {
        let id = ROWS.choose(generator).unwrap().0;
        // Whole days, so that some events share their time.
        let days = f64::from(generator.gen_range(-3..300));
        record(id, days, event(generator))
    };
    (0..length).map(|_| one(generator)).collect()
}

#[test]
fn neither_the_order_of_a_log_nor_merging_it_with_itself_changes_anything() {
    let catalog = catalog(ROWS);
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(1);
    for _ in 0..100 {
        let mut records = random_log(&mut generator, 60);
        let expected = readiness(&catalog, records.clone());
        records.extend(records.clone());
        records.shuffle(&mut generator);
        assert_eq!(readiness(&catalog, records), expected);
    }
}

#[test]
fn every_share_stays_between_nothing_and_all() {
    let catalog = catalog(ROWS);
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(2);
    let mut forecasts = 0;
    for _ in 0..200 {
        // Long enough that some cover what a forecast takes.
        let readiness = readiness(&catalog, random_log(&mut generator, 300));
        let [low, high] = readiness.interval;
        assert!(0.0 <= low && low <= readiness.value && readiness.value <= high && high <= 1.0);
        assert!(
            readiness
                .competencies
                .iter()
                .all(|row| (0.0..1.0).contains(&row.mean) && row.variance >= 0.0)
        );
        if let Forecast::Given { probability, .. } = readiness.forecast {
            assert!(probability <= readiness.covered.min(0.95));
            forecasts += 1;
        }
    }
    assert!(forecasts > 20, "{forecasts}");
}

#[test]
fn more_evidence_of_the_same_quality_never_lowers_readiness() {
    let catalog = catalog(ROWS);
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(3);
    for _ in 0..50 {
        let score = generator.gen_range(0.0..=1.0);
        let mut records = Vec::new();
        let mut before = 0.0;
        for days in (0..40).rev() {
            records.push(passed(ROWS.choose(&mut generator).unwrap().0, f64::from(days), score));
            let after = readiness(&catalog, records.clone()).value;
            assert!(after >= before - 1e-12, "{after} follows {before}");
            before = after;
        }
    }
}

#[test]
fn what_next_promises_is_what_a_pass_of_that_quality_brings() {
    let catalog = catalog(ROWS);
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(4);
    let mut promises = 0;
    for _ in 0..100 {
        let mut records = random_log(&mut generator, 30);
        records.retain(|record| !matches!(record.event, Event::SolutionRead | Event::HintShown { .. }) && record.at <= now());
        let before = readiness(&catalog, records.clone());
        let Some(next) = before.next else { continue };
        records.retain(|record| *record.exercise != *next.exercise);
        records.push(passed(&next.exercise, 0.0, 0.9));
        assert_near(readiness(&catalog, records).value - before.value, next.gain, 1e-9);
        promises += 1;
    }
    assert!(promises > 50, "{promises}");
}

#[test]
fn results_are_a_straight_walk_to_json() {
    let json = serde_json::to_value(readiness(&catalog(ROWS), regression_log())).unwrap();
    assert_eq!(json["forecast"]["kind"], "none_yet");
    assert_eq!(json["competencies"][3]["results"][0]["weight"]["difficulty"], 0.75);
    assert_eq!(json["reviews"][0]["due_since"], "2026-11-20T10:00:00Z");
}

mod plans;
