//! Tests of kata grading on a kata of two functions with two known mistakes.

use serde_json::{Value as Json, json};

use super::*;
use mlings_grade::value::Type;

mod diagnosed;

/// A kata written as JSON.
struct Fixture {
    functions: Vec<Function>,
    cases: Vec<Case>,
}

impl Fixture {
    /// `cases`: function, arguments, expected, answers of mistakes.
    fn new(functions: &[(&str, &[&str], &str)], cases: &[(usize, Json, Json, Json)]) -> Self {
        let functions: Vec<Function> = functions.iter().map(function).collect();
        let cases = cases
            .iter()
            .enumerate()
            .map(|(index, written)| case(index, written, &functions));
        Self {
            cases: cases.collect(),
            functions,
        }
    }

    /// One function whose answer to its one case is compared in mode `compare`: a name, or names divided by spaces.
    fn compared(compare: &str, returns: &str, expected: Json) -> Self {
        let kind = returns.parse().unwrap();
        let names: Vec<&str> = compare.split(' ').collect();
        let comparison = match names.as_slice() {
            [name] => Comparison::whole(name, &kind),
            names => Comparison::members(names, &kind),
        };
        let mut kata = Self::new(&[("f", &[], returns)], &[(0, json!([]), expected, json!({}))]);
        kata.functions[0].standard = standard(comparison.expect("the mode compares the type"));
        kata
    }

    /// What is said of an answer that is wrong.
    fn said(&self, answer: Json) -> Option<String> {
        let answer = Value::from_nested(&answer, &self.functions[0].returns).unwrap();
        self.assess(&[Answered::Value(&answer)])
            .failure
            .map(|failure| failure.to_string())
    }

    fn assess(&self, answers: &[Answered]) -> Assessment {
        assess(&self.functions, &self.cases, answers)
    }
}

fn function(&(name, parameters, returns): &(&str, &[&str], &str)) -> Function {
    let parse = |text: &str| text.parse::<Type>().expect("a type");
    let parameter = |(position, kind): (usize, &&str)| Parameter {
        name: format!("p{position}"),
        kind: parse(kind),
    };
    let returns = parse(returns);
    Function {
        name: name.to_owned(),
        parameters: parameters.iter().enumerate().map(parameter).collect(),
        standard: standard(Comparison::exact(&returns)),
        returns,
    }
}

fn standard(comparison: Comparison) -> Standard {
    Standard::Blessed {
        comparison,
        tolerance: 1e-9,
    }
}

fn case(index: usize, written: &(usize, Json, Json, Json), functions: &[Function]) -> Case {
    let (function, arguments, expected, mistakes) = written;
    let Function { parameters, returns, .. } = &functions[*function];
    let read = |json: &Json, declared: &Type| Value::from_nested(json, declared).expect("a value of the declared type");
    Case {
        name: format!("case {index}"),
        function: *function,
        why: "It shows something.".to_owned(),
        arguments: arguments
            .as_array()
            .unwrap()
            .iter()
            .zip(parameters)
            .map(|(json, parameter)| read(json, &parameter.kind))
            .collect(),
        expected: Some(read(expected, returns)),
        mistakes: mistakes
            .as_object()
            .unwrap()
            .iter()
            .map(|(id, json)| {
                let symptom = if json.is_null() {
                    Symptom::Raises
                } else {
                    Symptom::Answers(read(json, returns))
                };
                (id.clone(), symptom)
            })
            .collect(),
    }
}

fn value(json: Json, declared: &str) -> Value {
    Value::from_nested(&json, &declared.parse().unwrap()).unwrap()
}

/// `rmse` and `mae`; `root-forgotten` is wrong in `rmse`, `sign-kept` in `mae`, where it raises on the second case.
fn errors_kata() -> Fixture {
    Fixture::new(
        &[("rmse", &["f64[n]", "f64[n]"], "f64"), ("mae", &["f64[n]", "f64[n]"], "f64")],
        &[
            (
                0,
                json!([[1.0, 2.0], [1.0, 4.0]]),
                json!(2f64.sqrt()),
                json!({"root-forgotten": 2.0, "sign-kept": 2f64.sqrt()}),
            ),
            (
                0,
                json!([[0.0], [1.0]]),
                json!(1.0),
                json!({"root-forgotten": 1.0, "sign-kept": 1.0}),
            ),
            (
                1,
                json!([[1.0, 2.0], [1.0, 4.0]]),
                json!(1.0),
                json!({"root-forgotten": 1.0, "sign-kept": -1.0}),
            ),
            (
                1,
                json!([[0.0], [1.0]]),
                json!(1.0),
                json!({"root-forgotten": 1.0, "sign-kept": null}),
            ),
        ],
    )
}

fn answers(values: &[Value]) -> Vec<Answered<'_>> {
    values.iter().map(Answered::Value).collect()
}

fn scalars(numbers: [f64; 4]) -> Vec<Value> {
    numbers.map(Value::scalar).to_vec()
}

#[test]
fn right_answers_pass_within_tolerance() {
    let assessment = errors_kata().assess(&answers(&scalars([2f64.sqrt() + 1e-10, 1.0, 1.0, 1.0])));
    assert_eq!(assessment.standing(), Ok(Standing::Certified));
    assert_eq!(assessment.score(), 1.0);
    assert_eq!(assessment.failure, None);
}

#[test]
fn a_known_mistake_is_named_by_its_answers() {
    let assessment = errors_kata().assess(&answers(&scalars([2.0, 1.0, 1.0, 1.0])));
    assert_eq!(assessment.standing(), Ok(Standing::NotYet));
    assert_eq!(assessment.findings[0].id, "root-forgotten");
    assert_eq!(
        assessment.findings[0].evidence,
        "on \"case 0\", `rmse` returned 2.0, which is too high: 1.41421 is right"
    );
    assert_eq!(assessment.score(), 0.75);
}

#[test]
fn an_unknown_mistake_is_not_given_a_name() {
    let assessment = errors_kata().assess(&answers(&scalars([2.0, 7.0, 1.0, 1.0])));
    assert_eq!((assessment.standing(), assessment.findings.len()), (Ok(Standing::NotYet), 0));
}

#[test]
fn raising_where_the_mistake_raises_is_part_of_its_fingerprint() {
    let values = scalars([2f64.sqrt(), 1.0, -1.0, 0.0]);
    let mut answers = answers(&values);
    answers[3] = Answered::Raised("ValueError: negative");
    let assessment = errors_kata().assess(&answers);
    assert_eq!(
        (assessment.standing(), assessment.findings[0].id.as_str()),
        (Ok(Standing::NotYet), "sign-kept")
    );
}

#[test]
fn a_starter_that_crashes_everywhere_is_a_crash_and_no_known_mistake() {
    let assessment = errors_kata().assess(&[Answered::Raised("NotImplementedError"); 4]);
    assert!(matches!(assessment.standing(), Err(failure) if matches!(failure.reason, Reason::Raised(_))));
    assert!(assessment.findings.is_empty());
    assert_eq!(assessment.score(), 0.0);
    assert_eq!(
        assessment.checks[0].detail.as_deref(),
        Some("`rmse` stopped with NotImplementedError. It shows something.")
    );
}

#[test]
fn two_mistakes_in_two_functions_are_both_named_in_case_order() {
    let values = scalars([2.0, 1.0, -1.0, 0.0]);
    let mut answers = answers(&values);
    answers[3] = Answered::Raised("panic");
    let ids: Vec<String> = errors_kata()
        .assess(&answers)
        .findings
        .into_iter()
        .map(|finding| finding.id)
        .collect();
    assert_eq!(ids, ["root-forgotten", "sign-kept"]);
}

fn is_unfit(assessment: &Assessment) -> bool {
    matches!(assessment.standing(), Err(failure) if matches!(failure.reason, Reason::Unfit(_)))
}

#[test]
fn what_nothing_can_hold_is_told_in_the_harness_s_words() {
    let assessment = errors_kata().assess(&[Answered::Misfit("it returned None, not f64"); 4]);
    let failure = assessment.standing().unwrap_err();
    assert_eq!(failure.to_string(), "`rmse`: it returned None, not f64");
}

#[test]
fn an_array_for_a_scalar_breaks_the_contract() {
    let kata = Fixture::new(&[("rmse", &["f64[n]"], "f64")], &[(0, json!([[1.0]]), json!(1.0), json!({}))]);
    let assessment = kata.assess(&[Answered::Value(&value(json!([1.0]), "f64[n]"))]);
    assert!(is_unfit(&assessment));
    assert_eq!(
        assessment.failure.unwrap().to_string(),
        "`rmse` returned an array of one number; it should return a number"
    );
}

#[test]
fn a_length_that_the_arguments_fix_is_part_of_the_contract() {
    let kata = Fixture::new(
        &[("scale", &["f64[n]"], "f64[n]")],
        &[(0, json!([[1.0, 2.0]]), json!([0.0, 1.0]), json!({}))],
    );
    let assessment = kata.assess(&[Answered::Value(&value(json!([0.0, 1.0, 2.0]), "f64[n]"))]);
    assert_eq!(
        assessment.failure.as_ref().unwrap().to_string(),
        "`scale` returned an array of 3 numbers; it should return an array of 2 numbers"
    );
    assert!(is_unfit(&assessment));
}

#[test]
fn a_length_that_is_the_answer_is_merely_wrong() {
    let kata = Fixture::new(
        &[("tokens", &["str"], "str[m]")],
        &[(0, json!(["a b"]), json!(["a", "b"]), json!({}))],
    );
    let assessment = kata.assess(&[Answered::Value(&value(json!(["a"]), "str[m]"))]);
    assert_eq!(assessment.standing(), Ok(Standing::NotYet));
    assert_eq!(
        assessment.failure.unwrap().to_string(),
        "`tokens` returned an array of one text; an array of 2 texts is right"
    );
}

#[test]
fn whole_numbers_pass_for_floats_and_whole_floats_for_integers() {
    let kata = Fixture::new(
        &[("mean", &[], "f64"), ("count", &[], "i64[n]")],
        &[
            (0, json!([]), json!(3.0), json!({})),
            (1, json!([]), json!([1, 2]), json!({})),
        ],
    );
    let (mean, count) = (value(json!(3), "i64"), value(json!([1.0, 2.0]), "f64[n]"));
    assert_eq!(
        kata.assess(&[Answered::Value(&mean), Answered::Value(&count)]).standing(),
        Ok(Standing::Certified)
    );
}

#[test]
fn a_fraction_is_no_integer_and_a_truth_value_no_number() {
    let kata = Fixture::new(&[("count", &[], "i64")], &[(0, json!([]), json!(1), json!({}))]);
    for unfit in [value(json!(0.5), "f64"), value(json!(true), "bool"), value(json!("1"), "str")] {
        assert!(is_unfit(&kata.assess(&[Answered::Value(&unfit)])), "{unfit:?}");
    }
}

#[test]
fn a_nan_equals_a_nan_only() {
    let kata = Fixture::new(
        &[("logs", &[], "f64[n]")],
        &[(0, json!([]), json!(["nan", "inf", 1.0]), json!({}))],
    );
    let assess = |json| kata.assess(&[Answered::Value(&value(json, "f64[n]"))]);
    assert_eq!(assess(json!(["nan", "inf", 1.0])).standing(), Ok(Standing::Certified));
    let assessment = assess(json!(["nan", "-inf", "nan"]));
    assert_eq!(
        assessment.failure.unwrap().to_string(),
        "`logs` returned -inf at [1], which is too low: inf is right (2 of 3 values differ)"
    );
    let Some(Failure {
        reason: Reason::Differs(difference),
        ..
    }) = assess(json!([1.0, "inf", "nan"])).failure
    else {
        panic!("differs")
    };
    let DifferenceKind::Element(mismatch) = difference.kind else {
        panic!("an element")
    };
    assert_eq!(mismatch.direction, Direction::Different);
}

#[test]
fn the_part_of_a_tuple_and_the_position_are_told() {
    let kata = Fixture::new(
        &[("fit", &[], "(f64[k], f64[n,k])")],
        &[(0, json!([]), json!([[1.0, 2.0], [[1.0, 2.0], [3.0, 4.0]]]), json!({}))],
    );
    let wrong = value(json!([[1.0, 2.0], [[1.0, 2.0], [2.5, 4.0]]]), "(f64[k], f64[n,k])");
    let failure = kata.assess(&[Answered::Value(&wrong)]).failure.unwrap();
    assert_eq!(
        failure.to_string(),
        "`fit` returned 2.5 at [1, 0] in part 2, which is too low: 3.0 is right (1 of 4 values differ)"
    );
}

#[test]
fn numbers_that_are_nearly_equal_are_shown_with_enough_digits() {
    let kata = Fixture::new(&[("f", &[], "f64")], &[(0, json!([]), json!(1.0), json!({}))]);
    let failure = kata.assess(&[Answered::Value(&Value::scalar(1.000_000_01))]).failure.unwrap();
    assert_eq!(
        failure.to_string(),
        "`f` returned 1.00000001, which is too high: 1.0 is right"
    );
}

#[test]
fn a_missing_answer_is_a_crash() {
    let assessment = errors_kata().assess(&answers(&scalars([2f64.sqrt(), 1.0, 1.0, 1.0])[..3]));
    assert!(matches!(assessment.standing(), Err(failure) if matches!(failure.reason, Reason::Raised(_))));
}

#[test]
fn columns_may_each_be_turned_round_and_a_wrong_one_is_told_as_the_learner_has_it() {
    let kata = Fixture::compared(
        "up_to_sign exact",
        "(f64[d,k], f64[k])",
        json!([[[0.6, 0.8], [0.8, -0.6]], [3.0, 1.0]]),
    );
    assert_eq!(kata.said(json!([[[-0.6, 0.8], [-0.8, -0.6]], [3.0, 1.0]])), None);
    assert_eq!(
        kata.said(json!([[[-0.6, -0.8], [-0.8, 0.5]], [3.0, 1.0]])).as_deref(),
        Some("`f` returned 0.5 at [1, 1] in part 1, which is too low: 0.6 is right (1 of 4 values differ)")
    );
    // One sign turned within a column is another direction, and the variance has no free sign.
    assert!(kata.said(json!([[[-0.6, 0.8], [0.8, -0.6]], [3.0, 1.0]])).is_some());
    assert!(kata.said(json!([[[0.6, 0.8], [0.8, -0.6]], [-3.0, 1.0]])).is_some());
}

#[test]
fn components_and_scores_flip_together_along_the_axis_they_share() {
    let right = json!([[[0.6, 0.8, 0.0], [0.8, -0.6, 0.0]], [[1.0, 2.0], [-1.0, 3.0], [2.0, 5.0]]]);
    let kata = Fixture::compared("up_to_sign", "(f64[k,d], f64[n,k])", right);
    assert_eq!(
        kata.said(json!([
            [[-0.6, -0.8, 0.0], [0.8, -0.6, 0.0]],
            [[-1.0, 2.0], [1.0, 3.0], [-2.0, 5.0]]
        ])),
        None
    );
    // A component that is turned round without its scores is wrong.
    assert_eq!(
        kata.said(json!([
            [[-0.6, -0.8, 0.0], [0.8, -0.6, 0.0]],
            [[1.0, 2.0], [-1.0, 3.0], [2.0, 5.0]]
        ]))
        .as_deref(),
        Some("`f` returned -0.6 at [0, 0] in part 1, which is too low: 0.6 is right (2 of 6 values differ)")
    );
    let vector = Fixture::compared("up_to_sign", "f64[n]", json!([1.0, -2.0]));
    assert_eq!(vector.said(json!([-1.0, 2.0])), None);
    assert!(vector.said(json!([1.0, 2.0])).is_some());
}

#[test]
fn labels_are_right_under_any_names() {
    let labels = Fixture::compared("up_to_renaming", "i64[n]", json!([0, 0, 1, 2]));
    assert_eq!(labels.said(json!([5, 5, 0, 1])), None);
    assert_eq!(
        labels.said(json!([1, 1, 1, 0])).as_deref(),
        Some("`f` returned label 1 for rows 0 and 2, which do not belong together (2 groups are too few)")
    );
}

const CLUSTERING: (&str, &str) = ("up_to_renaming up_to_renaming exact", "(i64[n], f64[k,d], f64)");

#[test]
fn a_clustering_is_renamed_as_a_whole() {
    let kata = Fixture::compared(CLUSTERING.0, CLUSTERING.1, json!([[0, 0, 1], [[0.5], [9.0]], 0.25]));
    assert_eq!(kata.said(json!([[1, 1, 0], [[9.0], [0.5]], 0.25])), None);
    // Each member alone is right up to some renaming, but not to the same one.
    assert_eq!(
        kata.said(json!([[1, 1, 0], [[0.5], [9.0]], 0.25])).as_deref(),
        Some("`f` returned 0.5 at [0, 0] in part 2, which is too low: 9.0 is right (2 of 2 values differ)")
    );
    assert_eq!(
        kata.said(json!([[2, 2, 1], [[9.0], [0.5]], 0.25])).as_deref(),
        Some("`f` returned label 2 for row 0 in part 1, and there are 2 clusters, numbered from 0")
    );
    assert!(
        kata.said(json!([[0, 1, 1], [[0.5], [9.0]], 0.25]))
            .unwrap()
            .contains("rows 0 and 1, which belong together in part 1")
    );
    assert!(kata.said(json!([[1, 1, 0], [[9.0], [0.5]], 0.5])).unwrap().contains("part 3"));
    assert!(
        kata.said(json!([[1, 1, 0], [[9.0]], 0.25]))
            .unwrap()
            .contains("a table of 1 × 1 numbers in part 2; a table of 2 × 1 numbers is right")
    );
}

#[test]
fn blessed_labels_that_number_no_cluster_are_right_only_as_they_are_and_refused_by_bless() {
    let right = json!([[1, 2], [0.5, 9.0]]);
    let kata = Fixture::compared("up_to_renaming", "(i64[n], f64[k])", right.clone());
    assert_eq!(kata.said(right.clone()), None);
    assert!(kata.said(json!([[0, 1], [0.5, 9.0]])).is_some());
    let Standard::Blessed { comparison, .. } = &kata.functions[0].standard else {
        panic!("compared")
    };
    let refused = unfit_to_bless(&value(right, "(i64[n], f64[k])"), comparison).unwrap();
    assert_eq!(
        refused.to_string(),
        "label 2 for row 1 in part 1, and there are 2 clusters, numbered from 0"
    );
}

#[test]
fn a_set_forgives_order_and_duplicates_and_gives_nothing_missing_away() {
    let kata = Fixture::compared("set", "str[n]", json!(["cat", "dog", "cow"]));
    assert_eq!(kata.said(json!(["cow", "cat", "dog", "cat"])), None);
    assert_eq!(
        kata.said(json!(["the", "cat"])).as_deref(),
        Some("`f` returned \"the\", which does not belong (1 of 2 different values do not); 2 are missing")
    );
}

#[test]
fn a_known_mistake_is_recognised_under_other_signs_too() {
    let mut kata = Fixture::compared("up_to_sign", "f64[n]", json!([1.0, 2.0]));
    let mistake = value(json!([1.0, 3.0]), "f64[n]");
    kata.cases[0].mistakes.insert("shifted".to_owned(), Symptom::Answers(mistake));
    let answer = value(json!([-1.0, -3.0]), "f64[n]");
    assert_eq!(kata.assess(&[Answered::Value(&answer)]).findings[0].id, "shifted");
}

#[test]
fn a_mistake_that_raises_on_one_case_and_is_right_on_the_others_is_recognised() {
    let mistake = |symptom: Json| json!({"empty-forgotten": symptom});
    let kata = Fixture::new(
        &[("mean", &["f64[n]"], "f64")],
        &[
            (0, json!([[1.0, 3.0]]), json!(2.0), mistake(json!(2.0))),
            (0, json!([[]]), json!(0.0), mistake(Json::Null)),
        ],
    );
    let (right, wrong) = (Value::scalar(2.0), Value::scalar(4.0));
    let raised = Answered::Raised("ZeroDivisionError");
    let assessment = kata.assess(&[Answered::Value(&right), raised]);
    assert_eq!(assessment.standing(), Ok(Standing::NotYet));
    assert_eq!(assessment.findings[0].id, "empty-forgotten");
    assert_eq!(
        assessment.findings[0].evidence,
        "on \"case 1\", `mean` stopped with ZeroDivisionError"
    );
    for unlike in [
        [Answered::Value(&wrong), raised],
        [raised, raised],
        [Answered::Value(&right); 2],
    ] {
        assert!(kata.assess(&unlike).findings.is_empty(), "{unlike:?}");
    }
}

/// A seeded order of four rows, called twice with seed 0 and once with seed 1.
fn order_kata(symptoms: &[(&str, [&[&str]; 3])]) -> Fixture {
    let calls = [0, 0, 1].map(|seed| (0, json!([4, seed]), json!([0, 1, 2, 3]), json!({})));
    let mut kata = Fixture::new(&[("order", &["i64", "i64"], "i64[m]")], &calls);
    let function = &mut kata.functions[0];
    let parameters = [("n", &function.parameters[0].kind), ("seed", &function.parameters[1].kind)];
    let names = ["partition", "shuffled", "seeded"].map(str::to_owned);
    let roles = toml::from_str("rows = \"n\"\nseed = \"seed\"").unwrap();
    function.standard = Standard::Properties(Rules::new(&names, &roles, &parameters, &function.returns).unwrap());
    for (id, lacking) in symptoms {
        for (case, properties) in kata.cases.iter_mut().zip(lacking) {
            let properties = properties.iter().map(|name| (*name).to_owned()).collect();
            case.mistakes.insert((*id).to_owned(), Symptom::Lacks(properties));
        }
    }
    kata
}

fn orders(lists: [&[i64]; 3]) -> Vec<Value> {
    lists.iter().map(|list| value(json!(list), "i64[m]")).collect()
}

const OF_SEED_0: &[i64] = &[2, 0, 3, 1];
const OF_SEED_1: &[i64] = &[1, 0, 3, 2];

#[test]
fn any_answer_with_the_properties_passes() {
    for one in [OF_SEED_0, &[3, 0, 2, 1]] {
        let answers_given = orders([one, one, OF_SEED_1]);
        assert_eq!(
            order_kata(&[]).assess(&answers(&answers_given)).standing(),
            Ok(Standing::Certified)
        );
    }
}

#[test]
fn a_lacking_property_is_the_failure_with_the_learners_own_row() {
    let given = orders([&[2, 0, 2, 1], OF_SEED_0, OF_SEED_1]);
    let assessment = order_kata(&[]).assess(&answers(&given));
    assert_eq!((assessment.standing(), assessment.score()), (Ok(Standing::NotYet), 1.0 / 3.0));
    assert_eq!(
        assessment.failure.unwrap().to_string(),
        "in what `order` returned, row 2 is in the answer 2 times"
    );
}

#[test]
fn a_mistake_is_known_by_the_properties_it_lacks_on_each_case() {
    let kata = order_kata(&[
        ("not-shuffled", [&["shuffled"], &["shuffled"], &["seeded", "shuffled"]]),
        ("seed-ignored", [&[], &[], &["seeded"]]),
    ]);
    let named = |given: &[Value]| {
        kata.assess(&answers(given))
            .findings
            .first()
            .map(|finding| finding.id.clone())
    };
    let sorted: &[i64] = &[0, 1, 2, 3];
    assert_eq!(named(&orders([sorted, sorted, sorted])).as_deref(), Some("not-shuffled"));
    assert_eq!(
        named(&orders([OF_SEED_0, OF_SEED_0, OF_SEED_0])).as_deref(),
        Some("seed-ignored")
    );
    assert_eq!(named(&orders([OF_SEED_0, OF_SEED_1, OF_SEED_1])), None);
    assert_eq!(named(&orders([OF_SEED_0, OF_SEED_0, OF_SEED_1])), None);
}
