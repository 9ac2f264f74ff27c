//! `mlings dev sandbox`: runs any program as a solution would be run, and says how it ended and what it was refused.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use mlings_sandbox::{Access, Exit, Limits, Plain, Program, Runner};

use crate::cli::SandboxArguments;
use crate::commands::context::Context;
use crate::compile::python::{self, Interpreter};
use crate::compile::toolchain::on_path;
use crate::compile::{access, run_environment};
use crate::error::Error;
use crate::exam::sitting::run_limits;
use crate::exit::ExitCode;
use crate::job::JobError;
use crate::report;

const MIB: u64 = 1 << 20;

pub fn run(arguments: &SandboxArguments, context: &Context) -> Result<ExitCode, Error> {
    let job = tempfile::Builder::new()
        .prefix("mlings-sandbox-")
        .tempdir()
        .map_err(JobError::writing)?;
    let found = find(&arguments.program[0], &context.directory)?;
    let interpreter = interpreter(&found, context);
    let mut given = arguments.program[1..].to_vec();
    let script = interpreter.as_ref().and_then(|_| script(&mut given, &context.directory));
    let program = Program {
        access: access(interpreter.as_ref(), script.as_deref(), arguments, job.path(), context),
        // A shim would have to start programs to find the interpreter it stands for.
        executable: interpreter.map_or(found, |interpreter| interpreter.executable),
        arguments: given,
        environment: run_environment(),
        working_directory: job.path().to_owned(),
    };
    let ended = if arguments.bare {
        Plain.run(&program, &limits(arguments))?
    } else {
        let runner = context.runner([])?;
        runner.at_least(arguments.require).run(&program, &limits(arguments))?
    };
    report::sandbox::show(&context.output, &ended, arguments.bare)?;
    Ok(match ended.exit {
        Exit::Code(0) => ExitCode::Success,
        Exit::Interrupted => ExitCode::Interrupted,
        _ => ExitCode::NotPassed,
    })
}

/// What is granted: the program itself, an empty folder, and what was asked for; a Python gets its libraries and its script.
fn access(
    interpreter: Option<&Interpreter>,
    script: Option<&Path>,
    arguments: &SandboxArguments,
    job: &Path,
    context: &Context,
) -> Access {
    let absolute = |path: &PathBuf| context.directory.join(path);
    let access = Access {
        read: arguments.read.iter().map(absolute).chain([job.to_owned()]).collect(),
        write: arguments.answers.iter().map(absolute).collect(),
        watched: true,
        ..Access::default()
    };
    match interpreter {
        Some(interpreter) => access::with_python(access, interpreter, script.as_slice()),
        None => access,
    }
}

/// The first argument that names a file, made absolute where it stands: the program starts in another folder.
fn script(arguments: &mut [OsString], directory: &Path) -> Option<PathBuf> {
    let script = arguments.iter_mut().find(|argument| directory.join(&**argument).is_file())?;
    *script = directory.join(&*script).into_os_string();
    Some(PathBuf::from(&*script))
}

/// The Python that `executable` is, or stands for.
fn interpreter(executable: &Path, context: &Context) -> Option<Interpreter> {
    let name = executable.file_name()?.to_string_lossy();
    name.starts_with("python")
        .then(|| python::ask(executable, &context.cache))
        .flatten()
}

fn limits(arguments: &SandboxArguments) -> Limits {
    let cpu = Duration::from_secs(arguments.cpu);
    let usual = run_limits(cpu, arguments.memory * MIB);
    Limits {
        wall: arguments.wall.map_or(usual.wall, Duration::from_secs),
        ..usual
    }
}

/// The file that a shell would run for `name`.
fn find(name: &OsStr, directory: &Path) -> Result<PathBuf, Error> {
    let given = Path::new(name);
    let found = if given.components().count() > 1 {
        Some(directory.join(given))
    } else {
        on_path(name)
    };
    found.filter(|file| file.is_file()).ok_or_else(|| {
        Error::Usage(format!(
            "there is no program {}; name one on the path, or by its path such as ./a.out",
            given.display()
        ))
    })
}
