//! A file of values: a CSV with an id column first, or one value a line.

use std::fs;
use std::path::Path;

use polars::prelude::{DataFrame, PolarsError};
use polars_io::prelude::{CsvReadOptions, SerReader};

use crate::error::Error;

/// The text of every value; `header` and `ids` only for a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub path: String,
    pub header: Option<Vec<String>>,
    pub ids: Option<Vec<String>>,
    /// At least one column; all of one length.
    pub values: Vec<Vec<String>>,
}

impl Table {
    /// # Errors
    /// When the file cannot be read or is no table.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let unreadable = |error: std::io::Error| Error::Usage(format!("cannot read {name}: {error}; check the path"));
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let Some(first) = text.lines().next().filter(|line| !line.trim().is_empty()) else {
            return Err(Error::Usage(format!(
                "{name} is empty; give a CSV with the header `id,VALUE`, or one value a line"
            )));
        };
        if first.contains(',') {
            return read_csv(path)
                .map_err(|error| Error::Usage(format!("{name} is no CSV: {error}")))?
                .into_table(name);
        }
        let values = text.trim_end().lines().map(|line| line.trim().to_owned()).collect();
        Ok(Table {
            path: name,
            header: None,
            ids: None,
            values: vec![values],
        })
    }

    /// The table with its rows in another order, without ids.
    pub fn in_order(&self, order: &[usize]) -> Table {
        let pick = |column: &Vec<String>| order.iter().map(|row| column[*row].clone()).collect();
        Table {
            values: self.values.iter().map(pick).collect(),
            ids: None,
            ..self.clone()
        }
    }

    /// The ids, or else line numbers from 1, of rows with an empty, NaN or infinite value.
    pub fn missing_values(&self) -> Vec<String> {
        let is_missing = |text: &String| text.is_empty() || text.parse().is_ok_and(|number: f64| !number.is_finite());
        let rows = (0..self.values[0].len()).filter(|row| self.values.iter().any(|column| is_missing(&column[*row])));
        rows.map(|row| {
            self.ids
                .as_ref()
                .map_or_else(|| (row + 1).to_string(), |ids| ids[row].clone())
        })
        .collect()
    }
}

/// Reads every column as text: what is a number is the metric's business.
fn read_csv(path: &Path) -> Result<Frame, PolarsError> {
    let options = CsvReadOptions::default()
        .with_has_header(true)
        .with_infer_schema_length(Some(0))
        .with_n_threads(Some(1));
    Ok(Frame(
        options.try_into_reader_with_file_path(Some(path.to_owned()))?.finish()?,
    ))
}

struct Frame(DataFrame);

impl Frame {
    fn into_table(self, path: String) -> Result<Table, Error> {
        let header: Vec<String> = self.0.get_column_names().iter().map(|name| name.trim().to_owned()).collect();
        let column = |column: &polars::prelude::Column| -> Result<Vec<String>, PolarsError> {
            Ok(column
                .str()?
                .iter()
                .map(|text| text.unwrap_or_default().trim().to_owned())
                .collect())
        };
        let columns: Result<Vec<_>, _> = self.0.columns().iter().map(column).collect();
        let mut columns = columns.map_err(|error| Error::Fault(format!("{path} was read as other than text: {error}")))?;
        if self.0.height() == 0 {
            return Err(Error::Usage(format!(
                "{path} has a header and no row; there is nothing to score"
            )));
        }
        let ids = columns.remove(0);
        Ok(Table {
            path,
            header: Some(header),
            ids: Some(ids),
            values: columns,
        })
    }
}
