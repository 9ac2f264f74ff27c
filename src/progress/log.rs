//! The log file: appended under a lock, one write and one sync at a time, read past anything broken.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use chrono::{SubsecRound, Utc};
use memchr::memchr;
use serde::Serialize;

use super::line::{self, NotARecord};
use super::{Event, Record, merge};

const FILE_NAME: &str = "attempts.jsonl";

/// Less than this is read before a second thread has started.
const BYTES_A_THREAD: usize = 1 << 20;

/// The attempt log of one workspace.
#[derive(Clone, Debug)]
pub struct AttemptLog {
    path: PathBuf,
}

/// Everything a log holds.
#[derive(Debug, Default, PartialEq)]
pub struct Reading<'log> {
    pub records: Vec<Record<'log>>,
    pub skipped: Skipped,
}

/// Lines that are no records, counted; they stay where they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Written by another version of mlings.
    pub foreign: usize,
    /// Cut short or damaged.
    pub unreadable: usize,
}

#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {path}: {source}; check that the disk has room and the folder is yours to write")]
pub struct LogError {
    action: &'static str,
    path: String,
    source: io::Error,
}

impl AttemptLog {
    /// The log in a workspace's `.mlings` folder; nothing is touched yet.
    pub fn new(state_folder: &Path) -> Self {
        AttemptLog {
            path: state_folder.join(FILE_NAME),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends one event, stamped with the time, and returns once it is on disk.
    ///
    /// # Errors
    /// When the file cannot be locked, written or synced.
    pub fn record<'event>(&self, exercise: &'event str, event: Event<'event>) -> Result<Record<'event>, LogError> {
        self.append(exercise, event).map_err(|source| self.error("write to", source))
    }

    fn append<'event>(&self, exercise: &'event str, event: Event<'event>) -> io::Result<Record<'event>> {
        let mut file = self.open_to_append()?;
        file.lock()?;
        // The clock is read under the lock, so that no two lines of one machine bear the same time.
        let record = Record {
            at: Utc::now().trunc_subsecs(6),
            exercise: exercise.into(),
            event,
            mlings: env!("CARGO_PKG_VERSION").into(),
        };
        self.write(&mut file, std::slice::from_ref(&record))?;
        Ok(record)
    }

    /// Adds those of `others` the log does not have yet, and returns them once they are on disk: all of them, or none.
    ///
    /// # Errors
    /// When the file cannot be locked, read, written or synced.
    pub fn add<'others>(&self, others: Vec<Record<'others>>) -> Result<Vec<Record<'others>>, LogError> {
        self.add_lacking(others).map_err(|source| self.error("write to", source))
    }

    fn add_lacking<'others>(&self, others: Vec<Record<'others>>) -> io::Result<Vec<Record<'others>>> {
        let mut file = self.open_to_append()?;
        file.lock()?;
        let own = all_bytes(&mut file)?;
        let lacking = merge::lacking(Reading::of(&own).records, others);
        if !lacking.is_empty() {
            self.write(&mut file, &lacking)?;
        }
        Ok(lacking)
    }

    /// Appends in one write; what a full disk cuts short is taken back.
    fn write(&self, file: &mut File, records: &[Record]) -> io::Result<()> {
        let separator = self.set_torn_line_aside(file)?;
        let length = file.metadata()?.len();
        let lines: String = records.iter().map(line_of).collect();
        let written = file
            .write_all(format!("{separator}{lines}").as_bytes())
            .and_then(|()| file.sync_data());
        if written.is_err() {
            // Where even this fails, the fragment is set aside before the next line.
            let _ = file.set_len(length);
        }
        written
    }

    fn open_to_append(&self) -> io::Result<File> {
        let folder = self.path.parent().expect("the log lies in a folder");
        fs::create_dir_all(folder)?;
        let is_new = !self.path.exists();
        let file = OpenOptions::new().read(true).append(true).create(true).open(&self.path)?;
        if is_new {
            // A new file's name is on disk only once its folder is.
            File::open(folder)?.sync_all()?;
        }
        Ok(file)
    }

    /// A log that does not end in a newline was cut short by a crash. A whole record that lacks only its newline gets one (the
    /// returned text); a fragment moves to `torn-N.jsonl` beside the log, so that it is kept and the log stays clean.
    fn set_torn_line_aside(&self, file: &mut File) -> io::Result<&'static str> {
        if ends_in_newline(file)? {
            return Ok("");
        }
        let bytes = all_bytes(file)?;
        let start = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        if line::read(&bytes[start..]) != Err(NotARecord::Unreadable) {
            return Ok("\n");
        }
        let mut torn = File::create_new(self.free_torn_path())?;
        torn.write_all(&bytes[start..])?;
        torn.sync_all()?;
        file.set_len(start as u64)?;
        Ok("")
    }

    fn free_torn_path(&self) -> PathBuf {
        (1..)
            .map(|number| self.path.with_file_name(format!("torn-{number}.jsonl")))
            .find(|path| !path.exists())
            .expect("the numbers do not end")
    }

    /// The log's bytes, for [`Reading::of`]. No file is an empty log.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn read(&self) -> Result<Vec<u8>, LogError> {
        let bytes = || {
            let mut file = File::open(&self.path)?;
            file.lock_shared()?;
            all_bytes(&mut file)
        };
        match bytes() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            bytes => bytes.map_err(|source| self.error("read", source)),
        }
    }

    fn error(&self, action: &'static str, source: io::Error) -> LogError {
        LogError {
            action,
            path: self.path.display().to_string(),
            source,
        }
    }
}

fn all_bytes(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An empty file counts as ended.
fn ends_in_newline(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last[0] == b'\n')
}

impl<'log> Reading<'log> {
    /// Reads every record; damaged and foreign lines are counted, never fatal. Several threads share a long log: a hundred thousand
    /// lines take a moment, not a second.
    pub fn of(bytes: &'log [u8]) -> Self {
        let threads = thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(bytes.len() / BYTES_A_THREAD);
        thread::scope(|scope| {
            let parts = parts(bytes, threads.max(1));
            let readers: Vec<_> = parts.into_iter().map(|part| scope.spawn(|| Self::of_part(part))).collect();
            let readings = readers
                .into_iter()
                .map(|reader| reader.join().expect("reading lines does not panic"));
            readings.reduce(Self::followed_by).unwrap_or_default()
        })
    }

    /// Whether the bytes were something else than a log.
    pub fn is_no_log(&self) -> bool {
        self.records.is_empty() && self.skipped.foreign == 0 && self.skipped.unreadable > 0
    }

    /// Every record as a line with its newline, in the canonical order, each once.
    pub fn into_lines(self) -> Vec<String> {
        merge::in_order(self.records).iter().map(line_of).collect()
    }

    fn followed_by(mut self, next: Self) -> Self {
        self.records.extend(next.records);
        self.skipped.foreign += next.skipped.foreign;
        self.skipped.unreadable += next.skipped.unreadable;
        self
    }

    fn of_part(bytes: &'log [u8]) -> Self {
        let mut reading = Reading::default();
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            if !rest[..end].trim_ascii().is_empty() {
                reading.take(&rest[..end]);
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        reading
    }

    fn take(&mut self, bytes: &'log [u8]) {
        match line::read(bytes) {
            Ok(record) => self.records.push(record),
            Err(NotARecord::Foreign) => self.skipped.foreign += 1,
            Err(NotARecord::Unreadable) => {
                self.skipped.unreadable += 1;
                self.records.extend(glued_record(bytes));
            }
        }
    }
}

fn line_of(record: &Record) -> String {
    format!("{}\n", line::write(record))
}

/// Cuts `bytes` at newlines into at most `count` parts of about one length.
fn parts(bytes: &[u8], count: usize) -> Vec<&[u8]> {
    let mut parts = Vec::with_capacity(count);
    let mut rest = bytes;
    for parts_left in (2..=count).rev() {
        let middle = rest.len() / parts_left;
        let newline = rest[middle..].iter().position(|byte| *byte == b'\n');
        let (part, after) = rest.split_at(newline.map_or(rest.len(), |newline| middle + newline + 1));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// `cat` of a log with a torn end glues the next log's first line to the fragment: that record is whole, and found again here.
fn glued_record(bytes: &[u8]) -> Option<Record<'_>> {
    const START: &[u8] = b"{\"v\":";
    let start = bytes.windows(START.len()).rposition(|window| window == START)?;
    line::read(&bytes[start..]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(level: u8) -> Event<'static> {
        Event::HintShown { level }
    }

    fn log() -> (tempfile::TempDir, AttemptLog) {
        let folder = tempfile::tempdir().unwrap();
        let log = AttemptLog::new(folder.path());
        (folder, log)
    }

    #[test]
    fn no_file_is_an_empty_log() {
        let (_folder, log) = log();
        assert_eq!(Reading::of(&log.read().unwrap()), Reading::default());
    }

    #[test]
    fn what_is_recorded_is_read_back() {
        let (_folder, log) = log();
        let first = log.record("gini-split", hint(1)).unwrap();
        let second = log.record("gini-split", hint(2)).unwrap();
        assert_eq!(Reading::of(&log.read().unwrap()).records, [first, second]);
    }

    #[test]
    fn a_torn_last_line_is_kept_aside_and_the_log_goes_on() {
        let (folder, log) = log();
        log.record("gini-split", hint(1)).unwrap();
        let path = folder.path().join(FILE_NAME);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, [&whole[..], b"{\"v\":1,\"at\":\"20"].concat()).unwrap();

        assert_eq!(
            Reading::of(&log.read().unwrap()).skipped,
            Skipped {
                foreign: 0,
                unreadable: 1
            }
        );
        log.record("gini-split", hint(2)).unwrap();

        let bytes = log.read().unwrap();
        let reading = Reading::of(&bytes);
        assert_eq!((reading.records.len(), reading.skipped), (2, Skipped::default()));
        assert_eq!(fs::read(folder.path().join("torn-1.jsonl")).unwrap(), b"{\"v\":1,\"at\":\"20");
    }

    #[test]
    fn a_whole_record_that_lacks_its_newline_is_kept() {
        let (folder, log) = log();
        log.record("gini-split", hint(1)).unwrap();
        let path = folder.path().join(FILE_NAME);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, whole.trim_ascii_end()).unwrap();
        log.record("gini-split", hint(2)).unwrap();
        assert_eq!(Reading::of(&log.read().unwrap()).records.len(), 2);
    }

    #[test]
    fn a_record_glued_to_a_fragment_by_cat_is_found() {
        let (folder, log) = log();
        log.record("gini-split", hint(1)).unwrap();
        let whole = fs::read(folder.path().join(FILE_NAME)).unwrap();
        let bytes = [&whole[..40], &whole[..]].concat();
        let reading = Reading::of(&bytes);
        assert_eq!((reading.records.len(), reading.skipped.unreadable), (1, 1));
    }

    #[test]
    fn noise_and_newer_lines_are_counted_and_harm_nothing() {
        let reading = Reading::of(b"\xff\xfe\n{\"v\":9}\n\n[]\n");
        assert_eq!(
            reading.skipped,
            Skipped {
                foreign: 1,
                unreadable: 2
            }
        );
    }

    #[test]
    fn a_log_cut_into_parts_holds_the_same_lines() {
        let lines: Vec<String> = (0..50).map(|number| "x".repeat(number * 7 % 31)).collect();
        for text in [lines.join("\n"), String::new(), "\n".to_owned(), "no newline".to_owned()] {
            for count in 1..9 {
                let parts = parts(text.as_bytes(), count);
                assert!(parts.len() <= count);
                let filled: Vec<&&[u8]> = parts.iter().filter(|part| !part.is_empty()).collect();
                assert!(filled.iter().rev().skip(1).all(|part| part.ends_with(b"\n")));
                assert_eq!(parts.concat(), text.as_bytes());
            }
        }
    }

    #[test]
    fn a_long_log_is_read_by_several_threads_as_by_one() {
        let (folder, log) = log();
        log.record("gini-split", hint(1)).unwrap();
        let line = fs::read(folder.path().join(FILE_NAME)).unwrap();
        let bytes = [line, b"{\"v\":9}\n[]\n".to_vec()].concat().repeat(30_000);
        assert!(bytes.len() > 2 * BYTES_A_THREAD);
        let reading = Reading::of(&bytes);
        assert_eq!(reading.records.len(), 30_000);
        assert_eq!((reading.skipped.foreign, reading.skipped.unreadable), (30_000, 30_000));
    }

    #[test]
    fn two_writers_at_once_lose_nothing() {
        let (_folder, log) = log();
        thread::scope(|scope| {
            for level in 1..=2 {
                let log = &log;
                scope.spawn(move || (0..200).for_each(|_| drop(log.record("gini-split", hint(level)).unwrap())));
            }
        });
        let bytes = log.read().unwrap();
        let reading = Reading::of(&bytes);
        assert_eq!((reading.records.len(), reading.skipped), (400, Skipped::default()));
    }
}
