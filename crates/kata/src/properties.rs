//! `Rules`: properties that make an answer right where many answers are, such as those of a seeded split.
//!
//! A property is a pure predicate over a call's arguments and answer; which parameter plays which role is declared by name.

mod chance;
mod parts;
mod pattern;
mod predicates;
mod roles;
mod rounding;
mod rules;

use super::compare;
use mlings_grade::value::Value;
use rules::Seed;

pub use roles::Roles;
pub use rounding::Rounding;
pub use rules::{AnsweredCall, Broken, Property, Rules};

impl Rules {
    /// The properties asked for, in the order exercise.toml lists them.
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The properties that `call` breaks, in the declared order; `earlier` are the function's calls before it.
    pub fn broken(&self, call: &AnsweredCall, earlier: &[AnsweredCall]) -> Vec<Broken> {
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
    pub fn too_small(&self, call: &AnsweredCall) -> Option<(Property, f64)> {
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
fn unseeded(seed: &Seed, call: &AnsweredCall, earlier: &[AnsweredCall]) -> Option<String> {
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
