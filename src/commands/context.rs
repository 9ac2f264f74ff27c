//! `Context`: what every command stands on.

use std::path::PathBuf;

use chrono::Utc;
use mlings_progress::{Progress, Reading, Skipped};
use mlings_sandbox::Contained;

use crate::catalog::{Catalog, Exercise};
use crate::content::Content;
use crate::error::Error;
use crate::readiness::order;
use crate::report::Output;
use crate::workspace::{Workspace, WorkspaceError};

/// How to speak, and where things lie.
pub struct Context {
    pub output: Output,
    pub content: Content,
    /// Where mlings was called.
    pub directory: PathBuf,
    /// Built libraries and prepared datasets, shared by all workspaces.
    pub cache: PathBuf,
}

impl Context {
    pub fn new(output: Output) -> Result<Self, Error> {
        let directory = std::env::current_dir()
            .map_err(|error| Error::Environment(format!("the current folder cannot be used: {error}; go to another one")))?;
        check_temporary_folder()?;
        Ok(Context {
            output,
            content: Content::Embedded,
            directory,
            cache: cache_folder()?,
        })
    }

    pub fn catalog(&self) -> Result<Catalog, Error> {
        Ok(Catalog::open(&self.content)?)
    }

    /// Runs solutions, and lets none of them at labels, nor at what else is `kept` from them.
    ///
    /// # Errors
    /// When the system cannot say where mlings itself lies.
    pub fn runner(&self, kept: impl IntoIterator<Item = PathBuf>) -> Result<Contained, Error> {
        let labels = self.cache.join("datasets");
        let contained = Contained::by_this_executable().map_err(|error| {
            Error::Environment(format!(
                "the system cannot say where mlings itself lies: {error}; call it by its whole path"
            ))
        })?;
        Ok(contained.keeping(kept.into_iter().chain([labels])))
    }

    /// The workspace mlings was called in.
    ///
    /// # Errors
    /// When there is none: the message says how to make one.
    pub fn workspace(&self) -> Result<Workspace, Error> {
        Ok(Workspace::locate(&self.directory)?)
    }

    /// The workspace, or `None` outside one: for commands that work anywhere.
    pub fn workspace_if_any(&self) -> Result<Option<Workspace>, Error> {
        match Workspace::locate(&self.directory) {
            Ok(workspace) => Ok(Some(workspace)),
            Err(WorkspaceError::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Folds the attempt log, and says so where lines of it were skipped.
    pub fn progress(&self, workspace: &Workspace) -> Result<Progress, Error> {
        Ok(Progress::of(&self.reading(workspace)?, Utc::now()))
    }

    /// Reads the attempt log, and says so where lines of it were skipped.
    pub fn reading(&self, workspace: &Workspace) -> Result<Reading, Error> {
        let reading = workspace.log().read()?;
        self.note_skipped(reading.skipped);
        Ok(reading)
    }

    pub fn note_skipped(&self, skipped: Skipped) {
        if skipped.unreadable > 0 {
            self.output.note(&format!(
                "lines of .mlings/attempts.jsonl that are damaged and skipped: {}; all others count",
                skipped.unreadable
            ));
        }
        if skipped.foreign > 0 {
            self.output.note(&format!(
                "lines of .mlings/attempts.jsonl that another version of mlings wrote, skipped: {}",
                skipped.foreign
            ));
        }
    }
}

/// Every run has its inputs there.
fn check_temporary_folder() -> Result<(), Error> {
    let folder = std::env::temp_dir();
    let what = match std::fs::metadata(&folder) {
        Ok(metadata) if metadata.is_dir() => return Ok(()),
        Ok(_) => "no folder",
        Err(_) => "not there",
    };
    let folder = folder.display();
    Err(Error::Environment(match std::env::var_os("TMPDIR") {
        Some(_) => format!("TMPDIR names {folder}, which is {what}; set it to a folder of yours, or unset it"),
        None => format!("the temporary folder {folder} is {what}; make it, or set TMPDIR to another"),
    }))
}

/// `MLINGS_CACHE`, or the user's cache folder; by its whole path, since solutions run in other folders.
fn cache_folder() -> Result<PathBuf, Error> {
    use etcetera::BaseStrategy;
    const SETTING: &str = "MLINGS_CACHE";
    let (folder, source) = match std::env::var_os(SETTING).filter(|folder| !folder.is_empty()) {
        Some(folder) => (PathBuf::from(folder), SETTING),
        None => {
            let base = etcetera::choose_base_strategy().map_err(|_| {
                Error::Environment(format!(
                    "there is no home folder to keep built libraries in; set {SETTING} to one"
                ))
            })?;
            (base.cache_dir().join("mlings"), "the cache folder")
        }
    };
    if folder.starts_with("~") {
        return Err(Error::Environment(format!(
            "{SETTING} names {}, and `~` is not expanded there; write the whole path",
            folder.display()
        )));
    }
    // The nearest folder above it that is there has to be one; commands that need no cache do not make it.
    let there = folder.ancestors().find(|above| above.exists());
    if there.is_some_and(|there| !there.is_dir()) {
        return Err(Error::Environment(format!(
            "{source} would be {}, and {} is no folder; set {SETTING} to a folder of yours",
            folder.display(),
            there.unwrap_or(&folder).display()
        )));
    }
    std::path::absolute(&folder).map_err(|error| {
        Error::Environment(format!(
            "{source} {} cannot be used: {error}; set {SETTING}",
            folder.display()
        ))
    })
}

/// The exercise named, or the one the learner is at.
pub fn choose<'all>(id: Option<&str>, catalog: &'all Catalog, progress: &'all Progress) -> Result<&'all Exercise, Error> {
    match id {
        Some(id) => Ok(catalog.find(id)?),
        None => order::current(progress, catalog).ok_or(Error::NothingOpen),
    }
}

/// The place of a stage of the path among the others, by its id.
pub fn find_stage(asked: &str, catalog: &Catalog) -> Result<usize, Error> {
    let stages = &catalog.path.stages;
    stages.iter().position(|stage| stage.id == asked).ok_or_else(|| {
        let known: Vec<String> = stages.iter().map(|stage| format!("{} ({})", stage.id, stage.title)).collect();
        Error::Usage(format!("the path has no stage `{asked}`; there are {}", known.join(", ")))
    })
}

/// How many solutions to grade at once.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
