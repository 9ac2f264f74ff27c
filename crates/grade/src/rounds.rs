//! `Rounds`: something of each call of predict that a project is graded by.

use std::fmt;

/// A call of predict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Every row, in order.
    All,
    /// The rows of [`HeldOut::shuffled`](crate::HeldOut::shuffled), with ids re-drawn.
    Shuffled,
    /// The rows of one of [`HeldOut::small`](crate::HeldOut::small): so many.
    Small(usize),
    /// The rows of the first small call once more.
    Again,
}

impl fmt::Display for Round {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Round::All => formatter.write_str("`predict`"),
            Round::Shuffled => formatter.write_str("`predict`, given the rows in another order,"),
            Round::Small(1) => formatter.write_str("`predict`, given a single row,"),
            Round::Small(rows) => write!(formatter, "`predict`, given {rows} of the rows,"),
            Round::Again => formatter.write_str("`predict`, called a second time,"),
        }
    }
}

/// The answer to the call for all rows, and something of each of the other calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounds<A, T> {
    pub all: A,
    pub shuffled: T,
    /// One a small call.
    pub small: Vec<T>,
    pub again: T,
}

/// What one of the other calls came to: an answer, or what happened instead, as in `it stops with KeyError: 'a'`.
pub type Reply<V> = Result<V, String>;
