//! One pass over the rows: each is drawn with the probability that its class still needs it.

use std::collections::HashMap;

use ndarray::{Array1, ArrayView1};

pub fn stratified_split(y: ArrayView1<i64>, test_share: f64, seed: i64) -> (Array1<i64>, Array1<i64>) {
    let mut left: HashMap<i64, usize> = HashMap::new();
    for &label in y {
        *left.entry(label).or_insert(0) += 1;
    }
    let mut labels: Vec<i64> = left.keys().copied().collect();
    labels.sort_unstable_by(|one, other| other.cmp(one));
    let (mut needed, mut seen, mut taken) = (HashMap::new(), 0, 0);
    for label in labels {
        seen += left[&label];
        let due = (seen as f64 * test_share).ceil() as usize;
        needed.insert(label, due - taken);
        taken = due;
    }
    let mut state = seed as u64 ^ 0x2545_f491_4f6c_dd1d;
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for row in 0..y.len() {
        // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let uniform = (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1u64 << 53) as f64;
        let (left, needed) = (left.get_mut(&y[row]).unwrap(), needed.get_mut(&y[row]).unwrap());
        if uniform * (*left as f64) < *needed as f64 {
            test.push(row as i64);
            *needed -= 1;
        } else {
            train.push(row as i64);
        }
        *left -= 1;
    }
    (Array1::from(train), Array1::from(test))
}
