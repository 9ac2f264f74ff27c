//! The command line, case by case: each file of `tests/cmd/` is one, its snapshot beside it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use serde::Deserialize;

use crate::learner::Learner;

/// One file of `tests/cmd/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is typed after `mlings`.
    args: Vec<String>,
    /// The language of the workspace the case starts in; none for an empty folder.
    workspace: Option<String>,
    /// Files there before the command, by path.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Commands that ran before, without a look at their output.
    #[serde(default)]
    before: Vec<Vec<String>>,
    /// Files whose text belongs to the snapshot.
    #[serde(default)]
    show: Vec<String>,
}

#[test]
fn every_case_of_tests_cmd_says_what_its_snapshot_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".toml")?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() > 20, "the cases are where this test looks for them");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"\d+\.\d+ s\b|\d+ ms\b", "[TIME]");
    settings.add_filter(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+Z| UTC)", "[AT]");
    settings.bind(|| {
        for name in names {
            let case: Case = toml::from_str(&std::fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap()).unwrap();
            insta::assert_snapshot!(name, play(&case));
        }
    });
}

fn play(case: &Case) -> String {
    let learner = match &case.workspace {
        Some(language) => Learner::with_workspace(language),
        None => Learner::new(),
    };
    for (path, text) in &case.files {
        let path = learner.folder().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    for arguments in &case.before {
        learner.run(arguments.iter().map(String::as_str));
    }
    let output = learner.run(case.args.iter().map(String::as_str));
    let mut text = describe(&output);
    for path in &case.show {
        let shown = std::fs::read_to_string(learner.folder().join(path)).unwrap_or_else(|_| "(no such file)\n".to_owned());
        text.push_str(&format!("--- {path}\n{shown}"));
    }
    let folder = learner.folder().canonicalize().unwrap();
    text.replace(&*folder.to_string_lossy(), "[HERE]")
}

fn describe(output: &Output) -> String {
    let code = output
        .status
        .code()
        .map_or_else(|| "a signal".to_owned(), |code| code.to_string());
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    format!("exit code {code}\n--- stdout\n{stdout}--- stderr\n{stderr}")
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_error() {
    let learner = Learner::new();
    let mut child = learner
        .command(["completions", "bash"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn every_command_speaks_json_where_it_succeeds_and_where_it_fails() {
    let learner = Learner::with_workspace("both");
    let commands: [(&[&str], bool); 10] = [
        (&[], true),
        (&["export"], true),
        (&["import", "."], false),
        (&["import", "exercises"], false),
        (&["list"], true),
        (&["hint", "softmax-stable"], true),
        (&["reset", "softmax-stable"], true),
        (&["solution", "softmax-stable", "--yes"], true),
        (&["hint", "no-such-exercise"], false),
        (&["init", "exercises/inner"], false),
    ];
    for (command, succeeds) in commands {
        let output = learner.run(command.iter().copied().chain(["--json"]));
        let object: serde_json::Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}"));
        assert_eq!(object["version"], 1, "{command:?}");
        assert_eq!(output.status.success(), succeeds, "{command:?}");
        assert_eq!(object.get("error").is_some(), !succeeds, "{command:?}");
    }
}

#[test]
fn a_plan_made_again_replaces_its_own_calendar() {
    let learner = Learner::with_workspace("rust");
    let plan = |hours| learner.run(["plan", "--hours", hours, "--by", "2099-01-01", "--ics", "plan.ics"]);
    assert_eq!(plan("7").status.code(), Some(2), "nobody plans so far");
    assert!(!learner.folder().join("plan.ics").exists());
    let plan = |hours| learner.run(["plan", "--hours", hours, "--ics", "plan.ics"]);
    let text = || std::fs::read_to_string(learner.folder().join("plan.ics")).unwrap();
    assert!(plan("7").status.success());
    let first = text();
    assert!(plan("3").status.success());
    assert!(first.starts_with("BEGIN:VCALENDAR\r\n") && text().starts_with("BEGIN:VCALENDAR\r\n"));
    assert_ne!(first, text());
}

#[test]
fn colour_is_used_when_asked_for_and_never_with_plain() {
    let learner = Learner::new();
    let has_colour = |arguments: &[&str]| learner.run(arguments.iter().copied()).stdout.contains(&0x1b);
    assert!(has_colour(&["list", "--color", "always"]));
    assert!(!has_colour(&["list"]), "a pipe is no terminal");
    assert!(!has_colour(&["list", "--color", "always", "--plain"]));
}
