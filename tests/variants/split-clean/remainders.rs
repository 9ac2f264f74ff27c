//! The largest remainders are rounded up; rows are drawn one by one with a linear congruential generator.

use ndarray::{Array1, ArrayView1};

struct Congruential(u64);

impl Congruential {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

pub fn stratified_split(y: ArrayView1<'_, i64>, test_share: f64, seed: i64) -> (Array1<i64>, Array1<i64>) {
    let mut labels = y.to_vec();
    labels.sort();
    labels.dedup();
    let mut groups: Vec<Vec<i64>> = labels
        .iter()
        .map(|label| (0..y.len() as i64).filter(|&row| y[row as usize] == *label).collect())
        .collect();
    // Those with the largest remainder come first.
    let remainder = |group: &Vec<i64>| (group.len() as f64 * test_share).fract();
    groups.sort_by(|one, other| remainder(other).total_cmp(&remainder(one)));
    let quotas: usize = groups.iter().map(|group| (group.len() as f64 * test_share) as usize).sum();
    let extra = (y.len() as f64 * test_share).ceil() as usize - quotas;
    let mut chance = Congruential(seed as u64 + 1);
    chance.below(2);
    let (mut train, mut test) = (vec![], vec![]);
    for (place, mut group) in groups.into_iter().enumerate() {
        let quota = (group.len() as f64 * test_share) as usize + usize::from(place < extra);
        for _ in 0..quota {
            test.push(group.swap_remove(chance.below(group.len())));
        }
        train.append(&mut group);
    }
    (train.into(), test.into())
}
