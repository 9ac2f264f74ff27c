//! Rungs for messages of two classes: from the majority to a linear model on words.

use std::collections::HashMap;
use std::path::Path;

use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_bayes::BernoulliNb;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};

use super::error::{LadderError, unfitted, unreadable};
use super::parts::{Parts, RungPredictions, majority};

/// Few words: with a thousand this is hardly weaker than a good reference, and no rung would be left between.
const WORDS: usize = 50;
const LONG: usize = 100;

pub(super) fn read(path: &Path) -> Result<Vec<String>, LadderError> {
    let lines = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
    lines
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| unreadable(path, error)))
        .collect()
}

pub(super) fn rungs(parts: &Parts<Vec<String>>, labels: &Array1<i64>) -> Result<Vec<RungPredictions>, LadderError> {
    let common = majority(labels)? as f64;
    let vocabulary = vocabulary(&parts.train);
    let classes = labels.mapv(|label| label as usize);
    let marks = parts.map(|messages| marks(messages));
    let logistic = LogisticRegression::default().fit(&Dataset::new(marks.train.clone(), classes.clone()));
    let logistic = logistic.map_err(|error| unfitted("logistic regression")(&error))?;
    let words = parts.map(|messages| which_words(messages, &vocabulary));
    // Not linfa's MultinomialNb: its fit prints what it learned to the terminal (a `dbg!` left in 0.8.1).
    let bayes = BernoulliNb::params().fit(&Dataset::new(words.train.clone(), classes));
    let bayes = bayes.map_err(|error| unfitted("naive Bayes")(&error))?;
    Ok(vec![
        parts.rung("majority class", |messages| Array1::from_elem(messages.len(), common)),
        parts.rung("longer than 100 letters", |messages| {
            messages.iter().map(|message| is_long(message)).collect()
        }),
        marks.rung("logistic regression on length, digits, capitals", |rows| {
            logistic.predict(rows).mapv(|class| class as f64)
        }),
        words.rung("naive Bayes on 50 words", |rows| {
            bayes.predict(rows).mapv(|class| class as f64)
        }),
    ])
}

fn is_long(message: &str) -> f64 {
    f64::from(u8::from(message.chars().count() > LONG))
}

fn words(message: &str) -> impl Iterator<Item = String> {
    let message = message.to_lowercase();
    let words = message
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Shape (messages, 4): hundreds of letters, and the shares of digits, of capitals and of signs.
fn marks(messages: &[String]) -> Array2<f64> {
    let mut rows = Array2::zeros((messages.len(), 4));
    for (mut row, message) in rows.rows_mut().into_iter().zip(messages) {
        let letters = message.chars().count().max(1) as f64;
        let share = |of: fn(char) -> bool| message.chars().filter(|letter| of(*letter)).count() as f64 / letters;
        row[0] = letters / 100.0;
        row[1] = share(|letter| letter.is_ascii_digit());
        row[2] = share(char::is_uppercase);
        row[3] = share(|letter| !letter.is_alphanumeric() && !letter.is_whitespace());
    }
    rows
}

/// The column of each of the most frequent words of the train part.
fn vocabulary(messages: &[String]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    messages
        .iter()
        .flat_map(|message| words(message))
        .for_each(|word| *counts.entry(word).or_default() += 1);
    let mut frequent: Vec<(String, usize)> = counts.into_iter().collect();
    // Equally frequent words in the order of the alphabet, or the ladder would change from run to run.
    frequent.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    frequent
        .into_iter()
        .take(WORDS)
        .enumerate()
        .map(|(column, (word, _))| (word, column))
        .collect()
}

/// Shape (messages, words): 1 where the message has the word.
fn which_words(messages: &[String], vocabulary: &HashMap<String, usize>) -> Array2<f64> {
    let mut rows = Array2::zeros((messages.len(), vocabulary.len()));
    for (mut row, message) in rows.rows_mut().into_iter().zip(messages) {
        words(message)
            .filter_map(|word| vocabulary.get(&word).copied())
            .for_each(|column| row[column] = 1.0);
    }
    rows
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn rungs_on_words_tell_messages_apart_that_the_majority_cannot() {
        let message = |row: usize| {
            if row.is_multiple_of(4) {
                format!("win prize {row}")
            } else {
                format!("see you at {row}")
            }
        };
        let train: Vec<String> = (0..40).map(message).collect();
        let labels: Array1<i64> = (0..40).map(|row| i64::from(row % 4 == 0)).collect();
        let held_out = vec!["Win a PRIZE now".to_owned(), "where are you".to_owned()];
        let parts = Parts {
            train,
            practice: held_out.clone(),
            final_: held_out,
        };
        let rungs = rungs(&parts, &labels).unwrap();
        assert_eq!(rungs[0].practice, array![0.0, 0.0]);
        assert_eq!(rungs[3].final_, array![1.0, 0.0]);
    }

    #[test]
    fn the_marks_of_a_message_are_its_length_and_shares_of_letters() {
        assert_eq!(marks(&["Ab1! ".to_owned()]), array![[0.05, 0.2, 0.2, 0.2]]);
        assert_eq!(marks(&[String::new()]), array![[0.01, 0.0, 0.0, 0.0]]);
    }

    #[test]
    fn a_message_of_exactly_100_letters_is_not_long() {
        assert_eq!(is_long(&"é".repeat(100)), 0.0);
        assert_eq!(is_long(&"é".repeat(101)), 1.0);
    }

    #[test]
    fn words_that_train_does_not_have_are_passed_over() {
        let vocabulary = vocabulary(&["one two two".to_owned()]);
        assert_eq!(which_words(&["three TWO".to_owned()], &vocabulary), array![[1.0, 0.0]]);
    }
}
