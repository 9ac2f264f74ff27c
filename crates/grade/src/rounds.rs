//! `Rounds`: something of each call of predict that a project is graded by.

use std::fmt;

/// A call of predict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Every row, in order.
    All,
    /// The same rows once more.
    Again,
    /// The rows of [`HeldOut::half`](crate::HeldOut::half).
    Half,
    /// The rows of [`HeldOut::shuffled`](crate::HeldOut::shuffled), with ids re-drawn.
    Shuffled,
}

impl fmt::Display for Round {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Round::All => "`predict`",
            Round::Again => "`predict`, called a second time,",
            Round::Half => "`predict`, given every other row,",
            Round::Shuffled => "`predict`, given the rows in another order,",
        })
    }
}

/// One thing for each round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds<T> {
    pub all: T,
    pub again: T,
    pub half: T,
    pub shuffled: T,
}

impl<T> Rounds<T> {
    /// What `make` gives for each round, in order, up to the first error.
    ///
    /// # Errors
    /// The first of `make`.
    pub fn try_map<U, E>(self, mut make: impl FnMut(Round, T) -> Result<U, E>) -> Result<Rounds<U>, E> {
        Ok(Rounds {
            all: make(Round::All, self.all)?,
            again: make(Round::Again, self.again)?,
            half: make(Round::Half, self.half)?,
            shuffled: make(Round::Shuffled, self.shuffled)?,
        })
    }
}
