//! `mlings doctor`: looks at what mlings needs.

use std::fs;
use std::path::Path;
use std::process::Command;

use mlings_sandbox::{Contained, Containment, Layer, Level};

use super::context::Context;
use crate::catalog::Language;
use crate::catalog::Toolkit;
use crate::compile::python;
use crate::compile::toolchain::{Toolchain, on_path};
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;
use crate::report::doctor::{Item, State};
use crate::words::{self, size};

pub fn run(context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace_if_any()?;
    let root = workspace.as_ref().map(|workspace| workspace.root.as_path());
    let mut items = vec![
        rust(&context.cache),
        python(root, &context.cache),
        cache(&context.cache),
        sandbox(),
    ];
    let languages = workspace.as_ref().map_or(&[][..], |workspace| &workspace.languages);
    excuse_languages(&mut items, languages);
    report::doctor::show(&context.output, &items)?;
    let is_missing = items.iter().any(|item| item.state == State::Needed);
    Ok(if is_missing {
        ExitCode::Environment
    } else {
        ExitCode::Success
    })
}

/// A language nobody asked for may be missing; without a workspace one of the two is enough.
fn excuse_languages(items: &mut [Item], languages: &[Language]) {
    let is_missing = |items: &[Item], name: &str| items.iter().any(|item| item.name == name && item.state == State::Needed);
    let are_both_missing = is_missing(items, "Rust") && is_missing(items, "Python");
    for (name, language) in [("Rust", Language::Rust), ("Python", Language::Python)] {
        let is_excused = if languages.is_empty() {
            !are_both_missing
        } else {
            !languages.contains(&language)
        };
        if is_excused && let Some(item) = items.iter_mut().find(|item| item.name == name && item.state == State::Needed) {
            item.state = State::Optional;
        }
    }
}

fn rust(cache: &Path) -> Item {
    let versions: Option<Vec<String>> = ["rustc", "cargo"].iter().map(|tool| version(tool)).collect();
    match (versions, Toolchain::find(cache)) {
        (Some(versions), Ok(_)) => Item {
            name: "Rust",
            state: State::Found,
            detail: versions.join(", "),
        },
        // They are there and do not work: their own words say why.
        (_, Err(error)) if on_path("rustc").is_some() => Item {
            name: "Rust",
            state: State::Needed,
            detail: error.to_string(),
        },
        _ => Item {
            name: "Rust",
            state: State::Needed,
            detail: "no rustc and cargo on the path; get both from rustup.rs, then open a new terminal".to_owned(),
        },
    }
}

/// `rustc 1.95.0`, without commit and date.
fn version(tool: &str) -> Option<String> {
    let output = Command::new(tool)
        .arg("--version")
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}

fn python(workspace: Option<&Path>, cache: &Path) -> Item {
    let found = match python::find(Toolkit::Learning, workspace, cache) {
        Ok(found) => found,
        Err(error) => {
            return Item {
                name: "Python",
                state: State::Needed,
                detail: error.to_string(),
            };
        }
    };
    if let Some(found) = found {
        let packages: Vec<String> = found
            .packages
            .iter()
            .map(|(name, version)| format!("{name} {version}"))
            .collect();
        let ((major, minor), path) = (found.version, found.executable.display());
        let detail = format!("{major}.{minor} with {}, at {path}", packages.join(", "));
        return Item {
            name: "Python",
            state: State::Found,
            detail,
        };
    }
    let detail = match python::all(workspace, cache).first() {
        Some(found) => {
            let (major, minor) = found.version;
            let missing = found.missing(Toolkit::Learning).join(", ");
            format!(
                "{major}.{minor} at {} lacks {missing}; `mlings init --lang python` makes a .venv with all of it",
                found.executable.display()
            )
        }
        None => {
            "none; get 3.10 or newer from python.org or your system's packages (`apt install python3 python3-venv`)".to_owned()
        }
    };
    Item {
        name: "Python",
        state: State::Needed,
        detail,
    }
}

/// Writable, and how much lies there.
fn cache(folder: &Path) -> Item {
    let write = || {
        fs::create_dir_all(folder)?;
        tempfile::tempfile_in(folder)
    };
    match write() {
        Ok(_) => Item {
            name: "cache",
            state: State::Found,
            detail: format!("{}, {}", folder.display(), size(bytes_below(folder))),
        },
        Err(error) => Item {
            name: "cache",
            state: State::Needed,
            detail: format!(
                "cannot write to {}: {error}; make it yours, or set MLINGS_CACHE to a folder that is",
                folder.display()
            ),
        },
    }
}

/// The sizes of all files below `folder`; links are not followed, what cannot be read counts nothing.
fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.map(bytes).sum()
}

/// Lets mlings contain itself as it contains a solution, and sees which layers held.
fn sandbox() -> Item {
    let (state, detail) = match Contained::by_this_executable()
        .map_err(Into::into)
        .and_then(|runner| runner.probe())
    {
        Ok(containment) if containment.level() == Level::Full => (
            State::Found,
            "full: files, network and other processes are out of a solution's reach".to_owned(),
        ),
        Ok(containment) => (State::Optional, weak(&containment)),
        Err(error) => (
            State::Needed,
            format!("a program could not be run under limits: {error}; please report this"),
        ),
    };
    Item {
        name: "sandbox",
        state,
        detail,
    }
}

/// What is missing, and what would help.
fn weak(containment: &Containment) -> String {
    let level = words::sandbox(containment.level());
    let help: Vec<&str> = containment.missing.iter().map(|layer| what_helps(*layer)).collect();
    format!("{level}: {}; grade only code you trust", help.join("; "))
}

fn what_helps(layer: Layer) -> &'static str {
    match layer {
        _ if cfg!(not(any(target_os = "linux", target_os = "macos"))) => "this system has no sandbox mlings knows; Linux has",
        Layer::Files if cfg!(target_os = "linux") => {
            "files are not out of reach: this needs Linux 5.13 or newer with Landlock turned on (`lsm=landlock,…` on the kernel's command \
             line), and a container that does not forbid it"
        }
        Layer::SystemCalls if cfg!(target_os = "linux") => {
            "network and processes are not out of reach: this needs a kernel with seccomp filters, and a container that does not forbid them"
        }
        Layer::SystemCalls => "system calls are not filtered on macOS",
        Layer::Files => "files are not out of reach: /usr/bin/sandbox-exec is missing",
        Layer::Limits => "limits on memory and files could not be set",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(rust: State, python: State) -> Vec<Item> {
        [("Rust", rust), ("Python", python)]
            .map(|(name, state)| Item {
                name,
                state,
                detail: String::new(),
            })
            .to_vec()
    }

    fn excused(rust: State, python: State, languages: &[Language]) -> Vec<State> {
        let mut items = items(rust, python);
        excuse_languages(&mut items, languages);
        items.iter().map(|item| item.state).collect()
    }

    #[test]
    fn the_workspaces_languages_are_needed_and_others_are_not() {
        assert_eq!(
            excused(State::Needed, State::Needed, &[Language::Rust]),
            [State::Needed, State::Optional]
        );
        assert_eq!(
            excused(State::Found, State::Needed, &Language::ALL),
            [State::Found, State::Needed]
        );
    }

    #[test]
    fn without_a_workspace_one_language_is_enough_and_none_is_not() {
        assert_eq!(excused(State::Needed, State::Found, &[]), [State::Optional, State::Found]);
        assert_eq!(excused(State::Needed, State::Needed, &[]), [State::Needed, State::Needed]);
    }

    #[test]
    fn the_cache_folder_is_made_and_measured() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        fs::write(folder.path().join("a/b/c"), [0; 1000]).unwrap();
        assert_eq!(bytes_below(folder.path()), 1000);
        assert_eq!(cache(&folder.path().join("new")).state, State::Found);
    }

    #[test]
    #[cfg(unix)]
    fn a_cache_folder_that_is_a_file_says_how_to_choose_another() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let item = cache(file.path());
        assert_eq!(item.state, State::Needed);
        assert!(item.detail.contains("MLINGS_CACHE"), "{}", item.detail);
    }
}
