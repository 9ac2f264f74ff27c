//! Every attack of `tests/attacks`, for real: contained it gets nothing, and uncontained it works, so that these tests can fail.

#![cfg(target_os = "linux")]

mod drive;
mod kernel;
mod limits;
mod possible;
mod stage;

use drive::{End, Language, Ran, User, Workshop};
use limits::Mode;
use stage::Stage;

use crate::machine::{PATIENCE, has_sandbox, soon};
use crate::skips::skip;

/// One run: who tries what, and where.
struct Attempt<'a> {
    workshop: &'a Workshop,
    name: &'a str,
    language: Language,
    user: User,
}

#[test]
fn what_is_not_granted_cannot_be_read() {
    attack_all("read");
}

#[test]
fn other_processes_cannot_be_looked_into_or_steered() {
    attack_all("tamper");
}

#[test]
fn nothing_outlives_its_run() {
    attack_all("outlive");
}

#[test]
fn nothing_uses_up_the_machine() {
    attack_all("exhaust");
}

#[test]
fn nobody_can_be_talked_to() {
    attack_all("network");
}

#[test]
fn no_other_program_can_be_run() {
    attack_all("execute");
}

#[test]
fn what_is_not_granted_cannot_be_changed() {
    attack_all("write");
}

#[test]
fn the_answers_stay_one_plain_file() {
    attack_all("answers");
}

#[test]
fn every_attack_belongs_to_a_tested_group_and_is_written_in_both_languages() {
    const TESTED: [&str; 8] = [
        "read", "tamper", "outlive", "exhaust", "network", "execute", "write", "answers",
    ];
    let workshop = Workshop::shared();
    let names = workshop.names(Language::Rust);
    let untested: Vec<&String> = names.iter().filter(|name| !TESTED.contains(&group(name))).collect();
    assert!(names.len() > 70 && untested.is_empty(), "{untested:?}");
    if Language::all().contains(&Language::Python) {
        assert_eq!(names, workshop.names(Language::Python));
    }
}

fn group(name: &str) -> &str {
    name.split('-').next().unwrap()
}

/// Tries the attacks of a group in each language, as each user, contained and not; all that went wrong is told at once.
fn attack_all(of_group: &str) {
    if !has_sandbox() {
        return;
    }
    let workshop = Workshop::shared();
    let mut names = workshop.names(Language::Rust);
    names.retain(|name| group(name) == of_group);
    assert!(!names.is_empty(), "no attack is called {of_group}-…");
    let problems: Vec<String> = names.iter().flat_map(|name| attack(&workshop, name)).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// What went wrong with one attack. Contained, all try it; uncontained, those who can.
fn attack(workshop: &Workshop, name: &str) -> Vec<String> {
    let users = User::all();
    let barred: Vec<Option<String>> = users.iter().map(|user| possible::why_not(workshop, name, *user)).collect();
    // If it works for nobody, a sandbox that does nothing would pass too.
    let reasons: Vec<&str> = barred.iter().flatten().map(String::as_str).collect();
    if reasons.len() == users.len() {
        skip(&format!("{name} without a sandbox"), &reasons.join("; "));
    }
    let mut problems = Vec::new();
    for language in Language::all() {
        for (user, barred) in users.iter().zip(&barred) {
            let attempt = Attempt {
                workshop,
                name,
                language,
                user: *user,
            };
            problems.extend(attempt.contained());
            if barred.is_none() {
                problems.extend(attempt.uncontained());
            }
        }
    }
    problems
}

impl Attempt<'_> {
    /// What went wrong in a contained run: nothing, if the sandbox holds.
    fn contained(&self) -> Vec<String> {
        let mut stage = Stage::prepare(self.workshop, self.language, self.user);
        let before = stage.snapshot();
        let ran = self.workshop.run(&stage, self.language, self.name, Mode::Contained);
        let mut problems = judge(self.name, &ran);
        problems.extend(stage.aftermath(&before));
        self.told(Mode::Contained, &problems, &ran)
    }

    /// What went wrong in a run without a sandbox: nothing, if the attack works as it should.
    fn uncontained(&self) -> Vec<String> {
        // To wait is open to everyone alike, and takes long.
        if self.user == User::Ordinary && matches!(self.name, "outlive-stop" | "outlive-loop" | "outlive-sleep") {
            return Vec::new();
        }
        let stage = Stage::prepare(self.workshop, self.language, self.user);
        let ran = self.workshop.run(&stage, self.language, self.name, Mode::Plain);
        let mut problems = Vec::new();
        let works = match self.name {
            // Output is limited without a sandbox too.
            "exhaust-output" => ran.end == End::OverLimit("output".to_owned()),
            _ => ran.end == End::Code(0) && ran.stdout.contains("SUCCEEDED"),
        };
        if !works {
            problems.push("did not work, though nothing was in its way".to_owned());
        }
        // The search for survivors must be able to find one.
        let left = stage.survivors();
        if matches!(self.name, "outlive-fork" | "outlive-daemon") && left.is_empty() {
            problems.push("left nothing running".to_owned());
        }
        stage.end(&left);
        self.told(Mode::Plain, &problems, &ran)
    }

    fn told(&self, mode: Mode, problems: &[String], ran: &Ran) -> Vec<String> {
        let who = format!("{} in {:?} as {:?}, {mode:?}", self.name, self.language, self.user);
        problems.iter().map(|problem| format!("{who}: {problem}; {ran}")).collect()
    }
}

/// What is wrong with how a contained attack ended.
fn judge(name: &str, ran: &Ran) -> Vec<String> {
    let mut problems = Vec::new();
    let printed = format!("{}{}", ran.stdout, ran.stderr);
    // An attack that broke down was not refused; only those on the limits may be ended in the middle.
    let is_over = match &ran.end {
        End::OverLimit(limit) => matches!(group(name), "outlive" | "exhaust") || limit == "file",
        _ => false,
    };
    if printed.contains("SUCCEEDED") || ran.end == End::Code(0) {
        problems.push("succeeded".to_owned());
    } else if !is_over && !matches!(ran.end, End::Signal(_)) && !printed.contains("refused: ") {
        problems.push("was neither refused nor ended".to_owned());
    }
    if ran.level != "full" {
        problems.push(format!("was contained no more than {}", ran.level));
    }
    // A program at work on a busy machine has four times as long as one asleep.
    const AT_WORK: u32 = 4;
    if ran.time > AT_WORK * limits::wall(name, Mode::Contained) + PATIENCE {
        problems.push(format!("took {:?}", ran.time));
    }
    problems
}

#[test]
fn a_killed_mlings_takes_its_program_with_it() {
    let workshop = Workshop::shared();
    for language in Language::all() {
        for &user in User::all() {
            let stage = Stage::prepare(&workshop, language, user);
            let mut mlings = workshop.command(&stage, language, "outlive-sleep", Mode::ContainedForLong);
            let mut mlings = mlings.spawn().unwrap();
            let program = || {
                stage
                    .survivors()
                    .into_iter()
                    .filter(|process| *process != mlings.id())
                    .count()
            };
            assert!(soon(PATIENCE, || program() > 0), "the program was not started");
            mlings.kill().unwrap();
            mlings.wait().unwrap();
            let is_gone = soon(PATIENCE, || stage.survivors().is_empty());
            assert!(is_gone, "{language:?} as {user:?}: {:?} outlived mlings", stage.survivors());
        }
    }
}
