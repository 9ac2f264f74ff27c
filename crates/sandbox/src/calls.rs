//! The system calls that a program is refused, and those that are watched. Everything else is allowed; files are another layer's matter.

use libc::c_long;
use seccompiler::{SeccompCmpArgLen as Length, SeccompCmpOp as Compare, SeccompCondition as Condition, SeccompRule};

use crate::access::Access;
use crate::refusal::Deed;

/// A call that is refused: always, or where one of its rules holds.
pub struct RefusedCall {
    pub deed: Deed,
    pub name: &'static str,
    pub number: c_long,
    pub rules: Vec<SeccompRule>,
}

macro_rules! always {
    ($($deed:ident: $($name:literal = $number:ident),+;)+) => {
        vec![$($(RefusedCall { deed: Deed::$deed, name: $name, number: libc::$number, rules: Vec::new() }),+),+]
    };
}

/// Every call that is refused to a program with `access`, whose process has the number `own`.
pub fn refused(access: &Access, own: u32) -> Vec<RefusedCall> {
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
fn by_arguments() -> Vec<RefusedCall> {
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

/// The same on every architecture, as all newer ones; libc does not name it on all.
const FCHMODAT2: c_long = 452;

/// What a compiler and its linker may do, and a program by itself may not.
fn for_programs_alone(own: u32) -> Vec<RefusedCall> {
    let own = i32::try_from(own).expect("a process number fits 31 bits");
    let mut calls = always! {
        FileLock: "flock" = SYS_flock;
        FileAttributes: "truncate" = SYS_truncate, "fchmod" = SYS_fchmod, "fchmodat" = SYS_fchmodat,
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
    calls.push(some(Deed::FileAttributes, "fchmodat2", FCHMODAT2, Vec::new()));
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

fn some(deed: Deed, name: &'static str, number: c_long, rules: Vec<SeccompRule>) -> RefusedCall {
    RefusedCall {
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
pub fn watched() -> Vec<RefusedCall> {
    let mut calls = always! {
        File: "openat" = SYS_openat, "execve" = SYS_execve, "execveat" = SYS_execveat, "unlinkat" = SYS_unlinkat,
            "mkdirat" = SYS_mkdirat, "mknodat" = SYS_mknodat, "symlinkat" = SYS_symlinkat, "linkat" = SYS_linkat,
            "renameat2" = SYS_renameat2;
    };
    calls.extend(watched_of_old());
    calls
}

#[cfg(target_arch = "x86_64")]
fn watched_of_old() -> Vec<RefusedCall> {
    always! {
        File: "open" = SYS_open, "creat" = SYS_creat, "unlink" = SYS_unlink, "rmdir" = SYS_rmdir, "mkdir" = SYS_mkdir,
            "mknod" = SYS_mknod, "symlink" = SYS_symlink, "link" = SYS_link, "rename" = SYS_rename, "renameat" = SYS_renameat;
    }
}

/// Newer architectures have the newer calls alone.
#[cfg(not(target_arch = "x86_64"))]
fn watched_of_old() -> Vec<RefusedCall> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

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
    fn an_open_that_no_file_right_covers_is_told_from_any_other() {
        let flags = |flags: i32| u64::from(flags.cast_unsigned());
        assert!(is_uncovered_open(flags(libc::O_RDONLY | libc::O_TRUNC | libc::O_CLOEXEC)));
        assert!(!is_uncovered_open(flags(libc::O_WRONLY | libc::O_TRUNC)));
        assert!(!is_uncovered_open(flags(libc::O_RDONLY)));
        assert!(is_uncovered_open(flags(libc::O_ACCMODE)) && is_uncovered_open(flags(libc::O_ACCMODE | libc::O_TRUNC)));
    }
}
