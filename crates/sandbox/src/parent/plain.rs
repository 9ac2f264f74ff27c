//! The runner of systems without any of the layers: a clock and a limit on output, and nothing out of reach.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::ScopedJoinHandle;
use std::time::{Duration, Instant};

use super::interrupt;
use super::output::{Captured, readable};
use crate::containment::Containment;
use crate::ended::{Ended, Exit};
use crate::error::SandboxError;
use crate::layer::Layer;
use crate::limits::{Limit, Limits};
use crate::program::Program;
use crate::runner::Runner;

/// How often clock, output and Ctrl-C are looked at.
const GLANCE: Duration = Duration::from_millis(10);

/// Runs a program as it is. Also what the sandbox's tests hold it against: what a contained program is refused, it can do here.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Runner for Plain {
    fn run(&self, program: &Program, limits: &Limits) -> Result<Ended, SandboxError> {
        interrupt::listen();
        let started = Instant::now();
        let mut child = start(program)?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let total = AtomicU64::new(0);
        let (cut_short, status, printed) = std::thread::scope(|scope| {
            let readers = [
                stdout.map(|pipe| scope.spawn(|| capture(pipe, &total))),
                stderr.map(|pipe| scope.spawn(|| capture(pipe, &total))),
            ];
            let cut_short = supervise(&mut child, limits, started, &total);
            let _ = child.kill();
            (cut_short, child.wait(), readers.map(kept))
        });
        let [stdout, stderr] = printed.map(|kept| readable(&String::from_utf8_lossy(&kept)));
        Ok(Ended {
            exit: match cut_short {
                Some(exit) => exit,
                None => exit(status?),
            },
            stdout,
            stderr,
            wall: started.elapsed(),
            containment: Containment::without(&Layer::ALL),
            refused: Vec::new(),
        })
    }
}

fn start(program: &Program) -> Result<Child, SandboxError> {
    let mut command = Command::new(&program.executable);
    command
        .args(&program.arguments)
        .env_clear()
        .envs(program.environment.iter().cloned());
    command.current_dir(&program.working_directory);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().map_err(|error| SandboxError::NotStarted {
        program: program.executable.display().to_string(),
        reason: error.to_string(),
    })
}

/// Reads to the end, counting into `total`.
fn capture(mut pipe: impl Read, total: &AtomicU64) -> Vec<u8> {
    let mut captured = Captured::default();
    let mut buffer = [0; 16 << 10];
    loop {
        match pipe.read(&mut buffer) {
            Ok(0) => return captured.kept,
            Ok(count) => {
                captured.take(&buffer[..count]);
                total.fetch_add(count as u64, Ordering::Relaxed);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return captured.kept,
        }
    }
}

fn kept(reader: Option<ScopedJoinHandle<'_, Vec<u8>>>) -> Vec<u8> {
    reader.and_then(|reader| reader.join().ok()).unwrap_or_default()
}

/// Waits for the end, or for the first reason to bring it about.
fn supervise(child: &mut Child, limits: &Limits, started: Instant, total: &AtomicU64) -> Option<Exit> {
    loop {
        if matches!(child.try_wait(), Ok(Some(_)) | Err(_)) {
            return None;
        }
        if interrupt::was_pressed() {
            return Some(Exit::Interrupted);
        }
        if started.elapsed() >= limits.wall {
            return Some(Exit::OverLimit(Limit::Wall));
        }
        if total.load(Ordering::Relaxed) > limits.output_bytes {
            return Some(Exit::OverLimit(Limit::Output));
        }
        std::thread::sleep(GLANCE);
    }
}

fn exit(status: ExitStatus) -> Exit {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return Exit::Signal(signal);
    }
    Exit::Code(status.code().unwrap_or(-1))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::containment::Level;

    const LIMITS: Limits = Limits {
        cpu: Duration::from_secs(10),
        wall: Duration::from_secs(10),
        memory_bytes: 1 << 30,
        output_bytes: 1 << 20,
        file_bytes: 1 << 20,
        threads: 16,
    };

    fn run(script: &str, limits: &Limits) -> Ended {
        let program = Program {
            executable: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            environment: vec![("PATH".into(), "/usr/bin:/bin".into())],
            ..Program::nothing()
        };
        Plain.run(&program, limits).unwrap()
    }

    #[test]
    fn a_plain_run_keeps_code_and_words_and_says_that_nothing_held() {
        let ended = run("echo out; echo err >&2; exit 3", &LIMITS);
        assert_eq!(ended.exit, Exit::Code(3));
        assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("out\n", "err\n"));
        assert_eq!(ended.containment.level(), Level::None);
    }

    #[test]
    fn clock_and_output_are_limited_all_the_same() {
        let short = Limits {
            wall: Duration::from_millis(200),
            ..LIMITS
        };
        assert_eq!(run("exec sleep 30", &short).exit, Exit::OverLimit(Limit::Wall));
        assert_eq!(run("exec cat /dev/zero", &LIMITS).exit, Exit::OverLimit(Limit::Output));
    }
}
