//! Unix: process groups, resource limits, and the loop that watches a run.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions};

use super::contain::{ENTRY, NOT_STARTED, Spec};
use super::output::{capture, readable};
use super::{Exit, Level, Limit, Limits, Outcome, Program, interrupt};

/// How often clock, memory and Ctrl-C are looked at.
const GLANCE: Duration = Duration::from_millis(10);
/// How long output may still arrive once the program has ended.
const DRAIN: Duration = Duration::from_millis(200);
/// Interpreters reserve address space they never touch; what they touch is held by the memory limit itself.
const ADDRESS_SPACE_BYTES: u64 = 2 << 30;
const OPEN_FILES: u64 = 256;

enum Event {
    Ended,
    Flooded,
    Printed(Stream, Vec<u8>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Stdout,
    Stderr,
}

#[derive(Default)]
struct Printed {
    stdout: Option<Vec<u8>>,
    stderr: Option<Vec<u8>>,
}

pub fn run(helper: &Path, program: &Program, limits: &Limits) -> io::Result<Outcome> {
    interrupt::listen();
    let started = Instant::now();
    let token = token();
    let mut child = spawn(helper, &token, program, limits)?;
    let leader = Pid::from_child(&child);
    let (sender, receiver) = channel();
    let waiter = watch(&mut child, leader, limits.output_bytes, &sender);
    let mut printed = Printed::default();
    let ended = supervise(leader, limits, started, &receiver, &mut printed);
    // The whole group dies before the leader is reaped: until then its number cannot belong to anyone else.
    let _ = rustix::process::kill_process_group(leader, Signal::KILL);
    let wall = started.elapsed();
    // The waiter ends with the leader, which is dead.
    let _ = waiter.join();
    let cpu = cpu_time(leader);
    let status = child.wait()?;
    drain(&receiver, &mut printed);
    let (stdout, stderr) = (printed.stdout(), printed.stderr());
    if let (Some(NOT_STARTED), Some(reason)) = (exit_code(status), stderr.strip_prefix(&token)) {
        return Err(io::Error::other(format!(
            "cannot start {}: {}",
            program.executable.display(),
            reason.trim()
        )));
    }
    let exit = ended.unwrap_or_else(|| classify(status, cpu >= limits.cpu, &stderr));
    Ok(Outcome {
        exit,
        stdout,
        stderr,
        wall,
        level: Level::LimitsOnly,
    })
}

/// A word that no program can guess.
fn token() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x} ", random(), random())
}

fn exit_code(status: ExitStatus) -> Option<u8> {
    status.code().and_then(|code| u8::try_from(code).ok())
}

fn spawn(helper: &Path, token: &str, program: &Program, limits: &Limits) -> io::Result<Child> {
    let spec = Spec {
        parent: std::process::id(),
        cpu_seconds: limits.cpu.as_secs().max(1),
        memory_bytes: limits.memory_bytes,
        file_bytes: limits.file_bytes,
    };
    let mut command = Command::new(helper);
    command
        .arg(ENTRY)
        .arg(spec.to_argument())
        .arg(token)
        .arg(&program.executable)
        .args(&program.arguments);
    command
        .env_clear()
        .envs(program.environment.iter().map(|(name, value)| (name, value)));
    command.current_dir(&program.working_directory).process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn()
}

/// Starts the threads that read the streams and wait for the leader's end; returns the latter.
fn watch(child: &mut Child, leader: Pid, output_bytes: u64, sender: &Sender<Event>) -> JoinHandle<()> {
    let total = Arc::new(AtomicU64::new(0));
    let read = |stream, pipe: Option<Box<dyn io::Read + Send>>| {
        let (sender, total) = (sender.clone(), Arc::clone(&total));
        let pipe = pipe.expect("the stream was piped when the program was started");
        std::thread::spawn(move || {
            let kept = capture(pipe, &total, output_bytes, || drop(sender.send(Event::Flooded)));
            drop(sender.send(Event::Printed(stream, kept)));
        });
    };
    read(Stream::Stdout, child.stdout.take().map(|pipe| Box::new(pipe) as _));
    read(Stream::Stderr, child.stderr.take().map(|pipe| Box::new(pipe) as _));
    let sender = sender.clone();
    std::thread::spawn(move || {
        // Not reaped yet: the supervisor kills the group first.
        let _ = rustix::io::retry_on_intr(|| {
            rustix::process::waitid(WaitId::Pid(leader), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)
        });
        drop(sender.send(Event::Ended));
    })
}

/// Waits for the end, or for the first reason to bring it about.
fn supervise(leader: Pid, limits: &Limits, started: Instant, receiver: &Receiver<Event>, printed: &mut Printed) -> Option<Exit> {
    loop {
        match receiver.recv_timeout(GLANCE) {
            Ok(Event::Ended) => return None,
            Ok(Event::Flooded) => return Some(Exit::OverLimit(Limit::Output)),
            Ok(Event::Printed(stream, kept)) => printed.keep(stream, kept),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
        if interrupt::was_pressed() {
            return Some(Exit::Interrupted);
        }
        if started.elapsed() >= limits.wall {
            return Some(Exit::OverLimit(Limit::Wall));
        }
        if resident_bytes(leader).is_some_and(|bytes| bytes > limits.memory_bytes) {
            return Some(Exit::OverLimit(Limit::Memory));
        }
    }
}

/// What the leader holds in memory now; `None` where the system does not say.
fn resident_bytes(leader: Pid) -> Option<u64> {
    let path = format!("/proc/{}/statm", leader.as_raw_nonzero());
    let pages: u64 = std::fs::read_to_string(path).ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64)
}

/// The processor time a process that has ended, and was not reaped yet, has used; zero where the system does not say.
fn cpu_time(ended: Pid) -> Duration {
    let path = format!("/proc/{}/stat", ended.as_raw_nonzero());
    let ticks = std::fs::read_to_string(path).ok().as_deref().and_then(cpu_ticks).unwrap_or(0);
    Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second().max(1))
}

/// User and system ticks: the 12th and 13th field after the program's name, which may itself hold spaces and brackets.
fn cpu_ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(user + system)
}

/// Takes what the readers have kept. A process that slipped out of the group may hold a pipe open: it is not waited for.
fn drain(receiver: &Receiver<Event>, printed: &mut Printed) {
    let deadline = Instant::now() + DRAIN;
    while !printed.is_complete() {
        match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Event::Printed(stream, kept)) => printed.keep(stream, kept),
            Ok(Event::Ended | Event::Flooded) => {}
            Err(_) => return,
        }
    }
}

impl Printed {
    fn keep(&mut self, stream: Stream, kept: Vec<u8>) {
        match stream {
            Stream::Stdout => self.stdout = Some(kept),
            Stream::Stderr => self.stderr = Some(kept),
        }
    }

    fn stdout(&self) -> String {
        readable(self.stdout.as_deref().unwrap_or_default())
    }

    fn stderr(&self) -> String {
        readable(self.stderr.as_deref().unwrap_or_default())
    }

    fn is_complete(&self) -> bool {
        self.stdout.is_some() && self.stderr.is_some()
    }
}

/// Some limits show only in how the program dies: by a signal of their own, or by a failed request and its last words.
fn classify(status: ExitStatus, cpu_is_spent: bool, stderr: &str) -> Exit {
    const OUT_OF_MEMORY: [&str; 4] = [
        "memory allocation of ",
        "MemoryError",
        "Unable to allocate ",
        "Cannot allocate memory",
    ];
    const FILE_TOO_LARGE: [&str; 2] = ["File too large", "FileTooLarge"];
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| stderr.contains(phrase));
    match (status.signal(), status.code()) {
        (Some(signal), _) if signal == Signal::XCPU.as_raw() => Exit::OverLimit(Limit::Cpu),
        // Who ignores the warning is killed a second later.
        (Some(signal), _) if signal == Signal::KILL.as_raw() && cpu_is_spent => Exit::OverLimit(Limit::Cpu),
        (Some(signal), _) if signal == Signal::XFSZ.as_raw() => Exit::OverLimit(Limit::File),
        (_, Some(0)) => Exit::Code(0),
        _ if says(&OUT_OF_MEMORY) => Exit::OverLimit(Limit::Memory),
        _ if says(&FILE_TOO_LARGE) => Exit::OverLimit(Limit::File),
        (Some(signal), _) => Exit::Signal(signal),
        (None, code) => Exit::Code(code.unwrap_or(-1)),
    }
}

/// Limits this process and replaces it by the program; returns why it could not.
pub fn become_program(spec: Spec, executable: &OsStr, arguments: impl Iterator<Item = OsString>) -> io::Error {
    match limit(spec) {
        Ok(()) => Command::new(executable).args(arguments).exec(),
        Err(error) => error,
    }
}

fn limit(spec: Spec) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    die_with_parent(spec.parent)?;
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let address_space = spec.memory_bytes.saturating_add(ADDRESS_SPACE_BYTES);
    // One second after the warning signal comes the one that cannot be ignored.
    set(Resource::Cpu, spec.cpu_seconds, spec.cpu_seconds + 1)?;
    set(Resource::As, address_space, address_space)?;
    set(Resource::Data, spec.memory_bytes, spec.memory_bytes)?;
    set(Resource::Fsize, spec.file_bytes, spec.file_bytes)?;
    set(Resource::Nofile, OPEN_FILES, OPEN_FILES)?;
    set(Resource::Core, 0, 0)
}

fn set(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
    // A limit the machine has set lower stands.
    let ceiling = rustix::process::getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let limit = Rlimit {
        current: Some(current.min(ceiling)),
        maximum: Some(maximum.min(ceiling)),
    };
    rustix::process::setrlimit(resource, limit)?;
    Ok(())
}

/// The kernel kills this process when mlings ends, however it ends.
#[cfg(target_os = "linux")]
fn die_with_parent(parent: u32) -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    // The parent may have ended before the request was made.
    let is_orphan = rustix::process::getppid().is_none_or(|pid| pid.as_raw_nonzero().get().unsigned_abs() != parent);
    if is_orphan {
        Err(io::Error::other("mlings has ended"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended_by(signal: Signal, cpu_is_spent: bool, stderr: &str) -> Exit {
        classify(ExitStatus::from_raw(signal.as_raw()), cpu_is_spent, stderr)
    }

    fn ended_with(code: i32, stderr: &str) -> Exit {
        classify(ExitStatus::from_raw(code << 8), false, stderr)
    }

    #[test]
    fn the_kernels_limits_are_told_by_their_signals() {
        assert_eq!(ended_by(Signal::XCPU, false, ""), Exit::OverLimit(Limit::Cpu));
        assert_eq!(ended_by(Signal::XFSZ, false, ""), Exit::OverLimit(Limit::File));
        assert_eq!(ended_by(Signal::KILL, true, ""), Exit::OverLimit(Limit::Cpu));
        assert_eq!(ended_by(Signal::KILL, false, ""), Exit::Signal(Signal::KILL.as_raw()));
    }

    #[test]
    fn running_out_of_memory_is_told_from_any_other_end() {
        assert_eq!(
            ended_by(Signal::ABORT, false, "memory allocation of 8589934592 bytes failed"),
            Exit::OverLimit(Limit::Memory)
        );
        assert_eq!(
            ended_with(1, "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 74.5 GiB"),
            Exit::OverLimit(Limit::Memory)
        );
        assert_eq!(ended_by(Signal::ABORT, false, "oh"), Exit::Signal(Signal::ABORT.as_raw()));
        assert_eq!(ended_with(0, "MemoryError"), Exit::Code(0));
        assert_eq!(ended_with(3, ""), Exit::Code(3));
    }

    #[test]
    fn processor_time_is_read_after_a_name_with_spaces_and_brackets() {
        assert_eq!(
            cpu_ticks("17 (a) b (c)) S 1 17 17 0 -1 4194560 100 0 0 0 250 50 7 7 20 0 1 0 1 1 1"),
            Some(300)
        );
    }
}
