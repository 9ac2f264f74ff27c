//! `mlings dev sandbox`: how a program ended, which layers held, and what was refused.

use mlings_sandbox::{Ended, Exit, Layer, Level, Limit, Refusal};
use serde::Serialize;

use super::style::{self, paint};
use super::{JSON_VERSION, Output};
use crate::error::Error;
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
pub fn show(output: &Output, ended: &Ended, bare: bool) -> Result<(), Error> {
    let object = SandboxObject {
        version: JSON_VERSION,
        exit: ended.exit,
        stdout: &ended.stdout,
        stderr: &ended.stderr,
        seconds: ended.wall.as_secs_f64(),
        sandbox: ended.containment.level(),
        missing: &ended.containment.missing,
        refused: &ended.refused,
    };
    output.show(&object, || rich(ended, bare), || lines(ended, bare).join("\n"))
}

fn rich(ended: &Ended, bare: bool) -> String {
    let mut text = String::new();
    for (name, printed) in [("stdout", &ended.stdout), ("stderr", &ended.stderr)] {
        if !printed.is_empty() {
            text.push_str(&format!("{}\n{}\n\n", paint(style::QUIET, name), printed.trim_end()));
        }
    }
    text + &lines(ended, bare).join("\n")
}

fn lines(ended: &Ended, bare: bool) -> Vec<String> {
    let mut lines = vec![
        format!(
            "ended: {} after {}",
            end(ended.exit),
            words::duration(ended.wall.as_secs_f64())
        ),
        format!("sandbox: {}", level(ended, bare)),
    ];
    lines.extend(ended.refused.iter().map(refusal));
    if ended.refused.is_empty() && !bare {
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

fn level(ended: &Ended, bare: bool) -> String {
    let level = words::sandbox(ended.containment.level());
    let missing: Vec<&str> = ended.containment.missing.iter().map(|layer| layer.words()).collect();
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
    use mlings_sandbox::{Containment, Deed};

    fn ended() -> Ended {
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
        Ended {
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
        insta::assert_snapshot!(lines(&ended(), false).join("\n"));
    }

    #[test]
    fn a_bare_run_does_not_blame_the_machine() {
        let ended = Ended {
            containment: Containment::without(&Layer::ALL),
            refused: Vec::new(),
            ..ended()
        };
        assert_eq!(lines(&ended, true)[1..], ["sandbox: no sandbox, as you asked"]);
    }
}
