//! `Standing`: how well scored answers did.

/// Where scored answers stand, worst first; from `Passed` on the exercise is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They know labels that no solution can have seen.
    Suspicious,
    BelowBaseline,
    NotYet,
    /// Below the bar, and as close to it as chance.
    Borderline,
    Passed,
    /// Passed beyond doubt: every case of a kata is right, or the bar is cleared by more than noise (one-sided 95 % at the
    /// first look, more at later ones).
    Certified,
}
