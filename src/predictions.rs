//! Reads a file of truths and one of predictions, and lines their rows up by id. Everything wrong is reported at once.

mod labels;
mod table;

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use mlings_grade::Target;
use mlings_grade::metrics::{Metric, Needs, Prediction};
use ndarray::{Array1, Array2};

use crate::error::Error;
use labels::Labels;
use table::Table;

/// How many examples of one problem are named.
const EXAMPLES: usize = 5;

/// Truth and prediction, row by row in the truth's order.
#[derive(Debug, PartialEq)]
pub struct Scored {
    pub truth: Target,
    pub prediction: Prediction,
}

/// Reads both files as `metric` needs them; `positive` names the class that counts as 1, where that is not clear.
///
/// # Errors
/// When a file cannot be read, or with every missing, doubled and unknown id and every value that is none.
pub fn read(metric: Metric, truth: &Path, prediction: &Path, positive: Option<&str>) -> Result<Scored, Error> {
    if truth == Path::new("-") && prediction == truth {
        return usage("only one of both files can be `-`, what is piped in".to_owned());
    }
    let (truth, prediction) = (Table::read(truth)?, Table::read(prediction)?);
    check_headers(metric, &truth, &prediction)?;
    let order = line_up(&truth, &prediction)?;
    assemble(metric, &truth, &prediction.in_order(&order), positive)
}

/// A table of predictions has the truth's header, or for probabilities a column a class.
fn check_headers(metric: Metric, truth: &Table, prediction: &Table) -> Result<(), Error> {
    if truth.values.len() != 1 {
        return usage(format!(
            "{} has {} value columns; the truth has one",
            truth.path,
            truth.values.len()
        ));
    }
    let is_distribution = metric.needs() == Needs::Distributions || (metric.takes_distributions() && prediction.values.len() > 1);
    if is_distribution {
        return check_class_columns(metric, truth, prediction);
    }
    match (&truth.header, &prediction.header) {
        (Some(expected), Some(found)) if expected == found => Ok(()),
        (None, None) => Ok(()),
        (Some(expected), Some(found)) => usage(format!(
            "{} has the header `{}`; it should be `{}`",
            prediction.path,
            found.join(","),
            expected.join(",")
        )),
        (Some(_), None) => usage(format!(
            "{} has an id column and {} has none; give both one, or neither",
            truth.path, prediction.path
        )),
        (None, Some(_)) => usage(format!(
            "{} has an id column and {} has none; give both one, or neither",
            prediction.path, truth.path
        )),
    }
}

fn check_class_columns(metric: Metric, truth: &Table, prediction: &Table) -> Result<(), Error> {
    let Some((truth_header, header)) = truth.header.as_ref().zip(prediction.header.as_ref()) else {
        return usage(format!(
            "{} needs a probability a class: give CSV files with an id column and one column a class",
            metric.name()
        ));
    };
    let mut expected = vec![truth_header[0].clone()];
    expected.extend(Labels::of([truth.values[0].as_slice()]).names());
    if expected == *header {
        return Ok(());
    }
    usage(format!(
        "{} has the header `{}`; it should be `{}`",
        prediction.path,
        header.join(","),
        expected.join(",")
    ))
}

/// For each row of the truth the prediction's row.
fn line_up(truth: &Table, prediction: &Table) -> Result<Vec<usize>, Error> {
    let (Some(truth_ids), Some(prediction_ids)) = (&truth.ids, &prediction.ids) else {
        return line_up_by_position(truth, prediction);
    };
    let truth_rows = Index::of(truth_ids);
    let rows = Index::of(prediction_ids);
    let missing: Vec<&str> = truth_ids
        .iter()
        .map(String::as_str)
        .filter(|id| !rows.by_id.contains_key(id))
        .collect();
    let unknown: Vec<&str> = prediction_ids
        .iter()
        .map(String::as_str)
        .filter(|id| !truth_rows.by_id.contains_key(id))
        .collect();
    let mut problems = String::new();
    list(&mut problems, "id(s) of the truth have no prediction", &missing);
    list(&mut problems, "id(s) are not in the truth", &unknown);
    list(&mut problems, "id(s) are predicted more than once", &rows.doubled);
    list(
        &mut problems,
        &format!("id(s) stand more than once in {}", truth.path),
        &truth_rows.doubled,
    );
    list(
        &mut problems,
        "prediction(s) are missing or NaN, at id(s)",
        &prediction.missing_values(),
    );
    list(
        &mut problems,
        &format!("value(s) of {} are missing or NaN, at id(s)", truth.path),
        &truth.missing_values(),
    );
    if !problems.is_empty() {
        return usage(format!(
            "{} cannot be scored:{problems}\nMend these rows and score again",
            prediction.path
        ));
    }
    Ok(truth_ids.iter().map(|id| rows.by_id[id.as_str()]).collect())
}

fn line_up_by_position(truth: &Table, prediction: &Table) -> Result<Vec<usize>, Error> {
    let (expected, found) = (truth.values[0].len(), prediction.values[0].len());
    let mut problems = String::new();
    if expected != found {
        problems.push_str(&format!("\n  {found} predictions for {expected} true values"));
    }
    list(
        &mut problems,
        "prediction(s) are missing or NaN, at line(s)",
        &prediction.missing_values(),
    );
    list(
        &mut problems,
        &format!("value(s) of {} are missing or NaN, at line(s)", truth.path),
        &truth.missing_values(),
    );
    if !problems.is_empty() {
        return usage(format!(
            "{} cannot be scored:{problems}\nMend these lines and score again",
            prediction.path
        ));
    }
    Ok((0..expected).collect())
}

/// Where each id stands.
struct Index<'ids> {
    by_id: HashMap<&'ids str, usize>,
    doubled: Vec<&'ids str>,
}

impl<'ids> Index<'ids> {
    fn of(ids: &'ids [String]) -> Self {
        let mut index = Index {
            by_id: HashMap::new(),
            doubled: Vec::new(),
        };
        for (row, id) in ids.iter().enumerate() {
            if index.by_id.insert(id, row).is_some() {
                index.doubled.push(id);
            }
        }
        index
    }
}

fn list(problems: &mut String, what: &str, examples: &[impl AsRef<str>]) {
    if examples.is_empty() {
        return;
    }
    let named: Vec<&str> = examples.iter().take(EXAMPLES).map(AsRef::as_ref).collect();
    let more = if examples.len() > EXAMPLES { ", …" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(problems, "\n  {} {what}: {}{more}", examples.len(), named.join(", "));
}

fn assemble(metric: Metric, truth: &Table, prediction: &Table, positive: Option<&str>) -> Result<Scored, Error> {
    let truth_column = &truth.values[0];
    let column = &prediction.values[0];
    let of_two = |labels: &Labels, column: &[String]| -> Result<Array1<i64>, Error> {
        let positive = labels
            .positive(positive)
            .map_err(|words| Error::Usage(format!("{}: {words}", metric.name())))?;
        Ok(labels.numbers(column).mapv(|class| i64::from(class == positive)))
    };
    let scored = match metric.needs() {
        Needs::Values => Scored {
            truth: Target::Real(numbers(truth, truth_column)?),
            prediction: Prediction::Values(numbers(prediction, column)?),
        },
        Needs::Classes => {
            check_labels(metric, truth, prediction)?;
            let labels = Labels::of([truth_column.as_slice(), column.as_slice()]);
            let [truth, prediction] = match metric.has_positive_class() {
                true => [of_two(&labels, truth_column)?, of_two(&labels, column)?],
                false => [labels.numbers(truth_column), labels.numbers(column)],
            };
            Scored {
                truth: Target::Class(truth),
                prediction: Prediction::Classes(prediction),
            }
        }
        Needs::Scores | Needs::Probabilities | Needs::Distributions => {
            let is_one_column = prediction.values.len() == 1 && metric.needs() != Needs::Distributions;
            let labels = Labels::of([truth_column.as_slice()]);
            let truth = Target::Class(match is_one_column {
                true => of_two(&labels, truth_column)?,
                false => labels.numbers(truth_column),
            });
            let prediction = match is_one_column {
                true => Prediction::Values(numbers(prediction, column)?),
                false => Prediction::Distributions(matrix(prediction)?),
            };
            Scored { truth, prediction }
        }
    };
    Ok(scored)
}

/// Predicted labels must be labels, and some of them the truth's.
fn check_labels(metric: Metric, truth: &Table, prediction: &Table) -> Result<(), Error> {
    let (truth_column, column) = (truth.values[0].as_slice(), prediction.values[0].as_slice());
    let is_fraction = |text: &&String| text.parse::<f64>().is_ok_and(|number| number.fract() != 0.0);
    if let (Some(fraction), None) = (column.iter().find(is_fraction), truth_column.iter().find(is_fraction)) {
        return usage(format!(
            "{} holds {fraction}, which is no class: {} compares classes, so cut scores or probabilities at a threshold first",
            prediction.path,
            metric.name()
        ));
    }
    let [expected, found] = [truth_column, column].map(|column| Labels::of([column]).names());
    if !found.iter().any(|label| expected.contains(label)) {
        let first = |names: &[String]| names.iter().take(EXAMPLES).cloned().collect::<Vec<_>>().join("`, `");
        return usage(format!(
            "no label of {} is one of {}: `{}` there, `{}` here; write them alike",
            prediction.path,
            truth.path,
            first(&expected),
            first(&found)
        ));
    }
    Ok(())
}

fn numbers(table: &Table, column: &[String]) -> Result<Array1<f64>, Error> {
    let parsed: Vec<Option<f64>> = column.iter().map(|text| text.parse().ok()).collect();
    let words: Vec<&str> = column
        .iter()
        .zip(&parsed)
        .filter(|(_, number)| number.is_none())
        .map(|(text, _)| text.as_str())
        .collect();
    if !words.is_empty() {
        let mut problems = String::new();
        list(&mut problems, "value(s) are no numbers", &words);
        return usage(format!(
            "{} cannot be scored:{problems}\nThis metric compares numbers",
            table.path
        ));
    }
    Ok(parsed.into_iter().flatten().collect())
}

/// Shape (rows, classes).
fn matrix(table: &Table) -> Result<Array2<f64>, Error> {
    let mut matrix = Array2::zeros((table.values[0].len(), table.values.len()));
    for (mut target, column) in matrix.columns_mut().into_iter().zip(&table.values) {
        target.assign(&numbers(table, column)?);
    }
    Ok(matrix)
}

fn usage<T>(message: String) -> Result<T, Error> {
    Err(Error::Usage(message))
}

#[cfg(test)]
mod tests;
