//! The rows a project is given: a table, images or texts.

use ndarray::{Array1, Array2, ArrayView1};

/// Rows of named columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    names: Vec<String>,
    columns: Vec<Column>,
    rows: usize,
}

/// One column of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Numbers; NaN where one is missing.
    Number(Array1<f64>),
    /// Texts; empty where one is missing.
    Text(Vec<String>),
}

/// Greyscale images, one a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Images {
    /// Shape (images, pixels), 0 (background) to 255; an image's pixels run row by row.
    pub pixels: Array2<u8>,
}

/// Messages, one a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    pub messages: Vec<String>,
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Column::Number(numbers) => numbers.len(),
            Column::Text(texts) => texts.len(),
        }
    }
}

impl Table {
    /// A table of `columns`, which have names of their own and one length. Handy in a solution's own tests.
    ///
    /// # Panics
    /// Where columns differ in length.
    #[track_caller]
    pub fn new(columns: Vec<(String, Column)>) -> Self {
        let rows = columns.first().map_or(0, |(_, column)| column.len());
        for (name, column) in &columns {
            assert!(
                column.len() == rows,
                "column `{name}` has {} rows, the first one has {rows}",
                column.len()
            );
        }
        let (names, columns) = columns.into_iter().unzip();
        Table { names, columns, rows }
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns, in the order of the data.
    pub fn columns(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a column `name`.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|column| column == name)
    }

    /// The numbers of column `name`, one a row; NaN where one is missing.
    ///
    /// # Panics
    /// Where no column of that name holds numbers.
    #[track_caller]
    pub fn number(&self, name: &str) -> ArrayView1<'_, f64> {
        match self.column(name) {
            Column::Number(numbers) => numbers.view(),
            Column::Text(_) => panic!("column `{name}` holds text: read it with `text(\"{name}\")`"),
        }
    }

    /// The texts of column `name`, one a row; empty where one is missing.
    ///
    /// # Panics
    /// Where no column of that name holds text.
    #[track_caller]
    pub fn text(&self, name: &str) -> &[String] {
        match self.column(name) {
            Column::Text(texts) => texts,
            Column::Number(_) => panic!("column `{name}` holds numbers: read it with `number(\"{name}\")`"),
        }
    }

    #[track_caller]
    fn column(&self, name: &str) -> &Column {
        match self.names.iter().position(|column| column == name) {
            Some(position) => &self.columns[position],
            None => panic!("no column is named `{name}`; the columns are {}", self.names.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn houses() -> Table {
        let numbers = Column::Number(array![1.0, f64::NAN]);
        let texts = Column::Text(vec!["98001".to_owned(), String::new()]);
        Table::new(vec![("bedrooms".to_owned(), numbers), ("zipcode".to_owned(), texts)])
    }

    #[test]
    fn columns_are_read_by_name_and_kind() {
        let houses = houses();
        assert_eq!(
            (houses.rows(), houses.columns().join(" ")),
            (2, "bedrooms zipcode".to_owned())
        );
        assert!(houses.has("zipcode") && !houses.has("price"));
        assert_eq!(houses.number("bedrooms")[0], 1.0);
        assert_eq!(houses.text("zipcode"), ["98001", ""]);
    }

    #[test]
    #[should_panic(expected = "no column is named `rooms`; the columns are bedrooms, zipcode")]
    fn an_unknown_column_lists_the_known_ones() {
        houses().number("rooms");
    }

    #[test]
    #[should_panic(expected = "column `zipcode` holds text: read it with `text(\"zipcode\")`")]
    fn a_text_read_as_a_number_says_how_to_read_it() {
        houses().number("zipcode");
    }

    #[test]
    #[should_panic(expected = "column `b` has 2 rows, the first one has 1")]
    fn columns_of_different_lengths_are_no_table() {
        let of_length = |rows| Column::Number(Array1::zeros(rows));
        Table::new(vec![("a".to_owned(), of_length(1)), ("b".to_owned(), of_length(2))]);
    }
}
