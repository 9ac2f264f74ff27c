//! `Blessing`: what is recorded of an exercise, or why it cannot be.

use std::fmt::Display;

use crate::catalog::Exercise;
use crate::error::Error;

/// A file to write beside the exercise.
pub struct Blessing {
    pub file: &'static str,
    pub text: String,
    /// What was recorded, in a line.
    pub said: String,
}

/// Something about the exercise that its author has to mend.
pub fn unfit(exercise: &Exercise, reason: impl Display) -> Error {
    Error::Usage(format!("exercise `{}` cannot be blessed: {reason}", exercise.id))
}
