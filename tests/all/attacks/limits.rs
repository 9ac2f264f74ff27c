//! How long and with how much each attack may run: short where the limit itself is what it meets.

use std::time::Duration;

/// Whether the sandbox is in an attack's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Contained,
    /// Contained, with more time than any attack takes.
    ContainedForLong,
    /// Without a sandbox.
    Plain,
}

/// What the test grants of memory; uncontained attacks show that they can take twice as much.
pub const MEMORY_MEBIBYTES: u64 = 256;

/// How long an attack on the limits works at least; contained it would work for a minute.
pub const LONG_SECONDS: u64 = 2;

/// Time on the clock.
pub fn wall(name: &str, mode: Mode) -> Duration {
    Duration::from_secs(match (mode, name) {
        (Mode::Plain | Mode::ContainedForLong, _) => 120,
        // These do nothing at all.
        (Mode::Contained, "outlive-sleep" | "outlive-stop") => 1,
        // This one's processor time is over after one second.
        (Mode::Contained, "outlive-loop") => 3,
        (Mode::Contained, _) => 10,
    })
}

/// The command's arguments for the limits.
pub fn arguments(name: &str, mode: Mode) -> Vec<String> {
    let cpu_seconds = match (mode, name) {
        (Mode::Contained, "outlive-loop") => 1,
        (Mode::Contained, _) => 5,
        (Mode::Plain | Mode::ContainedForLong, _) => 30,
    };
    let wall_seconds = wall(name, mode).as_secs();
    let mut arguments = vec![
        format!("--cpu={cpu_seconds}"),
        format!("--wall={wall_seconds}"),
        format!("--memory={MEMORY_MEBIBYTES}"),
    ];
    if mode == Mode::Plain {
        arguments.push("--bare".to_owned());
    }
    arguments
}
