//! What each kind of program may reach: a solution its job and its libraries, a compiler its toolchain and one folder to work in.

use std::env;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use mlings_sandbox::Access;

use super::libraries::Libraries;
use super::python::Interpreter;
use crate::job::Job;

/// Programs a compiler starts to link, wherever on the path they are.
const LINKERS: [&str; 11] = [
    "cc", "gcc", "clang", "ld", "ld.bfd", "ld.gold", "ld.lld", "ld64", "lld", "as", "collect2",
];

/// Folders with parts of the system's compiler.
fn compiler_folders() -> Vec<PathBuf> {
    let folders: &[&str] = if cfg!(target_os = "macos") {
        &["/Library/Developer", "/Applications/Xcode.app/Contents/Developer", "/usr/bin"]
    } else {
        &["/usr/lib", "/usr/lib64", "/usr/libexec", "/nix/store", "/gnu/store"]
    };
    folders.iter().map(PathBuf::from).collect()
}

/// A solution's grants: it reads its job and writes its answers.
pub fn of_solution(job: &Job) -> Access {
    Access {
        read: vec![job.directory().to_owned()],
        write: vec![job.answers_file()],
        ..Access::default()
    }
}

/// What an interpreter reads besides.
pub fn with_python(mut access: Access, interpreter: &Interpreter, files: &[&Path]) -> Access {
    access
        .read
        .extend(interpreter.libraries.iter().filter(|path| !holds_home(path)).cloned());
    access.read.extend(files.iter().map(|file| (*file).to_owned()));
    access
}

/// An interpreter installed in an odd place must not open the home folder to solutions.
fn holds_home(path: &Path) -> bool {
    env::home_dir().is_some_and(|home| home.starts_with(path))
}

/// The compiler's grants.
pub fn of_compiler(libraries: &Libraries, workplace: &Path) -> Access {
    let rustc = &libraries.toolchain.rustc;
    let sysroot = rustc.parent().and_then(Path::parent);
    let mut execute = vec![rustc.clone()];
    execute.extend(sysroot.map(|sysroot| sysroot.join("lib")));
    execute.extend(compiler_folders());
    execute.extend(linkers());
    let externs = libraries.externs.iter().map(|(_, library)| library.clone());
    Access {
        execute,
        read: externs.chain([libraries.dependencies.clone()]).collect(),
        scratch: Some(workplace.to_owned()),
        processes: true,
        ..Access::default()
    }
}

/// The C compiler that links: the first on the path that is a program and no script, since a script needs a shell, which a build is
/// not given. None where rustc's own choice has to do.
pub fn linker() -> Option<PathBuf> {
    let is_compiler = |path: &PathBuf| path.ends_with("cc") || path.ends_with("gcc") || path.ends_with("clang");
    let candidates: Vec<PathBuf> = linkers().into_iter().filter(is_compiler).collect();
    let chosen = candidates.iter().find(|path| !is_wrapper(path))?;
    // What rustc would take anyway is not named.
    (candidates.first() != Some(chosen)).then(|| chosen.clone())
}

/// A script, or a cache of compilations under the compiler's name.
fn is_wrapper(path: &Path) -> bool {
    let mut start = [0; 2];
    let is_script = File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"#!";
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    is_script
        || real
            .file_name()
            .is_some_and(|name| ["ccache", "sccache", "distcc", "icecc"].iter().any(|cache| name == *cache))
}

fn linkers() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    let files = LINKERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.filter(|file| file.is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_and_all_above_it_are_never_granted() {
        let home = env::home_dir().expect("tests run with a home folder");
        assert!(holds_home(&home) && holds_home(Path::new("/")));
        assert!(!holds_home(&home.join(".pyenv/versions/3.12/lib/python3.12")));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn only_a_linker_itself_is_granted_and_never_the_folder_it_lies_in() {
        let linkers = linkers();
        assert!(!linkers.is_empty(), "something has linked this test");
        for folder in linkers.iter().filter_map(|linker| linker.parent()) {
            let is_granted = compiler_folders().iter().chain(&linkers).any(|granted| granted == folder);
            assert!(!is_granted, "{}", folder.display());
        }
    }
}
