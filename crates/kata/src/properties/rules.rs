//! `Rules`: the properties a function's answers must have, as declared.

use super::rounding::Rounding;
use mlings_grade::value::Value;

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
    pub(super) properties: Vec<Property>,
    pub(super) layout: Layout,
    /// Positions among the parameters.
    pub(super) rows: Option<usize>,
    pub(super) labels: Option<usize>,
    pub(super) seed: Option<Seed>,
    pub(super) shares: Vec<Share>,
    pub(super) rounding: Rounding,
}

/// The parameter that is the seed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seed {
    pub position: usize,
    pub name: String,
}

/// How many rows a part should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// What the other parts leave.
    Rest,
    /// A fraction of the rows: the position of a parameter f64.
    Fraction(usize),
    /// So many rows: the position of a parameter i64.
    Count(usize),
}

/// A call that was answered with a value of the declared type.
#[derive(Clone, Copy, Debug)]
pub struct AnsweredCall<'run> {
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

/// How an answer says where rows go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// An index array a part; what messages call each.
    Parts(Vec<String>),
    /// Each row's fold number; the position of the parameter that counts the folds.
    Folds(usize),
    /// Neither.
    Other,
}
