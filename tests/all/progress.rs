//! Nothing is lost: writers at once, and writers killed in the middle.

use std::process::{Command, Stdio};
use std::time::Duration;

use mlings::progress::{AttemptLog, Entry};

use crate::learner::Learner;

/// `mlings hint` is the smallest command that appends to the log.
fn hint(learner: &Learner) -> Command {
    let mut command = learner.command(["hint", "softmax-stable", "--level", "1"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn log(learner: &Learner) -> AttemptLog {
    AttemptLog::new(&learner.folder().join(".mlings"))
}

/// Runs the command 100 times, kills each after a different while, and counts those that ended well: they had promised.
fn run_and_kill(learner: &Learner) -> usize {
    let mut promised = 0;
    for round in 0..100_u64 {
        let mut child = hint(learner).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(round * 977 % 15_000));
        // SIGKILL; a child that has ended already is no matter.
        let _ = child.kill();
        promised += usize::from(child.wait().unwrap().success());
    }
    promised
}

#[test]
fn two_writers_killed_200_times_lose_no_line_they_promised() {
    let learner = Learner::with_workspace("rust");
    let promised: usize = std::thread::scope(|scope| {
        let writers = [0, 1].map(|_| scope.spawn(|| run_and_kill(&learner)));
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert!(hint(&learner).status().unwrap().success(), "the log still takes lines");

    let reading = log(&learner).read().unwrap();
    assert!(
        reading.records.len() > promised,
        "{} lines for {promised} promises",
        reading.records.len()
    );
    assert_eq!(reading.skipped.unreadable, 0, "what was torn is set aside");
}

#[test]
fn two_processes_with_200_lines_each_lose_nothing() {
    let learner = Learner::with_workspace("rust");
    std::thread::scope(|scope| {
        let processes = scope.spawn(|| (0..200).for_each(|_| assert!(hint(&learner).status().unwrap().success())));
        let here = log(&learner);
        (0..200).for_each(|_| here.record("gini-split", &Entry::HintShown { level: 2 }).unwrap());
        processes.join().unwrap();
    });
    let reading = log(&learner).read().unwrap();
    assert_eq!((reading.records.len(), reading.skipped.unreadable), (400, 0));
}
