//! `Excerpt`: `{"dataset": "king-county", "part": "train", "columns": ["bedrooms"], "rows": [0, 60]}`, real rows of a dataset.

use mlings_grade::value::{Dtype, Tensor, Value};
use ndarray::{Array1, Array2, ArrayView2, Axis, concatenate};
use serde::Deserialize;

use crate::dataset::{Cells, Dataset, Part};

/// Rows of a dataset's part, in the order they are handed out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    pub dataset: String,
    part: Part,
    columns: Vec<String>,
    /// From the first up to, not including, the second.
    rows: [usize; 2],
}

impl Excerpt {
    /// The rows as an array of `dtype` with `axes` axes: numbers f64 or i64, texts str; classes by number or by name.
    ///
    /// # Errors
    /// A fragment that names the column or rows at fault.
    pub fn value(&self, dataset: &Dataset, dtype: Dtype, axes: usize) -> Result<Value, String> {
        let [start, end] = self.rows;
        if self.columns.is_empty() || start >= end {
            return Err(format!(
                "`columns` {:?} and `rows` [{start}, {end}] hold nothing; name a column, and rows from first to one past the last",
                self.columns
            ));
        }
        let cells = |name: &String| {
            let cells = dataset.cells(self.part, &(start..end), name);
            cells.map_err(|error| format!("dataset `{}`: {error}", self.dataset))
        };
        let columns: Vec<Cells> = self.columns.iter().map(cells).collect::<Result<_, _>>()?;
        let tensor = match dtype {
            Dtype::Str => self.texts(columns).map(|texts| Tensor::Str(texts.into_dyn()))?,
            Dtype::F64 | Dtype::I64 => {
                let numbers = self.numbers(&columns)?;
                let numbers = match axes {
                    1 if numbers.ncols() == 1 => numbers.index_axis_move(Axis(1), 0).into_dyn(),
                    _ => numbers.into_dyn(),
                };
                match dtype {
                    Dtype::I64 => Tensor::I64(whole(&numbers)?),
                    _ => Tensor::F64(numbers),
                }
            }
            Dtype::Bool => return Err("columns hold numbers or texts, no truth values; declare f64, i64 or str".to_owned()),
        };
        Ok(Value::Tensor(tensor))
    }

    fn texts(&self, columns: Vec<Cells>) -> Result<Array1<String>, String> {
        let named =
            |(numbers, names): (Vec<i64>, Vec<String>)| numbers.iter().map(|&number| names[number as usize].clone()).collect();
        match <[Cells; 1]>::try_from(columns) {
            Ok([Cells::Texts(texts)]) => Ok(texts.into()),
            Ok([Cells::Classes { numbers, names }]) => Ok(named((numbers, names))),
            Ok(_) => Err(format!("column `{}` holds numbers; declare f64 for it", self.columns[0])),
            Err(columns) => Err(format!("{} columns of texts; take one at a time", columns.len())),
        }
    }

    /// The columns side by side.
    fn numbers(&self, columns: &[Cells]) -> Result<Array2<f64>, String> {
        let column = |(name, cells): (&String, &Cells)| match cells {
            Cells::Numbers(numbers) => Ok(Array1::from(numbers.clone()).insert_axis(Axis(1))),
            Cells::Classes { numbers, .. } => {
                let numbers: Array1<f64> = numbers.iter().map(|number| *number as f64).collect();
                Ok(numbers.insert_axis(Axis(1)))
            }
            Cells::Pixels(pixels) => Ok(pixels.clone()),
            Cells::Texts(_) => Err(format!("column `{name}` holds texts; declare str[n] for it alone")),
        };
        let columns: Vec<Array2<f64>> = self.columns.iter().zip(columns).map(column).collect::<Result<_, _>>()?;
        let views: Vec<ArrayView2<f64>> = columns.iter().map(Array2::view).collect();
        concatenate(Axis(1), &views).map_err(|error| error.to_string())
    }
}

fn whole(numbers: &ndarray::ArrayD<f64>) -> Result<ndarray::ArrayD<i64>, String> {
    match numbers.iter().find(|number| number.fract() != 0.0 || !number.is_finite()) {
        Some(number) => Err(format!("{number:?} is no whole number; declare f64")),
        None => Ok(numbers.mapv(|number| number as i64)),
    }
}
