//! What several logs amount to together: the same records, whichever is added to which, and however often.

use std::cmp::Ordering;

use super::{Record, line};

/// The canonical order: by time, then by text; each record once.
pub fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by(by_time_then_text);
    records.dedup_by(|one, other| by_time_then_text(one, other).is_eq());
    records
}

/// The records of `others` that `own` lacks, in the canonical order.
pub fn lacking<'others>(own: Vec<Record>, others: Vec<Record<'others>>) -> Vec<Record<'others>> {
    let own = in_order(own);
    let is_new = |record: &Record| own.binary_search_by(|known| by_time_then_text(known, record)).is_err();
    in_order(others).into_iter().filter(is_new).collect()
}

/// Texts are written for equal times alone, and those are rare: a log of 100,000 lines is sorted in no time.
fn by_time_then_text(one: &Record, other: &Record) -> Ordering {
    one.at.cmp(&other.at).then_with(|| line::write(one).cmp(&line::write(other)))
}
