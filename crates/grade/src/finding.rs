//! What was looked for in answers: a `Check` that held or not, a `Finding` that explains them.

use serde::{Deserialize, Serialize};

/// A named check and whether it held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub name: String,
    pub passed: bool,
    /// What was seen, in one sentence, when it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A cause found in the answers: a detector's or fingerprint's id, and the facts it saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `constant-prediction`, the id of a kata's known mistake, or with what was seen of it: `wrong-space/thousands`.
    pub id: String,
    /// The evidence in one sentence, with the learner's own values.
    pub evidence: String,
}

impl Check {
    /// A check that failed where there is something to say of it.
    pub fn of(name: &str, detail: Option<String>) -> Self {
        Check {
            name: name.to_owned(),
            passed: detail.is_none(),
            detail,
        }
    }
}

impl Finding {
    pub fn new(id: &str, evidence: String) -> Self {
        Finding {
            id: id.to_owned(),
            evidence,
        }
    }

    /// The id without what was seen of it: `wrong-space` of `wrong-space/thousands`.
    pub fn symptom(&self) -> &str {
        self.id.split_once('/').map_or(&self.id, |(symptom, _)| symptom)
    }
}
