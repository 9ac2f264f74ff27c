//! Wilson's interval of a share of rows (1927). It stays inside [0, 1] and keeps its coverage near both ends, where
//! percentiles of a bootstrap do not.

use std::collections::HashMap;

use ndarray::Array1;

/// The normal quantile of 97.5 %.
const Z_95: f64 = 1.959_963_984_540_054;

/// The interval of the share of rows predicted right. Rows of one group that err together count for fewer rows.
pub fn of_rows(truth: &Array1<i64>, prediction: &Array1<i64>, groups: Option<&[u32]>) -> [f64; 2] {
    let right = truth
        .iter()
        .zip(prediction)
        .map(|(truth, predicted)| f64::from(truth == predicted));
    let right: Vec<f64> = right.collect();
    let share = crate::statistics::mean(&right);
    wilson(
        share,
        groups.map_or(right.len() as f64, |groups| independent(&right, share, groups)),
    )
}

/// How many independent rows would leave the share as unsure as these do: at most as many as there are, and no fewer than
/// one. Rows without an error, or without a hit, tell nothing of that: there each group counts for one.
fn independent(right: &[f64], share: f64, groups: &[u32]) -> f64 {
    let mut of_group = HashMap::<u32, f64>::new();
    for (right, &group) in right.iter().zip(groups) {
        *of_group.entry(group).or_default() += right - share;
    }
    let rows = right.len() as f64;
    let by_rows = rows * share * (1.0 - share);
    if by_rows == 0.0 {
        return of_group.len() as f64;
    }
    // Sorted, so that the sum does not depend on the order of a hash table.
    let mut squares: Vec<f64> = of_group.into_values().map(|sum| sum * sum).collect();
    squares.sort_unstable_by(f64::total_cmp);
    let by_groups: f64 = squares.iter().sum();
    (rows * by_rows / by_groups).clamp(1.0, rows)
}

fn wilson(share: f64, rows: f64) -> [f64; 2] {
    let shrink = 1.0 / (1.0 + Z_95 * Z_95 / rows);
    let middle = (share + Z_95 * Z_95 / (2.0 * rows)) * shrink;
    let half = Z_95 * (share * (1.0 - share) / rows + (Z_95 / (2.0 * rows)).powi(2)).sqrt() * shrink;
    [(middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_of_ten_are_as_wilson_gives_them() {
        let [low, high] = wilson(0.9, 10.0);
        assert!((low - 0.5958).abs() < 1e-3 && (high - 0.9821).abs() < 1e-3);
    }

    #[test]
    fn rows_that_err_together_count_once() {
        let truth = Array1::from_elem(60, 1);
        let prediction = Array1::from_shape_fn(60, |row| i64::from(row / 2 % 5 != 0));
        let pairs: Vec<u32> = (0..60).map(|row| row / 2).collect();
        assert_eq!(of_rows(&truth, &prediction, Some(&pairs)), wilson(0.8, 30.0));
        assert_eq!(of_rows(&truth, &prediction, None), wilson(0.8, 60.0));
        assert_eq!(of_rows(&truth, &truth, Some(&pairs)), wilson(1.0, 30.0));
    }
}
