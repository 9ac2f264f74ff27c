//! `Candidate`: a relation that might hold, and whether the samples of one part bear it out.

use std::collections::BTreeSet;

use ndarray::ArrayD;

use super::sample::{Sample, wrong_among};

/// What an answer would be if the relation held; none where it cannot be said.
pub type Predict<'a> = Box<dyn Fn(&Sample) -> Option<ArrayD<f64>> + 'a>;

/// How a relation is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Such as `times-ln-2`.
    pub id: String,
    /// What follows "the answer": `is 2 times the right one`.
    pub said: String,
    /// Usual causes, none where any would be a guess.
    pub causes: String,
}

/// How precisely a relation says what the answer is; the most precise that holds is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The answer does not depend on the right one.
    Given,
    /// A named function of each right number.
    Named,
    /// The right numbers elsewhere, in another form or in fewer digits.
    Arranged,
    /// One number learned from the answers.
    Fitted,
    /// A number or an order learned from each answer.
    FittedEach,
}

/// What counts as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Different pairs of a right and an answered number.
    Pairs,
    /// Places that differ.
    Places,
}

/// A relation that might hold.
pub struct Candidate<'a> {
    pub form: Form,
    pub tier: Tier,
    pub counted: Counted,
    pub predict: Predict<'a>,
    /// How many numbers were learned from an answer.
    pub spent: fn(&Sample) -> usize,
    /// The length whose value makes the relation one of lengths; none where it names none.
    pub length: Option<String>,
    /// How many telling numbers it takes at the least.
    pub telling: usize,
    /// Whether right answers must bear it out as well.
    pub binds_right_answers: bool,
}

/// What bears a relation out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// Calls that show it.
    pub calls: Vec<usize>,
    /// Wrong samples that it does not explain.
    pub unexplained: usize,
    /// Numbers that could have been others.
    pub numbers: usize,
    /// Those of them that no short fraction gives.
    pub telling: usize,
    /// Other wrong answers follow from something else.
    pub is_partial: bool,
    /// A right answer to an edge case speaks against it.
    pub guarded: bool,
    /// The length it names differs between the calls, or it names none.
    pub varied: bool,
}

impl Form {
    pub fn new(id: impl Into<String>, said: impl Into<String>, causes: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            said: said.into(),
            causes: causes.into(),
        }
    }
}

impl<'a> Candidate<'a> {
    pub fn new(form: Form, tier: Tier, predict: impl Fn(&Sample) -> Option<ArrayD<f64>> + 'a) -> Self {
        Self {
            form,
            tier,
            counted: Counted::Pairs,
            predict: Box::new(predict),
            spent: |_| 0,
            length: None,
            telling: 0,
            binds_right_answers: true,
        }
    }

    pub fn counting_places(self) -> Self {
        Self {
            counted: Counted::Places,
            ..self
        }
    }

    pub fn spending(self, spent: fn(&Sample) -> usize) -> Self {
        Self { spent, ..self }
    }

    /// The relation is one of wrong answers alone.
    pub fn sparing_right_answers(self) -> Self {
        Self {
            binds_right_answers: false,
            ..self
        }
    }

    fn explains(&self, sample: &Sample) -> bool {
        (self.predict)(sample).is_some_and(|predicted| sample.agrees(&predicted))
    }

    /// What bears the relation out; none where a sample speaks against it.
    pub fn support(&self, samples: &[Sample], is_wrong: &[bool]) -> Option<Support> {
        let wrong = wrong_among(samples, is_wrong);
        let (explained, unexplained): (Vec<&Sample>, Vec<&Sample>) = wrong.iter().partition(|sample| self.explains(sample));
        let is_spared = self.tier < Tier::FittedEach
            && explained.len() >= 3.max(2 * unexplained.len())
            && unexplained.iter().all(|sample| sample.is_edge);
        let is_partial = !unexplained.is_empty() && !is_spared;
        // A partial product of lengths is often chance: small numbers meet in many ways.
        let may_be_partial = self.tier == Tier::Arranged && explained.len() >= 3.max(unexplained.len() / 2);
        if explained.is_empty() || is_partial && !may_be_partial {
            return None;
        }
        let right = samples
            .iter()
            .zip(is_wrong)
            .filter(|(_, wrong)| !**wrong && self.binds_right_answers);
        let mut guarded = false;
        for (sample, _) in right {
            if !self.explains(sample) {
                if !sample.is_edge {
                    return None;
                }
                guarded = true;
            }
        }
        let (numbers, telling) = self.numbers(&explained)?;
        if telling < self.telling {
            return None;
        }
        let length = |sample: &&Sample| self.length.as_ref().and_then(|name| sample.lengths.get(name).copied());
        Some(Support {
            calls: explained.iter().map(|sample| sample.call).collect(),
            unexplained: unexplained.len(),
            numbers,
            telling,
            is_partial,
            guarded,
            varied: self.length.is_none() || explained.iter().map(length).collect::<BTreeSet<_>>().len() > 1,
        })
    }

    /// Numbers that could have been others, and the telling ones among them; none where a wrong answer gives none.
    fn numbers(&self, explained: &[&Sample]) -> Option<(usize, usize)> {
        let spent: usize = explained.iter().map(|sample| (self.spent)(sample)).sum();
        // What has no value agrees with whatever has none.
        let counts = |(_, answer): &(f64, f64)| self.tier == Tier::Given || !answer.is_nan();
        let differing: Vec<(f64, f64)> = explained
            .iter()
            .flat_map(|sample| sample.differing())
            .filter(counts)
            .collect();
        let distinct: BTreeSet<[u64; 2]> = differing
            .iter()
            .map(|(right, answer)| [*right, *answer].map(f64::to_bits))
            .collect();
        let count = match self.counted {
            Counted::Pairs => distinct.len(),
            Counted::Places => differing.len(),
        };
        let telling = distinct
            .iter()
            .filter(|[_, answer]| is_telling(f64::from_bits(*answer)))
            .count();
        Some((count.checked_sub(spent)?, telling))
    }
}

/// Whether a number is none that simple arithmetic on small whole numbers gives.
fn is_telling(number: f64) -> bool {
    let is_whole = |scaled: f64| (scaled - scaled.round()).abs() < 1e-9;
    number.is_finite() && !(1..=12).any(|denominator| is_whole(number * f64::from(denominator)))
}
