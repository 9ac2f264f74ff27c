use std::collections::HashMap;
use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict as _};
use linfa_bayes::BernoulliNb;
use mlings_sdk::{Predict, Texts};
use ndarray::{Array1, Array2, ArrayView1};

const WORDS: usize = 1000;

pub struct Model {
    vocabulary: HashMap<String, usize>,
    bayes: BernoulliNb<f64, usize>,
}

pub fn fit(x: &Texts, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let vocabulary = vocabulary(&x.messages);
    let counts = count_words(&x.messages, &vocabulary);
    let bayes = BernoulliNb::params().fit(&Dataset::new(counts, y.mapv(|label| usize::from(label == 0))))?;
    Ok(Model { vocabulary, bayes })
}

impl Predict<Texts> for Model {
    type Output = i64;

    fn predict(&self, x: &Texts) -> Array1<i64> {
        self.bayes
            .predict(&count_words(&x.messages, &self.vocabulary))
            .mapv(|class| class as i64)
    }
}

/// The most frequent words, in the order of the alphabet, and the column of each.
fn vocabulary(messages: &[String]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    messages
        .iter()
        .flat_map(|message| words(message))
        .for_each(|word| *counts.entry(word).or_default() += 1);
    let mut frequent: Vec<(String, usize)> = counts.into_iter().collect();
    frequent.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    frequent.truncate(WORDS);
    frequent.sort();
    frequent
        .into_iter()
        .enumerate()
        .map(|(column, (word, _))| (word, column))
        .collect()
}

fn words(message: &str) -> Vec<String> {
    message
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect()
}

fn count_words(messages: &[String], vocabulary: &HashMap<String, usize>) -> Array2<f64> {
    let mut counts = Array2::zeros((messages.len(), WORDS));
    for (row, message) in messages.iter().enumerate() {
        for column in words(message).iter().filter_map(|word| vocabulary.get(word)) {
            counts[[row, *column]] += 1.0;
        }
    }
    counts
}
