//! Why predictions do not follow their rows, as far as the calls show it.

use super::Answered;
use super::disagreement::{Call, Disagreement};
use crate::metrics::Prediction;

/// From this share of changed answers on, every row follows something of its call.
const EVERY: f64 = 0.9;

/// A share of positives is the same in a call when it is off by no more than this many rows.
const SAME_SHARE: f64 = 1.5;
/// In so many calls the share had to change for that to mean anything.
const TELLING_CALLS: usize = 3;

/// The id of the finding, and what else was seen, as a part of the sentence.
pub fn of(
    rounds: &Answered,
    calls: &[Call],
    order: Option<&Disagreement>,
    small: Option<&Disagreement>,
) -> Option<(&'static str, String)> {
    match (order, small) {
        (None, None) => None,
        (Some(_), None) => Some((
            "order-or-id-leak",
            "; in small calls, with the ids as they are, none changes".to_owned(),
        )),
        (Some(_), Some(_)) if is_by_place(rounds) && is_sorted(&rounds.all) => Some((
            "wrong-row-order/sorted",
            "; the answers come sorted, whatever the order of the rows".to_owned(),
        )),
        (Some(_), Some(_)) if is_by_place(rounds) => Some(("order-or-id-leak/place", String::new())),
        // Place, id, neighbours, and what is taken from the call besides: two of them together look like any one.
        (Some(_), Some(_)) => Some(("order-or-id-leak/company", String::new())),
        (None, Some(small)) if small.stopped() => Some(("test-set-statistics/stops", String::new())),
        (None, Some(small)) => Some(match constant_share(&rounds.all, calls) {
            Some(words) => ("test-set-statistics/share", words),
            None if !is_real(&rounds.all) => ("test-set-statistics", String::new()),
            None if small.changed as f64 >= EVERY * small.rows as f64 => ("test-set-statistics/every-row", String::new()),
            None => ("test-set-statistics/some-rows", String::new()),
        }),
    }
}

fn is_real(prediction: &Prediction) -> bool {
    matches!(prediction, Prediction::Values(_))
}

/// Whether the k-th answer is the same whichever row comes k-th.
fn is_by_place(rounds: &Answered) -> bool {
    rounds.shuffled.as_ref() == Ok(&rounds.all)
}

fn is_sorted(prediction: &Prediction) -> bool {
    let values: Vec<f64> = match prediction {
        Prediction::Values(values) => values.to_vec(),
        Prediction::Classes(classes) => classes.iter().map(|&class| class as f64).collect(),
        Prediction::Distributions(_) => return false,
    };
    let ascends = values.is_sorted();
    let descends = values.is_sorted_by(|left, right| left >= right);
    values.first() != values.last() && (ascends || descends)
}

/// Whether every call gets the same share of 1s, though the answers for all rows at once would give it another.
fn constant_share(all: &Prediction, calls: &[Call]) -> Option<String> {
    let Prediction::Classes(all) = all else { return None };
    if all.iter().any(|class| !(0..=1).contains(class)) {
        return None;
    }
    let positive = all.sum();
    let share = positive as f64 / all.len() as f64;
    let counts: Vec<[f64; 3]> = calls
        .iter()
        .filter(|call| call.rows.len() > 1)
        .filter_map(|call| match call.reply {
            Ok(Prediction::Classes(now)) => {
                let before: i64 = call.positions.iter().map(|&row| all[row]).sum();
                Some([call.rows.len() as f64, before as f64, now.sum() as f64])
            }
            _ => None,
        })
        .collect();
    let is_same = |rows: f64, count: f64| (count - share * rows).abs() <= SAME_SHARE;
    let telling = counts.iter().filter(|[rows, before, _]| !is_same(*rows, *before)).count();
    let constant = telling >= TELLING_CALLS && counts.iter().all(|[rows, _, now]| is_same(*rows, *now));
    let [rows, _, now] = counts.first()?;
    let everything = all.len();
    constant.then(|| {
        format!(
            "; class 1 always gets {:.0} % of a call, as {positive} of {everything} rows and {now} of {rows}",
            100.0 * share
        )
    })
}
