//! What the page shows of one project: its ladder, its drawings, and the tables, images and messages worth a look.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mlings_grade::displays::{ClassesDisplay, Display, Misread, PredictionErrorDisplay, ScoresDisplay};
use serde::Serialize;

use super::facts::ProjectFacts;
use super::figures::{self, Figure};
use crate::dataset::excerpt::Excerpt;
use crate::error::Error;
use crate::pictures::{off_by, took};
use crate::words::number;

/// What is shown of one project below its verdict.
#[derive(Debug, Default, Serialize)]
pub struct Exhibits {
    ladder: Option<Figure>,
    confusion: Option<Confusion>,
    drawings: Vec<Figure>,
    worst: Option<Table>,
    images: Vec<Image>,
    messages: Vec<Message>,
}

/// A confusion matrix; the shades are shares of a true class, from 0 to 1.
#[derive(Debug, Serialize)]
struct Confusion {
    classes: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Serialize)]
struct Cell {
    rows: u64,
    share: f64,
    is_right: bool,
}

#[derive(Debug, Serialize)]
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A misread image; `source` holds all of it.
#[derive(Debug, Serialize)]
struct Image {
    source: String,
    caption: String,
}

#[derive(Debug, Serialize)]
struct Message {
    verdict: String,
    text: String,
}

impl Exhibits {
    /// Draws everything there is to see of `project`.
    ///
    /// # Errors
    /// Only where mlings itself is at fault.
    pub fn of(project: &ProjectFacts) -> Result<Self, Error> {
        let mut exhibits = Exhibits {
            ladder: Some(figures::ladder(project)?),
            ..Exhibits::default()
        };
        let Some(pictures) = &project.pictures else {
            return Ok(exhibits);
        };
        match &pictures.display {
            Display::PredictionError(display) => {
                exhibits.drawings = figures::errors(display)?;
                exhibits.worst = worst(display, &pictures.excerpt);
            }
            Display::Scores(display) => {
                exhibits.drawings = figures::curves(&display.ranking, display.base_rate())?;
                exhibits.worst = Some(misranked(display, &pictures.excerpt, &pictures.classes));
            }
            Display::Classes(display) => {
                exhibits.confusion = Some(confusion(display, &pictures.classes));
                if let Some(ranking) = &display.ranking {
                    exhibits.drawings = figures::curves(ranking, base_rate(display))?;
                }
                match &pictures.excerpt {
                    Excerpt::Images { width, darkest, images } => {
                        exhibits.images = drawn(display, images, *width, *darkest, &pictures.classes)?;
                    }
                    Excerpt::Texts(texts) => exhibits.messages = messages(display, texts, &pictures.classes),
                    Excerpt::Table { header, rows } => exhibits.worst = Some(misread(display, header, rows, &pictures.classes)),
                }
            }
        }
        Ok(exhibits)
    }
}

fn worst(display: &PredictionErrorDisplay, excerpt: &Excerpt) -> Option<Table> {
    let Excerpt::Table { header, rows } = excerpt else {
        return None;
    };
    let row = |(place, cells): (&usize, &Vec<String>)| {
        let mut row = vec![
            number(display.truth[*place]),
            number(display.predicted[*place]),
            off_by(display, display.residuals[*place]),
        ];
        row.extend(cells.iter().cloned());
        row
    };
    Some(Table {
        header: ["true", "predicted", "off by"]
            .map(str::to_owned)
            .into_iter()
            .chain(header.iter().cloned())
            .collect(),
        rows: display.worst.iter().zip(rows).map(row).collect(),
    })
}

fn misranked(display: &ScoresDisplay, excerpt: &Excerpt, classes: &[String]) -> Table {
    let (names, cells) = excerpt.cells();
    let row = |(place, cells): (&usize, Vec<String>)| {
        let mut row = vec![classes[display.truth[*place]].clone(), number(display.scores[*place])];
        row.extend(cells);
        row
    };
    Table {
        header: ["true", "score"].map(str::to_owned).into_iter().chain(names).collect(),
        rows: display.worst.iter().zip(cells).map(row).collect(),
    }
}

fn confusion(display: &ClassesDisplay, classes: &[String]) -> Confusion {
    let row = |(truth, counts): (usize, &Vec<u64>)| {
        let total = counts.iter().sum::<u64>().max(1) as f64;
        let cell = |(predicted, rows): (usize, &u64)| Cell {
            rows: *rows,
            share: *rows as f64 / total,
            is_right: predicted == truth,
        };
        counts.iter().enumerate().map(cell).collect()
    };
    Confusion {
        classes: classes.to_vec(),
        rows: display.confusion.iter().enumerate().map(row).collect(),
    }
}

/// The share of rows of class 1.
fn base_rate(display: &ClassesDisplay) -> f64 {
    let supports: Vec<u64> = display.supports().collect();
    supports[1] as f64 / supports.iter().sum::<u64>().max(1) as f64
}

fn drawn(
    display: &ClassesDisplay,
    images: &[Vec<u8>],
    width: usize,
    darkest: u8,
    classes: &[String],
) -> Result<Vec<Image>, Error> {
    let image = |(wrong, pixels): (&Misread, &Vec<u8>)| {
        Ok(Image {
            source: format!("data:image/png;base64,{}", STANDARD.encode(png(pixels, width, darkest)?)),
            caption: took(wrong, classes),
        })
    };
    display.misread.iter().zip(images).map(image).collect()
}

/// Dark ink on white paper.
fn png(pixels: &[u8], width: usize, darkest: u8) -> Result<Vec<u8>, Error> {
    let fault = |error: png::EncodingError| Error::Fault(format!("an image cannot be written: {error}"));
    let ink = |pixel: &u8| 255 - (u32::from(*pixel) * 255 / u32::from(darkest.max(1))).min(255) as u8;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, (pixels.len() / width) as u32);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().map_err(fault)?;
    writer
        .write_image_data(&pixels.iter().map(ink).collect::<Vec<u8>>())
        .map_err(fault)?;
    writer.finish().map_err(fault)?;
    Ok(bytes)
}

fn messages(display: &ClassesDisplay, texts: &[String], classes: &[String]) -> Vec<Message> {
    let message = |(wrong, text): (&Misread, &String)| Message {
        verdict: format!("{}{}", took(wrong, classes), sureness(wrong)),
        text: text.clone(),
    };
    display.misread.iter().zip(texts).map(message).collect()
}

fn misread(display: &ClassesDisplay, header: &[String], rows: &[Vec<String>], classes: &[String]) -> Table {
    let row = |(wrong, cells): (&Misread, &Vec<String>)| {
        let mut row = vec![classes[wrong.truth].clone(), classes[wrong.predicted].clone()];
        row.extend(cells.iter().cloned());
        row
    };
    Table {
        header: ["true", "predicted"]
            .map(str::to_owned)
            .into_iter()
            .chain(header.iter().cloned())
            .collect(),
        rows: display.misread.iter().zip(rows).map(row).collect(),
    }
}

/// `, score 0.02` where the model says how sure it was of class 1.
fn sureness(wrong: &Misread) -> String {
    wrong
        .probability
        .map(|score| format!(", score {}", number(score)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_dark_on_white() {
        let bytes = png(&[0, 16, 8, 0], 2, 16).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; 4];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [255, 0, 128, 255]);
    }
}
