//! Metrics of clusters.

use std::collections::BTreeMap;

use ndarray::{ArrayView1, ArrayView2};

use super::confusion::Confusion;
use super::error::{MetricError, Side};
use super::regression::same_length;

/// How far two groupings agree on pairs of rows, corrected for chance: 1 for the same grouping (names do not matter), about 0
/// for random ones, at least −0.5. Symmetric.
///
/// # Errors
/// Empty or unequal input.
///
/// Source: Hubert and Arabie 1985; scikit-learn, `adjusted_rand_score`.
///
/// ```
/// use mlings_grade::metrics::adjusted_rand_score;
/// use ndarray::array;
///
/// let truth = array![0, 0, 1, 1];
/// assert_eq!(adjusted_rand_score(truth.view(), array![7, 7, 3, 3].view()), Ok(1.0));
/// assert_eq!(adjusted_rand_score(truth.view(), array![0, 1, 0, 1].view()), Ok(-0.5)); // bad: worse than chance
/// ```
pub fn adjusted_rand_score(truth: ArrayView1<i64>, prediction: ArrayView1<i64>) -> Result<f64, MetricError> {
    adjusted_rand(&Confusion::new(truth, prediction)?)
}

/// Counts ordered pairs of rows that each grouping puts together or apart; sums of squares stay exact in 128 bits.
pub(super) fn adjusted_rand(confusion: &Confusion) -> Result<f64, MetricError> {
    let square = |count: u64| i128::from(count) * i128::from(count);
    let rows = confusion.total();
    if rows == 0 {
        return Err(MetricError::Empty);
    }
    let both: i128 = confusion.counts.iter().map(|&count| square(count)).sum();
    let truly: i128 = (0..confusion.labels.len()).map(|index| square(confusion.truly(index))).sum();
    let predicted: i128 = (0..confusion.labels.len())
        .map(|index| square(confusion.predicted(index)))
        .sum();
    let together = (both - i128::from(rows)) as f64;
    let (only_truly, only_predicted) = ((truly - both) as f64, (predicted - both) as f64);
    let apart = (square(rows) - truly - predicted + both) as f64;
    if only_truly == 0.0 && only_predicted == 0.0 {
        return Ok(1.0);
    }
    let chance = (together + only_truly) * (only_truly + apart) + (together + only_predicted) * (only_predicted + apart);
    Ok(2.0 * (together * apart - only_truly * only_predicted) / chance)
}

/// The mean over rows of (b − a) / max(a, b): a is the mean Euclidean distance to the rest of the row's own cluster, b to the
/// nearest other cluster. From −1 over 0 (overlapping) to 1 (best). A row alone in its cluster counts 0, and so does one at
/// distance 0 from both. `points` has shape (rows, features), `clusters` (rows,). Time grows with the square of the rows.
///
/// # Errors
/// Empty, unequal or non-finite input; [`MetricError::ClusterCount`] unless there are 2 to rows − 1 clusters.
///
/// Source: Rousseeuw 1987; scikit-learn, `silhouette_score`.
///
/// ```
/// use mlings_grade::metrics::silhouette_score;
/// use ndarray::array;
///
/// let points = array![[0.0], [1.0], [10.0], [11.0]];
/// assert!(silhouette_score(points.view(), array![0, 0, 1, 1].view()).unwrap() > 0.89);
/// assert!(silhouette_score(points.view(), array![0, 1, 0, 1].view()).unwrap() < -0.4); // bad: clusters cut across
/// ```
pub fn silhouette_score(points: ArrayView2<f64>, clusters: ArrayView1<i64>) -> Result<f64, MetricError> {
    same_length(points.nrows(), clusters.len())?;
    if let Some(((row, _), &value)) = points.indexed_iter().find(|(_, value)| !value.is_finite()) {
        return Err(MetricError::NotFinite {
            side: Side::Truth,
            row,
            value,
        });
    }
    let (numbers, sizes) = numbered(clusters);
    let rows = points.nrows();
    if sizes.len() < 2 || sizes.len() >= rows {
        return Err(MetricError::ClusterCount {
            clusters: sizes.len(),
            rows,
        });
    }
    let total: f64 = (0..rows).map(|row| silhouette_of(points, row, &numbers, &sizes)).sum();
    Ok(total / rows as f64)
}

/// Cluster labels as 0, 1, … and the size of each.
fn numbered(clusters: ArrayView1<i64>) -> (Vec<usize>, Vec<usize>) {
    let mut sizes = Vec::new();
    let mut number_of = BTreeMap::new();
    let numbers = clusters
        .iter()
        .map(|cluster| {
            let number = *number_of.entry(cluster).or_insert(sizes.len());
            if number == sizes.len() {
                sizes.push(0);
            }
            sizes[number] += 1;
            number
        })
        .collect();
    (numbers, sizes)
}

fn silhouette_of(points: ArrayView2<f64>, row: usize, numbers: &[usize], sizes: &[usize]) -> f64 {
    let own = numbers[row];
    if sizes[own] == 1 {
        return 0.0;
    }
    let mut sums = vec![0.0; sizes.len()];
    for (other, &number) in numbers.iter().enumerate() {
        sums[number] += distance(points.row(row), points.row(other));
    }
    let within = sums[own] / (sizes[own] - 1) as f64;
    let others = (0..sizes.len()).filter(|&number| number != own);
    let nearest = others
        .map(|number| sums[number] / sizes[number] as f64)
        .fold(f64::INFINITY, f64::min);
    let larger = within.max(nearest);
    if larger == 0.0 { 0.0 } else { (nearest - within) / larger }
}

fn distance(left: ArrayView1<f64>, right: ArrayView1<f64>) -> f64 {
    left.iter()
        .zip(right)
        .map(|(left, right)| (left - right) * (left - right))
        .sum::<f64>()
        .sqrt()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    #[test]
    fn one_cluster_has_no_silhouette() {
        let error = silhouette_score(Array2::zeros((3, 2)).view(), Array1::zeros(3).view());
        assert_eq!(error, Err(MetricError::ClusterCount { clusters: 1, rows: 3 }));
    }

    #[test]
    fn a_point_alone_in_its_cluster_counts_zero() {
        let points = array![[0.0], [0.0], [5.0]];
        let value = silhouette_score(points.view(), array![0, 0, 1].view()).unwrap();
        assert!((value - 2.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn everything_in_one_group_twice_is_the_same_grouping() {
        assert_eq!(adjusted_rand_score(array![4, 4, 4].view(), array![1, 1, 1].view()), Ok(1.0));
    }
}
