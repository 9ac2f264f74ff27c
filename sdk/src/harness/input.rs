//! The rows of a project, read from the job's files as the types a solution takes.

use std::path::Path;

use ndarray::{Array1, Array2};
use tinyjson::JsonValue;

use super::files;
use super::json::{member, object};
use crate::{Column, Images, Table, Texts};

/// What a project's `fit` and `predict` may take.
pub trait Input: Sized {
    /// The job's name of the file format.
    const FORMAT: &'static str;
    /// As a learner writes it.
    const NAME: &'static str;

    fn read(path: &Path, format: &JsonValue) -> Self;
}

impl Input for Table {
    const FORMAT: &'static str = "csv";
    const NAME: &'static str = "a `Table`";

    fn read(path: &Path, format: &JsonValue) -> Self {
        let records = files::csv(&files::text(path));
        let (header, rows) = records.split_first().expect("a table's file has a header");
        let declared: &Vec<JsonValue> = member(format, "columns");
        let column = |column: &JsonValue| {
            let name: &String = member(column, "name");
            let position = header
                .iter()
                .position(|field| field == name)
                .expect("the header names every declared column");
            let field = |row: &Vec<String>| row[position].clone();
            let column = match object(column)["dtype"].get::<String>().map(String::as_str) {
                Some("str") => Column::Text(rows.iter().map(field).collect()),
                _ => Column::Number(rows.iter().map(|row| number(&row[position])).collect::<Array1<_>>()),
            };
            (name.clone(), column)
        };
        Table::new(declared.iter().map(column).collect())
    }
}

/// A missing number is an empty field.
fn number(field: &str) -> f64 {
    if field.is_empty() {
        f64::NAN
    } else {
        field.parse().expect("a numeric column holds numbers")
    }
}

impl Input for Images {
    const FORMAT: &'static str = "npy";
    const NAME: &'static str = "`Images`";

    fn read(path: &Path, _format: &JsonValue) -> Self {
        let npy = files::Npy::read(path);
        let shape = (npy.shape[0], npy.shape[1]);
        let pixels = match npy.descr.as_str() {
            // Python is asked about real numbers as well; here they are what they were.
            "<f8" => npy
                .bytes
                .chunks_exact(8)
                .map(|ink| f64::from_le_bytes(ink.try_into().expect("a chunk has eight bytes")) as u8)
                .collect(),
            _ => npy.bytes,
        };
        Images {
            pixels: Array2::from_shape_vec(shape, pixels).expect("the file holds as many pixels as its header says"),
        }
    }
}

impl Input for Texts {
    const FORMAT: &'static str = "jsonl";
    const NAME: &'static str = "`Texts`";

    fn read(path: &Path, _format: &JsonValue) -> Self {
        let message = |line: &str| {
            let json: JsonValue = line.parse().expect("each line is JSON");
            json.get::<String>().expect("each line is one text").clone()
        };
        Texts {
            messages: files::text(path).lines().map(message).collect(),
        }
    }
}
