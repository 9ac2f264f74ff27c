//! `Confusion`: how often each true class was predicted as each class.

use ndarray::{Array2, ArrayView1};

use super::error::MetricError;
use super::regression::{contiguous, same_length};

/// Up to this many consecutive class numbers are counted through a table; sparser ones through a sorted list.
const TABLE_LIMIT: i64 = 1024;

/// Counts of rows by true class (rows) and predicted class (columns).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// Every class that occurs in truth or prediction, ascending.
    pub labels: Vec<i64>,
    /// `counts[[t, p]]`: rows of true class `labels[t]` predicted as `labels[p]`.
    pub counts: Array2<u64>,
}

impl Confusion {
    /// Counts rows; both inputs have shape (rows,).
    ///
    /// # Errors
    /// Empty or unequal input.
    ///
    /// ```
    /// use mlings_grade::metrics::Confusion;
    /// use ndarray::array;
    ///
    /// let confusion = Confusion::new(array![0, 0, 1].view(), array![0, 1, 1].view())?;
    /// assert_eq!(confusion.counts, array![[1, 1], [0, 1]]);
    /// # Ok::<(), mlings_grade::metrics::MetricError>(())
    /// ```
    pub fn new(truth: ArrayView1<i64>, prediction: ArrayView1<i64>) -> Result<Self, MetricError> {
        same_length(truth.len(), prediction.len())?;
        let (truth, prediction) = (contiguous(&truth), contiguous(&prediction));
        let (low, high) = range(&truth, &prediction);
        match high.checked_sub(low) {
            Some(width) if width < TABLE_LIMIT => Ok(Self::by_table(&truth, &prediction, low, width as usize + 1)),
            _ => Ok(Self::by_search(&truth, &prediction)),
        }
    }

    fn by_table(truth: &[i64], prediction: &[i64], low: i64, width: usize) -> Self {
        let mut table = Array2::<u64>::zeros((width, width));
        let cells = table.as_slice_mut().expect("a new array is contiguous");
        for (&truth, &prediction) in truth.iter().zip(prediction) {
            cells[(truth - low) as usize * width + (prediction - low) as usize] += 1;
        }
        let seen: Vec<usize> = (0..width)
            .filter(|&label| table.row(label).sum() + table.column(label).sum() > 0)
            .collect();
        Self {
            counts: Array2::from_shape_fn((seen.len(), seen.len()), |(truth, prediction)| {
                table[[seen[truth], seen[prediction]]]
            }),
            labels: seen.iter().map(|&label| low + label as i64).collect(),
        }
    }

    fn by_search(truth: &[i64], prediction: &[i64]) -> Self {
        let mut labels: Vec<i64> = truth.iter().chain(prediction).copied().collect();
        labels.sort_unstable();
        labels.dedup();
        let position = |label| labels.binary_search(label).expect("every label was collected");
        let mut counts = Array2::zeros((labels.len(), labels.len()));
        for (truth, prediction) in truth.iter().zip(prediction) {
            counts[[position(truth), position(prediction)]] += 1;
        }
        Self { labels, counts }
    }

    /// The number of rows.
    pub fn total(&self) -> u64 {
        self.counts.sum()
    }

    /// Rows predicted as their true class.
    pub fn correct(&self) -> u64 {
        self.counts.diag().sum()
    }

    /// Rows truly of class `labels[index]`.
    pub fn truly(&self, index: usize) -> u64 {
        self.counts.row(index).sum()
    }

    /// Rows predicted as class `labels[index]`.
    pub fn predicted(&self, index: usize) -> u64 {
        self.counts.column(index).sum()
    }
}

fn range(truth: &[i64], prediction: &[i64]) -> (i64, i64) {
    let bounds = |values: &[i64]| {
        values
            .iter()
            .fold((i64::MAX, i64::MIN), |(low, high), &value| (low.min(value), high.max(value)))
    };
    let ((truth_low, truth_high), (low, high)) = (bounds(truth), bounds(prediction));
    (truth_low.min(low), truth_high.max(high))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn table_and_search_count_alike() {
        let truth = Array1::from_iter((0..300).map(|row| (row * 7) % 13 - 6));
        let prediction = Array1::from_iter((0..300).map(|row| (row * 5) % 11 - 6));
        let by_table = Confusion::new(truth.view(), prediction.view()).unwrap();
        let by_search = Confusion::by_search(truth.as_slice().unwrap(), prediction.as_slice().unwrap());
        assert_eq!(by_table, by_search);
    }

    #[test]
    fn labels_at_both_ends_of_the_integers_are_counted() {
        let confusion = Confusion::new(array![i64::MIN, 0].view(), array![i64::MAX, 0].view()).unwrap();
        assert_eq!(confusion.labels, [i64::MIN, 0, i64::MAX]);
        assert_eq!(confusion.correct(), 1);
    }

    #[test]
    fn a_class_that_occurs_nowhere_has_no_row() {
        let confusion = Confusion::new(array![0, 9].view(), array![0, 9].view()).unwrap();
        assert_eq!(confusion.labels, [0, 9]);
        assert_eq!(confusion.counts, array![[1, 0], [0, 1]]);
    }
}
