//! Plain loops by index.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    log_softmax(logits).exp()
}

pub fn log_softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    let (n, k) = logits.dim();
    let mut answer = Array2::zeros((n, k));
    for i in 0..n {
        let mut highest = logits[[i, 0]];
        for j in 1..k {
            if logits[[i, j]] > highest {
                highest = logits[[i, j]];
            }
        }
        let mut sum = 0.0;
        for j in 0..k {
            sum += (logits[[i, j]] - highest).exp();
        }
        for j in 0..k {
            answer[[i, j]] = (logits[[i, j]] - highest) - sum.ln();
        }
    }
    answer
}
