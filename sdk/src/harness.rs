//! The program around a solution: reads the job, calls the solution, writes each answer as soon as it is there.
//!
//! `mlings` generates a `main` that calls [`kata`] or [`project`] with the functions of the learner's file.

mod answers;
mod call;
mod files;
mod input;
mod job;
mod json;
mod value;

use std::fmt::Display;

use ndarray::ArrayView1;

pub use answers::Answer;
pub use call::Source;
pub use input::Input;
pub use value::{Arguments, Element, FromValue};

use crate::{Label, Predict};
use answers::AnswersFile;
use call::{Failure, call};
use job::{Job, Method};

/// One function of a kata: takes a call's arguments apart and answers with the tagged result.
pub type Function = fn(&Arguments) -> String;

/// Calls `functions` as the job says. A panic in one call is that call's answer; the next one is made all the same.
pub fn kata(source: Source, functions: &[(&str, Function)]) {
    let (job, mut answers) = open();
    for (number, (name, arguments)) in job.kata_calls().enumerate() {
        let function = functions.iter().find(|(function, _)| *function == name);
        let (_, function) = function.expect("the program is generated with every function of the exercise");
        answers.write_call(number, call(source, || function(&arguments)));
    }
}

/// Writes what a function of a kata returned.
pub fn answer(returned: impl Answer) -> String {
    returned.tagged()
}

/// Fits on the training rows, then predicts each of the job's inputs.
pub fn project<X, Y, M, E, F>(source: Source, fit: F)
where
    X: Input,
    Y: Label,
    M: Predict<X>,
    E: Display,
    F: for<'a, 'b> FnOnce(&'a X, ArrayView1<'b, Y>) -> Result<M, E>,
{
    let (job, mut answers) = open();
    let rows = job.fit_input::<X>().and_then(|x| job.target::<Y>().map(|y| (x, y)));
    let (x, y) = match rows {
        Ok(rows) => rows,
        Err(message) => return answers.write_stage("load", &Failure::new("signature", message)),
    };
    let fitted = call(source, || fit(&x, y.view()).map_err(|error| error.to_string()));
    drop((x, y));
    let model = match fitted {
        Ok(Ok(model)) => model,
        Ok(Err(message)) => return answers.write_stage("fit", &Failure::new("error", message)),
        Err(failure) => return answers.write_stage("fit", &failure),
    };
    for (number, (method, x)) in job.predict_calls::<X>().enumerate() {
        let answer = || match method {
            Method::Predict => model.predict(&x).tagged(),
            // No probabilities are an answer too: an empty one.
            Method::PredictProba => model.predict_proba(&x).unwrap_or_default().tagged(),
        };
        answers.write_call(number, call(source, answer));
    }
}

/// The job and answers file named by the two arguments of the program.
fn open() -> (Job, AnswersFile) {
    let mut arguments = std::env::args_os().skip(1);
    let mut next = || arguments.next().expect("usage: PROGRAM JOB_FOLDER ANSWERS_FILE");
    let job = Job::read(next().as_ref());
    crate::seed::set_seed(job.seed());
    let mut answers = AnswersFile::open(next().as_ref());
    // All of ours has worked; what fails from here on is looked for in the solution.
    answers.write_ready();
    (job, answers)
}
