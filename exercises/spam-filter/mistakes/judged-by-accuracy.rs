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
