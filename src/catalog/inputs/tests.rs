//! Tests of made and borrowed arguments: the numbers are pinned, and what cannot be is said.

use std::path::PathBuf;

use mlings_grade::value::Tensor;
use serde_json::json;

use super::*;

thread_local! {
    /// One for each test, so that a dataset is read once in each.
    static INPUTS: Inputs<'static> = Inputs::new(Box::leak(Box::new(Content::Checkout(PathBuf::from(env!("CARGO_MANIFEST_DIR"))))));
}

fn read(json: &Json, declared: &str) -> Result<Value, String> {
    INPUTS.with(|inputs| inputs.value(json, &declared.parse().unwrap()))
}

fn nested(json: &Json, declared: &str) -> Json {
    read(json, declared).expect("it is well formed").to_nested()
}

fn numbers(json: &Json, declared: &str) -> Vec<f64> {
    read(json, declared)
        .expect("it is well formed")
        .numbers()
        .expect("they are numbers")
}

/// The values are a Python program's that follows what `random.rs` documents.
/// If this test fails, every exercise that uses a generator has to be blessed again: mend the generator instead.
#[test]
fn generators_give_the_same_numbers_for_ever() {
    let golden = [
        (
            json!({"uniform": {"seed": 3, "shape": [3]}}),
            "f64[n]",
            json!([0.051451, 0.647918, 0.867014]),
        ),
        (
            json!({"uniform": {"seed": 3, "shape": [3], "low": -5, "high": 5}}),
            "f64[n]",
            json!([-4.485486, 1.479175, 3.670141]),
        ),
        (
            json!({"normal": {"seed": 3, "shape": [2, 2]}}),
            "f64[n,k]",
            json!([[-0.453375, 0.278004], [-1.143266, 0.048945]]),
        ),
        (
            json!({"normal": {"seed": 0, "shape": [3], "mean": 100, "deviation": 15}}),
            "f64[n]",
            json!([76.882261, 99.939382, 101.674852]),
        ),
        (
            json!({"integers": {"seed": 3, "shape": [8], "below": 6}}),
            "i64[n]",
            json!([3, 0, 5, 5, 2, 3, 5, 1]),
        ),
        (
            json!({"choice": {"seed": 3, "shape": [5], "from": ["ham", "spam"], "weights": [3, 1]}}),
            "str[n]",
            json!(["ham", "ham", "spam", "spam", "ham"]),
        ),
        (
            json!({"blobs": {"seed": 3, "rows": 3, "centers": [[0, 0], [9, 9]]}}),
            "f64[n,2]",
            json!([[10.042042, 11.088702], [-0.391327, -1.143229], [8.935286, 8.985553]]),
        ),
        (
            json!({"blob_labels": {"seed": 3, "rows": 3, "centers": [[0, 0], [9, 9]]}}),
            "i64[n]",
            json!([1, 0, 1]),
        ),
    ];
    for (object, declared, values) in golden {
        assert_eq!(nested(&object, declared), values, "{object}");
    }
}

#[test]
fn made_numbers_survive_json_exactly() {
    for object in [
        json!({"normal": {"seed": 8, "shape": [5000], "deviation": 1e3}}),
        json!({"uniform": {"seed": 9, "shape": [5000]}}),
    ] {
        let value = read(&object, "f64[n]").unwrap();
        let text = value.to_nested().to_string();
        assert_eq!(read(&serde_json::from_str(&text).unwrap(), "f64[n]"), Ok(value));
        assert!(!text.contains("-0.0,"), "a zero has no sign");
    }
}

#[test]
fn made_numbers_have_the_distribution_that_is_asked_for() {
    let moments = |numbers: &[f64]| {
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / numbers.len() as f64;
        (mean, variance.sqrt())
    };
    let (mean, deviation) = moments(&numbers(
        &json!({"normal": {"seed": 1, "shape": [100_000], "mean": 2, "deviation": 3}}),
        "f64[n]",
    ));
    assert!(
        (mean - 2.0).abs() < 0.04 && (deviation - 3.0).abs() < 0.03,
        "{mean} {deviation}"
    );
    let uniform = numbers(
        &json!({"uniform": {"seed": 1, "shape": [100_000], "low": -1, "high": 1}}),
        "f64[n]",
    );
    let (mean, deviation) = moments(&uniform);
    assert!(
        mean.abs() < 0.01 && (deviation - 3_f64.sqrt().recip()).abs() < 0.01,
        "{mean} {deviation}"
    );
    assert!(uniform.iter().all(|number| (-1.0..=1.0).contains(number)));
    let dice = numbers(
        &json!({"integers": {"seed": 1, "shape": [60_000], "from": 1, "below": 7}}),
        "i64[n]",
    );
    for face in 1..=6 {
        let count = dice.iter().filter(|roll| **roll == f64::from(face)).count();
        assert!(count.abs_diff(10_000) < 500, "{face}: {count}");
    }
    let weighted = numbers(
        &json!({"choice": {"seed": 1, "shape": [40_000], "from": [0, 1, 2], "weights": [3, 1, 0]}}),
        "i64[n]",
    );
    let ones = weighted.iter().filter(|drawn| **drawn == 1.0).count();
    assert!(ones.abs_diff(10_000) < 500 && !weighted.contains(&2.0), "{ones}");
}

#[test]
fn blobs_lie_around_the_centres_that_their_labels_name() {
    let parameters = json!({"seed": 5, "rows": 300, "centers": [[0, 0, 0], [50, 50, 50], [-50, 50, 0]], "deviation": 2});
    let points = read(&json!({"blobs": parameters}), "f64[n,3]").unwrap();
    let labels = numbers(&json!({"blob_labels": parameters}), "i64[n]");
    let Value::Tensor(Tensor::F64(points)) = points else {
        panic!("{points:?}")
    };
    let centers = [[0.0, 0.0, 0.0], [50.0, 50.0, 50.0], [-50.0, 50.0, 0.0]];
    for (point, label) in points.rows().into_iter().zip(&labels) {
        let center = centers[*label as usize];
        assert!(
            point.iter().zip(center).all(|(x, center)| (x - center).abs() < 12.0),
            "{point} {label}"
        );
    }
    assert!((0..3).all(|label| labels.iter().filter(|other| **other == f64::from(label)).count() > 60));
}

#[test]
fn whole_numbers_serve_as_floats_and_members_of_tuples_may_be_made() {
    let object = json!({"integers": {"seed": 3, "shape": [2, 2], "below": 6}});
    let floats = numbers(&object, "f64[n,k]");
    assert_eq!(floats, numbers(&object, "i64[n,k]"));
    let tuple = nested(&json!([object, [1.5]]), "(i64[n,k], f64[m])");
    assert_eq!(tuple[1], json!([1.5]));
    assert_eq!(
        nested(&json!({"uniform": {"seed": 3, "shape": []}}), "f64"),
        nested(&json!({"uniform": {"seed": 3, "shape": [1]}}), "f64[n]")[0]
    );
}

#[test]
fn every_flaw_of_a_generator_is_an_error_that_names_the_key() {
    let cases: [(Json, &str, &str); 16] = [
        (
            json!({"gauss": {"seed": 1, "shape": [2]}}),
            "f64[n]",
            "unknown variant `gauss`",
        ),
        (json!({}), "f64[n]", "{}"),
        (json!({"normal": {"shape": [2]}}), "f64[n]", "missing field `seed`"),
        (
            json!({"normal": {"seed": 1, "shape": [2], "sd": 2}}),
            "f64[n]",
            "unknown field `sd`",
        ),
        (
            json!({"normal": {"seed": 1, "shape": [2], "deviation": -2}}),
            "f64[n]",
            "`deviation` is -2",
        ),
        (json!({"normal": {"seed": 1, "shape": [2]}}), "i64[n]", "it makes f64[2]"),
        (json!({"normal": {"seed": 1, "shape": [2]}}), "f64[n,k]", "it makes f64[2]"),
        (
            json!({"normal": {"seed": 1, "shape": [2, 3]}}),
            "f64[n,2]",
            "it makes f64[2,3]",
        ),
        (
            json!({"normal": {"seed": 1, "shape": [2000, 2000]}}),
            "f64[n,k]",
            "`shape` [2000, 2000]",
        ),
        (
            json!({"uniform": {"seed": 1, "shape": [2], "low": 1}}),
            "f64[n]",
            "`low` is 1 and `high` is 1",
        ),
        (
            json!({"integers": {"seed": 1, "shape": [2], "below": 0}}),
            "i64[n]",
            "`below` is 0",
        ),
        (
            json!({"choice": {"seed": 1, "shape": [2], "from": [1], "weights": [1, 2]}}),
            "i64[n]",
            "`weights` has 2 entries",
        ),
        (
            json!({"choice": {"seed": 1, "shape": [2], "from": []}}),
            "i64[n]",
            "`from` has no entry",
        ),
        (
            json!({"choice": {"seed": 1, "shape": [2], "from": ["a"]}}),
            "i64[n]",
            "`from`: expected a whole number",
        ),
        (
            json!({"blobs": {"seed": 1, "rows": 2, "centers": []}}),
            "f64[n,k]",
            "`centers` is empty",
        ),
        (
            json!({"blobs": {"seed": 1, "rows": 2, "centers": [[1], [1, 2]]}}),
            "f64[n,k]",
            "1 and 2 coordinates",
        ),
    ];
    for (object, declared, part) in cases {
        let message = read(&object, declared).unwrap_err();
        assert!(message.contains(part), "{message}");
    }
}

fn excerpt(dataset: &str, part: &str, columns: &[&str], rows: [usize; 2]) -> Json {
    json!({"dataset": dataset, "part": part, "columns": columns, "rows": rows})
}

#[test]
fn real_rows_come_as_numbers_or_texts_in_the_order_of_the_part() {
    let two = numbers(&excerpt("king-county", "train", &["bedrooms", "price"], [0, 40]), "f64[n,2]");
    let prices = numbers(&excerpt("king-county", "train", &["price"], [0, 40]), "f64[n]");
    assert_eq!(two.iter().skip(1).step_by(2).copied().collect::<Vec<_>>(), prices);
    assert_eq!(
        numbers(&excerpt("king-county", "train", &["price"], [10, 12]), "f64[n]"),
        prices[10..12]
    );
    let whole = read(&excerpt("king-county", "final", &["bedrooms"], [0, 3]), "i64[n]").unwrap();
    assert_eq!(whole.describe(), "i64[3]");
    assert_eq!(
        read(&excerpt("king-county", "practice", &["zipcode"], [0, 3]), "str[n]")
            .unwrap()
            .describe(),
        "str[3]"
    );
}

#[test]
fn messages_and_images_come_with_the_train_parts_classes() {
    let labels = nested(&excerpt("sms-spam", "train", &["label"], [0, 30]), "str[n]");
    let numbers = nested(&excerpt("sms-spam", "train", &["label"], [0, 30]), "i64[n]");
    let names = ["ham", "spam"];
    let named: Vec<&str> = numbers
        .as_array()
        .unwrap()
        .iter()
        .map(|number| names[number.as_u64().unwrap() as usize])
        .collect();
    assert_eq!(labels, json!(named));
    assert_eq!(
        read(&excerpt("sms-spam", "final", &["text"], [0, 4]), "str[n]")
            .unwrap()
            .describe(),
        "str[4]"
    );
    assert_eq!(
        read(&excerpt("mnist", "train", &["pixels"], [0, 2]), "f64[n,784]")
            .unwrap()
            .describe(),
        "f64[2,784]"
    );
}

#[test]
fn labels_of_held_out_parts_are_never_given_away() {
    for part in ["practice", "final"] {
        for (dataset, column, declared) in [
            ("king-county", "price", "f64[n]"),
            ("sms-spam", "label", "i64[n]"),
            ("mnist", "digit", "i64[n]"),
        ] {
            let message = read(&excerpt(dataset, part, &[column], [0, 2]), declared).unwrap_err();
            assert!(
                message.contains(&format!("labels of the {part} part stay with the grader")),
                "{message}"
            );
        }
    }
}

#[test]
fn every_flaw_of_an_excerpt_is_an_error_that_names_it() {
    let cases: [(Json, &str, &str); 10] = [
        (
            excerpt("kings-county", "train", &["price"], [0, 2]),
            "f64[n]",
            "did you mean `king-county`",
        ),
        (
            excerpt("king-county", "test", &["price"], [0, 2]),
            "f64[n]",
            "unknown variant `test`",
        ),
        (
            excerpt("king-county", "train", &["cost"], [0, 2]),
            "f64[n]",
            "no column is named `cost`; there are `id`",
        ),
        (
            excerpt("king-county", "train", &["price"], [0, 99_999]),
            "f64[n]",
            "rows 0 to 99999 of the train part, which has",
        ),
        (excerpt("king-county", "train", &["price"], [2, 2]), "f64[n]", "hold nothing"),
        (excerpt("king-county", "train", &[], [0, 2]), "f64[n]", "hold nothing"),
        (
            excerpt("king-county", "train", &["zipcode"], [0, 2]),
            "f64[n]",
            "`zipcode` holds texts",
        ),
        (
            excerpt("king-county", "train", &["price"], [0, 2]),
            "str[n]",
            "`price` holds numbers",
        ),
        (
            excerpt("king-county", "train", &["bathrooms"], [0, 50]),
            "i64[n]",
            "is no whole number",
        ),
        (
            json!({"dataset": "king-county", "rows": [0, 2]}),
            "f64[n]",
            "missing field `part`",
        ),
    ];
    for (object, declared, part) in cases {
        let message = read(&object, declared).unwrap_err();
        assert!(message.contains(part), "{message}");
    }
}
