//! Answers as sets: what is in one and not in the other.

use std::collections::BTreeSet;
use std::fmt::{self, Debug};

use ndarray::ArrayD;

/// How a set differs from the blessed one. What is missing is counted only: naming it would be the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetDifference {
    /// One of the learner's own that does not belong, and how many do not.
    pub stray: Option<String>,
    pub strays: usize,
    pub missing: usize,
    /// How many different values the learner has.
    pub values: usize,
}

impl fmt::Display for SetDifference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = match self.missing {
            0 => "none is missing".to_owned(),
            1 => "1 is missing".to_owned(),
            missing => format!("{missing} are missing"),
        };
        match &self.stray {
            Some(stray) => write!(
                formatter,
                "{stray}, which does not belong ({} of {} different values do not); {missing}",
                self.strays, self.values
            ),
            None => write!(formatter, "only values that belong, {} of them; {missing}", self.values),
        }
    }
}

/// How `answer` differs from `expected`, whatever the order and however often a value occurs; the stray named is the first.
pub fn difference<T: Ord + Debug>(answer: &ArrayD<T>, expected: &ArrayD<T>) -> Option<SetDifference> {
    let (mine, right): (BTreeSet<&T>, BTreeSet<&T>) = (answer.iter().collect(), expected.iter().collect());
    let (strays, missing) = (mine.difference(&right).count(), right.difference(&mine).count());
    let stray = answer
        .iter()
        .find(|value| !right.contains(value))
        .map(|value| format!("{value:?}"));
    (strays + missing > 0).then_some(SetDifference {
        stray,
        strays,
        missing,
        values: mine.len(),
    })
}

#[cfg(test)]
mod tests {
    use ndarray::arr1;

    use super::*;

    fn told(answer: &[&str], expected: &[&str]) -> Option<String> {
        difference(&arr1(answer).into_dyn(), &arr1(expected).into_dyn()).map(|found| found.to_string())
    }

    #[test]
    fn order_and_duplicates_do_not_matter() {
        assert_eq!(told(&["b", "a", "b"], &["a", "b"]), None);
        assert_eq!(told(&[], &[]), None);
    }

    #[test]
    fn what_is_too_much_is_named_and_what_is_missing_is_counted() {
        assert_eq!(
            told(&["a", "the", "of"], &["a", "b", "c"]).as_deref(),
            Some("\"the\", which does not belong (2 of 3 different values do not); 2 are missing")
        );
        assert_eq!(
            told(&["a"], &["a", "b"]).as_deref(),
            Some("only values that belong, 1 of them; 1 is missing")
        );
        assert_eq!(
            told(&["a", "b"], &["a"]).as_deref(),
            Some("\"b\", which does not belong (1 of 2 different values do not); none is missing")
        );
    }
}
