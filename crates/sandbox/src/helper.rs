//! The helper's side: mlings, started again as `mlings __contain`, contains itself and becomes the program.

#[cfg(not(any(target_os = "linux", target_os = "macos", not(unix))))]
mod bare;
#[cfg(unix)]
mod confined;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(target_os = "macos", test))]
mod macos;
#[cfg(unix)]
mod resources;
#[cfg(unix)]
mod session;
#[cfg(unix)]
mod unix;

use std::process::ExitCode;

/// Becomes the program that the spec on stdin names. Returns only where that fails, or only the level was asked for.
pub fn main() -> ExitCode {
    #[cfg(unix)]
    if let Some(code) = unix::main() {
        return code;
    }
    complain();
    ExitCode::from(2)
}

#[expect(
    clippy::print_stderr,
    reason = "someone typed the helper's name, and no one else reads its words"
)]
fn complain() {
    eprintln!("this command is for mlings' own use; `mlings --help` lists the others");
}
