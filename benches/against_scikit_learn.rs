//! Metrics and a 1,000-fold bootstrap on a million rows, against scikit-learn in the same run.
//!
//! `cargo bench` (or `cargo bench --profile dev`, which needs no second compilation). Python is `MLINGS_PYTHON`, or
//! `python3`; it needs numpy and scikit-learn.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use mlings_grade::Target;
use mlings_grade::interval::{Bootstrap, bootstrap};
use mlings_grade::metrics::{Metric, Needs, Prediction, evaluate};
use ndarray::Array1;
use rand::{Rng, SeedableRng};
use rand_distr::StandardNormal;
use rand_xoshiro::Xoshiro256PlusPlus;

const ROWS: usize = 1_000_000;
const REPLICATES: usize = 1000;
/// scikit-learn would take minutes for all of them; each costs the same, and the fastest is taken, of ours as well.
const REPLICATES_OF_SCIKIT_LEARN: usize = 10;
const BOOTSTRAPPED: [Metric; 4] = [
    Metric::RootMeanSquaredError,
    Metric::AccuracyScore,
    Metric::F1Score,
    Metric::RocAucScore,
];
const TIMED: [Metric; 11] = [
    Metric::RootMeanSquaredError,
    Metric::MeanAbsoluteError,
    Metric::MedianAbsoluteError,
    Metric::R2Score,
    Metric::AccuracyScore,
    Metric::F1Score,
    Metric::MacroF1Score,
    Metric::MatthewsCorrcoef,
    Metric::RocAucScore,
    Metric::AveragePrecisionScore,
    Metric::LogLoss,
];
/// What a bootstrap must gain.
const BAR: f64 = 20.0;

fn main() -> ExitCode {
    // `cargo test --all-targets` starts benches too, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    match compare(&mut std::io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(3)
        }
    }
}

/// Prints both tables; whether every bootstrap reached the bar.
fn compare(out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
    let rows = Rows::new();
    let theirs = scikit_learn(&rows)?;
    writeln!(out, "{ROWS} rows, ms                    mlings  scikit-learn  faster")?;
    for metric in TIMED {
        let (truth, prediction) = rows.of(metric);
        let their_value = number(&theirs, metric, "value")?;
        let value = evaluate(metric, truth, prediction)?;
        if (value - their_value).abs() > 1e-9 * their_value.abs().max(1.0) {
            return Err(format!("{} is {value} here and {their_value} in scikit-learn", metric.name()).into());
        }
        let ours = seconds(5, || evaluate(metric, truth, prediction).map(drop))?;
        line(out, metric, ours, number(&theirs, metric, "seconds")?)?;
    }
    writeln!(
        out,
        "\n{REPLICATES}-fold bootstrap, ms (scikit-learn: {REPLICATES_OF_SCIKIT_LEARN} replicates, scaled)"
    )?;
    let mut reached = true;
    for metric in BOOTSTRAPPED {
        let (truth, prediction) = rows.of(metric);
        let plan = Bootstrap {
            replicates: REPLICATES,
            seed: 0,
        };
        let ours = seconds(3, || bootstrap(metric, truth, &[prediction], None, plan).map(drop))?;
        let their_seconds = number(&theirs, metric, "replicate")? * REPLICATES as f64;
        line(out, metric, ours, their_seconds)?;
        reached &= their_seconds / ours >= BAR;
    }
    writeln!(
        out,
        "{}",
        if reached {
            "every bootstrap is at least 20 times as fast"
        } else {
            "a bootstrap is less than 20 times as fast"
        }
    )?;
    Ok(reached)
}

fn line(out: &mut impl Write, metric: Metric, ours: f64, theirs: f64) -> std::io::Result<()> {
    writeln!(
        out,
        "{:28} {:12.2} {:13.1} {:6.0}×",
        metric.name(),
        1e3 * ours,
        1e3 * theirs,
        theirs / ours
    )
}

/// The best of some tries.
fn seconds<E: Error + 'static>(tries: usize, mut work: impl FnMut() -> Result<(), E>) -> Result<f64, Box<dyn Error>> {
    let mut best = f64::INFINITY;
    for _ in 0..tries {
        let start = Instant::now();
        work()?;
        best = best.min(start.elapsed().as_secs_f64());
    }
    Ok(best)
}

/// A regression and a binary classification with scores.
struct Rows {
    real: Target,
    predicted: Prediction,
    truth: Target,
    classes: Prediction,
    scores: Prediction,
}

impl Rows {
    fn new() -> Self {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(0);
        let mut normal = || -> f64 { generator.sample(StandardNormal) };
        let real = Array1::from_shape_simple_fn(ROWS, || 50.0 + 10.0 * normal());
        let predicted = real.mapv(|value| value + 4.0 * normal());
        let truth = Array1::from_shape_simple_fn(ROWS, || i64::from(normal() > 1.0));
        let scores = truth.mapv(|class| 1.0 / (1.0 + (1.5 - 2.0 * class as f64 + normal()).exp()));
        Self {
            real: Target::Real(real),
            predicted: Prediction::Values(predicted),
            truth: Target::Class(truth),
            classes: Prediction::Classes(scores.mapv(|score| i64::from(score > 0.5))),
            scores: Prediction::Values(scores),
        }
    }

    fn of(&self, metric: Metric) -> (&Target, &Prediction) {
        match metric.needs() {
            Needs::Values => (&self.real, &self.predicted),
            Needs::Classes => (&self.truth, &self.classes),
            _ => (&self.truth, &self.scores),
        }
    }

    /// One file an array, raw and little-endian.
    fn write(&self, folder: &Path) -> std::io::Result<()> {
        let floats = |values: &Array1<f64>| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        let integers = |values: &Array1<i64>| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        let target = |target: &Target| match target {
            Target::Real(values) => floats(values),
            Target::Class(classes) => integers(classes),
        };
        let prediction = |prediction: &Prediction| match prediction {
            Prediction::Values(values) => floats(values),
            Prediction::Classes(classes) => integers(classes),
            Prediction::Distributions(_) => Vec::new(),
        };
        std::fs::write(folder.join("real"), target(&self.real))?;
        std::fs::write(folder.join("predicted"), prediction(&self.predicted))?;
        std::fs::write(folder.join("truth"), target(&self.truth))?;
        std::fs::write(folder.join("classes"), prediction(&self.classes))?;
        std::fs::write(folder.join("scores"), prediction(&self.scores))
    }
}

/// scikit-learn's values and seconds by metric.
fn scikit_learn(rows: &Rows) -> Result<serde_json::Value, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    rows.write(folder.path())?;
    let python = std::env::var("MLINGS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/against_scikit_learn.py");
    let output = Command::new(&python)
        .arg(script)
        .arg(folder.path())
        .arg(REPLICATES_OF_SCIKIT_LEARN.to_string())
        .arg(BOOTSTRAPPED.map(Metric::name).join(","))
        .output()
        .map_err(|error| format!("`{python}` could not be started ({error}); set MLINGS_PYTHON to a Python with scikit-learn"))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "`{python}` has no working scikit-learn; set MLINGS_PYTHON to one that has.\n{}",
            words.trim()
        )
        .into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn number(answer: &serde_json::Value, metric: Metric, key: &str) -> Result<f64, Box<dyn Error>> {
    answer[metric.name()][key]
        .as_f64()
        .ok_or_else(|| format!("scikit-learn gave no {key} of {}", metric.name()).into())
}
