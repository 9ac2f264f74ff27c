//! Rows sorted by class and then by a hash of row and seed; a row is drawn wherever the running total grows.

use ndarray::{Array1, ArrayView1};

fn hash(row: i64, seed: i64) -> u64 {
    let mut word = (row as u64) << 32 ^ (seed as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
    for _ in 0..3 {
        word = (word ^ word >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    }
    word ^ word >> 32
}

pub fn stratified_split(y: ArrayView1<'_, i64>, test_share: f64, seed: i64) -> (Array1<i64>, Array1<i64>) {
    let mut rows: Vec<i64> = (0..y.len() as i64).collect();
    rows.sort_by_key(|&row| (y[row as usize], hash(row, seed)));
    let due = |place: usize| (place as f64 * test_share).ceil();
    let (test, train): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .enumerate()
        .partition(|&(place, _)| due(place + 1) > due(place));
    let rows = |part: Vec<(usize, i64)>| part.into_iter().map(|(_, row)| row).collect();
    (rows(train), rows(test))
}
