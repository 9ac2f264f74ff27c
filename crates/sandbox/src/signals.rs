//! What mlings itself does on a signal, where the default would end it without a word.

/// A file that may grow no longer is an error of writing it, which can be told, and not the end of mlings. Programs that are run do not
/// inherit this.
#[cfg(unix)]
pub fn survive_full_files() {
    // SAFETY: to ignore a signal runs no code of ours.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}

#[cfg(not(unix))]
pub fn survive_full_files() {}
