//! Each row, in a random order, goes to the fold with the fewest rows of its class; among equals, to the smallest.

use std::collections::HashMap;

use ndarray::{Array1, ArrayView1};

fn scrambled(mut word: u64) -> u64 {
    for _ in 0..4 {
        word = (word ^ (word >> 29)).wrapping_mul(0x9fb2_1c65_1e98_df25);
    }
    word ^ (word >> 32)
}

pub fn stratified_folds(y: ArrayView1<'_, i64>, k: i64, seed: i64) -> Array1<i64> {
    let mut rows: Vec<usize> = (0..y.len()).collect();
    rows.sort_by_cached_key(|&row| (y[row], scrambled(scrambled(seed as u64 + 1) ^ row as u64)));
    let mut of_class: HashMap<(i64, i64), usize> = HashMap::new();
    let mut sizes = vec![0; k as usize];
    let mut fold = Array1::from_elem(y.len(), -1);
    for row in rows {
        let load = |fold: &i64| (of_class.get(&(y[row], *fold)).copied().unwrap_or(0), sizes[*fold as usize]);
        let chosen = (0..k).min_by_key(load).unwrap();
        *of_class.entry((y[row], chosen)).or_insert(0) += 1;
        sizes[chosen as usize] += 1;
        fold[row] = chosen;
    }
    fold
}
