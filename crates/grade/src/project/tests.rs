//! Tests of a project's verdict on synthetic parts.

use super::*;
use crate::held_out::Target;
use crate::simulation::{Simulated, generator, houses, labels, leading};

fn digits(seed: u64) -> Simulated {
    labels(2540, &[1.0; 10], Metric::AccuracyScore, seed)
}

#[test]
fn a_model_as_good_as_the_reference_passes_and_is_certified() {
    let part = houses(2000, 1);
    let assessment = part.verdict(&part.off_by(0.17, &mut generator(2)));
    assert_eq!(assessment.standing(), Some(Standing::Certified));
    let measurement = assessment.measurement().unwrap();
    assert!(measurement.score > 0.9 && measurement.noise > 0.0);
    assert!(measurement.interval[0] < measurement.value && measurement.value < measurement.interval[1]);
    assert!(assessment.checks.iter().all(|check| check.passed));
}

#[test]
fn the_bar_lies_at_tau_between_baseline_and_reference() {
    let part = houses(500, 3);
    let measurement = part.verdict(&part.reference).measurement().unwrap().clone();
    let expected = 0.15 * measurement.baseline + 0.85 * measurement.reference;
    assert!((measurement.pass - expected).abs() < 1e-12);
    assert_eq!(measurement.score, 1.0);
}

#[test]
fn a_weak_but_honest_model_is_not_there_yet_and_accused_of_nothing() {
    let part = houses(2000, 4);
    let assessment = part.verdict(&part.off_by(0.3, &mut generator(5)));
    assert_eq!(
        (assessment.standing(), assessment.findings.len()),
        (Some(Standing::NotYet), 0)
    );
}

#[test]
fn a_model_just_under_the_bar_is_borderline() {
    let part = houses(2000, 6);
    let bar = part.verdict(&part.reference).measurement().unwrap().pass;
    // The reference, its errors widened until it scores a hair above the bar.
    let widen = |factor: f64| -> Vec<f64> {
        part.truth
            .iter()
            .zip(&part.reference)
            .map(|(truth, reference)| truth * (reference / truth).powf(factor))
            .collect()
    };
    let at = part.verdict(&part.reference).measurement().unwrap().reference;
    let assessment = part.verdict(&widen(1.003 * bar / at));
    assert_eq!(assessment.standing(), Some(Standing::Borderline));
}

#[test]
fn the_baseline_itself_is_no_better_than_the_baseline() {
    let part = houses(500, 7);
    let assessment = part.verdict(&part.baseline);
    assert_eq!(
        (assessment.standing(), assessment.measurement().unwrap().score),
        (Some(Standing::BelowBaseline), 0.0)
    );
    assert_eq!(leading(&assessment), Some("constant-prediction"));
}

#[test]
fn accuracy_and_f1_follow_the_same_three_ways() {
    for metric in [Metric::AccuracyScore, Metric::F1Score, Metric::MatthewsCorrcoef] {
        let part = labels(1100, &[0.85, 0.15], metric, 8);
        if metric != Metric::MatthewsCorrcoef {
            let standing = |share: f64| part.verdict(&part.right_in(share, &mut generator(9))).standing();
            assert!(standing(0.97) >= Some(Standing::Passed), "{}", metric.name());
            assert_eq!(standing(0.6), Some(Standing::NotYet), "{}", metric.name());
        } else {
            // A constant baseline has no correlation: the exercise is at fault, not the learner.
            let value = part.value(part.reference.clone());
            let answers = Rounds {
                all: &value,
                again: Ok(&value),
                small: Vec::new(),
                shuffled: Ok(&value),
            };
            assert!(matches!(assess(&part.grading(), answers), Err(GraderFault::Blessed(_))));
        }
    }
}

#[test]
fn canary_rows_do_not_count() {
    let part = digits(10);
    let mut predictions = part.truth.clone();
    assert!(!part.held_out.canaries.is_empty());
    for &row in &part.held_out.canaries {
        predictions[row] = (part.truth[row] + 1.0) % 10.0;
    }
    assert_eq!(part.verdict(&predictions).measurement().unwrap().value, 1.0);
}

#[test]
fn negative_prices_are_graded_as_zero() {
    let part = houses(500, 11);
    let mut predictions = part.off_by(0.17, &mut generator(12));
    predictions[part.held_out.scored[0]] = -250_000.0;
    let assessment = part.verdict(&predictions);
    let value = assessment.measurement().unwrap().value;
    assert!(value.is_finite() && value > 0.3, "{value}");
}

#[test]
fn a_wrong_length_is_a_broken_contract_without_measurement() {
    let part = houses(500, 13);
    let assessment = part.verdict_on(|rows| vec![1.0; rows.len() + 1]);
    assert!(matches!(
        assessment.result,
        Err(Unscored::Broken(BrokenContract::WrongLength {
            found: 501,
            expected: 500,
            ..
        }))
    ));
}

#[test]
fn a_row_that_gets_no_prediction_by_itself_is_named_where_predictions_are_missing() {
    let mut part = houses(500, 14);
    part.held_out.small = vec![vec![3, 4], vec![7], vec![9]];
    let assessment = part.verdict_on(|rows| rows.iter().filter(|row| **row != 9).map(|&row| part.truth[row]).collect());
    let Err(Unscored::Broken(broken)) = assessment.result else {
        panic!("{:?}", assessment.result)
    };
    assert_eq!(
        broken.to_string(),
        format!(
            "`predict` returned 499 predictions for 500 rows: row 9 (id {}), asked about alone, gets none; return exactly one per row",
            part.held_out.ids[9]
        )
    );
}

#[test]
fn statistics_of_the_rows_at_hand_are_a_broken_contract() {
    let part = houses(500, 14);
    let model = part.off_by(0.17, &mut generator(15));
    let assessment = part.verdict_on(|rows| {
        let mean = rows.iter().map(|&row| model[row]).sum::<f64>() / rows.len() as f64;
        rows.iter().map(|&row| 0.9 * model[row] + 0.1 * mean).collect()
    });
    assert_eq!(
        (&assessment.result, leading(&assessment)),
        (&Err(Unscored::Inconsistent), Some("test-set-statistics/every-row"))
    );
}

#[test]
fn predictions_sorted_by_id_are_recognised_behind_the_failed_check() {
    let part = houses(1000, 16);
    let model = part.off_by(0.17, &mut generator(17));
    let id = |row: usize| part.held_out.ids[row].parse::<f64>().unwrap();
    let assessment = part.verdict_on(|rows| {
        let mut sorted = rows.to_vec();
        sorted.sort_by(|&left, &right| id(left).total_cmp(&id(right)));
        sorted.iter().map(|&row| model[row]).collect()
    });
    assert_eq!(
        (&assessment.result, leading(&assessment)),
        (&Err(Unscored::Inconsistent), Some("wrong-row-order"))
    );
    assert!(
        assessment.findings[0].evidence.contains("sorted by id (correlation"),
        "{}",
        assessment.findings[0].evidence
    );
}

#[test]
fn predictions_by_position_are_an_order_leak() {
    let part = houses(1000, 18);
    let model = part.off_by(0.17, &mut generator(19));
    let assessment = part.verdict_on(|rows| (0..rows.len()).map(|position| model[position]).collect());
    assert_eq!(
        (&assessment.result, leading(&assessment)),
        (&Err(Unscored::Inconsistent), Some("order-or-id-leak/place"))
    );
}

#[test]
fn reading_the_labels_is_suspicious_however_good_the_score() {
    for part in [houses(1000, 20), digits(21)] {
        let labels: Vec<f64> = match &part.held_out.target {
            Target::Real(values) => values.to_vec(),
            Target::Class(classes) => classes.iter().map(|&class| class as f64).collect(),
        };
        let assessment = part.verdict(&labels);
        assert_eq!(
            (assessment.standing(), leading(&assessment)),
            (Some(Standing::Suspicious), Some("saw-hidden-labels"))
        );
    }
}

#[test]
fn one_class_for_all_has_no_precision_and_says_so() {
    let mut part = labels(1000, &[0.8, 0.2], Metric::PrecisionScore, 22);
    part.baseline = part.truth.iter().map(|_| 1.0).collect();
    let assessment = part.verdict(&vec![0.0; 1000]);
    let unscorable = BrokenContract::Unscorable(MetricError::NeverPredicted { class: 1 });
    assert_eq!(assessment.result, Err(Unscored::Broken(unscorable)));
    assert_eq!(assessment.checks.len(), 3);
}

#[test]
fn blessed_predictions_of_other_rows_are_our_fault() {
    let mut part = houses(500, 23);
    part.reference.pop();
    let value = part.value(part.truth.clone());
    let answers = Rounds {
        all: &value,
        again: Ok(&value),
        small: Vec::new(),
        shuffled: Ok(&value),
    };
    assert_eq!(
        assess(&part.grading(), answers),
        Err(GraderFault::BlessedLength { found: 499, rows: 500 })
    );
}

#[test]
fn certification_errs_less_than_one_time_in_twenty_at_the_bar() {
    // A model whose true error is exactly at the bar, on 200 fresh parts: certified in about 5 %.
    let part_at_bar = |seed: u64| {
        let part = houses(600, 3000 + seed);
        let bar = part.verdict(&part.reference).measurement().unwrap().clone();
        // The bar is itself measured on these rows; draw errors whose expectation equals it.
        let deviation = bar.pass;
        part.verdict(&part.off_by(deviation, &mut generator(9000 + seed))).standing() == Some(Standing::Certified)
    };
    let certified = (0..200).filter(|&seed| part_at_bar(seed)).count();
    assert!(certified <= 20, "{certified} of 200");
}

#[test]
fn the_same_input_gives_the_same_verdict() {
    let part = houses(2000, 24);
    let model = part.off_by(0.2, &mut generator(25));
    assert_eq!(part.verdict(&model), part.verdict(&model));
}
