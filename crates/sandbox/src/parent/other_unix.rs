//! What the parent can ask of other Unix systems than Linux: they tell of no end and of no refused call.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::process::Pid;

use crate::program::Program;
use crate::refusal::Refusal;

pub fn hide_memory() {}

pub fn end_of(_leader: Pid) -> Option<OwnedFd> {
    None
}

/// Never made: no helper sends a descriptor here.
pub struct Listener(OwnedFd);

impl Listener {
    pub fn new(descriptor: OwnedFd, _program: &Program, _own: u32) -> Self {
        Listener(descriptor)
    }

    pub fn answer(&self, _refusals: &mut Vec<Refusal>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
