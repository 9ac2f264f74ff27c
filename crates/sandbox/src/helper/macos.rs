//! macOS: Seatbelt, through the system's own `sandbox-exec`, keeps files and the network out of reach.

use std::fmt::Write;
use std::path::Path;

use crate::access::Access;
use crate::program::Program;

/// The profile in Seatbelt's language: nothing is allowed but what every program needs, and the grants.
pub fn profile(executable: &Path, access: &Access) -> String {
    let mut profile = String::from(
        "(version 1)\n(deny default)\n(import \"system.sb\")\n(allow sysctl-read)\n(allow file-read-metadata)\n(allow signal (target self))\n",
    );
    if access.processes {
        profile.push_str("(allow process-fork)\n(allow signal (target same-sandbox))\n");
    }
    let system = [
        "/usr/lib",
        "/System/Library",
        "/Library/Apple",
        "/dev/urandom",
        "/dev/random",
        "/dev/zero",
    ]
    .map(Path::new);
    let executables = access.execute.iter().map(AsRef::as_ref).chain([executable]);
    let reads = access.read.iter().map(AsRef::as_ref).chain(system);
    for path in executables {
        allow("process-exec* file-read*", path, &mut profile);
    }
    for path in reads {
        allow("file-read*", path, &mut profile);
    }
    for path in access.write.iter().map(AsRef::as_ref).chain([Path::new("/dev/null")]) {
        allow("file-read* file-write-data", path, &mut profile);
    }
    if let Some(path) = &access.scratch {
        allow("file-read* file-write*", path, &mut profile);
    }
    profile
}

fn allow(operations: &str, path: &Path, profile: &mut String) {
    // Seatbelt sees the path behind every link.
    let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let quoted = canonical.display().to_string().replace('\\', "\\\\").replace('"', "\\\"");
    writeln!(profile, "(allow {operations} (subpath \"{quoted}\"))").expect("a String takes every text");
}

/// The program, started by `sandbox-exec`.
pub fn wrapped(program: Program) -> Program {
    let profile = profile(&program.executable, &program.access);
    let own = ["-p".into(), profile.into(), program.executable.clone().into()];
    Program {
        executable: "/usr/bin/sandbox-exec".into(),
        arguments: own.into_iter().chain(program.arguments).collect(),
        ..program
    }
}

#[cfg(target_os = "macos")]
pub fn confine(program: &Program, limits: &crate::limits::Limits, _parent: u32) -> std::io::Result<super::confined::Confined> {
    use super::{resources, session};
    use crate::layer::Layer;

    session::leave_terminal()?;
    session::reset_signals();
    rustix::process::chdir(&program.working_directory)?;
    resources::limit(limits)?;
    let mut missing = vec![Layer::SystemCalls];
    if !Path::new("/usr/bin/sandbox-exec").exists() {
        missing.insert(0, Layer::Files);
    }
    Ok(super::confined::Confined {
        containment: crate::containment::Containment { missing },
        listener: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_denies_by_default_and_names_each_grant() {
        let access = Access {
            read: vec!["/no such/\"job\"".into()],
            write: vec!["/no/answers".into()],
            ..Access::default()
        };
        let profile = profile(Path::new("/no/program"), &access);
        assert!(profile.contains("(deny default)") && !profile.contains("process-fork"));
        assert!(profile.contains("(allow process-exec* file-read* (subpath \"/no/program\"))"));
        assert!(profile.contains("(allow file-read* (subpath \"/no such/\\\"job\\\"\"))"));
        assert!(profile.contains("(allow file-read* file-write-data (subpath \"/no/answers\"))"));
    }

    #[test]
    fn a_wrapped_program_keeps_its_arguments_behind_the_profile() {
        let program = Program {
            executable: "/no/program".into(),
            arguments: vec!["a".into()],
            ..Program::nothing()
        };
        let wrapped = wrapped(program);
        assert_eq!(wrapped.executable, Path::new("/usr/bin/sandbox-exec"));
        assert_eq!(wrapped.arguments[0], "-p");
        assert_eq!(wrapped.arguments[2..], ["/no/program", "a"]);
    }
}
