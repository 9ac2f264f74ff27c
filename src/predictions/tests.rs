use std::fs;

use ndarray::array;

use super::*;

fn scored(metric: Metric, truth: &str, prediction: &str) -> Result<Scored, String> {
    scored_for(None, metric, truth, prediction)
}

fn scored_for(positive: Option<&str>, metric: Metric, truth: &str, prediction: &str) -> Result<Scored, String> {
    let folder = tempfile::tempdir().unwrap();
    let [truth_path, prediction_path] = ["truth", "prediction"].map(|name| folder.path().join(name));
    fs::write(&truth_path, truth).unwrap();
    fs::write(&prediction_path, prediction).unwrap();
    read(metric, &truth_path, &prediction_path, positive).map_err(|error| error.to_string())
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
fn of_two_words_the_positive_one_has_to_be_named() {
    let error = scored(Metric::F1Score, "spam\nham\n", "ham\nham\n").unwrap_err();
    assert!(error.contains("which of `ham`, `spam` is the positive class?"), "{error}");
    let scored = scored_for(Some("ham"), Metric::F1Score, "spam\nham\n", "ham\nham\n").unwrap();
    assert_eq!(scored.truth, Target::Class(array![0, 1]));
    assert_eq!(scored.prediction, Prediction::Classes(array![1, 1]));
    let unknown = scored_for(Some("egg"), Metric::F1Score, "spam\nham\n", "ham\nham\n").unwrap_err();
    assert!(unknown.contains("no class is called `egg`"), "{unknown}");
}

#[test]
fn a_heading_a_mark_and_blank_lines_at_the_end_are_no_rows() {
    for prediction in ["y\n0\n1\n", "\u{feff}0\n1\n", "0\r\n1\r\n\r\n\n", "\"y\"\n\"0\"\n\"1\"\n"] {
        let scored = scored(Metric::AccuracyScore, "y\n1\n0\n", prediction).unwrap();
        assert_eq!(scored.truth, Target::Class(array![1, 0]), "{prediction:?}");
        assert_eq!(scored.prediction, Prediction::Classes(array![0, 1]), "{prediction:?}");
    }
    let words = scored(Metric::AccuracyScore, "label\nham\nspam\n", "label\nham\nham\n").unwrap();
    assert_eq!(words.truth, Target::Class(array![0, 1]));
}

#[test]
fn truth_values_are_the_numbers_they_stand_for() {
    let scored = scored(Metric::AccuracyScore, "1\n0\n", "True\nFalse\n").unwrap();
    assert_eq!(scored.prediction, Prediction::Classes(array![1, 0]));
}

#[test]
fn what_is_no_table_is_refused_with_its_line() {
    let words = |truth: &str| scored(Metric::MeanAbsoluteError, truth, "1\n2\n").unwrap_err();
    assert!(words("1,5\n2,5\n").contains("has no header: line 1 is `1,5`"));
    assert!(words("1\n\n2\n").contains("has nothing in line 2"));
    assert!(words("id;y\n1;2\n").contains("parted by `;`"));
    assert!(words("id,y\n1,2\n2,3,4\n").contains("has 3 values in line 3, and its header has 2"));
}

#[test]
fn probabilities_and_other_labels_are_no_classes_of_the_truth() {
    let error = scored(Metric::AccuracyScore, "1\n0\n", "0.7\n0.2\n").unwrap_err();
    assert!(error.contains("holds 0.7, which is no class"), "{error}");
    let error = scored(Metric::AccuracyScore, "1\n0\n", "spam\nham\n").unwrap_err();
    assert!(error.contains("no label of"), "{error}");
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
