//! Synthetic held-out parts and predictions, for tests: honest models of any strength, and the mistakes done to them.

use ndarray::{Array1, ArrayD, IxDyn};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_distr::StandardNormal;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::held_out::{HeldOut, Target};
use crate::interval::Bootstrap;
use crate::metrics::Metric;
use crate::project::{Assessment, Beside, Grading, assess};
use crate::rounds::Rounds;
use crate::training::TrainSummary;
use crate::value::{Tensor, Value};

const CANARIES: usize = 40;

/// A part with blessed predictions and what predictors are made from.
pub struct Simulated {
    pub held_out: HeldOut,
    pub train: TrainSummary,
    pub baseline: Vec<f64>,
    pub reference: Vec<f64>,
    /// The true label of every row, canaries included.
    pub truth: Vec<f64>,
    pub metric: Metric,
    pub pass: f64,
}

pub fn generator(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}

pub fn normal(generator: &mut Xoshiro256PlusPlus) -> f64 {
    generator.sample(StandardNormal)
}

/// House prices: log-normal around 450,000, two sales of every 60th house, canaries permuted.
pub fn houses(rows: usize, seed: u64) -> Simulated {
    let generator = &mut generator(seed);
    let price = |generator: &mut Xoshiro256PlusPlus| (13.0 + 0.5 * normal(generator)).exp().max(75_000.0).round();
    let truth: Vec<f64> = (0..rows).map(|_| price(generator)).collect();
    let train = Array1::from_shape_fn(4 * rows, |_| price(generator));
    let mean = train.mean().unwrap();
    let reference = truth.iter().map(|price| price * (0.17 * normal(generator)).exp()).collect();
    let held_out = held_out(Target::Real(Array1::from_vec(truth.clone())), generator);
    Simulated {
        held_out,
        train: TrainSummary::of(&Target::Real(train), 0),
        baseline: vec![mean; rows],
        reference,
        truth,
        metric: Metric::RootMeanSquaredLogError,
        pass: 0.85,
    }
}

/// `classes` classes with the given shares; the reference is right in 93 of 100 rows.
pub fn labels(rows: usize, shares: &[f64], metric: Metric, seed: u64) -> Simulated {
    let generator = &mut generator(seed);
    let class = |generator: &mut Xoshiro256PlusPlus| {
        let mut left = generator.r#gen::<f64>() * shares.iter().sum::<f64>();
        let found = shares.iter().position(|share| {
            left -= share;
            left <= 0.0
        });
        found.unwrap_or(0) as i64
    };
    let truth = Array1::from_shape_fn(rows, |_| class(generator));
    let train = Target::Class(Array1::from_shape_fn(4 * rows, |_| class(generator)));
    let commonest = (0..shares.len())
        .max_by(|&left, &right| shares[left].total_cmp(&shares[right]))
        .unwrap();
    let exact: Vec<f64> = truth.iter().map(|&class| class as f64).collect();
    let mut part = Simulated {
        held_out: held_out(Target::Class(truth), generator),
        train: TrainSummary::of(&train, shares.len()),
        baseline: vec![commonest as f64; rows],
        reference: Vec::new(),
        truth: exact,
        metric,
        pass: 0.9,
    };
    part.reference = part.right_in(0.93, generator);
    part
}

/// Canaries are redrawn: permuted among themselves for real labels, uniform for classes.
fn held_out(mut target: Target, generator: &mut Xoshiro256PlusPlus) -> HeldOut {
    let rows = target.rows();
    let mut order: Vec<usize> = (0..rows).collect();
    order.shuffle(generator);
    let mut canaries = order[..CANARIES].to_vec();
    let mut scored = order[CANARIES..].to_vec();
    scored.sort_unstable();
    canaries.sort_unstable();
    match &mut target {
        Target::Real(values) => {
            let mut drawn: Vec<f64> = canaries.iter().map(|&row| values[row]).collect();
            drawn.shuffle(generator);
            canaries.iter().zip(drawn).for_each(|(&row, value)| values[row] = value);
        }
        Target::Class(classes) => {
            let count = classes.iter().max().unwrap() + 1;
            canaries.iter().for_each(|&row| classes[row] = generator.gen_range(0..count));
        }
    }
    let mut shuffled: Vec<usize> = (0..rows).collect();
    shuffled.shuffle(generator);
    let mut ids: Vec<usize> = (0..rows).collect();
    ids.shuffle(generator);
    HeldOut {
        groups: (0..rows as u32)
            .map(|row| if row % 60 == 1 { row - 1 } else { row })
            .collect(),
        ids: ids.into_iter().map(|id| (7 * id + 3).to_string()).collect(),
        small: vec![(0..rows).step_by(2).collect(), (1..rows).step_by(2).collect(), vec![rows / 3]],
        target,
        scored,
        canaries,
        shuffled,
    }
}

impl Simulated {
    pub fn grading(&self) -> Grading<'_> {
        Grading {
            metric: self.metric,
            pass: self.pass,
            held_out: &self.held_out,
            baseline: &self.baseline,
            reference: &self.reference,
            train: &self.train,
            beside: Beside::default(),
            claim: None,
            looks: 0,
            bootstrap: Bootstrap {
                replicates: 200,
                seed: 1,
            },
        }
    }

    /// An honest model of prices whose errors have this deviation on the log scale; it never sees a redrawn label.
    pub fn off_by(&self, deviation: f64, generator: &mut Xoshiro256PlusPlus) -> Vec<f64> {
        self.truth
            .iter()
            .map(|price| price * (deviation * normal(generator)).exp())
            .collect()
    }

    /// An honest classifier right in this share of rows, otherwise guessing by the train part's shares.
    pub fn right_in(&self, share: f64, generator: &mut Xoshiro256PlusPlus) -> Vec<f64> {
        let TrainSummary::Class(train) = &self.train else {
            panic!("classes")
        };
        let weights = rand_distr::WeightedIndex::new(&train.counts).unwrap();
        self.truth
            .iter()
            .map(|&class| {
                if generator.gen_bool(share) {
                    class
                } else {
                    generator.sample(&weights) as f64
                }
            })
            .collect()
    }

    /// The verdict on predictions that follow their rows.
    pub fn verdict(&self, predictions: &[f64]) -> Assessment {
        self.verdict_on(|rows| rows.iter().map(|&row| predictions[row]).collect())
    }

    /// The verdict on a program: given the rows of a call, it predicts.
    pub fn verdict_on(&self, predict: impl Fn(&[usize]) -> Vec<f64>) -> Assessment {
        let everything: Vec<usize> = (0..self.truth.len()).collect();
        let answer = |rows: &[usize]| self.value(predict(rows));
        self.verdict_of(&self.grading(), answer(&everything), answer)
    }

    /// The verdict on a program that gives `all` for every row, and `answer` to the rows of any other call.
    pub fn verdict_of(&self, grading: &Grading, all: Value, answer: impl Fn(&[usize]) -> Value) -> Assessment {
        let small: Vec<Value> = self.held_out.small.iter().map(|rows| answer(rows)).collect();
        let shuffled = answer(&self.held_out.shuffled);
        let answers = Rounds {
            all: &all,
            shuffled: Ok(&shuffled),
            again: Ok(&small[0]),
            small: small.iter().map(Ok).collect(),
        };
        assess(grading, answers).expect("the part is sound")
    }

    pub fn value(&self, numbers: Vec<f64>) -> Value {
        let shape = IxDyn(&[numbers.len()]);
        let numbers = ArrayD::from_shape_vec(shape, numbers).unwrap();
        Value::Tensor(match self.held_out.target {
            Target::Real(_) => Tensor::F64(numbers),
            Target::Class(_) => Tensor::I64(numbers.mapv(|number| number as i64)),
        })
    }
}

/// The leading finding's id.
pub fn leading(assessment: &Assessment) -> Option<&str> {
    assessment.findings.first().map(|finding| finding.id.as_str())
}
