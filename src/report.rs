//! Everything mlings prints: text for a terminal, plain lines, or JSON.
//!
//! Each view is a function from facts to a string, so that it is tested without a terminal; [`Output`] alone writes.

pub mod data;
mod details;
pub mod doctor;
pub mod export;
mod grid;
pub mod half_blocks;
pub mod hint;
pub mod home;
pub mod import;
pub mod init;
pub mod ladder;
pub mod list;
pub mod mutants;
pub mod plan;
pub mod proofs;
mod prose;
pub mod readiness;
pub mod sandbox;
pub mod score;
pub mod solution;
pub mod steps;
pub mod style;
pub mod verdict;
pub mod written;

use std::io::{self, BufRead, IsTerminal, Write};

use anstream::ColorChoice;
use serde::Serialize;

use crate::cli::{ColorWhen, OutputArguments};
use crate::error::Error;
use crate::exit::ExitCode;

/// The version of every JSON object mlings prints.
pub const JSON_VERSION: u32 = 1;

/// The widest a line of text gets.
const WIDTH: usize = 80;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with drawings, and colour where the terminal has it.
    Rich,
    /// One fact a line, no colour, no drawings.
    Plain,
    /// One JSON object.
    Json,
}

/// Where and how a command speaks.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    pub format: Format,
    /// Columns text is wrapped to.
    pub width: usize,
}

/// How a command's error looks in JSON.
#[derive(Serialize)]
struct ErrorObject {
    version: u32,
    error: ErrorBody,
}

#[derive(Serialize)]
struct ErrorBody {
    exit_code: u8,
    message: String,
}

impl ErrorObject {
    fn new(exit_code: ExitCode, message: String) -> Self {
        ErrorObject {
            version: JSON_VERSION,
            error: ErrorBody {
                exit_code: exit_code.number(),
                message,
            },
        }
    }
}

impl Output {
    /// Settles format, colour and width once, for the whole process.
    pub fn new(arguments: OutputArguments) -> Self {
        let format = match arguments {
            OutputArguments { json: true, .. } => Format::Json,
            OutputArguments { plain: true, .. } => Format::Plain,
            _ => Format::Rich,
        };
        match (format, arguments.color) {
            (Format::Plain, _) | (_, ColorWhen::Never) => ColorChoice::Never.write_global(),
            (_, ColorWhen::Always) => ColorChoice::Always.write_global(),
            (_, ColorWhen::Auto) => {}
        }
        Output {
            format,
            width: terminal_width().unwrap_or(WIDTH).clamp(40, WIDTH),
        }
    }

    /// Prints a view: the text of `rich` or `plain`, or `object` as JSON.
    ///
    /// # Errors
    /// When stdout cannot be written. A reader that went away (`mlings list | head`) is no error.
    pub fn show(
        &self,
        object: &impl Serialize,
        rich: impl FnOnce() -> String,
        plain: impl FnOnce() -> String,
    ) -> Result<(), Error> {
        match self.format {
            Format::Json => {
                let json =
                    serde_json::to_string(object).map_err(|error| Error::Fault(format!("a result is no JSON: {error}")))?;
                self.print(&json)
            }
            Format::Rich => self.print(rich().trim_end()),
            Format::Plain => self.print(plain().trim_end()),
        }
    }

    /// Writes `text` and a newline to stdout.
    ///
    /// # Errors
    /// When stdout cannot be written. A reader that went away is no error.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        let mut stdout = anstream::AutoStream::auto(io::stdout()).lock();
        ignore_broken_pipe(writeln!(stdout, "{text}").and_then(|()| stdout.flush())).map_err(Error::Output)?;
        Ok(())
    }

    /// Writes `lines`, which end in a newline, to stdout as they are.
    ///
    /// # Errors
    /// When stdout cannot be written. A reader that went away is no error.
    pub fn print_lines(&self, lines: &str) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        ignore_broken_pipe(stdout.write_all(lines.as_bytes()).and_then(|()| stdout.flush())).map_err(Error::Output)?;
        Ok(())
    }

    /// Says something beside the result, on stderr.
    pub fn note(&self, text: &str) {
        self.print_error(&format!("{} {}", style::paint(style::WARNING, "note:"), text));
    }

    /// Says why a command ended early: on stderr, or in JSON on stdout.
    pub fn error(&self, error: &Error) {
        let object = ErrorObject::new(error.exit_code(), error.to_string());
        match (self.format, serde_json::to_string(&object)) {
            (Format::Json, Ok(json)) => drop(self.print(&json)),
            _ => self.print_error(&format!("{} {error}", style::paint(style::FAILURE, "error:"))),
        }
    }

    /// A last resort that cannot fail: nobody is left to tell when stderr is closed.
    fn print_error(&self, text: &str) {
        // A log or a program that reads stderr gets whole lines.
        let text = if io::stderr().is_terminal() {
            self.wrap(text)
        } else {
            text.to_owned()
        };
        let mut stderr = anstream::AutoStream::auto(io::stderr()).lock();
        let _ = writeln!(stderr, "{text}");
    }

    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether a person can be asked.
    pub fn is_interactive(&self) -> bool {
        self.format != Format::Json && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a yes-or-no question; anything but a yes is a no.
    ///
    /// # Errors
    /// When the answer cannot be read.
    pub fn confirm(&self, question: &str) -> Result<bool, Error> {
        let mut stderr = anstream::AutoStream::auto(io::stderr()).lock();
        let asked = write!(stderr, "{} [y/N] ", self.wrap(question)).and_then(|()| stderr.flush());
        asked.map_err(Error::Output)?;
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        read.map_err(|error| Error::Environment(format!("cannot read your answer: {error}; nothing changed")))?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Breaks each line of `text` at words so that none is wider than the terminal.
    pub fn wrap(&self, text: &str) -> String {
        wrap(text, self.width, "")
    }
}

/// Breaks each line of `text` at words to `width` columns; every line starts with `indent`.
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options)
}

/// Prints what clap has to say: help and version on stdout, errors on stderr.
pub fn print_usage(error: &clap::Error, is_json: bool) {
    // A closed pipe is the only way this fails, and then nobody reads it.
    let _ = match is_json && error.use_stderr() {
        true => {
            let words = error.render().to_string();
            let message = words.trim().trim_start_matches("error: ").to_owned();
            let object = ErrorObject::new(ExitCode::Usage, message);
            writeln!(io::stdout(), "{}", serde_json::to_string(&object).unwrap_or_default())
        }
        false => error.print(),
    };
}

fn ignore_broken_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

#[cfg(unix)]
fn terminal_width() -> Option<usize> {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(&stdout).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

#[cfg(not(unix))]
fn terminal_width() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_error_and_a_full_disk_is() {
        assert!(ignore_broken_pipe(Err(io::ErrorKind::BrokenPipe.into())).is_ok());
        assert!(ignore_broken_pipe(Err(io::ErrorKind::StorageFull.into())).is_err());
    }

    #[test]
    fn wrapped_text_stays_within_the_width_and_keeps_its_own_lines() {
        let text = wrap("one two three four\n\nfive", 12, "  ");
        assert_eq!(text, "  one two\n  three four\n\n  five");
    }
}
