//! Class by class; the fold to begin with is carried over. Shuffled from the front with xorshift.

use ndarray::{Array1, ArrayView1};

pub fn stratified_folds(y: ArrayView1<i64>, k: i64, seed: i64) -> Array1<i64> {
    let mut state = (seed as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % bound
    };
    let mut labels: Vec<i64> = y.iter().copied().collect();
    labels.sort();
    labels.dedup();
    let mut fold = vec![0; y.len()];
    let mut turn = 0;
    for label in labels.into_iter().rev() {
        let mut rows = Vec::new();
        for i in 0..y.len() {
            if y[i] == label {
                rows.push(i);
            }
        }
        for i in 0..rows.len() {
            let other = i + below(rows.len() - i);
            rows.swap(i, other);
            fold[rows[i]] = turn;
            turn = (turn + 1) % k;
        }
    }
    Array1::from(fold)
}
