//! One loop that waits for everything a run may bring: output, reports, refused calls, its end, the clock.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, WaitId, WaitIdOptions};

use crate::sandbox::channel::{Channel, Report};
#[cfg(target_os = "linux")]
use crate::sandbox::linux::listener::Listener;
use crate::sandbox::output::Captured;
use crate::sandbox::{Exit, Limit, Limits, Program, Refusal, interrupt};

/// How often clock, memory, threads and Ctrl-C are looked at.
const GLANCE: Duration = Duration::from_millis(10);
/// How long output may still arrive once the program has ended.
const DRAIN: Duration = Duration::from_millis(200);

/// A run in progress.
pub struct Watch {
    leader: Pid,
    /// Readable once the leader has ended; none where the system has no such descriptor, and the leader is asked at each glance.
    end: Option<OwnedFd>,
    stdout: Stream,
    stderr: Stream,
    channel: Option<Channel>,
    reports: Vec<Report>,
    #[cfg(target_os = "linux")]
    listener: Option<Listener>,
    #[cfg(target_os = "linux")]
    program: Program,
    refused: Vec<Refusal>,
}

/// A pipe of the program, open until its end was read.
struct Stream {
    pipe: Option<Box<dyn Pipe>>,
    captured: Captured,
}

trait Pipe: Read + AsFd {}
impl<T: Read + AsFd> Pipe for T {}

/// A source that was found to have something to say, or to have said its last.
struct Ready {
    source: Source,
    /// The other side is gone, and nothing is left to read.
    is_over: bool,
}

/// What the loop has to look at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    End,
    Stdout,
    Stderr,
    Channel,
    Listener,
}

impl Watch {
    /// Takes over the pipes of `child`, the helper that becomes `program`.
    pub fn new(child: &mut Child, channel: Channel, program: &Program) -> io::Result<Self> {
        let leader = Pid::from_child(child);
        let missing = || io::Error::other("the helper was started without pipes");
        Ok(Watch {
            leader,
            end: end_of(leader),
            stdout: Stream::of(child.stdout.take().ok_or_else(missing)?),
            stderr: Stream::of(child.stderr.take().ok_or_else(missing)?),
            channel: Some(channel),
            reports: Vec::new(),
            #[cfg(target_os = "linux")]
            listener: None,
            #[cfg(target_os = "linux")]
            program: program.clone(),
            refused: Vec::new(),
        })
    }

    /// Waits for the leader's end, or for the first reason to bring it about.
    pub fn until_end(&mut self, limits: &Limits, started: Instant) -> Option<Exit> {
        let mut glanced = Instant::now();
        loop {
            let ready = self.wait(GLANCE);
            for ready in &ready {
                self.handle(ready);
            }
            if self.stdout.captured.total + self.stderr.captured.total > limits.output_bytes {
                return Some(Exit::OverLimit(Limit::Output));
            }
            if ready.iter().any(|ready| ready.source == Source::End) {
                return None;
            }
            // A program that keeps the loop busy does not keep it from looking at the clock.
            if glanced.elapsed() >= GLANCE || ready.is_empty() {
                glanced = Instant::now();
                if self.end.is_none() && has_ended(self.leader) {
                    return None;
                }
                if let Some(exit) = self.glance(limits, started) {
                    return Some(exit);
                }
            }
        }
    }

    fn glance(&self, limits: &Limits, started: Instant) -> Option<Exit> {
        if interrupt::was_pressed() {
            return Some(Exit::Interrupted);
        }
        let (usage, elapsed) = (Usage::of(self.leader), started.elapsed());
        if elapsed >= limits.wall
            && !usage
                .as_ref()
                .is_some_and(|usage| is_starved(usage.cpu, elapsed, limits.wall))
        {
            return Some(Exit::OverLimit(Limit::Wall));
        }
        let usage = usage?;
        if usage.resident_bytes > limits.memory_bytes {
            return Some(Exit::OverLimit(Limit::Memory));
        }
        (usage.threads > limits.threads).then_some(Exit::OverLimit(Limit::Threads))
    }

    /// The sources that have something to say within `time`.
    fn wait(&self, time: Duration) -> Vec<Ready> {
        let sources = self.sources();
        let mut polled: Vec<PollFd<'_>> = sources
            .iter()
            .map(|(_, descriptor)| PollFd::from_borrowed_fd(*descriptor, PollFlags::IN))
            .collect();
        let timeout = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(time.subsec_nanos()),
        };
        // An interrupted wait ends early, which does no harm.
        let _ = poll(&mut polled, Some(&timeout));
        let pairs = sources.iter().zip(&polled);
        pairs
            .filter(|(_, polled)| !polled.revents().is_empty())
            .map(|((source, _), polled)| Ready {
                source: *source,
                is_over: !polled.revents().contains(PollFlags::IN),
            })
            .collect()
    }

    fn sources(&self) -> Vec<(Source, BorrowedFd<'_>)> {
        let mut sources = Vec::with_capacity(5);
        sources.extend(self.stdout.pipe.as_ref().map(|pipe| (Source::Stdout, pipe.as_fd())));
        sources.extend(self.stderr.pipe.as_ref().map(|pipe| (Source::Stderr, pipe.as_fd())));
        sources.extend(self.channel.as_ref().map(|channel| (Source::Channel, channel.as_fd())));
        #[cfg(target_os = "linux")]
        sources.extend(self.listener.as_ref().map(|listener| (Source::Listener, listener.as_fd())));
        sources.extend(self.end.as_ref().map(|end| (Source::End, end.as_fd())));
        sources
    }

    fn handle(&mut self, ready: &Ready) {
        match ready.source {
            Source::End => {}
            Source::Stdout => self.stdout.read(),
            Source::Stderr => self.stderr.read(),
            Source::Channel => self.receive(),
            // Between its last call and its end a program may take a while; this would be ready all the time.
            #[cfg(target_os = "linux")]
            Source::Listener if ready.is_over => self.listener = None,
            Source::Listener => self.answer(),
        }
    }

    fn receive(&mut self) {
        let Some(channel) = &mut self.channel else { return };
        let is_open = channel.receive().unwrap_or(false);
        self.reports = channel.reports();
        #[cfg(target_os = "linux")]
        if let Some(descriptor) = channel.take_listener() {
            let own = self.leader.as_raw_nonzero().get().unsigned_abs();
            self.listener = Some(Listener::new(descriptor, &self.program, own));
        }
        if !is_open {
            self.channel = None;
        }
    }

    #[cfg(target_os = "linux")]
    fn answer(&mut self) {
        let Some(listener) = &self.listener else { return };
        if let Err(error) = listener.answer(&mut self.refused)
            // One thread of the program may have ended with its question open; others go on.
            && error.raw_os_error() != Some(libc::ENOENT)
        {
            self.listener = None;
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn answer(&mut self) {}

    /// Reads what the streams still hold. A process that slipped out of the group may keep a pipe open: it is not waited for.
    pub fn drain(&mut self) {
        let deadline = Instant::now() + DRAIN;
        self.end = None;
        while self.stdout.pipe.is_some() || self.stderr.pipe.is_some() || self.channel.is_some() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            for ready in self.wait(left) {
                self.handle(&ready);
            }
        }
    }

    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The beginnings of stdout and stderr.
    pub fn printed(&self) -> [&[u8]; 2] {
        [&self.stdout.captured.kept, &self.stderr.captured.kept]
    }

    pub fn into_refused(self) -> Vec<Refusal> {
        self.refused
    }

    /// The processor time the leader and what it has waited for have used; zero where the system does not say. Asked once it has
    /// ended and before it is reaped.
    pub fn cpu_time(&self) -> Duration {
        Usage::of(self.leader).map_or(Duration::ZERO, |usage| usage.cpu)
    }
}

impl Stream {
    fn of(pipe: impl Pipe + 'static) -> Self {
        Stream {
            pipe: Some(Box::new(pipe)),
            captured: Captured::default(),
        }
    }

    /// Reads once, which does not block where there is something to read.
    fn read(&mut self) {
        let Some(pipe) = &mut self.pipe else { return };
        let mut buffer = [0; 16 << 10];
        match pipe.read(&mut buffer) {
            Ok(0) => self.pipe = None,
            Ok(count) => self.captured.take(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => self.pipe = None,
        }
    }
}

/// Whether a program over its time on the clock was at work and got no processor: on a busy machine the same program should come to
/// the same end, which its CPU time brings about.
fn is_starved(cpu: Duration, elapsed: Duration, wall: Duration) -> bool {
    const SHARE_AT_WORK: u32 = 20;
    const PATIENCE: u32 = 4;
    cpu * SHARE_AT_WORK >= elapsed && elapsed < wall * PATIENCE
}

/// A descriptor that becomes readable when the process ends.
#[cfg(target_os = "linux")]
fn end_of(leader: Pid) -> Option<OwnedFd> {
    rustix::process::pidfd_open(leader, rustix::process::PidfdFlags::empty()).ok()
}

#[cfg(not(target_os = "linux"))]
fn end_of(_leader: Pid) -> Option<OwnedFd> {
    None
}

/// Whether it has ended; it is not reaped by asking.
fn has_ended(leader: Pid) -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    rustix::process::waitid(WaitId::Pid(leader), options).is_ok_and(|status| status.is_some())
}

/// What a process uses, as `/proc` tells it.
#[derive(Debug, PartialEq, Eq)]
struct Usage {
    cpu: Duration,
    threads: u64,
    resident_bytes: u64,
}

impl Usage {
    fn of(process: Pid) -> Option<Self> {
        let path = format!("/proc/{}/stat", process.as_raw_nonzero());
        Usage::parse(&std::fs::read_to_string(path).ok()?)
    }

    /// Fields are counted after the program's name, which may itself hold spaces and brackets.
    fn parse(stat: &str) -> Option<Self> {
        const USER: usize = 11;
        const SYSTEM: usize = 12;
        const THREADS: usize = 17;
        const RESIDENT_PAGES: usize = 21;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let field = |place: usize| fields.get(place)?.parse::<u64>().ok();
        // User and system time of itself, then of those it has waited for.
        let ticks = [USER, SYSTEM, USER + 2, SYSTEM + 2]
            .into_iter()
            .filter_map(field)
            .sum::<u64>();
        Some(Usage {
            cpu: Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second().max(1)),
            threads: field(THREADS)?,
            resident_bytes: field(RESIDENT_PAGES)? * rustix::param::page_size() as u64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_at_work_on_a_busy_machine_has_longer_than_one_asleep() {
        let seconds = Duration::from_secs;
        assert!(is_starved(seconds(8), seconds(31), seconds(30)));
        assert!(!is_starved(seconds(1), seconds(31), seconds(30)), "it sleeps");
        assert!(!is_starved(seconds(9), seconds(120), seconds(30)), "enough is enough");
    }

    #[test]
    fn usage_is_read_after_a_name_with_spaces_and_brackets() {
        let usage = Usage::parse("17 (a) b (c)) S 1 17 17 0 -1 4194560 100 0 0 0 250 50 7 3 20 0 4 0 1 1 25 9 9").unwrap();
        let ticks = rustix::param::clock_ticks_per_second();
        assert_eq!(usage.cpu, Duration::from_millis(310 * 1000 / ticks));
        assert_eq!(usage.threads, 4);
        assert_eq!(usage.resident_bytes, 25 * rustix::param::page_size() as u64);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_very_process_has_threads_and_memory() {
        let usage = Usage::of(rustix::process::getpid()).unwrap();
        assert!(usage.threads >= 1 && usage.resident_bytes > 100_000, "{usage:?}");
    }
}
