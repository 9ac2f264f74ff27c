//! What a fitted model does.

use ndarray::Array1;

/// A fitted model: one prediction for each row of `X`, which is [`Table`](crate::Table), [`Images`](crate::Images) or
/// [`Texts`](crate::Texts).
pub trait Predict<X: ?Sized> {
    /// `f64` where a number is predicted, `i64` where a class is.
    type Output: Label;

    /// Predicts the rows of `x`, in their order: as many values as `x` has rows.
    fn predict(&self, x: &X) -> Array1<Self::Output>;

    /// The probability of class 1 for each row of `x`, from 0 to 1; or any score that is higher the surer the model is.
    ///
    /// Optional, for two classes, and never graded: `mlings report` draws its curves from it.
    fn predict_proba(&self, _x: &X) -> Option<Array1<f64>> {
        None
    }
}

/// What a label may be: `f64` for numbers, `i64` for classes.
pub trait Label: crate::harness::Element {}

impl Label for f64 {}
impl Label for i64 {}
