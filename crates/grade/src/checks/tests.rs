//! Tests of the checks on made-up predictors.

use ndarray::{Array1, array};

use super::*;
use crate::Target;

/// Rows 0..rows; small calls hold the first half, the second half, and row 1 alone.
fn held_out(rows: usize) -> HeldOut {
    HeldOut {
        target: Target::Real(Array1::zeros(rows)),
        scored: (0..rows).collect(),
        canaries: Vec::new(),
        groups: (0..rows as u32).collect(),
        ids: (0..rows).map(|row| format!("h{row}")).collect(),
        shuffled: (0..rows).rev().collect(),
        small: vec![(0..rows / 2).collect(), (rows / 2..rows).collect(), vec![1]],
    }
}

/// What `predict` answers to the rows of each call.
fn rounds(held_out: &HeldOut, predict: impl Fn(&[usize]) -> Reply<Prediction>) -> Answered {
    let everything: Vec<usize> = (0..held_out.ids.len()).collect();
    Rounds {
        all: predict(&everything).unwrap(),
        shuffled: predict(&held_out.shuffled),
        small: held_out.small.iter().map(|rows| predict(rows)).collect(),
        again: predict(&held_out.small[0]),
    }
}

fn values(rows: &[usize], value: impl Fn(usize, usize) -> f64) -> Reply<Prediction> {
    let values = rows.iter().enumerate().map(|(place, &row)| value(place, row));
    Ok(Prediction::Values(values.collect()))
}

fn found(rows: usize, predict: impl Fn(&[usize]) -> Reply<Prediction>) -> Option<(String, String)> {
    let held_out = held_out(rows);
    let (checks, finding) = run(&rounds(&held_out, predict), &held_out);
    assert_eq!(finding.is_some(), checks.iter().any(|check| !check.passed));
    finding.map(|finding| (finding.id, finding.evidence))
}

#[test]
fn predictions_that_follow_their_rows_pass_within_rounding() {
    let honest = |rows: &[usize]| values(rows, |_, row| 1e5 * (row as f64 + 1.0) * (1.0 + 1e-7 / rows.len() as f64));
    assert_eq!(found(8, honest), None);
}

#[test]
fn a_random_predict_is_not_blamed_for_what_follows() {
    let held_out = held_out(4);
    let mut rounds = rounds(&held_out, |rows| values(rows, |place, _| place as f64));
    rounds.again = Ok(Prediction::Values(array![0.0, 1.5]));
    let (checks, finding) = run(&rounds, &held_out);
    let finding = finding.unwrap();
    assert_eq!((checks.len(), finding.id.as_str()), (1, "not-deterministic"));
    assert_eq!(
        finding.evidence,
        "row 1 (id h1) was predicted as 1, and as 1.5 when asked again; 1 of 2 answers changed"
    );
}

#[test]
fn centring_on_the_rows_at_hand_changes_every_row() {
    let centred = |rows: &[usize]| {
        let mean = rows.iter().sum::<usize>() as f64 / rows.len() as f64;
        values(rows, |_, row| row as f64 - mean)
    };
    assert_eq!(found(8, centred).unwrap().0, "test-set-statistics/every-row");
}

#[test]
fn a_level_coded_by_who_is_in_the_call_changes_some_rows() {
    let coded = |rows: &[usize]| values(rows, |_, row| row as f64 + f64::from(row == 1 && rows.len() < 3));
    let (id, evidence) = found(8, coded).unwrap();
    assert_eq!(id, "test-set-statistics/some-rows");
    assert_eq!(
        evidence,
        "row 1 (id h1) was predicted as 1, and as 2 in a call of its own; 1 of 9 answers changed"
    );
}

#[test]
fn a_predict_that_stops_on_one_row_depends_on_the_others() {
    let columns = |rows: &[usize]| match rows.len() {
        1 => Err("stops with ValueError: 1 column, not 8".to_owned()),
        _ => values(rows, |_, row| row as f64),
    };
    let (id, evidence) = found(8, columns).unwrap();
    assert_eq!(id, "test-set-statistics/stops");
    assert_eq!(
        evidence,
        "`predict` answers all 8 rows at once, and given row 1 (id h1) alone stops with ValueError: 1 column, not 8"
    );
}

#[test]
fn a_share_of_each_call_is_told_from_other_statistics_of_it() {
    // Class 1 for the last fifth of each call, which the last rows of all would deserve.
    let share = |rows: &[usize]| {
        let cut = rows.len() - rows.len().div_ceil(5);
        Ok(Prediction::Classes(
            rows.iter().enumerate().map(|(place, _)| i64::from(place >= cut)).collect(),
        ))
    };
    let mut held_out = held_out(1000);
    held_out.shuffled = (0..1000).collect();
    held_out.small = (0..10).map(|call| (call * 100..(call + 1) * 100).collect()).collect();
    let (_, finding) = run(&rounds(&held_out, share), &held_out);
    let finding = finding.unwrap();
    assert_eq!(finding.id, "test-set-statistics/share");
    assert!(
        finding
            .evidence
            .ends_with("class 1 always gets 20 % of a call, as 200 of 1000 rows and 20 of 100"),
        "{finding:?}"
    );
}

#[test]
fn predictions_by_position_and_sorted_ones_are_told_apart_from_ids() {
    let by_place = |rows: &[usize]| values(rows, |place, _| ((7 * place) % 5) as f64);
    assert_eq!(found(8, by_place).unwrap().0, "order-or-id-leak/place");
    let by_place_and_company = |rows: &[usize]| values(rows, |place, row| (row + 5 * place + 20 * rows.len()) as f64);
    assert_eq!(found(8, by_place_and_company).unwrap().0, "order-or-id-leak/company");
    let sorted = |rows: &[usize]| {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        values(&rows, |_, row| row as f64)
    };
    let held_out = HeldOut {
        small: vec![vec![7, 0], vec![1]],
        ..held_out(8)
    };
    let (_, finding) = run(&rounds(&held_out, sorted), &held_out);
    assert_eq!(finding.unwrap().id, "wrong-row-order/sorted");
    let held_out = self::held_out(8);
    let mut by_id = rounds(&held_out, |rows| values(rows, |_, row| row as f64));
    by_id.shuffled = values(&held_out.shuffled, |_, row| row as f64 + 5.0);
    let finding = run(&by_id, &held_out).1.unwrap();
    assert_eq!(finding.id, "order-or-id-leak");
    assert!(
        finding
            .evidence
            .ends_with("in small calls, with the ids as they are, none changes"),
        "{finding:?}"
    );
}

#[test]
fn a_constant_prediction_is_independent_of_everything() {
    assert_eq!(found(8, |rows| values(rows, |_, _| 12.0)), None);
}

#[test]
fn one_class_in_a_thousand_may_flip_but_not_two_in_a_hundred() {
    let flipped = |rows: usize, flips: usize| {
        let all = rows;
        found(rows, |rows| {
            let flip = |row: usize| i64::from(row < flips && rows.len() < all);
            Ok(Prediction::Classes(rows.iter().map(|&row| flip(row)).collect()))
        })
        .map(|(id, _)| id)
    };
    assert_eq!(flipped(2000, 1), None);
    assert_eq!(flipped(200, 1).as_deref(), Some("test-set-statistics"));
    assert_eq!(flipped(2000, 4).as_deref(), Some("test-set-statistics"));
}

#[test]
fn a_second_fit_that_predicts_otherwise_is_named_by_a_row() {
    let held_out = held_out(4);
    let all = Prediction::Values(array![1.0, 2.0, 3.0, 4.0]);
    let same = [array![1.0, 2.0 + 1e-7], array![3.0, 4.0], array![2.0]].map(|values| Ok(Prediction::Values(values)));
    assert_eq!(reproduced(&all, &same, &held_out), None);
    let other = [array![1.0, 2.0], array![3.0, 4.1], array![2.0]].map(|values| Ok(Prediction::Values(values)));
    let words = reproduced(&all, &other, &held_out).unwrap();
    assert_eq!(
        words,
        "row 3 (id h3) was predicted as 4, and as 4.1 by a second fit; 1 of 5 answers changed"
    );
}

#[test]
fn numbers_are_written_for_people() {
    let written = [0.25, 12.857_123_4, -217_774.4, 1234.5, 999.999_9, 1e20, 0.0].map(shown);
    assert_eq!(written, ["0.25", "12.8571", "-217,774", "1,234", "1000", "1e20", "0"]);
}
