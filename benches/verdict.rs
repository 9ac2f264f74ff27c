//! One project verdict as the learner waits for it: contract, checks, metric, 2,000-fold paired bootstrap, detectors.
//!
//! `cargo bench --profile dev --bench verdict`. It fails where a verdict on 4,300 rows takes more than 100 ms.

use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use mlings_grade::interval::Bootstrap;
use mlings_grade::metrics::Metric;
use mlings_grade::project::{Assessment, Beside, Grading, assess};
use mlings_grade::training::TrainSummary;
use mlings_grade::value::{Tensor, Value};
use mlings_grade::{HeldOut, Rounds, Target};
use ndarray::Array1;
use rand::{Rng, SeedableRng};
use rand_distr::StandardNormal;
use rand_xoshiro::Xoshiro256PlusPlus;

const ROWS: usize = 4300;
const CANARIES: usize = 40;
const LIMIT: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    // `cargo test --all-targets` starts benches too, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(0);
    let mut times_exp = |prices: &[f64], deviation: f64| -> Vec<f64> {
        prices
            .iter()
            .map(|price| price * (deviation * generator.sample::<f64, _>(StandardNormal)).exp())
            .collect()
    };
    let prices = times_exp(&[440_000.0; ROWS], 0.5);
    let [reference, good, weak] = [0.17, 0.17, 0.4].map(|deviation| times_exp(&prices, deviation));
    let logarithms = good.iter().map(|price| price.ln_1p()).collect();
    let mut slow = false;
    for (name, learner) in [
        ("as good as the reference", good),
        ("weak", weak),
        ("left in logarithms", logarithms),
    ] {
        let (assessment, elapsed) = verdict(&prices, &reference, &learner);
        slow |= elapsed > LIMIT;
        let milliseconds = 1e3 * elapsed.as_secs_f64();
        let _ = writeln!(
            std::io::stdout(),
            "{name:26} {milliseconds:5.1} ms  {:?}",
            assessment.standing()
        );
    }
    if slow { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The fastest of five.
fn verdict(prices: &[f64], reference: &[f64], learner: &[f64]) -> (Assessment, Duration) {
    // Canaries carry the price of another canary.
    let mut labels = prices.to_vec();
    labels[..CANARIES].reverse();
    let held_out = HeldOut {
        target: Target::Real(Array1::from_vec(labels)),
        scored: (CANARIES..ROWS).collect(),
        canaries: (0..CANARIES).collect(),
        groups: (0..ROWS as u32).map(|row| row - row % 60 / 59).collect(),
        ids: (0..ROWS).map(|row| (7 * row).to_string()).collect(),
        shuffled: (0..ROWS).rev().collect(),
        small: vec![(0..ROWS / 2).collect(), (ROWS / 2..ROWS).collect(), vec![ROWS / 3]],
    };
    let mean = prices.iter().sum::<f64>() / ROWS as f64;
    let grading = Grading {
        metric: Metric::RootMeanSquaredLogError,
        pass: 0.9,
        baseline: &[mean; ROWS],
        reference,
        train: &TrainSummary::of(&held_out.target, 0),
        beside: Beside::default(),
        claim: None,
        looks: 0,
        bootstrap: Bootstrap::default(),
        held_out: &held_out,
    };
    let value = |rows: &[usize]| {
        Value::Tensor(Tensor::F64(
            rows.iter().map(|&row| learner[row]).collect::<Array1<f64>>().into_dyn(),
        ))
    };
    let all = value(&(0..ROWS).collect::<Vec<_>>());
    let shuffled = value(&held_out.shuffled);
    let small: Vec<Value> = held_out.small.iter().map(|rows| value(rows)).collect();
    let once = || {
        let answers = Rounds {
            all: &all,
            shuffled: Ok(&shuffled),
            small: small.iter().map(Ok).collect(),
            again: Ok(&small[0]),
        };
        let start = Instant::now();
        let assessment = assess(&grading, answers).expect("the part is sound");
        (assessment, start.elapsed())
    };
    (0..5).map(|_| once()).min_by_key(|(_, elapsed)| *elapsed).expect("five runs")
}
