//! Spam filter: so far, every long message is spam.

use std::error::Error;

use mlings_sdk::{Predict, Texts};
use ndarray::{Array1, ArrayView1};

/// Whatever `predict` needs to remember.
pub struct Model {
    limit: usize,
}

/// `x` holds one message a row; `y` is 1 for spam and 0 for ham, in the same order.
pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let spam = x.messages.iter().zip(y).filter(|(_, label)| **label == 1);
    let mut lengths: Vec<usize> = spam.map(|(message, _)| message.chars().count()).collect();
    lengths.sort_unstable();
    let limit = lengths.get(lengths.len() / 4).copied().ok_or("no spam to learn from")?;
    Ok(Model { limit })
}

impl Predict<Texts> for Model {
    type Output = i64;

    /// 1 (spam) or 0 (ham) for each message of `x`, in the order of `x`.
    fn predict(&self, x: &Texts) -> Array1<i64> {
        x.messages
            .iter()
            .map(|message| i64::from(message.chars().count() > self.limit))
            .collect()
    }
}
