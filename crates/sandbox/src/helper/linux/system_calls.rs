//! The system-calls layer: seccomp refuses what no solution needs.
//!
//! Most refused calls are put to mlings, which refuses them and remembers what was tried; where that is not possible, the kernel
//! refuses them by itself. Calls with a well-tried older form do not exist for a program, so that libraries fall back to that.

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{FromRawFd, OwnedFd};

use libc::c_long;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, SeccompRule, TargetArch};

use crate::access::Access;
use crate::calls::{self, RefusedCall};

/// The newest call of the table this list was made from (Linux 6.10): what came later was not looked at, so it does not exist.
const NEWEST: u32 = 462;

/// Calls that do not exist for a program: their older forms are filtered, these cannot be.
const ABSENT: &[c_long] = &[
    libc::SYS_clone3,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_io_uring_setup,
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_openat2,
];

/// How the refusals of a contained process are made.
pub enum Refusing {
    /// This kernel has no seccomp filters.
    Nothing,
    /// The kernel refuses by itself, and tells no one.
    Silently,
    /// mlings is asked through this descriptor, and remembers.
    Through(OwnedFd),
}

/// Refuses this process, and all it starts, what the list of refused calls and the list of absent calls say.
///
/// # Errors
/// Where the kernel has seccomp and does not take a filter all the same.
pub fn refuse(access: &Access) -> io::Result<Refusing> {
    match install(&absent(), 0) {
        Ok(_) => {}
        Err(error) if is_missing(&error) => return Ok(Refusing::Nothing),
        Err(error) => return Err(error),
    }
    let calls = calls::refused(access, std::process::id());
    // What a build tries is the compiler's business, and nobody's to explain.
    if !access.processes {
        let mut asked = calls.iter().map(rules).collect();
        if access.watched {
            merge(&mut asked, &calls::watched());
        }
        match install(&asking(compile(asked)?), libc::SECCOMP_FILTER_FLAG_NEW_LISTENER) {
            // SAFETY: with this flag the call returns a new descriptor, which nothing else owns.
            Ok(descriptor) => return Ok(Refusing::Through(unsafe { OwnedFd::from_raw_fd(descriptor) })),
            // Someone listens already, or the kernel is older than 5.0.
            Err(error) if matches!(error.raw_os_error(), Some(libc::EBUSY | libc::EINVAL)) => {}
            Err(error) => return Err(error),
        }
    }
    install(&compile(calls.iter().map(rules).collect())?, 0)?;
    Ok(Refusing::Silently)
}

type CallRules = BTreeMap<c_long, Vec<SeccompRule>>;

fn rules(call: &RefusedCall) -> (c_long, Vec<SeccompRule>) {
    (call.number, call.rules.clone())
}

/// Adds calls that are asked about in any form.
fn merge(rules: &mut CallRules, calls: &[RefusedCall]) {
    rules.extend(calls.iter().map(|call| (call.number, Vec::new())));
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EINVAL))
}

fn compile(rules: CallRules) -> io::Result<BpfProgram> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH).map_err(io::Error::other)?;
    let refused = SeccompAction::Errno(libc::EPERM.cast_unsigned());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refused, architecture).map_err(io::Error::other)?;
    filter.try_into().map_err(io::Error::other)
}

/// The same filter, which asks mlings where the other one refuses: seccompiler has no action for that.
fn asking(mut filter: BpfProgram) -> BpfProgram {
    const REFUSED: u32 = libc::SECCOMP_RET_ERRNO | libc::EPERM.cast_unsigned();
    for instruction in &mut filter {
        if instruction.code == RETURN && instruction.k == REFUSED {
            instruction.k = libc::SECCOMP_RET_USER_NOTIF;
        }
    }
    filter
}

const LOAD_WORD: u16 = (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16;
const JUMP_IF_GREATER: u16 = (libc::BPF_JMP | libc::BPF_JGT | libc::BPF_K) as u16;
const JUMP_IF_EQUAL: u16 = (libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K) as u16;
const RETURN: u16 = (libc::BPF_RET | libc::BPF_K) as u16;

/// The filter for calls that do not exist. Written out because seccompiler compares arguments only, not numbers, with "greater".
fn absent() -> BpfProgram {
    const NUMBER: u32 = 0;
    let instruction = |code, jt, jf, k| seccompiler::sock_filter { code, jt, jf, k };
    let refusal = |checks_left: usize| u8::try_from(checks_left + 1).expect("the list of absent calls is short");
    let checks = ABSENT.len();
    let mut filter = vec![
        instruction(LOAD_WORD, 0, 0, NUMBER),
        instruction(JUMP_IF_GREATER, refusal(checks), 0, NEWEST),
    ];
    filter.extend(ABSENT.iter().enumerate().map(|(position, number)| {
        let number = u32::try_from(*number).expect("call numbers are small");
        instruction(JUMP_IF_EQUAL, refusal(checks - 1 - position), 0, number)
    }));
    filter.push(instruction(RETURN, 0, 0, libc::SECCOMP_RET_ALLOW));
    filter.push(instruction(
        RETURN,
        0,
        0,
        libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned(),
    ));
    filter
}

/// Installs a filter for good; returns what the call returned.
fn install(filter: &BpfProgram, flags: libc::c_ulong) -> io::Result<i32> {
    let mut instructions: Vec<libc::sock_filter> = filter
        .iter()
        .map(|instruction| libc::sock_filter {
            code: instruction.code,
            jt: instruction.jt,
            jf: instruction.jf,
            k: instruction.k,
        })
        .collect();
    let program = libc::sock_fprog {
        len: u16::try_from(instructions.len()).map_err(io::Error::other)?,
        filter: instructions.as_mut_ptr(),
    };
    // SAFETY: the kernel copies the program, which outlives the call, and changes nothing of ours.
    let returned = unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, flags, &raw const program) };
    if returned < 0 {
        return Err(io::Error::last_os_error());
    }
    i32::try_from(returned).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_the_kernel_becomes_a_question_to_mlings() {
        let calls = calls::refused(&Access::default(), 1);
        let filter = compile(calls.iter().map(rules).collect()).unwrap();
        let returning = |filter: &BpfProgram, value: u32| {
            filter
                .iter()
                .filter(|instruction| instruction.code == RETURN && instruction.k == value)
                .count()
        };
        let refused = libc::SECCOMP_RET_ERRNO | libc::EPERM.cast_unsigned();
        let count = returning(&filter, refused);
        let asking = asking(filter);
        assert!(count > 0);
        assert_eq!(
            (returning(&asking, refused), returning(&asking, libc::SECCOMP_RET_USER_NOTIF)),
            (0, count)
        );
    }

    #[test]
    fn the_jumps_of_the_absent_calls_end_at_their_refusal() {
        let filter = absent();
        for (position, instruction) in filter.iter().enumerate() {
            if instruction.code == JUMP_IF_EQUAL || instruction.code == JUMP_IF_GREATER {
                assert_eq!(position + 1 + usize::from(instruction.jt), filter.len() - 1);
            }
        }
    }
}
