//! `Generator`: `{"normal": {"seed": 3, "shape": [200, 2]}}` and the like, in place of values that are written out.

use mlings_grade::value::{Dim, Dtype, Tensor, Type, Value};
use ndarray::{ArrayD, Axis, IxDyn};
use serde::Deserialize;
use serde_json::Value as Json;

use super::random::{Random, rounded};

/// So many values are enough for any case.
const MOST_VALUES: usize = 1_000_000;

/// One way to make values.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Generator {
    Uniform(Uniform),
    Normal(Normal),
    Integers(Integers),
    Choice(Choice),
    /// Points around centres.
    Blobs(Blobs),
    /// The centre of each point that `blobs` of the same object makes.
    BlobLabels(Blobs),
}

/// From `low` up to, not including, `high`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uniform {
    seed: u64,
    shape: Vec<usize>,
    #[serde(default)]
    low: f64,
    #[serde(default = "one")]
    high: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normal {
    seed: u64,
    shape: Vec<usize>,
    #[serde(default)]
    mean: f64,
    #[serde(default = "one")]
    deviation: f64,
}

/// Whole numbers from `from` up to, not including, `below`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Integers {
    seed: u64,
    shape: Vec<usize>,
    #[serde(default)]
    from: i64,
    below: i64,
}

/// Entries of a list, with probabilities in proportion to `weights`, or equal ones.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    seed: u64,
    shape: Vec<usize>,
    from: Vec<Json>,
    weights: Option<Vec<f64>>,
}

/// Each row lies around a centre drawn for it, normal with one deviation in every direction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blobs {
    seed: u64,
    rows: usize,
    centers: Vec<Vec<f64>>,
    #[serde(default = "one")]
    deviation: f64,
}

fn one() -> f64 {
    1.0
}

impl Generator {
    /// The values, as whole numbers or other elements where `dtype` asks for them.
    ///
    /// # Errors
    /// A fragment that names the key at fault.
    pub fn value(&self, dtype: Dtype) -> Result<Value, String> {
        let tensor = match self {
            Generator::Uniform(uniform) => Tensor::F64(uniform.make()?),
            Generator::Normal(normal) => Tensor::F64(normal.make()?),
            Generator::Integers(integers) => whole(integers.make()?, dtype),
            Generator::Choice(choice) => choice.make(dtype)?,
            Generator::Blobs(blobs) => Tensor::F64(blobs.points()?),
            Generator::BlobLabels(blobs) => whole(blobs.labels()?, dtype),
        };
        Ok(Value::Tensor(tensor))
    }
}

/// Whole numbers serve where floats are declared.
fn whole(numbers: ArrayD<i64>, dtype: Dtype) -> Tensor {
    match dtype {
        Dtype::F64 => Tensor::F64(numbers.mapv(|number| number as f64)),
        _ => Tensor::I64(numbers),
    }
}

impl Uniform {
    fn make(&self) -> Result<ArrayD<f64>, String> {
        finite("low", self.low)?;
        finite("high", self.high)?;
        if self.low >= self.high {
            return Err(format!(
                "`low` is {} and `high` is {}; let high be higher",
                self.low, self.high
            ));
        }
        let mut random = Random::new(self.seed);
        fill(&self.shape, || rounded(self.low + (self.high - self.low) * random.uniform()))
    }
}

impl Normal {
    fn make(&self) -> Result<ArrayD<f64>, String> {
        finite("mean", self.mean)?;
        not_negative("deviation", self.deviation)?;
        let mut random = Random::new(self.seed);
        fill(&self.shape, || rounded(self.mean + self.deviation * random.normal()))
    }
}

impl Integers {
    fn make(&self) -> Result<ArrayD<i64>, String> {
        if self.from >= self.below {
            return Err(format!(
                "`below` is {}; it must be more than `from`, {}",
                self.below, self.from
            ));
        }
        let mut random = Random::new(self.seed);
        let span = self.below.abs_diff(self.from);
        fill(&self.shape, || self.from.wrapping_add_unsigned(random.below(span)))
    }
}

impl Choice {
    fn make(&self, dtype: Dtype) -> Result<Tensor, String> {
        let kind = Type::Tensor {
            dtype,
            dims: vec![Dim::Named("entries".to_owned())],
        };
        let entries = Value::from_nested(&Json::Array(self.from.clone()), &kind).map_err(|error| format!("`from`: {error}"))?;
        let weights = self.weights()?;
        let mut random = Random::new(self.seed);
        let drawn = fill(&self.shape, || random.weighted(&weights))?;
        let drawn: Vec<usize> = drawn.into_iter().collect();
        let Value::Tensor(entries) = entries else {
            return Err("`from` is no list of values".to_owned());
        };
        Ok(match entries {
            Tensor::F64(entries) => Tensor::F64(self.pick(&entries, &drawn)),
            Tensor::I64(entries) => Tensor::I64(self.pick(&entries, &drawn)),
            Tensor::Bool(entries) => Tensor::Bool(self.pick(&entries, &drawn)),
            Tensor::Str(entries) => Tensor::Str(self.pick(&entries, &drawn)),
        })
    }

    fn weights(&self) -> Result<Vec<f64>, String> {
        let count = self.from.len();
        let weights = self.weights.clone().unwrap_or_else(|| vec![1.0; count]);
        if weights.len() != count {
            return Err(format!(
                "`weights` has {} entries for the {count} of `from`; give each one",
                weights.len()
            ));
        }
        weights.iter().try_for_each(|weight| not_negative("weights", *weight))?;
        match weights.iter().any(|weight| *weight > 0.0) {
            true => Ok(weights),
            false => Err("`from` has no entry with a weight above 0; list at least one".to_owned()),
        }
    }

    fn pick<T: Clone>(&self, entries: &ArrayD<T>, drawn: &[usize]) -> ArrayD<T> {
        let picked = entries.select(Axis(0), drawn);
        picked
            .into_shape_with_order(IxDyn(&self.shape))
            .expect("an entry was drawn for each place of the shape")
    }
}

impl Blobs {
    fn width(&self) -> Result<usize, String> {
        let first = self.centers.first().map(Vec::len);
        let first = first.ok_or("`centers` is empty; list at least one point")?;
        match self.centers.iter().find(|center| center.len() != first) {
            Some(other) => Err(format!(
                "`centers` have {first} and {} coordinates; give each as many",
                other.len()
            )),
            None => Ok(first),
        }
    }

    /// Labels are drawn before any point, so that both generators draw the same ones.
    fn draw_labels(&self, random: &mut Random) -> Result<ArrayD<i64>, String> {
        let centers = self.centers.len() as u64;
        fill(&[self.rows], || random.below(centers).cast_signed())
    }

    fn labels(&self) -> Result<ArrayD<i64>, String> {
        self.width()?;
        self.draw_labels(&mut Random::new(self.seed))
    }

    fn points(&self) -> Result<ArrayD<f64>, String> {
        let width = self.width()?;
        not_negative("deviation", self.deviation)?;
        self.centers
            .iter()
            .flatten()
            .try_for_each(|number| finite("centers", *number))?;
        let mut random = Random::new(self.seed);
        let labels = self.draw_labels(&mut random)?;
        let mut means = labels.iter().flat_map(|&label| &self.centers[label as usize]);
        fill(&[self.rows, width], || {
            let mean = means.next().expect("each row has a centre with as many coordinates");
            rounded(mean + self.deviation * random.normal())
        })
    }
}

/// An array in row-major order, one call of `next` a value.
fn fill<T>(shape: &[usize], mut next: impl FnMut() -> T) -> Result<ArrayD<T>, String> {
    let count = shape.iter().try_fold(1_usize, |count, length| count.checked_mul(*length));
    let count = count.filter(|count| *count <= MOST_VALUES);
    let count = count.ok_or_else(|| format!("`shape` {shape:?} holds more than {MOST_VALUES} values; ask for fewer"))?;
    let values: Vec<T> = (0..count).map(|_| next()).collect();
    Ok(ArrayD::from_shape_vec(IxDyn(shape), values).expect("as many values were made as the shape holds"))
}

fn finite(key: &str, number: f64) -> Result<(), String> {
    match number.is_finite() {
        true => Ok(()),
        false => Err(format!("`{key}` is {number}; give a finite number")),
    }
}

fn not_negative(key: &str, number: f64) -> Result<(), String> {
    match number >= 0.0 && number.is_finite() {
        true => Ok(()),
        false => Err(format!("`{key}` is {number}; it cannot be negative")),
    }
}
