//! What the parent asks of Linux: to keep its memory from others, to tell of an end, to put refused calls to it.

mod listener;

use std::os::fd::OwnedFd;

use rustix::process::{DumpableBehavior, Pid, PidfdFlags};

pub use listener::Listener;

/// From now on other processes of the user cannot look into mlings: not by ptrace, not through /proc.
pub fn hide_memory() {
    // A kernel that refuses this has none of it to offer; the other layers stand by themselves.
    let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// A descriptor that becomes readable when the process ends.
pub fn end_of(leader: Pid) -> Option<OwnedFd> {
    rustix::process::pidfd_open(leader, PidfdFlags::empty()).ok()
}
