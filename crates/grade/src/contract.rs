//! What a predict call must answer: one prediction per row, of the metric's kind; or which rule was broken, and where.

use std::fmt;

use ndarray::{Array1, ArrayD, Ix1};
use thiserror::Error;

use super::metrics::{MetricError, Needs, Prediction};
use crate::value::{Dtype, Tensor, Value};

/// The predict calls a project is graded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Every row, in order.
    All,
    /// The same rows once more.
    Again,
    /// Every other row.
    Half,
    /// Every row in another order, with ids re-drawn.
    Shuffled,
}

impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Call::All => "`predict`",
            Call::Again => "`predict`, called a second time,",
            Call::Half => "`predict`, given every other row,",
            Call::Shuffled => "`predict`, given the rows in another order,",
        })
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
    #[error("{call} returned {found}; return one list or array with a prediction per row")]
    NotAnArray { call: Call, found: String },
    #[error("{call} returned {found}; return one number per row, such as the likeliest class of each row of probabilities")]
    WrongShape { call: Call, found: String },
    #[error("{call} returned {found} predictions for {expected} rows; return exactly one per row, in the order of the rows")]
    WrongLength { call: Call, found: usize, expected: usize },
    #[error("{call} returned {found}; return {expected}")]
    WrongDtype {
        call: Call,
        found: String,
        expected: &'static str,
    },
    #[error("{call} returned NaN for {place}; fill missing values and avoid 0/0, then check with isnan")]
    NotANumber { call: Call, place: Place },
    #[error("{call} returned {value} for {place}; look for an overflow in exp or a division by zero")]
    Infinite { call: Call, place: Place, value: f64 },
    #[error("{call} returned {value} for {place}; a class is a whole number: round or compare with a threshold first")]
    Fraction { call: Call, place: Place, value: f64 },
    #[error("{call} returned class {value} for {place}; the classes are 0 to {last}")]
    UnknownClass {
        call: Call,
        place: Place,
        value: i64,
        last: i64,
    },
    #[error("{call} returned {value} for {place}; a probability lies between 0 and 1")]
    NotAProbability { call: Call, place: Place, value: f64 },
    #[error("these predictions have no score: {0}")]
    Unscorable(#[from] MetricError),
}

/// What a call was given: bounds its answer must keep, names for its rows.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub call: Call,
    /// The ids of all rows of the part.
    pub ids: &'a [String],
    /// The part's row behind each row of the call; `None` where they are the same.
    pub rows: Option<&'a [usize]>,
    pub needs: Needs,
    /// The number of classes; 0 for a real target.
    pub classes: usize,
}

impl Given<'_> {
    /// Reads an answer. Whole numbers are taken for real ones, whole floats and truth values for classes.
    ///
    /// # Errors
    /// The first rule it breaks, with the first row that breaks it.
    pub fn read(&self, value: &Value) -> Result<Prediction, BrokenContract> {
        let call = self.call;
        let Value::Tensor(tensor) = value else {
            return Err(BrokenContract::NotAnArray {
                call,
                found: value.describe(),
            });
        };
        match tensor.shape() {
            [] => {
                return Err(BrokenContract::NotAnArray {
                    call,
                    found: value.describe(),
                });
            }
            &[found] if found != self.expected_rows() => {
                return Err(BrokenContract::WrongLength {
                    call,
                    found,
                    expected: self.expected_rows(),
                });
            }
            [_] => {}
            _ => {
                return Err(BrokenContract::WrongShape {
                    call,
                    found: value.describe(),
                });
            }
        }
        match self.needs {
            Needs::Classes => self.classes_of(tensor).map(Prediction::Classes),
            _ => self.numbers_of(tensor).map(Prediction::Values),
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
            _ => return Err(self.wrong_dtype(tensor, "numbers")),
        };
        self.finite(&numbers)?;
        if self.needs == Needs::Probabilities
            && let Some(row) = numbers.iter().position(|value| !(0.0..=1.0).contains(value))
        {
            return Err(BrokenContract::NotAProbability {
                call: self.call,
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
                call: self.call,
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
                call: self.call,
                place: self.place(row),
                value: numbers[row],
            }),
            None => Ok(numbers.mapv(|number| number as i64)),
        }
    }

    fn finite(&self, numbers: &Array1<f64>) -> Result<(), BrokenContract> {
        let call = self.call;
        match numbers.iter().position(|number| !number.is_finite()) {
            Some(row) if numbers[row].is_nan() => Err(BrokenContract::NotANumber {
                call,
                place: self.place(row),
            }),
            Some(row) => Err(BrokenContract::Infinite {
                call,
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
            call: self.call,
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

    fn read(needs: Needs, declared: &str, json: &Json) -> Result<Prediction, BrokenContract> {
        let value = Value::from_nested(json, &declared.parse().unwrap()).unwrap();
        Given {
            call: Call::All,
            ids: &ids(),
            rows: None,
            needs,
            classes: 3,
        }
        .read(&value)
    }

    fn message(needs: Needs, declared: &str, json: &Json) -> String {
        read(needs, declared, json).unwrap_err().to_string()
    }

    #[test]
    fn whole_numbers_are_real_numbers_and_whole_floats_are_classes() {
        assert_eq!(
            read(Needs::Values, "i64[n]", &json!([1, 2, 3])),
            Ok(Prediction::Values(ndarray::array![1.0, 2.0, 3.0]))
        );
        assert_eq!(
            read(Needs::Classes, "f64[n]", &json!([1.0, 2.0, 0.0])),
            Ok(Prediction::Classes(ndarray::array![1, 2, 0]))
        );
        assert_eq!(
            read(Needs::Classes, "bool[n]", &json!([true, false, true])),
            Ok(Prediction::Classes(ndarray::array![1, 0, 1]))
        );
    }

    #[test]
    fn a_row_too_many_is_counted() {
        let words = message(Needs::Values, "f64[n]", &json!([1.0, 2.0, 3.0, 4.0]));
        assert!(words.starts_with("`predict` returned 4 predictions for 3 rows"), "{words}");
    }

    #[test]
    fn an_empty_answer_is_a_wrong_length() {
        let broken = read(Needs::Values, "f64[n]", &json!([])).unwrap_err();
        assert_eq!(
            broken,
            BrokenContract::WrongLength {
                call: Call::All,
                found: 0,
                expected: 3
            }
        );
    }

    #[test]
    fn a_nan_is_named_with_its_row_and_id() {
        let words = message(Needs::Values, "f64[n]", &json!([1.0, "nan", 3.0]));
        assert!(words.starts_with("`predict` returned NaN for row 1 (id b)"), "{words}");
    }

    #[test]
    fn an_infinity_is_not_called_a_nan() {
        let broken = read(Needs::Values, "f64[n]", &json!([1.0, 2.0, "-inf"])).unwrap_err();
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
        let texts = read(Needs::Classes, "str[n]", &json!(["spam", "ham", "ham"])).unwrap_err();
        assert!(matches!(texts, BrokenContract::WrongDtype { .. }));
        let matrix = read(Needs::Classes, "f64[n,k]", &json!([[0.1, 0.9], [0.2, 0.8], [0.5, 0.5]])).unwrap_err();
        assert!(matches!(matrix, BrokenContract::WrongShape { .. }));
        assert!(matches!(
            read(Needs::Classes, "i64", &json!(1)).unwrap_err(),
            BrokenContract::NotAnArray { .. }
        ));
        assert!(matches!(
            read(Needs::Values, "bool[n]", &json!([true, true, true])).unwrap_err(),
            BrokenContract::WrongDtype { .. }
        ));
    }

    #[test]
    fn a_fraction_and_an_unknown_number_are_no_classes() {
        let fraction = message(Needs::Classes, "f64[n]", &json!([0.0, 0.5, 1.0]));
        assert!(fraction.starts_with("`predict` returned 0.5 for row 1 (id b)"), "{fraction}");
        let unknown = message(Needs::Classes, "i64[n]", &json!([0, 1, 3]));
        assert_eq!(unknown, "`predict` returned class 3 for row 2 (id c); the classes are 0 to 2");
        assert!(matches!(
            read(Needs::Classes, "i64[n]", &json!([0, -1, 1])),
            Err(BrokenContract::UnknownClass { value: -1, .. })
        ));
    }

    #[test]
    fn a_probability_beyond_1_is_none() {
        let broken = read(Needs::Probabilities, "f64[n]", &json!([0.5, 1.5, 0.5])).unwrap_err();
        assert!(matches!(broken, BrokenContract::NotAProbability { value: 1.5, .. }));
    }

    #[test]
    fn a_row_of_a_half_is_named_by_its_own_id() {
        let value = Value::from_nested(&json!([1.0, "nan"]), &"f64[n]".parse().unwrap()).unwrap();
        let given = Given {
            call: Call::Half,
            ids: &ids(),
            rows: Some(&[0, 2]),
            needs: Needs::Values,
            classes: 0,
        };
        let broken = given.read(&value).unwrap_err();
        assert_eq!(
            broken,
            BrokenContract::NotANumber {
                call: Call::Half,
                place: Place {
                    row: 1,
                    id: "c".to_owned()
                }
            }
        );
    }
}
