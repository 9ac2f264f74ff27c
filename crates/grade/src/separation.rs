//! `separation`: whether an exercise's tiers lie far enough apart to be told apart on its held-out rows.

use thiserror::Error;

use crate::project::{GraderFault, Grading, Rivals};

/// Tiers lie apart when their distance is at least this many standard errors.
const STANDARD_ERRORS: f64 = 2.0;

/// Why an exercise's bars are refused.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Inseparable {
    #[error(
        "baseline and pass bar are {gap:.4} apart, less than the {needed:.4} that noise needs; find a better reference, or raise `pass`"
    )]
    BaselineAndPass { gap: f64, needed: f64 },
    #[error("pass bar and reference are {gap:.4} apart, less than the {needed:.4} that noise needs; lower `pass`")]
    PassAndReference { gap: f64, needed: f64 },
    #[error(transparent)]
    Fault(#[from] GraderFault),
}

/// Checks the tiers of one part: baseline, pass bar, reference. `seed_deviation` is the metric's standard deviation over
/// reseeded fits of the reference.
///
/// # Errors
/// Where two neighbouring tiers lie closer than 2·√(SE² + σ_seed²), SE being the standard error of their difference on
/// these rows.
pub fn separation(grading: &Grading, seed_deviation: f64) -> Result<(), Inseparable> {
    let decision = Rivals::new(grading)?.reference(grading)?;
    let needed = |standard_error: f64| STANDARD_ERRORS * standard_error.hypot(seed_deviation);
    // The bar is a mix of both tiers, so its distance from either is a share of theirs, and so is that distance's error.
    let over_baseline = decision.over_baseline;
    let (gap, needed_below) = (
        grading.pass * over_baseline.value,
        needed(grading.pass * over_baseline.standard_error),
    );
    if gap < needed_below {
        return Err(Inseparable::BaselineAndPass {
            gap,
            needed: needed_below,
        });
    }
    let over_bar = decision.over_bar;
    let needed_above = needed(over_bar.standard_error);
    if grading.pass < 1.0 && over_bar.value < needed_above {
        return Err(Inseparable::PassAndReference {
            gap: over_bar.value,
            needed: needed_above,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::houses;

    #[test]
    fn tiers_far_apart_are_accepted() {
        let part = houses(1000, 1);
        assert_eq!(separation(&part.grading(), 0.001), Ok(()));
    }

    #[test]
    fn a_reference_no_better_than_the_baseline_is_refused() {
        let mut part = houses(1000, 2);
        part.reference = part.baseline.clone();
        part.reference[part.held_out.scored[0]] *= 1.01;
        assert!(matches!(
            separation(&part.grading(), 0.0),
            Err(Inseparable::BaselineAndPass { .. })
        ));
    }

    #[test]
    fn a_bar_within_the_seeds_noise_of_the_reference_is_refused() {
        let mut part = houses(1000, 3);
        part.pass = 0.99;
        assert!(matches!(
            separation(&part.grading(), 0.01),
            Err(Inseparable::PassAndReference { .. })
        ));
    }

    #[test]
    fn missing_predictions_are_a_fault_and_no_question_of_distance() {
        let mut part = houses(500, 4);
        part.baseline.clear();
        assert!(matches!(
            separation(&part.grading(), 0.0),
            Err(Inseparable::Fault(GraderFault::BlessedLength { .. }))
        ));
    }
}
