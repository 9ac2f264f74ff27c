//! Which limit a program has died of: some show only in how it dies, and in its last words.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::Signal;

use crate::ended::Exit;
use crate::limits::Limit;

const OUT_OF_MEMORY: [&str; 4] = [
    "memory allocation of ",
    "MemoryError",
    "Unable to allocate ",
    "Cannot allocate memory",
];
const FILE_TOO_LARGE: [&str; 2] = ["File too large", "FileTooLarge"];

/// The end of a program that mlings did not end itself: by a signal of the kernel, or by a failed request and its last words.
pub fn exit(status: ExitStatus, cpu_is_spent: bool, stderr: &str) -> Exit {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| stderr.contains(phrase));
    match (status.signal(), status.code()) {
        (Some(signal), _) if signal == Signal::XCPU.as_raw() => Exit::OverLimit(Limit::Cpu),
        // Who ignores the warning is killed a second later.
        (Some(signal), _) if signal == Signal::KILL.as_raw() && cpu_is_spent => Exit::OverLimit(Limit::Cpu),
        (Some(signal), _) if signal == Signal::XFSZ.as_raw() => Exit::OverLimit(Limit::File),
        (_, Some(0)) => Exit::Code(0),
        _ if says(&OUT_OF_MEMORY) => Exit::OverLimit(Limit::Memory),
        _ if says(&FILE_TOO_LARGE) => Exit::OverLimit(Limit::File),
        (Some(signal), _) => Exit::Signal(signal),
        (None, code) => Exit::Code(code.unwrap_or(-1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended_by(signal: Signal, cpu_is_spent: bool, stderr: &str) -> Exit {
        exit(ExitStatus::from_raw(signal.as_raw()), cpu_is_spent, stderr)
    }

    fn ended_with(code: i32, stderr: &str) -> Exit {
        exit(ExitStatus::from_raw(code << 8), false, stderr)
    }

    #[test]
    fn the_kernels_limits_are_told_by_their_signals() {
        assert_eq!(ended_by(Signal::XCPU, false, ""), Exit::OverLimit(Limit::Cpu));
        assert_eq!(ended_by(Signal::XFSZ, false, ""), Exit::OverLimit(Limit::File));
        assert_eq!(ended_by(Signal::KILL, true, ""), Exit::OverLimit(Limit::Cpu));
        assert_eq!(ended_by(Signal::KILL, false, ""), Exit::Signal(Signal::KILL.as_raw()));
    }

    #[test]
    fn running_out_of_memory_is_told_from_any_other_end() {
        assert_eq!(
            ended_by(Signal::ABORT, false, "memory allocation of 8589934592 bytes failed"),
            Exit::OverLimit(Limit::Memory)
        );
        assert_eq!(
            ended_with(1, "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 74.5 GiB"),
            Exit::OverLimit(Limit::Memory)
        );
        assert_eq!(ended_by(Signal::ABORT, false, "oh"), Exit::Signal(Signal::ABORT.as_raw()));
        assert_eq!(ended_with(0, "MemoryError"), Exit::Code(0));
        assert_eq!(ended_with(3, ""), Exit::Code(3));
    }
}
