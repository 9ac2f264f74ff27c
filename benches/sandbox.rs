//! What containing a run costs: the same program in the sandbox and as a plain child process, taken in turns.
//!
//! `cargo bench --profile dev --bench sandbox`. It fails where the medians differ by more than 3 ms for a program that does
//! nothing, as a Rust solution's start does, or by more than 15 ms for a Python that imports numpy.

use std::io::Write;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use mlings::catalog::Toolkit;
use mlings::compile::access::with_python;
use mlings::compile::python;
use mlings::compile::run_environment;
use mlings::exam::sitting::run_limits;
use mlings_sandbox::{Contained, Exit, Program, Runner};

const ROUNDS: usize = 100;

fn main() -> ExitCode {
    // `cargo test --all-targets` starts benches too, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let nothing = Program {
        executable: "/bin/true".into(),
        environment: run_environment(),
        ..Program::nothing()
    };
    let mut kept = keeps("a program that does nothing", &nothing, Duration::from_millis(3));
    match python() {
        Some(python) => kept &= keeps("Python that imports numpy", &python, Duration::from_millis(15)),
        None => say("no Python with numpy here: not measured"),
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn python() -> Option<Program> {
    let cache = tempfile::tempdir().expect("a folder for the answer of the interpreter");
    let interpreter = python::find(Toolkit::Arrays, None, cache.path()).ok()??;
    Some(Program {
        executable: interpreter.executable.clone(),
        arguments: ["-s", "-c", "import numpy"].map(Into::into).to_vec(),
        environment: run_environment(),
        access: with_python(Program::nothing().access, &interpreter, &[]),
        ..Program::nothing()
    })
}

/// Whether the sandbox costs `program` no more than `bar`.
fn keeps(name: &str, program: &Program, bar: Duration) -> bool {
    let sandbox = Contained::by(env!("CARGO_BIN_EXE_mlings"));
    let (mut plain, mut contained) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        plain.push(timed(|| run_plain(program)));
        contained.push(timed(|| run_contained(&sandbox, program)));
    }
    let [plain, contained] = [plain, contained].map(median);
    let overhead = contained.saturating_sub(plain);
    let [plain, contained, overhead_ms] = [plain, contained, overhead].map(|time| 1e3 * time.as_secs_f64());
    say(&format!(
        "{name:28} plain {plain:6.2} ms   contained {contained:6.2} ms   overhead {overhead_ms:5.2} ms (at most {} ms)",
        bar.as_millis()
    ));
    overhead <= bar
}

fn timed(run: impl FnOnce()) -> Duration {
    let started = Instant::now();
    run();
    started.elapsed()
}

fn run_plain(program: &Program) {
    let mut command = Command::new(&program.executable);
    command
        .args(&program.arguments)
        .env_clear()
        .envs(program.environment.iter().cloned());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{output:?}");
}

fn run_contained(sandbox: &Contained, program: &Program) {
    let limits = run_limits(Duration::from_secs(10), 1 << 30);
    let ended = sandbox.run(program, &limits).expect("the program starts");
    assert_eq!(ended.exit, Exit::Code(0), "{}", ended.stderr);
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
