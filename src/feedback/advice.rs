//! What to do about an exception, by its kind: what a solution cannot do here has one remedy, wherever it is tried.

use super::situation::Situation;
use crate::verdict::Raised;

/// Libraries that draw.
const PLOTTING: [&str; 5] = ["matplotlib", "pylab", "plotly", "seaborn", "bokeh"];

/// The next step; none where the exception is of the learner's own making and has to be looked into.
pub fn on(situation: &Situation, raised: &Raised) -> Option<String> {
    let message = raised.message.as_str();
    let step = match raised.kind.as_str() {
        "ModuleNotFoundError" => return Some(missing_module(message)),
        "ImportError" if message.contains("relative import") => "A solution is one file: put what you import into it.".to_owned(),
        "ImportError" => format!("Look at that import: there {}.", libraries()),
        "SystemExit" => {
            "Take the exit out: your functions are called by the grader, and nothing is passed on a command line.".to_owned()
        }
        "EOFError" => "Take `input()` out: nobody types anything in while a solution runs.".to_owned(),
        "FileNotFoundError" if message.contains("temporary director") => no_folder(),
        "FileNotFoundError" | "IsADirectoryError" | "NotADirectoryError" => {
            let source = match situation.exercise.task.as_project() {
                Some(_) => "what `fit` and `predict` are given",
                None => "what your functions are given",
            };
            format!("Read no file: all the data is in {source}.")
        }
        _ => return None,
    };
    Some(step)
}

/// Why temporary files fail.
pub fn no_folder() -> String {
    "A solution has no folder to write to: leave temporary files and `memory=...` out, and keep results in memory.".to_owned()
}

fn missing_module(message: &str) -> String {
    let name = message.split('\'').nth(1).unwrap_or("it");
    let package = name.split('.').next().unwrap_or(name);
    match PLOTTING.contains(&package) {
        true => format!("Leave `{package}` out: `mlings report` draws a project's plots."),
        false => format!(
            "There {}. If `{package}` is a file of yours, put its code into the solution, which is one file.",
            libraries()
        ),
    }
}

/// Those that `sdk/requirements.txt` lists, in a sentence.
fn libraries() -> String {
    let mut names: Vec<&str> = mlings_sdk::sources::PYTHON_REQUIREMENTS
        .lines()
        .filter_map(|line| line.split_once("==").map(|(name, _)| name))
        .collect();
    names.dedup();
    let last = names.pop().unwrap_or_default();
    format!("are {} and {last}, and Python's own library", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_libraries_are_those_that_are_installed() {
        assert_eq!(
            libraries(),
            "are numpy, pandas, scikit-learn and scipy, and Python's own library"
        );
    }

    #[test]
    fn a_library_that_draws_is_not_missed_and_a_file_is_put_into_the_solution() {
        assert_eq!(
            missing_module("No module named 'matplotlib.pyplot'"),
            "Leave `matplotlib` out: `mlings report` draws a project's plots."
        );
        assert!(missing_module("No module named 'helper'").ends_with("which is one file."));
    }
}
