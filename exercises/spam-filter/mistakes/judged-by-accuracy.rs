//! Your filter calls every message, or nearly every one, ham. Judged by accuracy that looks good: seven messages in eight are ham, so
//! never saying spam is right 88 % of the time, and catches nothing. Choose models and thresholds by F1 of spam, which needs spam to be
//! both caught (recall) and free of false alarms (precision), and give the rare class more weight.

use std::error::Error;

use mlings_sdk::{Predict, Texts};
use ndarray::{Array1, ArrayView1};

pub struct Model {
    limit: usize,
}

pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let mut best = (0, 0);
    for limit in (0..=1000).rev().step_by(50) {
        let labels = Model { limit }.predict(x);
        let correct = labels.iter().zip(y).filter(|(label, truth)| label == truth).count();
        if correct > best.0 {
            best = (correct, limit);
        }
    }
    let (_, limit) = best;
    Ok(Model { limit })
}

impl Predict<Texts> for Model {
    type Output = i64;

    fn predict(&self, x: &Texts) -> Array1<i64> {
        x.messages
            .iter()
            .map(|message| i64::from(message.chars().count() > self.limit))
            .collect()
    }
}
