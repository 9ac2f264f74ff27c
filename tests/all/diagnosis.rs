//! How far the diagnosis of katas can be trusted: every shipped mistake is replayed, and then left out so that its answers come from a
//! cause nobody knows.

use std::collections::BTreeSet;

use mlings::catalog::{Catalog, Exercise};
use mlings::content::Content;
use mlings_grade::value::Value;
use mlings_grade::{Certainty, Finding};
use mlings_kata::{Answered, Case, Function, Symptom, assess};

/// A kata with the answers of one of its mistakes, or of one with a guard.
struct Replay {
    exercise: String,
    id: String,
    functions: Vec<Function>,
    cases: Vec<Case>,
    symptoms: Vec<Symptom>,
}

#[test]
fn every_shipped_mistake_is_certain_and_told_first() {
    let missed: Vec<String> = replays()
        .iter()
        .filter(|replay| {
            let findings = replay.findings(&replay.cases);
            let is_told = |it: &Finding| it.id == replay.mistake() && it.certainty == Certainty::Certain;
            !findings.first().is_some_and(is_told)
        })
        .map(Replay::name)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_guard_for_few_rows_leaves_most_mistakes_named_and_none_mistaken_for_another() {
    let (mut named, mut mistaken, mut guarded) = (0, Vec::new(), 0);
    for mut replay in replays() {
        if !replay.guard() {
            continue;
        }
        guarded += 1;
        let findings = replay.findings(&replay.cases);
        named += usize::from(findings.iter().any(|it| it.id == replay.mistake()));
        let first = findings.iter().find(|it| replay.knows(&it.id));
        mistaken.extend(
            first
                .filter(|it| it.id != replay.mistake())
                .map(|it| format!("{}: {}", replay.name(), it.id)),
        );
    }
    assert!(4 * named >= 3 * guarded, "{named} of {guarded}");
    assert!(100 * mistaken.len() <= guarded, "{mistaken:#?} of {guarded}");
}

/// A list for a reader to judge: mistakes that are much the same may stand in for each other.
#[test]
fn a_mistake_that_is_not_known_is_seldom_taken_for_another() {
    let mut taken = Vec::new();
    let replays = replays();
    for replay in &replays {
        let findings = replay.findings(&replay.without_own());
        let known = findings.iter().filter(|it| replay.knows(&it.id));
        taken.extend(known.map(|it| format!("{} for {} {:?}", replay.name(), it.id, it.certainty)));
    }
    taken.push(format!("{} of {}", taken.len(), replays.len()));
    insta::assert_snapshot!(taken.join("\n"));
}

impl Replay {
    fn name(&self) -> String {
        format!("{} {}", self.exercise, self.id)
    }

    fn mistake(&self) -> &str {
        base(&self.id)
    }

    fn knows(&self, id: &str) -> bool {
        let mut ids = self.cases.iter().flat_map(|case| case.mistakes.keys());
        ids.any(|known| base(known) == id)
    }

    fn findings(&self, cases: &[Case]) -> Vec<Finding> {
        let answers: Vec<Answered> = self.symptoms.iter().map(answered).collect();
        assess(&self.functions, cases, &answers).findings
    }

    /// Calls with a vector or table of one row or none are answered rightly; whether any were wrong.
    fn guard(&mut self) -> bool {
        let mut is_guarded = false;
        for (case, symptom) in self.cases.iter().zip(&mut self.symptoms) {
            let Some(right) = &case.expected else { continue };
            let right = Symptom::Answers(right.clone());
            if *symptom != right && case.arguments.iter().any(is_of_few_rows) {
                *symptom = right;
                is_guarded = true;
            }
        }
        is_guarded
    }

    fn without_own(&self) -> Vec<Case> {
        let mut cases = self.cases.clone();
        for case in &mut cases {
            case.mistakes.retain(|id, _| base(id) != self.mistake());
        }
        cases
    }
}

/// Of every kata's mistakes and variants whose answers are recorded.
fn replays() -> Vec<Replay> {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let katas = catalog
        .exercises
        .iter()
        .filter(|exercise| exercise.task.as_project().is_none());
    katas.flat_map(of_exercise).collect()
}

fn of_exercise(exercise: &Exercise) -> Vec<Replay> {
    let kata = exercise.kata().unwrap();
    let ids: BTreeSet<String> = kata.cases.iter().flat_map(|case| case.mistakes.keys().cloned()).collect();
    let replay = |id: String| {
        let symptoms: Vec<Symptom> = kata.cases.iter().map(|case| case.mistakes[&id].clone()).collect();
        // Of answers that are judged by properties, only what they lack is recorded.
        let is_recorded = symptoms.iter().all(|symptom| !matches!(symptom, Symptom::Lacks(_)));
        is_recorded.then(|| Replay {
            exercise: exercise.id.clone(),
            id,
            functions: kata.functions.clone(),
            cases: kata.cases.clone(),
            symptoms,
        })
    };
    ids.into_iter().filter_map(replay).collect()
}

fn answered(symptom: &Symptom) -> Answered<'_> {
    match symptom {
        Symptom::Answers(value) => Answered::Value(value),
        Symptom::Raises | Symptom::Lacks(_) => Answered::Raised("it raises"),
    }
}

fn is_of_few_rows(argument: &Value) -> bool {
    matches!(argument, Value::Tensor(tensor) if matches!(tensor.shape(), [0 | 1, ..]))
}

/// A variant, `id/name`, is the same mistake.
fn base(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}
