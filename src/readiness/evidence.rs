//! A graded result → weight, quality and retention, every factor kept so that the arithmetic can be shown.

use std::cmp::Reverse;

use mlings_progress::{Certified, ExerciseProgress, LanguageProgress};
use serde::Serialize;

use super::learner::{Learner, days_between};
use crate::catalog::{Exercise, Kind, Language};

/// D, by difficulty 1 to 5.
const DIFFICULTY: [f64; 5] = [0.5, 0.75, 1.0, 1.25, 1.5];
/// H, by hints 0 to 3.
const HINTS: [f64; 4] = [1.0, 0.9, 0.75, 0.5];
const SECONDARY_SHARE: f64 = 0.4;
const FIRST_STABILITY: f64 = 30.0;
const LONGEST_STABILITY: f64 = 240.0;

/// What one result says of one competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    pub exercise: String,
    pub language: Language,
    pub weight: EvidenceWeight,
    pub quality: Quality,
    pub retention: Retention,
}

/// How much a result says: the product of its factors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct EvidenceWeight {
    pub difficulty: f64,
    pub kind: f64,
    pub exam: f64,
    /// ½ for the exercise's further variant, else 1.
    pub variant: f64,
    /// 1 for the exercise's primary competency, else 0.4.
    pub share: f64,
    pub value: f64,
}

/// How good a result was: the product of its score and factors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quality {
    pub score: f64,
    pub hints: u8,
    pub hint_factor: f64,
    pub attempts: u32,
    pub attempt_factor: f64,
    pub value: f64,
}

/// How much of a result is still there; 0.9 once it is as many days old as its stability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Retention {
    pub days: f64,
    pub stability_days: f64,
    pub value: f64,
}

/// The latest certified result of an exercise in one language.
pub(super) struct GradedResult<'a> {
    pub exercise: &'a Exercise,
    pub language: Language,
    pub exam: f64,
    pub variant: f64,
    pub quality: Quality,
    pub retention: Retention,
}

/// Every certified result, an exercise's latest before its further variant.
pub(super) fn results<'a>(learner: &Learner<'a>) -> Vec<GradedResult<'a>> {
    let of_exercise = |exercise: &'a Exercise| of_exercise(exercise, &learner.progress.of_exercise(&exercise.id), learner);
    learner.catalog.exercises.iter().flat_map(of_exercise).collect()
}

fn of_exercise<'a>(exercise: &'a Exercise, progress: &ExerciseProgress, learner: &Learner<'a>) -> Vec<GradedResult<'a>> {
    let mut certified: Vec<(Language, &LanguageProgress, &Certified)> = progress
        .languages
        .iter()
        .filter_map(|(language, progress)| Some((*language, progress, progress.certified.as_ref()?)))
        .collect();
    certified.sort_by_key(|(_, _, certified)| Reverse(certified.at));
    let result = |(position, (language, progress, certified)): (usize, (Language, &LanguageProgress, &Certified))| GradedResult {
        exercise,
        language,
        exam: if certified.exam { 1.5 } else { 1.0 },
        variant: if position == 0 { 1.0 } else { 0.5 },
        quality: Quality::new(certified.score, progress.hints, progress.attempts),
        retention: Retention::new(
            days_between(certified.at, learner.now),
            stability_after(certified.spaced_passes),
        ),
    };
    certified.into_iter().enumerate().map(result).collect()
}

impl Evidence {
    /// wR: how much of its weight is left.
    pub fn value(&self) -> f64 {
        self.weight.value * self.retention.value
    }
}

impl GradedResult<'_> {
    /// What the result says of `competency`, if its exercise trains it.
    pub fn evidence_of(&self, competency: &str) -> Option<Evidence> {
        let position = self.exercise.competencies.iter().position(|id| id == competency)?;
        Some(Evidence {
            exercise: self.exercise.id.clone(),
            language: self.language,
            weight: EvidenceWeight::new(self.exercise, self.exam, self.variant, position),
            quality: self.quality,
            retention: self.retention,
        })
    }
}

impl EvidenceWeight {
    /// The weight for the competency at `position` among those `exercise` trains.
    pub(super) fn new(exercise: &Exercise, exam: f64, variant: f64, position: usize) -> Self {
        let difficulty = DIFFICULTY[usize::from(exercise.difficulty.clamp(1, 5)) - 1];
        let kind = match exercise.kind {
            Kind::Kata => 1.0,
            Kind::Project | Kind::Case => 1.5,
        };
        let share = if position == 0 { 1.0 } else { SECONDARY_SHARE };
        EvidenceWeight {
            difficulty,
            kind,
            exam,
            variant,
            share,
            value: difficulty * kind * exam * variant * share,
        }
    }
}

impl Quality {
    pub(super) fn new(score: f64, hints: u8, attempts: u32) -> Self {
        let score = score.clamp(0.0, 1.0);
        let hints = hints.min(3);
        let hint_factor = HINTS[usize::from(hints)];
        let attempt_factor = (1.0 - 0.05 * (f64::from(attempts) - 1.0)).clamp(0.8, 1.0);
        Quality {
            score,
            hints,
            hint_factor,
            attempts,
            attempt_factor,
            value: score * hint_factor * attempt_factor,
        }
    }
}

impl Retention {
    pub(super) fn new(days: f64, stability_days: f64) -> Self {
        Retention {
            days,
            stability_days,
            value: 1.0 / (1.0 + days.max(0.0) / (9.0 * stability_days)),
        }
    }
}

/// S after the first pass and `spaced_passes` more.
fn stability_after(spaced_passes: u32) -> f64 {
    (0..spaced_passes.min(3)).fold(FIRST_STABILITY, |stability, _| doubled(stability))
}

/// S after one more pass at a distance.
pub(super) fn doubled(stability: f64) -> f64 {
    (2.0 * stability).min(LONGEST_STABILITY)
}

/// S of a first pass.
pub(super) fn first_stability() -> f64 {
    FIRST_STABILITY
}
