//! `mlings data`: what a dataset holds, where it comes from, and what goes wrong with it.

use serde::Serialize;

use super::grid::{self, Align, shorten};
use super::style::{self, pad, paint};
use super::{JSON_VERSION, Output, wrap};
use crate::dataset::Card;
use crate::dataset::summary::{Body, ClassCount, ColumnSummary, Drawing, Numbers, Sample, Summary, Values};
use crate::error::Error;
use crate::words::{count, number};

#[derive(Serialize)]
struct DataObject<'summary> {
    version: u32,
    dataset: &'summary Summary,
}

#[derive(Serialize)]
struct DatasetsObject<'cards> {
    version: u32,
    datasets: Vec<DatasetRow<'cards>>,
}

#[derive(Serialize)]
struct DatasetRow<'cards> {
    name: &'cards str,
    title: &'cards str,
    summary: &'cards str,
    rows: usize,
}

/// Lists the datasets by name.
pub fn show_all(output: &Output, cards: &[(String, Card)]) -> Result<(), Error> {
    let row = |(name, card): &'_ (String, Card)| (name.clone(), card.title.clone(), card.summary.clone(), card.rows);
    let rows: Vec<_> = cards.iter().map(row).collect();
    let datasets = rows
        .iter()
        .map(|(name, title, summary, rows)| DatasetRow {
            name,
            title,
            summary,
            rows: *rows,
        })
        .collect();
    let rich = || {
        let block = |(name, title, summary, rows): &(String, String, String, usize)| {
            let heading = format!("{}  {title}, {} rows", paint(style::COMMAND, name), count(*rows));
            format!("{heading}\n{}", wrap(summary, output.width, "  "))
        };
        let blocks: Vec<String> = rows.iter().map(block).collect();
        format!(
            "{}\n\n{}",
            blocks.join("\n"),
            style::paint_commands("`mlings data NAME` shows one of them.")
        )
    };
    let plain = || {
        rows.iter()
            .map(|(name, title, summary, rows)| format!("{name}: {title}, {rows} rows. {summary}"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    output.show(
        &DatasetsObject {
            version: JSON_VERSION,
            datasets,
        },
        rich,
        plain,
    )
}

/// Shows one dataset, with at most `rows` rows, messages or drawings.
pub fn show(output: &Output, summary: &Summary, rows: usize) -> Result<(), Error> {
    let object = DataObject {
        version: JSON_VERSION,
        dataset: summary,
    };
    output.show(&object, || rich(summary, rows, output.width), || plain(summary, rows))
}

fn rich(summary: &Summary, rows: usize, width: usize) -> String {
    let card = &summary.card;
    let mut blocks = vec![
        format!("{}\n{}", paint(style::HEADING, &card.title), wrap(&card.summary, width, "")),
        parts(summary),
    ];
    blocks.push(block("Columns", schema(summary, width)));
    blocks.extend(body(&summary.body, rows, width));
    blocks.extend(
        summary
            .target
            .as_ref()
            .map(|target| block("Target, train rows", vec![quantiles(target)])),
    );
    blocks.extend(classes(&summary.classes));
    let pitfalls = card
        .pitfalls
        .iter()
        .map(|pitfall| format!("• {}", wrap(pitfall, width, "  ").trim_start()))
        .collect();
    blocks.push(block("Take care", pitfalls));
    blocks.push(paint(style::QUIET, &wrap(&origin(card), width, "")));
    blocks.join("\n\n")
}

fn block(heading: &str, lines: Vec<String>) -> String {
    format!("{}\n{}", paint(style::HEADING, heading), lines.join("\n"))
}

/// `12,887 train rows, 4,323 practice, 4,323 final`.
fn parts(summary: &Summary) -> String {
    let part = |part: &crate::dataset::summary::PartSize| format!("{} {}", count(part.rows), part.part.name());
    let parts: Vec<String> = summary.parts.iter().map(part).collect();
    format!("Rows: {}. What follows is of the train rows.", parts.join(", "))
}

fn origin(card: &Card) -> String {
    let (source, licence) = (&card.source, &card.licence);
    format!(
        "Licence {}. {} From {} {} {}.",
        licence.name, licence.attribution, source.registry, source.package, source.version
    )
}

fn schema(summary: &Summary, width: usize) -> Vec<String> {
    let row = |column: &crate::dataset::ColumnCard| vec![column.name.clone(), column.unit.clone(), column.description.clone()];
    let rows: Vec<Vec<String>> = summary.card.columns.iter().map(row).collect();
    grid::lines(&rows, &[Align::Left; 3], width)
}

fn body(body: &Body, rows: usize, width: usize) -> Vec<String> {
    match body {
        Body::Table { columns, header, head } => {
            vec![
                block("Figures", figures(columns, width)),
                block("First rows", transposed(header, head, rows, width)),
            ]
        }
        Body::Texts { lengths, samples } => {
            vec![
                block("Characters a message", vec![quantiles(lengths)]),
                block("Messages", messages(samples, rows, width)),
            ]
        }
        Body::Images {
            height,
            width: columns,
            darkest,
            blank,
            drawings,
        } => {
            let facts = format!(
                "{height} × {columns} pixels, 0 to {darkest}; {:.0} % of them are 0",
                blank * 100.0
            );
            vec![facts, beside(drawings, rows, *columns, width)]
        }
    }
}

/// A line a column: smallest, median, largest; or the most frequent texts.
fn figures(columns: &[ColumnSummary], width: usize) -> Vec<String> {
    let heading = ["column", "missing", "min", "median", "max"].map(str::to_owned).to_vec();
    let numeric = |column: &ColumnSummary| match &column.values {
        Values::Numbers(numbers) => {
            let [_, median, _] = numbers.quartiles;
            Some(vec![
                column.name.clone(),
                count(column.missing),
                number(numbers.minimum),
                number(median),
                number(numbers.maximum),
            ])
        }
        Values::Texts { .. } => None,
    };
    let texts = |column: &ColumnSummary| match &column.values {
        Values::Texts { common } => {
            let common: Vec<String> = common
                .iter()
                .map(|(text, times)| format!("{text} ({})", count(*times)))
                .collect();
            Some(shorten(
                &format!(
                    "{}: {} different{}, mostly {}",
                    column.name,
                    count(column.distinct),
                    missing(column),
                    common.join(", ")
                ),
                width,
            ))
        }
        Values::Numbers(_) => None,
    };
    let rows: Vec<Vec<String>> = std::iter::once(heading).chain(columns.iter().filter_map(numeric)).collect();
    let alignments = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Right];
    let mut lines = grid::lines(&rows, &alignments, width);
    lines.extend(columns.iter().filter_map(texts));
    lines
}

fn missing(column: &ColumnSummary) -> String {
    match column.missing {
        0 => String::new(),
        missing => format!(", {} missing", count(missing)),
    }
}

/// Tables are wider than terminals, so a row is shown as a column.
fn transposed(header: &[String], head: &[Vec<String>], rows: usize, width: usize) -> Vec<String> {
    let cell = |row: &Vec<String>, column: usize| shorten(row.get(column).map_or("", String::as_str), 14);
    let line = |(column, name): (usize, &String)| {
        std::iter::once(name.clone())
            .chain(head.iter().take(rows).map(|row| cell(row, column)))
            .collect()
    };
    let lines: Vec<Vec<String>> = header.iter().enumerate().map(line).collect();
    let mut alignments = vec![Align::Right; head.len().min(rows) + 1];
    alignments[0] = Align::Left;
    grid::lines(&lines, &alignments, width)
}

fn messages(samples: &[Sample], rows: usize, width: usize) -> Vec<String> {
    let mut seen: Vec<(&str, usize)> = Vec::new();
    let mut lines = Vec::new();
    for sample in samples {
        let position = seen.iter().position(|(class, _)| *class == sample.class).unwrap_or_else(|| {
            seen.push((&sample.class, 0));
            seen.len() - 1
        });
        seen[position].1 += 1;
        if seen[position].1 <= rows {
            lines.push(shorten(&format!("{}  {}", sample.class, sample.text), width));
        }
    }
    lines
}

/// Drawings side by side, as many as fit, each under its class.
pub(super) fn beside(drawings: &[Drawing], rows: usize, columns: usize, width: usize) -> String {
    let fitting = ((width + 2) / (columns + 2)).max(1);
    let drawings: Vec<&Drawing> = drawings.iter().take(rows).collect();
    drawings
        .chunks(fitting)
        .map(|chunk| band(chunk, columns))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn band(drawings: &[&Drawing], columns: usize) -> String {
    let height = drawings.iter().map(|drawing| drawing.lines.len()).max().unwrap_or(0);
    let captions = drawings.iter().map(|drawing| drawing.class.as_str()).collect();
    let row = |row: usize| -> Vec<&str> {
        drawings
            .iter()
            .map(|drawing| drawing.lines.get(row).map_or("", String::as_str))
            .collect()
    };
    let has_ink = |cells: &Vec<&str>| cells.iter().any(|cell| !cell.trim().is_empty());
    let line = |cells: Vec<&str>| {
        cells
            .iter()
            .map(|cell| pad(cell, columns))
            .collect::<Vec<_>>()
            .join("  ")
            .trim_end()
            .to_owned()
    };
    std::iter::once(captions)
        .chain((0..height).map(row).filter(has_ink))
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn classes(classes: &[ClassCount]) -> Option<String> {
    let row = |class: &ClassCount| vec![class.name.clone(), count(class.rows), format!("{:.1} %", class.share * 100.0)];
    let rows: Vec<Vec<String>> = classes.iter().map(row).collect();
    let lines = grid::lines(&rows, &[Align::Left, Align::Right, Align::Right], 80);
    (!classes.is_empty()).then(|| block("Classes, train rows", lines))
}

fn quantiles(numbers: &Numbers) -> String {
    let [lower, median, upper] = numbers.quartiles;
    format!(
        "min {}, quartiles {}, {}, {}, max {}; mean {}, standard deviation {}",
        number(numbers.minimum),
        number(lower),
        number(median),
        number(upper),
        number(numbers.maximum),
        number(numbers.mean),
        number(numbers.standard_deviation)
    )
}

fn plain(summary: &Summary, rows: usize) -> String {
    let card = &summary.card;
    let mut lines = vec![card.title.clone(), card.summary.clone(), parts(summary)];
    lines.extend(card.columns.iter().map(|column| match column.unit.as_str() {
        "" => format!("column {}: {}", column.name, column.description),
        unit => format!("column {}, in {unit}: {}", column.name, column.description),
    }));
    lines.extend(plain_body(&summary.body, rows));
    lines.extend(summary.target.as_ref().map(|target| format!("target: {}", quantiles(target))));
    lines.extend(
        summary
            .classes
            .iter()
            .map(|class| format!("class {}: {} rows, {:.1} %", class.name, class.rows, class.share * 100.0)),
    );
    lines.extend(card.pitfalls.iter().map(|pitfall| format!("take care: {pitfall}")));
    lines.push(origin(card));
    lines.join("\n")
}

fn plain_body(body: &Body, rows: usize) -> Vec<String> {
    match body {
        Body::Table { columns, header, head } => {
            let figure = |column: &ColumnSummary| match &column.values {
                Values::Numbers(numbers) => format!(
                    "figures of {}: {} missing; {}",
                    column.name,
                    column.missing,
                    quantiles(numbers)
                ),
                Values::Texts { .. } => format!("figures of {}: {} different", column.name, column.distinct),
            };
            let row = |(index, row): (usize, &Vec<String>)| {
                let cells: Vec<String> = header.iter().zip(row).map(|(name, cell)| format!("{name} {cell}")).collect();
                format!("row {}: {}", index + 1, cells.join(", "))
            };
            columns
                .iter()
                .map(figure)
                .chain(head.iter().take(rows).enumerate().map(row))
                .collect()
        }
        Body::Texts { lengths, samples } => std::iter::once(format!("characters a message: {}", quantiles(lengths)))
            .chain(
                samples
                    .iter()
                    .map(|sample| format!("message, {}: {}", sample.class, sample.text)),
            )
            .collect(),
        Body::Images {
            height, width, darkest, ..
        } => vec![format!("images of {height} by {width} pixels, 0 to {darkest}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_stand_beside_each_other_as_far_as_they_fit() {
        let drawing = |class: &str| Drawing {
            class: class.to_owned(),
            lines: vec!["█▀".to_owned(), "█".to_owned()],
        };
        let text = beside(&[drawing("7"), drawing("1"), drawing("4")], 3, 2, 6);
        assert_eq!(text, "7   1\n█▀  █▀\n█   █\n\n4\n█▀\n█");
    }

    #[test]
    fn a_row_is_shown_as_a_column() {
        let head = [
            vec!["1".to_owned(), "98103".to_owned()],
            vec!["2".to_owned(), "98104".to_owned()],
        ];
        let header = ["id".to_owned(), "zipcode".to_owned()];
        assert_eq!(
            transposed(&header, &head, 2, 80),
            ["id           1      2", "zipcode  98103  98104"]
        );
        assert_eq!(transposed(&header, &head, 1, 80), ["id           1", "zipcode  98103"]);
    }

    #[test]
    fn as_many_messages_of_each_class_are_shown_as_asked_for() {
        let sample = |class: &str, text: &str| Sample {
            class: class.to_owned(),
            text: text.to_owned(),
        };
        let samples = [sample("ham", "hi"), sample("ham", "ok"), sample("spam", "WIN")];
        assert_eq!(messages(&samples, 1, 80), ["ham  hi", "spam  WIN"]);
    }
}
