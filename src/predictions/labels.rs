//! Class labels as class numbers: whole numbers stay, words are numbered in alphabetical order.

use std::collections::BTreeSet;

use ndarray::Array1;

/// How the labels of some columns are numbered.
#[derive(Debug, PartialEq, Eq)]
pub enum Labels {
    /// Every label is a whole number (`1` or `1.0`): these, ascending.
    Numbers(BTreeSet<i64>),
    /// The distinct words in order; the first is class 0.
    Words(Vec<String>),
}

impl Labels {
    /// Numbers the labels of all `columns` alike.
    pub fn of<'columns>(columns: impl IntoIterator<Item = &'columns [String]>) -> Self {
        let labels: BTreeSet<&str> = columns.into_iter().flatten().map(String::as_str).collect();
        match labels.iter().map(|label| whole_number(label)).collect() {
            Some(numbers) => Labels::Numbers(numbers),
            None => Labels::Words(labels.into_iter().map(str::to_owned).collect()),
        }
    }

    /// The labels' names, in the order of their numbers.
    pub fn names(&self) -> Vec<String> {
        match self {
            Labels::Numbers(numbers) => numbers.iter().map(i64::to_string).collect(),
            Labels::Words(words) => words.clone(),
        }
    }

    /// The class numbers of a column these labels were made of.
    pub fn numbers(&self, column: &[String]) -> Array1<i64> {
        let number = |label: &String| match self {
            Labels::Numbers(_) => whole_number(label).expect("every label is a whole number"),
            Labels::Words(words) => words.binary_search(label).expect("every label was collected") as i64,
        };
        column.iter().map(number).collect()
    }
}

fn whole_number(label: &str) -> Option<i64> {
    let number: f64 = label.parse().ok()?;
    let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
    is_whole.then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(labels: &[&str]) -> Vec<String> {
        labels.iter().map(|label| (*label).to_owned()).collect()
    }

    #[test]
    fn whole_numbers_keep_their_value_however_they_are_written() {
        let labels = column(&["1", "0.0", "3"]);
        assert_eq!(Labels::of([labels.as_slice()]).numbers(&labels).to_vec(), [1, 0, 3]);
    }

    #[test]
    fn words_are_numbered_alphabetically_over_both_columns() {
        let (truth, prediction) = (column(&["spam", "ham"]), column(&["ham", "eggs"]));
        let labels = Labels::of([truth.as_slice(), prediction.as_slice()]);
        assert_eq!(labels.numbers(&truth).to_vec(), [2, 1]);
        assert_eq!(labels.names(), ["eggs", "ham", "spam"]);
    }
}
