//! Several programs of ours in one run: a kata's known mistakes are a few lines each, and starting a process takes most of the time.
//!
//! Never used for what others wrote: programs that share a process can see and disturb each other.

use mlings_kata::{Case, Function};

use super::sitting::{Sitting, Stop};
use crate::catalog::{Exercise, Kata, KataTask, Language, Task};
use crate::error::Error;
use crate::job::{Answer, Job};
use crate::submission::Submission;
use crate::workshop::Workshop;

/// How many are asked at once: where one does not come to an end, the others have to be asked again.
pub const AT_ONCE: usize = 16;

/// What each of `submissions`, all in one language, answers to the cases of `kata`; none for one that must be asked by itself, because it
/// does not build, or its run does not come to an end.
///
/// # Errors
/// What is not a program's own doing, or Ctrl-C.
pub fn answers(
    exercise: &Exercise,
    kata: &Kata,
    submissions: &[Submission],
    workshop: &Workshop,
) -> Result<Vec<Option<Vec<Answer>>>, Error> {
    if let [_] | [] = submissions {
        return Ok(vec![None; submissions.len()]);
    }
    match Joined::of(exercise, kata, submissions).and_then(|joined| joined.ask(workshop).transpose()) {
        Some(joined) => {
            let joined = joined?;
            Ok(joined.chunks(kata.cases.len().max(1)).map(|own| Some(own.to_vec())).collect())
        }
        None => {
            let (left, right) = submissions.split_at(submissions.len() / 2);
            let mut all = answers(exercise, kata, left, workshop)?;
            all.extend(answers(exercise, kata, right, workshop)?);
            Ok(all)
        }
    }
}

/// Of CPU time, for a run that takes a fraction of a second: one program that does not end holds the others up no longer.
const CPU_SECONDS: u64 = 4;

/// Programs as one: each in a module of its own, the functions and cases of all in a row.
struct Joined {
    exercise: Exercise,
    kata: Kata,
    submission: Submission,
}

impl Joined {
    /// None where one of them has no text.
    fn of(exercise: &Exercise, kata: &Kata, submissions: &[Submission]) -> Option<Self> {
        let texts: Vec<&str> = submissions.iter().map(|it| it.text.as_deref().ok()).collect::<Option<_>>()?;
        let language = submissions.first()?.language;
        let functions: Vec<Function> = (0..texts.len())
            .flat_map(|place| kata.functions.iter().map(move |function| renamed(function, place)))
            .collect();
        let of_place = |place: usize| {
            kata.cases.iter().map(move |case| Case {
                function: place * kata.functions.len() + case.function,
                ..case.clone()
            })
        };
        let joined = match language {
            Language::Rust => in_rust(&texts),
            Language::Python => in_python(&texts, &kata.functions),
        };
        let mut of_all = exercise.clone();
        of_all.limits.cpu_seconds = Some(CPU_SECONDS);
        of_all.task = Task::Kata(KataTask {
            functions: functions.clone(),
        });
        Some(Joined {
            exercise: of_all,
            kata: Kata {
                cases: (0..texts.len()).flat_map(of_place).collect(),
                functions,
            },
            submission: Submission {
                text: Ok(joined),
                ..submissions.first()?.clone()
            },
        })
    }

    /// The answers of all, one after another; none where they could not be had together.
    fn ask(&self, workshop: &Workshop) -> Result<Option<Vec<Answer>>, Error> {
        let Ok(mut sitting) = Sitting::begin(&self.exercise, &self.submission, workshop) else {
            return Ok(None);
        };
        match sitting.run(Job::kata(&self.exercise.id, &self.kata, 0)?) {
            Ok(answers) => Ok(Some(answers)),
            Err(Stop::Outcome(_)) => Ok(None),
            Err(Stop::Error(error)) => Err(error),
        }
    }
}

fn module(place: usize) -> String {
    format!("program_{place}")
}

/// The function as the joined program calls it: a path in Rust, and a name like any other to Python's `getattr`.
fn renamed(function: &Function, place: usize) -> Function {
    Function {
        name: format!("{}::{}", module(place), function.name),
        ..function.clone()
    }
}

fn in_rust(texts: &[&str]) -> String {
    let modules = texts.iter().enumerate();
    modules
        .map(|(place, text)| format!("pub mod {} {{\n{text}\n}}\n", module(place)))
        .collect()
}

fn in_python(texts: &[&str], functions: &[Function]) -> String {
    let names: Vec<&str> = functions.iter().map(|function| function.name.as_str()).collect();
    let programs = texts.iter().enumerate();
    let programs: String = programs
        .map(|(place, text)| format!("load({:?}, {})\n", module(place), serde_json::json!(text)))
        .collect();
    format!(
        "import sys\nimport types\n\n\
         def load(name, text):\n    \
             module = sys.modules[name] = types.ModuleType(name)\n    \
             exec(compile(text, \"solution.py\", \"exec\"), module.__dict__)\n    \
             for function in {names:?}:\n        \
                 globals()[f\"{{name}}::{{function}}\"] = getattr(module, function)\n\n\
         {programs}"
    )
}
