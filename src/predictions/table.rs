//! A file of values: a CSV with an id column first, or one value a line. What is neither is refused, with its line.

use std::io::{Cursor, Read};
use std::path::Path;

use polars::prelude::{DataFrame, PolarsError};
use polars_io::prelude::{CsvReadOptions, SerReader};

use crate::error::Error;
use crate::text;

/// More is no file of predictions.
const LARGEST_MEBIBYTES: u64 = 512;
/// Names that a column of labels is given, where they stand alone above labels that are words.
const HEADINGS: [&str; 12] = [
    "y",
    "y_true",
    "y_pred",
    "y_test",
    "label",
    "labels",
    "target",
    "class",
    "truth",
    "pred",
    "prediction",
    "predictions",
];

/// The text of every value; `header` and `ids` only for a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub path: String,
    pub header: Option<Vec<String>>,
    pub ids: Option<Vec<String>>,
    /// At least one column; all of one length.
    pub values: Vec<Vec<String>>,
    /// The line of the file that the first row stands in, from 1.
    first_line: usize,
}

impl Table {
    /// Of the file at `path`, or of what is typed or piped in where that is `-`.
    ///
    /// # Errors
    /// When the file cannot be read or is no table.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name = if path == Path::new("-") {
            "what was piped in".to_owned()
        } else {
            path.display().to_string()
        };
        let unreadable = |error: std::io::Error| Error::Usage(format!("cannot read {name}: {error}; check the path"));
        let text = match path == Path::new("-") {
            true => {
                let mut bytes = Vec::new();
                std::io::stdin()
                    .take((LARGEST_MEBIBYTES << 20) + 1)
                    .read_to_end(&mut bytes)
                    .map_err(unreadable)?;
                text::decode(bytes)
            }
            false => text::read(path, LARGEST_MEBIBYTES).map_err(unreadable)?,
        };
        let text = text.map_err(|flaw| Error::Usage(format!("{name} {flaw}")))?;
        Self::parse(name, &text)
    }

    fn parse(name: String, text: &str) -> Result<Self, Error> {
        let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
        let usage = |words: String| Err(Error::Usage(format!("{name} {words}")));
        let Some(first) = lines.first().filter(|line| !line.trim().is_empty()) else {
            return usage("is empty; give a CSV with the header `id,VALUE`, or one value a line".to_owned());
        };
        if let Some(blank) = lines.iter().position(|line| line.trim().is_empty()) {
            return usage(format!(
                "has nothing in line {}; take that line out, or write what is missing",
                blank + 1
            ));
        }
        if !first.contains(',') {
            if let Some(sign) = [("`;`", ';'), ("tabs", '\t')]
                .into_iter()
                .find(|(_, sign)| first.contains(*sign))
            {
                return usage(format!(
                    "has its columns parted by {}; save it with commas, and decimals with a point",
                    sign.0
                ));
            }
            return Ok(Self::of_lines(name, &lines));
        }
        let fields = |line: &str| line.split(',').count();
        if first.split(',').all(|field| is_number(unquoted(field))) {
            return usage(format!(
                "has no header: line 1 is `{first}`; a CSV begins with one such as `id,VALUE`, and decimals are written with a point, as 1.5"
            ));
        }
        // With quotes a comma may be part of a value; then the reader tells.
        let ragged = lines.iter().position(|line| fields(line) != fields(first));
        if let (Some(ragged), false) = (ragged, text.contains('"')) {
            return usage(format!(
                "has {} values in line {}, and its header has {}",
                fields(lines[ragged]),
                ragged + 1,
                fields(first)
            ));
        }
        let frame = read_csv(lines.join("\n")).map_err(|error| Error::Usage(format!("{name} is no CSV: {error}")))?;
        frame.into_table(name.clone())
    }

    /// One value a line, below a heading if there is one.
    fn of_lines(path: String, lines: &[&str]) -> Self {
        let values: Vec<String> = lines.iter().map(|line| unquoted(line).to_owned()).collect();
        let has_heading = match values.split_first() {
            Some((first, others)) if !others.is_empty() && !is_number(first) => {
                others.iter().all(|value| value.is_empty() || is_number(value))
                    || HEADINGS.contains(&first.to_lowercase().as_str())
            }
            _ => false,
        };
        let skipped = usize::from(has_heading);
        Table {
            path,
            header: None,
            ids: None,
            values: vec![values[skipped..].to_vec()],
            first_line: 1 + skipped,
        }
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
                .map_or_else(|| (row + self.first_line).to_string(), |ids| ids[row].clone())
        })
        .collect()
    }
}

/// Without the quotes around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// A number, or a truth value, which counts as one.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok() || ["true", "false"].contains(&text.to_lowercase().as_str())
}

/// Reads every column as text: what is a number is the metric's business.
fn read_csv(text: String) -> Result<Frame, PolarsError> {
    let options = CsvReadOptions::default()
        .with_has_header(true)
        .with_infer_schema_length(Some(0))
        .with_n_threads(Some(1));
    Ok(Frame(options.into_reader_with_file_handle(Cursor::new(text)).finish()?))
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
            first_line: 2,
        })
    }
}
