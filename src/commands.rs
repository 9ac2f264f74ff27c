//! One file per subcommand; each reads as the data path.

mod completions;
mod data;
mod demo;
mod dev;
mod doctor;
mod export;
mod file;
mod hint;
mod home;
mod import;
mod init;
mod list;
mod pictures;
mod plan;
mod prepare;
mod report;
mod reset;
mod run;
mod score;
mod solution;
mod status;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::Utc;
use clap::FromArgMatches;
use mlings_sandbox::Contained;

use crate::catalog::{Catalog, Exercise};
use crate::cli::{self, Cli, Command};
use crate::content::Content;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::progress::{Progress, Reading, Skipped};
use crate::report::{Output, print_usage};
use crate::workspace::{Workspace, WorkspaceError};

/// What every command stands on.
pub struct Context {
    pub output: Output,
    pub content: Content,
    /// Where mlings was called.
    pub directory: PathBuf,
    /// Built libraries and prepared datasets, shared by all workspaces.
    pub cache: PathBuf,
}

/// Parses the command line, runs the command and says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match parse(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            print_usage(&usage);
            return if usage.use_stderr() {
                ExitCode::Usage
            } else {
                ExitCode::Success
            };
        }
    };
    let output = Output::new(cli.output);
    match Context::new(output).and_then(|context| dispatch(cli.command, &context)) {
        Ok(exit_code) => exit_code,
        Err(error) => {
            output.error(&error);
            error.exit_code()
        }
    }
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut command = cli::command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

fn dispatch(command: Option<Command>, context: &Context) -> Result<ExitCode, Error> {
    match command {
        None => home::run(context),
        Some(Command::Init(arguments)) => init::run(&arguments, context),
        Some(Command::Status(arguments)) => status::run(&arguments, context),
        Some(Command::Plan(arguments)) => plan::run(&arguments, context),
        Some(Command::Report(arguments)) => report::run(&arguments, context),
        Some(Command::List(arguments)) => list::run(&arguments, context),
        Some(Command::Run(arguments)) => run::run(&arguments, context),
        Some(Command::Hint(arguments)) => hint::run(&arguments, context),
        Some(Command::Solution(arguments)) => solution::run(&arguments, context),
        Some(Command::Reset(arguments)) => reset::run(&arguments, context),
        Some(Command::Export(arguments)) => export::run(&arguments, context),
        Some(Command::Import(arguments)) => import::run(&arguments, context),
        Some(Command::Data(arguments)) => data::run(&arguments, context),
        Some(Command::Score(arguments)) => score::run(&arguments, context),
        Some(Command::Demo) => demo::run(context),
        Some(Command::Doctor) => doctor::run(context),
        Some(Command::Completions(arguments)) => completions::run(&arguments, context),
        Some(Command::Dev(command)) => dev::run(&command, context),
    }
}

impl Context {
    fn new(output: Output) -> Result<Self, Error> {
        let directory = std::env::current_dir()
            .map_err(|error| Error::Environment(format!("the current folder cannot be used: {error}; go to another one")))?;
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
        Ok(Contained::by_this_executable()?.keeping(kept.into_iter().chain([labels])))
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
    fn reading(&self, workspace: &Workspace) -> Result<Reading, Error> {
        let reading = workspace.log().read()?;
        self.note_skipped(reading.skipped);
        Ok(reading)
    }

    fn note_skipped(&self, skipped: Skipped) {
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

/// The exercise named, or the one the learner is at.
pub fn choose<'catalog>(id: Option<&str>, catalog: &'catalog Catalog, progress: &Progress) -> Result<&'catalog Exercise, Error> {
    match id {
        Some(id) => Ok(catalog.find(id)?),
        None => progress.current(catalog).ok_or(Error::NothingOpen),
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

/// `MLINGS_CACHE`, or the user's cache folder.
fn cache_folder() -> Result<PathBuf, Error> {
    use etcetera::BaseStrategy;
    if let Some(folder) = std::env::var_os("MLINGS_CACHE").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder));
    }
    let base = etcetera::choose_base_strategy().map_err(|_| {
        Error::Environment("there is no home folder to keep built libraries in; set MLINGS_CACHE to one".to_owned())
    })?;
    Ok(base.cache_dir().join("mlings"))
}

/// How many solutions to grade at once.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
