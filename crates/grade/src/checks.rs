//! Checks of how predict behaves: the same twice, row by row, whatever the order.

use crate::contract::Place;
use crate::finding::{Check, Finding};
use crate::held_out::HeldOut;
use crate::metrics::Prediction;
use crate::rounds::Rounds;
use crate::statistics::deviation;

/// Real predictions agree when they differ by no more than this share of their standard deviation.
const REAL_TOLERANCE: f64 = 1e-6;

/// Beyond that, this share of the largest prediction is what floating point alone may change.
const ROUNDING: f64 = 1e-12;

/// Of this many class predictions one may change: a tie that rounding decides.
const CLASSES_PER_CHANGE: usize = 1000;

/// The checks in order, and the root cause if one failed. A model that is random or that depends on the order of rows also
/// fails what comes after, so what follows a failure is not judged.
pub fn run(rounds: &Rounds<Prediction>, held_out: &HeldOut) -> (Vec<Check>, Option<Finding>) {
    let everything: Vec<usize> = (0..held_out.ids.len()).collect();
    let attempts = [
        ("determinism", "not-deterministic", "again", &rounds.again, &everything),
        (
            "order independence",
            "order-or-id-leak",
            "with the rows in another order",
            &rounds.shuffled,
            &held_out.shuffled,
        ),
        (
            "row independence",
            "test-set-statistics",
            "among half of the rows",
            &rounds.half,
            &held_out.half,
        ),
    ];
    let mut checks = Vec::new();
    for (name, id, how, other, rows) in attempts {
        let disagreement = disagreement(&rounds.all, other, rows);
        let detail = disagreement.map(|found| found.words(how, held_out));
        let finding = detail.clone().map(|evidence| Finding::new(id, evidence));
        checks.push(Check {
            name: name.to_owned(),
            passed: finding.is_none(),
            detail,
        });
        if finding.is_some() {
            return (checks, finding);
        }
    }
    (checks, None)
}

/// Rows whose prediction changed.
struct Disagreement {
    /// The part's row where it changed most.
    row: usize,
    before: String,
    after: String,
    changed: usize,
    rows: usize,
}

impl Disagreement {
    fn words(&self, how: &str, held_out: &HeldOut) -> String {
        let place = Place {
            row: self.row,
            id: held_out.ids[self.row].clone(),
        };
        let (before, after, changed, rows) = (&self.before, &self.after, self.changed, self.rows);
        format!("{place} was predicted as {before}, and as {after} {how}; {changed} of {rows} rows changed")
    }
}

/// Compares `other`, whose row k is row `rows[k]` of `all`.
fn disagreement(all: &Prediction, other: &Prediction, rows: &[usize]) -> Option<Disagreement> {
    match (all, other) {
        (Prediction::Values(all), Prediction::Values(other)) => {
            let all: Vec<f64> = rows.iter().map(|&row| all[row]).collect();
            let largest = all.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
            let tolerance = REAL_TOLERANCE * deviation(&all) + ROUNDING * largest;
            let gap = |row: usize| (all[row] - other[row]).abs();
            let changed = (0..rows.len()).filter(|&row| gap(row) > tolerance).count();
            let worst = (0..rows.len()).max_by(|&left, &right| gap(left).total_cmp(&gap(right)))?;
            let (before, after) = (shown(all[worst]), shown(other[worst]));
            (changed > 0).then(|| Disagreement {
                row: rows[worst],
                before,
                after,
                changed,
                rows: rows.len(),
            })
        }
        (Prediction::Classes(all), Prediction::Classes(other)) => {
            let differs = |position: &usize| all[rows[*position]] != other[*position];
            let changed: Vec<usize> = (0..rows.len()).filter(differs).collect();
            let first = *changed.first()?;
            let (before, after) = (all[rows[first]].to_string(), other[first].to_string());
            (changed.len() > rows.len() / CLASSES_PER_CHANGE).then(|| Disagreement {
                row: rows[first],
                before,
                after,
                changed: changed.len(),
                rows: rows.len(),
            })
        }
        // All rounds are read as one kind, a number or a class a row; whatever else it is, it is no agreement.
        (Prediction::Values(_) | Prediction::Classes(_) | Prediction::Distributions(_), _) => Some(Disagreement {
            row: *rows.first()?,
            before: "one kind of answer".to_owned(),
            after: "another".to_owned(),
            changed: rows.len(),
            rows: rows.len(),
        }),
    }
}

/// A number for a sentence: whole, with commas, from 1,000 on; else six significant digits.
pub fn shown(number: f64) -> String {
    if number.abs() >= 1e15 {
        return format!("{number:e}");
    }
    if number.abs() >= 1000.0 {
        return with_commas(&format!("{number:.0}"));
    }
    let rounded: f64 = format!("{number:.5e}")
        .parse()
        .expect("a float in scientific form is a float");
    format!("{rounded}")
}

fn with_commas(whole: &str) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| str::from_utf8(group).expect("digits are ASCII"))
        .collect();
    format!("{sign}{}", groups.join(","))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::Target;

    fn held_out(rows: usize) -> HeldOut {
        HeldOut {
            target: Target::Real(Array1::zeros(rows)),
            scored: (0..rows).collect(),
            canaries: Vec::new(),
            groups: (0..rows as u32).collect(),
            ids: (0..rows).map(|row| format!("h{row}")).collect(),
            half: (0..rows).step_by(2).collect(),
            shuffled: (0..rows).rev().collect(),
        }
    }

    fn values(all: Array1<f64>, again: Array1<f64>, half: Array1<f64>, shuffled: Array1<f64>) -> Rounds<Prediction> {
        Rounds {
            all: Prediction::Values(all),
            again: Prediction::Values(again),
            half: Prediction::Values(half),
            shuffled: Prediction::Values(shuffled),
        }
    }

    #[test]
    fn predictions_that_follow_their_rows_pass_within_rounding() {
        let all = array![1.0, 2.0, 3.0, 4.0];
        let rounds = values(all.clone(), all.clone(), array![1.0 + 1e-9, 3.0], array![4.0, 3.0, 2.0, 1.0]);
        let (checks, finding) = run(&rounds, &held_out(4));
        assert!(finding.is_none() && checks.len() == 3 && checks.iter().all(|check| check.passed));
    }

    #[test]
    fn a_random_predict_is_not_blamed_for_what_follows() {
        let all = array![1.0, 2.0, 3.0, 4.0];
        let rounds = values(all, array![1.0, 2.5, 3.0, 4.0], array![9.0, 9.0], array![9.0, 9.0, 9.0, 9.0]);
        let (checks, finding) = run(&rounds, &held_out(4));
        let finding = finding.unwrap();
        assert_eq!((checks.len(), finding.id.as_str()), (1, "not-deterministic"));
        assert_eq!(
            finding.evidence,
            "row 1 (id h1) was predicted as 2, and as 2.5 again; 1 of 4 rows changed"
        );
    }

    #[test]
    fn centring_on_the_rows_at_hand_shows_on_half_of_them() {
        let all = array![-1.5, -0.5, 0.5, 1.5];
        let rounds = values(all.clone(), all, array![-1.0, 1.0], array![1.5, 0.5, -0.5, -1.5]);
        assert_eq!(run(&rounds, &held_out(4)).1.unwrap().id, "test-set-statistics");
    }

    #[test]
    fn predictions_by_position_are_an_order_leak() {
        let all = array![0.0, 1.0, 2.0, 3.0];
        let rounds = values(all.clone(), all.clone(), array![0.0, 1.0], all);
        assert_eq!(run(&rounds, &held_out(4)).1.unwrap().id, "order-or-id-leak");
    }

    #[test]
    fn a_constant_prediction_is_independent_of_everything() {
        let all = Array1::from_elem(4, 12.0);
        let rounds = values(all.clone(), all.clone(), Array1::from_elem(2, 12.0), all);
        assert!(run(&rounds, &held_out(4)).1.is_none());
    }

    #[test]
    fn one_class_in_a_thousand_may_flip_but_not_two_in_a_hundred() {
        let flipped = |rows: usize, flips: usize| {
            let all = Array1::<i64>::zeros(rows);
            let half = Array1::from_shape_fn(rows / 2, |row| i64::from(row < flips));
            let rounds = Rounds {
                all: Prediction::Classes(all.clone()),
                again: Prediction::Classes(all.clone()),
                half: Prediction::Classes(half),
                shuffled: Prediction::Classes(all),
            };
            run(&rounds, &held_out(rows)).1.map(|finding| finding.id)
        };
        assert_eq!(flipped(2000, 1), None);
        assert_eq!(flipped(200, 1).as_deref(), Some("test-set-statistics"));
        assert_eq!(flipped(2000, 2).as_deref(), Some("test-set-statistics"));
    }

    #[test]
    fn numbers_are_written_for_people() {
        let written = [0.25, 12.857_123_4, -217_774.4, 1234.5, 999.999_9, 1e20, 0.0].map(shown);
        assert_eq!(written, ["0.25", "12.8571", "-217,774", "1,234", "1000", "1e20", "0"]);
    }
}
