//! The house stands as `lib.rs` says: its map is complete, imports run one way, and pure modules are pure.

mod crates;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom; `commands` may import everything.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    (
        "bless",
        &[
            "catalog",
            "compile",
            "dataset",
            "error",
            "exam",
            "feedback",
            "job",
            "ladder",
            "submission",
            "verdict",
            "words",
            "workshop",
        ],
    ),
    // A case may take real rows as its arguments; a dataset is read when its cases are, never to list exercises.
    ("catalog", &["content", "dataset"]),
    ("cli", &["catalog"]),
    ("compile", &["catalog", "job", "submission", "words", "workshop"]),
    ("content", &[]),
    ("dataset", &["content"]),
    ("error", &["catalog", "compile", "dataset", "exit", "job", "workspace"]),
    (
        "exam",
        &[
            "catalog",
            "compile",
            "dataset",
            "error",
            "exit",
            "job",
            "submission",
            "verdict",
            "workshop",
        ],
    ),
    ("exit", &[]),
    ("feedback", &["catalog", "verdict", "words"]),
    ("job", &["catalog", "dataset", "verdict", "words"]),
    ("ladder", &["dataset"]),
    // A document says in words what the screen says.
    (
        "page",
        &[
            "catalog",
            "dataset",
            "error",
            "pictures",
            "readiness",
            "report",
            "verdict",
            "words",
            "workspace",
        ],
    ),
    ("pictures", &["dataset", "words"]),
    ("predictions", &["error", "text"]),
    ("readiness", &["catalog"]),
    (
        "report",
        &[
            "bless",
            "catalog",
            "cli",
            "dataset",
            "error",
            "exit",
            "feedback",
            "pictures",
            "readiness",
            "verdict",
            "words",
            "workshop",
            "workspace",
        ],
    ),
    ("submission", &["catalog", "text", "words"]),
    ("text", &[]),
    ("verdict", &[]),
    ("words", &["catalog", "verdict"]),
    ("workshop", &["content"]),
    // A kept run bears its verdict.
    ("workspace", &["catalog", "verdict"]),
];

/// Modules without files, clocks, processes or output.
const PURE: &[&str] = &["feedback", "pictures", "readiness", "verdict", "words"];
const IMPURE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::process",
    "std::time",
    "std::net",
    "Utc::now",
];

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file that is part of the program, with its top module's name; tests are left out.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut sources = Vec::new();
    let mut folders = vec![source_folder()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if stem == "tests" || stem.ends_with("_test") {
                continue;
            }
            if path.ends_with("dev/template") {
                // What `dev new` writes is an author's, no part of the program.
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push((
                    top_module(&path),
                    path.clone(),
                    without_tests(&fs::read_to_string(&path).unwrap()),
                ));
            }
        }
    }
    assert!(sources.len() > 30, "the sources are where this test looks for them");
    sources
}

fn top_module(path: &Path) -> String {
    let first = path.strip_prefix(source_folder()).unwrap().components().next().unwrap();
    first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// Tests stand last in a file, and may use anything.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

/// The modules after each `crate::` in code; comments name modules freely.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut imports = BTreeSet::new();
    for line in code {
        for rest in line.split("crate::").skip(1) {
            let name: String = rest
                .chars()
                .take_while(|character| character.is_alphanumeric() || *character == '_')
                .collect();
            assert!(
                !name.is_empty(),
                "write `use crate::a; use crate::b;`, one module a line: {line}"
            );
            imports.insert(name);
        }
    }
    imports
}

#[test]
fn imports_run_one_way() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut problems = Vec::new();
    for (module, path, text) in sources() {
        if matches!(module.as_str(), "commands" | "main" | "lib") {
            continue;
        }
        let allowed = table
            .get(module.as_str())
            .unwrap_or_else(|| panic!("`{module}` has no row in MAY_IMPORT"));
        for import in imports(&text) {
            if import != module && !allowed.contains(&import.as_str()) {
                problems.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn main_knows_the_commands_and_the_re_executed_helper_only() {
    let main = fs::read_to_string(source_folder().join("main.rs")).unwrap();
    let used: BTreeSet<&str> = main
        .split("mlings::")
        .skip(1)
        .filter_map(|rest| rest.split("::").next())
        .collect();
    assert!(!used.is_empty() && used.is_subset(&BTreeSet::from(["commands"])), "{used:?}");
}

#[test]
fn pure_modules_touch_no_file_clock_or_process() {
    let sources = sources();
    for pure in PURE {
        assert!(sources.iter().any(|(module, ..)| module == pure), "there is no module {pure}");
    }
    for (module, path, text) in sources {
        if PURE.contains(&module.as_str()) {
            let found: Vec<_> = IMPURE.iter().filter(|impure| text.contains(**impure)).collect();
            assert!(found.is_empty(), "{} uses {found:?}", path.display());
        }
    }
}

#[test]
fn only_report_prints() {
    for (module, path, text) in sources() {
        let prints = [
            "println!",
            "print!(",
            "eprint!(",
            "io::stdout",
            "io::stderr",
            "anstream::AutoStream",
            "anstream::print",
        ];
        let found: Vec<_> = prints.iter().filter(|print| text.contains(**print)).collect();
        assert!(module == "report" || found.is_empty(), "{} uses {found:?}", path.display());
    }
}

#[test]
fn the_map_names_every_module_and_no_other() {
    let lib = fs::read_to_string(source_folder().join("lib.rs")).unwrap();
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | `")?.split('`').next());
    let (crates, mapped): (BTreeSet<&str>, BTreeSet<&str>) = rows.partition(|name| name.starts_with("mlings-"));
    let declared: BTreeSet<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let all_sources = sources();
    let present: BTreeSet<&str> = all_sources
        .iter()
        .map(|(module, ..)| module.as_str())
        .filter(|module| !["lib", "main"].contains(module))
        .collect();
    assert_eq!(mapped, declared);
    assert_eq!(mapped, present);
    let manifest: toml::Table = include_str!("../../Cargo.toml").parse().unwrap();
    let members = manifest["workspace"]["members"].as_array().unwrap().iter();
    let member = |member: &toml::Value| format!("mlings-{}", member.as_str().unwrap().trim_start_matches("crates/"));
    assert_eq!(
        crates,
        members
            .map(member)
            .collect::<BTreeSet<String>>()
            .iter()
            .map(String::as_str)
            .collect()
    );
}

#[test]
fn every_file_opens_with_a_sentence_and_is_short_enough_to_read() {
    let mut problems = Vec::new();
    for (_, path, text) in sources() {
        if !text.starts_with("//! ") {
            problems.push(format!("{} opens without a `//!` sentence", path.display()));
        }
        if text.lines().count() > 500 {
            problems.push(format!("{} has more than 500 lines, tests aside", path.display()));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
