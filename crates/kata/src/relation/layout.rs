//! Relations of shape: the right numbers transposed, some missing or too many. Other nestings are the contract's to tell.

use std::collections::BTreeSet;

use ndarray::{ArrayD, Axis, IxDyn};

use super::super::function::Parameter;
use super::candidate::{Candidate, Form, Tier};
use super::lengths;
use super::order::{lanes, without_end};
use super::sample::Sample;

/// Other shapes of the right answer, which has `axes` axes.
pub fn candidates<'a>(axes: usize, samples: &[Sample], parameters: &[Parameter]) -> Vec<Candidate<'a>> {
    let mut candidates: Vec<Candidate> = (0..axes).flat_map(|axis| ends(axis, axes)).collect();
    match axes {
        2 => candidates.push(transposed()),
        1 => candidates.push(unrepeated()),
        _ => {}
    }
    candidates.extend(other_length(axes, samples, parameters));
    candidates
}

fn shaped<'a>(form: Form, tier: Tier, predict: impl Fn(&Sample) -> Option<ArrayD<f64>> + 'a) -> Candidate<'a> {
    Candidate::new(form, tier, predict).counting_places()
}

fn transposed<'a>() -> Candidate<'a> {
    let form = Form::new(
        "transposed",
        "is the right one transposed",
        "rows and columns swapped: a `.T` missing or too many, or two indices in the wrong order",
    );
    shaped(form, Tier::Arranged, |sample| Some(sample.right.t().to_owned()))
}

fn unrepeated<'a>() -> Candidate<'a> {
    let form = Form::new(
        "duplicates-dropped",
        "is the right one without its repeated values",
        "a `unique` or a set too many",
    );
    shaped(form, Tier::Arranged, |sample| {
        let mut seen = BTreeSet::new();
        let mut kept: Vec<f64> = sample.right.iter().copied().collect();
        kept.retain(|value| seen.insert(value.to_bits()));
        let is_sorted = sample
            .answer
            .iter()
            .zip(sample.answer.iter().skip(1))
            .all(|(one, next)| one <= next);
        if is_sorted {
            kept.sort_by(f64::total_cmp);
        }
        let length = kept.len();
        (length < sample.right.len() || !sample.is_wrong())
            .then(|| ArrayD::from_shape_vec(IxDyn(&[length]), kept).ok())
            .flatten()
    })
}

/// The first or last lane missing, or one more than is due.
fn ends<'a>(axis: usize, axes: usize) -> Vec<Candidate<'a>> {
    let name = lanes(axis, axes);
    let one = name.trim_end_matches('s');
    let end = |is_first: bool| if is_first { "first" } else { "last" };
    let missing = |is_first: bool| {
        let form = Form::new(
            format!("{}-of-{name}-missing", end(is_first)),
            format!("lacks the {} {one}; the others are right", end(is_first)),
            "a slice or a loop that begins or ends one place off, or a part left out that is due (a starting point, a reference level)",
        );
        shaped(form, Tier::Arranged, move |sample| {
            (sample.answer.ndim() == sample.right.ndim()).then(|| without_end(&sample.right, axis, is_first))?
        })
    };
    let extra = |is_first: bool| {
        let form = Form::new(
            format!("{}-of-{name}-too-many", end(is_first)),
            format!("has one {one} too many, the {}; the others are right", end(is_first)),
            "a loop or a range that runs one step too far, or a part kept that is not asked for (a starting value, an intercept, a column for \
             what is unknown)",
        );
        shaped(form, Tier::Arranged, move |sample| {
            let is_one_more = sample.answer.ndim() == sample.right.ndim()
                && sample.answer.len_of(Axis(axis)) == sample.right.len_of(Axis(axis)) + 1;
            let rest = is_one_more.then(|| without_end(&sample.answer, axis, is_first)).flatten()?;
            let fits = rest.shape() == sample.right.shape()
                && Sample {
                    answer: rest,
                    ..sample.clone()
                }
                .agrees(&sample.right);
            fits.then(|| sample.answer.clone())
        })
    };
    vec![missing(true), missing(false), extra(true), extra(false)]
}

/// A vector as long as another axis of the arguments than is due. Nothing is said of its numbers.
fn other_length<'a>(axes: usize, samples: &[Sample], parameters: &[Parameter]) -> Vec<Candidate<'a>> {
    let names: BTreeSet<&String> = samples.iter().flat_map(|sample| sample.lengths.keys()).collect();
    let candidate = |name: &String| {
        let counted = lengths::described(name, parameters);
        let form = Form::new(
            format!("as-long-as-{name}"),
            format!("is as long as {counted}, which is another length than is due"),
            "a reduction along the wrong axis or none at all, or repeated values kept",
        );
        let own = name.clone();
        Candidate {
            length: Some(name.clone()),
            ..shaped(form, Tier::FittedEach, move |sample: &Sample| {
                let length = *sample.lengths.get(&own)?;
                let is_it = sample.answer.shape() == [length] && sample.right.shape() != [length];
                is_it.then(|| sample.answer.clone())
            })
        }
        .sparing_right_answers()
    };
    let is_axis = |name: &&String| axes == 1 && lengths::is_axis(name, parameters);
    names.into_iter().filter(is_axis).map(candidate).collect()
}
