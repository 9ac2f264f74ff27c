//! What `mlings data` shows of a dataset, as data: schema, head, statistics, class counts, samples, drawn digits.
//!
//! Everything but the sizes of the parts is of the train part: held-out rows stay unseen.

use mlings_grade::Target;
use ndarray::ArrayView2;
use polars::prelude::*;
use serde::Serialize;

use super::card::{Card, ColumnRole};
use super::error::DatasetError;
use super::load::{Dataset, Features, cell, take};
use super::part::Part;
use crate::content::Content;

/// Rows of a table's head, and samples of each class of texts.
const SHOWN: usize = 5;
/// The most frequent values shown of a text column.
const COMMON: usize = 3;
/// All that is shown of a dataset.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The folder's name, such as `king-county`.
    pub name: String,
    /// Title, schema (`columns`), source, licence and pitfalls, as the card has them.
    pub card: Card,
    pub parts: Vec<PartSize>,
    /// Of the train labels; empty for a real target.
    pub classes: Vec<ClassCount>,
    /// Of the train labels; `None` for classes.
    pub target: Option<Numbers>,
    pub body: Body,
}

/// How many rows a part has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartSize {
    pub part: Part,
    /// Rows that are learned from or scored.
    pub rows: usize,
    /// Unscored rows whose label was re-drawn.
    pub canaries: usize,
}

/// How often a class occurs in the train part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassCount {
    pub name: String,
    pub rows: usize,
    /// Of all train rows, 0 to 1.
    pub share: f64,
}

/// What depends on the kind of data.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Body {
    Table {
        /// One entry a column, the target included, in the order of `header`.
        columns: Vec<ColumnSummary>,
        header: Vec<String>,
        /// The first rows, one text a cell; an empty text where a value is missing.
        head: Vec<Vec<String>>,
    },
    Texts {
        /// Characters a message.
        lengths: Numbers,
        /// The first messages of each class.
        samples: Vec<Sample>,
    },
    Images {
        height: usize,
        width: usize,
        /// The largest grey value.
        darkest: u8,
        /// Share of pixels that are 0, from 0 to 1.
        blank: f64,
        /// The first image of each class.
        drawings: Vec<Drawing>,
    },
}

/// A table's column in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnSummary {
    pub name: String,
    pub missing: usize,
    pub distinct: usize,
    pub values: Values,
}

/// What a column holds, in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Values {
    Numbers(Numbers),
    /// The most frequent texts with their counts, most frequent first, ties by text.
    Texts {
        common: Vec<(String, usize)>,
    },
}

/// Statistics of numbers; missing ones are left out. All NaN when none is left.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Numbers {
    pub mean: f64,
    /// With n − 1 in the denominator.
    pub standard_deviation: f64,
    pub minimum: f64,
    /// The 25 %, 50 % and 75 % quantiles, interpolated.
    pub quartiles: [f64; 3],
    pub maximum: f64,
}

/// A text and its class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    pub class: String,
    pub text: String,
}

/// An image as lines of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    pub class: String,
    pub lines: Vec<String>,
}

/// Makes lines of text of an image: its grey values row by row from the top left, its width, and the darkest grey there is.
pub type Draw = fn(&[u8], usize, u8) -> Vec<String>;

/// Reads and summarises the dataset `name`; images are drawn by `draw`.
///
/// # Errors
/// As [`Dataset::read`].
pub fn read(content: &Content, name: &str, draw: Draw) -> Result<Summary, DatasetError> {
    Ok(summarise(name, &Dataset::read(content, name)?, draw))
}

/// Summarises a dataset; pure.
pub fn summarise(name: &str, dataset: &Dataset, draw: Draw) -> Summary {
    let rows: Vec<usize> = dataset.part(Part::Train).iter().map(|line| line.row).collect();
    let target = dataset.target.take(&rows);
    let body = match &dataset.features {
        Features::Table(frame) => table(&dataset.card, take(frame, &rows), &target),
        Features::Texts(texts) => {
            let train: Vec<&str> = rows.iter().map(|row| texts[*row].as_str()).collect();
            let lengths = train.iter().map(|text| text.chars().count() as f64).collect();
            Body::Texts {
                lengths: numbers(&Float64Chunked::from_vec("length".into(), lengths)),
                samples: samples(dataset, &train, &target),
            }
        }
        Features::Images(pixels) => images(dataset, pixels.view(), &rows, draw),
    };
    Summary {
        name: name.to_owned(),
        card: dataset.card.clone(),
        parts: [Part::Train, Part::Practice, Part::Final]
            .map(|part| size(dataset, part))
            .to_vec(),
        classes: class_counts(&dataset.card.classes, &target),
        target: match &target {
            Target::Real(values) => Some(numbers(&Float64Chunked::from_vec("target".into(), values.to_vec()))),
            Target::Class(_) => None,
        },
        body,
    }
}

fn size(dataset: &Dataset, part: Part) -> PartSize {
    let lines = dataset.part(part);
    let canaries = lines.iter().filter(|line| line.canary).count();
    PartSize {
        part,
        rows: lines.len() - canaries,
        canaries,
    }
}

fn class_counts(names: &[String], target: &Target) -> Vec<ClassCount> {
    let Target::Class(classes) = target else { return Vec::new() };
    let count = |index: usize| classes.iter().filter(|class| **class == index as i64).count();
    let counted = names.iter().enumerate().map(|(index, name)| (name.clone(), count(index)));
    counted
        .map(|(name, rows)| ClassCount {
            name,
            rows,
            share: rows as f64 / classes.len() as f64,
        })
        .collect()
}

/// The table with its target back in the place the card gives it.
fn table(card: &Card, frame: DataFrame, target: &Target) -> Body {
    let restored: Vec<Column> = card
        .columns
        .iter()
        .map(|column| match column.role {
            ColumnRole::Target => target_column(card, target),
            ColumnRole::Id | ColumnRole::Feature => frame.column(&column.name).expect("the table was read by this card").clone(),
        })
        .collect();
    let head = (0..SHOWN.min(frame.height()))
        .map(|row| restored.iter().map(|column| cell(column, row)).collect())
        .collect();
    Body::Table {
        columns: restored.iter().map(column_summary).collect(),
        header: restored.iter().map(|column| column.name().to_string()).collect(),
        head,
    }
}

/// Classes by name: their numbers have no median.
fn target_column(card: &Card, target: &Target) -> Column {
    let name = card.target().name.as_str().into();
    match target {
        Target::Real(values) => Column::new(name, values.to_vec()),
        Target::Class(classes) => {
            let names: Vec<&str> = classes.iter().map(|class| card.classes[*class as usize].as_str()).collect();
            Column::new(name, names)
        }
    }
}

fn column_summary(column: &Column) -> ColumnSummary {
    let values = match column.f64() {
        Ok(values) => Values::Numbers(numbers(values)),
        Err(_) => Values::Texts { common: common(column) },
    };
    let distinct = column
        .as_materialized_series()
        .n_unique()
        .expect("numbers and texts can be compared");
    let missing = column.null_count();
    ColumnSummary {
        name: column.name().to_string(),
        missing,
        distinct: distinct - usize::from(missing > 0),
        values,
    }
}

fn common(column: &Column) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for text in column.str().into_iter().flat_map(|texts| texts.iter().flatten()) {
        *counts.entry(text).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(text, count)| (text.to_owned(), count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(COMMON);
    counts
}

fn numbers(values: &Float64Chunked) -> Numbers {
    let quantile = |share| {
        values
            .quantile(share, QuantileMethod::Linear)
            .ok()
            .flatten()
            .unwrap_or(f64::NAN)
    };
    Numbers {
        mean: values.mean().unwrap_or(f64::NAN),
        standard_deviation: values.std(1).unwrap_or(f64::NAN),
        minimum: values.min().unwrap_or(f64::NAN),
        quartiles: [0.25, 0.5, 0.75].map(quantile),
        maximum: values.max().unwrap_or(f64::NAN),
    }
}

fn samples(dataset: &Dataset, texts: &[&str], target: &Target) -> Vec<Sample> {
    let of_class = |index: usize, name: &String| {
        let matching = texts.iter().enumerate().filter(|(row, _)| is_class(target, *row, index));
        matching
            .take(SHOWN)
            .map(|(_, text)| Sample {
                class: name.clone(),
                text: (*text).to_owned(),
            })
            .collect::<Vec<Sample>>()
    };
    dataset
        .card
        .classes
        .iter()
        .enumerate()
        .flat_map(|(index, name)| of_class(index, name))
        .collect()
}

fn is_class(target: &Target, row: usize, class: usize) -> bool {
    matches!(target, Target::Class(classes) if classes[row] == class as i64)
}

fn images(dataset: &Dataset, pixels: ArrayView2<'_, u8>, rows: &[usize], draw: Draw) -> Body {
    let [height, width] = dataset.card.image.expect("the card of images has their size");
    let blank = rows
        .iter()
        .map(|row| pixels.row(*row).iter().filter(|pixel| **pixel == 0).count())
        .sum::<usize>();
    let darkest = rows.iter().flat_map(|row| pixels.row(*row)).copied().max().unwrap_or(u8::MAX);
    let first = |index: usize| rows.iter().find(|row| is_class(&dataset.target, **row, index));
    let drawing = |(index, name): (usize, &String)| {
        let image = pixels.row(*first(index)?).to_vec();
        Some(Drawing {
            class: name.clone(),
            lines: draw(&image, width, darkest),
        })
    };
    Body::Images {
        height,
        width,
        darkest,
        blank: blank as f64 / (rows.len() * height * width) as f64,
        drawings: dataset.card.classes.iter().enumerate().filter_map(drawing).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(name: &str) -> Summary {
        read(&Content::Embedded, name, inked).unwrap()
    }

    /// A character a pixel.
    fn inked(pixels: &[u8], width: usize, _darkest: u8) -> Vec<String> {
        let line = |row: &[u8]| row.iter().map(|pixel| if *pixel > 0 { '#' } else { ' ' }).collect();
        pixels.chunks(width).map(line).collect()
    }

    #[test]
    fn a_table_is_summed_up_by_its_train_part() {
        let summary = summary("king-county");
        let Body::Table { columns, header, head } = &summary.body else {
            panic!("a table")
        };
        assert_eq!(header[..3], ["id", "date", "price"]);
        assert_eq!((head.len(), head[0].len()), (5, 21));
        let zipcode = columns.iter().find(|column| column.name == "zipcode").unwrap();
        assert_eq!((zipcode.distinct, zipcode.missing), (70, 0));
        let Values::Texts { common } = &zipcode.values else {
            panic!("zipcode is text")
        };
        assert!(common.len() == 3 && common[0].1 >= common[1].1 && common[1].1 >= common[2].1);
        let target = summary.target.unwrap();
        assert!(target.minimum < target.quartiles[0] && target.quartiles[1] < target.mean && target.mean < target.maximum);
        assert_eq!(
            summary.parts[1],
            PartSize {
                part: Part::Practice,
                rows: 4323,
                canaries: 40
            }
        );
    }

    #[test]
    fn a_table_shows_classes_by_name() {
        let Body::Table { columns, head, .. } = summary("penguins").body else {
            panic!("a table")
        };
        let Values::Texts { common } = &columns[0].values else {
            panic!("species is text")
        };
        assert_eq!(common[0], ("Adelie".to_owned(), 92));
        assert!(!head.is_empty());
        assert!(
            head.iter()
                .all(|row| ["Adelie", "Chinstrap", "Gentoo"].contains(&row[0].as_str()))
        );
    }

    #[test]
    fn numbers_are_those_of_the_textbook() {
        let values = Float64Chunked::from_vec("x".into(), vec![1.0, 2.0, 3.0, 4.0]);
        let expected = (2.5, (5.0_f64 / 3.0).sqrt(), 1.0, [1.75, 2.5, 3.25], 4.0);
        let found = numbers(&values);
        let found = (
            found.mean,
            found.standard_deviation,
            found.minimum,
            found.quartiles,
            found.maximum,
        );
        assert_eq!(found, expected);
        assert!(numbers(&Float64Chunked::from_vec("x".into(), Vec::new())).mean.is_nan());
    }

    #[test]
    fn texts_show_samples_of_each_class() {
        let summary = summary("sms-spam");
        let Body::Texts { lengths, samples } = &summary.body else {
            panic!("texts")
        };
        assert_eq!(samples.iter().filter(|sample| sample.class == "spam").count(), SHOWN);
        assert_eq!(samples.len(), 2 * SHOWN);
        assert!(lengths.minimum >= 1.0 && lengths.mean > 50.0);
        assert_eq!(summary.classes.iter().map(|class| class.rows).sum::<usize>(), 3016);
    }

    #[test]
    fn images_show_a_drawing_of_each_class() {
        let summary = summary("mnist");
        let Body::Images { drawings, blank, .. } = &summary.body else {
            panic!("images")
        };
        assert_eq!(drawings.len(), 10);
        assert!(
            drawings
                .iter()
                .all(|drawing| drawing.lines.len() == 28 && drawing.lines.iter().any(|line| line.contains('#')))
        );
        assert!(*blank > 0.75 && *blank < 0.85, "{blank}");
        assert!(summary.classes.iter().all(|class| class.rows == 1000));
        let Body::Images { drawings, darkest, .. } = self::summary("digits-8x8").body else {
            panic!("images")
        };
        assert_eq!((darkest, drawings.len()), (16, 10));
        assert!(drawings.iter().all(|drawing| drawing.lines.concat().contains('#')));
    }
}
