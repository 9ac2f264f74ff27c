//! `Profile`: what a function's answers say, taken together, of a known mistake.

use std::collections::BTreeSet;

use super::case::{Answered, Case};
use super::evidence::Evidence;
use super::failure::Failure;
use super::function::Function;
use super::telling::{Telling, is_edge};
use mlings_grade::{Certainty, Finding};

/// Telling cases that are no coincidence.
pub const ENOUGH: usize = 2;

/// A recognised mistake and the case that gives it away: the first where its answer is wrong, or else where it raises.
pub struct Recognised {
    pub case: usize,
    pub finding: Finding,
}

/// What was asked of a solution, and what came of it.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    pub functions: &'a [Function],
    pub cases: &'a [Case],
    pub answers: &'a [Answered<'a>],
    pub failures: &'a [Option<Failure>],
}

/// What a function's answers say of a known mistake, or of a variant of it.
pub struct Profile<'a> {
    /// A variant is recorded as `id/name`.
    id: &'a str,
    /// The cases that show it, with how telling each is.
    pub shows: Vec<usize>,
    tells: Vec<Telling>,
    /// Failing cases that it does not explain.
    unexplained: usize,
    /// Right answers where it would be wrong.
    spares: usize,
    /// Those among them that no guard explains: they are at no edge.
    spares_plain: usize,
}

impl<'a> Profile<'a> {
    /// None where a case does not know the mistake.
    pub fn of(id: &'a str, own: &[usize], run: &Run) -> Option<Self> {
        let mut profile = Profile {
            id,
            shows: Vec::new(),
            tells: Vec::new(),
            unexplained: 0,
            spares: 0,
            spares_plain: 0,
        };
        for &case in own {
            match evidence(id, case, run)? {
                Evidence::Silent => {}
                Evidence::Shows => {
                    profile.shows.push(case);
                    profile.tells.push(Telling::of(run.answers[case], &run.cases[case]));
                }
                Evidence::Differs | Evidence::Unexplained => profile.unexplained += 1,
                Evidence::Spares => {
                    profile.spares += 1;
                    profile.spares_plain += usize::from(!is_edge(&run.cases[case]));
                }
            }
        }
        Some(profile)
    }

    /// A variant is the same mistake.
    pub fn mistake(&self) -> &'a str {
        self.id.split('/').next().unwrap_or(self.id)
    }

    /// Every answer is the mistake's.
    pub fn is_certain(&self) -> bool {
        self.is_whole() && self.spares == 0
    }

    /// Every wrong answer is the mistake's.
    pub fn is_whole(&self) -> bool {
        self.unexplained == 0 && !self.shows.is_empty()
    }

    /// It explains all wrong answers, and few right ones speak against it; or most of them, and none does.
    pub fn is_mostly(&self, failed: usize) -> bool {
        match self.is_whole() {
            true => 2 * self.spares_plain <= self.shows.len(),
            false => 2 * self.shows.len() > failed && self.is_unspared(),
        }
    }

    /// It explains every wrong answer, one of them by no coincidence, and nothing but a guard is needed for the right ones.
    pub fn is_guarded(&self) -> bool {
        self.is_whole() && self.is_unspared() && self.shows.len() >= ENOUGH && self.is_telling()
    }

    /// No right answer speaks against it but where a guard may have helped.
    pub fn is_unspared(&self) -> bool {
        self.spares_plain == 0
    }

    fn is_telling(&self) -> bool {
        self.tells.iter().any(|telling| *telling > Telling::Dull)
    }

    /// What the whole kata says, the lower the better: how many right answers speak against it, and how many wrong ones do not show it.
    pub fn elsewhere(&self, run: &Run) -> (usize, usize) {
        let count = |wanted: Evidence| {
            (0..run.cases.len())
                .filter(|&case| evidence(self.id, case, run) == Some(wanted))
                .count()
        };
        (count(Evidence::Spares), run.cases.len() - count(Evidence::Shows))
    }

    pub fn recognised(&self, certainty: Certainty, failed: &[usize], run: &Run) -> Recognised {
        let is_answered = |case: &&usize| matches!(run.answers[**case], Answered::Value(_));
        let case = self.shows.iter().find(is_answered).or(self.shows.first());
        let case = case.copied().unwrap_or(failed[0]);
        let seen = run.failures[case].as_ref().map(ToString::to_string).unwrap_or_default();
        let mut evidence = format!("on \"{}\", {seen}", run.cases[case].name);
        if certainty != Certainty::Certain {
            let function = &run.functions[run.cases[case].function].name;
            evidence += &self.share(function, failed.len());
        }
        Recognised {
            case,
            finding: Finding {
                certainty,
                ..Finding::new(self.mistake(), evidence)
            },
        }
    }

    /// How much of what a function answered the mistake explains.
    fn share(&self, function: &str, failed: usize) -> String {
        match (self.shows.len(), self.spares) {
            (shows, _) if shows < failed => format!(". This mistake gives {shows} of the {failed} wrong answers of `{function}`"),
            (_, 0) => String::new(),
            (_, 1) => format!(
                ". This mistake gives every wrong answer of `{function}`; in 1 more case it would be wrong, and you are right"
            ),
            (_, spares) => {
                format!(
                    ". This mistake gives every wrong answer of `{function}`; in {spares} more cases it would be wrong, and you are right"
                )
            }
        }
    }
}

/// The cases that show one mistake and no other, as far as they tell something.
pub struct Tells<'a> {
    pub mistake: &'a str,
    pub all: usize,
    /// Those with a number that only one computation comes to.
    pub sharp: usize,
}

impl<'a> Tells<'a> {
    /// Of each mistake that has any.
    pub fn of(profiles: &[Profile<'a>]) -> Vec<Self> {
        let mistakes: BTreeSet<&str> = profiles.iter().map(Profile::mistake).collect();
        let of = |mistake| {
            let is_shared = |case: usize| profiles.iter().any(|it| it.mistake() != mistake && it.shows.contains(&case));
            let fullest = fullest(profiles.iter().filter(|it| it.mistake() == mistake))?;
            let own = fullest
                .shows
                .iter()
                .zip(&fullest.tells)
                .filter(|(case, _)| !is_shared(**case));
            let telling: Vec<Telling> = own.map(|(_, telling)| *telling).filter(|it| *it > Telling::Dull).collect();
            Some(Tells {
                mistake,
                all: telling.len(),
                sharp: telling.iter().filter(|telling| **telling == Telling::Sharp).count(),
            })
        };
        mistakes.into_iter().filter_map(of).filter(|tells| tells.all > 0).collect()
    }
}

/// The variant that explains most.
pub fn fullest<'p, 'a>(profiles: impl Iterator<Item = &'p Profile<'a>>) -> Option<&'p Profile<'a>>
where
    'a: 'p,
{
    profiles.max_by_key(|profile| profile.shows.len())
}

fn evidence(id: &str, case: usize, run: &Run) -> Option<Evidence> {
    let symptom = run.cases[case].mistakes.get(id)?;
    let function = &run.functions[run.cases[case].function];
    Some(Evidence::of(
        symptom,
        &run.cases[case],
        function,
        run.answers[case],
        run.failures[case].as_ref(),
    ))
}
