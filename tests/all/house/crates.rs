//! The crates that mlings is made of are held to the house's rules too; what they may depend on stands in their own `Cargo.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{imports, without_tests};

fn crate_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates").join(name)
}

/// Every source file of a crate with its top module's name; tests are left out.
fn sources_of(name: &str) -> Vec<(String, PathBuf, String)> {
    let root = crate_folder(name).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && stem != "tests" && !stem.ends_with("_test") {
                let below = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let module = below.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
                sources.push((module, path.clone(), without_tests(&fs::read_to_string(path).unwrap())));
            }
        }
    }
    assert!(sources.len() > 20, "the sources of {name} are where this test looks for them");
    sources
}

#[test]
fn every_file_of_a_crate_opens_with_a_sentence_is_short_and_prints_nothing() {
    let mut problems = Vec::new();
    for (_, path, text) in ["grade", "kata", "sandbox"].into_iter().flat_map(sources_of) {
        if !text.starts_with("//! ") {
            problems.push(format!("{} opens without a `//!` sentence", path.display()));
        }
        if text.lines().count() > 500 {
            problems.push(format!("{} has more than 500 lines, tests aside", path.display()));
        }
        // The helper is a process of its own, and speaks to who typed its name.
        let is_helper = path.ends_with("sandbox/src/helper.rs");
        let prints = ["println!", "print!(", "io::stdout", "io::stderr"];
        if !is_helper && prints.iter().any(|print| text.contains(print)) {
            problems.push(format!("{} prints", path.display()));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

/// Each crate, and those of ours that it may stand on.
const OURS: [(&str, &[&str]); 5] = [
    ("content", &[]),
    ("grade", &[]),
    ("kata", &["mlings-grade"]),
    ("progress", &["mlings-content"]),
    ("sandbox", &[]),
];

#[test]
fn a_crate_stands_on_no_other_of_ours_but_those_named() {
    for (name, named) in OURS {
        let manifest = fs::read_to_string(crate_folder(name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let dependencies: Vec<&String> = manifest["dependencies"].as_table().unwrap().keys().collect();
        let ours: Vec<&str> = dependencies
            .into_iter()
            .map(String::as_str)
            .filter(|dependency| dependency.starts_with("mlings"))
            .collect();
        assert_eq!(ours, named, "{name}");
    }
}

#[test]
fn the_sides_of_the_sandbox_share_what_lies_between_them_and_do_not_know_each_other() {
    let mut imports_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, _, text) in sources_of("sandbox") {
        imports_of.entry(module).or_default().extend(imports(&text));
    }
    // The front door names all of them.
    imports_of.remove("lib");
    for (module, imports) in &imports_of {
        let sides = imports.iter().filter(|import| matches!(import.as_str(), "parent" | "helper"));
        let others: Vec<&String> = sides.filter(|side| *side != module).collect();
        assert!(others.is_empty(), "{module} imports {others:?}");
    }
    // What imports nothing that is left is taken away, until nothing is left but circles.
    while !imports_of.is_empty() {
        let left: BTreeSet<String> = imports_of.keys().cloned().collect();
        imports_of.retain(|module, imports| imports.iter().any(|import| import != module && left.contains(import)));
        assert!(imports_of.len() < left.len(), "a circle among {left:?}");
    }
}
