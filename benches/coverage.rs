//! How often 95 % intervals hold the true value: every metric, light and heavy tails, rare and common classes.
//!
//! `cargo bench --profile dev --bench coverage [-- NAME]` prints the table kept in coverage.md, of all populations or of those
//! whose name contains NAME. It fails where an interval covers less than .93 or more than .97 by more than chance; not where
//! squared errors have no variance, or so little of it shows in 200 rows that no interval can know.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use mlings_grade::Target;
use mlings_grade::interval::{Bootstrap, interval};
use mlings_grade::metrics::{Costs, Metric, Prediction, evaluate};
use ndarray::{Array1, Array2};
use rand::{Rng, SeedableRng};
use rand_distr::{Exp1, StandardNormal, StudentT};
use rand_xoshiro::Xoshiro256PlusPlus;

const SAMPLES: usize = 1000;
const REPLICATES: usize = 1000;
const ROWS: [usize; 2] = [200, 1000];
/// The rows that the true value is computed from: its own error is a hundredth of a sample's.
const POPULATION: usize = 4_000_000;
const COVERAGE: std::ops::RangeInclusive<f64> = 0.93..=0.97;
/// Three standard errors of a share of .95 seen in 1,000 samples.
const CHANCE: f64 = 0.021;

/// How errors are distributed.
#[derive(Clone, Copy)]
enum Errors {
    Normal,
    Laplace,
    /// Student's with so many degrees of freedom.
    Student(f64),
    /// The exponential of a normal with this deviation, less its mean.
    LogNormal(f64),
}

/// What samples are drawn from.
#[derive(Clone, Copy)]
enum Population {
    Values(Errors),
    /// The share of class 1, and by how much it scores above class 0 whose scores have deviation 1.
    Binary(f64, f64),
    /// The shares of three classes.
    Three([f64; 3]),
}

/// Whether coverage is promised there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Promise {
    Holds,
    None,
}

const POPULATIONS: [(&str, Population, Promise); 13] = [
    ("normal errors", Population::Values(Errors::Normal), Promise::Holds),
    ("Laplace errors", Population::Values(Errors::Laplace), Promise::Holds),
    (
        "heavy: Student t, 5 degrees",
        Population::Values(Errors::Student(5.0)),
        Promise::Holds,
    ),
    (
        "heavy: log-normal, deviation 1/2",
        Population::Values(Errors::LogNormal(0.5)),
        Promise::Holds,
    ),
    (
        "too heavy: Student t, 3 degrees",
        Population::Values(Errors::Student(3.0)),
        Promise::None,
    ),
    (
        "too heavy: log-normal, deviation 1",
        Population::Values(Errors::LogNormal(1.0)),
        Promise::None,
    ),
    ("half of class 1, hard", Population::Binary(0.5, 1.5), Promise::Holds),
    ("half of class 1, easy", Population::Binary(0.5, 3.0), Promise::Holds),
    ("a fifth of class 1", Population::Binary(0.2, 1.5), Promise::Holds),
    ("a twentieth of class 1, hard", Population::Binary(0.05, 2.0), Promise::Holds),
    ("a twentieth of class 1, easy", Population::Binary(0.05, 3.0), Promise::Holds),
    ("three classes alike", Population::Three([1.0 / 3.0; 3]), Promise::Holds),
    (
        "three classes, one rare",
        Population::Three([0.6, 0.32, 0.08]),
        Promise::Holds,
    ),
];

const OF_VALUES: [Metric; 8] = [
    Metric::MeanSquaredError,
    Metric::RootMeanSquaredError,
    Metric::RootMeanSquaredLogError,
    Metric::MeanAbsoluteError,
    Metric::MedianAbsoluteError,
    Metric::MeanAbsolutePercentageError,
    Metric::R2Score,
    Metric::ExplainedVarianceScore,
];
const OF_TWO: [Metric; 13] = [
    Metric::AccuracyScore,
    Metric::BalancedAccuracyScore,
    Metric::PrecisionScore,
    Metric::RecallScore,
    Metric::F1Score,
    Metric::MacroF1Score,
    Metric::WeightedF1Score,
    Metric::MatthewsCorrcoef,
    Metric::MeanCostError(Costs {
        false_positive: 1,
        false_negative: 5,
    }),
    Metric::LogLoss,
    Metric::BrierScoreLoss,
    Metric::RocAucScore,
    Metric::AveragePrecisionScore,
];
const OF_THREE: [Metric; 12] = [
    Metric::AccuracyScore,
    Metric::BalancedAccuracyScore,
    Metric::MacroPrecisionScore,
    Metric::MacroRecallScore,
    Metric::MacroF1Score,
    Metric::WeightedPrecisionScore,
    Metric::WeightedRecallScore,
    Metric::WeightedF1Score,
    Metric::MatthewsCorrcoef,
    Metric::AdjustedRandScore,
    Metric::CrossEntropy,
    Metric::RocAucScore,
];

fn main() -> ExitCode {
    // `cargo test --all-targets` starts benches too, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let chosen = |name: &str| part.as_ref().is_none_or(|part| name.contains(part.as_str()));
    let mut out = std::io::stdout().lock();
    let _ = writeln!(
        out,
        "| population | metric | true value |{}",
        ROWS.map(|rows| format!(" {rows} rows | above | below |")).concat()
    );
    let _ = writeln!(out, "|---|---|---:|{}", "---:|---:|---:|".repeat(ROWS.len()));
    let mut kept = true;
    for (name, population, promise) in POPULATIONS.into_iter().filter(|(name, ..)| chosen(name)) {
        let whole = Sample::draw(population, POPULATION, &mut Xoshiro256PlusPlus::seed_from_u64(1));
        for &metric in population.metrics() {
            let (truth, prediction) = whole.of(metric);
            let Ok(value) = evaluate(metric, truth, prediction) else {
                continue;
            };
            let mut line = format!("| {name} | {} | {value:.4} |", metric.name());
            for rows in ROWS {
                let seen = Seen::over(population, metric, value, rows);
                let _ = write!(
                    line,
                    " {:.3} | {:.3} | {:.3} |",
                    seen.covered(),
                    seen.share(seen.above),
                    seen.share(seen.below)
                );
                kept &= promise == Promise::None || seen.keeps();
            }
            let _ = writeln!(out, "{line}");
        }
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where the intervals of many samples lay.
#[derive(Default)]
struct Seen {
    intervals: usize,
    /// All of the interval above the true value.
    above: usize,
    below: usize,
}

impl Seen {
    /// Samples on which the metric is ill-defined have no interval and do not count.
    fn over(population: Population, metric: Metric, value: f64, rows: usize) -> Self {
        let mut seen = Seen::default();
        for seed in 0..SAMPLES as u64 {
            let sample = Sample::draw(population, rows, &mut Xoshiro256PlusPlus::seed_from_u64(1000 + seed));
            let (truth, prediction) = sample.of(metric);
            let plan = Bootstrap {
                replicates: REPLICATES,
                seed,
            };
            if let Ok([low, high]) = interval(metric, truth, prediction, None, plan) {
                seen.intervals += 1;
                seen.above += usize::from(low > value);
                seen.below += usize::from(high < value);
            }
        }
        seen
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.intervals as f64
    }

    fn covered(&self) -> f64 {
        1.0 - self.share(self.above + self.below)
    }

    fn keeps(&self) -> bool {
        (COVERAGE.start() - CHANCE..=COVERAGE.end() + CHANCE).contains(&self.covered())
    }
}

impl Population {
    fn metrics(self) -> &'static [Metric] {
        match self {
            Population::Values(_) => &OF_VALUES,
            Population::Binary(..) => &OF_TWO,
            Population::Three(_) => &OF_THREE,
        }
    }
}

impl Errors {
    fn draw(self, generator: &mut Xoshiro256PlusPlus) -> f64 {
        match self {
            Errors::Normal => 4.0 * normal(generator),
            Errors::Laplace => {
                let size: f64 = generator.sample(Exp1);
                if generator.r#gen() { 3.0 * size } else { -3.0 * size }
            }
            Errors::Student(degrees) => 3.0 * generator.sample(StudentT::new(degrees).expect("degrees are positive")),
            Errors::LogNormal(deviation) => {
                4.0 * ((deviation * normal(generator)).exp() - (deviation * deviation / 2.0).exp()) / deviation
            }
        }
    }
}

fn normal(generator: &mut Xoshiro256PlusPlus) -> f64 {
    generator.sample(StandardNormal)
}

/// Rows with their true labels, and what was predicted of them.
struct Sample {
    truth: Target,
    /// Values, or classes.
    answers: Prediction,
    /// Both as RMSLE takes them, on a scale where errors are factors.
    factors: Option<(Target, Prediction)>,
    scores: Option<Prediction>,
}

impl Sample {
    fn draw(population: Population, rows: usize, generator: &mut Xoshiro256PlusPlus) -> Self {
        match population {
            Population::Values(errors) => Self::of_values(errors, rows, generator),
            Population::Binary(share, distance) => Self::of_two(share, distance, rows, generator),
            Population::Three(shares) => Self::of_three(shares, rows, generator),
        }
    }

    fn of(&self, metric: Metric) -> (&Target, &Prediction) {
        match (metric, &self.factors, &self.scores) {
            (Metric::RootMeanSquaredLogError, Some((truth, answers)), _) => (truth, answers),
            (
                Metric::LogLoss
                | Metric::BrierScoreLoss
                | Metric::CrossEntropy
                | Metric::RocAucScore
                | Metric::AveragePrecisionScore,
                _,
                Some(scores),
            ) => (&self.truth, scores),
            _ => (&self.truth, &self.answers),
        }
    }

    fn of_values(errors: Errors, rows: usize, generator: &mut Xoshiro256PlusPlus) -> Self {
        let truth = Array1::from_shape_simple_fn(rows, || 60.0 + 10.0 * normal(generator).clamp(-4.0, 4.0));
        let answers = truth.mapv(|value| value + errors.draw(generator));
        let factor = |value: &f64| (value / 20.0).exp_m1().max(0.0);
        Self {
            factors: Some((Target::Real(truth.map(factor)), Prediction::Values(answers.map(factor)))),
            truth: Target::Real(truth),
            answers: Prediction::Values(answers),
            scores: None,
        }
    }

    /// Probabilities are a little too sure, as models' are.
    fn of_two(share: f64, distance: f64, rows: usize, generator: &mut Xoshiro256PlusPlus) -> Self {
        let truth = Array1::from_shape_simple_fn(rows, || i64::from(generator.gen_bool(share)));
        let odds = (share / (1.0 - share)).ln();
        let probability = |class: i64| {
            let score = distance * class as f64 + normal(generator);
            1.0 / (1.0 + (-1.5 * distance * (score - distance / 2.0) - odds).exp())
        };
        let scores = truth.mapv(probability);
        Self {
            answers: Prediction::Classes(scores.mapv(|score| i64::from(score > 0.4))),
            truth: Target::Class(truth),
            factors: None,
            scores: Some(Prediction::Values(scores)),
        }
    }

    fn of_three(shares: [f64; 3], rows: usize, generator: &mut Xoshiro256PlusPlus) -> Self {
        let classes = rand_distr::WeightedIndex::new(shares).expect("shares are positive");
        let truth = Array1::from_shape_simple_fn(rows, || generator.sample(&classes) as i64);
        let mut scores = Array2::from_shape_fn((rows, 3), |(row, class)| {
            let right = if truth[row] == class as i64 { 2.0 } else { 0.0 };
            shares[class] * (1.5 * (right + normal(generator))).exp()
        });
        for mut row in scores.rows_mut() {
            row /= row.sum();
        }
        let likeliest = scores.rows().into_iter().map(|row| {
            let best = (0..3).max_by(|&left, &right| row[left].total_cmp(&row[right]));
            best.expect("there are three classes") as i64
        });
        Self {
            answers: Prediction::Classes(likeliest.collect()),
            truth: Target::Class(truth),
            factors: None,
            scores: Some(Prediction::Distributions(scores)),
        }
    }
}
