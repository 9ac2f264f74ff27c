//! What a learner holds at a moment, and would hold after one more pass: the "what if" of `next`, `reviews` and `plan`.
//!
//! Days count from now; a pass before now lies on a day below 0.

use std::collections::{BTreeMap, BTreeSet};

use mlings_progress::Attainment;

use super::competency::{Coverage, Estimate};
use super::evidence::{self, EvidenceWeight, GradedResult, Retention};
use super::learner::{Learner, is_covered_enough};
use crate::catalog::{Exercise, Weight};

/// The quality of a pass that is yet to come: a full score at the third try without a hint, or at the first with one.
const EXPECTED_QUALITY: f64 = 0.9;

#[derive(Clone)]
pub(super) struct Knowledge<'a> {
    weights: &'a [Weight],
    /// What adds to readiness, and what such exercises require; in the order of the catalogue.
    wanted: Vec<&'a Exercise>,
    passed: BTreeSet<&'a str>,
    holdings: Vec<Holding<'a>>,
}

/// A result that is held: what is left of it depends on the day it is looked at.
#[derive(Clone)]
pub(super) struct Holding<'a> {
    pub exercise: &'a Exercise,
    exam: f64,
    variant: f64,
    quality: f64,
    passed_on: f64,
    stability: f64,
}

impl<'a> Knowledge<'a> {
    pub fn of(learner: &Learner<'a>, results: &[GradedResult<'a>]) -> Self {
        let exercises = &learner.catalog.exercises;
        let is_passed = |exercise: &&Exercise| learner.progress.of_exercise(&exercise.id).attainment >= Attainment::Passed;
        Knowledge {
            weights: learner.weights,
            wanted: wanted(exercises, learner.weights),
            passed: exercises
                .iter()
                .filter(is_passed)
                .map(|exercise| exercise.id.as_str())
                .collect(),
            holdings: results.iter().map(Holding::of).collect(),
        }
    }

    pub fn readiness(&self, day: f64) -> f64 {
        let shares = self.weights.iter().map(|weight| weight.share);
        shares
            .zip(self.estimates(day))
            .map(|(share, estimate)| share * estimate.mean())
            .sum()
    }

    /// Whether readiness is at the cut and enough of it covered.
    pub fn reaches(&self, cut: f64, day: f64) -> bool {
        let estimates = self.estimates(day);
        let covered = self
            .weights
            .iter()
            .zip(estimates)
            .filter(|(_, estimate)| estimate.coverage() == Coverage::Covered);
        let covered: f64 = covered.map(|(weight, _)| weight.share).sum();
        is_covered_enough(covered) && self.readiness(day) >= cut
    }

    /// The most worthwhile exercise not certified yet whose prerequisites are passed, and what it adds.
    pub fn best_pass(&self, day: f64) -> Option<(&'a Exercise, f64)> {
        let held: BTreeSet<&str> = self.holdings.iter().map(|holding| holding.exercise.id.as_str()).collect();
        let is_open = |exercise: &&&Exercise| {
            let is_passed = |id: &String| self.passed.contains(id.as_str());
            !held.contains(exercise.id.as_str()) && exercise.requires.iter().all(is_passed)
        };
        let estimates = self.estimates(day);
        let open = self.wanted.iter().filter(is_open);
        most_worthwhile(open.map(|exercise| (*exercise, self.gain(&estimates, None, &Holding::expected(exercise, day), day))))
    }

    /// What has faded and is worth a review on `day`, and what the review adds. A further variant is not asked for.
    pub fn due(&self, day: f64) -> Vec<(&Holding<'a>, f64)> {
        let estimates = self.estimates(day);
        let due = self
            .holdings
            .iter()
            .filter(|holding| holding.variant == 1.0 && day > holding.due_on());
        due.map(|holding| (holding, self.gain(&estimates, Some(holding), &holding.renewed(day), day)))
            .filter(|(_, gain)| *gain > 0.0)
            .collect()
    }

    /// The most worthwhile of what is due.
    pub fn best_review(&self, day: f64) -> Option<(&'a Exercise, f64)> {
        most_worthwhile(self.due(day).into_iter().map(|(holding, gain)| (holding.exercise, gain)))
    }

    pub fn pass(&mut self, exercise: &'a Exercise, day: f64) {
        self.passed.insert(&exercise.id);
        self.holdings.push(Holding::expected(exercise, day));
    }

    pub fn review(&mut self, exercise: &Exercise, day: f64) {
        let is_it = |holding: &&mut Holding| holding.exercise.id == exercise.id && holding.variant == 1.0;
        if let Some(holding) = self.holdings.iter_mut().find(is_it) {
            *holding = holding.renewed(day);
        }
    }

    fn estimates(&self, day: f64) -> Vec<Estimate> {
        let mut estimates = vec![Estimate::default(); self.weights.len()];
        for holding in &self.holdings {
            for (index, weight) in self.retained_weights(holding, day) {
                estimates[index] = estimates[index].with(weight, holding.quality);
            }
        }
        estimates
    }

    /// What readiness gains on `day` when `after` takes the place of `before`.
    fn gain(&self, estimates: &[Estimate], before: Option<&Holding>, after: &Holding, day: f64) -> f64 {
        let mut changed: BTreeMap<usize, Estimate> = BTreeMap::new();
        for (sign, holding) in before.map(|before| (-1.0, before)).into_iter().chain([(1.0, after)]) {
            for (index, weight) in self.retained_weights(holding, day) {
                let estimate = changed.entry(index).or_insert(estimates[index]);
                *estimate = estimate.with(sign * weight, holding.quality);
            }
        }
        let gains = changed
            .into_iter()
            .map(|(index, estimate)| self.weights[index].share * (estimate.mean() - estimates[index].mean()));
        gains.sum()
    }

    /// wR by the index of the competency's weight; competencies without one are left out.
    fn retained_weights<'b>(&'b self, holding: &'b Holding, day: f64) -> impl Iterator<Item = (usize, f64)> + 'b {
        let retention = holding.retention(day);
        let competencies = holding.exercise.competencies.iter().enumerate();
        competencies.filter_map(move |(position, competency)| {
            let index = self.weights.iter().position(|weight| weight.competency == *competency)?;
            let weight = EvidenceWeight::new(holding.exercise, holding.exam, holding.variant, position);
            Some((index, weight.value * retention))
        })
    }
}

impl<'a> Holding<'a> {
    fn of(result: &GradedResult<'a>) -> Self {
        Holding {
            exercise: result.exercise,
            exam: result.exam,
            variant: result.variant,
            quality: result.quality.value,
            passed_on: -result.retention.days,
            stability: result.retention.stability_days,
        }
    }

    /// A first pass of `exercise`, of the quality to expect.
    fn expected(exercise: &'a Exercise, day: f64) -> Self {
        Holding {
            exercise,
            exam: 1.0,
            variant: 1.0,
            quality: EXPECTED_QUALITY,
            passed_on: day,
            stability: evidence::first_stability(),
        }
    }

    /// The same result passed once more, as well as before.
    fn renewed(&self, day: f64) -> Self {
        Holding {
            passed_on: day,
            stability: evidence::doubled(self.stability),
            ..*self
        }
    }

    pub fn retention(&self, day: f64) -> f64 {
        Retention::new(day - self.passed_on, self.stability).value
    }

    /// The day retention falls below 0.9: what stability means.
    pub fn due_on(&self) -> f64 {
        self.passed_on + self.stability
    }
}

/// The exercises that train what is weighed, and those they require, in the order of the catalogue.
fn wanted<'a>(exercises: &'a [Exercise], weights: &[Weight]) -> Vec<&'a Exercise> {
    let is_weighed = |id: &String| weights.iter().any(|weight| weight.competency == *id);
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    // What an exercise requires stands before it, so one walk from the end finds all.
    for exercise in exercises.iter().rev() {
        if wanted.contains(exercise.id.as_str()) || exercise.competencies.iter().any(is_weighed) {
            wanted.insert(&exercise.id);
            wanted.extend(exercise.requires.iter().map(String::as_str));
        }
    }
    exercises
        .iter()
        .filter(|exercise| wanted.contains(exercise.id.as_str()))
        .collect()
}

/// The largest gain per minute; of equals the first.
fn most_worthwhile<'a>(gains: impl Iterator<Item = (&'a Exercise, f64)>) -> Option<(&'a Exercise, f64)> {
    gains.reduce(|best, other| if per_minute(other) > per_minute(best) { other } else { best })
}

/// Gain over the catalogue's minutes.
pub(super) fn per_minute((exercise, gain): (&Exercise, f64)) -> f64 {
    gain / f64::from(exercise.minutes)
}
