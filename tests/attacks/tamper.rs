//! Attacks on a process that is not theirs: to look into it, steer it, signal it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::FromRawFd;
use std::time::Duration;

use super::system::{self, SIGTERM, address, call};
use super::victim::{DESCRIPTOR, SECRET};
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("tamper-ptrace", ptrace),
    ("tamper-process-vm-readv", process_vm_readv),
    ("tamper-pidfd-getfd", pidfd_getfd),
    ("tamper-kill-zero", |stage| kill(victim(stage)?, 0)),
    ("tamper-kill-term", |stage| kill(victim(stage)?, SIGTERM)),
    ("tamper-kill-parent-zero", |_| {
        kill(std::os::unix::process::parent_id() as usize, 0)
    }),
    ("tamper-tgkill", tgkill),
    ("tamper-sigqueue", sigqueue),
    ("tamper-setown", setown),
    ("tamper-prlimit", prlimit),
    ("tamper-setpriority", setpriority),
    ("tamper-sched-setaffinity", sched_setaffinity),
    ("tamper-clone-parent", clone_parent),
];

fn victim(stage: &Stage) -> io::Result<usize> {
    stage.number("victim.pid")
}

/// Becomes the victim's debugger, which ends with this program.
fn ptrace(stage: &Stage) -> Outcome {
    const SEIZE: usize = 0x4206;
    call(system::PTRACE, &[SEIZE, victim(stage)?])?;
    Ok("the victim is being debugged".to_owned())
}

/// Copies the victim's secret out of its memory.
fn process_vm_readv(stage: &Stage) -> Outcome {
    let mut bytes = vec![0_u8; SECRET.len()];
    let ours = [address(bytes.as_mut_ptr()), bytes.len()];
    let theirs = [stage.number("victim.address")?, bytes.len()];
    let arguments = [victim(stage)?, address(&raw const ours), 1, address(&raw const theirs), 1, 0];
    call(system::PROCESS_VM_READV, &arguments)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes over a file the victim has open.
fn pidfd_getfd(stage: &Stage) -> Outcome {
    let process = call(system::PIDFD_OPEN, &[victim(stage)?])?;
    let descriptor = call(system::PIDFD_GETFD, &[process, DESCRIPTOR])?;
    // SAFETY: the call has just made this descriptor, which nothing else owns.
    let mut file = unsafe { File::from_raw_fd(descriptor as i32) };
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(format!("{text:?} through the victim's own file"))
}

/// Sends a signal; the one numbered 0 only asks whether one could be sent.
fn kill(process: usize, signal: usize) -> Outcome {
    call(system::KILL, &[process, signal])?;
    Ok(format!("signal {signal} was sent"))
}

/// Sends a signal to the victim's first thread.
fn tgkill(stage: &Stage) -> Outcome {
    let victim = victim(stage)?;
    call(system::TGKILL, &[victim, victim, SIGTERM])?;
    Ok("a signal was sent to its thread".to_owned())
}

/// Sends a signal with a message.
fn sigqueue(stage: &Stage) -> Outcome {
    const QUEUED: i32 = -1;
    let mut message = [0_i32; 32];
    message[0] = SIGTERM as i32;
    message[2] = QUEUED;
    call(
        system::RT_SIGQUEUEINFO,
        &[victim(stage)?, SIGTERM, address(&raw const message)],
    )?;
    Ok("a signal with a message was sent".to_owned())
}

/// Lets the kernel send the signal: the victim becomes the owner of a pipe, and hears of what arrives in it.
fn setown(stage: &Stage) -> Outcome {
    const SET_FLAGS: usize = 4;
    const SET_OWNER: usize = 8;
    const SET_SIGNAL: usize = 10;
    const ASYNCHRONOUS: usize = 0o20000;
    let victim = victim(stage)?;
    let mut ends = [0_i32; 2];
    call(system::PIPE2, &[address(&raw mut ends)])?;
    let reading = ends[0] as usize;
    call(system::FCNTL, &[reading, SET_OWNER, victim])?;
    call(system::FCNTL, &[reading, SET_SIGNAL, SIGTERM])?;
    call(system::FCNTL, &[reading, SET_FLAGS, ASYNCHRONOUS])?;
    // SAFETY: the pipe was made above, and nothing else owns its end.
    let mut writing = unsafe { File::from_raw_fd(ends[1]) };
    io::Write::write_all(&mut writing, b"x")?;
    until_dead(victim)
}

fn until_dead(process: usize) -> Outcome {
    for _ in 0..50 {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        if stat
            .rsplit(')')
            .next()
            .is_none_or(|fields| fields.is_empty() || fields.starts_with(" Z"))
        {
            return Ok("the kernel has ended the victim".to_owned());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(io::Error::other("the victim goes on"))
}

/// Limits the victim: no core files, which it would not write anyway.
fn prlimit(stage: &Stage) -> Outcome {
    const CORE: usize = 4;
    let limit = [0_u64; 2];
    call(system::PRLIMIT, &[victim(stage)?, CORE, address(&raw const limit)])?;
    Ok("the victim has another limit".to_owned())
}

/// Makes the victim wait for others.
fn setpriority(stage: &Stage) -> Outcome {
    const PROCESS: usize = 0;
    // Nobody is nicer already, and to be less nice takes a privilege.
    const NICEST: usize = 19;
    call(system::SETPRIORITY, &[PROCESS, victim(stage)?, NICEST])?;
    Ok("the victim is nicer".to_owned())
}

/// Says on which processors the victim may run: on all of them.
fn sched_setaffinity(stage: &Stage) -> Outcome {
    let all = [u64::MAX; 16];
    call(
        system::SCHED_SETAFFINITY,
        &[victim(stage)?, size_of_val(&all), address(&raw const all)],
    )?;
    Ok("the victim was told where to run".to_owned())
}

/// Makes a process that is a child of mlings, and not of this program. It ends at once.
fn clone_parent(_stage: &Stage) -> Outcome {
    const PARENT: usize = 0x8000;
    let child = system::child(PARENT, || {})?;
    Ok(format!("process {child} is a child of mlings"))
}
