//! Makes a virtual environment with the pinned packages.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use super::environment::{VENV, folder, python_in};
use super::interpreter::Interpreter;
use super::probe;
use super::search::base;
use crate::catalog::Toolkit;
use crate::compile::error::CompileError;
use crate::compile::tools::{last_lines, output};
use crate::workshop::Announcer;

/// Makes an environment with the pinned packages, in the workspace if there is one, else in the cache folder.
///
/// Where two mlings make the same one at once, the second waits for the first and uses what it made.
///
/// # Errors
/// Where there is no Python to make it with, no network to get packages from, or no permission; the message says what to do.
pub fn create(workspace: Option<&Path>, cache: &Path, announcer: &dyn Announcer) -> Result<Interpreter, CompileError> {
    let base = base(workspace, cache)?;
    let folder = workspace.map_or_else(|| folder(cache), |root| root.join(VENV));
    fs::create_dir_all(cache)?;
    let lock = File::create(cache.join("python.lock"))?;
    lock.lock()?;
    if let Some(interpreter) = probe::ask(&python_in(&folder), cache).filter(|found| found.serves(Toolkit::Learning)) {
        return Ok(interpreter);
    }
    let (major, minor) = base.version;
    let _step = announcer.start(&format!(
        "making a Python {major}.{minor} environment (numpy, pandas, scikit-learn)"
    ));
    make_environment(&base, &folder)?;
    install_packages(&folder, cache)?;
    compile_packages(&folder)?;
    probe::ask(&python_in(&folder), cache)
        .filter(|found| found.serves(Toolkit::Learning))
        .ok_or_else(|| {
            let folder = folder.display();
            CompileError::Environment(format!(
                "the Python environment at {folder} came out incomplete; delete it and run again"
            ))
        })
}

fn make_environment(base: &Interpreter, folder: &Path) -> Result<(), CompileError> {
    let output = output(
        Command::new(&base.executable)
            .args(["-I", "-m", "venv", "--clear"])
            .arg(folder),
    )?;
    if output.status.success() {
        return Ok(());
    }
    Err(CompileError::Environment(format!(
        "Python could not make an environment at {}:\n{}\non Debian and Ubuntu `apt install python3-venv` helps",
        folder.display(),
        last_lines(&said(&output), 4)
    )))
}

fn install_packages(folder: &Path, cache: &Path) -> Result<(), CompileError> {
    let requirements = cache.join("requirements.txt");
    fs::write(&requirements, mlings_sdk::sources::PYTHON_REQUIREMENTS)?;
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
        "--only-binary",
        ":all:",
        "--requirement",
    ];
    let output = output(Command::new(python_in(folder)).args(pip).arg(&requirements))?;
    if output.status.success() {
        return Ok(());
    }
    Err(CompileError::Environment(format!(
        "the Python packages could not be installed:\n{}\nconnect to the network once and run again, or set MLINGS_PYTHON to an \
         interpreter that has numpy, pandas and scikit-learn",
        last_lines(&said(&output), 4)
    )))
}

/// Compiles what solutions may import, since a contained run cannot keep what it compiles. pip would take three times as long: it
/// uses one core and compiles the packages' own tests, which are half of their files.
fn compile_packages(folder: &Path) -> Result<(), CompileError> {
    let compileall = ["-I", "-m", "compileall", "-q", "-j", "0", "-x", r"[\\/]tests?[\\/]"];
    // A file that does not compile is no loss: it would be compiled, or refused, when it is imported.
    output(Command::new(python_in(folder)).args(compileall).arg(folder)).map(drop)
}

fn said(output: &Output) -> String {
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    stdout + &stderr
}
