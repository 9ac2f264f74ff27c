//! What a fitted model does.

use ndarray::Array1;

/// A fitted model: one prediction for each row of `X`, which is [`Table`](crate::Table), [`Images`](crate::Images) or
/// [`Texts`](crate::Texts).
pub trait Predict<X: ?Sized> {
    /// `f64` where a number is predicted, `i64` where a class is.
    type Output: Label;

    /// Predicts the rows of `x`, in their order: as many values as `x` has rows.
    fn predict(&self, x: &X) -> Array1<Self::Output>;
}

/// What a label may be: `f64` for numbers, `i64` for classes.
pub trait Label: crate::harness::Element {}

impl Label for f64 {}
impl Label for i64 {}
