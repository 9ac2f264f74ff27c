//! Some rows of one column, for exercises that take real values: labels only where a solution may see them.

use std::ops::Range;

use mlings_content::card::ColumnRole;
use mlings_grade::Target;
use ndarray::{Array2, Axis};

use super::load::{Dataset, Features};
use super::part::Part;

/// The values of one column, one entry a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// NaN where one is missing.
    Numbers(Vec<f64>),
    /// Empty where one is missing.
    Texts(Vec<String>),
    /// Class numbers, with the classes' names by number.
    Classes { numbers: Vec<i64>, names: Vec<String> },
    /// Grey values, shape (rows, pixels).
    Pixels(Array2<f64>),
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellsError {
    #[error("no column is named `{name}`; there are {known}")]
    UnknownColumn { name: String, known: String },
    #[error("rows {start} to {end} of the {part} part, which has {rows}; ask for rows within it, the end not included")]
    NoSuchRows {
        start: usize,
        end: usize,
        part: &'static str,
        rows: usize,
    },
    #[error("column `{name}` is the target, and labels of the {part} part stay with the grader; take it from the train part")]
    HeldOutTarget { name: String, part: &'static str },
}

impl Dataset {
    /// The column `name` in some rows of a part, counted in the order rows are handed out.
    ///
    /// # Errors
    /// An unknown column, rows the part does not have, or the target of a held-out part.
    pub fn cells(&self, part: Part, range: &Range<usize>, name: &str) -> Result<Cells, CellsError> {
        let lines = self.part(part);
        let no_such_rows = || CellsError::NoSuchRows {
            start: range.start,
            end: range.end,
            part: part.name(),
            rows: lines.len(),
        };
        let lines = lines.get(range.clone()).ok_or_else(no_such_rows)?;
        let rows: Vec<usize> = lines.iter().map(|line| line.row).collect();
        let columns = &self.card.columns;
        let column = columns
            .iter()
            .find(|column| column.name == name)
            .ok_or_else(|| CellsError::UnknownColumn {
                name: name.to_owned(),
                known: columns
                    .iter()
                    .map(|column| format!("`{}`", column.name))
                    .collect::<Vec<_>>()
                    .join(", "),
            })?;
        match column.role {
            ColumnRole::Target if part != Part::Train => Err(CellsError::HeldOutTarget {
                name: name.to_owned(),
                part: part.name(),
            }),
            ColumnRole::Target => Ok(self.labels(&rows)),
            ColumnRole::Id if !matches!(self.features, Features::Table(_)) => {
                Ok(Cells::Texts(rows.iter().map(|row| self.ids[*row].clone()).collect()))
            }
            ColumnRole::Id | ColumnRole::Feature => Ok(self.features.cells(&rows, name)),
        }
    }

    fn labels(&self, rows: &[usize]) -> Cells {
        match self.target.take(rows) {
            Target::Real(numbers) => Cells::Numbers(numbers.to_vec()),
            Target::Class(numbers) => Cells::Classes {
                numbers: numbers.to_vec(),
                names: self.card.classes.clone(),
            },
        }
    }
}

impl Features {
    /// A feature that the card names.
    fn cells(&self, rows: &[usize], name: &str) -> Cells {
        match self {
            Features::Texts(texts) => Cells::Texts(rows.iter().map(|row| texts[*row].clone()).collect()),
            Features::Images(pixels) => Cells::Pixels(pixels.select(Axis(0), rows).mapv(f64::from)),
            Features::Table(frame) => {
                let column = frame.column(name).expect("a table is read with every column of its card");
                match column.f64() {
                    Ok(numbers) => Cells::Numbers(rows.iter().map(|row| numbers.get(*row).unwrap_or(f64::NAN)).collect()),
                    Err(_) => {
                        let texts = column.str().expect("a column holds numbers or texts");
                        Cells::Texts(
                            rows.iter()
                                .map(|row| texts.get(*row).unwrap_or_default().to_owned())
                                .collect(),
                        )
                    }
                }
            }
        }
    }
}
