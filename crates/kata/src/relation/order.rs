//! Relations of order: the right numbers reversed, sorted, shifted or in another order along an axis.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use ndarray::{ArrayD, ArrayView1, ArrayViewD, Axis, Slice};

use super::candidate::{Candidate, Form, Tier};
use super::sample::{Kind, Sample};

/// How an axis of the answer is spoken of, by its place and how many there are.
pub fn lanes(axis: usize, axes: usize) -> &'static str {
    match (axis, axes) {
        (_, 1) => "values",
        (0, _) => "rows",
        (1, _) => "columns",
        _ => "layers",
    }
}

/// Other orders along each axis of the right answer, which has `axes` of them.
pub fn candidates<'a>(kind: Kind, axes: usize) -> Vec<Candidate<'a>> {
    let mut candidates: Vec<Candidate> = (0..axes).flat_map(|axis| along(kind, axis, axes)).collect();
    if matches!(axes, 1 | 2) && kind != Kind::Truth {
        for axis in 0..axes {
            candidates.push(sorted("ascending", axis, axes, f64::total_cmp));
            candidates.push(sorted("descending", axis, axes, |one, other| other.total_cmp(one)));
        }
    }
    candidates
}

fn along<'a>(kind: Kind, axis: usize, axes: usize) -> Vec<Candidate<'a>> {
    let name = lanes(axis, axes);
    let reversed = arranged(
        Form::new(
            format!("{name}-reversed"),
            format!("has the right {name} in reverse order"),
            "sorted the other way round, or a `[::-1]` missing or too many",
        ),
        Tier::Arranged,
        move |sample| Some(select(&sample.right, axis, |place, length| length - 1 - place)),
    );
    let shifted = |by: usize, id: &str, said: &str| {
        let form = Form::new(
            format!("{name}-{id}"),
            format!("has the right {name} {said}"),
            "what is due first put last (or the other way round), counting from 1 where 0 is first, or a `roll` too many",
        );
        arranged(form, Tier::Arranged, move |sample| {
            (sample.right.len_of(Axis(axis)) > 2).then(|| {
                select(&sample.right, axis, |place, length| {
                    (place + if by == 1 { 1 } else { length - 1 }) % length
                })
            })
        })
    };
    let permuted = arranged(
        Form::new(
            format!("{name}-in-another-order"),
            format!("has the right {name} in another order"),
            match name {
                "columns" => "put side by side in another order than is due",
                _ => "sorted by something else, or not put back in the order of the input",
            },
        ),
        Tier::FittedEach,
        move |sample| {
            (is_varied(kind, sample, axis) && same_lanes(&sample.right, &sample.answer, axis)).then(|| sample.answer.clone())
        },
    )
    .spending(|sample| sample.right.len().min(2));
    vec![
        reversed,
        shifted(1, "one-place-early", "one place too early"),
        shifted(0, "one-place-late", "one place too late"),
        permuted,
    ]
}

fn arranged<'a>(form: Form, tier: Tier, predict: impl Fn(&Sample) -> Option<ArrayD<f64>> + 'a) -> Candidate<'a> {
    Candidate::new(
        form,
        tier,
        move |sample| if sample.has_same_shape() { predict(sample) } else { None },
    )
    .counting_places()
}

/// Sorted along an axis, each lane by itself.
fn sorted<'a>(direction: &'static str, axis: usize, axes: usize, compare: fn(&f64, &f64) -> Ordering) -> Candidate<'a> {
    let (id, what) = match (axis, axes) {
        (_, 1) => ("values", "the right values"),
        (0, _) => ("columns", "each right column"),
        _ => ("rows", "each right row"),
    };
    let form = Form::new(
        format!("{id}-sorted-{direction}"),
        format!("holds {what} sorted, {direction}"),
        "the result is sorted, or computed from sorted input and not put back in its order",
    );
    arranged(form, Tier::Arranged, move |sample| {
        let mut predicted = sample.right.clone();
        let mut is_reversed = true;
        for mut lane in predicted.lanes_mut(Axis(axis)) {
            let mut values = lane.to_vec();
            is_reversed &= values.is_sorted_by(|one, next| compare(one, next).is_ge());
            values.sort_by(compare);
            lane.assign(&ArrayView1::from(&values));
        }
        // Sorted the other way, the right values are rather reversed.
        (!is_reversed).then_some(predicted)
    })
}

/// The lanes of `array` along an axis, each taken from the place that `from` gives.
fn select(array: &ArrayD<f64>, axis: usize, from: impl Fn(usize, usize) -> usize) -> ArrayD<f64> {
    let length = array.len_of(Axis(axis));
    let places: Vec<usize> = (0..length).map(|place| from(place, length)).collect();
    array.select(Axis(axis), &places)
}

/// Few different lanes, or lanes of few different values, come into any order by chance.
fn is_varied(kind: Kind, sample: &Sample, axis: usize) -> bool {
    let bits = |array: ArrayViewD<f64>| -> Vec<u64> { array.iter().map(|number| number.to_bits()).collect() };
    let values: BTreeSet<u64> = bits(sample.right.view()).into_iter().collect();
    let lanes: BTreeSet<Vec<u64>> = sample.right.axis_iter(Axis(axis)).map(bits).collect();
    kind != Kind::Truth && values.len() >= 4 && lanes.len() >= 3 && 2 * lanes.len() >= sample.right.len_of(Axis(axis))
}

/// Whether two arrays have the same lanes along an axis, each as often. Lanes are matched as sorted, so that noise in the last
/// digits moves none.
fn same_lanes(one: &ArrayD<f64>, other: &ArrayD<f64>, axis: usize) -> bool {
    let sorted = |array: &ArrayD<f64>| {
        let mut lanes: Vec<Vec<f32>> = array
            .axis_iter(Axis(axis))
            .map(|lane| lane.iter().map(|number| *number as f32).collect())
            .collect();
        lanes.sort_by(|one, other| {
            let pairs = one.iter().zip(other).map(|(one, other)| one.total_cmp(other));
            pairs.fold(Ordering::Equal, Ordering::then)
        });
        lanes
    };
    sorted(one) == sorted(other)
}

/// `array` without the lane at one end of an axis.
pub fn without_end(array: &ArrayD<f64>, axis: usize, is_first: bool) -> Option<ArrayD<f64>> {
    let length = array.len_of(Axis(axis));
    let kept = if is_first {
        Slice::from(1..length)
    } else {
        Slice::from(0..length.checked_sub(1)?)
    };
    (length > 0).then(|| array.slice_axis(Axis(axis), kept).to_owned())
}
