//! A cargo home of ours for building libraries: how the user reaches the registry, and nothing else that they have configured.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::store;
use super::tools::path_in;

/// What of a configuration is about reaching crates.
const ABOUT_FETCHING: [&str; 6] = ["source", "registries", "registry", "http", "net", "credential-alias"];

/// What is the user's own: crates that are there already, their locks, and who they are to a registry.
const SHARED: [&str; 7] = [
    "registry",
    "git",
    ".package-cache",
    ".package-cache-mutate",
    ".global-cache",
    "credentials.toml",
    "credentials",
];

/// The folder to hand to cargo as `CARGO_HOME`.
///
/// # Errors
/// Where the cache folder cannot be written.
pub fn prepare(cache: &Path) -> io::Result<PathBuf> {
    let ours = cache.join("cargo");
    fs::create_dir_all(&ours)?;
    if let Some(theirs) = theirs() {
        fill(&ours, &theirs)?;
    }
    Ok(ours)
}

fn theirs() -> Option<PathBuf> {
    let theirs = path_in("CARGO_HOME").or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    std::path::absolute(theirs).ok()
}

fn fill(ours: &Path, theirs: &Path) -> io::Result<()> {
    for name in SHARED {
        share(&theirs.join(name), &ours.join(name))?;
    }
    // The older name comes first, as for cargo.
    let configured = ["config", "config.toml"]
        .iter()
        .find_map(|name| fs::read_to_string(theirs.join(name)).ok());
    let config = configured
        .and_then(|text| text.parse().ok())
        .map_or_else(Table::new, |config| about_fetching(config, theirs));
    store::write(&ours.join("config.toml"), config.to_string().as_bytes())
}

/// A link, so that crates are downloaded once and one lock serves both. What is not there yet is made through it.
fn share(theirs: &Path, link: &Path) -> io::Result<()> {
    if fs::read_link(link).is_ok_and(|target| target == theirs) {
        return Ok(());
    }
    let _ = fs::remove_file(link);
    if matches!(link.file_name().and_then(|name| name.to_str()), Some("registry" | "git")) {
        fs::create_dir_all(theirs)?;
    }
    #[cfg(unix)]
    match std::os::unix::fs::symlink(theirs, link) {
        // Another mlings has made it meanwhile.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
    #[cfg(not(unix))]
    Ok(())
}

/// `config` without all that would change what is built. Folders are named from where the configuration lies, which is `theirs`.
fn about_fetching(config: Table, theirs: &Path) -> Table {
    let base = theirs.parent().unwrap_or(theirs);
    let mut kept: Table = config
        .into_iter()
        .filter(|(name, _)| ABOUT_FETCHING.contains(&name.as_str()))
        .collect();
    if let Some(Value::Table(sources)) = kept.get_mut("source") {
        for (_, source) in sources.iter_mut() {
            let Value::Table(source) = source else { continue };
            for key in ["directory", "local-registry"] {
                if let Some(Value::String(folder)) = source.get_mut(key) {
                    *folder = base.join(&*folder).display().to_string();
                }
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_about_reaching_crates_is_kept() {
        let config: Table = "[build]\ntarget = \"wasm32\"\n[profile.dev]\npanic = \"abort\"\n[http]\ntimeout = 9\n\
                             [source.crates-io]\nreplace-with = \"near\"\n[source.near]\ndirectory = \"vendor\"\n"
            .parse()
            .unwrap();
        let kept = about_fetching(config, Path::new("/home/ada/.cargo"));
        let names: Vec<&String> = kept.keys().collect();
        assert_eq!(names, ["http", "source"]);
        assert_eq!(kept["source"]["near"]["directory"].as_str(), Some("/home/ada/vendor"));
    }

    #[test]
    #[cfg(unix)]
    fn crates_are_shared_and_a_configuration_that_is_none_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
        fs::create_dir_all(&theirs).unwrap();
        fs::create_dir_all(&ours).unwrap();
        fs::write(theirs.join("config.toml"), "[build").unwrap();
        for _ in 0..2 {
            fill(&ours, &theirs).unwrap();
        }
        fs::write(theirs.join("registry/index"), "crates").unwrap();
        assert_eq!(fs::read_to_string(ours.join("registry/index")).unwrap(), "crates");
        assert_eq!(fs::read_to_string(ours.join("config.toml")).unwrap(), "");
    }
}
