//! What a model is asked in each process, and the answers by what was asked.

use mlings_grade::value::Value;
use mlings_grade::{HeldOut, Reply, Rounds};

use crate::dataset::{Part, Prepared, View};
use crate::job::{Answer, Method, PredictCall};
use crate::verdict::{Crash, Outcome, Raised};

/// The calls of one process, and what each came to.
pub struct Interview {
    calls: Vec<(PredictCall, Answer)>,
}

/// A call that asks for a prediction of each of the rows.
pub fn predict(part: Part, view: View) -> PredictCall {
    PredictCall {
        method: Method::Predict,
        part,
        view,
    }
}

/// The practice part: all rows first, then small calls; then what may explain a failure.
pub fn practice(dataset: &Prepared, held_out: &HeldOut) -> Vec<PredictCall> {
    let of = |view| predict(Part::Practice, view);
    let mut calls = vec![of(View::All), of(View::Shuffled)];
    calls.extend((0..held_out.small.len()).map(|call| of(View::Small(call))));
    calls.push(of(View::Small(0)));
    calls.push(predict(Part::Train, View::Sample));
    if dataset.has_images() {
        calls.extend([View::Dim, View::Real].map(of));
    }
    if dataset.classes.len() == 2 {
        // How sure the model is can be asked where there are two classes.
        calls.push(PredictCall {
            method: Method::PredictProba,
            ..of(View::All)
        });
    }
    calls
}

/// The final part, after the practice part once more. Small calls come before large ones here, so that a model which keeps its
/// answers, or anything else of a call, shows; and the practice rows are never in one file.
pub fn final_(practice: &HeldOut, final_: &HeldOut) -> Vec<PredictCall> {
    let small = |part, held_out: &HeldOut| {
        (0..held_out.small.len())
            .rev()
            .map(move |call| predict(part, View::Small(call)))
    };
    let mut calls: Vec<PredictCall> = small(Part::Practice, practice).collect();
    calls.extend(small(Part::Final, final_));
    calls.extend([View::Small(0), View::All, View::Shuffled].map(|view| predict(Part::Final, view)));
    calls
}

impl Interview {
    pub fn new(calls: Vec<PredictCall>, answers: Vec<Answer>) -> Self {
        Interview {
            calls: calls.into_iter().zip(answers).collect(),
        }
    }

    /// What the call for every row of `part` returned.
    ///
    /// # Errors
    /// What came instead, which ends the run.
    pub fn all(&self, part: Part) -> Result<&Value, Outcome> {
        match self.of(predict(part, View::All)).next() {
            Some(Answer::Value(value)) => Ok(value),
            Some(Answer::Misfit(words)) => Err(Outcome::BrokenContract(format!("`predict`: {words}"))),
            Some(Answer::Raised(raised)) => Err(Outcome::Crashed(Crash::Raised {
                stage: "predict".to_owned(),
                raised: raised.clone(),
            })),
            None => Err(Outcome::GraderFault("`predict` was never asked about every row".to_owned())),
        }
    }

    /// What a part is graded by, beside `all`.
    pub fn rounds<'a>(&'a self, part: Part, all: &'a Value, held_out: &HeldOut) -> Rounds<&'a Value, Reply<&'a Value>> {
        Rounds {
            all,
            shuffled: reply(self.of(predict(part, View::Shuffled)).next()),
            small: self.small(part, held_out),
            again: reply(self.of(predict(part, View::Small(0))).last()),
        }
    }

    /// What each small call came to, in the order of the rows.
    pub fn small(&self, part: Part, held_out: &HeldOut) -> Vec<Reply<&Value>> {
        let calls = 0..held_out.small.len();
        calls
            .map(|call| reply(self.of(predict(part, View::Small(call))).next()))
            .collect()
    }

    /// What a call that is not graded returned, where it returned something.
    pub fn aside(&self, method: Method, part: Part, view: View) -> Option<&Value> {
        match self.of(PredictCall { method, part, view }).next() {
            Some(Answer::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// What the predict calls for held-out rows have raised, with the number of rows that each held.
    pub fn raised<'a>(&'a self, part: Part, held_out: &'a HeldOut) -> impl Iterator<Item = (usize, &'a Raised)> {
        self.calls.iter().filter_map(move |(call, answer)| match answer {
            Answer::Raised(raised) if call.method == Method::Predict && call.part == part => Some((
                match call.view {
                    View::Small(small) => held_out.small[small].len(),
                    _ => held_out.ids.len(),
                },
                raised,
            )),
            _ => None,
        })
    }

    fn of(&self, asked: PredictCall) -> impl DoubleEndedIterator<Item = &Answer> {
        self.calls
            .iter()
            .filter(move |(call, _)| *call == asked)
            .map(|(_, answer)| answer)
    }
}

fn reply(answer: Option<&Answer>) -> Reply<&Value> {
    match answer {
        Some(Answer::Value(value)) => Ok(value),
        Some(Answer::Misfit(words)) => Err(words.clone()),
        Some(Answer::Raised(raised)) => Err(format!(
            "stops with {}",
            raised.to_string().lines().next().unwrap_or_default()
        )),
        None => Err("gives no answer".to_owned()),
    }
}
