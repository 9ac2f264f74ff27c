//! A project's pictures in small, for a terminal: residuals as bars, a confusion matrix, misread digits in half blocks.

use mlings_grade::displays::{ClassesDisplay, Display, Misread, PredictionErrorDisplay, RankingDisplay, ScoresDisplay};

use super::data::beside;
use super::grid::{self, Align, shorten};
use super::half_blocks;
use super::style::{self, paint};
use crate::dataset::excerpt::Excerpt;
use crate::dataset::summary::Drawing;
use crate::pictures::{Histogram, Pictures, off_by, took, within};
use crate::words::{count, number};

/// Columns of the longest bar.
const BAR: usize = 40;
/// Drawings shown: each takes half a screen's width.
const DRAWINGS: usize = 4;
/// Features shown of a table's row.
const FEATURES: usize = 4;

/// The pictures as blocks of text.
pub fn blocks(pictures: &Pictures, width: usize) -> Vec<String> {
    let heading = |text: &str| paint(style::HEADING, text);
    match &pictures.display {
        Display::PredictionError(display) => vec![
            format!(
                "{}\n{}",
                heading("Residuals on the practice rows, prediction − truth"),
                histogram(display)
            ),
            within(display),
            format!("{}\n{}", heading("Furthest off"), worst(display, &pictures.excerpt, width)),
        ],
        Display::Classes(display) => {
            let matrix = format!(
                "{}\n{}",
                heading("Confusion matrix of the practice rows: true classes down, predicted ones across"),
                confusion(display, &pictures.classes, width)
            );
            let mut blocks = vec![matrix];
            blocks.extend(display.ranking.as_ref().map(curves));
            if !display.misread.is_empty() {
                blocks.push(format!("{}\n{}", heading("Misread"), misread(display, pictures, width)));
            }
            blocks
        }
        Display::Scores(display) => vec![
            curves(&display.ranking),
            format!(
                "{}\n{}",
                heading("Ranked furthest wrong"),
                misranked(display, pictures, width)
            ),
        ],
    }
}

/// The pictures in words, one fact a line.
pub fn say(pictures: &Pictures) -> Vec<String> {
    match &pictures.display {
        Display::PredictionError(display) => vec![within(display)],
        Display::Classes(display) => {
            let classes = &pictures.classes;
            let cell = |(truth, predicted, rows): (usize, usize, u64)| {
                format!("truly {}, predicted {}: {rows} rows", classes[truth], classes[predicted])
            };
            let mut lines: Vec<String> = cells(display).map(cell).collect();
            lines.extend(display.ranking.as_ref().map(curves));
            lines
        }
        Display::Scores(display) => vec![curves(&display.ranking)],
    }
}

/// Every cell of the confusion matrix that is not 0.
fn cells(display: &ClassesDisplay) -> impl Iterator<Item = (usize, usize, u64)> {
    let rows = display.confusion.iter().enumerate();
    rows.flat_map(|(truth, row)| row.iter().enumerate().map(move |(predicted, rows)| (truth, predicted, *rows)))
        .filter(|(.., rows)| *rows > 0)
}

fn histogram(display: &PredictionErrorDisplay) -> String {
    let histogram = Histogram::of(&display.residuals);
    let highest = histogram.counts.iter().copied().max().unwrap_or(1).max(1);
    let last = histogram.counts.len() - 1;
    let row = |(bin, (ends, rows)): (usize, (&[f64; 2], &usize))| {
        let edge = match bin {
            0 => format!("below {}", off_by(display, ends[1])),
            bin if bin == last => format!("above {}", off_by(display, ends[0])),
            _ => format!("{} to {}", off_by(display, ends[0]), off_by(display, ends[1])),
        };
        let filled = (rows * BAR).div_ceil(highest);
        vec![edge, count(*rows), "█".repeat(filled)]
    };
    let rows: Vec<Vec<String>> = histogram.bins.iter().zip(&histogram.counts).enumerate().map(row).collect();
    grid::lines(&rows, &[Align::Right, Align::Right, Align::Left], usize::MAX).join("\n")
}

fn worst(display: &PredictionErrorDisplay, excerpt: &Excerpt, width: usize) -> String {
    let Excerpt::Table { header, rows } = excerpt else {
        return String::new();
    };
    let mut heading = vec!["true".to_owned(), "predicted".to_owned(), "off by".to_owned()];
    heading.extend(header.iter().take(FEATURES).cloned());
    let row = |(position, cells): (&usize, &Vec<String>)| {
        let mut row = vec![
            number(display.truth[*position]),
            number(display.predicted[*position]),
            off_by(display, display.residuals[*position]),
        ];
        row.extend(cells.iter().take(FEATURES).map(|cell| shorten(cell, 12)));
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(heading)
        .chain(display.worst.iter().zip(rows).map(row))
        .collect();
    grid::lines(&rows, &vec![Align::Right; rows[0].len()], width).join("\n")
}

fn confusion(display: &ClassesDisplay, classes: &[String], width: usize) -> String {
    let mut heading = vec![String::new()];
    heading.extend(classes.iter().cloned());
    let row = |(truth, counts): (usize, &Vec<u64>)| {
        let mut row = vec![classes[truth].clone()];
        // A dot keeps the eye on what was confused.
        row.extend(
            counts
                .iter()
                .map(|rows| if *rows == 0 { "·".to_owned() } else { rows.to_string() }),
        );
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(heading)
        .chain(display.confusion.iter().enumerate().map(row))
        .collect();
    grid::lines(&rows, &vec![Align::Right; classes.len() + 1], width).join("\n")
}

fn curves(ranking: &RankingDisplay) -> String {
    format!(
        "ROC AUC {}, average precision {}; `mlings report` draws the curves.",
        number(ranking.roc_auc),
        number(ranking.average_precision)
    )
}

fn misranked(display: &ScoresDisplay, pictures: &Pictures, width: usize) -> String {
    let (names, cells) = pictures.excerpt.cells();
    let mut heading = vec!["true".to_owned(), "score".to_owned()];
    heading.extend(names.into_iter().take(FEATURES));
    let row = |(place, cells): (&usize, &Vec<String>)| {
        let mut row = vec![
            pictures.classes[display.truth[*place]].clone(),
            number(display.scores[*place]),
        ];
        row.extend(cells.iter().take(FEATURES).map(|cell| shorten(cell, width / 2)));
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(heading)
        .chain(display.worst.iter().zip(&cells).map(row))
        .collect();
    grid::lines(&rows, &vec![Align::Left; rows[0].len()], width).join("\n")
}

fn misread(display: &ClassesDisplay, pictures: &Pictures, width: usize) -> String {
    let classes = &pictures.classes;
    match &pictures.excerpt {
        Excerpt::Images {
            width: columns,
            darkest,
            images,
        } => {
            let drawing = |(wrong, image): (&Misread, &Vec<u8>)| Drawing {
                class: took(wrong, classes),
                lines: half_blocks::draw(image, *columns, *darkest),
            };
            let drawings: Vec<Drawing> = display.misread.iter().zip(images).map(drawing).collect();
            beside(&drawings, DRAWINGS, *columns, width)
        }
        Excerpt::Texts(texts) => {
            let line = |(wrong, text): (&Misread, &String)| shorten(&format!("{}: {text}", took(wrong, classes)), width);
            let lines: Vec<String> = display.misread.iter().zip(texts).map(line).collect();
            lines.join("\n")
        }
        Excerpt::Table { header, rows } => {
            let mut heading = vec!["true, taken for".to_owned()];
            heading.extend(header.iter().take(FEATURES).cloned());
            let row = |(wrong, cells): (&Misread, &Vec<String>)| {
                let mut row = vec![took(wrong, classes)];
                row.extend(cells.iter().take(FEATURES).map(|cell| shorten(cell, 14)));
                row
            };
            let rows: Vec<Vec<String>> = std::iter::once(heading)
                .chain(display.misread.iter().zip(rows).map(row))
                .collect();
            grid::lines(&rows, &vec![Align::Left; rows[0].len()], width).join("\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pictures: &Pictures) -> String {
        let blocks = blocks(pictures, 80).join("\n\n");
        let rich = anstream::adapter::strip_str(&blocks).to_string();
        format!("{rich}\n\n=== plain\n{}", say(pictures).join("\n"))
    }

    fn wrong(truth: usize, predicted: usize) -> Misread {
        Misread {
            row: 0,
            truth,
            predicted,
            probability: None,
        }
    }

    #[test]
    fn a_regression_shows_its_residuals_and_the_rows_furthest_off() {
        let truth: Vec<f64> = (1..=60).map(|row| 1000.0 * f64::from(row)).collect();
        let residuals: Vec<f64> = (0..60).map(|row| f64::from((row * 7 % 13) - 6) / 20.0 + 0.004).collect();
        let predicted: Vec<f64> = truth
            .iter()
            .zip(&residuals)
            .map(|(truth, residual)| truth * residual.exp())
            .collect();
        let display = PredictionErrorDisplay {
            logarithmic: true,
            truth,
            predicted,
            residuals,
            rows: (0..60).collect(),
            worst: vec![12, 1],
        };
        let row = |bedrooms: &str, date: &str| vec![bedrooms.to_owned(), date.to_owned()];
        let pictures = Pictures {
            display: Display::PredictionError(display),
            classes: Vec::new(),
            excerpt: Excerpt::Table {
                header: row("bedrooms", "date"),
                rows: vec![row("3", "2015-01-02"), row("2", "2014-06-30")],
            },
        };
        insta::assert_snapshot!(shown(&pictures));
    }

    #[test]
    fn a_classifier_shows_what_it_takes_for_what() {
        let display = ClassesDisplay {
            confusion: vec![vec![40, 2], vec![0, 8]],
            misread: vec![wrong(0, 1), wrong(0, 1)],
            ranking: Some(RankingDisplay {
                roc_auc: 0.97,
                roc: Vec::new(),
                average_precision: 0.9,
                precision_recall: Vec::new(),
                calibration: None,
            }),
        };
        let pictures = Pictures {
            display: Display::Classes(display),
            classes: ["ham", "spam"].map(str::to_owned).to_vec(),
            excerpt: Excerpt::Texts(["WIN a lunch with mum", "free at six?"].map(str::to_owned).to_vec()),
        };
        insta::assert_snapshot!(shown(&pictures));
    }

    #[test]
    fn a_project_of_scores_shows_how_they_rank_and_no_classes() {
        let display = ScoresDisplay {
            truth: vec![0, 1, 0],
            scores: vec![-3.5, 0.25, 12.0],
            ranking: RankingDisplay {
                roc_auc: 0.5,
                roc: Vec::new(),
                average_precision: 0.5,
                precision_recall: Vec::new(),
                calibration: None,
            },
            rows: vec![0, 1, 2],
            worst: vec![2, 1, 0],
        };
        let pictures = Pictures {
            display: Display::Scores(display),
            classes: ["ham", "spam"].map(str::to_owned).to_vec(),
            excerpt: Excerpt::Texts(["free at six?", "WIN a lunch with mum"].map(str::to_owned).to_vec()),
        };
        let shown = shown(&pictures);
        assert!(shown.contains("ROC AUC 0.5"), "{shown}");
        assert!(shown.contains("ham   12     free at six?"), "{shown}");
        assert!(!shown.contains("Confusion") && !shown.contains("Misread"), "{shown}");
    }

    #[test]
    fn misread_digits_are_drawn_above_what_they_were_taken_for() {
        let display = ClassesDisplay {
            confusion: vec![vec![5, 1], vec![0, 5]],
            misread: vec![wrong(0, 1)],
            ranking: None,
        };
        let pictures = Pictures {
            display: Display::Classes(display),
            classes: ["0", "1"].map(str::to_owned).to_vec(),
            excerpt: Excerpt::Images {
                width: 4,
                darkest: 16,
                images: vec![vec![0, 16, 16, 0, 16, 0, 0, 16, 16, 0, 0, 16, 0, 16, 16, 0]],
            },
        };
        insta::assert_snapshot!(shown(&pictures));
    }
}
