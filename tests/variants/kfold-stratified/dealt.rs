//! As the folds of each class's places: a shuffled deck of fold numbers for every class, its odd cards chosen in turn.

use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1};

struct Congruential(u64);

impl Congruential {
    fn uniform(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

pub fn stratified_folds(y: ArrayView1<'_, i64>, k: i64, seed: i64) -> Array1<i64> {
    let mut chance = Congruential(seed as u64 ^ 0x5555_5555_5555_5555);
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    y.iter().for_each(|&label| *counts.entry(label).or_default() += 1);
    let mut decks: BTreeMap<i64, Vec<(f64, i64)>> = BTreeMap::new();
    let mut dealt = 0;
    for (label, count) in counts {
        let mut deck: Vec<_> = (dealt..dealt + count).map(|card| (chance.uniform(), card % k)).collect();
        deck.sort_by(|one, other| one.0.total_cmp(&other.0));
        decks.insert(label, deck);
        dealt += count;
    }
    y.mapv(|label| decks.get_mut(&label).and_then(Vec::pop).unwrap().1)
}
