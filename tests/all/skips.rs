//! What a test could not try on this machine: shown once all have ended, or a failure where everything must run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write as _};
use std::io::Write as _;
use std::sync::{Mutex, Once, PoisonError};

/// Set to 1 where nothing may be left out, as `.ci/run` does.
const MUST_RUN: &str = "MLINGS_TESTS_MUST_RUN";

/// The tests that left out something, by what that was and why.
type Skips = BTreeMap<(String, String), BTreeSet<String>>;

static SKIPS: Mutex<Skips> = Mutex::new(BTreeMap::new());

/// Notes that the running test leaves out `what`.
///
/// # Panics
///
/// Where everything must run.
pub fn skip(what: &str, why: &(impl Display + ?Sized)) {
    let must_run = std::env::var_os(MUST_RUN).is_some_and(|value| !value.is_empty() && value != "0");
    assert!(!must_run, "{what} cannot be tried here: {why} ({MUST_RUN} is set)");
    note(what, why.to_string());
}

fn note(what: &str, why: String) {
    static SHOWN_AT_EXIT: Once = Once::new();
    SHOWN_AT_EXIT.call_once(|| assert_eq!(atexit(show), 0, "nothing else has asked for an exit hook"));
    // Tests run in threads named after them.
    let test = std::thread::current().name().unwrap_or("a test's own thread").to_owned();
    let mut skips = SKIPS.lock().unwrap_or_else(PoisonError::into_inner);
    skips.entry((what.to_owned(), why)).or_default().insert(test);
}

unsafe extern "C" {
    /// C's own, which both ends of a test run come by: the return from `main` and `exit`.
    safe fn atexit(function: extern "C" fn()) -> std::ffi::c_int;
}

/// Prints the list. What a test prints by `eprint!` is kept back when it passes; this is not.
extern "C" fn show() {
    let skips = SKIPS.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = std::io::stderr().write_all(told(&skips).as_bytes());
}

fn told(skips: &Skips) -> String {
    let tests: BTreeSet<&String> = skips.values().flatten().collect();
    let mut text = format!("\ntests skipped, as a whole or in part: {}\n", tests.len());
    for ((what, why), tests) in skips {
        let _ = writeln!(text, "  {what}: {why}");
        for test in tests {
            let _ = writeln!(text, "    {test}");
        }
    }
    let _ = writeln!(text, "with {MUST_RUN}=1 each of them fails\n");
    text
}

#[test]
fn skips_are_told_by_what_and_why_and_each_test_is_counted_once() {
    let of = |what: &str, tests: &[&str]| {
        let tests = tests.iter().map(|test| (*test).to_owned()).collect();
        ((what.to_owned(), "it is missing".to_owned()), tests)
    };
    let skips = Skips::from([of("Python", &["one", "other"]), of("Chromium", &["one"])]);
    insta::assert_snapshot!(told(&skips), @"

    tests skipped, as a whole or in part: 2
      Chromium: it is missing
        one
      Python: it is missing
        one
        other
    with MLINGS_TESTS_MUST_RUN=1 each of them fails
    ");
}

/// Runs a test of this binary in a process of its own, and returns whether it passed and what was seen of it.
fn alone(test: &str, must_run: &str) -> (bool, String) {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    let output = command
        .args(["--exact", test, "--ignored"])
        .env(MUST_RUN, must_run)
        .output()
        .unwrap();
    let seen = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(seen).unwrap())
}

#[test]
#[ignore = "is run by the test of what is seen of a skip"]
fn skips_something() {
    skip("a picture", "there is no paint");
}

#[test]
fn a_skip_is_seen_though_its_test_passes_and_fails_where_everything_must_run() {
    let (passed, seen) = alone("skips::skips_something", "0");
    let list = "tests skipped, as a whole or in part: 1\n  a picture: there is no paint\n";
    assert!(passed && seen.contains("1 passed") && seen.contains(list), "{seen}");
    let (passed, seen) = alone("skips::skips_something", "1");
    let message = "a picture cannot be tried here: there is no paint";
    assert!(!passed && seen.contains(message), "{seen}");
}
