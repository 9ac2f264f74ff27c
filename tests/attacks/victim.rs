//! The process that attacks are aimed at: it holds a secret in memory and an open file, and hurts nobody who looks.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::process::parent_id;
use std::time::{Duration, Instant};

use super::system::{self, address, call};
use super::{Outcome, Stage};

/// The number under which it keeps the labels open.
pub const DESCRIPTOR: usize = 100;
pub const SECRET: &[u8] = b"what only the victim knows";

/// Says where it is, then waits until its parent has ended, for ten minutes at most.
pub fn wait(stage: &Stage) -> Outcome {
    let labels = File::open(stage.path("labels.csv"))?;
    call(system::DUP3, &[labels.as_raw_fd() as usize, DESCRIPTOR])?;
    allow_tracers();
    let secret = SECRET.to_vec();
    leave(stage, "victim.address", address(secret.as_ptr()))?;
    leave(stage, "victim.pid", std::process::id() as usize)?;
    let (parent, deadline) = (parent_id(), Instant::now() + Duration::from_secs(600));
    while parent_id() == parent && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(io::Error::other(format!("{} bytes were kept", secret.len())))
}

/// Machines that let only ancestors look into a process make an exception for those it names: all of them, here.
fn allow_tracers() {
    const SET_PTRACER: usize = 0x5961_6d61;
    const ANYONE: usize = usize::MAX;
    // Where there is no such restriction, the call does not exist.
    let _ = call(system::PRCTL, &[SET_PTRACER, ANYONE]);
}

/// Whole, or not at all: the test waits for the file.
fn leave(stage: &Stage, name: &str, number: usize) -> io::Result<()> {
    let draft = stage.path("victim.draft");
    fs::write(&draft, format!("{number}\n"))?;
    fs::rename(draft, stage.path(name))
}
