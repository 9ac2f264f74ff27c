//! One loop that waits for everything a run may bring: output, reports, refused calls, its end, the clock.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, WaitId, WaitIdOptions};

use super::interrupt;
#[cfg(target_os = "linux")]
use super::linux as platform;
#[cfg(not(target_os = "linux"))]
use super::other_unix as platform;
use super::stream::Stream;
use super::usage::Usage;
use crate::channel::{Channel, Report};
use crate::ended::Exit;
use crate::limits::{Limit, Limits};
use crate::program::Program;
use crate::refusal::Refusal;
use platform::Listener;

/// How often clock, memory, threads and Ctrl-C are looked at.
const GLANCE: Duration = Duration::from_millis(10);
/// A helper that has set nothing up after so long never will.
pub const SET_UP: Duration = Duration::from_secs(10);
/// How long output may still arrive once the program has ended.
const DRAIN: Duration = Duration::from_millis(200);

/// A run in progress.
pub struct Watch {
    leader: Pid,
    /// When the clock was started: with the helper, and anew once all is set up, so that a busy machine costs the program no time.
    since: Instant,
    /// Readable once the leader has ended; none where the system has no such descriptor, and the leader is asked at each glance.
    end: Option<OwnedFd>,
    stdout: Stream,
    stderr: Stream,
    channel: Option<Channel>,
    reports: Vec<Report>,
    listener: Option<Listener>,
    program: Program,
    refused: Vec<Refusal>,
}

/// An origin that was found to have something to say, or to have said its last.
struct Ready {
    origin: Origin,
    /// The other side is gone, and nothing is left to read.
    is_over: bool,
}

/// What the loop has to look at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
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
            since: Instant::now(),
            end: platform::end_of(leader),
            stdout: Stream::of(child.stdout.take().ok_or_else(missing)?),
            stderr: Stream::of(child.stderr.take().ok_or_else(missing)?),
            channel: Some(channel),
            reports: Vec::new(),
            listener: None,
            program: program.clone(),
            refused: Vec::new(),
        })
    }

    /// Waits for the leader's end, or for the first reason to bring it about.
    pub fn until_end(&mut self, limits: &Limits) -> Option<Exit> {
        let mut glanced = Instant::now();
        loop {
            let ready = self.wait(GLANCE);
            for ready in &ready {
                self.handle(ready);
            }
            if self.stdout.captured.total + self.stderr.captured.total > limits.output_bytes {
                return Some(Exit::OverLimit(Limit::Output));
            }
            if ready.iter().any(|ready| ready.origin == Origin::End) {
                return None;
            }
            // A program that keeps the loop busy does not keep it from looking at the clock.
            if glanced.elapsed() >= GLANCE || ready.is_empty() {
                glanced = Instant::now();
                if self.end.is_none() && has_ended(self.leader) {
                    return None;
                }
                if let Some(exit) = self.glance(limits) {
                    return Some(exit);
                }
            }
        }
    }

    fn glance(&self, limits: &Limits) -> Option<Exit> {
        if interrupt::was_pressed() {
            return Some(Exit::Interrupted);
        }
        let (usage, elapsed) = (Usage::of(self.leader), self.since.elapsed());
        let is_set_up = !self.reports.is_empty();
        let wall = if is_set_up { limits.wall } else { limits.wall.max(SET_UP) };
        if elapsed >= wall && !usage.as_ref().is_some_and(|usage| is_starved(usage.cpu, elapsed, wall)) {
            return Some(Exit::OverLimit(Limit::Wall));
        }
        let usage = usage?;
        if usage.resident_bytes > limits.memory_bytes {
            return Some(Exit::OverLimit(Limit::Memory));
        }
        (usage.threads > limits.threads).then_some(Exit::OverLimit(Limit::Threads))
    }

    /// The origins that have something to say within `time`.
    fn wait(&self, time: Duration) -> Vec<Ready> {
        let origins = self.origins();
        let mut polled: Vec<PollFd<'_>> = origins
            .iter()
            .map(|(_, descriptor)| PollFd::from_borrowed_fd(*descriptor, PollFlags::IN))
            .collect();
        let timeout = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(time.subsec_nanos()),
        };
        // An interrupted wait ends early, which does no harm.
        let _ = poll(&mut polled, Some(&timeout));
        let pairs = origins.iter().zip(&polled);
        pairs
            .filter(|(_, polled)| !polled.revents().is_empty())
            .map(|((origin, _), polled)| Ready {
                origin: *origin,
                is_over: !polled.revents().contains(PollFlags::IN),
            })
            .collect()
    }

    fn origins(&self) -> Vec<(Origin, BorrowedFd<'_>)> {
        let mut origins = Vec::with_capacity(5);
        origins.extend(self.stdout.descriptor().map(|pipe| (Origin::Stdout, pipe)));
        origins.extend(self.stderr.descriptor().map(|pipe| (Origin::Stderr, pipe)));
        origins.extend(self.channel.as_ref().map(|channel| (Origin::Channel, channel.as_fd())));
        origins.extend(self.listener.as_ref().map(|listener| (Origin::Listener, listener.as_fd())));
        origins.extend(self.end.as_ref().map(|end| (Origin::End, end.as_fd())));
        origins
    }

    fn handle(&mut self, ready: &Ready) {
        match ready.origin {
            Origin::End => {}
            Origin::Stdout => self.stdout.read(),
            Origin::Stderr => self.stderr.read(),
            Origin::Channel => self.receive(),
            // Between its last call and its end a program may take a while; this would be ready all the time.
            Origin::Listener if ready.is_over => self.listener = None,
            Origin::Listener => self.answer(),
        }
    }

    fn receive(&mut self) {
        let Some(channel) = &mut self.channel else { return };
        let is_open = channel.receive().unwrap_or(false);
        let was_set_up = !self.reports.is_empty();
        self.reports = channel.reports();
        if !was_set_up && !self.reports.is_empty() {
            self.since = Instant::now();
        }
        if let Some(descriptor) = channel.take_listener() {
            let own = self.leader.as_raw_nonzero().get().unsigned_abs();
            self.listener = Some(Listener::new(descriptor, &self.program, own));
        }
        if !is_open {
            self.channel = None;
        }
    }

    fn answer(&mut self) {
        let Some(listener) = &self.listener else { return };
        if listener.answer(&mut self.refused).is_err() {
            self.listener = None;
        }
    }

    /// Reads what the streams still hold. A process that slipped out of the group may keep a pipe open: it is not waited for.
    pub fn drain(&mut self) {
        let deadline = Instant::now() + DRAIN;
        self.end = None;
        while self.stdout.descriptor().is_some() || self.stderr.descriptor().is_some() || self.channel.is_some() {
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

/// Whether a program over its time on the clock was at work and got no processor: on a busy machine the same program should come to
/// the same end, which its CPU time brings about.
fn is_starved(cpu: Duration, elapsed: Duration, wall: Duration) -> bool {
    const SHARE_AT_WORK: u32 = 20;
    const PATIENCE: u32 = 4;
    cpu * SHARE_AT_WORK >= elapsed && elapsed < wall * PATIENCE
}

/// Whether it has ended; it is not reaped by asking.
fn has_ended(leader: Pid) -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    rustix::process::waitid(WaitId::Pid(leader), options).is_ok_and(|status| status.is_some())
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
}
