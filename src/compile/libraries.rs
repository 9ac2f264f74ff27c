//! The libraries Rust solutions are linked with: built once per toolchain in the cache folder, shared by every workspace.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use mlings_sdk::sources::{KATA, PROJECT, SDK};
use serde::{Deserialize, Serialize};

use super::cargo_home;
use super::error::CompileError;
use super::store;
use super::toolchain::Toolchain;
use super::tools::{last_lines, output};
use crate::catalog::Toolkit;
use crate::workshop::Announcer;

/// The package of a set: it has no code, only dependencies.
const PACKAGE: &str = "mlings-libraries";
/// Written last: where it is, the libraries are complete.
const MARKER: &str = "libraries.json";

/// A built set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Libraries {
    pub toolchain: Toolchain,
    /// The set's folder.
    pub folder: PathBuf,
    /// Each crate a solution may name, and its library.
    pub externs: Vec<(String, PathBuf)>,
    /// The folder of what those depend on.
    pub dependencies: PathBuf,
}

/// What the marker holds; paths are relative to the set's folder.
#[derive(Serialize, Deserialize)]
struct Marker {
    externs: Vec<(String, PathBuf)>,
    dependencies: PathBuf,
}

/// The libraries of `toolkit`, built now if they are not there. Where two mlings need it at once, one builds and the other waits.
///
/// # Errors
/// Where Rust is missing, or crates cannot be fetched; the message says what to do.
pub fn ensure(toolkit: Toolkit, cache: &Path, announcer: &dyn Announcer) -> Result<Libraries, CompileError> {
    let toolchain = Toolchain::find(cache)?;
    let folder = toolkit.folder(&toolchain, cache);
    if let Some(libraries) = Libraries::read(&toolchain, &folder) {
        return Ok(libraries);
    }
    fs::create_dir_all(&folder)?;
    let _step = announcer.start(toolkit.step());
    let lock = File::create(folder.with_extension("lock"))?;
    lock.lock()?;
    if let Some(libraries) = Libraries::read(&toolchain, &folder) {
        return Ok(libraries);
    }
    toolkit.write_sources(&folder)?;
    let home = cargo_home::prepare(cache)?;
    let marker = Marker::build(toolkit, &toolchain, &folder, &home)?;
    store::write(&folder.join(MARKER), &serde_json::to_vec(&marker).map_err(io::Error::other)?)?;
    Libraries::read(&toolchain, &folder).ok_or_else(|| {
        let folder = folder.display();
        CompileError::Environment(format!(
            "the libraries in {folder} came out incomplete; delete that folder and run again"
        ))
    })
}

impl Toolkit {
    /// `<cache>/<toolchain and sources>/<set>`.
    fn folder(self, toolchain: &Toolchain, cache: &Path) -> PathBuf {
        let [manifest, lock] = self.manifest_and_lock();
        let mut parts = vec![toolchain.version.as_str(), manifest, lock];
        parts.extend(SDK.iter().flat_map(|(path, text)| [*path, *text]));
        cache.join(format!("rust-{}", store::key(&parts))).join(self.name())
    }

    fn name(self) -> &'static str {
        match self {
            Toolkit::Arrays => "kata",
            Toolkit::Learning => "project",
        }
    }

    fn step(self) -> &'static str {
        match self {
            Toolkit::Arrays => "building the libraries for Rust katas (once)",
            Toolkit::Learning => "building the libraries for Rust projects (once, a minute or two)",
        }
    }

    fn manifest_and_lock(self) -> [&'static str; 2] {
        match self {
            Toolkit::Arrays => KATA,
            Toolkit::Learning => PROJECT,
        }
    }

    /// The package that depends on all libraries of the set, with the SDK beside it.
    fn write_sources(self, folder: &Path) -> io::Result<()> {
        let [manifest, lock] = self.manifest_and_lock();
        let own = [("Cargo.toml", manifest), ("Cargo.lock", lock), ("src/lib.rs", "")];
        let own = own.into_iter().map(|(path, text)| (folder.join(path), text));
        for (path, text) in own.chain(SDK.iter().map(|(path, text)| (folder.join("sdk").join(path), *text))) {
            fs::create_dir_all(path.parent().expect("each file lies in the set's folder"))?;
            fs::write(path, text)?;
        }
        Ok(())
    }
}

impl Libraries {
    /// Has them built again from the beginning: something took a part of them or changed it, which cargo would not see.
    pub fn discard(&self) {
        // Where they cannot be removed, they cannot be built anew either, and the next run says so.
        let _ = fs::remove_file(self.folder.join(MARKER));
        let _ = fs::remove_dir_all(self.folder.join("target"));
    }

    /// `None` where they were not built, or a cleaner of caches took some of them.
    fn read(toolchain: &Toolchain, folder: &Path) -> Option<Self> {
        let marker: Marker = serde_json::from_slice(&fs::read(folder.join(MARKER)).ok()?).ok()?;
        let externs: Vec<_> = marker
            .externs
            .into_iter()
            .map(|(name, path)| (name, folder.join(path)))
            .collect();
        externs.iter().all(|(_, path)| path.is_file()).then(|| Libraries {
            toolchain: toolchain.clone(),
            folder: folder.to_owned(),
            externs,
            dependencies: folder.join(marker.dependencies),
        })
    }
}

impl Marker {
    fn build(toolkit: Toolkit, toolchain: &Toolchain, folder: &Path, home: &Path) -> Result<Self, CompileError> {
        let output = output(&mut cargo(toolchain, folder, home))?;
        if !output.status.success() {
            return Err(failure(&output));
        }
        let artifacts: Vec<Artifact> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.artifact())
            .collect();
        let [_, lock] = toolkit.manifest_and_lock();
        let externs = direct_dependencies(lock).into_iter().map(|(name, version)| {
            let id = format!("#{name}@{version}");
            // A build script is an artifact of the package too.
            let files = artifacts
                .iter()
                .filter(|artifact| artifact.package_id.ends_with(&id))
                .flat_map(|artifact| &artifact.filenames);
            let library = files.into_iter().find(|file| file.extension() == Some(OsStr::new("rlib")));
            let library = library.ok_or_else(|| io::Error::other(format!("cargo built no library for {name} {version}")))?;
            Ok((
                name.replace('-', "_"),
                library.strip_prefix(folder).unwrap_or(library).to_owned(),
            ))
        });
        let externs: Vec<(String, PathBuf)> = externs.collect::<io::Result<_>>()?;
        let (_, first) = externs.first().ok_or_else(|| io::Error::other("a set names no library"))?;
        let dependencies = libraries_folder(first);
        Ok(Marker { externs, dependencies })
    }
}

/// Where cargo keeps every library, given one of them: the SDK's own is also copied one folder higher.
fn libraries_folder(library: &Path) -> PathBuf {
    let folder = library.parent().unwrap_or(Path::new(""));
    if folder.ends_with("deps") {
        folder.to_owned()
    } else {
        folder.join("deps")
    }
}

/// cargo, as if the user had configured nothing but how to reach the registry. It is started at the root, since it reads the
/// configuration of every folder above the one it is started in.
fn cargo(toolchain: &Toolchain, folder: &Path, home: &Path) -> Command {
    let mut command = Command::new(&toolchain.cargo);
    command
        .args(["build", "--locked", "--message-format=json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(folder.join("target"));
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(changes_a_build) {
            command.env_remove(name);
        }
    }
    command
        .current_dir(folder.ancestors().last().unwrap_or(folder))
        .env("RUSTC", &toolchain.rustc)
        .env("CARGO_HOME", home);
    command
}

/// Whether an environment variable would change what cargo builds, rather than where it gets crates.
fn changes_a_build(name: &str) -> bool {
    const ABOUT_FETCHING: [&str; 4] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR"];
    let is_cargos = name.starts_with("CARGO_") && !ABOUT_FETCHING.iter().any(|prefix| name.starts_with(prefix));
    is_cargos
        || matches!(
            name,
            "RUSTFLAGS" | "RUSTC_WRAPPER" | "RUSTC_WORKSPACE_WRAPPER" | "RUSTC_BOOTSTRAP"
        )
}

fn failure(output: &std::process::Output) -> CompileError {
    if output.status.code().is_none() {
        return io::Error::from(io::ErrorKind::Interrupted).into();
    }
    let words = last_lines(&String::from_utf8_lossy(&output.stderr), 6);
    CompileError::Environment(format!(
        "the libraries for solutions in Rust could not be built:\n{words}\nif crates could not be downloaded, connect to the network and run again"
    ))
}

/// A line of cargo's JSON.
#[derive(Deserialize)]
struct Message {
    reason: String,
    package_id: Option<String>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

struct Artifact {
    package_id: String,
    filenames: Vec<PathBuf>,
}

impl Message {
    fn artifact(self) -> Option<Artifact> {
        let Message {
            reason,
            package_id,
            filenames,
        } = self;
        (reason == "compiler-artifact").then_some(Artifact {
            package_id: package_id?,
            filenames,
        })
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// The crates that a solution may name, as Rust spells them.
pub fn names(toolkit: Toolkit) -> Vec<String> {
    let [_, lock] = toolkit.manifest_and_lock();
    let direct = direct_dependencies(lock).into_iter();
    direct.map(|(name, _)| name.replace('-', "_")).collect()
}

/// Name and version of what the set's package depends on: what a solution may name.
fn direct_dependencies(lock: &str) -> Vec<(String, String)> {
    let lock: Lock = toml::from_str(lock).expect("cargo wrote the lock file we ship");
    let set = lock
        .package
        .iter()
        .find(|package| package.name == PACKAGE)
        .expect("a set's lock names the set's package");
    let dependency = |dependency: &String| {
        // A version is written only where there are several.
        let (name, version) = dependency
            .split_once(' ')
            .map_or((dependency.as_str(), None), |(name, version)| (name, Some(version)));
        let locked = lock
            .package
            .iter()
            .find(|package| package.name == name)
            .expect("a lock file is complete");
        (name.to_owned(), version.unwrap_or(&locked.version).to_owned())
    };
    set.dependencies.iter().map(dependency).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solution_may_name_what_the_set_depends_on() {
        let names = |[_, lock]: [&str; 2]| {
            direct_dependencies(lock)
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(KATA), ["mlings-sdk", "ndarray"]);
        let project = names(PROJECT);
        for name in [
            "linfa",
            "linfa-bayes",
            "linfa-linear",
            "linfa-logistic",
            "linfa-trees",
            "ndarray",
            "rand",
            "rand_xoshiro",
        ] {
            assert!(
                project.iter().any(|project| project == name),
                "{name} is missing in {project:?}"
            );
        }
    }

    #[test]
    fn a_dependency_with_several_versions_is_told_by_its_own() {
        let lock = "[[package]]\nname = \"rand\"\nversion = \"0.9.0\"\n[[package]]\nname = \"rand\"\nversion = \"0.8.5\"\n\
                    [[package]]\nname = \"mlings-libraries\"\nversion = \"0.0.0\"\ndependencies = [\"rand 0.8.5\"]\n";
        assert_eq!(direct_dependencies(lock), [("rand".to_owned(), "0.8.5".to_owned())]);
    }

    #[test]
    fn both_locks_name_the_sdk_of_this_version() {
        for [_, lock] in [KATA, PROJECT] {
            assert!(direct_dependencies(lock).contains(&("mlings-sdk".to_owned(), env!("CARGO_PKG_VERSION").to_owned())));
        }
    }

    #[test]
    fn the_users_build_settings_are_left_out_and_the_registrys_kept() {
        for name in [
            "CARGO_TARGET_DIR",
            "CARGO_BUILD_TARGET",
            "CARGO_PROFILE_DEV_LTO",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
        ] {
            assert!(changes_a_build(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_HTTP_PROXY",
            "CARGO_NET_OFFLINE",
            "CARGO_REGISTRIES_X_INDEX",
            "HOME",
            "PATH",
        ] {
            assert!(!changes_a_build(name), "{name}");
        }
    }

    #[test]
    fn each_set_and_toolchain_has_a_folder_of_its_own() {
        let toolchain = |version: &str| Toolchain {
            rustc: "/r".into(),
            cargo: "/c".into(),
            version: version.to_owned(),
        };
        let (old, new, cache) = (toolchain("rustc 1.94"), toolchain("rustc 1.95"), Path::new("/cache"));
        assert_ne!(Toolkit::Arrays.folder(&old, cache), Toolkit::Arrays.folder(&new, cache));
        assert_ne!(Toolkit::Arrays.folder(&old, cache), Toolkit::Learning.folder(&old, cache));
    }

    #[test]
    fn a_set_whose_files_are_gone_is_not_built() {
        let folder = tempfile::tempdir().unwrap();
        let toolchain = Toolchain {
            rustc: "/r".into(),
            cargo: "/c".into(),
            version: String::new(),
        };
        let marker = Marker {
            externs: vec![("ndarray".to_owned(), "libndarray.rlib".into())],
            dependencies: "deps".into(),
        };
        fs::write(folder.path().join(MARKER), serde_json::to_vec(&marker).unwrap()).unwrap();
        assert_eq!(Libraries::read(&toolchain, folder.path()), None);
        fs::write(folder.path().join("libndarray.rlib"), "").unwrap();
        assert!(Libraries::read(&toolchain, folder.path()).is_some());
    }
}
