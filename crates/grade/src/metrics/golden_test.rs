//! Every metric against scikit-learn on 200 inputs each; `tests/golden/make_metrics.py` makes the answers.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use ndarray::{Array1, Array2};
use serde_json::Value as Json;

use super::*;
use crate::held_out::Target;

const TOLERANCE: f64 = 1e-9;

/// Runs `evaluate` on every case of `group`, and returns for each metric how many answers were values and how many named errors.
fn compare(group: &str, evaluate: impl Fn(&str, &Json, &Json) -> Result<f64, MetricError>) -> BTreeMap<String, [usize; 2]> {
    let golden = golden();
    let mut seen = BTreeMap::new();
    for (number, case) in golden[group].as_array().expect("a group is a list").iter().enumerate() {
        for (name, expected) in case["expected"].as_object().expect("answers by metric") {
            let answer = evaluate(name, &case["truth"], &case["prediction"]);
            let counts: &mut [usize; 2] = seen.entry(name.clone()).or_default();
            match (expected.as_f64(), answer) {
                (Some(expected), Ok(value)) => {
                    let close = (value - expected).abs() <= TOLERANCE * expected.abs().max(1.0);
                    assert!(close, "{name} on {group} {number}: {value}, scikit-learn says {expected}");
                    counts[0] += 1;
                }
                (None, Err(_)) => counts[1] += 1,
                (_, answer) => panic!("{name} on {group} {number}: {answer:?}, scikit-learn says {expected}; input {case}"),
            }
        }
    }
    assert!(seen.values().all(|[values, errors]| values + errors == 200), "{seen:?}");
    seen
}

fn golden() -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/metrics.json.gz");
    let file = std::fs::File::open(&path).expect("the goldens are in the repository");
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("gzipped text");
    serde_json::from_str(&text).expect("JSON")
}

fn metric(name: &str) -> Metric {
    serde_json::from_value(Json::from(name)).expect("a metric of ours")
}

fn number(json: &Json) -> f64 {
    json.as_f64()
        .unwrap_or_else(|| json.as_str().expect("a number or its name").parse().expect("nan or inf"))
}

fn numbers(json: &Json) -> Array1<f64> {
    json.as_array().expect("a list").iter().map(number).collect()
}

fn integers(json: &Json) -> Array1<i64> {
    json.as_array()
        .expect("a list")
        .iter()
        .map(|value| value.as_i64().expect("a class number"))
        .collect()
}

fn matrix(json: &Json) -> Array2<f64> {
    let rows: Vec<Array1<f64>> = json.as_array().expect("a list").iter().map(numbers).collect();
    let width = rows.first().map_or(2, Array1::len);
    Array2::from_shape_vec((rows.len(), width), rows.into_iter().flatten().collect()).expect("rows of one length")
}

#[test]
fn regression_metrics_agree_with_scikit_learn() {
    let seen = compare("values", |name, truth, prediction| {
        evaluate(
            metric(name),
            &Target::Real(numbers(truth)),
            &Prediction::Values(numbers(prediction)),
        )
    });
    assert_eq!(seen.len(), 8);
    assert!(seen.values().all(|&[values, errors]| values > 100 && errors > 20), "{seen:?}");
}

#[test]
fn class_metrics_agree_with_scikit_learn() {
    for (group, metrics) in [("binary", 3), ("classes", 10)] {
        let seen = compare(group, |name, truth, prediction| {
            evaluate(
                metric(name),
                &Target::Class(integers(truth)),
                &Prediction::Classes(integers(prediction)),
            )
        });
        assert_eq!(seen.len(), metrics);
        assert!(seen.values().all(|&[values, errors]| values > 80 && errors > 10), "{seen:?}");
    }
}

#[test]
fn ranking_and_probability_metrics_agree_with_scikit_learn() {
    for group in ["scores", "probabilities"] {
        let seen = compare(group, |name, truth, prediction| {
            evaluate(
                metric(name),
                &Target::Class(integers(truth)),
                &Prediction::Values(numbers(prediction)),
            )
        });
        assert_eq!(seen.len(), 2);
        assert!(seen.values().all(|&[values, errors]| values > 100 && errors > 20), "{seen:?}");
    }
}

#[test]
fn metrics_of_distributions_agree_with_scikit_learn() {
    let seen = compare("distributions", |name, truth, prediction| {
        let (truth, prediction) = (Target::Class(integers(truth)), Prediction::Distributions(matrix(prediction)));
        let name = if name == "roc_auc_ovr_score" { "roc_auc_score" } else { name };
        evaluate(metric(name), &truth, &prediction)
    });
    assert_eq!(seen.len(), 2);
    assert!(seen.values().all(|&[values, errors]| values > 80 && errors > 40), "{seen:?}");
}

#[test]
fn the_silhouette_agrees_with_scikit_learn() {
    let seen = compare("points", |_, points, clusters| {
        silhouette_score(matrix(points).view(), integers(clusters).view())
    });
    let [values, errors] = seen["silhouette_score"];
    assert!(values > 100 && errors > 40);
}
