//! A Rust solution: compiled by rustc directly, in the cache folder, against the built libraries.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mlings_sandbox::{Ended, Exit, Limit, Limits, Program};

use super::built::Built;
use super::error::CompileError;
use super::libraries::{self, Libraries};
use super::tools::{inherited, last_lines};
use super::{access, calls, store};
use crate::catalog::{Exercise, Toolkit};
use crate::submission::Submission;
use crate::workshop::Workshop;

/// The generated `main`, as compiler messages call it.
const CALLS: &str = "calls.rs";
/// The solution, as compiler messages call it before the learner's name for it is put in.
const SOLUTION: &str = "solution.rs";
const PROGRAM: &str = "program";

const BUILD_LIMITS: Limits = Limits {
    cpu: Duration::from_secs(60),
    wall: Duration::from_secs(120),
    memory_bytes: 4 << 30,
    output_bytes: 8 << 20,
    file_bytes: 512 << 20,
    // Of the compiler's leading process; it uses as many as there are processors, and so does the linker.
    threads: 1024,
};

/// What compiled code is made like, its level of optimisation aside; lines in panics need no more than line tables.
const CODE: [&str; 4] = [
    "-Clto=off",
    "-Cdebuginfo=line-tables-only",
    "-Coverflow-checks=on",
    "-Awarnings",
];

/// A kata computes a few numbers: what the learner waits for is the compiler, which is a quarter faster without optimising.
const KATA_CODE: [&str; 2] = ["-Copt-level=0", "-Ccodegen-units=2"];

/// A project's hand-written loops are eight times faster at opt-level 1; the libraries' instantiations are shared up to 1.
const PROJECT_CODE: [&str; 2] = ["-Copt-level=1", "-Ccodegen-units=16"];

/// The program of `submission`, whose code is `text`; compiled unless this very text has been.
///
/// # Errors
/// The compiler's words where the solution does not build.
pub fn build(exercise: &Exercise, submission: &Submission, text: &str, workshop: &Workshop) -> Result<Built, CompileError> {
    let toolkit = exercise.task.toolkit();
    let code = toolkit.code();
    let libraries = libraries::ensure(toolkit, workshop.cache, workshop.announcer)?;
    let calls = calls::program(exercise, &submission.name());
    let builds = libraries.folder.join("builds");
    let folder = builds.join(store::key(&[text, &calls, &code.join(" ")]));
    let executable = folder.join(PROGRAM);
    if executable.is_file() {
        store::mark_used(&folder);
        return Ok(Built::Rust {
            executable,
            containment: None,
        });
    }
    fs::create_dir_all(&builds)?;
    let workplace = tempfile::Builder::new().prefix(".building-").tempdir_in(&builds)?;
    fs::write(workplace.path().join(SOLUTION), text)?;
    fs::write(workplace.path().join(CALLS), &calls)?;
    let ended = workshop
        .runner
        .run(&compiler(&libraries, code, workplace.path()), &BUILD_LIMITS)?;
    if ended.exit != Exit::Code(0) {
        if is_suspect(&ended) {
            canary(&libraries, code, &builds, workshop)?;
        }
        return Err(refusal(ended, exercise, &submission.path));
    }
    // The same text may have been built at the same time: then its folder stands, and serves as well.
    if fs::rename(workplace.path(), &folder).is_err() && !executable.is_file() {
        return Err(io::Error::other(format!("{} cannot be written", folder.display())).into());
    }
    store::prune(&builds);
    Ok(Built::Rust {
        executable,
        containment: Some(ended.containment),
    })
}

/// Words of a compiler that may have met a fault of the machine's, not of the solution.
const SUSPECT: [&str; 7] = [
    "linking with",
    "E0460",
    "E0461",
    "E0462",
    "E0463",
    "E0786",
    "internal compiler error",
];

fn is_suspect(ended: &Ended) -> bool {
    matches!(ended.exit, Exit::Signal(_)) || SUSPECT.iter().any(|words| ended.stderr.contains(words))
}

/// Builds a program that does nothing but name every library: what keeps it from being built is no fault of a solution.
///
/// # Errors
/// Why no solution can be built here now.
fn canary(libraries: &Libraries, code: [&'static str; 2], builds: &Path, workshop: &Workshop) -> Result<(), CompileError> {
    let workplace = tempfile::Builder::new().prefix(".building-").tempdir_in(builds)?;
    let names = libraries.externs.iter().map(|(name, _)| format!("extern crate {name};\n"));
    fs::write(
        workplace.path().join(CALLS),
        names.chain(["fn main() {}\n".to_owned()]).collect::<String>(),
    )?;
    let ended = workshop
        .runner
        .run(&compiler(libraries, code, workplace.path()), &BUILD_LIMITS)?;
    match ended.exit {
        Exit::Code(0) => Ok(()),
        Exit::Interrupted => Err(io::Error::from(io::ErrorKind::Interrupted).into()),
        _ if ended.stderr.contains("link") => Err(CompileError::Environment(format!(
            "the linker cannot be used in the sandbox:\n{}\nput a C compiler that is no script in front on the path, such as `apt install gcc` \
             brings",
            last_lines(&ended.stderr, 4)
        ))),
        _ => {
            libraries.discard();
            Err(CompileError::Environment(format!(
                "the libraries for solutions in Rust are damaged:\n{}\nthey are built again when you run again",
                last_lines(&ended.stderr, 4)
            )))
        }
    }
}

impl Toolkit {
    fn code(self) -> [&'static str; 2] {
        match self {
            Toolkit::Arrays => KATA_CODE,
            Toolkit::Learning => PROJECT_CODE,
        }
    }
}

/// rustc itself, in `workplace`.
fn compiler(libraries: &Libraries, code: [&'static str; 2], workplace: &Path) -> Program {
    let mut arguments: Vec<OsString> = [
        "--edition=2024",
        "--crate-name=mlings_run",
        "--diagnostic-width=100",
        CALLS,
        "-o",
        PROGRAM,
    ]
    .into_iter()
    .chain(CODE)
    .chain(code)
    .map(OsString::from)
    .collect();
    arguments.push(joined(&["-Ldependency=".as_ref(), libraries.dependencies.as_os_str()]));
    if let Some(linker) = access::linker() {
        arguments.push(joined(&["-Clinker=".as_ref(), linker.as_os_str()]));
    }
    for (name, path) in &libraries.externs {
        arguments.push(joined(&["--extern=".as_ref(), name.as_ref(), "=".as_ref(), path.as_os_str()]));
    }
    Program {
        executable: libraries.toolchain.rustc.clone(),
        arguments,
        environment: environment(workplace),
        working_directory: workplace.to_owned(),
        access: access::of_compiler(libraries, workplace),
    }
}

fn joined(parts: &[&std::ffi::OsStr]) -> OsString {
    parts.iter().copied().collect()
}

/// The path finds the linker; the rest is what linkers of each system ask for.
fn environment(workplace: &Path) -> Vec<(OsString, OsString)> {
    let ours = [("TMPDIR".into(), workplace.into()), ("LC_ALL".into(), "C.UTF-8".into())];
    let inherited = inherited(&["PATH", "SDKROOT", "DEVELOPER_DIR", "SYSTEMROOT", "LIB", "INCLUDE"]);
    // A folder named relatively would be looked for in the workplace.
    let absolute = |(name, value): (OsString, OsString)| {
        let is_absolute = |folder: &PathBuf| folder.is_absolute();
        let value = if name == "PATH" {
            env::join_paths(env::split_paths(&value).filter(is_absolute)).unwrap_or_default()
        } else {
            value
        };
        (name, value)
    };
    ours.into_iter().chain(inherited.map(absolute)).collect()
}

/// Why there is no executable.
fn refusal(ended: Ended, exercise: &Exercise, path: &Path) -> CompileError {
    let words = match ended.exit {
        Exit::Interrupted => return io::Error::from(io::ErrorKind::Interrupted).into(),
        Exit::OverLimit(limit) => format!("compiling it {}", over(limit)),
        _ if ended.stderr.contains("error: linker `") => return CompileError::Environment(no_linker()),
        Exit::Signal(signal) => format!("the compiler died of signal {signal}\n{}", ended.stderr),
        Exit::Code(_) => {
            let words = message(&ended.stderr, &calls::signatures(exercise), path);
            match note(exercise.task.toolkit(), &ended.stderr) {
                Some(note) => format!("{words}\n\n{note}"),
                None => words,
            }
        }
    };
    CompileError::Build {
        words,
        containment: Some(ended.containment),
    }
}

fn no_linker() -> String {
    let advice = if cfg!(target_os = "macos") {
        "get it with `xcode-select --install`"
    } else {
        "get it with a C compiler, such as `apt install gcc`"
    };
    format!("Rust's linker is missing; {advice}")
}

fn over(limit: Limit) -> String {
    let Limits {
        cpu, wall, memory_bytes, ..
    } = BUILD_LIMITS;
    match limit {
        Limit::Cpu => format!(
            "took more than {} s; is something endless computed at compile time?",
            cpu.as_secs()
        ),
        Limit::Wall => format!("took more than {} s on the clock; is the machine very busy?", wall.as_secs()),
        Limit::Memory => format!(
            "took more than {} GiB of memory; is a static array very large?",
            memory_bytes >> 30
        ),
        Limit::Output => "printed too many messages; mend the first of them".to_owned(),
        Limit::Threads => "started too many threads; is the machine very large?".to_owned(),
        Limit::File => "made too large a program; is a static array very large?".to_owned(),
    }
}

/// The compiler's words, with the learner's path in place of ours.
fn message(stderr: &str, signatures: &str, path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(&here).unwrap_or(path).display().to_string();
    let is_closing = |line: &&str| line.starts_with("error: aborting due to") || line.starts_with("For more information about ");
    let words: Vec<&str> = stderr.lines().filter(|line| !is_closing(line)).collect();
    let words = words.join("\n").replace(&format!(" {SOLUTION}:"), &format!(" {shown}:"));
    let words = words.trim_end();
    if words.contains(&format!("--> {CALLS}:")) {
        return format!("{words}\n\n{CALLS} is how mlings calls your code; it needs\n{signatures}");
    }
    words.to_owned()
}

/// What an editor accepts in a workspace, where all solutions and libraries are together, and grading does not.
fn note(toolkit: Toolkit, stderr: &str) -> Option<String> {
    let unresolved = stderr.contains("E0432") || stderr.contains("E0433");
    let is_named = |name: &&str| {
        stderr.contains(&format!("use of unresolved module or unlinked crate `{name}`"))
            || stderr.contains(&format!("a crate named `{name}`"))
    };
    if !unresolved {
        return None;
    }
    if stderr.contains("unresolved import `crate::") || stderr.contains("could not find") && stderr.contains("in the crate root")
    {
        return Some("A solution is graded alone: put what it uses of another exercise into it.".to_owned());
    }
    let projects = libraries::names(Toolkit::Learning);
    let own = libraries::names(toolkit);
    let missing = projects
        .iter()
        .map(String::as_str)
        .find(|name| !own.iter().any(|own| own == name) && is_named(name))?;
    Some(format!(
        "A kata is written with ndarray and Rust's own library; `{missing}` is there in projects only."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_accepts_and_grading_does_not_is_explained() {
        let rand = "error[E0432]: unresolved import `rand`\n  = help: you might be missing a crate named `rand`\n";
        let words = note(Toolkit::Arrays, rand).unwrap();
        assert!(words.ends_with("`rand` is there in projects only."), "{words}");
        assert_eq!(note(Toolkit::Learning, rand), None);
        let other = "error[E0432]: unresolved import `crate::confusion_metrics`\n";
        assert!(
            note(Toolkit::Learning, other)
                .unwrap()
                .starts_with("A solution is graded alone")
        );
        assert_eq!(note(Toolkit::Arrays, "error[E0308]: mismatched types"), None);
    }

    #[test]
    fn compiler_messages_show_the_learners_path() {
        let stderr = "error[E0308]: mismatched types\n --> solution.rs:3:5\n  |\n3 |     x\n  |     ^\n\nerror: aborting due to 1 previous error\n\n\
                      For more information about this error, try `rustc --explain E0308`.\n";
        let message = message(stderr, "", Path::new("exercises/softmax.rs"));
        assert_eq!(
            message,
            "error[E0308]: mismatched types\n --> exercises/softmax.rs:3:5\n  |\n3 |     x\n  |     ^"
        );
    }

    #[test]
    fn a_signature_that_does_not_fit_is_followed_by_the_one_that_does() {
        let stderr = "error[E0425]: cannot find value `f` in module `solution`\n --> calls.rs:9:71\n";
        let message = message(stderr, "pub fn f() -> f64", Path::new("s.rs"));
        assert!(
            message.ends_with("calls.rs is how mlings calls your code; it needs\npub fn f() -> f64"),
            "{message}"
        );
    }
}
