//! The helper on every Unix: reads its spec, contains itself, says what it could not enforce, and becomes the program.

use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
use super::bare as layers;
#[cfg(target_os = "linux")]
use super::linux as layers;
#[cfg(target_os = "macos")]
use super::macos as layers;
use crate::channel::{HelperEnd, Report, Spec};
use crate::program::Program;

/// None where nobody has started this process as a helper.
pub fn main() -> Option<ExitCode> {
    let (spec, end) = HelperEnd::from_stdin().and_then(|end| Ok((end.spec()?, end))).ok()?;
    let Some(program) = spec.program.clone() else {
        return Some(only_report(&spec, &end));
    };
    // A program with processes of its own needs someone who ends them all when mlings ends.
    #[cfg(target_os = "linux")]
    if program.access.processes {
        return Some(match layers::reaper::split(spec.parent) {
            Ok(layers::reaper::Half::Program { reaper }) => become_program(program, &spec, &end, reaper),
            Ok(layers::reaper::Half::Reaper(reaper)) => {
                drop(end);
                reaper.wait()
            }
            Err(error) => failed(&end, &error),
        });
    }
    Some(become_program(program, &spec, &end, spec.parent))
}

fn only_report(spec: &Spec, end: &HelperEnd) -> ExitCode {
    let nothing = Program::nothing();
    match layers::confine(&nothing, &spec.limits, spec.parent) {
        Ok(confined) => {
            // Where mlings has gone, nobody wants to know.
            let _ = end.report(&Report::Ready(confined.containment), None);
            ExitCode::SUCCESS
        }
        Err(error) => failed(end, &error),
    }
}

fn become_program(program: Program, spec: &Spec, end: &HelperEnd, parent: u32) -> ExitCode {
    start(program, spec, end, parent).unwrap_or_else(|error| failed(end, &error))
}

fn start(program: Program, spec: &Spec, end: &HelperEnd, parent: u32) -> io::Result<ExitCode> {
    let confined = layers::confine(&program, &spec.limits, parent)?;
    if confined.containment.level() < spec.least {
        end.report(&Report::TooWeak(confined.containment), None)?;
        return Ok(ExitCode::FAILURE);
    }
    end.report(
        &Report::Ready(confined.containment),
        confined.listener.as_ref().map(AsFd::as_fd),
    )?;
    drop(confined.listener);
    let Program {
        executable,
        arguments,
        environment,
        ..
    } = layers::wrapped(program);
    Err(Command::new(executable).args(arguments).env_clear().envs(environment).exec())
}

fn failed(end: &HelperEnd, error: &io::Error) -> ExitCode {
    // Nobody is left to tell where this fails.
    let _ = end.report(&Report::Failed(error.to_string()), None);
    ExitCode::FAILURE
}
