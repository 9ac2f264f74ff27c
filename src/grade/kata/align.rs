//! The blessed answer as it lies nearest to the learner's: with other signs, or its rows in another order.
//!
//! What is free is settled in the learner's favour first; what then still differs is told with the learner's own values.

use ndarray::{ArrayD, Axis};
use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres;

/// Elements of a matrix's rows as a comparison sees them.
pub trait Element: Copy {
    fn is_close(self, expected: Self, tolerance: f64) -> bool;
    fn distance(self, expected: Self) -> f64;
}

impl Element for f64 {
    fn is_close(self, expected: f64, tolerance: f64) -> bool {
        super::compare::is_close(self, expected, tolerance)
    }

    fn distance(self, expected: f64) -> f64 {
        let gap = (self - expected).abs();
        if gap.is_nan() { 0.0 } else { gap }
    }
}

impl Element for i64 {
    fn is_close(self, expected: i64, _tolerance: f64) -> bool {
        self == expected
    }

    fn distance(self, expected: i64) -> f64 {
        self.abs_diff(expected) as f64
    }
}

/// How far one row lies from another: elements beyond tolerance first, then the sum of the distances.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Gap {
    wrong: usize,
    distance: f64,
}

impl Gap {
    fn between<T: Element>(pairs: impl Iterator<Item = (T, T)>, tolerance: f64) -> Self {
        let mut gap = Gap { wrong: 0, distance: 0.0 };
        for (answer, expected) in pairs {
            gap.wrong += usize::from(!answer.is_close(expected, tolerance));
            gap.distance += answer.distance(expected);
        }
        gap
    }
}

/// `expected` with each row turned round where its opposite lies nearer to the row of `answer`; a vector is one row. Both
/// have one shape.
pub fn signs(answer: &ArrayD<f64>, expected: &ArrayD<f64>, tolerance: f64) -> ArrayD<f64> {
    let mut aligned = expected.clone();
    let row_axis = if expected.ndim() < 2 { None } else { Some(Axis(0)) };
    let Some(axis) = row_axis else {
        let turned = aligned.mapv(|number| -number);
        let pairs = |expected: &ArrayD<f64>| Gap::between(answer.iter().copied().zip(expected.iter().copied()), tolerance);
        return if pairs(&turned) < pairs(&aligned) { turned } else { aligned };
    };
    for (answer, mut row) in answer.axis_iter(axis).zip(aligned.axis_iter_mut(axis)) {
        let gap = |sign: f64| {
            let pairs = answer
                .iter()
                .zip(row.iter())
                .map(|(answer, expected)| (*answer, sign * *expected));
            Gap::between(pairs, tolerance)
        };
        if gap(-1.0) < gap(1.0) {
            row.mapv_inplace(|number| -number);
        }
    }
    aligned
}

/// Rows of `expected` in the order that makes the most rows of `answer` right; those left over go to their nearest. The rows
/// of a vector are its numbers. Both have one shape.
pub fn rows<T: Element>(answer: &ArrayD<T>, expected: &ArrayD<T>, tolerance: f64) -> ArrayD<T> {
    if answer.is_empty() {
        return expected.clone();
    }
    expected.select(Axis(0), &order(&gaps(answer, expected, tolerance)))
}

/// The gap of each row of `answer` from each row of `expected`.
fn gaps<T: Element>(answer: &ArrayD<T>, expected: &ArrayD<T>, tolerance: f64) -> Matrix<Gap> {
    let rows = answer.axis_iter(Axis(0)).map(|row| {
        let gap = |other: ndarray::ArrayViewD<T>| Gap::between(row.iter().copied().zip(other.iter().copied()), tolerance);
        expected.axis_iter(Axis(0)).map(gap).collect::<Vec<_>>()
    });
    Matrix::from_rows(rows).expect("every row is compared with every other")
}

/// For each row its partner: as many as possible without a gap, then the nearest of those left.
fn order(gaps: &Matrix<Gap>) -> Vec<usize> {
    let fits = Matrix::from_fn(gaps.rows, gaps.columns, |place| i64::from(gaps[place].wrong == 0));
    let mut partners = kuhn_munkres(&fits).1;
    let mut open: Vec<usize> = (0..gaps.rows).filter(|&row| fits[(row, partners[row])] == 0).collect();
    let mut free: Vec<usize> = open.iter().map(|&row| partners[row]).collect();
    open.sort_unstable();
    for row in open {
        let near = |a: &usize, b: &usize| {
            gaps[(row, *a)]
                .partial_cmp(&gaps[(row, *b)])
                .unwrap_or(std::cmp::Ordering::Equal)
        };
        let nearest = free.iter().copied().min_by(near).expect("a row without a partner leaves one");
        free.retain(|&other| other != nearest);
        partners[row] = nearest;
    }
    partners
}

#[cfg(test)]
mod tests {
    use ndarray::{arr1, arr2};

    use super::*;

    #[test]
    fn each_row_of_a_matrix_takes_its_own_sign_and_a_vector_one() {
        let (answer, expected) = (
            arr2(&[[1.0, -2.0], [3.0, 4.0]]).into_dyn(),
            arr2(&[[-1.0, 2.0], [3.0, 4.0]]).into_dyn(),
        );
        assert_eq!(signs(&answer, &expected, 1e-9), answer);
        let (answer, expected) = (arr1(&[1.0, -2.0, 0.0]).into_dyn(), arr1(&[-1.0, 2.0, 0.0]).into_dyn());
        assert_eq!(signs(&answer, &expected, 1e-9), answer);
    }

    #[test]
    fn a_wrong_row_keeps_the_sign_that_is_nearer() {
        let (answer, expected) = (arr2(&[[1.0, -2.5]]).into_dyn(), arr2(&[[-1.0, 2.0]]).into_dyn());
        assert_eq!(signs(&answer, &expected, 1e-9), arr2(&[[1.0, -2.0]]).into_dyn());
    }

    #[test]
    fn rows_find_their_partners_even_where_the_nearest_is_taken() {
        let expected = arr2(&[[0.0], [1.0], [2.0]]).into_dyn();
        let answer = arr2(&[[2.0], [0.0], [1.0]]).into_dyn();
        assert_eq!(rows(&answer, &expected, 1e-9), answer);
        // Within a tolerance of 0.6 the 0.5 could be 0 or 1; only one of these leaves a partner for the other row.
        let (answer, expected) = (arr1(&[0.5, 0.0]).into_dyn(), arr1(&[0.0, 1.0]).into_dyn());
        assert_eq!(rows(&answer, &expected, 0.6), arr1(&[1.0, 0.0]).into_dyn());
    }

    #[test]
    fn rows_that_fit_none_are_held_against_the_nearest_left() {
        let (answer, expected) = (arr1(&[7, 1, 9]).into_dyn(), arr1(&[1, 8, 20]).into_dyn());
        assert_eq!(rows(&answer, &expected, 0.0), arr1(&[8, 1, 20]).into_dyn());
    }

    #[test]
    fn nothing_has_no_rows_to_order() {
        let nothing = ndarray::Array2::<f64>::zeros((0, 2)).into_dyn();
        assert_eq!(rows(&nothing, &nothing, 0.0), nothing);
        assert_eq!(signs(&nothing, &nothing, 0.0), nothing);
    }
}
