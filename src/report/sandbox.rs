//! `mlings dev sandbox`: how a program ended, which layers held, and what was refused.

use serde::Serialize;

use super::style::{self, paint};
use super::{JSON_VERSION, Output};
use crate::error::Error;
use crate::sandbox::{Exit, Layer, Level, Limit, Outcome, Refusal};
use crate::words;

#[derive(Serialize)]
struct SandboxObject<'run> {
    version: u32,
    exit: Exit,
    stdout: &'run str,
    stderr: &'run str,
    seconds: f64,
    sandbox: Level,
    missing: &'run [Layer],
    refused: &'run [Refusal],
}

/// Prints what became of a program; `plain` where it was run without containment on purpose.
pub fn show(output: &Output, outcome: &Outcome, bare: bool) -> Result<(), Error> {
    let object = SandboxObject {
        version: JSON_VERSION,
        exit: outcome.exit,
        stdout: &outcome.stdout,
        stderr: &outcome.stderr,
        seconds: outcome.wall.as_secs_f64(),
        sandbox: outcome.containment.level(),
        missing: &outcome.containment.missing,
        refused: &outcome.refused,
    };
    output.show(&object, || rich(outcome, bare), || lines(outcome, bare).join("\n"))
}

fn rich(outcome: &Outcome, bare: bool) -> String {
    let mut text = String::new();
    for (name, printed) in [("stdout", &outcome.stdout), ("stderr", &outcome.stderr)] {
        if !printed.is_empty() {
            text.push_str(&format!("{}\n{}\n\n", paint(style::QUIET, name), printed.trim_end()));
        }
    }
    text + &lines(outcome, bare).join("\n")
}

fn lines(outcome: &Outcome, bare: bool) -> Vec<String> {
    let mut lines = vec![
        format!(
            "ended: {} after {}",
            end(outcome.exit),
            words::duration(outcome.wall.as_secs_f64())
        ),
        format!("sandbox: {}", level(outcome, bare)),
    ];
    lines.extend(outcome.refused.iter().map(refusal));
    if outcome.refused.is_empty() && !bare {
        lines.push("refused: nothing".to_owned());
    }
    lines
}

fn end(exit: Exit) -> String {
    match exit {
        Exit::Code(code) => format!("exit code {code}"),
        Exit::Signal(signal) => format!("killed by {}", words::signal(signal)),
        Exit::Interrupted => "by Ctrl-C".to_owned(),
        Exit::OverLimit(limit) => {
            let what = match limit {
                Limit::Cpu => "CPU time",
                Limit::Wall => "clock time",
                Limit::Memory => "memory",
                Limit::Output => "output",
                Limit::File => "file size",
                Limit::Threads => "thread",
            };
            format!("stopped, over its {what} limit,")
        }
    }
}

fn level(outcome: &Outcome, bare: bool) -> String {
    let level = words::sandbox(outcome.containment.level());
    let missing: Vec<&str> = outcome.containment.missing.iter().map(|layer| layer.words()).collect();
    match missing.as_slice() {
        [] => level.to_owned(),
        _ if bare => format!("{level}, as you asked"),
        missing => format!("{level}; not enforced: {}", missing.join(", ")),
    }
}

fn refusal(refusal: &Refusal) -> String {
    let layer = match refusal.layer {
        Layer::Files => "files",
        Layer::SystemCalls => "system calls",
        Layer::Limits => "limits",
    };
    let path = refusal.path.as_ref().map(|path| format!(" {path}")).unwrap_or_default();
    let times = match refusal.times {
        1 => String::new(),
        times => format!(", {times} times"),
    };
    format!(
        "refused by {layer}: {}{path} (tried to {}{times})",
        refusal.call,
        words::deed(refusal.deed)
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::sandbox::{Containment, Deed};

    fn outcome() -> Outcome {
        let mut refused = Vec::new();
        for _ in 0..2 {
            Refusal::count(&mut refused, Layer::SystemCalls, Deed::Network, "socket", None);
        }
        Refusal::count(
            &mut refused,
            Layer::Files,
            Deed::File,
            "openat",
            Some("/etc/shadow".to_owned()),
        );
        Outcome {
            exit: Exit::OverLimit(Limit::Wall),
            stdout: "hello\n".to_owned(),
            stderr: String::new(),
            wall: Duration::from_millis(1500),
            containment: Containment::without(&[Layer::Files]),
            refused,
        }
    }

    #[test]
    fn every_refusal_names_its_layer_call_and_purpose() {
        insta::assert_snapshot!(lines(&outcome(), false).join("\n"));
    }

    #[test]
    fn a_bare_run_does_not_blame_the_machine() {
        let outcome = Outcome {
            containment: Containment::without(&Layer::ALL),
            refused: Vec::new(),
            ..outcome()
        };
        assert_eq!(lines(&outcome, true)[1..], ["sandbox: no sandbox, as you asked"]);
    }
}
