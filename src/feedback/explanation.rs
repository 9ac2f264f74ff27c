//! `Explanation`: what a learner is told, findings in words with it.

use std::collections::BTreeMap;

use mlings_grade::Finding;
use serde::Serialize;

use super::detectors;
use crate::catalog::Mistake;

/// What a learner is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// One sentence: the root cause, or the good news.
    pub headline: String,
    /// More sentences, each one fact.
    pub details: Vec<String>,
    /// The compiler's or interpreter's own words, shown as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verbatim: Option<String>,
    #[serde(skip)]
    pub findings: Vec<Said>,
    /// What a pass has shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learned: Option<String>,
    /// One sentence, with a command in backquotes where there is one.
    pub next_step: String,
    /// Names the root cause for the log, so that the second failure with the same cause is noticed; none on a pass.
    #[serde(skip)]
    pub cause: Option<String>,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub id: String,
    pub message: String,
    /// What was seen, with the learner's own values.
    pub evidence: String,
}

/// The exercise's own message for a mistake, else the detector's general one, else the evidence alone.
pub fn say(mistakes: &BTreeMap<String, Mistake>, finding: &Finding) -> Said {
    let mistake = recognised(finding, mistakes);
    let general = || detectors::message(&finding.id).unwrap_or(&finding.evidence).to_owned();
    Said {
        id: mistake.map_or(finding.symptom(), |mistake| mistake.id.as_str()).to_owned(),
        message: mistake.map_or_else(general, |mistake| mistake.message.clone()),
        evidence: finding.evidence.clone(),
    }
}

/// The known mistake that a finding names: by its own id, or through the detector that watches for it. Where more of a symptom
/// was seen than a mistake watches for, and it shows a cause, the detector speaks, not a mistake whose cause was not seen.
pub fn recognised<'mistakes>(finding: &Finding, mistakes: &'mistakes BTreeMap<String, Mistake>) -> Option<&'mistakes Mistake> {
    let watching = |id: &str| mistakes.values().find(|mistake| mistake.detector.as_deref() == Some(id));
    let is_open = mlings_grade::detectors::leaves_cause_open(&finding.id);
    let of_symptom = || is_open.then(|| watching(finding.symptom())).flatten();
    mistakes
        .get(&finding.id)
        .or_else(|| watching(&finding.id))
        .or_else(of_symptom)
}
