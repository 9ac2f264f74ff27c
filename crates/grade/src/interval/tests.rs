//! Tests of intervals: each fast path against plain resampling, coverage, determinism.

use ndarray::{Array1, Array2, array};
use rand::{Rng, SeedableRng};
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

/// Resampling written the obvious way: draw groups of each class, gather their rows, evaluate the metric anew.
fn plainly(metric: Metric, truth: &Target, prediction: &Prediction, groups: &[u32]) -> Vec<f64> {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(99);
    let class = |row: usize| match truth {
        Target::Class(classes) if metric.needs() == Needs::Classes || is_ranked(metric) => classes[row],
        _ => 0,
    };
    let mut units: Vec<(i64, Vec<usize>)> = Vec::new();
    for row in 0..truth.rows() {
        let new = row == 0 || groups[row] != groups[row - 1];
        if new {
            units.push((class(row), vec![row]));
        } else {
            units.last_mut().unwrap().1.push(row);
        }
    }
    let values = (0..2000).map(|_| {
        let mut drawn = Vec::new();
        for unit in &units {
            let alike: Vec<_> = units.iter().filter(|other| other.0 == unit.0).collect();
            drawn.extend(&alike[generator.gen_range(0..alike.len())].1);
        }
        evaluate(metric, &take(truth, &drawn), &take_prediction(prediction, &drawn)).unwrap_or(f64::NAN)
    });
    values.filter(|value| value.is_finite()).collect()
}

fn is_ranked(metric: Metric) -> bool {
    matches!(metric, Metric::RocAucScore | Metric::AveragePrecisionScore)
}

#[test]
fn every_fast_path_has_the_distribution_of_plain_resampling() {
    let rows = rows(90, 1);
    // Singles, then pairs of neighbours where the truth agrees (so that a group has one class).
    let singles: Vec<u32> = (0..90).collect();
    for metric in Metric::ALL {
        let (truth, prediction) = match (metric.needs(), metric) {
            (Needs::Values, _) => (&rows.real, &rows.values),
            (_, Metric::PrecisionScore | Metric::RecallScore | Metric::F1Score) => (&rows.binary, &rows.guessed),
            (Needs::Classes, _) => (&rows.classes, &rows.predicted),
            (Needs::Distributions, _) => (&rows.classes, &rows.distributions),
            _ => (&rows.binary, &rows.probabilities),
        };
        let pairs: Vec<u32> = match truth {
            Target::Class(classes) => {
                let mut group = 0;
                (0..90)
                    .map(|row| {
                        group += u32::from(row == 0 || row % 2 == 0 || classes[row] != classes[row - 1]);
                        group
                    })
                    .collect()
            }
            Target::Real(_) => (0..90).map(|row| row / 2).collect(),
        };
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
fn a_distribution_per_class_is_resampled_class_by_class() {
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

#[test]
fn intervals_hold_the_true_value_about_95_times_in_100() {
    // RMSE of errors with deviation 4 is 4.
    let held = (0..200).filter(|&seed| {
        let rows = rows(400, 1000 + seed);
        let [low, high] = interval(
            Metric::RootMeanSquaredError,
            &rows.real,
            &rows.values,
            None,
            Bootstrap { replicates: 400, seed },
        )
        .unwrap();
        (low..=high).contains(&4.0)
    });
    let held = held.count();
    assert!((180..=199).contains(&held), "{held} of 200");
}

#[test]
fn the_interval_of_an_accuracy_is_wilsons() {
    // 9 of 10: Wilson (1927) gives 0.596 to 0.982.
    let [low, high] = wilson(0.9, 10);
    assert!((low - 0.5958).abs() < 1e-3 && (high - 0.9821).abs() < 1e-3);
    let truth = Target::Class(array![1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    let prediction = Prediction::Classes(array![1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    assert_eq!(
        interval(Metric::AccuracyScore, &truth, &prediction, None, PLAN),
        Ok([low, high])
    );
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
