//! Logistic regression by stochastic gradients; groups of letters find their weight by a hash, so there is no vocabulary to learn.

use std::error::Error;

use mlings_sdk::{Predict, Texts, seed};
use ndarray::{Array1, ArrayView1};
use rand::{SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Groups of 2 to 5 letters: `free` is still seen in `FREE!!` and `freemsg`.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
/// Far more weights than common groups: where two share one, it is seldom that both matter.
const WEIGHTS: usize = 1 << 18;

const EPOCHS: usize = 20;
const RATE: f64 = 4.0;

pub struct Model {
    weights: Array1<f64>,
    bias: f64,
}

pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let rows: Vec<Vec<usize>> = x.messages.iter().map(|message| groups(message)).collect();
    let spam = y.iter().filter(|&&label| label == 1).count();
    let ham_for_each_spam = (rows.len() - spam) as f64 / spam as f64;
    let mut model = Model {
        weights: Array1::zeros(WEIGHTS),
        bias: 0.0,
    };
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed());
    for epoch in 0..EPOCHS {
        order.shuffle(&mut random);
        let rate = RATE / (1.0 + epoch as f64);
        for &row in &order {
            let gap = y[row] as f64 - 1.0 / (1.0 + (-model.score(&rows[row])).exp());
            // Spam is rare: what one says counts for as much as what all ham in its place says, dampened by the root.
            let importance = if y[row] == 1 { ham_for_each_spam.sqrt() } else { 1.0 };
            model.step(&rows[row], rate * importance * gap);
        }
    }
    Ok(model)
}

impl Predict<Texts> for Model {
    type Output = i64;

    fn predict(&self, x: &Texts) -> Array1<i64> {
        x.messages
            .iter()
            .map(|message| i64::from(self.score(&groups(message)) > 0.0))
            .collect()
    }
}

impl Model {
    /// The log odds of spam. Every group has the value 1/√groups: a long message weighs no more than a short one.
    fn score(&self, groups: &[usize]) -> f64 {
        let sum: f64 = groups.iter().map(|&group| self.weights[group]).sum();
        self.bias + sum * value(groups)
    }

    fn step(&mut self, groups: &[usize], step: f64) {
        for &group in groups {
            self.weights[group] += step * value(groups);
        }
        self.bias += 0.1 * step;
    }
}

fn value(groups: &[usize]) -> f64 {
    1.0 / (groups.len().max(1) as f64).sqrt()
}

/// The places of the groups of letters in a message, each once.
fn groups(message: &str) -> Vec<usize> {
    let letters: Vec<char> = format!(" {} ", message.to_lowercase()).chars().collect();
    let mut groups: Vec<usize> = LETTERS.flat_map(|size| letters.windows(size)).map(hash).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// Fowler, Noll and Vo's hash, the same on every machine and in every run.
fn hash(letters: &[char]) -> usize {
    let hash = letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    });
    hash as usize % WEIGHTS
}
