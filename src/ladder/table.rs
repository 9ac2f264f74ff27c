//! Rungs for a table with a real target: from the mean to a linear model that knows the categories.

use std::path::Path;

use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::{FittedLinearRegression, LinearRegression};
use mlings_grade::value::Dtype;
use ndarray::{Array1, Array2, Axis, concatenate, stack};
use polars::prelude::{DataType, PolarsResult};
use polars_io::prelude::{CsvReadOptions, SerReader};

use super::error::{LadderError, unfitted, unreadable};
use super::parts::{Parts, RungPredictions};
use crate::dataset::Column;

/// A text column with more values than this is a name or a date, not a category.
pub(super) const MOST_LEVELS: usize = 100;
/// Weight of the ridge on standardised columns: little, for columns that are sums of others leave no single best line.
const RIDGE: f64 = 1.0;

/// The columns of a part by name; NaN where a number is missing.
pub(super) struct Table {
    numbers: Vec<(String, Array1<f64>)>,
    texts: Vec<(String, Vec<String>)>,
    pub(super) rows: usize,
}

#[cfg(test)]
impl Table {
    pub(super) fn of(numbers: Vec<(String, Array1<f64>)>, texts: Vec<(String, Vec<String>)>, rows: usize) -> Self {
        Self { numbers, texts, rows }
    }
}

pub(super) fn read(path: &Path, columns: &[Column]) -> Result<Table, LadderError> {
    read_with_polars(path, columns).map_err(|error| unreadable(path, error))
}

fn read_with_polars(path: &Path, columns: &[Column]) -> PolarsResult<Table> {
    // No inference: a zip code must stay text, and the declared type decides what is a number.
    let options = CsvReadOptions::default()
        .with_has_header(true)
        .with_infer_schema_length(Some(0));
    let frame = options.try_into_reader_with_file_path(Some(path.to_owned()))?.finish()?;
    let mut table = Table {
        numbers: Vec::new(),
        texts: Vec::new(),
        rows: frame.height(),
    };
    for column in columns {
        let values = frame.column(&column.name)?;
        if column.dtype == Dtype::Str {
            let texts = values.str()?.iter().map(|text| text.unwrap_or_default().to_owned()).collect();
            table.texts.push((column.name.clone(), texts));
        } else {
            let numbers = values.cast(&DataType::Float64)?;
            let numbers = numbers.f64()?.iter().map(|number| number.unwrap_or(f64::NAN)).collect();
            table.numbers.push((column.name.clone(), numbers));
        }
    }
    Ok(table)
}

pub(super) fn rungs(parts: &Parts<Table>, target: &Array1<f64>) -> Result<Vec<RungPredictions>, LadderError> {
    let mean = target.mean().ok_or(LadderError::NoRows)?;
    let scale = Scale::of(target);
    let best = most_telling(&parts.train, &scale.apply(target));
    let one = Encoding::learn(&parts.train, |name| best == Some(name), 0);
    let numbers = Encoding::learn(&parts.train, |_| true, 0);
    let everything = Encoding::learn(&parts.train, |_| true, MOST_LEVELS);
    Ok(vec![
        parts.rung("mean", |table| Array1::from_elem(table.rows, mean)),
        line(parts, target, scale, &one)?.named(format!("line on {}", best.unwrap_or("nothing"))),
        line(parts, target, scale, &numbers)?.named("line on every number".to_owned()),
        line(parts, target, scale, &everything)?.named("line on numbers and one-hot categories".to_owned()),
    ])
}

impl RungPredictions {
    fn named(self, name: String) -> Self {
        Self { name, ..self }
    }
}

/// Where a line is fitted: prices and other positive amounts differ by ratios, so on the scale of their logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scale {
    Plain,
    Logarithm,
}

impl Scale {
    fn of(target: &Array1<f64>) -> Self {
        if target.iter().all(|&value| value > 0.0) {
            Self::Logarithm
        } else {
            Self::Plain
        }
    }

    fn apply(self, target: &Array1<f64>) -> Array1<f64> {
        match self {
            Self::Plain => target.clone(),
            Self::Logarithm => target.mapv(f64::ln_1p),
        }
    }

    fn undo(self, target: Array1<f64>) -> Array1<f64> {
        match self {
            Self::Plain => target,
            Self::Logarithm => target.mapv_into(f64::exp_m1),
        }
    }
}

/// The numeric column that correlates most, either way, with the target.
fn most_telling<'table>(train: &'table Table, target: &Array1<f64>) -> Option<&'table str> {
    let target = standardise(target, Moments::of(target));
    let telling = |values: &Array1<f64>| standardise(values, Moments::of(values)).dot(&target).abs();
    let best = train.numbers.iter().max_by(|a, b| telling(&a.1).total_cmp(&telling(&b.1)));
    best.map(|(name, _)| name.as_str())
}

/// Mean and standard deviation of the numbers that are there.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moments {
    mean: f64,
    deviation: f64,
}

impl Moments {
    fn of(values: &Array1<f64>) -> Self {
        let present: Array1<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        let Some(mean) = present.mean() else {
            return Self {
                mean: 0.0,
                deviation: 1.0,
            };
        };
        let deviation = present.std(0.0);
        Self {
            mean,
            deviation: if deviation > 0.0 { deviation } else { 1.0 },
        }
    }
}

/// A missing number becomes the mean.
fn standardise(values: &Array1<f64>, moments: Moments) -> Array1<f64> {
    values.mapv(|value| {
        if value.is_nan() {
            0.0
        } else {
            (value - moments.mean) / moments.deviation
        }
    })
}

/// How a table becomes a matrix, learned from the train part alone.
pub(super) struct Encoding {
    numbers: Vec<(String, Moments)>,
    /// The values of each category column, sorted.
    categories: Vec<(String, Vec<String>)>,
}

impl Encoding {
    /// Takes the numeric columns that `wanted` names, and the text columns with at most `most_levels` values.
    pub(super) fn learn(train: &Table, wanted: impl Fn(&str) -> bool, most_levels: usize) -> Self {
        let numbers = train.numbers.iter().filter(|(name, _)| wanted(name));
        let levels = train.texts.iter().map(|(name, values)| {
            let mut levels = values.clone();
            levels.sort();
            levels.dedup();
            (name.clone(), levels)
        });
        Self {
            numbers: numbers.map(|(name, values)| (name.clone(), Moments::of(values))).collect(),
            categories: levels.filter(|(_, levels)| levels.len() <= most_levels).collect(),
        }
    }

    /// Shape (rows, 1 + numbers + levels); the first column is 1. A value that was not in train is none of the levels.
    pub(super) fn encode(&self, table: &Table) -> Array2<f64> {
        let mut columns = vec![Array1::ones(table.rows)];
        for (wanted, moments) in &self.numbers {
            let values = table.numbers.iter().filter(|(name, _)| name == wanted);
            columns.extend(values.map(|(_, values)| standardise(values, *moments)));
        }
        for (wanted, levels) in &self.categories {
            let (_, values) = table
                .texts
                .iter()
                .find(|(name, _)| name == wanted)
                .expect("parts have the same columns");
            columns.extend(
                levels
                    .iter()
                    .map(|level| values.iter().map(|value| f64::from(u8::from(value == level))).collect()),
            );
        }
        let views: Vec<_> = columns.iter().map(Array1::view).collect();
        stack(Axis(1), &views).expect("every column has one value a row")
    }
}

fn line(parts: &Parts<Table>, target: &Array1<f64>, scale: Scale, encoding: &Encoding) -> Result<RungPredictions, LadderError> {
    let model = ridge(encoding.encode(&parts.train), scale.apply(target))?;
    Ok(parts.rung("line", |table| scale.undo(model.predict(&encoding.encode(table)))))
}

/// Ridge by linfa's least squares: one more row a column, which asks that its weight be 0.
fn ridge(rows: Array2<f64>, target: Array1<f64>) -> Result<FittedLinearRegression<f64>, LadderError> {
    let columns = rows.ncols();
    let penalty = Array2::from_diag(&Array1::from_elem(columns, RIDGE.sqrt()));
    let mut rows = concatenate(Axis(0), &[rows.view(), penalty.view()]).expect("both have the same columns");
    // The constant is not penalised, or every prediction would be drawn towards 0.
    let first_penalty = rows.nrows() - columns;
    rows[[first_penalty, 0]] = 0.0;
    let target = concatenate(Axis(0), &[target.view(), Array1::zeros(columns).view()]).expect("vectors have one axis");
    let regression = LinearRegression::new().with_intercept(false);
    regression
        .fit(&Dataset::new(rows, target))
        .map_err(|error| unfitted("line")(&error))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn table(area: &[f64], place: &[&str]) -> Table {
        let double: Array1<f64> = area.iter().map(|area| 2.0 * area).collect();
        let noise = (0..area.len()).map(|row| (row % 3) as f64).collect();
        let numbers = vec![
            ("noise".to_owned(), noise),
            ("area".to_owned(), Array1::from(area.to_vec())),
            ("double".to_owned(), double),
        ];
        let places = place.iter().map(|place| (*place).to_owned()).collect();
        Table {
            numbers,
            texts: vec![("place".to_owned(), places)],
            rows: area.len(),
        }
    }

    #[test]
    fn every_rung_predicts_every_row_and_the_last_knows_the_categories() {
        let area: Vec<f64> = (0..60).map(|row| f64::from(row % 10)).collect();
        let place: Vec<&str> = (0..60).map(|row| if row % 2 == 0 { "lake" } else { "hill" }).collect();
        let log_price = |area: f64, place: &str| 12.0 + 0.1 * area + if place == "lake" { 1.0 } else { 0.0 };
        let price: Array1<f64> = area
            .iter()
            .zip(&place)
            .map(|(area, place)| log_price(*area, place).exp())
            .collect();
        let parts = Parts {
            train: table(&area, &place),
            practice: table(&[4.0], &["lake"]),
            final_: table(&[4.0, 5.0], &["hill", "sea"]),
        };
        let rungs = rungs(&parts, &price).unwrap();
        assert_eq!(rungs[0].practice, array![price.mean().unwrap()]);
        assert!(
            rungs
                .iter()
                .all(|rung| rung.final_.len() == 2 && rung.final_.iter().all(|price| price.is_finite()))
        );
        let lake = rungs[3].practice[0].ln();
        assert!((lake - log_price(4.0, "lake")).abs() < 0.05, "{lake}");
    }

    #[test]
    fn a_missing_number_counts_as_the_mean_of_those_there() {
        let values = array![1.0, f64::NAN, 3.0];
        let moments = Moments::of(&values);
        assert_eq!(
            moments,
            Moments {
                mean: 2.0,
                deviation: 1.0
            }
        );
        assert_eq!(standardise(&values, moments), array![-1.0, 0.0, 1.0]);
    }

    #[test]
    fn a_target_that_is_not_positive_throughout_stays_on_its_scale() {
        assert_eq!(Scale::of(&array![1.0, 2.0]), Scale::Logarithm);
        assert_eq!(Scale::of(&array![1.0, 0.0]), Scale::Plain);
    }
}
