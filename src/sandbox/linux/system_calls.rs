//! The system-calls layer: seccomp refuses what no solution needs. Everything else is allowed; files are the other layer's matter.
//!
//! Most refused calls are put to mlings, which refuses them and remembers what was tried; where that is not possible, the kernel
//! refuses them by itself. Calls with a well-tried older form do not exist for a program, so that libraries fall back to that.

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{FromRawFd, OwnedFd};

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Compare, SeccompCondition as Condition, SeccompFilter,
    SeccompRule, TargetArch,
};

use crate::sandbox::{Access, Deed};

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

/// A call that is refused: always, or where one of its rules holds.
pub struct Refused {
    pub deed: Deed,
    pub name: &'static str,
    pub number: c_long,
    rules: Vec<SeccompRule>,
}

macro_rules! always {
    ($($deed:ident: $($name:literal = $number:ident),+;)+) => {
        vec![$($(Refused { deed: Deed::$deed, name: $name, number: libc::$number, rules: Vec::new() }),+),+]
    };
}

/// Every call that is refused to a program with `access`, whose process has the number `own`.
pub fn refused(access: &Access, own: u32) -> Vec<Refused> {
    let mut calls = always! {
        Network: "socket" = SYS_socket, "bind" = SYS_bind, "connect" = SYS_connect, "listen" = SYS_listen,
            "accept" = SYS_accept, "accept4" = SYS_accept4;
        OtherProcess: "ptrace" = SYS_ptrace, "process_vm_readv" = SYS_process_vm_readv, "process_vm_writev" = SYS_process_vm_writev,
            "process_madvise" = SYS_process_madvise, "process_mrelease" = SYS_process_mrelease, "kcmp" = SYS_kcmp,
            "pidfd_open" = SYS_pidfd_open, "pidfd_getfd" = SYS_pidfd_getfd, "pidfd_send_signal" = SYS_pidfd_send_signal,
            "setpriority" = SYS_setpriority, "ioprio_set" = SYS_ioprio_set, "move_pages" = SYS_move_pages,
            "migrate_pages" = SYS_migrate_pages;
        SharedMemory: "shmget" = SYS_shmget, "shmat" = SYS_shmat, "shmctl" = SYS_shmctl, "msgget" = SYS_msgget, "msgsnd" = SYS_msgsnd,
            "msgrcv" = SYS_msgrcv, "msgctl" = SYS_msgctl, "semget" = SYS_semget, "semop" = SYS_semop, "semctl" = SYS_semctl,
            "semtimedop" = SYS_semtimedop, "mq_open" = SYS_mq_open, "mq_unlink" = SYS_mq_unlink;
        Containment: "setsid" = SYS_setsid, "setpgid" = SYS_setpgid, "unshare" = SYS_unshare, "setns" = SYS_setns, "mount" = SYS_mount,
            "umount2" = SYS_umount2, "pivot_root" = SYS_pivot_root, "chroot" = SYS_chroot, "open_tree" = SYS_open_tree,
            "move_mount" = SYS_move_mount, "fsopen" = SYS_fsopen, "fsconfig" = SYS_fsconfig, "fsmount" = SYS_fsmount,
            "fspick" = SYS_fspick, "mount_setattr" = SYS_mount_setattr;
        File: "open_by_handle_at" = SYS_open_by_handle_at, "name_to_handle_at" = SYS_name_to_handle_at;
        Kernel: "add_key" = SYS_add_key, "request_key" = SYS_request_key, "keyctl" = SYS_keyctl, "bpf" = SYS_bpf,
            "inotify_init1" = SYS_inotify_init1, "inotify_add_watch" = SYS_inotify_add_watch, "vmsplice" = SYS_vmsplice,
            "perf_event_open" = SYS_perf_event_open, "userfaultfd" = SYS_userfaultfd, "fanotify_init" = SYS_fanotify_init,
            "acct" = SYS_acct, "quotactl" = SYS_quotactl, "syslog" = SYS_syslog, "swapon" = SYS_swapon, "swapoff" = SYS_swapoff,
            "reboot" = SYS_reboot, "kexec_load" = SYS_kexec_load, "init_module" = SYS_init_module,
            "finit_module" = SYS_finit_module, "delete_module" = SYS_delete_module;
    };
    calls.extend(by_arguments());
    if !access.processes {
        calls.extend(for_programs_alone(own));
    }
    calls
}

/// Calls of which only some forms are refused to everyone.
fn by_arguments() -> Vec<Refused> {
    const SOCKET_KIND: i32 = 0xf;
    // One of a pair of datagram sockets could send to any other by its address.
    let pairs = vec![
        rule(vec![not(0, libc::AF_UNIX)]),
        rule(vec![masked(1, SOCKET_KIND, libc::SOCK_DGRAM)]),
        rule(vec![masked(1, SOCKET_KIND, libc::SOCK_RAW)]),
    ];
    vec![
        some(Deed::Network, "socketpair", libc::SYS_socketpair, pairs),
        some(
            Deed::OtherProcess,
            "prlimit64",
            libc::SYS_prlimit64,
            vec![rule(vec![not(0, 0)])],
        ),
        some(
            Deed::OtherProcess,
            "sched_setaffinity",
            libc::SYS_sched_setaffinity,
            vec![rule(vec![not(0, 0)])],
        ),
        some(
            Deed::OtherProcess,
            "sched_setscheduler",
            libc::SYS_sched_setscheduler,
            vec![rule(vec![not(0, 0)])],
        ),
        some(
            Deed::OtherProcess,
            "sched_setparam",
            libc::SYS_sched_setparam,
            vec![rule(vec![not(0, 0)])],
        ),
        some(
            Deed::OtherProcess,
            "sched_setattr",
            libc::SYS_sched_setattr,
            vec![rule(vec![not(0, 0)])],
        ),
        some(
            Deed::Containment,
            "prctl",
            libc::SYS_prctl,
            vec![rule(vec![is(0, libc::PR_SET_PDEATHSIG)])],
        ),
        some(Deed::Kernel, "ioctl", libc::SYS_ioctl, any_of(1, &IOCTLS)),
    ]
}

/// Pushing characters into a terminal, attributes of files by their descriptor, signals on input.
const IOCTLS: [i32; 8] = [
    0x5412,
    0x541c,
    0x4008_6602,
    0x4004_6602,
    0x401c_5820,
    0x4080_6685,
    0x8901,
    0x8902,
];
/// `fcntl`: locks, leases, signals on input, and pipes of another size.
const LOCKS: [i32; 6] = [
    libc::F_SETLK,
    libc::F_SETLKW,
    libc::F_OFD_SETLK,
    libc::F_OFD_SETLKW,
    libc::F_SETLEASE,
    libc::F_NOTIFY,
];
const SIGNALS: [i32; 4] = [libc::F_SETOWN, F_SETSIG, F_SETOWN_EX, libc::F_SETPIPE_SZ];
const F_SETSIG: i32 = 10;
const F_SETOWN_EX: i32 = 15;

/// What a compiler and its linker may do, and a program by itself may not.
fn for_programs_alone(own: u32) -> Vec<Refused> {
    let own = i32::try_from(own).expect("a process number fits 31 bits");
    let mut calls = always! {
        FileLock: "flock" = SYS_flock;
        FileAttributes: "truncate" = SYS_truncate, "fchmod" = SYS_fchmod, "fchmodat" = SYS_fchmodat, "fchmodat2" = SYS_fchmodat2,
            "fchown" = SYS_fchown, "fchownat" = SYS_fchownat, "utimensat" = SYS_utimensat, "setxattr" = SYS_setxattr,
            "lsetxattr" = SYS_lsetxattr, "fsetxattr" = SYS_fsetxattr, "removexattr" = SYS_removexattr,
            "lremovexattr" = SYS_lremovexattr, "fremovexattr" = SYS_fremovexattr;
        OtherProcess: "tkill" = SYS_tkill;
    };
    #[cfg(target_arch = "x86_64")]
    calls.extend(always! {
        NewProcess: "fork" = SYS_fork, "vfork" = SYS_vfork;
        FileAttributes: "chmod" = SYS_chmod, "chown" = SYS_chown, "lchown" = SYS_lchown, "utime" = SYS_utime, "utimes" = SYS_utimes,
            "futimesat" = SYS_futimesat;
    });
    #[cfg(target_arch = "x86_64")]
    calls.extend(always! { Kernel: "inotify_init" = SYS_inotify_init; });
    #[cfg(target_arch = "x86_64")]
    calls.push(some(Deed::FileAttributes, "open", libc::SYS_open, uncovered_opens(1)));
    // Memory shared with no one is still held where no limit of one process counts it.
    let shared = libc::MAP_SHARED | libc::MAP_ANONYMOUS;
    calls.extend([
        some(
            Deed::SharedMemory,
            "mmap",
            libc::SYS_mmap,
            vec![rule(vec![masked(3, shared, shared)])],
        ),
        // A program may have threads, which share its end.
        some(
            Deed::NewProcess,
            "clone",
            libc::SYS_clone,
            vec![rule(vec![masked(0, libc::CLONE_THREAD, 0)])],
        ),
        // A program may end itself by a signal, as `abort` does.
        some(Deed::OtherProcess, "kill", libc::SYS_kill, vec![rule(vec![not(0, own)])]),
        some(Deed::OtherProcess, "tgkill", libc::SYS_tgkill, vec![rule(vec![not(0, own)])]),
        some(
            Deed::OtherProcess,
            "rt_sigqueueinfo",
            libc::SYS_rt_sigqueueinfo,
            vec![rule(vec![not(0, own)])],
        ),
        some(
            Deed::OtherProcess,
            "rt_tgsigqueueinfo",
            libc::SYS_rt_tgsigqueueinfo,
            vec![rule(vec![not(0, own)])],
        ),
        some(
            Deed::FileLock,
            "fcntl",
            libc::SYS_fcntl,
            any_of(1, &[LOCKS.as_slice(), &SIGNALS].concat()),
        ),
        some(Deed::FileAttributes, "openat", libc::SYS_openat, uncovered_opens(2)),
    ]);
    calls
}

/// Opened to be emptied without the permission to write being asked for; or for neither reading nor writing (access mode 3), which
/// no file right covers, and which still lets a file be emptied or its flags be changed.
fn uncovered_opens(flags: u8) -> Vec<SeccompRule> {
    let emptied = masked(flags, libc::O_ACCMODE | libc::O_TRUNC, libc::O_RDONLY | libc::O_TRUNC);
    vec![
        rule(vec![emptied]),
        rule(vec![masked(flags, libc::O_ACCMODE, libc::O_ACCMODE)]),
    ]
}

/// Whether `flags` of an open are such.
pub fn is_uncovered_open(flags: u64) -> bool {
    let has = |mask: i32, value: i32| flags & u64::from(mask.cast_unsigned()) == u64::from(value.cast_unsigned());
    has(libc::O_ACCMODE | libc::O_TRUNC, libc::O_RDONLY | libc::O_TRUNC) || has(libc::O_ACCMODE, libc::O_ACCMODE)
}

fn some(deed: Deed, name: &'static str, number: c_long, rules: Vec<SeccompRule>) -> Refused {
    Refused {
        deed,
        name,
        number,
        rules,
    }
}

fn rule(conditions: Vec<Condition>) -> SeccompRule {
    SeccompRule::new(conditions).expect("a rule has a condition")
}

fn any_of(argument: u8, values: &[i32]) -> Vec<SeccompRule> {
    values.iter().map(|value| rule(vec![is(argument, *value)])).collect()
}

fn is(argument: u8, value: i32) -> Condition {
    condition(argument, Compare::Eq, value)
}

fn not(argument: u8, value: i32) -> Condition {
    condition(argument, Compare::Ne, value)
}

fn masked(argument: u8, mask: i32, value: i32) -> Condition {
    condition(argument, Compare::MaskedEq(u64::from(mask.cast_unsigned())), value)
}

/// The system looks at no more than these 32 bits of the arguments compared here.
fn condition(argument: u8, compare: Compare, value: i32) -> Condition {
    let value = u64::from(value.cast_unsigned());
    Condition::new(argument, Length::Dword, compare, value).expect("a call has at most six arguments")
}

/// Calls that open, make, move or run files: the files layer decides on them, and a watched program's are seen on their way there.
pub fn watched() -> Vec<Refused> {
    let mut calls = always! {
        File: "openat" = SYS_openat, "execve" = SYS_execve, "execveat" = SYS_execveat, "unlinkat" = SYS_unlinkat,
            "mkdirat" = SYS_mkdirat, "mknodat" = SYS_mknodat, "symlinkat" = SYS_symlinkat, "linkat" = SYS_linkat,
            "renameat2" = SYS_renameat2;
    };
    #[cfg(target_arch = "x86_64")]
    calls.extend(always! {
        File: "open" = SYS_open, "creat" = SYS_creat, "unlink" = SYS_unlink, "rmdir" = SYS_rmdir, "mkdir" = SYS_mkdir,
            "mknod" = SYS_mknod, "symlink" = SYS_symlink, "link" = SYS_link, "rename" = SYS_rename, "renameat" = SYS_renameat;
    });
    calls
}

/// How the refusals of a contained process are made.
pub enum Refusing {
    /// This kernel has no seccomp filters.
    Nothing,
    /// The kernel refuses by itself, and tells no one.
    Silently,
    /// mlings is asked through this descriptor, and remembers.
    Through(OwnedFd),
}

/// Refuses this process, and all it starts, what [`refused`] and the list of absent calls say.
///
/// # Errors
/// Where the kernel has seccomp and does not take a filter all the same.
pub fn refuse(access: &Access) -> io::Result<Refusing> {
    match install(&absent(), 0) {
        Ok(_) => {}
        Err(error) if is_missing(&error) => return Ok(Refusing::Nothing),
        Err(error) => return Err(error),
    }
    let calls = refused(access, std::process::id());
    // What a build tries is the compiler's business, and nobody's to explain.
    if !access.processes {
        let mut asked = calls.iter().map(rules).collect();
        if access.watched {
            merge(&mut asked, &watched());
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

type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

fn rules(call: &Refused) -> (c_long, Vec<SeccompRule>) {
    (call.number, call.rules.clone())
}

/// Adds calls that are asked about in any form.
fn merge(rules: &mut Rules, calls: &[Refused]) {
    rules.extend(calls.iter().map(|call| (call.number, Vec::new())));
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EINVAL))
}

fn compile(rules: Rules) -> io::Result<BpfProgram> {
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

    fn names(access: &Access) -> Vec<&'static str> {
        refused(access, 1).iter().map(|call| call.name).collect()
    }

    #[test]
    fn no_call_is_listed_twice() {
        let calls = refused(&Access::default(), 1);
        let numbers: BTreeMap<c_long, &str> = calls.iter().map(|call| (call.number, call.name)).collect();
        assert_eq!(numbers.len(), calls.len());
    }

    #[test]
    fn a_build_may_fork_and_change_modes_and_a_program_may_not() {
        let build = Access {
            processes: true,
            ..Access::default()
        };
        for call in ["clone", "fchmod", "flock"] {
            assert!(
                names(&Access::default()).contains(&call) && !names(&build).contains(&call),
                "{call}"
            );
        }
        assert!(names(&build).contains(&"socket") && names(&build).contains(&"setsid"));
    }

    #[test]
    fn every_refusal_of_the_kernel_becomes_a_question_to_mlings() {
        let calls = refused(&Access::default(), 1);
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

    #[test]
    fn an_open_that_no_file_right_covers_is_told_from_any_other() {
        let flags = |flags: i32| u64::from(flags.cast_unsigned());
        assert!(is_uncovered_open(flags(libc::O_RDONLY | libc::O_TRUNC | libc::O_CLOEXEC)));
        assert!(!is_uncovered_open(flags(libc::O_WRONLY | libc::O_TRUNC)));
        assert!(!is_uncovered_open(flags(libc::O_RDONLY)));
        assert!(is_uncovered_open(flags(libc::O_ACCMODE)) && is_uncovered_open(flags(libc::O_ACCMODE | libc::O_TRUNC)));
    }
}
