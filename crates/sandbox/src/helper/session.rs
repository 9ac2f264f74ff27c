//! What a helper leaves behind of how mlings was started: the terminal, and its ways with signals.

use std::io;

/// A session, and with it a process group, of its own: no terminal, and one number to end all of it by.
pub fn leave_terminal() -> io::Result<()> {
    rustix::process::setsid()?;
    Ok(())
}

/// Signals do what they do by default, whatever mlings was started with.
pub fn reset_signals() {
    const LAST: i32 = 31;
    for signal in 1..=LAST {
        // SAFETY: the default action runs no code of ours. The kernel refuses it for two of them, which have no other.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}
