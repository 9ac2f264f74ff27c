//! Relations of totals: the right numbers divided by their sum or norm, or sums to 1 along another axis than is due.

use ndarray::{ArrayD, ArrayViewD, Axis};

use super::candidate::{Candidate, Form, Tier};
use super::order::lanes;
use super::sample::{Kind, Sample};

/// Answers with another total than the right one, which has `axes` axes.
pub fn candidates<'a>(kind: Kind, axes: usize) -> Vec<Candidate<'a>> {
    if kind != Kind::Float || axes == 0 {
        return Vec::new();
    }
    let mut candidates: Vec<Candidate> = DIVISORS.iter().map(|divisor| divided(divisor, None)).collect();
    if axes == 2 {
        candidates.extend(
            DIVISORS
                .iter()
                .flat_map(|divisor| [0, 1].map(|axis| divided(divisor, Some(axis)))),
        );
        candidates.push(sums_along(0));
        candidates.push(sums_along(1));
        candidates.push(sums_to_one_throughout());
    }
    candidates
}

type Divisor = (&'static str, &'static str, fn(&[f64]) -> f64);

const DIVISORS: &[Divisor] = &[
    ("sum", "sum", |lane| lane.iter().sum()),
    ("norm", "norm", |lane| {
        lane.iter().map(|number| number * number).sum::<f64>().sqrt()
    }),
    ("largest", "largest value", |lane| {
        lane.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }),
];

/// Divided as a whole, or each lane across an axis by itself.
fn divided<'a>(&(id, what, by): &Divisor, axis: Option<usize>) -> Candidate<'a> {
    let form = match axis.map(|axis| lanes(axis, 2).trim_end_matches('s')) {
        None => Form::new(
            format!("divided-by-its-{id}"),
            format!("is the right one divided by its {what}"),
            format!("divided by its own {what} where that is not due, or not by what is due"),
        ),
        Some(lane) => Form::new(
            format!("each-{lane}-divided-by-its-{id}"),
            format!("has each right {lane} divided by its {what}"),
            format!("each {lane} divided by its own {what} where that is not due, or not by what is due"),
        ),
    };
    Candidate::new(form, Tier::Named, move |sample: &Sample| {
        let of = |array: ArrayViewD<f64>| by(&array.iter().copied().collect::<Vec<_>>());
        let mut predicted = sample.has_same_shape().then(|| sample.right.clone())?;
        match axis {
            None => predicted /= of(sample.right.view()),
            Some(axis) => predicted
                .axis_iter_mut(Axis(axis))
                .for_each(|mut lane| lane /= of(lane.view())),
        }
        Some(predicted)
    })
}

/// The answer sums to 1 along an axis where the right one does along the other.
fn sums_along<'a>(axis: usize) -> Candidate<'a> {
    let [own, other] = if axis == 0 { ["columns", "rows"] } else { ["rows", "columns"] };
    let form = Form::new(
        format!("{own}-sum-to-1"),
        format!("has {own} that sum to 1, where the right one has {other} that do"),
        "a sum along the other axis",
    );
    let predict = move |sample: &Sample| {
        let holds = sample.has_same_shape() && sum_to_one(&sample.answer, axis) && sum_to_one(&sample.right, 1 - axis);
        holds.then(|| sample.answer.clone())
    };
    Candidate::new(form, Tier::FittedEach, predict)
}

fn sums_to_one_throughout<'a>() -> Candidate<'a> {
    let form = Form::new(
        "all-sum-to-1",
        "sums to 1 as a whole, where each row of the right one does",
        "one sum of the whole table where each row has its own",
    );
    let predict = |sample: &Sample| {
        let holds = sample.has_same_shape() && is_one(sample.answer.sum()) && sum_to_one(&sample.right, 1);
        holds.then(|| sample.answer.clone())
    };
    Candidate::new(form, Tier::FittedEach, predict)
}

fn sum_to_one(array: &ArrayD<f64>, axis: usize) -> bool {
    let sums = array.sum_axis(Axis(axis));
    // A lane of 0/0 sums to nothing, and says nothing.
    let mut known = sums.iter().filter(|sum| !sum.is_nan()).peekable();
    known.peek().is_some() && known.all(|sum| is_one(*sum))
}

fn is_one(sum: f64) -> bool {
    (sum - 1.0).abs() < 1e-9
}
