//! Weaker kernels, simulated by a filter around mlings: what is missing is named, and what is claimed still holds.

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

use super::drive::{Language, Ran, User, Workshop, ran};
use super::limits::Mode;
use super::stage::Stage;
use super::{group, judge};
use crate::machine::has_sandbox;

const CREATE_RULESET: u32 = 444;
const NUMBER: u32 = 0;
const FIRST_ARGUMENT: u32 = 16;

fn load(offset: u32) -> libc::sock_filter {
    instruction(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, offset)
}

/// Goes on where the loaded word is `value`, else passes over `skip` instructions.
fn only_if(value: u32, skip: u8) -> libc::sock_filter {
    instruction(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, 0, skip, value)
}

fn answer(action: u32) -> libc::sock_filter {
    instruction(libc::BPF_RET | libc::BPF_K, 0, 0, action)
}

fn instruction(code: u32, jt: u8, jf: u8, k: u32) -> libc::sock_filter {
    let code = u16::try_from(code).unwrap();
    libc::sock_filter { code, jt, jf, k }
}

fn error(number: i32) -> u32 {
    libc::SECCOMP_RET_ERRNO | number.cast_unsigned()
}

fn number_of(call: libc::c_long) -> u32 {
    u32::try_from(call).unwrap()
}

fn without_landlock() -> Vec<libc::sock_filter> {
    vec![
        load(NUMBER),
        only_if(CREATE_RULESET, 1),
        answer(error(libc::ENOSYS)),
        answer(libc::SECCOMP_RET_ALLOW),
    ]
}

fn without_seccomp() -> Vec<libc::sock_filter> {
    vec![
        load(NUMBER),
        only_if(number_of(libc::SYS_seccomp), 1),
        answer(error(libc::EINVAL)),
        only_if(number_of(libc::SYS_prctl), 3),
        load(FIRST_ARGUMENT),
        only_if(libc::PR_SET_SECCOMP.cast_unsigned(), 1),
        answer(error(libc::EINVAL)),
        answer(libc::SECCOMP_RET_ALLOW),
    ]
}

/// Puts every question for a ruleset to whoever listens.
fn asking_for_landlock() -> Vec<libc::sock_filter> {
    let mut filter = without_landlock();
    filter[2] = answer(libc::SECCOMP_RET_USER_NOTIF);
    filter
}

/// Installs a filter in this process, for good. Runs between fork and exec: nothing is allocated.
fn install(filter: &mut [libc::sock_filter], flags: libc::c_ulong) -> io::Result<i32> {
    rustix::thread::set_no_new_privs(true)?;
    let program = libc::sock_fprog {
        len: filter.len() as u16,
        filter: filter.as_mut_ptr(),
    };
    // SAFETY: the kernel copies the program, which outlives the call, and changes nothing of ours.
    let returned = unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, flags, &raw const program) };
    if returned < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(returned as i32)
    }
}

/// Runs a command as if on a kernel that the filter makes of this one.
fn on(command: &mut Command, mut filter: Vec<libc::sock_filter>) -> &mut Command {
    // SAFETY: between fork and exec only system calls are made.
    unsafe { command.pre_exec(move || install(&mut filter, 0).map(drop)) }
}

/// A kernel that lacks a layer says so, runs what it is not forbidden to run, and refuses where all is asked for.
fn lacks(filter: fn() -> Vec<libc::sock_filter>, layer: &str, open: &str) {
    let workshop = Workshop::shared();
    if !has_sandbox() {
        return;
    }
    for &user in User::all() {
        let mut command = workshop.bare_command(user);
        let seen = ran(on(command.args(["--", "/bin/true"]), filter()));
        assert_eq!(
            (seen.level.as_str(), seen.missing.as_slice()),
            ("partial", [layer.to_owned()].as_slice())
        );
        // The layer really is gone: what it alone prevents now works.
        let stage = Stage::prepare(&workshop, Language::Rust, user);
        let seen = ran(on(
            &mut workshop.command(&stage, Language::Rust, open, Mode::Contained),
            filter(),
        ));
        assert!(seen.stdout.contains("SUCCEEDED"), "{seen}");
        is_not_run_where_all_is_asked_for(&workshop, user, filter, open);
    }
}

fn is_not_run_where_all_is_asked_for(workshop: &Workshop, user: User, filter: fn() -> Vec<libc::sock_filter>, open: &str) {
    const ENVIRONMENT: i32 = 3;
    let stage = Stage::prepare(workshop, Language::Rust, user);
    let before = stage.snapshot();
    let program = stage.folder().join(Language::Rust.program());
    let mut command = workshop.bare_command(user);
    command
        .args(["--require", "full", "--"])
        .arg(program)
        .arg(open)
        .arg(stage.folder());
    let output = on(&mut command, filter()).output().unwrap();
    assert_eq!(output.status.code(), Some(ENVIRONMENT), "{output:?}");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    assert!(!printed.contains("SUCCEEDED") && !printed.contains("refused: "), "{printed}");
    assert!(before == stage.snapshot(), "the program has run");
}

#[test]
fn a_kernel_without_landlock_leaves_files_open_and_says_so() {
    lacks(without_landlock, "files", "write-outside");
}

#[test]
fn a_kernel_without_seccomp_leaves_system_calls_open_and_says_so() {
    lacks(without_seccomp, "system_calls", "outlive-clear-death-signal");
}

#[test]
fn what_the_first_landlock_lacks_is_made_up_for_or_owned_up_to() {
    let workshop = Workshop::shared();
    if !has_sandbox() {
        return;
    }
    let (mut problems, mut asked) = (Vec::new(), 0);
    let names = workshop.names(Language::Rust);
    for name in names.iter().filter(|name| matches!(group(name), "read" | "write")) {
        let mut stage = Stage::prepare(&workshop, Language::Rust, User::Current);
        let before = stage.snapshot();
        let mut command = workshop.command(&stage, Language::Rust, name, Mode::Contained);
        let (ran, questions) = with_first_landlock(&mut command);
        asked += questions;
        if ran.level == "full" {
            let found = judge(name, &ran).into_iter().chain(stage.aftermath(&before));
            problems.extend(found.map(|problem| format!("{name}: {problem}; {ran}")));
        }
    }
    assert!(asked > 0, "nobody asked which Landlock this is");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Runs a command under someone who answers that Landlock is at its first version; also how often that was asked.
fn with_first_landlock(command: &mut Command) -> (Ran, usize) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let mut filter = asking_for_landlock();
    // SAFETY: between fork and exec only system calls are made.
    unsafe {
        command.pre_exec(move || {
            let listener = install(&mut filter, libc::SECCOMP_FILTER_FLAG_NEW_LISTENER)?;
            // SAFETY: the call has just made this descriptor, which nothing else owns.
            let listener = OwnedFd::from_raw_fd(listener);
            hand_over(theirs.as_fd(), listener.as_fd())
        });
    }
    let (is_over, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let listener = take_over(ours.as_fd());
            while !is_over.load(Ordering::Relaxed) {
                answer_next(listener.as_fd(), &asked);
            }
        });
        let ran = ran(command);
        is_over.store(true, Ordering::Relaxed);
        (ran, asked.load(Ordering::Relaxed))
    })
}

/// Sends a descriptor: the one that came from the filter does not survive exec.
fn hand_over(channel: BorrowedFd<'_>, descriptor: BorrowedFd<'_>) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    let descriptors = [descriptor];
    ancillary.push(SendAncillaryMessage::ScmRights(&descriptors));
    sendmsg(channel, &[IoSlice::new(b"x")], &mut ancillary, SendFlags::empty())?;
    Ok(())
}

fn take_over(channel: BorrowedFd<'_>) -> OwnedFd {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let mut byte = [0];
    recvmsg(channel, &mut [IoSliceMut::new(&mut byte)], &mut ancillary, RecvFlags::empty()).unwrap();
    let descriptor = ancillary.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmRights(mut descriptors) => descriptors.next(),
        _ => None,
    });
    descriptor.expect("the filter's descriptor is sent before exec")
}

/// Waits for one question, for a moment at most, and answers it.
fn answer_next(listener: BorrowedFd<'_>, asked: &AtomicUsize) {
    const MOMENT: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 20_000_000,
    };
    let mut polled = [PollFd::from_borrowed_fd(listener, PollFlags::IN)];
    let _ = poll(&mut polled, Some(&MOMENT));
    if !polled[0].revents().contains(PollFlags::IN) {
        return;
    }
    // SAFETY: the kernel asks for a zeroed structure of plain numbers, and fills it in.
    let mut call: libc::seccomp_notif = unsafe { std::mem::zeroed() };
    // SAFETY: the request is the one for this structure, which outlives the call.
    if unsafe { libc::ioctl(listener.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_RECV, &raw mut call) } != 0 {
        return;
    }
    let mut reply = reply(&call, asked);
    // SAFETY: as above. Whoever has asked may have ended meanwhile, and hears nothing then.
    unsafe { libc::ioctl(listener.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_SEND, &raw mut reply) };
}

/// Only the question for the version is answered; rulesets are made by the kernel itself.
fn reply(call: &libc::seccomp_notif, asked: &AtomicUsize) -> libc::seccomp_notif_resp {
    const VERSION: u64 = 1;
    let asks_for_version = call.data.args[0] == 0 && call.data.args[2] == VERSION;
    asked.fetch_add(usize::from(asks_for_version), Ordering::Relaxed);
    libc::seccomp_notif_resp {
        id: call.id,
        val: i64::from(asks_for_version),
        error: 0,
        flags: if asks_for_version {
            0
        } else {
            libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32
        },
    }
}
