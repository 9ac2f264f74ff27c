//! Which rows of a held-out part are asked about in small calls: a few alone, about twenty that are out of the ordinary, and
//! every row in a call of some.

use std::collections::HashMap;

use polars::prelude::{Column, DataType};

use super::load::{Dataset, Features, cell};

/// So many rows are asked about alone …
const ALONE: usize = 8;
/// … of which so many are out of the ordinary.
const ODD_ALONE: usize = 4;
/// So many rows out of the ordinary are asked about together.
const ODD: usize = 20;
/// The first call holds this part of the rows; it is asked twice, so that chance in predict shows.
const FIRST: usize = 4;
/// The others hold this part each.
const OTHERS: usize = 12;

/// How many small calls there are.
pub const CALLS: usize = 1 + (OTHERS - OTHERS / FIRST) + 1 + ALONE;

/// The positions in a part of the rows of each small call, `rows` being the part's rows of the dataset.
pub fn small(dataset: &Dataset, rows: &[usize]) -> Vec<Vec<usize>> {
    let odd = odd(dataset, rows);
    let bound = |twelfths: usize| twelfths * rows.len() / OTHERS;
    let first = OTHERS / FIRST;
    let mut calls: Vec<Vec<usize>> = vec![(0..bound(first)).collect()];
    calls.extend((first..OTHERS).map(|twelfth| (bound(twelfth)..bound(twelfth + 1)).collect::<Vec<usize>>()));
    calls.push(odd.iter().copied().take(ODD).collect());
    let ordinary = (1..)
        .map(|step| step * rows.len() / (ALONE + 1))
        .filter(|row| !odd[..ODD_ALONE].contains(row));
    let alone = odd[..ODD_ALONE].iter().copied().chain(ordinary).take(ALONE);
    calls.extend(alone.map(|row| vec![row]));
    debug_assert_eq!(calls.len(), CALLS);
    calls
}

/// Positions out of the ordinary, those that most likely matter first: a value missing, a rare level of each column of texts,
/// the least and the greatest of each column of numbers; without end of the kind, ordinary ones.
fn odd(dataset: &Dataset, rows: &[usize]) -> Vec<usize> {
    let found = match &dataset.features {
        Features::Table(frame) => {
            let columns = frame.columns();
            let [texts, numbers]: [Vec<&Column>; 2] = [true, false].map(|text| {
                columns
                    .iter()
                    .filter(|column| (column.dtype() == &DataType::String) == text)
                    .collect()
            });
            let value = |column: &Column, row: usize| column.f64().ok().and_then(|numbers| numbers.get(row));
            let missing = numbers
                .iter()
                .filter_map(|column| rows.iter().position(|row| value(column, *row).is_none()));
            let rare = texts.iter().filter_map(|column| rarest(rows, |row| cell(column, row)));
            let extreme = numbers.iter().flat_map(|column| extremes(rows, |row| value(column, row)));
            missing.chain(rare).chain(extreme).collect::<Vec<usize>>()
        }
        Features::Texts(texts) => {
            let length = extremes(rows, |row| Some(texts[row].chars().count() as f64));
            let capitals = extremes(rows, |row| {
                Some(texts[row].chars().filter(|sign| sign.is_uppercase()).count() as f64)
            });
            let digits = extremes(rows, |row| {
                Some(texts[row].chars().filter(char::is_ascii_digit).count() as f64)
            });
            length.into_iter().chain(capitals).chain(digits).collect()
        }
        Features::Images(pixels) => extremes(rows, |row| Some(pixels.row(row).iter().map(|ink| f64::from(*ink)).sum())),
    };
    let ordinary = (0..ODD).map(|step| step * rows.len() / ODD);
    let mut odd: Vec<usize> = Vec::new();
    for row in found.into_iter().chain(ordinary) {
        if !odd.contains(&row) {
            odd.push(row);
        }
    }
    odd
}

/// The positions of the least and the greatest value; of none where no row has one.
fn extremes(rows: &[usize], value: impl Fn(usize) -> Option<f64>) -> Vec<usize> {
    let values = rows
        .iter()
        .enumerate()
        .filter_map(|(position, row)| Some((position, value(*row)?)));
    let values: Vec<(usize, f64)> = values.collect();
    let by_value = |left: &&(usize, f64), right: &&(usize, f64)| left.1.total_cmp(&right.1);
    let ends = [values.iter().min_by(by_value), values.iter().max_by(by_value)];
    ends.into_iter().flatten().map(|(position, _)| *position).collect()
}

/// The first position of the level that the fewest rows have.
fn rarest(rows: &[usize], level: impl Fn(usize) -> String) -> Option<usize> {
    let levels: Vec<String> = rows.iter().map(|row| level(*row)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    levels.iter().for_each(|level| *counts.entry(level).or_default() += 1);
    (0..levels.len()).min_by_key(|position| counts[levels[*position].as_str()])
}
