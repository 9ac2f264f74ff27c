//! Multinomial naive Bayes on words, signs and pairs of neighbours: the log odds of spam, a sum of one number a token.

use std::collections::HashMap;
use std::error::Error;

use mlings_sdk::{Predict, Texts};
use ndarray::{Array1, ArrayView1};

/// What every token counts beforehand in both classes, so that one seen in spam alone is no proof.
const SMOOTHING: f64 = 0.1;

pub struct Model {
    /// ln P(spam)/P(ham) before the first token.
    prior: f64,
    /// ln P(token | spam)/P(token | ham).
    evidence: HashMap<String, f64>,
}

pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let mut counts: HashMap<String, [f64; 2]> = HashMap::new();
    let mut totals = [0.0; 2];
    let mut messages = [0.0; 2];
    for (message, &label) in x.messages.iter().zip(y) {
        let class = label as usize;
        messages[class] += 1.0;
        for token in tokens(message) {
            counts.entry(token).or_default()[class] += 1.0;
            totals[class] += 1.0;
        }
    }
    let [all_ham, all_spam] = totals.map(|total| total + SMOOTHING * counts.len() as f64);
    let evidence = counts
        .into_iter()
        .map(|(token, [ham, spam])| {
            let odds = (spam + SMOOTHING) / all_spam / ((ham + SMOOTHING) / all_ham);
            (token, odds.ln())
        })
        .collect();
    let [ham, spam] = messages;
    Ok(Model {
        prior: f64::ln(spam / ham),
        evidence,
    })
}

impl Predict<Texts> for Model {
    type Output = i64;

    fn predict(&self, x: &Texts) -> Array1<i64> {
        let log_odds = |message: &String| {
            let evidence = tokens(message).into_iter().filter_map(|token| self.evidence.get(&token));
            self.prior + evidence.sum::<f64>()
        };
        x.messages.iter().map(|message| i64::from(log_odds(message) > 0.0)).collect()
    }
}

/// Words in small letters, every sign that is neither letter, digit nor space by itself, and pairs of neighbours.
fn tokens(message: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    for letter in message.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            tokens.last_mut().expect("there is a last one").push(letter);
        } else {
            tokens.push(letter.to_string());
            tokens.push(String::new());
        }
    }
    tokens.retain(|token| !token.trim().is_empty());
    let pairs: Vec<String> = tokens.windows(2).map(|pair| pair.join(" ")).collect();
    tokens.extend(pairs);
    tokens
}
