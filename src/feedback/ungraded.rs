//! Words for runs that gave no answers to grade.

use mlings_sandbox::{Exit, Limit};

use super::advice;
use super::explanation::Explanation;
use super::situation::Situation;
use crate::catalog::Language;
use crate::verdict::{Crash, Raised};
use crate::words;

pub fn not_started(situation: &Situation) -> Explanation {
    let (id, file) = (&situation.exercise.id, format!("solution.{}", situation.language.extension()));
    Explanation {
        headline: format!("Not started yet: {file} is still the starter."),
        next_step: format!("Read exercises/{id}/README.md, edit {file} beside it, then `mlings run {id}`."),
        ..Explanation::default()
    }
}

pub fn build_failed(situation: &Situation, words: &str) -> Explanation {
    let who = match situation.language {
        Language::Rust => "the compiler",
        Language::Python => "Python",
    };
    Explanation {
        headline: format!("Your solution does not build; {who} says:"),
        verbatim: Some(words.trim_end().to_owned()),
        next_step: match situation.language {
            Language::Rust => "Mend the first error and run again: later ones often follow from it.",
            Language::Python => "Mend that line and run again; the slip may be on the line before it.",
        }
        .to_owned(),
        ..Explanation::default()
    }
}

/// The file holds nothing that could be built.
pub fn unreadable(situation: &Situation, flaw: &str) -> Explanation {
    Explanation {
        headline: words::sentence(flaw),
        next_step: format!("Mend the file, then `mlings run {}`.", situation.exercise.id),
        ..Explanation::default()
    }
}

pub fn crashed(situation: &Situation, crash: &Crash) -> Explanation {
    match crash {
        Crash::Raised { stage, raised } => raised_in(situation, stage, raised),
        Crash::Ended { stderr, .. } if stderr.contains("has overflowed its stack") => Explanation {
            headline: "Your solution ran out of stack: a function calls itself without end, or far too deep.".to_owned(),
            next_step: "Check what ends the recursion, or write it as a loop.".to_owned(),
            ..Explanation::default()
        },
        Crash::Ended {
            exit,
            answered,
            calls,
            stderr,
        } => {
            let (how, next_step) = end(*exit);
            Explanation {
                headline: format!("Your solution {how} before it had answered: {answered} of {calls} calls done."),
                verbatim: Some(stderr.trim_end().to_owned()).filter(|stderr| !stderr.is_empty()),
                next_step: next_step.to_owned(),
                ..Explanation::default()
            }
        }
    }
}

fn raised_in(situation: &Situation, stage: &str, raised: &Raised) -> Explanation {
    Explanation {
        headline: format!(
            "Your solution stopped {}: {}.",
            during(stage),
            summary(&raised.kind, &raised.message)
        ),
        verbatim: Some(raised.traceback.trim_end().to_owned()).filter(|traceback| !traceback.is_empty()),
        next_step: advice::on(situation, raised).unwrap_or_else(|| match (last_frame(&raised.traceback), stage) {
            (Some(frame), "load") => {
                format!("Look at {frame}, which runs while the file is loaded, before any function is called.")
            }
            (Some(frame), _) => format!("Look at {frame}: print what it gets there and compare with the README."),
            (None, _) => "Print what your function gets there and compare with the README.".to_owned(),
        }),
        ..Explanation::default()
    }
}

/// How a program ended, and what to do about it.
fn end(exit: Exit) -> (String, &'static str) {
    match exit {
        Exit::Code(code) => (
            format!("ended with exit code {code}"),
            "Return your result instead of ending the program: no `exit` in a solution.",
        ),
        Exit::Signal(signal) => (
            format!("was killed by {}", words::signal(signal)),
            "Look for code that goes around the language's checks, such as `unsafe` or `ctypes`.",
        ),
        Exit::OverLimit(_) | Exit::Interrupted => ("was stopped".to_owned(), "Run it again."),
    }
}

/// `stage` in words that follow "stopped".
fn during(stage: &str) -> String {
    match stage {
        "load" => "while it was loaded".to_owned(),
        "fit" => "in fit".to_owned(),
        "predict" => "in predict".to_owned(),
        function => format!("in {function}"),
    }
}

fn summary(kind: &str, message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    match (kind, message) {
        (kind, "") => kind.to_owned(),
        ("panic", message) => format!("it panicked with \"{message}\""),
        (kind, message) => format!("{kind}: {message}"),
    }
}

/// The `file:line` of the innermost frame.
fn last_frame(traceback: &str) -> Option<&str> {
    let is_place = |word: &&str| {
        word.rsplit_once(':')
            .is_some_and(|(file, line)| !file.is_empty() && !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()))
    };
    traceback.split_whitespace().rfind(is_place)
}

pub fn over_limit(limit: Limit, amount: &str) -> Explanation {
    let next_step = match limit {
        Limit::Cpu | Limit::Wall => "Look for a loop that never ends, or work on arrays instead of element by element.",
        Limit::Memory => "Look for copies of the data, or an array of rows × rows.",
        Limit::Output => "Print less: a print inside a loop adds up quickly.",
        Limit::Threads => "Start fewer threads: a solution is given the time of one.",
        Limit::File => "A solution need not write files: keep its results in memory.",
    };
    Explanation {
        headline: format!("Your solution was stopped: it used more than {amount}."),
        next_step: next_step.to_owned(),
        ..Explanation::default()
    }
}

pub fn broken_contract(situation: &Situation, seen: &str) -> Explanation {
    Explanation {
        headline: words::sentence(seen),
        next_step: format!(
            "The README says what to return: exercises/{}/README.md.",
            situation.exercise.id
        ),
        ..Explanation::default()
    }
}

pub fn grader_fault(seen: &str) -> Explanation {
    Explanation {
        headline: "mlings itself failed; this is not your fault and does not count as an attempt.".to_owned(),
        details: vec![seen.to_owned()],
        next_step: "Run it again; if it happens again, please report it with the line above.".to_owned(),
        ..Explanation::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_frame_is_the_last_place_named() {
        let traceback = "solution.py:12 in predict\n    return f(x)\nsolution.py:7 in f\n    return x[\"price\"]";
        assert_eq!(last_frame(traceback), Some("solution.py:7"));
        assert_eq!(last_frame("no place: here"), None);
    }

    #[test]
    fn a_panic_reads_as_one_and_an_exception_by_its_name() {
        assert_eq!(
            summary("panic", "index out of bounds."),
            "it panicked with \"index out of bounds\""
        );
        assert_eq!(summary("KeyError", "'price'"), "KeyError: 'price'");
        assert_eq!(summary("StopIteration", ""), "StopIteration");
    }
}
