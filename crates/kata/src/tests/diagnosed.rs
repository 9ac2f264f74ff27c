//! What is said of answers that are nearly a known mistake's, and which failing case is shown.

use super::*;
use mlings_grade::Certainty;

/// What a function `f` of a vector should answer to each argument, what known mistakes answer, and what the learner does.
fn assessed(cases: &[(Json, f64, Json, f64)]) -> Assessment {
    let written: Vec<(usize, Json, Json, Json)> = cases
        .iter()
        .map(|(argument, due, mistakes, _)| (0, json!([argument]), json!(due), mistakes.clone()))
        .collect();
    let answered: Vec<Value> = cases.iter().map(|(.., answer)| Value::scalar(*answer)).collect();
    Fixture::new(&[("f", &["f64[n]"], "f64")], &written).assess(&answers(&answered))
}

fn named(assessment: &Assessment) -> Vec<(&str, Certainty)> {
    let findings = assessment.findings.iter();
    findings.map(|finding| (finding.id.as_str(), finding.certainty)).collect()
}

#[test]
fn a_guard_for_a_single_row_does_not_hide_a_mistake() {
    let assessment = assessed(&[
        (json!([1.0, 2.0]), 1.0, json!({"m": 1.23}), 1.23),
        (json!([2.0, 5.0]), 2.0, json!({"m": 2.34}), 2.34),
        (json!([3.0]), 3.0, json!({"m": 0.0}), 3.0),
    ]);
    assert_eq!(named(&assessment), [("m", Certainty::Likely)]);
    assert_eq!(
        assessment.findings[0].evidence,
        "on \"case 0\", `f` returned 1.23, which is too high: 1.0 is right. This mistake gives every wrong answer of `f`; in 1 more case it would be wrong, and you are right"
    );
}

#[test]
fn right_answers_that_no_guard_explains_speak_against_a_mistake() {
    let assessment = assessed(&[
        (json!([1.0, 2.0]), 1.0, json!({"m": 1.23}), 1.23),
        (json!([2.0, 5.0]), 2.0, json!({"m": 2.34}), 2.34),
        (json!([3.0, 4.0]), 3.0, json!({"m": 3.45}), 3.0),
        (json!([5.0, 4.0]), 4.0, json!({"m": 4.56}), 4.0),
    ]);
    assert_eq!(named(&assessment), []);
}

#[test]
fn a_second_slip_does_not_hide_a_mistake_that_explains_most_answers() {
    let cases = |third: f64, fourth: f64| {
        assessed(&[
            (json!([1.0, 2.0]), 1.0, json!({"m": 1.23}), 1.23),
            (json!([2.0, 5.0]), 2.0, json!({"m": 2.34}), 2.34),
            (json!([3.0, 4.0]), 3.0, json!({"m": 3.45}), third),
            (json!([5.0, 4.0]), 4.0, json!({"m": 4.0}), fourth),
            (json!([6.0, 4.0]), 5.0, json!({"m": 5.0}), 0.0),
        ])
    };
    let assessment = cases(3.45, 0.0);
    assert_eq!(named(&assessment), [("m", Certainty::Likely)]);
    assert!(
        assessment.findings[0]
            .evidence
            .ends_with(". This mistake gives 3 of the 5 wrong answers of `f`"),
        "{}",
        assessment.findings[0].evidence
    );
    // Half or less is no explanation.
    assert_eq!(named(&cases(9.0, 4.0)), []);
    assert_eq!(named(&cases(9.0, 0.0)), []);
}

#[test]
fn zeros_are_no_proof_of_a_mistake_that_leaves_answers_unexplained() {
    let assessment = assessed(&[
        (json!([1.0, 2.0]), 1.0, json!({"m": 0.0}), 0.0),
        (json!([2.0, 5.0]), 2.0, json!({"m": 0.0}), 0.0),
        (json!([3.0, 4.0]), 3.0, json!({"m": 3.45}), 0.0),
    ]);
    // That they are zeros is all that can be said.
    assert!(
        !named(&assessment).iter().any(|(id, _)| *id == "m"),
        "{:?}",
        named(&assessment)
    );
}

#[test]
fn mistakes_that_explain_the_same_are_told_as_one_of_two_and_of_three_none_is() {
    let cases = |mistakes: [Json; 3]| {
        let [first, second, third] = mistakes;
        assessed(&[
            (json!([1.0, 2.0]), 1.0, first, 1.23),
            (json!([2.0, 5.0]), 2.0, second, 2.34),
            (json!([3.0]), 3.0, third, 3.0),
        ])
    };
    let of_two = cases([
        json!({"m": 1.23, "n": 1.23}),
        json!({"m": 2.34, "n": 2.34}),
        json!({"m": 0.0, "n": 1.0}),
    ]);
    assert_eq!(named(&of_two), [("m", Certainty::OneOfTwo), ("n", Certainty::OneOfTwo)]);
    let of_three = cases([
        json!({"m": 1.23, "n": 1.23, "o": 1.23}),
        json!({"m": 2.34, "n": 2.34, "o": 2.34}),
        json!({"m": 0.0, "n": 1.0, "o": 2.0}),
    ]);
    assert_eq!(named(&of_three), []);
}

#[test]
fn a_variant_is_no_second_mistake() {
    let assessment = assessed(&[
        (json!([1.0, 2.0]), 1.0, json!({"m/a": 1.23, "m/b": 1.23}), 1.23),
        (json!([2.0, 5.0]), 2.0, json!({"m/a": 2.34, "m/b": 9.0}), 2.34),
        (json!([3.0]), 3.0, json!({"m/a": 0.0, "m/b": 0.0}), 3.0),
    ]);
    assert_eq!(named(&assessment), [("m", Certainty::Likely)]);
}

#[test]
fn two_mistakes_that_explain_a_part_each_are_both_named() {
    let assessment = assessed(&[
        (json!([1.0, 2.0]), 1.0, json!({"m": 1.23, "n": 1.0}), 1.23),
        (json!([2.0, 5.0]), 2.0, json!({"m": 2.34, "n": 2.0}), 2.34),
        (json!([3.0, 4.0]), 3.0, json!({"m": 3.0, "n": 3.45}), 3.45),
    ]);
    assert_eq!(named(&assessment), [("m", Certainty::Likely), ("n", Certainty::Likely)]);
}

#[test]
fn a_certain_mistake_leads_whatever_case_a_likely_one_shows_first() {
    let written = [
        (0, json!([[1.0, 2.0]]), json!(1.0), json!({"m": 1.23, "n": 1.0})),
        (0, json!([[2.0, 5.0]]), json!(2.0), json!({"m": 2.34, "n": 2.0})),
        (0, json!([[3.0]]), json!(3.0), json!({"m": 0.0, "n": 3.0})),
        (1, json!([[1.0, 2.0]]), json!(1.0), json!({"m": 1.0, "n": 7.0})),
    ];
    let kata = Fixture::new(&[("f", &["f64[n]"], "f64"), ("g", &["f64[n]"], "f64")], &written);
    let answered = scalars([1.23, 2.34, 3.0, 7.0]);
    let assessment = kata.assess(&answers(&answered));
    assert_eq!(named(&assessment), [("n", Certainty::Certain), ("m", Certainty::Likely)]);
    assert_eq!(assessment.failure.map(|failure| failure.case), Some(3));
}

#[test]
fn of_failing_cases_the_one_that_fewest_mistakes_fail_is_shown_then_the_smallest() {
    let assessment = assessed(&[
        (json!([1.0, 2.0]), 1.0, json!({"m": 1.23, "n": 7.0}), 9.1),
        (json!([2.0, 5.0, 6.0, 7.0]), 2.0, json!({"m": 2.34, "n": 2.0}), 4.7),
        (json!([2.0, 5.0, 6.0]), 3.0, json!({"m": 2.34, "n": 3.0}), 3.3),
    ]);
    let order: Vec<&str> = assessment.calls.iter().map(|call| call.case.as_str()).collect();
    assert_eq!(order, ["case 2", "case 1", "case 0"]);
    assert_eq!(assessment.failure.map(|failure| failure.case), Some(2));
}

#[test]
fn a_function_that_others_call_is_shown_before_them() {
    let written = [
        (1, json!([[1.0, 2.0]]), json!(1.0), json!({})),
        (0, json!([[1.0, 2.0]]), json!(1.0), json!({"m": 2.0})),
    ];
    let kata = Fixture::new(&[("f", &["f64[n]"], "f64"), ("g", &["f64[n]"], "f64")], &written);
    let assessment = kata.assess(&answers(&[Value::scalar(5.0), Value::scalar(5.0)]));
    assert_eq!(assessment.calls[0].case, "case 1");
}

#[test]
fn a_failing_call_is_shown_with_what_came_and_what_was_due() {
    let assessment = assessed(&[(json!([1.0, 2.0]), 1.5, json!({}), 1.500_000_4)]);
    assert_eq!(
        assessment.calls[0].lines,
        ["f(p0)", "  p0 = [1.0, 2.0]", "  got 1.5000004", "  due 1.5"]
    );
    assert!(assessment.calls[0].is_small);
}

#[test]
fn of_mistakes_that_come_to_the_same_in_a_function_the_others_show_which_it_is() {
    let written = [
        (0, json!([[1.0, 2.0]]), json!(1.0), json!({"a": 1.23, "b": 1.23})),
        (1, json!([[1.0, 2.0]]), json!(1.0), json!({"a": 1.0, "b": 2.34})),
    ];
    let kata = Fixture::new(&[("f", &["f64[n]"], "f64"), ("g", &["f64[n]"], "f64")], &written);
    let leading = |numbers: [f64; 2]| {
        let given = numbers.map(Value::scalar);
        kata.assess(&answers(&given)).findings[0].id.clone()
    };
    assert_eq!(leading([1.23, 1.0]), "a");
    assert_eq!(leading([1.23, 2.34]), "b");
}
