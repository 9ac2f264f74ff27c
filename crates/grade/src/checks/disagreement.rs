//! `Disagreement`: rows that are predicted otherwise in another call, beyond what rounding may do.

use crate::checks::shown;
use crate::contract::Place;
use crate::held_out::HeldOut;
use crate::metrics::Prediction;
use crate::rounds::Reply;
use crate::statistics::deviation;

/// Real predictions agree when they differ by no more than this share of their standard deviation …
const OF_DEVIATION: f64 = 1e-6;
/// … and this share of themselves: a single row is multiplied in another order than a thousand, some models in float32.
const OF_VALUE: f64 = 1e-5;

/// Of this many class predictions one may change: a tie that rounding decides.
const CLASSES_PER_CHANGE: usize = 1000;

/// Another call, and what came of it.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Where each of its rows stands in the answer it is compared with.
    pub positions: &'a [usize],
    /// The part's row that each of them is.
    pub rows: &'a [usize],
    pub reply: &'a Reply<Prediction>,
}

/// What other calls answered differently.
pub struct Disagreement {
    /// The part's row where it differs most, or that was asked about when predict stopped.
    row: usize,
    /// How many rows that call held.
    held: usize,
    what: What,
    pub changed: usize,
    pub rows: usize,
}

enum What {
    Changed { before: String, after: String },
    Stopped(String),
}

/// One row's change.
struct Change {
    row: usize,
    held: usize,
    gap: f64,
    before: String,
    after: String,
}

impl<'a> Call<'a> {
    /// A call compared with the answer for every row.
    pub fn of(rows: &'a [usize], reply: &'a Reply<Prediction>) -> Self {
        Call {
            positions: rows,
            rows,
            reply,
        }
    }
}

impl Disagreement {
    pub fn between(all: &Prediction, calls: &[Call]) -> Option<Self> {
        let rows = calls.iter().map(|call| call.rows.len()).sum();
        let stopped = calls.iter().filter_map(|call| Some((call, call.reply.as_ref().err()?)));
        if let Some((call, how)) = stopped.min_by_key(|(call, _)| call.rows.len()) {
            return Some(Disagreement {
                row: *call.rows.first()?,
                held: call.rows.len(),
                what: What::Stopped(how.clone()),
                changed: 0,
                rows,
            });
        }
        let changes: Vec<Change> = calls.iter().flat_map(|call| changes(all, call)).collect();
        let allowed = match all {
            Prediction::Classes(_) => rows / CLASSES_PER_CHANGE,
            Prediction::Values(_) | Prediction::Distributions(_) => 0,
        };
        let changed = changes.len();
        let worst = changes
            .into_iter()
            .reduce(|worst, next| if next.gap > worst.gap { next } else { worst })?;
        (changed > allowed).then_some(Disagreement {
            row: worst.row,
            held: worst.held,
            what: What::Changed {
                before: worst.before,
                after: worst.after,
            },
            changed,
            rows,
        })
    }

    /// Whether predict stopped where it had answered before.
    pub fn stopped(&self) -> bool {
        matches!(self.what, What::Stopped(_))
    }

    /// One sentence: which row, what it was, and what it is `how`.
    pub fn words(&self, how: &str, held_out: &HeldOut) -> String {
        let Disagreement {
            row,
            held,
            changed,
            rows,
            ..
        } = self;
        let place = Place {
            row: *row,
            id: held_out.ids[*row].clone(),
        };
        let how = match (how, held) {
            ("in a call", 1) => "in a call of its own".to_owned(),
            ("in a call", held) => format!("in a call of {held} rows"),
            _ => how.to_owned(),
        };
        match &self.what {
            What::Stopped(what) if *held == 1 => {
                format!(
                    "`predict` answers all {} rows at once, and given {place} alone {what}",
                    held_out.ids.len()
                )
            }
            What::Stopped(what) => {
                format!("`predict` answers all {} rows at once, and {how} {what}", held_out.ids.len())
            }
            What::Changed { before, after } => {
                format!("{place} was predicted as {before}, and as {after} {how}; {changed} of {rows} answers changed")
            }
        }
    }
}

fn changes(all: &Prediction, call: &Call) -> Vec<Change> {
    let Ok(other) = call.reply else { return Vec::new() };
    let change = |position: usize, gap: f64, before: String, after: String| Change {
        row: call.rows[position],
        held: call.rows.len(),
        gap,
        before,
        after,
    };
    match (all, other) {
        (Prediction::Values(all), Prediction::Values(other)) => {
            let spread = OF_DEVIATION * deviation(&all.to_vec());
            let compared = call.positions.iter().zip(other).enumerate();
            compared
                .filter_map(|(position, (&place, &after))| {
                    let before = all[place];
                    let gap = (before - after).abs();
                    let is_changed = gap > spread + OF_VALUE * before.abs().max(after.abs());
                    is_changed.then(|| change(position, gap, shown(before), shown(after)))
                })
                .collect()
        }
        (Prediction::Classes(all), Prediction::Classes(other)) => {
            let compared = call.positions.iter().zip(other).enumerate();
            compared
                .filter(|(_, (place, after))| all[**place] != **after)
                .map(|(position, (&place, after))| change(position, 1.0, all[place].to_string(), after.to_string()))
                .collect()
        }
        // All calls are read as one kind, a number or a class a row; whatever else it is, it is no agreement.
        (Prediction::Values(_) | Prediction::Classes(_) | Prediction::Distributions(_), _) => call
            .rows
            .iter()
            .enumerate()
            .map(|(position, _)| change(position, 1.0, "one kind of answer".to_owned(), "another".to_owned()))
            .collect(),
    }
}
