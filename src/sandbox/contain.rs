//! The helper's side: mlings, started again as `mlings __contain …`, limits itself and becomes the program.

use std::ffi::OsString;
use std::process::ExitCode;

/// The first argument that makes mlings the helper.
pub const ENTRY: &str = "__contain";
/// The exit code by which the helper says that it could not start the program.
pub const NOT_STARTED: u8 = 125;

/// What the helper does before it becomes the program, as its arguments carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub parent: u32,
    pub cpu_seconds: u64,
    pub memory_bytes: u64,
    pub file_bytes: u64,
}

impl Spec {
    pub fn to_argument(self) -> String {
        format!(
            "{},{},{},{}",
            self.parent, self.cpu_seconds, self.memory_bytes, self.file_bytes
        )
    }

    fn from_argument(argument: &str) -> Option<Self> {
        let mut fields = argument.split(',');
        let spec = Spec {
            parent: fields.next()?.parse().ok()?,
            cpu_seconds: fields.next()?.parse().ok()?,
            memory_bytes: fields.next()?.parse().ok()?,
            file_bytes: fields.next()?.parse().ok()?,
        };
        fields.next().is_none().then_some(spec)
    }
}

/// Becomes the program that `arguments` (what follows [`ENTRY`]: spec, token, executable, its arguments) name. Returns only where
/// that fails: then stderr holds the token and the reason. The program never sees the token, so it cannot pretend not to have started.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments = arguments.into_iter();
    let spec = arguments.next().and_then(|argument| Spec::from_argument(argument.to_str()?));
    let (reason, token) = match (spec, arguments.next(), arguments.next()) {
        (Some(spec), Some(token), Some(executable)) => {
            let reason = super::platform::become_program(spec, &executable, arguments).to_string();
            (reason, token.to_string_lossy().into_owned())
        }
        _ => ("this command is for mlings' own use".to_owned(), String::new()),
    };
    complain(&token, &reason);
    ExitCode::from(NOT_STARTED)
}

#[expect(
    clippy::print_stderr,
    reason = "the helper is a process of its own, whose stderr its parent reads"
)]
fn complain(token: &str, reason: &str) {
    eprintln!("{token}{reason}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_survives_its_way_to_the_helper() {
        let spec = Spec {
            parent: 4711,
            cpu_seconds: 60,
            memory_bytes: 1 << 40,
            file_bytes: 0,
        };
        assert_eq!(Spec::from_argument(&spec.to_argument()), Some(spec));
        assert_eq!(Spec::from_argument("1,2,3"), None);
        assert_eq!(Spec::from_argument("1,2,3,4,5"), None);
        assert_eq!(Spec::from_argument("1,2,3,-4"), None);
    }
}
