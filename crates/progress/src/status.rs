//! `Status`: a verdict in a word, as the log and JSON write it.

use serde::{Serialize, Serializer};

/// A verdict in a word. JSON and log write `Certified` as `passed`, with a field `certified` beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    NotStarted,
    BuildFailed,
    Crashed,
    OverLimit,
    BrokenContract,
    Suspicious,
    BelowBaseline,
    NotYet,
    Borderline,
    Passed,
    Certified,
    GraderFault,
}

impl Status {
    const ALL: [Status; 12] = [
        Status::NotStarted,
        Status::BuildFailed,
        Status::Crashed,
        Status::OverLimit,
        Status::BrokenContract,
        Status::Suspicious,
        Status::BelowBaseline,
        Status::NotYet,
        Status::Borderline,
        Status::Passed,
        Status::Certified,
        Status::GraderFault,
    ];

    /// How JSON and the log write it; [`Status::is_certified`] stands beside it.
    pub fn word(self) -> &'static str {
        match self {
            Status::NotStarted => "not_started",
            Status::BuildFailed => "build_failed",
            Status::Crashed => "crashed",
            Status::OverLimit => "over_limit",
            Status::BrokenContract => "broken_contract",
            Status::Suspicious => "suspicious",
            Status::BelowBaseline => "below_baseline",
            Status::NotYet => "not_yet",
            Status::Borderline => "borderline",
            Status::Passed | Status::Certified => "passed",
            Status::GraderFault => "grader_fault",
        }
    }

    /// What was written as `word`; none for a word of no status.
    pub fn read(word: &str, certified: bool) -> Option<Self> {
        let written = |status: &Status| status.word() == word;
        match Status::ALL.into_iter().find(written)? {
            Status::Passed if certified => Some(Status::Certified),
            status => Some(status),
        }
    }

    pub fn is_certified(self) -> bool {
        self == Status::Certified
    }

    /// Whether the bar was cleared, confirmed or not.
    pub fn is_passed(self) -> bool {
        matches!(self, Status::Passed | Status::Certified)
    }

    /// Whether a practice pass counts: passed, or at the edge of it.
    pub fn is_practice_pass(self) -> bool {
        self.is_passed() || self == Status::Borderline
    }

    /// Whether answers were scored and told apart by how good they are.
    pub fn is_of_quality(self) -> bool {
        self.is_practice_pass() || matches!(self, Status::NotYet | Status::BelowBaseline)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_read_as_it_was_written() {
        for status in Status::ALL {
            assert_eq!(Status::read(status.word(), status.is_certified()), Some(status));
        }
        assert_eq!(Status::read("splendid", true), None);
    }

    #[test]
    fn only_a_pass_can_be_certified() {
        assert_eq!(Status::read("not_yet", true), Some(Status::NotYet));
    }
}
