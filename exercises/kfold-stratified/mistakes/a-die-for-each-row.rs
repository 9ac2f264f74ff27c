use ndarray::{Array1, ArrayView1};

pub fn stratified_folds(y: ArrayView1<'_, i64>, k: i64, seed: i64) -> Array1<i64> {
    let mut random = Random(seed as u64);
    y.iter().map(|_| (random.next() % k as u64) as i64).collect()
}

/// SplitMix64: a counter whose scrambled values look like chance. Equal seeds give equal values.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
}
