//! A project's pictures as the page shows them: drawings with words for who cannot see them, tables, images, messages.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::plots::{self, Axis, Guide, Scale};
use super::{Page, ProjectFacts};
use crate::dataset::excerpt::Excerpt;
use crate::error::Error;
use crate::grade::displays::{ClassesDisplay, Display, Misread, PredictionErrorDisplay, RankingDisplay};
use crate::report::details::took;
use crate::report::pictures::{Histogram, Pictures, off_by, within};
use crate::words::{self, count, number};

/// Room left around the points, as a share of their range.
const ROOM: f64 = 0.04;

/// A drawing.
#[derive(Debug, Serialize)]
pub struct Figure {
    title: String,
    /// What is to be seen, in words.
    caption: String,
    svg: String,
}

/// What is shown of one project below its verdict.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
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

/// Draws everything there is to see of `project`.
///
/// # Errors
/// Only where mlings itself is at fault.
pub fn of(project: &ProjectFacts) -> Result<Figures, Error> {
    let mut figures = Figures {
        ladder: Some(ladder(project)?),
        ..Figures::default()
    };
    let Some(pictures) = &project.pictures else {
        return Ok(figures);
    };
    match &pictures.display {
        Display::PredictionError(display) => {
            figures.drawings = errors(display)?;
            figures.worst = worst(display, &pictures.excerpt);
        }
        Display::Classes(display) => {
            figures.confusion = Some(confusion(display, &pictures.classes));
            if let Some(ranking) = &display.ranking {
                figures.drawings = curves(ranking, base_rate(display))?;
            }
            match &pictures.excerpt {
                Excerpt::Images { .. } => figures.images = images(display, pictures)?,
                Excerpt::Texts(texts) => figures.messages = messages(display, texts, &pictures.classes),
                Excerpt::Table { header, rows } => figures.worst = Some(misread(display, header, rows, &pictures.classes)),
            }
        }
    }
    Ok(figures)
}

/// Readiness over time; none before there are two moments to connect.
///
/// # Errors
/// Only where mlings itself is at fault.
pub fn history(page: &Page) -> Result<Option<Figure>, Error> {
    let [first, .., last] = page.history.as_slice() else {
        return Ok(None);
    };
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    Ok(Some(Figure {
        title: String::new(),
        caption: format!(
            "From {} on {} to {} on {}; the band is what can be said with 90 % confidence, the dashed line the cut.",
            percent(first.value),
            first.at.format("%F"),
            percent(last.value),
            last.at.format("%F")
        ),
        svg: plots::history(&page.history, page.blueprint.cut)?,
    }))
}

fn ladder(project: &ProjectFacts) -> Result<Figure, Error> {
    let [low, high] = project.interval.map(number);
    Ok(Figure {
        title: String::new(),
        caption: format!(
            "{}: {} with a 95 % interval from {low} to {high}; baseline {}, pass {}, reference {}.",
            words::capitalized(&project.metric_words),
            number(project.value),
            number(project.baseline),
            number(project.pass),
            number(project.reference)
        ),
        svg: plots::ladder(project)?,
    })
}

fn errors(display: &PredictionErrorDisplay) -> Result<Vec<Figure>, Error> {
    let scale = if display.logarithmic {
        Scale::Logarithmic
    } else {
        Scale::Linear
    };
    let both = range(&display.truth, &display.predicted, scale);
    let axis = |name| Axis {
        name,
        range: both.clone(),
        scale,
    };
    let furthest = display.residuals.iter().map(|residual| residual.abs());
    let furthest = furthest.fold(f64::MIN_POSITIVE, f64::max);
    let reach = (furthest * (1.0 + ROOM)).min(f64::MAX / 4.0);
    let residual = if display.logarithmic {
        "ln(predicted) − ln(true)"
    } else {
        "predicted − true"
    };
    let residual_axis = Axis {
        name: residual,
        range: -reach..reach,
        scale: Scale::Linear,
    };
    let pairs = |x: &[f64], y: &[f64]| -> Vec<[f64; 2]> { x.iter().zip(y).map(|(x, y)| [*x, *y]).collect() };
    let rows = count(display.truth.len());
    Ok(vec![
        Figure {
            title: "Predicted against true".to_owned(),
            caption: format!("{rows} rows; on the line a prediction is right. {}", within(display)),
            svg: plots::scatter(
                &axis("true"),
                &axis("predicted"),
                &pairs(&display.truth, &display.predicted),
                Guide::Diagonal,
            )?,
        },
        Figure {
            title: "Residuals against prediction".to_owned(),
            caption: format!(
                "{rows} rows; below the line a prediction is too low. The largest residual is {}.",
                number(furthest)
            ),
            svg: plots::scatter(
                &axis("predicted"),
                &residual_axis,
                &pairs(&display.predicted, &display.residuals),
                Guide::Zero,
            )?,
        },
        Figure {
            title: "How far off".to_owned(),
            caption: balance(display),
            svg: plots::histogram(
                "off by, prediction − truth",
                &Histogram::of(&display.residuals),
                &|residual| off_by(display, residual),
            )?,
        },
    ])
}

/// `48 % of the predictions are too high, 52 % too low.`
fn balance(display: &PredictionErrorDisplay) -> String {
    let high = display.residuals.iter().filter(|residual| **residual > 0.0).count();
    let high = 100.0 * high as f64 / display.residuals.len().max(1) as f64;
    format!(
        "{high:.0} % of the predictions are too high, {:.0} % too low or right.",
        100.0 - high
    )
}

/// The range of all that is true and predicted, with some room. Predictions more than tenfold beyond what is true are drawn at
/// the edge: one of them would leave the others no room.
fn range(truth: &[f64], predicted: &[f64], scale: Scale) -> std::ops::Range<f64> {
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let is_usable = |value: &f64| scale == Scale::Linear || *value > 0.0;
    let (low, high) = ends(&mut truth.iter().copied().filter(is_usable));
    if low > high {
        return 1.0..2.0;
    }
    let (least, most) = match scale {
        Scale::Linear => (low - 10.0 * (high - low), high + 10.0 * (high - low)),
        Scale::Logarithmic => (low / 10.0, high * 10.0),
    };
    let (lowest, highest) = ends(&mut predicted.iter().map(|value| value.clamp(least, most)));
    let (low, high) = (low.min(lowest), high.max(highest));
    match scale {
        Scale::Linear if low == high => low - 1.0..high + 1.0,
        Scale::Linear => low - ROOM * (high - low)..high + ROOM * (high - low),
        Scale::Logarithmic if low == high => low / 2.0..high * 2.0,
        Scale::Logarithmic => {
            let factor = (high / low).powf(ROOM);
            low / factor..high * factor
        }
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

fn curves(ranking: &RankingDisplay, base_rate: f64) -> Result<Vec<Figure>, Error> {
    let mut figures = vec![
        Figure {
            title: "ROC curve".to_owned(),
            caption: format!(
                "The area below it is {}: so often a row of class 1 scores above one of class 0. Guessing gives the dashed line.",
                number(ranking.roc_auc)
            ),
            svg: plots::curve(
                ["false positive rate", "true positive rate"],
                &ranking.roc,
                [[0.0, 0.0], [1.0, 1.0]],
            )?,
        },
        Figure {
            title: "Precision-recall curve".to_owned(),
            caption: format!(
                "Average precision {}; guessing gives {}, the share of class 1.",
                number(ranking.average_precision),
                number(base_rate)
            ),
            svg: plots::curve(
                ["recall", "precision"],
                &ranking.precision_recall,
                [[0.0, base_rate], [1.0, base_rate]],
            )?,
        },
    ];
    if let Some(bins) = &ranking.calibration {
        let furthest = bins
            .iter()
            .map(|bin| (bin.predicted - bin.observed).abs())
            .fold(0.0, f64::max);
        figures.push(Figure {
            title: "Calibration".to_owned(),
            caption: format!(
                "On the dashed line, of rows given 30 % three in ten come true. The furthest of {} bins is {:.0} points off it; \
                 a larger dot stands for more rows.",
                bins.len(),
                100.0 * furthest
            ),
            svg: plots::calibration(bins)?,
        });
    }
    Ok(figures)
}

fn images(display: &ClassesDisplay, pictures: &Pictures) -> Result<Vec<Image>, Error> {
    let Excerpt::Images { width, darkest, images } = &pictures.excerpt else {
        return Ok(Vec::new());
    };
    let image = |(wrong, pixels): (&Misread, &Vec<u8>)| {
        Ok(Image {
            source: format!("data:image/png;base64,{}", STANDARD.encode(png(pixels, *width, *darkest)?)),
            caption: took(wrong, &pictures.classes),
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
    fn predictions_beyond_all_bounds_leave_room_for_the_others() {
        let logarithmic = range(&[100.0, 1000.0], &[0.0, 1e308], Scale::Logarithmic);
        assert!(logarithmic.start > 5.0 && logarithmic.end < 20_000.0, "{logarithmic:?}");
        let linear = range(&[0.0, 1.0], &[-1e308, 0.5], Scale::Linear);
        assert!(linear.start > -11.0 && linear.end < 2.0, "{linear:?}");
    }

    #[test]
    fn equal_values_have_a_range_too() {
        assert_eq!(range(&[4.0], &[4.0], Scale::Linear), 3.0..5.0);
        assert_eq!(range(&[4.0], &[4.0], Scale::Logarithmic), 2.0..8.0);
    }

    #[test]
    fn the_wildest_predictions_can_be_drawn() {
        let display = |logarithmic| PredictionErrorDisplay {
            logarithmic,
            truth: vec![1.0, 2.0, 3.0],
            predicted: vec![0.0, 1e308, 2.0],
            residuals: vec![-0.7, if logarithmic { 708.0 } else { 1e308 }, -0.3],
            rows: vec![0, 1, 2],
            worst: vec![1, 0, 2],
        };
        for logarithmic in [true, false] {
            assert_eq!(errors(&display(logarithmic)).unwrap().len(), 3);
        }
    }

    #[test]
    fn an_image_is_dark_on_white() {
        let bytes = png(&[0, 16, 8, 0], 2, 16).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; 4];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [255, 0, 128, 255]);
    }
}
