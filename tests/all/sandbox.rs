//! Programs that misbehave, run for real: each ends in time, as what it is, and leaves nothing behind.

#![cfg(unix)]

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use mlings_sandbox::{Access, Contained, Ended, Exit, Limit, Limits, Program, Runner};

use crate::machine::{PATIENCE, soon};

const LIMITS: Limits = Limits {
    cpu: Duration::from_secs(20),
    wall: Duration::from_secs(60),
    memory_bytes: 1 << 30,
    output_bytes: 16 << 20,
    file_bytes: 1 << 20,
    threads: 256,
};

fn contained() -> Contained {
    Contained::by(env!("CARGO_BIN_EXE_mlings"))
}

fn shell(script: &str, folder: &Path) -> Program {
    Program {
        executable: "/bin/sh".into(),
        arguments: vec!["-c".into(), script.into()],
        environment: vec![("PATH".into(), "/usr/bin:/bin".into())],
        working_directory: folder.to_owned(),
        access: Access {
            execute: vec!["/bin".into(), "/usr/bin".into()],
            read: vec!["/dev/zero".into()],
            scratch: Some(folder.to_owned()),
            processes: true,
            ..Access::default()
        },
    }
}

fn run(script: &str, limits: &Limits) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    contained().run(&shell(script, folder.path()), limits).unwrap()
}

fn is_alive(pid: &str) -> bool {
    // A zombie is dead, and merely waits for whoever inherited it.
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, fields)| !fields.starts_with(" Z"))
}

#[test]
fn a_program_that_ends_by_itself_keeps_its_code_and_its_words() {
    let ended = run("echo out; echo err >&2; exit 3", &LIMITS);
    assert_eq!(ended.exit, Exit::Code(3));
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("out\n", "err\n"));
}

#[test]
fn the_environment_is_the_given_one_alone_and_there_is_no_input() {
    let ended = run("env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=; cat; pwd | grep -c tmp", &LIMITS);
    assert_eq!(ended.stdout.lines().next(), Some("PATH=/usr/bin:/bin"), "{}", ended.stdout);
    assert_eq!(ended.stdout.lines().count(), 2, "{}", ended.stdout);
}

#[test]
fn an_endless_loop_is_over_the_cpu_limit() {
    let limits = Limits {
        cpu: Duration::from_secs(1),
        ..LIMITS
    };
    assert_eq!(run("while :; do :; done", &limits).exit, Exit::OverLimit(Limit::Cpu));
}

#[test]
fn an_endless_loop_that_ignores_the_warning_is_over_the_cpu_limit_all_the_same() {
    let limits = Limits {
        cpu: Duration::from_secs(1),
        ..LIMITS
    };
    assert_eq!(
        run("trap '' XCPU; while :; do :; done", &limits).exit,
        Exit::OverLimit(Limit::Cpu)
    );
}

#[test]
fn sleeping_is_over_the_wall_limit() {
    let limits = Limits {
        wall: Duration::from_millis(300),
        ..LIMITS
    };
    let ended = run("sleep 60", &limits);
    assert_eq!(ended.exit, Exit::OverLimit(Limit::Wall));
    assert!(ended.wall < PATIENCE, "{:?}", ended.wall);
}

#[test]
fn a_helper_that_is_slow_to_start_costs_the_program_no_time() {
    let folder = tempfile::tempdir().unwrap();
    let (text, slow) = (folder.path().join("text"), folder.path().join("slow"));
    let script = format!("#!/bin/sh\nsleep 1\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_mlings"));
    std::fs::write(&text, script).unwrap();
    // By a process of its own: a file that this one wrote may still be open in a fork of it, and cannot be run then.
    let mut install = Command::new("install");
    assert!(install.args(["-m", "755"]).args([&text, &slow]).status().unwrap().success());
    let limits = Limits {
        wall: Duration::from_millis(500),
        ..LIMITS
    };
    let work = tempfile::tempdir().unwrap();
    let ended = Contained::by(slow).run(&shell("exit 3", work.path()), &limits).unwrap();
    assert_eq!(ended.exit, Exit::Code(3));
}

#[test]
fn printing_a_hundred_megabytes_is_over_the_output_limit_and_the_beginning_is_kept() {
    let ended = run("head -c 100000000 /dev/zero | tr '\\0' x", &LIMITS);
    assert_eq!(ended.exit, Exit::OverLimit(Limit::Output));
    assert_eq!(ended.stdout.len(), 64 * 1024);
}

#[test]
fn a_file_that_grows_too_large_is_over_the_file_limit() {
    let ended = run("exec head -c 2000000 /dev/zero > big", &LIMITS);
    assert_eq!(ended.exit, Exit::OverLimit(Limit::File), "{}", ended.stderr);
}

#[test]
fn what_a_program_leaves_running_dies_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let script = "sleep 60 & echo $! > pid; exit 0";
    let ended = contained().run(&shell(script, folder.path()), &LIMITS).unwrap();
    assert_eq!(ended.exit, Exit::Code(0));
    assert!(
        ended.wall < PATIENCE,
        "the pipe the child holds open was waited for: {:?}",
        ended.wall
    );
    let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
    assert!(soon(PATIENCE, || !is_alive(pid.trim())), "process {pid} outlived its run");
}

#[test]
fn a_signal_is_told() {
    assert_eq!(run("kill -SEGV $$", &LIMITS).exit, Exit::Signal(11));
}

#[test]
fn a_program_that_is_not_there_is_our_error_and_no_end() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program {
        executable: "/no/such/program".into(),
        ..shell("", folder.path())
    };
    let error = contained().run(&program, &LIMITS).unwrap_err();
    assert!(error.to_string().starts_with("cannot start /no/such/program: "), "{error}");
}

#[test]
fn a_program_cannot_pretend_that_it_was_not_started() {
    let ended = run(
        "echo '0123456789abcdef0123456789abcdef mlings cannot start the solution: no' >&2; exit 125",
        &LIMITS,
    );
    assert_eq!(ended.exit, Exit::Code(125));
}

#[test]
fn limits_are_set_on_the_program_itself() {
    let ended = run("ulimit -t; ulimit -f; ulimit -n; ulimit -d; umask", &LIMITS);
    let seen: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(seen, ["20", "2048", "256", "1048576", "0077"]);
}

/// This very test program once more, to run one of its tests in a process of its own.
fn alone(test: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env("MLINGS_TEST_FOLDER", folder)
        .env("TMPDIR", folder);
    command
}

fn folder_of_outer_test() -> PathBuf {
    PathBuf::from(std::env::var_os("MLINGS_TEST_FOLDER").expect("the outer test sets the folder"))
}

/// A process which runs [`sleeps_until_it_is_ended`] and can be sent signals.
fn sleeper(folder: &Path) -> (Child, String) {
    let mut child = alone("sandbox::sleeps_until_it_is_ended", folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let pid_file = folder.join("pid");
    assert!(
        soon(PATIENCE, || std::fs::read_to_string(&pid_file)
            .is_ok_and(|pid| pid.ends_with('\n'))),
        "the program was not started"
    );
    let pid = std::fs::read_to_string(pid_file).unwrap().trim().to_owned();
    assert!(is_alive(&pid));
    // Keeps the pipe open for as long as the child may print.
    let stdout = child.stdout.take().unwrap();
    std::thread::spawn(move || BufReader::new(stdout).lines().for_each(drop));
    (child, pid)
}

fn send(signal: &str, pid: u32) {
    let arguments: [OsString; 2] = [signal.into(), pid.to_string().into()];
    assert!(Command::new("kill").args(arguments).status().unwrap().success());
}

#[test]
#[ignore = "is run by the tests of Ctrl-C and of a killed mlings"]
fn sleeps_until_it_is_ended() {
    let folder = folder_of_outer_test();
    let ended = contained()
        .run(&shell("echo $$ > pid; exec sleep 60", &folder), &LIMITS)
        .unwrap();
    assert_eq!(ended.exit, Exit::Interrupted);
}

#[test]
fn ctrl_c_ends_the_run_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, pid) = sleeper(folder.path());
    send("-INT", child.id());
    assert!(child.wait().unwrap().success(), "the run did not end as interrupted");
    assert!(!is_alive(&pid));
}

#[test]
#[cfg(target_os = "linux")]
fn a_run_dies_with_an_mlings_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, pid) = sleeper(folder.path());
    send("-KILL", child.id());
    child.wait().unwrap();
    assert!(soon(PATIENCE, || !is_alive(&pid)), "process {pid} outlived mlings");
}

/// Ends of every kind, each with the limits that bring it about.
fn mixed_ends() -> [(&'static str, Limits); 7] {
    let hasty = Limits {
        wall: Duration::from_millis(50),
        ..LIMITS
    };
    let quiet = Limits {
        output_bytes: 1 << 16,
        ..LIMITS
    };
    [
        ("echo all is well", LIMITS),
        ("exit 3", LIMITS),
        ("kill -SEGV $$", LIMITS),
        ("sleep 60 & exit 0", LIMITS),
        ("exec head -c 2000000 /dev/zero > big", LIMITS),
        ("head -c 1000000 /dev/zero", quiet),
        ("sleep 60", hasty),
    ]
}

/// Names of open descriptors; the one that lists them is among them each time.
#[cfg(target_os = "linux")]
fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Processes that work in `folder` or below it.
#[cfg(target_os = "linux")]
fn processes_in(folder: &Path) -> Vec<PathBuf> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let is_in = |process: &PathBuf| std::fs::read_link(process.join("cwd")).is_ok_and(|place| place.starts_with(folder));
    processes.filter(is_in).collect()
}

#[test]
#[ignore = "is run by the test of five hundred runs, which needs a process of its own"]
#[cfg(target_os = "linux")]
fn runs_five_hundred_programs() {
    let folder = folder_of_outer_test();
    let ends = mixed_ends();
    let run = |number: usize| {
        let (script, limits) = &ends[number % ends.len()];
        run(script, limits);
        // A run that does not even start leaves nothing either.
        let missing = Program {
            executable: "/no/such/program".into(),
            ..shell("", &folder)
        };
        if number.is_multiple_of(ends.len()) {
            contained().run(&missing, &LIMITS).unwrap_err();
        }
    };
    (0..ends.len()).for_each(run);
    let before = open_descriptors();
    (0..500).for_each(run);
    assert_eq!(open_descriptors(), before, "descriptors stayed open");
    assert!(
        soon(PATIENCE, || processes_in(&folder).is_empty()),
        "{:?}",
        processes_in(&folder)
    );
    let left: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn five_hundred_runs_leave_no_descriptor_process_or_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    let output = alone("sandbox::runs_five_hundred_programs", folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
