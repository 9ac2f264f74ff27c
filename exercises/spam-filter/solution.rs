//! A linear support vector machine on TF-IDF of letter groups, written out: linfa's models want dense rows, and these are sparse.

use std::collections::HashMap;
use std::error::Error;

use mlings_sdk::{Predict, Texts, seed};
use ndarray::{Array1, ArrayView1};
use rand::{SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Groups of 1 to 4 letters: `free` is still seen in `FREE!!` and `freemsg`, and `£` and `xxx` are features too.
const LETTERS: std::ops::RangeInclusive<usize> = 1..=4;
const EPOCHS: usize = 30;

/// The nonzero features of one message: (feature, value).
type Sparse = Vec<(usize, f64)>;

pub struct Model {
    vocabulary: Vocabulary,
    /// One weight a feature, and the bias last.
    weights: Array1<f64>,
}

/// Which groups exist and how rare each is: learned from the training messages only, and never again.
struct Vocabulary {
    columns: HashMap<String, usize>,
    /// Inverse document frequency: ln((1 + messages)/(1 + messages with the group)) + 1.
    rarity: Vec<f64>,
}

pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let vocabulary = Vocabulary::learn(&x.messages);
    let rows: Vec<Sparse> = x.messages.iter().map(|message| vocabulary.features(message)).collect();
    let sign = y.mapv(|label| if label == 1 { 1.0 } else { -1.0 });
    let weights = support_vectors(&rows, &sign, vocabulary.columns.len() + 1);
    Ok(Model { vocabulary, weights })
}

impl Predict<Texts> for Model {
    type Output = i64;

    fn predict(&self, x: &Texts) -> Array1<i64> {
        x.messages
            .iter()
            .map(|message| i64::from(dot(&self.weights, &self.vocabulary.features(message)) > 0.0))
            .collect()
    }
}

impl Vocabulary {
    fn learn(messages: &[String]) -> Self {
        let mut columns = HashMap::new();
        let mut seen_in: Vec<usize> = Vec::new();
        for message in messages {
            for group in count_groups(message).into_keys() {
                let column = *columns.entry(group).or_insert_with(|| {
                    seen_in.push(0);
                    seen_in.len() - 1
                });
                seen_in[column] += 1;
            }
        }
        let rarity = seen_in
            .iter()
            .map(|&count| ((1 + messages.len()) as f64 / (1 + count) as f64).ln() + 1.0)
            .collect();
        Self { columns, rarity }
    }

    /// TF-IDF at length 1, so that a long message weighs no more than a short one; then a 1 for the bias.
    fn features(&self, message: &str) -> Sparse {
        let mut row: Sparse = count_groups(message)
            .into_iter()
            .filter_map(|(group, count)| {
                self.columns
                    .get(&group)
                    .map(|&column| (column, (1.0 + count.ln()) * self.rarity[column]))
            })
            .collect();
        // A HashMap has no fixed order, and sums of floats depend on theirs: the same message must give the same score each time.
        row.sort_by_key(|&(column, _)| column);
        let length = row
            .iter()
            .map(|(_, value)| value * value)
            .sum::<f64>()
            .sqrt()
            .max(f64::MIN_POSITIVE);
        row.iter_mut().for_each(|(_, value)| *value /= length);
        row.push((self.columns.len(), 1.0));
        row
    }
}

/// Groups within one word, with the spaces around it: ` win` begins a word and is not the end of `darwin`.
fn count_groups(message: &str) -> HashMap<String, f64> {
    let mut counts = HashMap::new();
    for word in message.to_lowercase().split_whitespace() {
        let letters: Vec<char> = format!(" {word} ").chars().collect();
        for group in LETTERS.flat_map(|size| letters.windows(size)) {
            *counts.entry(group.iter().collect()).or_insert(0.0) += 1.0;
        }
    }
    counts
}

/// Weights that minimise ½‖w‖² + Σ cost·max(0, 1 − sign·w·row)², one message at a time in the dual (Hsieh et al. 2008).
fn support_vectors(rows: &[Sparse], sign: &Array1<f64>, features: usize) -> Array1<f64> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed());
    // Spam is one message in eight: without a balance, missing all of it would be cheap.
    let spam = sign.iter().filter(|&&sign| sign > 0.0).count();
    let cost = |sign: f64| rows.len() as f64 / (2.0 * if sign > 0.0 { spam } else { rows.len() - spam } as f64);
    let mut weights = Array1::zeros(features);
    // How hard each message pulls; 0 for those safely on their side.
    let mut pull = vec![0.0_f64; rows.len()];
    for _ in 0..EPOCHS {
        order.shuffle(&mut random);
        for &i in &order {
            let softness = 0.5 / cost(sign[i]);
            let slope = sign[i] * dot(&weights, &rows[i]) - 1.0 + softness * pull[i];
            let steepness = rows[i].iter().map(|(_, value)| value * value).sum::<f64>() + softness;
            let new = (pull[i] - slope / steepness).max(0.0);
            for &(column, value) in &rows[i] {
                weights[column] += (new - pull[i]) * sign[i] * value;
            }
            pull[i] = new;
        }
    }
    weights
}

fn dot(weights: &Array1<f64>, row: &Sparse) -> f64 {
    row.iter().map(|&(column, value)| weights[column] * value).sum()
}
