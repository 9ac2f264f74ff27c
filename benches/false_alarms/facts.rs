//! What is so of a model, seen on all rows: whether a finding's words hold.

use mlings_grade::Target;

use super::{World, numbers, of_rows};

/// What is true of a model, seen on all rows of both held-out parts and all rows it was fitted on.
pub struct Facts {
    is_better_than_baseline: bool,
    /// Fitted to the target as it comes, not to its logarithm.
    in_dollars: bool,
    /// Errors on rows it was fitted on, as a share of those on others; and those on all train rows.
    of_fitted: f64,
    of_train: f64,
    /// Agreement with the rows it was fitted on, beyond chance.
    agreement: f64,
    /// Predictions of the class that is missing most, as a share of its rows.
    rarest: f64,
    /// Errors of each class beyond the reference's: misses, and false alarms.
    misses: f64,
    alarms: f64,
    /// The share of predictions below half of the least train target.
    low: f64,
    /// How much predictions vary beside the train target.
    spread: f64,
}

impl Facts {
    pub fn new(world: &World, answers: &[f64], train: &[f64], fitted: &[usize], in_dollars: bool) -> Self {
        let (truth, answers_of_all) = (numbers(&world.truth.take(&world.scored)), of_rows(answers, &world.scored));
        let (known, recalled) = (numbers(&world.train_truth.take(fitted)), of_rows(train, fitted));
        let is_class = matches!(world.truth, Target::Class(_));
        let error = |truth: &[f64], answers: &[f64]| {
            let miss = |(truth, answer): (&f64, &f64)| {
                if is_class {
                    f64::from(truth != answer)
                } else {
                    (truth - answer).abs()
                }
            };
            truth.iter().zip(answers).map(miss).sum::<f64>() / truth.len() as f64
        };
        let is_error = world.metric.is_error();
        let [learner, baseline] = [answers, &world.baseline].map(|values| world.score_of_all(values));
        let reference = of_rows(&world.reference, &world.scored);
        let wrong = |answers: &[f64], class: f64| {
            let of_class = truth.iter().zip(answers).filter(|(truth, _)| **truth == class);
            of_class.filter(|(truth, answer)| truth != answer).count() as f64
        };
        let minimum = numbers(&world.train_truth).into_iter().fold(f64::INFINITY, f64::min);
        Facts {
            is_better_than_baseline: if is_error { learner < baseline } else { learner > baseline },
            in_dollars,
            of_fitted: error(&known, &recalled) / error(&truth, &answers_of_all),
            of_train: error(&numbers(&world.train_truth), train) / error(&truth, &answers_of_all),
            agreement: agreement(&known, &recalled, is_class),
            rarest: rarest(&truth, &answers_of_all, world.train.classes()),
            misses: wrong(&answers_of_all, 1.0) - wrong(&reference, 1.0),
            alarms: wrong(&answers_of_all, 0.0) - wrong(&reference, 0.0),
            low: answers_of_all.iter().filter(|value| **value < 0.5 * minimum).count() as f64 / truth.len() as f64,
            spread: variance(&answers_of_all, is_class) / variance(&numbers(&world.train_truth), is_class),
        }
    }

    /// Whether what a finding's message says is simply so. Messages that name a slip never are: nobody made one.
    pub fn bear_out(&self, id: &str) -> bool {
        match id {
            "constant-prediction" | "constant-prediction/commonest" => self.spread < 0.02,
            "small-targets-missed" => self.in_dollars,
            "impossible-low" => self.low > 0.0005,
            "class-never-predicted" => self.rarest < 0.15,
            // Nearly all that goes wrong beyond the reference's errors.
            "one-sided-errors/misses" => self.misses > 4.0 * self.alarms,
            "one-sided-errors/false-alarms" => self.alarms > 4.0 * self.misses,
            "out-of-step" => self.agreement < 0.1,
            "overfitting" => self.of_train < 0.3,
            "underfitting" => self.of_fitted > 0.7,
            "some-way-to-go" => self.is_better_than_baseline,
            _ => false,
        }
    }
}

/// The correlation of orders, or for classes the share of rows that are right beyond chance (Cohen's kappa).
fn agreement(truth: &[f64], answers: &[f64], is_class: bool) -> f64 {
    if !is_class {
        return correlation(&ranks(truth), &ranks(answers));
    }
    let rows = truth.len() as f64;
    let share = |values: &[f64], class: f64| values.iter().filter(|value| **value == class).count() as f64 / rows;
    let chance: f64 = (0..10)
        .map(f64::from)
        .map(|class| share(truth, class) * share(answers, class))
        .sum();
    let right = truth.iter().zip(answers).filter(|(truth, answer)| truth == answer).count() as f64 / rows;
    (right - chance) / (1.0 - chance)
}

/// Equal values share their place in the order.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = |value: &f64| {
        let below = sorted.partition_point(|known| known < value);
        (below + sorted.partition_point(|known| known <= value)) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}

fn rarest(truth: &[f64], answers: &[f64], classes: usize) -> f64 {
    let count = |values: &[f64], class: usize| values.iter().filter(|value| **value == class as f64).count() as f64;
    (0..classes)
        .map(|class| count(answers, class) / count(truth, class))
        .fold(f64::INFINITY, f64::min)
}

/// Of classes that of a draw by class.
fn variance(values: &[f64], is_class: bool) -> f64 {
    let rows = values.len() as f64;
    if is_class {
        let share = |class: f64| values.iter().filter(|value| **value == class).count() as f64 / rows;
        return 1.0 - (0..10).map(f64::from).map(|class| share(class).powi(2)).sum::<f64>();
    }
    let mean = values.iter().sum::<f64>() / rows;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / rows
}

pub fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let middle = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (left_middle, right_middle) = (middle(left), middle(right));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        let pairs = left.iter().zip(right);
        pairs.map(|(left, right)| of(left - left_middle, right - right_middle)).sum()
    };
    let spread = (sum(&|left, _| left * left) * sum(&|_, right| right * right)).sqrt();
    if spread > 0.0 {
        sum(&|left, right| left * right) / spread
    } else {
        0.0
    }
}
