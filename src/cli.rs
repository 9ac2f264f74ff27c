//! The command line: clap derive structs only.

mod dev;
mod values;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use mlings_grade::metrics::Metric;
use mlings_sandbox::Level;

use crate::catalog::Language;
use values::{language, level, metric};

pub use dev::{DevCommand, NewKind, SandboxArguments};

/// A coach for machine-learning certification: exercises on real data, graded on rows your solution never saw.
#[derive(Debug, Parser)]
#[command(name = "mlings", version, max_term_width = 100, after_help = START_HERE)]
pub struct Cli {
    #[command(flatten)]
    pub output: OutputArguments,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const START_HERE: &str = "\
Start here:
  mlings demo                        see everything once, without a workspace
  mlings init learn && cd learn      make a folder for your solutions
  mlings run softmax-stable          grade your solution of one exercise

`mlings COMMAND --help` explains a command and shows examples.";

/// How mlings speaks; every command takes these.
#[derive(Clone, Copy, Debug, Args)]
pub struct OutputArguments {
    /// Print one JSON object instead of text
    #[arg(long, global = true, display_order = 90)]
    pub json: bool,
    /// Print one fact a line: no colour, no drawings (suits screen readers)
    #[arg(long, global = true, display_order = 91)]
    pub plain: bool,
    /// Colour: auto, always or never; NO_COLOR is honoured
    #[arg(
        long,
        global = true,
        display_order = 92,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: ColorWhen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a folder for your solutions, or add what is missing to one
    Init(InitArguments),
    /// Show the exercises and where you stand
    List(ListArguments),
    /// Am I ready? What you have shown, what is missing, what to do next
    Status(StatusArguments),
    /// What to do week by week until you are ready
    Plan(PlanArguments),
    /// Write what you have shown as a page to keep, print or hand on
    Report(ReportArguments),
    /// Grade your solution
    Run(RunArguments),
    /// Show the next hint
    Hint(HintArguments),
    /// Show the reference solution
    Solution(SolutionArguments),
    /// Put the starter back; your file is kept as a backup
    Reset(ResetArguments),
    /// Write your log to a file, to keep it or to take it to another machine
    Export(ExportArguments),
    /// Add another log's records to yours; nothing is ever added twice
    Import(ImportArguments),
    /// Look at a dataset
    Data(DataArguments),
    /// Score any file of predictions with any metric
    Score(ScoreArguments),
    /// See every project graded, right now
    Demo,
    /// Check what mlings needs, and say how to get what is missing
    Doctor,
    /// Print a script that completes commands in your shell
    Completions(CompletionsArguments),
    /// Make, bless and check exercises
    #[command(subcommand)]
    Dev(DevCommand),
}

/// Which languages a workspace holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageChoice {
    Rust,
    Python,
    Both,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings init                        here, both languages
  mlings init learn --lang python    in the folder learn, Python only
  mlings init --lang rust            later: add Rust to this workspace

Run it again at any time: it adds what is missing and never changes a file of yours.")]
pub struct InitArguments {
    /// The folder; made if it does not exist
    #[arg(default_value = ".")]
    pub directory: PathBuf,
    /// Your language [default: what the workspace has, or both]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<LanguageChoice>,
    /// Do not make a .venv, even where no suitable Python is found
    #[arg(long)]
    pub no_venv: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindFilter {
    Kata,
    Project,
    Case,
}

/// How far the learner has come with one exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StateFilter {
    New,
    Tried,
    Passed,
    Certified,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings list --kind project         only projects
  mlings list --competency nlp       only exercises that train text skills
  mlings list --state tried          what you began and have not passed
  mlings list --state new --minutes 30 --difficulty 2
                                     something short and not too hard")]
pub struct ListArguments {
    /// Only exercises of this stage of the path: ml, ai or dl
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Only katas (one function), projects (fit and predict) or cases (decide under costs)
    #[arg(long)]
    pub kind: Option<KindFilter>,
    /// Only exercises with this competency, such as eval, clf, reg, prep or nlp
    #[arg(long, value_name = "KEY")]
    pub competency: Option<String>,
    /// Only exercises up to this difficulty, 1 to 5
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub difficulty: Option<u8>,
    /// Only exercises that take so many minutes at most
    #[arg(long, value_name = "MINUTES")]
    pub minutes: Option<u32>,
    /// Only exercises in this state
    #[arg(long)]
    pub state: Option<StateFilter>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings status                      the ML Certification
  mlings status --stage ai           another stage of the path
  mlings status --explain reg        every result behind one competency, with the arithmetic")]
pub struct StatusArguments {
    /// The stage told in full: ml, ai or dl [default: ml]
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Show the evidence for one competency, such as reg or eval
    #[arg(long, value_name = "COMPETENCY")]
    pub explain: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings plan --hours 7                     until you are ready for the ML Certification
  mlings plan --hours 7 --by 2027-03-01     is that enough by then?
  mlings plan --hours 7 --ics plan.ics      for your calendar; made and imported again, it replaces its events")]
pub struct PlanArguments {
    /// How many hours a week you will give
    #[arg(long, value_name = "HOURS")]
    pub hours: f64,
    /// The day of the exam, such as 2027-03-01
    #[arg(long, value_name = "DATE")]
    pub by: Option<NaiveDate>,
    /// Write the plan as a calendar file too
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// The stage to be ready for: ml, ai or dl
    #[arg(long, value_name = "STAGE", default_value = "ml")]
    pub stage: String,
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Html,
    Md,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings report --open               one page with pictures, shown in your browser
  mlings report --format md          the same in Markdown, without pictures, on stdout
  mlings report --output ready.html  in a file of this name

The page is one file that asks for nothing from anywhere; print it or send it. It is a self-assessment, not a certificate.
Pictures are of each project's latest scored run.")]
pub struct ReportArguments {
    /// Show the page in your browser
    #[arg(long)]
    pub open: bool,
    /// html is written to a file; md and json are printed
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub format: ReportFormat,
    /// The file to write [default: mlings-report.html in your workspace, or stdout]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The stage told in full: ml, ai or dl
    #[arg(long, value_name = "STAGE", default_value = "ml")]
    pub stage: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings run                         the exercise you are at
  mlings run housing-price           this one
  mlings run housing-price --details with residuals and the rows that are furthest off
  mlings run spam-filter --lang rust --json")]
pub struct RunArguments {
    /// The exercise [default: the one you are at]
    pub id: Option<String>,
    /// Which of your solutions [default: the one you changed last]
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    pub lang: Option<Language>,
    /// The seed your solution is given; the same seed gives the same verdict
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Show every case of a kata that fails, or what a project's predictions look like: residuals or confusion matrix, the worst rows
    #[arg(long)]
    pub details: bool,
    /// What your own validation says a project will score: you are told if it is far too hopeful
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub claim: Option<f64>,
    /// Do not run it where less than this can be enforced: full, partial, limits_only, none
    #[arg(long, value_name = "LEVEL", default_value = "none", hide_possible_values = true, value_parser = level())]
    pub require_sandbox: Level,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings hint                        the next hint for the exercise you are at
  mlings hint housing-price --level 1    read one hint again

There are three: a nudge, an approach, nearly the code. A pass after one, two or three hints counts 90, 75 or 50 %
towards readiness.")]
pub struct HintArguments {
    /// The exercise [default: the one you are at]
    pub id: Option<String>,
    /// Show this hint instead of the next
    #[arg(long, value_name = "1-3", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub level: Option<u8>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  mlings solution softmax-stable --lang python

Reading a solution before you pass costs: a pass at that exercise then counts only after 24 hours. After a pass it is free.")]
pub struct SolutionArguments {
    /// The exercise
    pub id: String,
    /// The language [default: yours]
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    pub lang: Option<Language>,
    /// Do not ask first
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  mlings reset softmax-stable        your file goes to .mlings/backups/ first")]
pub struct ResetArguments {
    /// The exercise
    pub id: String,
    /// The language [default: the file you changed last]
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    pub lang: Option<Language>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings export                      to stdout
  mlings export log.jsonl            to a file; `mlings import log.jsonl` takes it in elsewhere

Every readable record is written, by time, each once.")]
pub struct ExportArguments {
    /// The file, or - for stdout [default: -]
    pub file: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings import log.jsonl            a file made by `mlings export`
  mlings import /media/stick/learn   the log of another workspace
  ssh laptop 'cd learn && mlings export' | mlings import -

Records you have already are not added again, so importing twice is harmless, in either direction.")]
pub struct ImportArguments {
    /// A log file, a workspace, or - for stdin
    #[arg(value_name = "LOG")]
    pub log: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings data                        which datasets there are
  mlings data king-county            columns, first rows, summary, pitfalls
  mlings data mnist --rows 3         three digits, drawn")]
pub struct DataArguments {
    /// The dataset [default: list them all]
    pub name: Option<String>,
    /// How many rows, messages of each class, or drawings to show
    #[arg(long, value_name = "1-10", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub rows: u8,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings score --metric f1_score --truth truth.csv --pred mine.csv
  mlings score --metric root_mean_squared_error --truth y.txt --pred yhat.txt --json

A file is a CSV with the header `id,VALUE` (any row order), or one value a line; `-` is what is piped in.")]
pub struct ScoreArguments {
    /// The metric, named as scikit-learn names it, or for short: rmse, f1, auc
    #[arg(long, value_name = "NAME", hide_possible_values = true, value_parser = metric())]
    pub metric: Metric,
    /// The true values
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    /// The predictions
    #[arg(long, value_name = "FILE")]
    pub pred: PathBuf,
    /// The class that counts as positive, where its name is not 1
    #[arg(long, value_name = "CLASS")]
    pub positive: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mlings completions bash > ~/.local/share/bash-completion/completions/mlings
  mlings completions fish > ~/.config/fish/completions/mlings.fish")]
pub struct CompletionsArguments {
    /// Your shell
    pub shell: clap_complete::Shell,
}

/// The groups of `mlings --help`; a test holds that every command is in one.
const GROUPS: [(&str, &[&str]); 3] = [
    (
        "Learn",
        &["init", "list", "status", "plan", "report", "run", "hint", "solution", "reset"],
    ),
    ("Look", &["data", "score", "demo", "doctor"]),
    ("More", &["export", "import", "completions", "dev"]),
];

/// The whole command line, its help grouped.
pub fn command() -> clap::Command {
    let command = Cli::command();
    let groups = grouped(&command);
    let template = format!("{{about}}\n\n{{usage-heading}} {{usage}}\n\n{groups}Options:\n{{options}}{{after-help}}\n");
    command.help_template(template)
}

fn grouped(command: &clap::Command) -> String {
    let mut text = String::new();
    for (heading, names) in GROUPS {
        text.push_str(&format!("{heading}:\n"));
        for subcommand in names.iter().filter_map(|name| command.find_subcommand(name)) {
            let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
            text.push_str(&format!("  {:<12} {about}\n", subcommand.get_name()));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_command_is_in_one_group_of_the_help() {
        let mut grouped: Vec<_> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let command = Cli::command();
        let mut all: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }
}
