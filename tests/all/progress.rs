//! Nothing is lost: writers at once, and writers killed in the middle.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mlings_progress::{AttemptLog, Entry};

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

/// Runs the command 100 times and kills each after a different part of the usual time, but every fifth, which may end. Counts
/// those that ended well: they had promised.
fn run_and_kill(learner: &Learner, usual: Duration) -> usize {
    let mut promised = 0;
    for round in 0..100 {
        let mut child = hint(learner).spawn().unwrap();
        if round % 5 != 0 {
            std::thread::sleep(usual * (round * 13 % 100) / 66);
            // SIGKILL; a child that has ended already is no matter.
            let _ = child.kill();
        }
        promised += usize::from(child.wait().unwrap().success());
    }
    promised
}

#[test]
fn two_writers_killed_160_times_lose_no_line_they_promised() {
    let learner = Learner::with_workspace("rust");
    let started = Instant::now();
    assert!(hint(&learner).status().unwrap().success());
    let usual = started.elapsed();
    let promised: usize = std::thread::scope(|scope| {
        let writers = [0, 1].map(|_| scope.spawn(|| run_and_kill(&learner, usual)));
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert!((40..200).contains(&promised), "{promised} of 200 ended well");
    assert!(hint(&learner).status().unwrap().success(), "the log still takes lines");

    let reading = log(&learner).read().unwrap();
    assert!(
        reading.records().count() >= promised + 2,
        "{} lines for {promised} promises",
        reading.records().count()
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
    assert_eq!((reading.records().count(), reading.skipped.unreadable), (400, 0));
}

#[test]
fn an_odd_log_is_read_and_what_is_odd_is_counted() {
    let learner = Learner::with_workspace("rust");
    let line = |at: &str, exercise: &str| {
        format!(
            r#"{{"v":1,"at":"{at}","exercise":"{exercise}","language":"rust","file":"sha256:0","status":"passed","certified":true,"score":1.0,"seed":0,"hints":0,"solution_seen":false,"seconds":0.1,"sandbox":"full","mlings":"0.1.0"}}"#
        )
    };
    // The clock went back, then far ahead; what another version wrote and what was torn stand between and last.
    let lines = [
        line("2026-11-02T10:00:00Z", "baseline-first"),
        line("2026-11-01T10:00:00Z", "baseline-first"),
        line("2999-01-01T00:00:00Z", "gini-split"),
        line("2999-03-01T00:00:00Z", "gini-split"),
        "{\"v\":9}".to_owned(),
        "\u{0}\u{0}".to_owned(),
        line("2026-11-03T10:00:00Z", "withdrawn"),
        line("2026-11-04T10:00:00Z", "pca-svd")[..60].to_owned(),
    ];
    std::fs::write(log(&learner).path(), lines.join("\n")).unwrap();
    let output = learner.run(["status", "--json"]);
    assert!(output.status.success());
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let unheeded = &status["stages"][0]["readiness"]["unheeded"];
    assert_eq!(
        *unheeded,
        serde_json::json!({
            "unknown_exercises": ["withdrawn"], "unknown_lines": 1, "dated_in_future": ["gini-split"], "future_lines": 2,
            "foreign_lines": 1, "unreadable_lines": 2,
        })
    );
    for command in [&["list"][..], &["plan", "--hours", "7"], &["hint", "gini-split"], &[]] {
        assert!(learner.run(command.iter().copied()).status.success(), "{command:?}");
    }
}

#[test]
fn what_one_exports_another_imports_and_back_until_both_are_the_same() {
    let learners = ["rust", "python"].map(Learner::with_workspace);
    for (learner, exercise) in learners.iter().zip(["gini-split", "softmax-stable"]) {
        assert!(learner.run(["hint", exercise]).status.success());
    }
    let exported = |learner: &Learner| learner.run(["export"]).stdout;
    for [from, to] in [[0, 1], [1, 0]] {
        let mut command = learners[to].command(["import", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &exported(&learners[from])).unwrap();
        assert!(child.wait().unwrap().success());
    }
    let text = String::from_utf8(exported(&learners[0])).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert_eq!(text.into_bytes(), exported(&learners[1]));
}

#[test]
#[cfg(unix)]
fn an_import_the_disk_has_no_room_for_adds_nothing() {
    let learner = Learner::with_workspace("rust");
    assert!(hint(&learner).status().unwrap().success());
    let before = log(&learner).bytes().unwrap();
    let many: String = (10..60)
        .flat_map(|minute| (10..60).map(move |second| (minute, second)))
        .map(|(minute, second)| {
            format!(
                "{{\"v\":1,\"kind\":\"hint\",\"at\":\"2026-11-01T10:{minute}:{second}Z\",\"exercise\":\"gini-split\",\"hint\":1,\"mlings\":\"0.1.0\"}}\n"
            )
        })
        .collect();
    std::fs::write(learner.folder().join("other.jsonl"), many).unwrap();
    // A file may grow no further than some blocks, and mlings is told so, as when a disk is full.
    let import = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' import other.jsonl",
        env!("CARGO_BIN_EXE_mlings")
    );
    let output = Command::new("sh")
        .args(["-c", &import])
        .current_dir(learner.folder())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(log(&learner).bytes().unwrap(), before);
}
