use std::fs;

use ndarray::array;

use super::*;

fn scored(metric: Metric, truth: &str, prediction: &str) -> Result<Scored, String> {
    let folder = tempfile::tempdir().unwrap();
    let [truth_path, prediction_path] = ["truth", "prediction"].map(|name| folder.path().join(name));
    fs::write(&truth_path, truth).unwrap();
    fs::write(&prediction_path, prediction).unwrap();
    read(metric, &truth_path, &prediction_path).map_err(|error| error.to_string())
}

#[test]
fn rows_are_matched_by_id_in_any_order() {
    let scored = scored(Metric::MeanAbsoluteError, "id,y\na,1\nb,2\n", "id,y\nb,20\na,10\n").unwrap();
    assert_eq!(scored.prediction, Prediction::Values(array![10.0, 20.0]));
}

#[test]
fn ids_are_text_so_leading_zeros_stay() {
    let error = scored(Metric::MeanAbsoluteError, "id,y\n01,1\n", "id,y\n1,1\n").unwrap_err();
    assert!(error.contains("1 id(s) of the truth have no prediction: 01"), "{error}");
}

#[test]
fn every_problem_is_told_at_once() {
    let error = scored(
        Metric::MeanAbsoluteError,
        "id,y\na,1\nb,2\nc,3\n",
        "id,y\na,1\na,2\nb,NaN\nx,1\n",
    )
    .unwrap_err();
    for part in [
        "no prediction: c",
        "not in the truth: x",
        "more than once: a",
        "missing or NaN, at id(s): b",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
}

#[test]
fn only_the_first_examples_of_a_problem_are_named() {
    let truth: String = (0..9).fold("id,y\n".to_owned(), |text, row| format!("{text}r{row},1\n"));
    let error = scored(Metric::MeanAbsoluteError, &truth, "id,y\nx,1\n").unwrap_err();
    assert!(
        error.contains("9 id(s) of the truth have no prediction: r0, r1, r2, r3, r4, …"),
        "{error}"
    );
}

#[test]
fn an_extra_column_is_a_wrong_header() {
    let error = scored(Metric::MeanAbsoluteError, "id,y\na,1\n", "id,y,z\na,1,2\n").unwrap_err();
    assert!(error.contains("has the header `id,y,z`; it should be `id,y`"), "{error}");
}

#[test]
fn words_are_classes_and_the_second_in_the_alphabet_is_positive() {
    let scored = scored(Metric::F1Score, "spam\nham\n", "ham\nham\n").unwrap();
    assert_eq!(scored.truth, Target::Class(array![1, 0]));
    assert_eq!(scored.prediction, Prediction::Classes(array![0, 0]));
}

#[test]
fn words_where_numbers_are_needed_are_named() {
    let error = scored(Metric::R2Score, "1\n2\n", "1\ncheap\n").unwrap_err();
    assert!(error.contains("1 value(s) are no numbers: cheap"), "{error}");
}

#[test]
fn probabilities_need_a_column_a_class_in_order() {
    let truth = "id,y\na,0\nb,1\n";
    let good = scored(Metric::CrossEntropy, truth, "id,0,1\nb,0.5,0.5\na,0.9,0.1\n").unwrap();
    assert_eq!(good.prediction, Prediction::Distributions(array![[0.9, 0.1], [0.5, 0.5]]));
    let swapped = scored(Metric::CrossEntropy, truth, "id,1,0\na,1,0\nb,1,0\n").unwrap_err();
    assert!(swapped.contains("it should be `id,0,1`"), "{swapped}");
}
