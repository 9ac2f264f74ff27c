//! A dataset's compressed files as typed rows, read with polars: what preparing and `mlings data` start from.

use std::io::{Cursor, Read};
use std::sync::Arc;

use mlings_content::card::{self, Card, ColumnRole, Kind, Storage};
use mlings_grade::Target;
use ndarray::{Array1, Array2};
use polars::prelude::*;
use polars_io::prelude::*;

use super::error::DatasetError;
use super::find::read_card;
use super::part::Part;
use crate::content::Content;

/// All rows of a dataset, in the order of its files, and the split.
pub struct Dataset {
    pub card: Card,
    pub features: Features,
    /// One label a row; for canaries the re-drawn one.
    pub target: Target,
    /// One id a row.
    pub ids: Vec<String>,
    /// Every row once, in the order rows are handed out, train first.
    pub split: Vec<SplitRow>,
}

/// What a solution learns from, one entry a row.
pub enum Features {
    /// Every column but the target: `String` or `Float64`.
    Table(DataFrame),
    Texts(Vec<String>),
    /// Grey values, shape (rows, pixels).
    Images(Array2<u8>),
}

/// One line of `split.csv.gz`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitRow {
    /// Index into the rows of the data file.
    pub row: usize,
    pub part: Part,
    /// Rows with one number stay in one part.
    pub group: u32,
    pub canary: bool,
}

impl Dataset {
    /// Reads the dataset `name`.
    ///
    /// # Errors
    /// An unknown name, or a file that is missing, changed or not what the card says.
    pub fn read(content: &Content, name: &str) -> Result<Self, DatasetError> {
        let card = read_card(content, name)?;
        let files = Files {
            content,
            name,
            card: &card,
        };
        let split = files.split()?;
        let (features, target, ids) = match card.kind {
            Kind::Table | Kind::Texts => files.table()?,
            Kind::Images => files.images()?,
        };
        if ids.len() != card.rows || split.len() != card.rows {
            return Err(files.malformed(
                "card.toml",
                format!("{} rows and {} lines of split, not {}", ids.len(), split.len(), card.rows),
            ));
        }
        Ok(Self {
            card,
            features,
            target,
            ids,
            split,
        })
    }

    /// The split's lines of one part, in order.
    pub fn part(&self, part: Part) -> Vec<SplitRow> {
        self.split.iter().filter(|line| line.part == part).copied().collect()
    }
}

/// A table's columns as polars, for `mlings data`: the train part with the target, in the order rows are handed out.
///
/// # Errors
/// As [`Dataset::read`], and [`DatasetError::Malformed`] for a dataset that is no table.
pub fn open_frame(content: &Content, name: &str) -> Result<DataFrame, DatasetError> {
    let dataset = Dataset::read(content, name)?;
    let rows: Vec<usize> = dataset.part(Part::Train).iter().map(|line| line.row).collect();
    let Features::Table(frame) = &dataset.features else {
        return Err(DatasetError::malformed(name, "card.toml", "it holds no table".to_owned()));
    };
    let mut frame = take(frame, &rows);
    let target = dataset.target.take(&rows);
    let column = Column::new(dataset.card.target().name.as_str().into(), numbers(&target));
    frame
        .with_column(column)
        .map_err(|error| DatasetError::malformed(name, "data.csv.gz", error.to_string()))?;
    Ok(frame)
}

/// Labels as real numbers.
pub fn numbers(target: &Target) -> Vec<f64> {
    match target {
        Target::Real(values) => values.to_vec(),
        Target::Class(classes) => classes.iter().map(|class| *class as f64).collect(),
    }
}

/// A cell as text; an empty one where the value is missing.
pub fn cell(column: &Column, row: usize) -> String {
    match column.get(row) {
        Ok(AnyValue::Float64(number)) => number.to_string(),
        Ok(value) => value.get_str().unwrap_or_default().to_owned(),
        Err(_) => String::new(),
    }
}

/// The rows of a table, in the order given.
pub fn take(frame: &DataFrame, rows: &[usize]) -> DataFrame {
    let indices: Vec<IdxSize> = rows
        .iter()
        .map(|row| IdxSize::try_from(*row).expect("a dataset has few rows"))
        .collect();
    frame
        .take(&IdxCa::from_vec("row".into(), indices))
        .expect("the split's rows are rows of the table")
}

/// Reads the files of one dataset's folder.
struct Files<'a> {
    content: &'a Content,
    name: &'a str,
    card: &'a Card,
}

impl Files<'_> {
    fn malformed(&self, file: &str, reason: impl ToString) -> DatasetError {
        DatasetError::malformed(self.name, file, reason.to_string())
    }

    /// The decompressed bytes of a data file.
    fn unpack(&self, file: &str) -> Result<Vec<u8>, DatasetError> {
        let packed = self
            .content
            .read(&format!("datasets/{}/{file}", self.name))
            .ok_or_else(|| self.malformed(file, "it is missing"))?;
        // The build has checked the embedded files; a checkout may have changed since.
        if let (Content::Checkout(_), Some(recorded)) = (self.content, self.card.files.iter().find(|entry| entry.name == file))
            && card::sha256(&packed) != recorded.sha256
        {
            return Err(self.malformed(file, "its sha256 is not the one in card.toml"));
        }
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_end(&mut bytes)
            .map_err(|error| self.malformed(file, error))?;
        Ok(bytes)
    }

    fn csv(&self, file: &str, schema: Schema) -> Result<DataFrame, DatasetError> {
        let columns = schema.len();
        let frame = CsvReadOptions::default()
            .with_has_header(true)
            .with_schema(Some(Arc::new(schema)))
            .into_reader_with_file_handle(Cursor::new(self.unpack(file)?))
            .finish()
            .map_err(|error| self.malformed(file, error))?;
        if frame.width() == columns {
            Ok(frame)
        } else {
            Err(self.malformed(file, format!("{} columns, not {columns}", frame.width())))
        }
    }

    fn split(&self) -> Result<Vec<SplitRow>, DatasetError> {
        let file = "split.csv.gz";
        let integer = |name: &str| (PlSmallStr::from(name), DataType::Int64);
        let schema = Schema::from_iter([
            integer("row"),
            ("part".into(), DataType::String),
            integer("group"),
            integer("canary"),
        ]);
        let frame = self.csv(file, schema)?;
        let (row, group, canary) = (
            self.integers(&frame, "row")?,
            self.integers(&frame, "group")?,
            self.integers(&frame, "canary")?,
        );
        let parts = self.texts(&frame, file, "part")?;
        let line = |index: usize| {
            let part = match parts[index].as_str() {
                "train" => Part::Train,
                "practice" => Part::Practice,
                "final" => Part::Final,
                other => return Err(self.malformed(file, format!("no part is named `{other}`"))),
            };
            let number = usize::try_from(row[index]).ok().filter(|row| *row < self.card.rows);
            let row = number.ok_or_else(|| self.malformed(file, format!("no row has number {}", row[index])))?;
            let group = u32::try_from(group[index]).map_err(|error| self.malformed(file, error))?;
            Ok(SplitRow {
                row,
                part,
                group,
                canary: canary[index] == 1,
            })
        };
        (0..frame.height()).map(line).collect()
    }

    fn integers(&self, frame: &DataFrame, column: &str) -> Result<Vec<i64>, DatasetError> {
        let values = frame
            .column(column)
            .and_then(|column| Ok(column.i64()?.iter().collect::<Option<Vec<i64>>>()));
        let values = values.map_err(|error| self.malformed("split.csv.gz", error))?;
        values.ok_or_else(|| self.malformed("split.csv.gz", format!("column {column} has a gap")))
    }

    /// A column of strings; an empty field is an empty string.
    fn texts(&self, frame: &DataFrame, file: &str, column: &str) -> Result<Vec<String>, DatasetError> {
        let strings = frame
            .column(column)
            .and_then(|column| column.str().cloned())
            .map_err(|error| self.malformed(file, error))?;
        Ok(strings.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
    }

    fn table(&self) -> Result<(Features, Target, Vec<String>), DatasetError> {
        let file = "data.csv.gz";
        let schema = Schema::from_iter(self.card.columns.iter().map(|column| {
            let dtype = if column.dtype == Storage::F64 {
                DataType::Float64
            } else {
                DataType::String
            };
            (PlSmallStr::from(column.name.as_str()), dtype)
        }));
        let frame = self.csv(file, schema)?;
        let target = self.label(&frame)?;
        let ids = match self.card.columns.iter().find(|column| column.role == ColumnRole::Id) {
            Some(column) => self.texts(&frame, file, &column.name)?,
            None => (0..frame.height()).map(|row| row.to_string()).collect(),
        };
        let features = if self.card.kind == Kind::Texts {
            let text = self.card.columns.iter().find(|column| column.role == ColumnRole::Feature);
            Features::Texts(self.texts(
                &frame,
                file,
                &text.ok_or_else(|| self.malformed("card.toml", "it names no text"))?.name,
            )?)
        } else {
            Features::Table(
                frame
                    .drop(&self.card.target().name)
                    .map_err(|error| self.malformed(file, error))?,
            )
        };
        Ok((features, target, ids))
    }

    fn label(&self, frame: &DataFrame) -> Result<Target, DatasetError> {
        let (file, column) = ("data.csv.gz", &self.card.target().name);
        if self.card.target().dtype != Storage::Class {
            let values = frame
                .column(column)
                .and_then(|column| Ok(column.f64()?.iter().collect::<Option<Vec<f64>>>()));
            let values = values.map_err(|error| self.malformed(file, error))?;
            return values
                .map(|values| Target::Real(values.into()))
                .ok_or_else(|| self.malformed(file, format!("{column} has a gap")));
        }
        let number = |name: &String| {
            let index = self.card.classes.iter().position(|class| class == name);
            index
                .map(|index| index as i64)
                .ok_or_else(|| self.malformed(file, format!("`{name}` is no class of {column}")))
        };
        let classes: Result<Array1<i64>, DatasetError> = self.texts(frame, file, column)?.iter().map(number).collect();
        classes.map(Target::Class)
    }

    fn images(&self) -> Result<(Features, Target, Vec<String>), DatasetError> {
        let (images, labels) = (self.idx::<3>("images.idx3.gz")?, self.idx::<1>("labels.idx1.gz")?);
        let [rows, height, width] = images.0;
        if self.card.image != Some([height, width]) {
            return Err(self.malformed(
                "images.idx3.gz",
                format!("images of {height} by {width}, not as `image` in card.toml says"),
            ));
        }
        let pixels =
            Array2::from_shape_vec((rows, height * width), images.1).map_err(|error| self.malformed("images.idx3.gz", error))?;
        if labels.0 != [rows] || labels.1.iter().any(|class| usize::from(*class) >= self.card.classes.len()) {
            return Err(self.malformed(
                "labels.idx1.gz",
                format!("not one of the card's classes for each of {rows} images"),
            ));
        }
        let target = Target::Class(labels.1.iter().map(|class| i64::from(*class)).collect());
        Ok((
            Features::Images(pixels),
            target,
            (0..rows).map(|row| row.to_string()).collect(),
        ))
    }

    /// The shape and bytes of an idx file of u8: two zeros, 8, the number of axes, each length big-endian, then the data.
    fn idx<const AXES: usize>(&self, file: &str) -> Result<([usize; AXES], Vec<u8>), DatasetError> {
        let mut bytes = self.unpack(file)?;
        let mut lengths = [0; AXES];
        let head = 4 + 4 * AXES;
        if bytes.len() < head || bytes[..3] != [0, 0, 8] || usize::from(bytes[3]) != AXES {
            return Err(self.malformed(file, format!("no idx file of bytes with {AXES} axes")));
        }
        for (length, word) in lengths.iter_mut().zip(bytes[4..head].as_chunks::<4>().0) {
            *length = u32::from_be_bytes(*word) as usize;
        }
        let data = bytes.split_off(head);
        if data.len() != lengths.iter().product::<usize>() {
            return Err(self.malformed(file, format!("{} bytes do not fill {lengths:?}", data.len())));
        }
        Ok((lengths, data))
    }
}
