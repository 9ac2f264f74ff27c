//! linfa's logistic regression wants dense rows: the 1,000 words, signs and pairs that tell most about the label become columns.

use std::collections::HashMap;
use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict as _};
use linfa_logistic::{FittedLogisticRegression, LogisticRegression};
use mlings_sdk::{Predict, Texts};
use ndarray::{Array1, Array2, ArrayView1};

const TOKENS: usize = 1000;

pub struct Model {
    columns: HashMap<String, usize>,
    regression: FittedLogisticRegression<f64, i64>,
}

pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let columns = telling_tokens(&x.messages, y);
    let rows = dense(&x.messages, &columns);
    let regression = LogisticRegression::default().fit(&Dataset::new(rows, y.to_owned()))?;
    Ok(Model { columns, regression })
}

impl Predict<Texts> for Model {
    type Output = i64;

    fn predict(&self, x: &Texts) -> Array1<i64> {
        self.regression.predict(&dense(&x.messages, &self.columns))
    }
}

/// The tokens whose share of spam is furthest from that of all messages, in standard errors; each with a column.
fn telling_tokens(messages: &[String], y: ArrayView1<'_, i64>) -> HashMap<String, usize> {
    let mut seen: HashMap<String, (f64, f64)> = HashMap::new();
    for (message, &label) in messages.iter().zip(y) {
        for token in tokens(message) {
            let (spam, all) = seen.entry(token).or_default();
            *spam += label as f64;
            *all += 1.0;
        }
    }
    let share = y.sum() as f64 / y.len() as f64;
    let telling = |(spam, all): (f64, f64)| (spam - share * all).abs() / (share * (1.0 - share) * all).sqrt();
    let mut ranked: Vec<(f64, String)> = seen.into_iter().map(|(token, counts)| (telling(counts), token)).collect();
    // Ties by the token: a HashMap has no order of its own to go by.
    ranked.sort_by(|(a, token), (b, other)| b.total_cmp(a).then_with(|| token.cmp(other)));
    ranked.truncate(TOKENS);
    ranked
        .into_iter()
        .enumerate()
        .map(|(column, (_, token))| (token, column))
        .collect()
}

/// 1 where the message has the column's token, else 0.
fn dense(messages: &[String], columns: &HashMap<String, usize>) -> Array2<f64> {
    let mut rows = Array2::zeros((messages.len(), columns.len()));
    for (mut row, message) in rows.rows_mut().into_iter().zip(messages) {
        for token in tokens(message) {
            if let Some(&column) = columns.get(&token) {
                row[column] = 1.0;
            }
        }
    }
    rows
}

/// Words in small letters, every sign that is neither letter, digit nor space by itself, and pairs of neighbours; each once.
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
    tokens.sort();
    tokens.dedup();
    tokens
}
