//! What a predict call must answer: one prediction per row, of the metric's kind; or which rule was broken, and where.

use std::fmt;

use ndarray::{Array1, ArrayD, Ix1};
use thiserror::Error;

use crate::held_out::Target;
use crate::metrics::{Metric, MetricError, Needs, Prediction};
use crate::rounds::Round;
use crate::value::{Dtype, Tensor, Value};

/// What is answered for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerRow {
    /// A real number: a value in the target's units, or a score that is higher where class 1 is likelier.
    Number,
    /// The probability of class 1.
    Probability,
    /// A class number.
    Class,
}

impl PerRow {
    /// What `metric` reads of predictions of `target`; `None` where it cannot grade such a target, or reads more than one
    /// number a row.
    pub fn of(metric: Metric, target: &Target) -> Option<Self> {
        match (metric.needs(), target) {
            (Needs::Values, Target::Real(_)) | (Needs::Scores, Target::Class(_)) => Some(PerRow::Number),
            (Needs::Probabilities, Target::Class(_)) => Some(PerRow::Probability),
            (Needs::Classes, Target::Class(_)) => Some(PerRow::Class),
            (Needs::Values, Target::Class(_))
            | (Needs::Scores | Needs::Probabilities | Needs::Classes, Target::Real(_))
            | (Needs::Distributions, _) => None,
        }
    }
}

/// A row of the data handed to a call: its position there from 0, and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub row: usize,
    pub id: String,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "row {} (id {})", self.row, self.id)
    }
}

/// The rule of the contract that an answer broke.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum BrokenContract {
    #[error("{round} returned {found}; return one list or array with a prediction per row")]
    NotAnArray { round: Round, found: String },
    #[error("{round} returned {found}; return one {per_row} per row{how}")]
    WrongShape {
        round: Round,
        found: String,
        per_row: &'static str,
        how: &'static str,
    },
    #[error("{round} returned {found} predictions for {expected} rows; return exactly one per row, in the order of the rows")]
    WrongLength { round: Round, found: usize, expected: usize },
    #[error(
        "{round} returned {found} predictions for {expected} rows: {place}, asked about alone, {alone}; return exactly one per row"
    )]
    RowsLeftOut {
        round: Round,
        found: usize,
        expected: usize,
        place: Place,
        /// As in `gets none`.
        alone: String,
    },
    #[error("{round} returned {found}; return {expected}")]
    WrongDtype {
        round: Round,
        found: String,
        expected: &'static str,
    },
    #[error("{round} returned NaN for {place}; fill missing values and avoid 0/0, then check with isnan")]
    NotANumber { round: Round, place: Place },
    #[error("{round} returned {value} for {place}; look for a logarithm of 0, an overflow in exp or a division by zero")]
    Infinite { round: Round, place: Place, value: f64 },
    #[error("{round} returned {value} for {place}; a class is a whole number: round or compare with a threshold first")]
    Fraction { round: Round, place: Place, value: f64 },
    #[error("{round} returned class {value} for {place}; the classes are 0 to {last}")]
    UnknownClass {
        round: Round,
        place: Place,
        value: i64,
        last: i64,
    },
    #[error("{round} returned {value} for {place}; a probability lies between 0 and 1")]
    NotAProbability { round: Round, place: Place, value: f64 },
    #[error("these predictions have no score: {0}")]
    Unscorable(#[from] MetricError),
}

/// What a call was given: bounds its answer must keep, names for its rows.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub round: Round,
    /// The ids of all rows of the part.
    pub ids: &'a [String],
    /// The part's row behind each row of the call; `None` where they are the same.
    pub rows: Option<&'a [usize]>,
    pub per_row: PerRow,
    /// The number of classes; 0 for a real target.
    pub classes: usize,
}

impl Given<'_> {
    /// Reads an answer. Whole numbers are taken for real ones, whole floats and truth values for classes.
    ///
    /// # Errors
    /// The first rule it breaks, with the first row that breaks it.
    pub fn read(&self, value: &Value) -> Result<Prediction, BrokenContract> {
        let round = self.round;
        let Value::Tensor(tensor) = value else {
            return Err(BrokenContract::NotAnArray {
                round,
                found: value.in_words(),
            });
        };
        match tensor.shape() {
            [] => {
                return Err(BrokenContract::NotAnArray {
                    round,
                    found: value.in_words(),
                });
            }
            &[found] if found != self.expected_rows() => {
                return Err(BrokenContract::WrongLength {
                    round,
                    found,
                    expected: self.expected_rows(),
                });
            }
            [_] => {}
            _ => {
                let (per_row, how) = match self.per_row {
                    PerRow::Number => ("number", ""),
                    PerRow::Probability => ("probability", ", that of class 1"),
                    PerRow::Class => ("class", ": of a table of probabilities, the likeliest one of each row"),
                };
                return Err(BrokenContract::WrongShape {
                    round,
                    found: value.in_words(),
                    per_row,
                    how,
                });
            }
        }
        match self.per_row {
            PerRow::Class => self.classes_of(tensor).map(Prediction::Classes),
            PerRow::Number | PerRow::Probability => self.numbers_of(tensor).map(Prediction::Values),
        }
    }

    fn expected_rows(&self) -> usize {
        self.rows.map_or(self.ids.len(), <[usize]>::len)
    }

    fn place(&self, row: usize) -> Place {
        let of_part = self.rows.map_or(row, |rows| rows[row]);
        Place {
            row,
            id: self.ids[of_part].clone(),
        }
    }

    fn numbers_of(&self, tensor: &Tensor) -> Result<Array1<f64>, BrokenContract> {
        let numbers = match tensor {
            Tensor::F64(array) => flat(array),
            Tensor::I64(array) => flat(array).mapv(|whole| whole as f64),
            Tensor::Bool(_) | Tensor::Str(_) => return Err(self.wrong_dtype(tensor, "numbers")),
        };
        self.finite(&numbers)?;
        if self.per_row == PerRow::Probability
            && let Some(row) = numbers.iter().position(|value| !(0.0..=1.0).contains(value))
        {
            return Err(BrokenContract::NotAProbability {
                round: self.round,
                place: self.place(row),
                value: numbers[row],
            });
        }
        Ok(numbers)
    }

    fn classes_of(&self, tensor: &Tensor) -> Result<Array1<i64>, BrokenContract> {
        let classes = match tensor {
            Tensor::I64(array) => flat(array),
            Tensor::Bool(array) => flat(array).mapv(i64::from),
            Tensor::F64(array) => self.whole(&flat(array))?,
            Tensor::Str(_) => return Err(self.wrong_dtype(tensor, "class numbers")),
        };
        let last = self.classes as i64 - 1;
        match classes.iter().position(|class| !(0..=last).contains(class)) {
            Some(row) => Err(BrokenContract::UnknownClass {
                round: self.round,
                place: self.place(row),
                value: classes[row],
                last,
            }),
            None => Ok(classes),
        }
    }

    fn whole(&self, numbers: &Array1<f64>) -> Result<Array1<i64>, BrokenContract> {
        self.finite(numbers)?;
        match numbers.iter().position(|number| number.fract() != 0.0) {
            Some(row) => Err(BrokenContract::Fraction {
                round: self.round,
                place: self.place(row),
                value: numbers[row],
            }),
            None => Ok(numbers.mapv(|number| number as i64)),
        }
    }

    fn finite(&self, numbers: &Array1<f64>) -> Result<(), BrokenContract> {
        let round = self.round;
        match numbers.iter().position(|number| !number.is_finite()) {
            Some(row) if numbers[row].is_nan() => Err(BrokenContract::NotANumber {
                round,
                place: self.place(row),
            }),
            Some(row) => Err(BrokenContract::Infinite {
                round,
                place: self.place(row),
                value: numbers[row],
            }),
            None => Ok(()),
        }
    }

    fn wrong_dtype(&self, tensor: &Tensor, expected: &'static str) -> BrokenContract {
        let found = match tensor.dtype() {
            Dtype::Str => "texts",
            Dtype::Bool => "truth values",
            Dtype::F64 | Dtype::I64 => "numbers",
        };
        BrokenContract::WrongDtype {
            round: self.round,
            found: found.to_owned(),
            expected,
        }
    }
}

fn flat<T: Clone>(array: &ArrayD<T>) -> Array1<T> {
    array
        .view()
        .into_dimensionality::<Ix1>()
        .expect("the shape was checked to have one axis")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn ids() -> Vec<String> {
        ["a", "b", "c"].map(str::to_owned).to_vec()
    }

    fn read(per_row: PerRow, declared: &str, json: &Json) -> Result<Prediction, BrokenContract> {
        let value = Value::from_nested(json, &declared.parse().unwrap()).unwrap();
        Given {
            round: Round::All,
            ids: &ids(),
            rows: None,
            per_row,
            classes: 3,
        }
        .read(&value)
    }

    fn message(per_row: PerRow, declared: &str, json: &Json) -> String {
        read(per_row, declared, json).unwrap_err().to_string()
    }

    #[test]
    fn a_metric_reads_one_thing_of_a_row_or_cannot_grade_a_project() {
        let (real, classes) = (Target::Real(ndarray::array![0.5]), Target::Class(ndarray::array![1]));
        assert_eq!(PerRow::of(Metric::R2Score, &real), Some(PerRow::Number));
        assert_eq!(PerRow::of(Metric::RocAucScore, &classes), Some(PerRow::Number));
        assert_eq!(PerRow::of(Metric::LogLoss, &classes), Some(PerRow::Probability));
        assert_eq!(PerRow::of(Metric::F1Score, &classes), Some(PerRow::Class));
        assert_eq!(PerRow::of(Metric::CrossEntropy, &classes), None);
        for metric in Metric::ALL {
            let graded = [&real, &classes].map(|target| PerRow::of(metric, target).is_some());
            assert_ne!(graded, [true, true], "{}", metric.name());
        }
    }

    #[test]
    fn whole_numbers_are_real_numbers_and_whole_floats_are_classes() {
        assert_eq!(
            read(PerRow::Number, "i64[n]", &json!([1, 2, 3])),
            Ok(Prediction::Values(ndarray::array![1.0, 2.0, 3.0]))
        );
        assert_eq!(
            read(PerRow::Class, "f64[n]", &json!([1.0, 2.0, 0.0])),
            Ok(Prediction::Classes(ndarray::array![1, 2, 0]))
        );
        assert_eq!(
            read(PerRow::Class, "bool[n]", &json!([true, false, true])),
            Ok(Prediction::Classes(ndarray::array![1, 0, 1]))
        );
    }

    #[test]
    fn a_row_too_many_is_counted() {
        let words = message(PerRow::Number, "f64[n]", &json!([1.0, 2.0, 3.0, 4.0]));
        assert!(words.starts_with("`predict` returned 4 predictions for 3 rows"), "{words}");
    }

    #[test]
    fn an_empty_answer_is_a_wrong_length() {
        let broken = read(PerRow::Number, "f64[n]", &json!([])).unwrap_err();
        assert_eq!(
            broken,
            BrokenContract::WrongLength {
                round: Round::All,
                found: 0,
                expected: 3
            }
        );
    }

    #[test]
    fn a_nan_is_named_with_its_row_and_id() {
        let words = message(PerRow::Number, "f64[n]", &json!([1.0, "nan", 3.0]));
        assert!(words.starts_with("`predict` returned NaN for row 1 (id b)"), "{words}");
    }

    #[test]
    fn an_infinity_is_not_called_a_nan() {
        let broken = read(PerRow::Number, "f64[n]", &json!([1.0, 2.0, "-inf"])).unwrap_err();
        assert!(matches!(
            broken,
            BrokenContract::Infinite {
                place: Place { row: 2, .. },
                ..
            }
        ));
    }

    #[test]
    fn texts_probabilities_and_scalars_each_have_their_own_rule() {
        let texts = read(PerRow::Class, "str[n]", &json!(["spam", "ham", "ham"])).unwrap_err();
        assert!(matches!(texts, BrokenContract::WrongDtype { .. }));
        let matrix = read(PerRow::Class, "f64[n,k]", &json!([[0.1, 0.9], [0.2, 0.8], [0.5, 0.5]])).unwrap_err();
        assert!(matches!(matrix, BrokenContract::WrongShape { .. }));
        assert!(matches!(
            read(PerRow::Class, "i64", &json!(1)).unwrap_err(),
            BrokenContract::NotAnArray { .. }
        ));
        assert!(matches!(
            read(PerRow::Number, "bool[n]", &json!([true, true, true])).unwrap_err(),
            BrokenContract::WrongDtype { .. }
        ));
    }

    #[test]
    fn a_fraction_and_an_unknown_number_are_no_classes() {
        let fraction = message(PerRow::Class, "f64[n]", &json!([0.0, 0.5, 1.0]));
        assert!(fraction.starts_with("`predict` returned 0.5 for row 1 (id b)"), "{fraction}");
        let unknown = message(PerRow::Class, "i64[n]", &json!([0, 1, 3]));
        assert_eq!(unknown, "`predict` returned class 3 for row 2 (id c); the classes are 0 to 2");
        assert!(matches!(
            read(PerRow::Class, "i64[n]", &json!([0, -1, 1])),
            Err(BrokenContract::UnknownClass { value: -1, .. })
        ));
    }

    #[test]
    fn a_probability_beyond_1_is_none() {
        let broken = read(PerRow::Probability, "f64[n]", &json!([0.5, 1.5, 0.5])).unwrap_err();
        assert!(matches!(broken, BrokenContract::NotAProbability { value: 1.5, .. }));
    }

    #[test]
    fn a_row_of_a_small_call_is_named_by_its_own_id() {
        let value = Value::from_nested(&json!([1.0, "nan"]), &"f64[n]".parse().unwrap()).unwrap();
        let given = Given {
            round: Round::Small(2),
            ids: &ids(),
            rows: Some(&[0, 2]),
            per_row: PerRow::Number,
            classes: 0,
        };
        let broken = given.read(&value).unwrap_err();
        assert_eq!(
            broken,
            BrokenContract::NotANumber {
                round: Round::Small(2),
                place: Place {
                    row: 1,
                    id: "c".to_owned()
                }
            }
        );
    }
}
