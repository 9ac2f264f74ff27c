//! One call of the learner's code: its result, or the panic with the learner's own lines.

use std::backtrace::Backtrace;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::json::push_text;

/// The file the solution is compiled as, whatever the learner calls it.
const COMPILED_AS: &str = "solution.rs";

/// Whether the learner's code runs: a panic outside it is ours and is printed as usual.
static CALLING: AtomicBool = AtomicBool::new(false);
static PANIC: Mutex<Option<Failure>> = Mutex::new(None);

/// The learner's file, for tracebacks.
#[derive(Clone, Copy)]
pub struct Source {
    /// As the learner calls it: `solution.rs`.
    pub name: &'static str,
    pub text: &'static str,
}

/// What is written in place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: String,
    pub message: String,
    pub traceback: String,
}

impl Failure {
    pub fn new(kind: &str, message: String) -> Self {
        Failure {
            kind: kind.to_owned(),
            message,
            traceback: String::new(),
        }
    }

    pub fn json(&self) -> String {
        let mut json = String::from("{\"kind\":");
        push_text(&self.kind, &mut json);
        json.push_str(",\"message\":");
        push_text(&self.message, &mut json);
        json.push_str(",\"traceback\":");
        push_text(&self.traceback, &mut json);
        json.push('}');
        json
    }
}

/// Runs the learner's code.
pub fn call<T>(source: Source, function: impl FnOnce() -> T) -> Result<T, Failure> {
    let usual = take_hook();
    set_hook(Box::new(move |information| match CALLING.load(Ordering::Relaxed) {
        true => *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(describe(source, information)),
        false => usual(information),
    }));
    CALLING.store(true, Ordering::Relaxed);
    let result = catch_unwind(AssertUnwindSafe(function));
    CALLING.store(false, Ordering::Relaxed);
    drop(take_hook());
    result.map_err(|_| {
        let panic = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        panic.unwrap_or_else(|| Failure::new("panic", "the panic carried no message".to_owned()))
    })
}

fn describe(source: Source, information: &PanicHookInfo<'_>) -> Failure {
    let payload = information.payload();
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = text.unwrap_or("the panic carried no message").to_owned();
    let mut lines = learner_lines(&Backtrace::force_capture().to_string());
    if let (true, Some(location)) = (lines.is_empty(), information.location()) {
        lines.extend(learner_line(&format!(
            "{}:{}:{}",
            location.file(),
            location.line(),
            location.column()
        )));
    }
    Failure {
        kind: "panic".to_owned(),
        message,
        traceback: traceback(source, &lines),
    }
}

/// The lines of the learner's file in a printed backtrace, outermost first.
fn learner_lines(backtrace: &str) -> Vec<usize> {
    let places = backtrace.lines().filter_map(|line| line.trim().strip_prefix("at "));
    let mut lines: Vec<usize> = places.filter_map(learner_line).collect();
    lines.reverse();
    lines
}

/// The line number of `path:line:column`, where the path is the learner's file.
fn learner_line(place: &str) -> Option<usize> {
    let mut parts = place.rsplitn(3, ':');
    let (_column, line, path) = (parts.next()?, parts.next()?, parts.next()?);
    (path.rsplit(['/', '\\']).next() == Some(COMPILED_AS))
        .then(|| line.parse().ok())
        .flatten()
}

fn traceback(source: Source, lines: &[usize]) -> String {
    let entry = |line: &usize| {
        let text = source.text.lines().nth(line - 1).unwrap_or("").trim();
        format!("{}:{line}\n    {text}", source.name)
    };
    lines
        .iter()
        .filter(|line| **line > 0)
        .map(entry)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: Source = Source {
        name: "mine.rs",
        text: "fn a() {\n    b();\n}",
    };

    #[test]
    fn a_panic_becomes_a_failure_with_its_message() {
        let failure = call(SOURCE, || -> i64 { panic!("shapes {} and {} differ", 1, 2) }).expect_err("it panics");
        assert_eq!(
            (failure.kind.as_str(), failure.message.as_str()),
            ("panic", "shapes 1 and 2 differ")
        );
        assert_eq!(call(SOURCE, || 3), Ok(3));
    }

    #[test]
    fn only_the_learners_lines_of_a_backtrace_are_kept_innermost_last() {
        let backtrace =
            "   0: ndarray::add\n             at /x/ndarray/src/lib.rs:9:5\n   1: solution::b\n             at ./solution.rs:2:5
   2: solution::a\n             at /tmp/build/solution.rs:1:1\n   3: main\n             at ./main.rs:1:1\n";
        assert_eq!(learner_lines(backtrace), [1, 2]);
        assert_eq!(traceback(SOURCE, &[1, 2]), "mine.rs:1\n    fn a() {\nmine.rs:2\n    b();");
    }
}
