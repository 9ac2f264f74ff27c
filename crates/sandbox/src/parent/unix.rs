//! A contained run on Unix: the helper started, the run watched in one loop, all of it ended.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};

#[cfg(target_os = "linux")]
use super::linux as platform;
#[cfg(not(target_os = "linux"))]
use super::other_unix as platform;
use super::output::readable;
use super::watch::{SET_UP, Watch};
use super::{classify, interrupt};
use crate::channel::{Channel, Report, Spec};
use crate::containment::{Containment, Level};
use crate::ended::{Ended, Exit};
use crate::entry::ENTRY;
use crate::error::SandboxError;
use crate::limits::Limits;
use crate::program::Program;

/// A killed process that is still there after so long is a zombie nobody reaps.
const GONE: Duration = Duration::from_millis(200);

pub fn run(helper: &Path, program: &Program, limits: &Limits, least: Level) -> Result<Ended, SandboxError> {
    interrupt::listen();
    platform::hide_memory();
    let started = Instant::now();
    let spec = Spec {
        parent: std::process::id(),
        least,
        limits: limits.clone(),
        program: Some(program.clone()),
    };
    let (mut child, channel) = start(helper, &spec)?;
    let leader = Pid::from_child(&child);
    let mut watch = Watch::new(&mut child, channel, program)?;
    let cut_short = watch.until_end(limits);
    // The whole group dies before the leader is reaped: until then its number cannot belong to anyone else.
    let _ = rustix::process::kill_process_group(leader, Signal::KILL);
    let _ = child.kill();
    let wall = started.elapsed();
    let cpu = watch.cpu_time();
    watch.drain();
    let status = child.wait()?;
    if program.access.processes {
        wait_for_group(leader);
    }
    let containment = enforced(watch.reports(), &program.executable, least, cut_short)?;
    let [stdout, stderr] = watch.printed().map(|kept| readable(&String::from_utf8_lossy(kept)));
    let exit = cut_short.unwrap_or_else(|| classify::exit(status, cpu >= limits.cpu, &stderr));
    Ok(Ended {
        exit,
        stdout,
        stderr,
        wall,
        containment,
        refused: watch.into_refused(),
    })
}

/// Killed processes that were not the leader's take a moment to be gone; nothing of a run is left when it is reported.
fn wait_for_group(group: Pid) {
    let deadline = Instant::now() + GONE;
    while rustix::process::test_kill_process_group(group).is_ok() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// What this machine can enforce.
pub fn probe(helper: &Path) -> Result<Containment, SandboxError> {
    let limits = Limits {
        cpu: SET_UP,
        wall: SET_UP,
        memory_bytes: 1 << 30,
        output_bytes: 1 << 16,
        file_bytes: 1 << 16,
        threads: 16,
    };
    let spec = Spec {
        parent: std::process::id(),
        least: Level::None,
        limits: limits.clone(),
        program: None,
    };
    let (mut child, channel) = start(helper, &spec)?;
    let nothing = Program::nothing();
    let mut watch = Watch::new(&mut child, channel, &nothing)?;
    let cut_short = watch.until_end(&limits);
    let _ = child.kill();
    child.wait()?;
    enforced(watch.reports(), helper, Level::None, cut_short)
}

/// What the helper says it has enforced; an error where it says that the program has not run.
fn enforced(reports: &[Report], program: &Path, least: Level, cut_short: Option<Exit>) -> Result<Containment, SandboxError> {
    let not_started = |reason: String| SandboxError::NotStarted {
        program: program.display().to_string(),
        reason,
    };
    let mut ready = None;
    for report in reports {
        match report {
            Report::Ready(containment) => ready = Some(containment.clone()),
            Report::TooWeak(containment) => {
                return Err(SandboxError::TooWeak {
                    wanted: least,
                    missing: containment.missing.clone(),
                });
            }
            Report::Failed(reason) => return Err(not_started(reason.clone())),
        }
    }
    match (ready, cut_short) {
        (Some(containment), _) => Ok(containment),
        // It was ended before it was set up: nothing of the program has run.
        (None, Some(Exit::Interrupted)) => Ok(Containment::full()),
        (None, _) => Err(not_started(
            "mlings, started again to contain it, ended without a word".to_owned(),
        )),
    }
}

fn start(helper: &Path, spec: &Spec) -> Result<(Child, Channel), SandboxError> {
    let (mut channel, theirs) = Channel::pair()?;
    let mut command = Command::new(helper);
    command.arg(ENTRY).env_clear().current_dir("/");
    command
        .stdin(Stdio::from(theirs))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| SandboxError::NotStarted {
        program: helper.display().to_string(),
        reason: error.to_string(),
    })?;
    // The helper's end must be the helper's alone, so that its closing can be seen.
    drop(command);
    if let Err(error) = channel.send(spec) {
        let _ = child.kill();
        child.wait()?;
        return Err(error.into());
    }
    Ok((child, channel))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Layer;

    fn judged(reports: &[Report]) -> Result<Containment, String> {
        enforced(reports, Path::new("/bin/true"), Level::Full, None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_program_ran_only_where_the_helper_was_ready_and_did_not_fail_afterwards() {
        assert_eq!(judged(&[Report::Ready(Containment::full())]), Ok(Containment::full()));
        let failed = judged(&[Report::Ready(Containment::full()), Report::Failed("no such file".to_owned())]);
        assert!(failed.unwrap_err().ends_with("no such file"));
        assert!(judged(&[]).is_err());
    }

    #[test]
    fn too_weak_a_sandbox_names_what_is_missing() {
        let error = judged(&[Report::TooWeak(Containment::without(&[Layer::Files]))]).unwrap_err();
        assert!(error.contains("cannot enforce access to files"), "{error}");
    }
}
