//! Tests of intervals: each fast path against plain resampling, coverage, determinism.

use ndarray::{Array1, Array2, array};
use rand::{Rng, SeedableRng};
use rand_distr::{StandardNormal, StudentT};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::*;
use crate::metrics::Needs;
use crate::statistics::{deviation, mean};

const PLAN: Bootstrap = Bootstrap {
    replicates: 2000,
    seed: 11,
};

fn noise(generator: &mut Xoshiro256PlusPlus) -> f64 {
    (0..12).map(|_| generator.r#gen::<f64>()).sum::<f64>() - 6.0
}

/// A truth, an error-prone prediction of it and a score, one of each kind.
struct Rows {
    real: Target,
    values: Prediction,
    classes: Target,
    predicted: Prediction,
    binary: Target,
    guessed: Prediction,
    probabilities: Prediction,
    distributions: Prediction,
}

impl Rows {
    fn of(&self, metric: Metric) -> (&Target, &Prediction) {
        match (metric.needs(), metric) {
            (Needs::Values, _) => (&self.real, &self.values),
            (_, Metric::PrecisionScore | Metric::RecallScore | Metric::F1Score) => (&self.binary, &self.guessed),
            (Needs::Classes, _) => (&self.classes, &self.predicted),
            (Needs::Distributions, _) => (&self.classes, &self.distributions),
            _ => (&self.binary, &self.probabilities),
        }
    }
}

fn rows(count: usize, seed: u64) -> Rows {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
    let real = Array1::from_shape_fn(count, |_| 50.0 + 10.0 * noise(&mut generator));
    let values = real.mapv(|value| value + 4.0 * noise(&mut generator));
    let classes = Array1::from_shape_fn(count, |row| (row % 3) as i64);
    let predicted = classes.mapv(|class| {
        if generator.gen_bool(0.7) {
            class
        } else {
            generator.gen_range(0..3)
        }
    });
    let binary = Array1::from_shape_fn(count, |_| i64::from(generator.gen_bool(0.3)));
    let probabilities = binary.mapv(|class| 1.0 / (1.0 + (1.0 - 2.0 * class as f64 + noise(&mut generator)).exp()));
    let probabilities = probabilities.mapv(|value| (value * 50.0).round() / 50.0);
    let mut distributions = Array2::from_shape_fn((count, 3), |(row, class)| {
        generator.r#gen::<f64>() + f64::from(u8::from(classes[row] == class as i64))
    });
    for mut row in distributions.rows_mut() {
        row /= row.sum();
    }
    Rows {
        real: Target::Real(real),
        values: Prediction::Values(values),
        classes: Target::Class(classes),
        predicted: Prediction::Classes(predicted),
        guessed: Prediction::Classes(probabilities.mapv(|value| i64::from(value > 0.5))),
        binary: Target::Class(binary),
        probabilities: Prediction::Values(probabilities),
        distributions: Prediction::Distributions(distributions),
    }
}

fn take(target: &Target, rows: &[usize]) -> Target {
    match target {
        Target::Real(values) => Target::Real(values.select(ndarray::Axis(0), rows)),
        Target::Class(classes) => Target::Class(classes.select(ndarray::Axis(0), rows)),
    }
}

fn take_prediction(prediction: &Prediction, rows: &[usize]) -> Prediction {
    match prediction {
        Prediction::Values(values) => Prediction::Values(values.select(ndarray::Axis(0), rows)),
        Prediction::Classes(classes) => Prediction::Classes(classes.select(ndarray::Axis(0), rows)),
        Prediction::Distributions(columns) => Prediction::Distributions(columns.select(ndarray::Axis(0), rows)),
    }
}

/// Resampling written the obvious way: draw groups, gather their rows, evaluate the metric anew.
fn plainly(metric: Metric, truth: &Target, prediction: &Prediction, groups: &[u32]) -> Vec<f64> {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(99);
    let rows: Vec<usize> = (0..truth.rows()).collect();
    let units: Vec<&[usize]> = rows.chunk_by(|&left, &right| groups[left] == groups[right]).collect();
    let values = (0..2000).map(|_| {
        let drawn = (0..units.len()).flat_map(|_| units[generator.gen_range(0..units.len())]);
        let drawn: Vec<usize> = drawn.copied().collect();
        evaluate(metric, &take(truth, &drawn), &take_prediction(prediction, &drawn)).unwrap_or(f64::NAN)
    });
    values.filter(|value| value.is_finite()).collect()
}

#[test]
fn every_fast_path_has_the_distribution_of_plain_resampling() {
    let rows = rows(90, 1);
    let singles: Vec<u32> = (0..90).collect();
    for metric in Metric::ALL {
        let (truth, prediction) = rows.of(metric);
        let pairs: Vec<u32> = (0..90).map(|row| row / 2).collect();
        for groups in [&singles, &pairs] {
            let plain = plainly(metric, truth, prediction, groups);
            let fast = bootstrap(metric, truth, &[prediction], Some(groups), PLAN).unwrap();
            let fast: Vec<f64> = fast.values.iter().map(|values| values[0]).collect();
            let spread = deviation(&plain);
            let name = metric.name();
            assert!(
                (mean(&fast) - mean(&plain)).abs() < 0.15 * spread,
                "{name}: {} {}",
                mean(&fast),
                mean(&plain)
            );
            assert!(
                (deviation(&fast) / spread - 1.0).abs() < 0.12,
                "{name}: {} {spread}",
                deviation(&fast)
            );
        }
    }
}

#[test]
fn a_distribution_per_class_is_resampled_like_any_other() {
    let rows = rows(90, 2);
    let plain = plainly(
        Metric::RocAucScore,
        &rows.classes,
        &rows.distributions,
        &(0..90).collect::<Vec<_>>(),
    );
    let fast = bootstrap(Metric::RocAucScore, &rows.classes, &[&rows.distributions], None, PLAN).unwrap();
    assert!((fast.deviation(|values| values[0]) / deviation(&plain) - 1.0).abs() < 0.12);
}

#[test]
fn predictions_are_compared_on_the_same_rows() {
    let rows = rows(200, 3);
    let Prediction::Values(values) = &rows.values else {
        panic!("values")
    };
    let shifted = Prediction::Values(values + 0.001);
    for metric in [Metric::MedianAbsoluteError, Metric::RootMeanSquaredError, Metric::R2Score] {
        let paired = bootstrap(metric, &rows.real, &[&rows.values, &shifted], None, PLAN).unwrap();
        assert!(paired.deviation(|values| values[0] - values[1]) < 0.1 * paired.deviation(|values| values[0]));
    }
    let paired = bootstrap(Metric::F1Score, &rows.binary, &[&rows.guessed, &rows.guessed], None, PLAN).unwrap();
    assert_eq!(paired.deviation(|values| values[0] - values[1]), 0.0);
}

#[test]
fn rows_without_groups_are_resampled_like_groups_of_one() {
    let rows = rows(200, 5);
    let singles: Vec<u32> = (0..200).collect();
    let spread = |groups| {
        let plan = Bootstrap {
            replicates: 4000,
            seed: 1,
        };
        let run = bootstrap(Metric::MacroF1Score, &rows.classes, &[&rows.predicted], groups, plan).unwrap();
        run.deviation(|values| values[0])
    };
    let (alone, grouped) = (spread(None), spread(Some(&singles)));
    assert!((alone / grouped - 1.0).abs() < 0.05, "{alone} {grouped}");
}

#[test]
fn the_seed_alone_decides() {
    let rows = rows(3000, 4);
    let run = |seed| {
        bootstrap(
            Metric::RootMeanSquaredError,
            &rows.real,
            &[&rows.values],
            None,
            Bootstrap { replicates: 500, seed },
        )
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

/// How many of 300 intervals of 200 rows hold the true value.
fn held(metric: Metric, value: f64, mut draw: impl FnMut(&mut Xoshiro256PlusPlus) -> (Target, Prediction)) -> usize {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(7);
    let holds = |seed: u64| {
        let (truth, prediction) = draw(&mut generator);
        let plan = Bootstrap { replicates: 500, seed };
        let [low, high] = interval(metric, &truth, &prediction, None, plan).unwrap();
        (low..=high).contains(&value)
    };
    (0..300).map(holds).filter(|holds| *holds).count()
}

// Where intervals cover .93 to .97, fewer than 266 or all of 300 hold the truth in one of a thousand such tests.

#[test]
fn an_interval_of_heavy_tailed_errors_holds_the_true_value_about_95_times_in_100() {
    let heavy = |generator: &mut Xoshiro256PlusPlus| {
        let errors = Array1::from_shape_simple_fn(200, || generator.sample(StudentT::new(5.0).unwrap()));
        (Target::Real(Array1::zeros(200)), Prediction::Values(errors))
    };
    let held = held(Metric::RootMeanSquaredError, f64::sqrt(5.0 / 3.0), heavy);
    assert!((266..=299).contains(&held), "{held} of 300");
}

#[test]
fn an_interval_of_ten_rare_rows_holds_the_true_value_about_95_times_in_100() {
    // Positives lie 2 above negatives: the area under the curve is Φ(√2). Percentiles held it 84 times in 100.
    let rare = |generator: &mut Xoshiro256PlusPlus| {
        let truth = Array1::from_shape_simple_fn(200, || i64::from(generator.gen_bool(0.05)));
        let scores = truth.mapv(|class| 2.0 * class as f64 + generator.sample::<f64, _>(StandardNormal));
        (Target::Class(truth), Prediction::Values(scores))
    };
    let held = held(Metric::RocAucScore, 0.92135, rare);
    assert!((266..=299).contains(&held), "{held} of 300");
}

#[test]
fn the_interval_of_an_accuracy_is_wilsons() {
    let truth = Target::Class(array![1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    let prediction = Prediction::Classes(array![1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    // 9 of 10: Wilson (1927) gives 0.596 to 0.982.
    let [low, high] = interval(Metric::AccuracyScore, &truth, &prediction, None, PLAN).unwrap();
    assert!((low - 0.5958).abs() < 1e-3 && (high - 0.9821).abs() < 1e-3);
}

#[test]
fn every_interval_holds_its_value_and_has_a_width() {
    let rows = rows(90, 6);
    let pairs: Vec<u32> = (0..90).map(|row| row / 2).collect();
    for metric in Metric::ALL {
        let (truth, prediction) = rows.of(metric);
        for groups in [None, Some(pairs.as_slice())] {
            let value = evaluate(metric, truth, prediction).unwrap();
            let [low, high] = interval(metric, truth, prediction, groups, PLAN).unwrap();
            assert!(low < value && value < high, "{}: {low} {value} {high}", metric.name());
        }
    }
}

#[test]
fn rows_that_are_there_twice_make_no_interval_shorter() {
    let once = rows(90, 8);
    let rows_twice: Vec<usize> = (0..180).map(|row| row / 2).collect();
    let pairs: Vec<u32> = (0..180).map(|row| row / 2).collect();
    for metric in Metric::ALL.into_iter().filter(|metric| *metric != Metric::AdjustedRandScore) {
        let (truth, prediction) = once.of(metric);
        let width = |truth: &Target, prediction: &Prediction, groups| {
            let [low, high] = interval(metric, truth, prediction, groups, PLAN).unwrap();
            high - low
        };
        let (one, twice) = (width(truth, prediction, None), {
            width(
                &take(truth, &rows_twice),
                &take_prediction(prediction, &rows_twice),
                Some(&pairs),
            )
        });
        assert!((twice / one - 1.0).abs() < 0.15, "{}: {one} {twice}", metric.name());
    }
}

#[test]
fn a_handful_of_rows_or_of_errors_has_percentiles_and_no_end_at_infinity() {
    let errors = |rows: usize, wrong: usize| {
        let prediction = Array1::from_shape_fn(rows, |row| if row < wrong { 2.0 } else { 0.0 });
        let (truth, prediction) = (Target::Real(Array1::zeros(rows)), Prediction::Values(prediction));
        interval(Metric::RootMeanSquaredError, &truth, &prediction, None, PLAN).unwrap()
    };
    assert_eq!(errors(4, 1), [0.0, 3.0_f64.sqrt()]);
    let [low, high] = errors(300, 2);
    assert!(low == 0.0 && (0.2..0.5).contains(&high), "{low} {high}");
}

#[test]
fn perfect_predictions_of_few_rows_do_not_prove_perfection() {
    let truth = Array1::from_shape_fn(40, |row| i64::from(row < 10));
    let classes = (Target::Class(truth.clone()), Prediction::Classes(truth.clone()));
    let scores = (
        Target::Class(truth.clone()),
        Prediction::Values(truth.mapv(|class| class as f64)),
    );
    for (metric, (truth, prediction)) in [
        (Metric::F1Score, &classes),
        (Metric::RecallScore, &classes),
        (Metric::MatthewsCorrcoef, &classes),
        (Metric::RocAucScore, &scores),
        (Metric::AveragePrecisionScore, &scores),
    ] {
        let [low, high] = interval(metric, truth, prediction, None, PLAN).unwrap();
        assert!((0.5..0.95).contains(&low) && high == 1.0, "{}: {low} {high}", metric.name());
    }
    let errors = interval(
        Metric::RootMeanSquaredError,
        &Target::Real(array![1.0, 2.0, 3.0]),
        &Prediction::Values(array![1.0, 2.0, 3.0]),
        None,
        PLAN,
    );
    assert_eq!(errors, Ok([0.0, 0.0]));
}

#[test]
fn replicates_without_a_positive_row_are_left_out() {
    let truth = Target::Class(array![0, 0, 0, 0, 0, 1]);
    let prediction = Prediction::Classes(array![0, 0, 0, 0, 1, 1]);
    let [low, high] = interval(Metric::PrecisionScore, &truth, &prediction, None, PLAN).unwrap();
    assert!(low > 0.0 && high <= 1.0);
}

#[test]
fn an_ill_defined_metric_has_no_interval() {
    let truth = Target::Class(array![0, 0]);
    let error = interval(Metric::RocAucScore, &truth, &Prediction::Values(array![0.1, 0.2]), None, PLAN);
    assert!(matches!(error, Err(MetricError::OneClass { .. })));
}
