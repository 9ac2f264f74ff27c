//! `mlings status` as a learner with 100,000 attempts waits for it.
//!
//! `cargo bench --profile dev --bench log`. It prints the median; 150 ms is the aim.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, SecondsFormat, TimeDelta};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

const ATTEMPTS: usize = 100_000;
const RUNS: usize = 15;

fn main() {
    // `cargo test --all-targets` starts benches too, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let workspace = tempfile::tempdir().expect("a temporary folder can be made");
    run(workspace.path(), &["init", "--no-venv"]);
    let exercises: Vec<String> = std::fs::read_dir(workspace.path().join("exercises"))
        .expect("a workspace has exercises")
        .map(|entry| {
            entry
                .expect("its folders can be listed")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let log = workspace.path().join(".mlings/attempts.jsonl");
    std::fs::write(log, attempts(&exercises)).expect("the log can be written");
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run(workspace.path(), &["status"])).collect();
    times.sort();
    let milliseconds = 1e3 * times[RUNS / 2].as_secs_f64();
    let _ = writeln!(
        std::io::stdout(),
        "status with {ATTEMPTS} attempts: {milliseconds:.0} ms, median of {RUNS}"
    );
}

fn run(workspace: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_mlings"))
        .args(arguments)
        .current_dir(workspace)
        .stdout(Stdio::null())
        .status()
        .expect("mlings starts");
    assert!(status.success(), "{arguments:?}");
    start.elapsed()
}

/// Half a year of them, in both languages, of every outcome.
fn attempts(exercises: &[String]) -> String {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(0);
    let mut at = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let mut log = String::new();
    for number in 0..ATTEMPTS {
        at += TimeDelta::microseconds(generator.gen_range(1_000_000..300_000_000));
        let (status, result) = match generator.gen_range(0..10) {
            0..3 => ("build_failed", String::new()),
            3..6 => ("not_yet", r#","score":0.4375,"cause":"raw-dollar-target""#.to_owned()),
            6..8 => ("passed", r#","score":1.0"#.to_owned()),
            _ => (
                "passed",
                format!(
                    r#","score":{:?},"value":0.16401722,"interval":[0.15811301,0.17029417],"noise":0.00931"#,
                    generator.r#gen::<f64>()
                ),
            ),
        };
        let _ = writeln!(
            log,
            r#"{{"v":1,"at":"{}","exercise":"{}","language":"{}","file":"sha256:{number:064x}","status":"{status}","certified":{}{result},"seed":0,"hints":{},"solution_seen":false,"seconds":{:?},"sandbox":"full","mlings":"0.1.0"}}"#,
            at.to_rfc3339_opts(SecondsFormat::Micros, true),
            exercises.choose(&mut generator).expect("there are exercises"),
            ["rust", "python"].choose(&mut generator).expect("there are two"),
            status == "passed",
            generator.gen_range(0..=3),
            generator.r#gen::<f64>(),
        );
    }
    log
}
