//! Plain loops by index.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn count_words(messages: &[String], vocabulary: &[String]) -> Array2<i64> {
    let mut counts = Array2::zeros((messages.len(), vocabulary.len()));
    for i in 0..messages.len() {
        for word in messages[i].split_whitespace() {
            for j in 0..vocabulary.len() {
                if word.to_lowercase() == vocabulary[j] {
                    counts[[i, j]] += 1;
                }
            }
        }
    }
    counts
}

pub fn fit(counts: ArrayView2<i64>, y: ArrayView1<i64>, classes: i64, alpha: f64) -> (Array1<f64>, Array2<f64>) {
    let (n, v) = counts.dim();
    let k = classes as usize;
    let (mut log_prior, mut log_likelihood) = (Array1::zeros(k), Array2::zeros((k, v)));
    for c in 0..k {
        let (mut members, mut words, mut total) = (0.0, vec![alpha; v], alpha * v as f64);
        for i in (0..n).filter(|&i| y[i] == c as i64) {
            members += 1.0;
            for j in 0..v {
                words[j] += counts[[i, j]] as f64;
                total += counts[[i, j]] as f64;
            }
        }
        log_prior[c] = f64::ln(members / n as f64);
        for j in 0..v {
            log_likelihood[[c, j]] = (words[j] / total).ln();
        }
    }
    (log_prior, log_likelihood)
}

pub fn predict_log_proba(counts: ArrayView2<i64>, log_prior: ArrayView1<f64>, log_likelihood: ArrayView2<f64>) -> Array2<f64> {
    let (n, k) = (counts.nrows(), log_prior.len());
    let mut answer = Array2::zeros((n, k));
    for i in 0..n {
        for c in 0..k {
            answer[[i, c]] = log_prior[c];
            for j in 0..counts.ncols() {
                answer[[i, c]] += counts[[i, j]] as f64 * log_likelihood[[c, j]];
            }
        }
        let joint = answer.row(i).to_vec();
        for c in 0..k {
            answer[[i, c]] = -joint.iter().map(|other| (other - joint[c]).exp()).sum::<f64>().ln();
            if answer[[i, c]].is_infinite() {
                let highest = joint.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                answer[[i, c]] = joint[c] - highest - joint.iter().map(|other| (other - highest).exp()).sum::<f64>().ln();
            }
        }
    }
    answer
}
