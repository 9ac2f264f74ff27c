use ndarray::{ArrayD, IxDyn, arr1, arr2};

use super::super::comparison::Comparison;
use super::super::function::{Parameter, Standard};
use super::*;
use mlings_grade::value::Tensor;

/// Calls of `score(x: f64[n]) -> RETURNS`, compared exactly to 1e-9.
struct Asked {
    function: Function,
    calls: Vec<(Value, Value, Value)>,
}

fn asked(returns: &str, calls: Vec<(Value, Value, Value)>) -> Asked {
    asked_of("f64[n]", returns, calls)
}

/// Each call is its argument, the right answer and the learner's.
fn asked_of(takes: &str, returns: &str, calls: Vec<(Value, Value, Value)>) -> Asked {
    let returns = returns.parse().unwrap();
    let function = Function {
        name: "score".to_owned(),
        parameters: vec![Parameter {
            name: "x".to_owned(),
            kind: takes.parse().unwrap(),
        }],
        standard: Standard::Blessed {
            comparison: Comparison::exact(&returns),
            tolerance: 1e-9,
        },
        returns,
    };
    Asked { function, calls }
}

impl Asked {
    fn found(&self) -> Option<Relation> {
        let calls: Vec<Call> = self
            .calls
            .iter()
            .map(|(argument, expected, answer)| Call {
                arguments: std::slice::from_ref(argument),
                expected: Some(expected),
                answer: Some(answer),
                failed: super::super::compare::exact(answer, expected, 1e-9).is_some(),
                elsewhere: Vec::new(),
            })
            .collect();
        find(&self.function, &calls)
    }

    fn id(&self) -> Option<String> {
        self.found().map(|relation| relation.id)
    }
}

fn vector(numbers: &[f64]) -> Value {
    Value::Tensor(Tensor::F64(arr1(numbers).into_dyn()))
}

fn matrix<const N: usize>(rows: &[[f64; N]]) -> Value {
    Value::Tensor(Tensor::F64(arr2(rows).into_dyn()))
}

/// An argument of `length` different numbers.
fn argument(length: usize) -> Value {
    vector(
        &(0..length)
            .map(|place| 0.5 + 1.7 * (place as f64 + 1.0).ln())
            .collect::<Vec<_>>(),
    )
}

/// Right answers, each to an argument of another length, and answers that follow from them.
fn scalars(rights: &[f64], answer: impl Fn(f64, f64) -> f64) -> Asked {
    let call = |(place, right): (usize, &f64)| {
        let length = place + 3;
        (
            argument(length),
            Value::scalar(*right),
            Value::scalar(answer(*right, length as f64)),
        )
    };
    asked("f64", rights.iter().enumerate().map(call).collect())
}

const RIGHTS: [f64; 4] = [0.7312, 1.6271, 2.9143, 0.2517];

#[test]
fn a_relation_of_scale_or_of_numbers_is_told_by_name() {
    type Of = fn(f64, f64) -> f64;
    let told: [(&str, Of); 20] = [
        ("times-ln-2", |right, _| right * 2_f64.ln()),
        ("over-ln-10", |right, _| right / 10_f64.ln()),
        ("half", |right, _| right / 2.0),
        ("times-100", |right, _| right * 100.0),
        ("times-n", |right, n| right * n),
        ("over-n", |right, n| right / n),
        ("times-root-n", |right, n| right * n.sqrt()),
        ("times-root-n-over-n-less-1", |right, n| right * (n / (n - 1.0)).sqrt()),
        ("times-n-less-1-over-n", |right, n| right * (n - 1.0) / n),
        ("plus-ln-n", |right, n| right + n.ln()),
        ("negative", |right, _| -right),
        ("square", |right, _| right * right),
        ("square-root", |right, _| right.sqrt()),
        ("logarithm", |right, _| right.ln()),
        ("one-minus", |right, _| 1.0 - right),
        ("reciprocal", |right, _| 1.0 / right),
        ("rounded-to-2", |right, _| (right * 100.0).round() / 100.0),
        ("single-precision", |right, _| f64::from(right as f32)),
        ("times-a-constant", |right, _| right * 0.37),
        ("too-high-by-a-constant", |right, _| right + 0.213),
    ];
    for (id, of) in told {
        let relation = scalars(&RIGHTS, of).found().unwrap();
        assert_eq!(
            (relation.id.as_str(), relation.certainty),
            (id, Certainty::Certain),
            "{}",
            relation.sentence
        );
        assert_eq!(relation.cases, [0, 1, 2, 3]);
    }
}

#[test]
fn answers_without_a_relation_have_none() {
    let odd = scalars(&RIGHTS, |right, n| right * (1.0 + n).sin() + 0.1);
    assert_eq!(odd.id(), None);
    assert_eq!(scalars(&RIGHTS, |right, _| right).id(), None, "right answers have none");
}

#[test]
fn fewer_than_three_cases_show_a_possibility_and_one_number_shows_nothing() {
    let two = scalars(&RIGHTS[..2], |right, n| right * n).found().unwrap();
    assert_eq!(two.certainty, Certainty::Likely);
    assert!(
        two.sentence
            .starts_with("in both failing cases of `score`, your answer is n times the right one")
    );
    assert!(two.sentence.contains("Possible causes"), "{}", two.sentence);
    assert_eq!(scalars(&RIGHTS[..1], |right, n| right * n).id(), None);
}

#[test]
fn a_length_that_is_the_same_in_all_cases_makes_a_possibility_only() {
    let call = |right: &f64| {
        (
            argument(7),
            Value::scalar(*right),
            Value::scalar(*right * (7_f64 / 6.0).sqrt()),
        )
    };
    let relation = asked("f64", RIGHTS.iter().map(call).collect()).found().unwrap();
    assert_eq!(
        (relation.id.as_str(), relation.certainty),
        ("times-root-n-over-n-less-1", Certainty::Likely)
    );
}

#[test]
fn a_passing_case_that_the_relation_would_make_wrong_refuses_it() {
    let mut asked = scalars(&RIGHTS, |right, n| right * n);
    asked.calls.push((argument(9), Value::scalar(0.4444), Value::scalar(0.4444)));
    assert_eq!(asked.id(), None);
    // Of a right answer 0 the n-fold is 0 as well.
    asked.calls[4] = (argument(9), Value::scalar(0.0), Value::scalar(0.0));
    assert_eq!(asked.id().as_deref(), Some("times-n"));
    // One entry is an edge that a guard may spare.
    let spared = scalars(&RIGHTS, |right, n| right * (n / (n - 1.0)));
    asked.calls = spared.calls;
    asked.calls.push((argument(1), Value::scalar(3.0), Value::scalar(3.0)));
    assert_eq!(asked.id().as_deref(), Some("times-n-over-n-less-1"));
}

#[test]
fn zeros_and_equal_numbers_agree_for_free_and_show_nothing() {
    let zeros = |_: usize| vector(&[0.0, 0.0, 0.0]);
    let calls = (0..4).map(|place| (argument(place + 3), zeros(place), vector(&[0.31, 0.17, 0.29])));
    assert_eq!(asked("f64[c]", calls.collect()).id(), None);
    let equal = (0..4).map(|place| (argument(place + 3), vector(&[2.0, 2.0]), vector(&[4.0, 4.0])));
    assert_eq!(
        asked("f64[c]", equal.collect()).found().map(|found| found.certainty),
        None,
        "one number, however often"
    );
}

/// Three right tables and what becomes of them.
fn tables(of: impl Fn(&ArrayD<f64>) -> ArrayD<f64>) -> Asked {
    let rights = [
        arr2(&[[0.12, 0.57, 0.91], [0.33, 0.76, 0.28]]).into_dyn(),
        arr2(&[[1.12, 2.57, 0.41], [0.13, 0.36, 4.28]]).into_dyn(),
        arr2(&[[3.12, 0.27, 0.44], [5.33, 0.71, 0.29]]).into_dyn(),
    ];
    let call = |(place, right): (usize, &ArrayD<f64>)| {
        let [right, answer] = [right.clone(), of(right)].map(|array| Value::Tensor(Tensor::F64(array)));
        (argument(place + 5), right, answer)
    };
    asked("f64[r,c]", rights.iter().enumerate().map(call).collect())
}

#[test]
fn a_table_in_another_order_or_shape_is_told_by_what_was_done_to_it() {
    use ndarray::Axis;
    let reversed = |axis: usize| {
        tables(move |right| {
            let length = right.len_of(Axis(axis));
            right.select(Axis(axis), &(0..length).rev().collect::<Vec<_>>())
        })
    };
    assert_eq!(reversed(0).id().as_deref(), Some("rows-reversed"));
    assert_eq!(reversed(1).id().as_deref(), Some("columns-reversed"));
    assert_eq!(tables(|right| right.t().to_owned()).id().as_deref(), Some("transposed"));
    let without_last = tables(|right| right.select(Axis(1), &[0, 1]));
    assert_eq!(without_last.id().as_deref(), Some("last-of-columns-missing"));
    let shifted = tables(|right| right.select(Axis(1), &[1, 2, 0]));
    assert_eq!(shifted.id().as_deref(), Some("columns-one-place-early"));
}

#[test]
fn a_table_that_is_off_by_row_or_column_is_told_so() {
    use ndarray::Axis;
    let by_row = tables(|right| right - &right.map_axis(Axis(1), |row| row[0] * row[1]).insert_axis(Axis(1)));
    assert_eq!(by_row.id().as_deref(), Some("off-by-a-constant-a-row"));
    let by_column = tables(|right| right * &arr1(&[0.3, 1.7, 2.2]));
    assert_eq!(by_column.id().as_deref(), Some("in-proportion-by-column"));
    let normalised = tables(|right| right / right.sum());
    assert_eq!(normalised.id().as_deref(), Some("divided-by-its-sum"));
    let rows = tables(|right| right / &right.sum_axis(Axis(1)).insert_axis(Axis(1)));
    assert_eq!(rows.id().as_deref(), Some("each-row-divided-by-its-sum"));
}

#[test]
fn the_parts_of_a_tuple_are_told_apart_and_every_wrong_one_must_be_explained() {
    let calls = |of: fn(f64) -> f64, other: fn(f64) -> f64| {
        let call = |(place, right): (usize, &f64)| {
            let pair = |one: f64, two: f64| Value::Tuple(vec![Value::scalar(one), Value::scalar(two)]);
            (
                argument(place + 3),
                pair(right + 1.0, *right),
                pair(other(right + 1.0), of(*right)),
            )
        };
        asked("(f64, f64)", RIGHTS.iter().enumerate().map(call).collect())
    };
    let second = calls(f64::sqrt, |right| right).found().unwrap();
    assert_eq!(second.id, "square-root");
    assert!(
        second.sentence.contains("part 2 of your answer is the square root"),
        "{}",
        second.sentence
    );
    let both = calls(f64::sqrt, f64::sqrt).found().unwrap();
    assert!(
        both.sentence
            .contains("each of the parts 1 and 2 of your answer is the square root")
    );
    assert_eq!(calls(f64::sqrt, |right| right * right.sin() + 0.3).id(), None);
}

#[test]
fn parts_in_each_others_place_and_one_part_alone_are_told() {
    let asked = |of: fn(Value, Value) -> Value| {
        let call = |right: &f64| {
            let [one, two] = [vector(&[*right, 1.0]), Value::scalar(2.0 * right)];
            (argument(3), Value::Tuple(vec![one.clone(), two.clone()]), of(one, two))
        };
        asked("(f64[k], f64)", RIGHTS.iter().map(call).collect())
    };
    assert_eq!(
        asked(|one, two| Value::Tuple(vec![two, one])).id().as_deref(),
        Some("parts-swapped")
    );
    assert_eq!(asked(|_, two| two).id().as_deref(), Some("part-2-alone"));
}

#[test]
fn an_answer_that_is_an_argument_one_number_or_none_is_told() {
    let with = |of: fn(&[f64]) -> Vec<f64>| {
        let call = |length: usize| {
            let given = argument(length);
            let numbers = given.numbers().unwrap();
            let right: Vec<f64> = numbers.iter().map(|number| number.tanh() + 0.01).collect();
            (given, vector(&right), vector(&of(&numbers)))
        };
        asked("f64[n]", (3..7).map(call).collect())
    };
    assert_eq!(with(<[f64]>::to_vec).id().as_deref(), Some("argument-x"));
    assert_eq!(with(|x| vec![0.25; x.len()]).id().as_deref(), Some("constant"));
    assert_eq!(with(|x| vec![0.0; x.len()]).id().as_deref(), Some("zero"));
    assert_eq!(with(|x| vec![f64::NAN; x.len()]).id().as_deref(), Some("not-a-number"));
    assert_eq!(
        with(|x| vec![x.iter().sum::<f64>() / x.len() as f64; x.len()])
            .id()
            .as_deref(),
        Some("mean-of-x")
    );
}

#[test]
fn sums_along_the_other_axis_are_seen() {
    let tables = [[[1.0, 2.0], [4.0, 1.5]], [[0.3, 0.9], [2.2, 5.1]], [[3.3, 1.1], [0.7, 0.4]]];
    let call = |(place, table): (usize, &[[f64; 2]; 2])| {
        let [[a, b], [c, d]] = *table;
        let right = [[a / (a + b), b / (a + b)], [c / (c + d), d / (c + d)]];
        let answer = [[a / (a + c), b / (b + d)], [c / (a + c), d / (b + d)]];
        (argument(place + 3), matrix(&right), matrix(&answer))
    };
    let asked = asked("f64[r,c]", tables.iter().enumerate().map(call).collect());
    assert_eq!(asked.id().as_deref(), Some("columns-sum-to-1"));
}

#[test]
fn another_length_of_the_arguments_than_is_due_is_seen() {
    let call = |rows: usize| {
        let table = Value::Tensor(Tensor::F64(ArrayD::from_shape_fn(IxDyn(&[rows, 2]), |place| {
            (place[0] * 2 + place[1]) as f64
        })));
        (
            table,
            vector(&[0.3, 0.7]),
            vector(&(0..rows).map(|row| 0.1 + row as f64).collect::<Vec<_>>()),
        )
    };
    let asked = asked_of("f64[n,k]", "f64[k]", (3..6).map(call).collect());
    let relation = asked.found().unwrap();
    assert_eq!(relation.id, "as-long-as-n");
    assert!(
        relation.sentence.contains("the number of rows of `x`"),
        "{}",
        relation.sentence
    );
}
