//! What must hold of plans.

use std::collections::BTreeSet;

use super::*;

fn plan(catalog: &Catalog, records: Vec<Record>, hours: f64, days: Option<f64>) -> Plan {
    let until = days.map(|days| days_ago(-days));
    let request = Request::new(hours, until, now()).unwrap();
    with_learner(catalog, records, |learner| learner.plan(&request))
}

#[test]
fn weeks_hold_no_more_than_their_hours_and_prerequisites_come_first() {
    let catalog = catalog(ROWS);
    let plan = plan(&catalog, Vec::new(), 5.0, None);
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for week in &plan.weeks {
        assert!(week.items.iter().map(|item| item.minutes).sum::<f64>() <= 300.0 + 1e-6);
        for item in &week.items {
            let exercise = catalog.find(&item.exercise).unwrap();
            assert!(exercise.requires.iter().all(|id| done.contains(id.as_str())), "{item:?}");
            if item.is_finished {
                done.insert(&item.exercise);
            }
        }
    }
    // All that the stage weighs, and nothing that it does not.
    assert_eq!(done.len(), ROWS.len() - 1);
    assert!(!done.contains("tokenize-ngrams"));
}

#[test]
fn an_exercise_longer_than_a_week_goes_on_in_the_next() {
    let rows = [("long-project", "project", "reg", 3, 200, "")];
    let plan = plan(&catalog(&rows), Vec::new(), 4.5, None);
    let minutes: Vec<f64> = plan
        .weeks
        .iter()
        .flat_map(|week| &week.items)
        .map(|item| item.minutes.round())
        .collect();
    // 200 · 2.7 = 540 = 270 + 270.
    assert_eq!(minutes, [270.0, 270.0]);
    assert_eq!(
        plan.weeks
            .iter()
            .flat_map(|week| &week.items)
            .filter(|item| item.is_finished)
            .count(),
        1
    );
}

#[test]
fn too_few_exercises_are_said_to_be_too_few_whatever_the_hours() {
    let outcome = plan(&catalog(ROWS), Vec::new(), 10.0, None).outcome;
    let Horizon::Short {
        readiness,
        hours_per_week,
    } = outcome
    else {
        panic!("{outcome:?}")
    };
    assert!(readiness > 0.2 && readiness < 0.7 && hours_per_week.is_none(), "{outcome:?}");
}

#[test]
fn enough_exercises_reach_the_goal_sooner_with_more_hours() {
    let catalog = catalog(&strong_rows());
    let weeks = |hours| match plan(&catalog, Vec::new(), hours, None).outcome {
        Horizon::Reached { week } => week,
        short => panic!("{short:?}"),
    };
    assert!(weeks(11.0) < weeks(7.0));
    assert!(weeks(7.0) > 1);
}

#[test]
fn too_few_hours_for_the_day_are_answered_with_those_it_takes() {
    let catalog = catalog(&strong_rows());
    let outcome = plan(&catalog, Vec::new(), 3.0, Some(70.0)).outcome;
    let Horizon::Short {
        hours_per_week: Some(hours),
        ..
    } = outcome
    else {
        panic!("{outcome:?}")
    };
    let is_reached = |hours| matches!(plan(&catalog, Vec::new(), hours, Some(70.0)).outcome, Horizon::Reached { .. });
    assert!(is_reached(f64::from(hours)) && !is_reached(f64::from(hours - 1)));
}

#[test]
fn who_is_ready_has_nothing_to_plan_until_a_day_far_off_calls_for_reviews() {
    let catalog = catalog(&strong_rows());
    let records: Vec<Record> = strong_rows().iter().map(|row| passed(row.0, 1.0, 1.0)).collect();
    let today = plan(&catalog, records.clone(), 3.0, None);
    assert_eq!((today.outcome, today.weeks.len()), (Horizon::Reached { week: 0 }, 0));
    let later = plan(&catalog, records, 3.0, Some(200.0));
    assert_eq!((later.outcome, later.weeks.len()), (Horizon::Reached { week: 0 }, 29));
    let mut items = later.weeks.iter().flat_map(|week| &week.items);
    assert!(items.clone().count() > 0 && items.all(|item| item.activity == Activity::Review));
}

#[test]
fn a_plan_ends_on_its_day() {
    let plan = plan(&catalog(ROWS), Vec::new(), 7.0, Some(10.0));
    let minutes: Vec<f64> = plan
        .weeks
        .iter()
        .map(|week| week.items.iter().map(|item| item.minutes).sum::<f64>().round())
        .collect();
    // Three of seven days of the second week.
    assert_eq!(minutes, [420.0, 180.0]);
}

#[test]
fn hours_and_days_out_of_bounds_are_refused() {
    for hours in [0.0, -1.0, 61.0, f64::NAN, f64::INFINITY] {
        assert!(Request::new(hours, None, now()).is_err(), "{hours}");
    }
    for days in [0.0, -1.0, 729.0] {
        assert!(Request::new(7.0, Some(days_ago(-days)), now()).is_err(), "{days}");
    }
    let message = Request::new(7.0, Some(days_ago(1.0)), now()).unwrap_err().to_string();
    assert_eq!(
        message,
        "2026-11-22 is no day to plan for; give a day after today, at most two years ahead"
    );
}

/// One exercise a `step` of days, the first `first` days ago.
fn steady(count: usize, first: f64, step: f64) -> Vec<Record> {
    let rows = strong_rows();
    let pass = |number: usize| passed(rows[number].0, first - step * number as f64, 1.0);
    (0..count).map(pass).collect()
}

#[test]
fn the_pace_is_assumed_until_the_log_shows_one() {
    let catalog = catalog(&strong_rows());
    let basis = |records| plan(&catalog, records, 7.0, None).pace.basis;
    assert_eq!(basis(Vec::new()), Basis::Assumed);
    // Too few, too short a while, too long ago.
    assert_eq!(basis(steady(4, 20.0, 1.0)), Basis::Assumed);
    assert_eq!(basis(steady(10, 13.0, 1.0)), Basis::Assumed);
    assert_eq!(basis(steady(10, 90.0, 1.0)), Basis::Assumed);
}

#[test]
fn a_measured_pace_is_the_hours_given_over_the_minutes_passed() {
    let catalog = catalog(&strong_rows());
    let pace = plan(&catalog, steady(6, 20.0, 3.0), 7.0, None).pace;
    let Basis::Measured {
        exercises,
        catalogue_minutes,
        days,
    } = pace.basis
    else {
        panic!("{pace:?}")
    };
    assert_eq!((exercises, catalogue_minutes, days), (6, 600, 20.0));
    // 20 days at an hour each, for 600 minutes.
    assert_near(pace.minutes_per_catalogue_minute, 2.0, 1e-9);
}
