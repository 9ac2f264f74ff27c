//! Runs one attack through the built `mlings dev sandbox`, as whichever user, and reads what it reports.

use std::fmt;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, OnceLock, Weak};
use std::time::{Duration, Instant};

use serde::Deserialize;
use tempfile::TempDir;

use super::limits::{self, Mode};
use super::stage::Stage;
use crate::skips::skip;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Rust,
    Python,
}

/// Who runs mlings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// Whoever runs the tests.
    Current,
    /// Someone without powers; only root can become that.
    Ordinary,
}

/// What all runs share: programs that everyone may run, in a folder that goes away with the last test that uses it.
pub struct Workshop {
    folder: TempDir,
    mlings: PathBuf,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Code(i32),
    Signal(i32),
    OverLimit(String),
    Interrupted,
}

/// What one run came to.
#[derive(Debug, Deserialize)]
pub struct Ran {
    #[serde(rename = "exit")]
    pub end: End,
    pub stdout: String,
    pub stderr: String,
    #[serde(rename = "sandbox")]
    pub level: String,
    pub missing: Vec<String>,
    /// How long mlings took, all in all.
    #[serde(skip)]
    pub time: Duration,
}

const PYTHON: &str = "/usr/bin/python3";
const NOBODY: u32 = 65_534;

impl Language {
    /// Those this machine has.
    pub fn all() -> Vec<Self> {
        if Path::new(PYTHON).exists() {
            vec![Language::Rust, Language::Python]
        } else {
            skip("attacks in Python", &format!("there is no {PYTHON}"));
            vec![Language::Rust]
        }
    }

    /// The program's name on a stage, which has a copy of its own: some attacks replace it.
    pub fn program(self) -> &'static str {
        match self {
            Language::Rust => "attack",
            Language::Python => "attack.py",
        }
    }

    fn command(self, folder: &Path) -> Vec<PathBuf> {
        let program = folder.join(self.program());
        match self {
            Language::Rust => vec![program],
            Language::Python => vec![PYTHON.into(), program],
        }
    }
}

impl User {
    /// Root can become anyone; all others are themselves alone.
    fn possible() -> &'static [Self] {
        if is_root() {
            &[User::Current, User::Ordinary]
        } else {
            &[User::Current]
        }
    }

    pub fn all() -> &'static [Self] {
        if !is_root() {
            skip("attacks as root", "the tests are not run by root");
        }
        User::possible()
    }

    pub fn is_root(self) -> bool {
        self == User::Current && is_root()
    }

    /// Gives a file, or a folder with all that lies in it, to this user.
    pub fn own(self, path: &Path) {
        if self == User::Current {
            return;
        }
        lchown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        if path.is_dir() && !path.is_symlink() {
            for entry in fs::read_dir(path).unwrap() {
                self.own(&entry.unwrap().path());
            }
        }
    }

    /// Lets a command run as this user.
    pub fn becomes(self, command: &mut Command) {
        if self == User::Ordinary {
            command.gid(NOBODY).uid(NOBODY);
        }
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

impl Workshop {
    /// The one workshop of all tests that run at this time.
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Workshop>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap();
        shared.upgrade().unwrap_or_else(|| {
            let workshop = Arc::new(Workshop::build());
            *shared = Arc::downgrade(&workshop);
            workshop
        })
    }

    fn build() -> Self {
        let folder = tempfile::Builder::new().prefix("attacks").tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        publish(compiled(), &folder.path().join(Language::Rust.program()));
        publish(&source("attack.py"), &folder.path().join(Language::Python.program()));
        for user in User::possible() {
            let home = folder.path().join(format!("{user:?}"));
            fs::create_dir(&home).unwrap();
            user.own(&home);
        }
        // The build folder may lie where other users cannot go.
        let mut mlings = PathBuf::from(env!("CARGO_BIN_EXE_mlings"));
        if is_root() {
            let public = folder.path().join("mlings");
            publish(&mlings, &public);
            mlings = public;
        }
        Workshop { folder, mlings }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The names of all attacks.
    pub fn names(&self, language: Language) -> Vec<String> {
        let program = language.command(self.path());
        let printed = Command::new(&program[0])
            .args(&program[1..])
            .arg("--list")
            .output()
            .unwrap()
            .stdout;
        let mut names: Vec<String> = String::from_utf8(printed).unwrap().lines().map(str::to_owned).collect();
        names.sort();
        names
    }

    /// `mlings dev sandbox --json`, without a program yet.
    pub fn bare_command(&self, user: User) -> Command {
        let home = self.path().join(format!("{user:?}"));
        let mut command = Command::new(&self.mlings);
        command
            .args(["dev", "sandbox", "--json"])
            .current_dir(self.path())
            .env_clear();
        for (name, value) in [("HOME", ""), ("MLINGS_CACHE", "cache"), ("TMPDIR", "")] {
            command.env(name, home.join(value));
        }
        command.env("PATH", "/usr/bin:/bin");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        user.becomes(&mut command);
        command
    }

    /// The command that runs an attack on a stage.
    pub fn command(&self, stage: &Stage, language: Language, name: &str, mode: Mode) -> Command {
        let mut command = self.bare_command(stage.user);
        command.args(limits::arguments(name, mode));
        for granted in ["job", "port", "victim.pid", "victim.address"] {
            command.arg("--read").arg(stage.folder().join(granted));
        }
        let answers = takes_answers(name).then(|| stage.folder().join("answers"));
        if let Some(answers) = &answers {
            command.arg("--answers").arg(answers);
        }
        command
            .arg("--")
            .args(language.command(stage.folder()))
            .arg(name)
            .arg(stage.folder());
        command.args(answers);
        command
    }

    pub fn run(&self, stage: &Stage, language: Language, name: &str, mode: Mode) -> Ran {
        ran(&mut self.command(stage, language, name, mode))
    }
}

fn takes_answers(name: &str) -> bool {
    name.starts_with("answers-") || matches!(name, "exhaust-big-file" | "execute-scratch")
}

/// What mlings reports of a run. Two at a time: they compete for the clock that they are held against.
pub fn ran(command: &mut Command) -> Ran {
    let _turn = Turn::take();
    let started = Instant::now();
    let output = command.output().unwrap();
    let time = started.elapsed();
    match serde_json::from_slice(&output.stdout) {
        Ok(ran) => Ran { time, ..ran },
        Err(error) => panic!("{error}: {command:?} printed {output:?}"),
    }
}

/// The right to run something.
struct Turn;

static TURNS: (Mutex<usize>, Condvar) = (Mutex::new(2), Condvar::new());

impl Turn {
    fn take() -> Self {
        let free = TURNS.0.lock().unwrap();
        let mut free = TURNS.1.wait_while(free, |free| *free == 0).unwrap();
        *free -= 1;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TURNS.0.lock().unwrap() += 1;
        TURNS.1.notify_one();
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let beginning = |text: &str| text.chars().take(200).collect::<String>();
        let (stdout, stderr) = (beginning(&self.stdout), beginning(&self.stderr));
        write!(
            formatter,
            "{:?} after {:?}, printed {stdout:?} and {stderr:?}",
            self.end, self.time
        )
    }
}

/// Copies a file by a process of its own. If this one wrote it, another test could fork meanwhile and hold it open for
/// writing, and a file that someone writes cannot be run.
pub fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg(from).arg(to).status().unwrap().success());
}

/// Copies a program that everyone may run, whatever the tester's umask says.
fn publish(from: &Path, to: &Path) {
    copy(from, to);
    fs::set_permissions(to, Permissions::from_mode(0o755)).unwrap();
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks").join(name)
}

/// The program of the attacks, compiled once for all tests.
fn compiled() -> &'static Path {
    static COMPILED: OnceLock<PathBuf> = OnceLock::new();
    COMPILED.get_or_init(|| {
        // Someone else may run the same tests at the same time: whole, or not at all.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let draft = folder.path().join("attack");
        let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attack");
        let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut command = Command::new(compiler);
        command
            .args(["--edition", "2024", "-O", "-o"])
            .arg(&draft)
            .arg(source("attack.rs"));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::rename(&draft, &program).unwrap();
        program
    })
}
