//! A process between mlings and a build: it ends everything the build has started when mlings ends.

use std::io;
use std::os::fd::OwnedFd;
use std::process::ExitCode;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, WaitStatus, pidfd_open, waitpid};

use crate::helper::session;

/// Which of the two processes this is.
pub enum Half {
    /// The one that goes on to become the program.
    Program {
        reaper: u32,
    },
    Reaper(Reaper),
}

/// Watches over mlings and the program. Both are in its process group.
pub struct Reaper {
    mlings: OwnedFd,
    program: OwnedFd,
    pid: Pid,
}

/// Splits this process in two.
///
/// # Errors
/// Where mlings has ended already, or the kernel grants no further process.
pub fn split(parent: u32) -> io::Result<Half> {
    session::leave_terminal()?;
    let mlings = i32::try_from(parent)
        .ok()
        .and_then(Pid::from_raw)
        .ok_or(io::ErrorKind::InvalidInput)?;
    let watched = pidfd_open(mlings, PidfdFlags::empty())?;
    if rustix::process::getppid() != Some(mlings) {
        return Err(io::Error::other("mlings has ended"));
    }
    let own = std::process::id();
    rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    // SAFETY: this process has a single thread, so its copy may run any code.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Half::Program { reaper: own }),
        child => {
            let pid = Pid::from_raw(child).expect("fork returns the number of a process");
            let program = pidfd_open(pid, PidfdFlags::empty())?;
            Ok(Half::Reaper(Reaper {
                mlings: watched,
                program,
                pid,
            }))
        }
    }
}

impl Reaper {
    /// Waits for the program, and ends as it has ended. Where mlings ends first, so does everything here.
    pub fn wait(&self) -> ExitCode {
        loop {
            let mut watched = [&self.mlings, &self.program].map(|process| PollFd::new(process, PollFlags::IN));
            // An interrupted wait is tried again.
            let _ = poll(&mut watched, None);
            let [mlings, program] = watched.map(|process| process.revents().contains(PollFlags::IN));
            if mlings {
                let own_group = rustix::process::getpid();
                let _ = rustix::process::kill_process_group(own_group, Signal::KILL);
            }
            if program {
                return self.mirror();
            }
        }
    }

    /// Takes the program's exit code, or dies of the signal it has died of.
    fn mirror(&self) -> ExitCode {
        let Ok(Some((_, status))) = waitpid(Some(self.pid), WaitOptions::empty()) else {
            return ExitCode::FAILURE;
        };
        if let Some(signal) = WaitStatus::terminating_signal(status).and_then(Signal::from_named_raw) {
            session::reset_signals();
            let _ = rustix::process::kill_process(rustix::process::getpid(), signal);
        }
        status
            .exit_status()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from)
    }
}
