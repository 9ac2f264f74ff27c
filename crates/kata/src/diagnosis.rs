//! `recognise`: what best explains a function's answers, the right ones among them.
//!
//! What is enough was measured by replay: every shipped mistake was left out in turn, alone, with a guard and with a second slip,
//! and none of the others was named in its place.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::case::Answered;
use super::profile::{ENOUGH, Profile, Recognised, Run, Tells, fullest};
use super::relation;
use mlings_grade::{Certainty, Finding};

/// Telling cases that two mistakes must show between them to be named together.
const ENOUGH_OF_TWO: usize = 3;

/// What explains each function that fails, as far as it is known: mistakes, the surest first, then relations between its wrong and
/// right answers; each then by the case that shows it.
pub fn recognise(run: &Run) -> Vec<Recognised> {
    let mut explained: Vec<(bool, Vec<Recognised>)> = (0..run.functions.len())
        .filter_map(|function| {
            let mistakes = of_function(function, run);
            match mistakes.is_empty() {
                false => Some((false, mistakes)),
                true => Some((true, vec![related(function, run)?])),
            }
        })
        .collect();
    explained.sort_by_key(|(is_relation, recognised)| (*is_relation, recognised[0].finding.certainty, recognised[0].case));
    let mut named = BTreeSet::new();
    let mut all = Vec::new();
    for (_, recognised) in explained {
        let is_named = |recognised: &Recognised| named.contains(&recognised.finding.id);
        // One of two is settled where another function has shown which.
        let is_settled = recognised[0].finding.certainty == Certainty::OneOfTwo && recognised.iter().any(is_named);
        for recognised in recognised {
            if !is_settled && named.insert(recognised.finding.id.clone()) {
                all.push(recognised);
            }
        }
    }
    all
}

/// The relation that explains a function's wrong answers where no known mistake does.
fn related(index: usize, run: &Run) -> Option<Recognised> {
    let is_failed = |case: usize| run.failures[case].is_some();
    let (own, calls) = relation::calls(index, run.functions, run.cases, run.answers, is_failed);
    let relation = relation::find(&run.functions[index], &calls)?;
    // What is merely possible does not soften a broken contract.
    let is_unfit = |case: &usize| {
        run.failures[own[*case]]
            .as_ref()
            .is_some_and(|failure| failure.reason.is_unanswered())
    };
    if relation.certainty == Certainty::Likely && relation.cases.iter().any(is_unfit) {
        return None;
    }
    Some(Recognised {
        case: own[*relation.cases.first()?],
        finding: Finding {
            certainty: relation.certainty,
            ..Finding::new(&relation.id, relation.sentence)
        },
    })
}

fn of_function(index: usize, run: &Run) -> Vec<Recognised> {
    let own: Vec<usize> = (0..run.cases.len())
        .filter(|&case| run.cases[case].function == index)
        .collect();
    let failed: Vec<usize> = own.iter().copied().filter(|&case| run.failures[case].is_some()).collect();
    let is_answered = |case: &&usize| matches!(run.answers[**case], Answered::Value(_));
    let answered = own.iter().filter(is_answered).count();
    // A crash alone proves nothing: a starter crashes on every case, as some mistakes do.
    let (Some(&first), true) = (failed.first(), answered > 0) else {
        return Vec::new();
    };
    let profiles: Vec<Profile> = run.cases[first]
        .mistakes
        .keys()
        .filter_map(|id| Profile::of(id, &own, run))
        .collect();
    // Mistakes that come to the same here may differ in other functions.
    if let Some(certain) = profiles
        .iter()
        .filter(|it| it.is_certain())
        .min_by_key(|it| it.elsewhere(run))
    {
        return vec![certain.recognised(Certainty::Certain, &failed, run)];
    }
    if 2 * answered < own.len() {
        return Vec::new();
    }
    let (certainty, best) = best(&profiles, &failed);
    best.iter()
        .map(|profile| profile.recognised(certainty, &failed, run))
        .collect()
}

/// The mistakes that explain the failing cases where none does so beyond doubt.
fn best<'p, 'a>(profiles: &'p [Profile<'a>], failed: &[usize]) -> (Certainty, Vec<&'p Profile<'a>>) {
    let tells = Tells::of(profiles);
    if let [only] = tells.as_slice()
        && let Some(profile) = fullest(profiles.iter().filter(|it| it.mistake() == only.mistake && it.is_mostly(failed.len())))
        // What it does not explain makes simple numbers too weak a proof.
        && ENOUGH <= if profile.is_whole() { only.all } else { only.sharp }
    {
        return (Certainty::Likely, vec![profile]);
    }
    let guarded = || profiles.iter().filter(|it| it.is_guarded());
    let mistakes: BTreeSet<&str> = guarded().map(Profile::mistake).collect();
    let fullest_of = |mistake: &&str| fullest(guarded().filter(|it| it.mistake() == *mistake));
    match mistakes.len() {
        1 => (Certainty::Likely, mistakes.iter().filter_map(fullest_of).collect()),
        2 => (Certainty::OneOfTwo, mistakes.iter().filter_map(fullest_of).collect()),
        _ => (Certainty::Likely, pair(profiles, &tells, failed).unwrap_or_default()),
    }
}

/// A mistake and a second slip: each shows in cases of its own, and between them they explain every failing one. What explains more comes first.
fn pair<'p, 'a>(profiles: &'p [Profile<'a>], tells: &[Tells], failed: &[usize]) -> Option<Vec<&'p Profile<'a>>> {
    let told = |profile: &Profile| {
        tells
            .iter()
            .find(|it| it.mistake == profile.mistake())
            .map_or(0, |it| it.sharp)
    };
    let candidates: Vec<&Profile> = profiles.iter().filter(|it| told(it) > 0 && it.is_unspared()).collect();
    let explain = |one: &Profile, other: &Profile| {
        failed
            .iter()
            .all(|case| one.shows.contains(case) || other.shows.contains(case))
    };
    let mut pairs = Vec::new();
    for (place, one) in candidates.iter().enumerate() {
        for other in &candidates[place + 1..] {
            let is_pair = one.mistake() != other.mistake() && told(one) + told(other) >= ENOUGH_OF_TWO;
            if is_pair && explain(one, other) {
                pairs.push(vec![*one, *other]);
            }
        }
    }
    // More than one pair that would do is none.
    let mut pair = pairs.pop().filter(|_| pairs.is_empty())?;
    pair.sort_by_key(|profile| Reverse(profile.shows.len()));
    Some(pair)
}
