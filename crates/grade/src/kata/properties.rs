//! `Rules`: properties that make an answer right where many answers are, such as those of a seeded split.
//!
//! A property is a pure predicate over a call's arguments and answer; which parameter plays which role is declared by name.

mod chance;
mod parts;
mod pattern;
mod predicates;
mod roles;

use super::compare;
use crate::value::Value;
use parts::Layout;

pub use roles::{Roles, Rounding};

/// A property by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// The parts together hold each of the rows exactly once; or each row has a fold, and no fold is empty.
    Partition,
    /// No row is in two parts, nor twice in one.
    Disjoint,
    /// Each part has its declared share of the rows.
    Sized,
    /// Each class is spread over the parts in proportion, over folds evenly.
    Stratified,
    /// Sizes differ by at most 1.
    Balanced,
    /// Neither blocks of neighbouring rows nor rows dealt out in turn.
    Shuffled,
    /// Equal arguments give equal answers, another seed gives another.
    Seeded,
}

/// The properties a function's answers must have, with the roles its parameters play in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    properties: Vec<Property>,
    layout: Layout,
    /// Positions among the parameters.
    rows: Option<usize>,
    labels: Option<usize>,
    seed: Option<Seed>,
    shares: Vec<Share>,
    rounding: Rounding,
}

/// The parameter that is the seed.
#[derive(Clone, Debug, PartialEq)]
struct Seed {
    position: usize,
    name: String,
}

/// How many rows a part should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    /// What the other parts leave.
    Rest,
    /// A fraction of the rows: the position of a parameter f64.
    Fraction(usize),
    /// So many rows: the position of a parameter i64.
    Count(usize),
}

/// A call that was answered with a value of the declared type.
#[derive(Clone, Copy, Debug)]
pub struct Call<'run> {
    /// The case's name.
    pub case: &'run str,
    pub arguments: &'run [Value],
    pub answer: &'run Value,
}

/// A property that an answer does not have, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub property: Property,
    /// A clause with the learner's own row or value: `row 17 is in both train and test`.
    pub said: String,
}

impl Property {
    pub const ALL: [Property; 7] = [
        Property::Partition,
        Property::Disjoint,
        Property::Sized,
        Property::Stratified,
        Property::Balanced,
        Property::Shuffled,
        Property::Seeded,
    ];

    /// The name as exercise.toml writes it.
    pub fn name(self) -> &'static str {
        match self {
            Property::Partition => "partition",
            Property::Disjoint => "disjoint",
            Property::Sized => "sized",
            Property::Stratified => "stratified",
            Property::Balanced => "balanced",
            Property::Shuffled => "shuffled",
            Property::Seeded => "seeded",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Property::ALL.into_iter().find(|property| property.name() == name)
    }
}

impl Rules {
    /// The properties asked for, in the order exercise.toml lists them.
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The properties that `call` breaks, in the declared order; `earlier` are the function's calls before it.
    pub fn broken(&self, call: &Call, earlier: &[Call]) -> Vec<Broken> {
        let said = |property| match property {
            Property::Seeded => self.seed.as_ref().and_then(|seed| unseeded(seed, call, earlier)),
            _ => predicates::broken(self, property, call),
        };
        let broken = |&property: &Property| said(property).map(|said| Broken { property, said });
        self.properties.iter().filter_map(broken).collect()
    }

    /// What the calls of a function lack to try its properties; each call is its arguments.
    ///
    /// # Errors
    /// A fragment that names the property and the case to add.
    pub fn check_calls(&self, calls: &[&[Value]]) -> Result<(), String> {
        let (true, Some(seed)) = (self.properties.contains(&Property::Seeded), &self.seed) else {
            return Ok(());
        };
        let related = |wanted: Relation| {
            let mut pairs = calls
                .iter()
                .enumerate()
                .flat_map(|(index, one)| calls[..index].iter().map(move |other| (one, other)));
            pairs.any(|(one, other)| relation(seed, one, other) == wanted)
        };
        if !related(Relation::Same) {
            return Err("`seeded` needs two cases with equal arguments; repeat one under another name".to_owned());
        }
        if !related(Relation::OtherSeed) {
            return Err(format!(
                "`seeded` needs two cases that differ in `{}` alone; repeat one with another seed",
                seed.name
            ));
        }
        Ok(())
    }

    /// The property that an honest answer of the same shape would miss by chance with a probability above 1 in 1e9, with
    /// that probability; none where the case is large enough.
    pub fn too_small(&self, call: &Call) -> Option<(Property, f64)> {
        let chance = |&property: &Property| Some((property, chance::of_failing(self, property, call)?));
        self.properties
            .iter()
            .filter_map(chance)
            .find(|(_, chance)| *chance > chance::NEGLIGIBLE)
    }
}

/// How the arguments of two calls relate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    OtherSeed,
    Unrelated,
}

fn relation(seed: &Seed, one: &[Value], other: &[Value]) -> Relation {
    let is_same = |(one, other): (&Value, &Value)| compare::exact(one, other, 0.0).is_none();
    let differing: Vec<usize> = (0..one.len())
        .filter(|&position| !is_same((&one[position], &other[position])))
        .collect();
    match differing.as_slice() {
        [] => Relation::Same,
        [only] if *only == seed.position => Relation::OtherSeed,
        _ => Relation::Unrelated,
    }
}

/// Held against every earlier call of the same arguments, or of the same but for the seed.
fn unseeded(seed: &Seed, call: &Call, earlier: &[Call]) -> Option<String> {
    let shown = |arguments: &[Value]| arguments[seed.position].to_nested();
    earlier.iter().find_map(|other| {
        let is_equal = compare::exact(call.answer, other.answer, 0.0).is_none();
        match relation(seed, call.arguments, other.arguments) {
            Relation::Same if !is_equal => Some(format!(
                "the answer is not the one of case \"{}\", though every argument is the same, `{}` too",
                other.case, seed.name
            )),
            Relation::OtherSeed if is_equal => Some(format!(
                "`{0}` {1} gave the very answer of `{0}` {2}",
                seed.name,
                shown(call.arguments),
                shown(other.arguments)
            )),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests;
