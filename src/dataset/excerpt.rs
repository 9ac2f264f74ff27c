//! `Excerpt`: some rows of a part as a person looks at them.

use mlings_content::card::ColumnRole;

use super::error::DatasetError;
use super::load::{Dataset, Features, cell, take};
use super::part::Part;
use crate::content::Content;

/// Rows as the data has them, in the order asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Excerpt {
    /// Features only, one text a cell; an empty one where a value is missing.
    Table {
        header: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Texts(Vec<String>),
    /// Grey values from 0 to `darkest`, row by row from the top left.
    Images {
        width: usize,
        darkest: u8,
        images: Vec<Vec<u8>>,
    },
}

impl Excerpt {
    /// Column names, and each row's cells below them; a text is one cell, an image none.
    pub fn cells(&self) -> (Vec<String>, Vec<Vec<String>>) {
        match self {
            Excerpt::Table { header, rows } => (header.clone(), rows.clone()),
            Excerpt::Texts(texts) => (vec!["text".to_owned()], texts.iter().map(|text| vec![text.clone()]).collect()),
            Excerpt::Images { images, .. } => (Vec::new(), vec![Vec::new(); images.len()]),
        }
    }
}

/// The rows of `part` with these numbers, which count from 0 in the order rows are handed out.
///
/// # Errors
/// As [`Dataset::read`].
pub fn read(content: &Content, name: &str, part: Part, numbers: &[usize]) -> Result<Excerpt, DatasetError> {
    let dataset = Dataset::read(content, name)?;
    let lines = dataset.part(part);
    let rows: Vec<usize> = numbers
        .iter()
        .filter_map(|number| lines.get(*number))
        .map(|line| line.row)
        .collect();
    Ok(match &dataset.features {
        Features::Table(frame) => {
            let names = dataset
                .card
                .columns
                .iter()
                .filter(|column| column.role == ColumnRole::Feature);
            let header: Vec<String> = names.map(|column| column.name.clone()).collect();
            let frame = take(frame, &rows);
            let columns = || header.iter().filter_map(|name| frame.column(name).ok());
            let row = |row: usize| columns().map(|column| cell(column, row)).collect();
            Excerpt::Table {
                rows: (0..rows.len()).map(row).collect(),
                header,
            }
        }
        Features::Texts(texts) => Excerpt::Texts(rows.iter().map(|row| texts[*row].clone()).collect()),
        Features::Images(pixels) => {
            let [_, width] = dataset.card.image.expect("the card of images has their size");
            Excerpt::Images {
                width,
                darkest: pixels.iter().copied().max().unwrap_or(u8::MAX),
                images: rows.iter().map(|row| pixels.row(*row).to_vec()).collect(),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_shows_its_features_alone() {
        let excerpt = read(&Content::Embedded, "king-county", Part::Practice, &[3, 0]).unwrap();
        let Excerpt::Table { header, rows } = excerpt else {
            panic!("a table")
        };
        assert!(!header.contains(&"price".to_owned()) && !header.contains(&"id".to_owned()));
        assert_eq!((rows.len(), rows[0].len()), (2, header.len()));
        assert_ne!(rows[0], rows[1]);
    }

    #[test]
    fn images_and_texts_come_as_they_are() {
        let images = read(&Content::Embedded, "mnist", Part::Practice, &[7]).unwrap();
        assert!(
            matches!(images, Excerpt::Images { width: 28, darkest: 255, images } if images.len() == 1 && images[0].len() == 784)
        );
        let texts = read(&Content::Embedded, "sms-spam", Part::Practice, &[1, 2, 3]).unwrap();
        assert!(matches!(texts, Excerpt::Texts(texts) if texts.len() == 3));
    }
}
