//! Evidence → what is shown of each competency, and their weighted sum.

use serde::Serialize;

use super::evidence::{Evidence, GradedResult};
use super::learner::Learner;

/// Whether a competency is shown well enough to speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// n ≥ 1.
    Covered,
    /// Some evidence, less than one medium kata's worth.
    Thin,
    /// None.
    Uncovered,
}

/// What is shown of one competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompetencyReadiness {
    pub competency: String,
    pub title: String,
    /// W: its share of the stage or role.
    pub weight: f64,
    /// n: how much evidence there is.
    pub evidence: f64,
    /// m.
    pub mean: f64,
    /// v.
    pub variance: f64,
    pub coverage: Coverage,
    pub results: Vec<Evidence>,
}

/// n and Σ wRq of one competency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Estimate {
    evidence: f64,
    earned: f64,
}

impl Estimate {
    pub fn with(self, retained_weight: f64, quality: f64) -> Self {
        Estimate {
            evidence: self.evidence + retained_weight,
            earned: self.earned + retained_weight * quality,
        }
    }

    pub fn mean(self) -> f64 {
        self.earned / (self.evidence + 1.0)
    }

    fn variance(self) -> f64 {
        self.mean() * (1.0 - self.mean()) / (self.evidence + 2.0)
    }

    pub fn coverage(self) -> Coverage {
        if self.evidence >= 1.0 {
            Coverage::Covered
        } else if self.evidence > 0.0 {
            Coverage::Thin
        } else {
            Coverage::Uncovered
        }
    }
}

/// Every competency the weights name, in their order.
pub(super) fn all(learner: &Learner, results: &[GradedResult]) -> Vec<CompetencyReadiness> {
    let titles = &learner.catalog.path.competencies;
    let competency = |id: &str, weight: f64| {
        let title = titles.iter().find(|competency| competency.id == id);
        let title = title.map_or(id, |competency| &competency.title);
        CompetencyReadiness::new(
            id,
            title,
            weight,
            results.iter().filter_map(|result| result.evidence_of(id)).collect(),
        )
    };
    learner
        .weights
        .iter()
        .map(|weight| competency(&weight.competency, weight.share))
        .collect()
}

impl CompetencyReadiness {
    fn new(id: &str, title: &str, weight: f64, results: Vec<Evidence>) -> Self {
        let estimate = results.iter().fold(Estimate::default(), |estimate, result| {
            estimate.with(result.value(), result.quality.value)
        });
        CompetencyReadiness {
            competency: id.to_owned(),
            title: title.to_owned(),
            weight,
            evidence: estimate.evidence,
            mean: estimate.mean(),
            variance: estimate.variance(),
            coverage: estimate.coverage(),
            results,
        }
    }
}

/// Σ W·m.
pub(super) fn readiness(competencies: &[CompetencyReadiness]) -> f64 {
    competencies
        .iter()
        .map(|competency| competency.weight * competency.mean)
        .sum()
}

/// √Σ W²v.
pub(super) fn standard_error(competencies: &[CompetencyReadiness]) -> f64 {
    let variance: f64 = competencies
        .iter()
        .map(|competency| competency.weight.powi(2) * competency.variance)
        .sum();
    variance.sqrt()
}

/// The weight of what is covered.
pub(super) fn covered(competencies: &[CompetencyReadiness]) -> f64 {
    let covered = competencies
        .iter()
        .filter(|competency| competency.coverage == Coverage::Covered);
    // A sum of nothing is −0.
    covered.map(|competency| competency.weight).sum::<f64>() + 0.0
}
