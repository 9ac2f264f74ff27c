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

    /// The number of the class that counts as positive, where it is clear which: 1 beside one other, or the one that was named.
    ///
    /// # Errors
    /// What has to be said, where it is not clear.
    pub fn positive(&self, named: Option<&str>) -> Result<i64, String> {
        let names = self.names();
        let listed = names.iter().take(6).cloned().collect::<Vec<_>>().join("`, `");
        if names.len() > 2 {
            return Err(format!(
                "it compares two classes, and there are {}: `{listed}`{}; `macro_f1_score` and the like take more",
                names.len(),
                if names.len() > 6 { ", …" } else { "" }
            ));
        }
        match (self, named) {
            (_, Some(named)) => {
                let place = names.iter().position(|name| name == named);
                let place = place.ok_or_else(|| format!("no class is called `{named}`; there are `{listed}`"))?;
                Ok(match self {
                    Labels::Numbers(numbers) => numbers.iter().copied().nth(place).unwrap_or_default(),
                    Labels::Words(_) => place as i64,
                })
            }
            (Labels::Numbers(numbers), None) if numbers.iter().all(|number| [-1, 0, 1].contains(number)) => Ok(1),
            _ => Err(format!(
                "which of `{listed}` is the positive class? Name it with `--positive`"
            )),
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

/// A truth value is a number too: 1 or 0.
fn whole_number(label: &str) -> Option<i64> {
    match label.to_ascii_lowercase().as_str() {
        "true" => return Some(1),
        "false" => return Some(0),
        _ => {}
    }
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
