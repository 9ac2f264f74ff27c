//! Attacks that run another program: each such program only prints that it runs.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::fd::FromRawFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::system::{self, address, call};
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("execute-memfd", memfd),
    ("execute-memfd-by-name", memfd_by_name),
    ("execute-scratch", scratch),
    ("execute-shell", shell),
    ("execute-su", su),
];

/// A file in memory that holds a copy of this program.
fn copy_in_memory() -> io::Result<File> {
    let program = fs::read(std::env::args_os().next().unwrap_or_default())?;
    let descriptor = call(system::MEMFD_CREATE, &[address(c"attack".as_ptr())])?;
    // SAFETY: the call has just made this descriptor, which nothing else owns.
    let mut file = unsafe { File::from_raw_fd(descriptor as i32) };
    file.write_all(&program)?;
    Ok(file)
}

/// Runs a file that has no name.
fn memfd(_stage: &Stage) -> Outcome {
    const EMPTY_PATH: usize = 0x1000;
    let file = copy_in_memory()?;
    let descriptor = std::os::fd::AsRawFd::as_raw_fd(&file) as usize;
    let words = [
        c"attack".as_ptr(),
        c"proof".as_ptr(),
        c"a file in memory runs".as_ptr(),
        std::ptr::null(),
    ];
    let environment = [std::ptr::null::<u8>()];
    let name = address(c"".as_ptr());
    let arguments = [
        descriptor,
        name,
        address(words.as_ptr()),
        address(environment.as_ptr()),
        EMPTY_PATH,
    ];
    call(system::EXECVEAT, &arguments)?;
    Err(io::Error::other("the call came back"))
}

/// Runs the same by the name that `/proc` gives it.
fn memfd_by_name(_stage: &Stage) -> Outcome {
    let file = copy_in_memory()?;
    let name = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&file));
    Err(Command::new(name).args(["proof", "a file in memory runs"]).exec())
}

/// Writes a program where it may, makes it executable, and runs it.
fn scratch(stage: &Stage) -> Outcome {
    let path = stage.answers.clone().unwrap_or_else(|| PathBuf::from("./scratch"));
    fs::write(&path, fs::read(std::env::args_os().next().unwrap_or_default())?)?;
    // Refused or not, it is tried.
    let _ = fs::set_permissions(&path, Permissions::from_mode(0o755));
    Err(Command::new(path).args(["proof", "a written file runs"]).exec())
}

/// Becomes a shell.
fn shell(_stage: &Stage) -> Outcome {
    Err(Command::new("/bin/sh").args(["-c", "echo 'SUCCEEDED: a shell runs'"]).exec())
}

/// Runs a program that would make it root. It is only asked for its version: a wrong password would be logged.
fn su(_stage: &Stage) -> Outcome {
    let place = ["/bin/su", "/usr/bin/su"].into_iter().find(|place| Path::new(place).exists());
    let mut command = Command::new(place.unwrap_or("/bin/su"));
    command.arg("--version");
    match command.output() {
        Ok(output) => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        // Perhaps only new processes are refused.
        Err(_) => Err(command.exec()),
    }
}
