//! The log file: appended under a lock, one write and one sync at a time, read past anything broken.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::num::NonZero;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use chrono::{SubsecRound, Utc};

use crate::entry::Entry;
use crate::line::{self, NotARecord};
use crate::lines::{Lines, record_in};
use crate::reading::{Reading, Skipped};
use crate::record::Record;

const FILE_NAME: &str = "attempts.jsonl";

/// Less than this is read before another thread has started.
const BYTES_A_PART: u64 = 1 << 20;
/// Parts for each processor: where another program slows one of them, the others take over.
const PARTS_A_PROCESSOR: u64 = 4;
/// Fits a processor's own cache.
const BUFFER_BYTES: usize = 1 << 17;

/// The attempt log of one workspace.
#[derive(Clone, Debug)]
pub struct AttemptLog {
    path: PathBuf,
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

    /// Appends one line, stamped with the time, and returns once it is on disk.
    ///
    /// # Errors
    /// When the file cannot be locked, written or synced.
    pub fn record(&self, exercise: &str, entry: &Entry) -> Result<(), LogError> {
        let append = || {
            let mut file = self.open_to_append()?;
            file.lock()?;
            // The clock is read under the lock, so that no two lines of one machine bear the same time.
            let line = line::write(Utc::now().trunc_subsecs(6), exercise, entry);
            self.append(&mut file, &format!("{line}\n"))
        };
        append().map_err(|source| self.error("write to", source))
    }

    /// Adds those of `others` the log does not have yet, and returns them once they are on disk: all of them, or none.
    ///
    /// # Errors
    /// When the file cannot be locked, read, written or synced.
    pub fn add<'others>(&self, others: Lines<'others>) -> Result<Lines<'others>, LogError> {
        let add = || {
            let mut file = self.open_to_append()?;
            file.lock()?;
            let own = all_bytes(&mut file)?;
            let lacking = others.without(&Lines::of(&own));
            if !lacking.lines.is_empty() {
                self.append(&mut file, &lacking.text())?;
            }
            Ok(lacking)
        };
        add().map_err(|source| self.error("write to", source))
    }

    /// Appends whole lines in one write; what a full disk cuts short is taken back.
    fn append(&self, file: &mut File, lines: &str) -> io::Result<()> {
        let separator = self.set_torn_line_aside(file)?;
        let length = file.metadata()?.len();
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

    /// Every byte of the log. No file is an empty log.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, LogError> {
        let bytes = || {
            let mut file = File::open(&self.path)?;
            file.lock_shared()?;
            all_bytes(&mut file)
        };
        self.unless_missing(bytes())
    }

    /// Reads every record; damaged and foreign lines are counted, never fatal. No file is an empty log.
    ///
    /// Several threads share a long log, and none keeps its text: a hundred thousand lines take a moment and little memory.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn read(&self) -> Result<Reading, LogError> {
        let read = || {
            let file = File::open(&self.path)?;
            file.lock_shared()?;
            let parts = parts(file.metadata()?.len());
            let parts = thread::scope(|scope| {
                let read = |part| scope.spawn(move || Reading::of_part(File::open(&self.path)?, part));
                let readers: Vec<_> = parts.into_iter().map(read).collect();
                let parts = readers
                    .into_iter()
                    .map(|reader| reader.join().expect("reading lines does not panic"));
                parts.collect::<io::Result<Vec<Reading>>>()
            })?;
            Ok(parts.into_iter().reduce(Reading::followed_by).unwrap_or_default())
        };
        self.unless_missing(read())
    }

    fn unless_missing<T: Default>(&self, result: io::Result<T>) -> Result<T, LogError> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(T::default()),
            result => result.map_err(|source| self.error("read", source)),
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

impl Reading {
    /// Reads a log that lies in memory, so that whatever else is said of these bytes is said of the same log.
    pub fn of(bytes: &[u8]) -> Self {
        Reading::of_part(io::Cursor::new(bytes), 0..bytes.len() as u64).expect("memory can always be read")
    }

    /// Reads the lines that begin in `part`.
    fn of_part(file: impl Read + Seek, part: Range<u64>) -> io::Result<Self> {
        let mut file = BufReader::with_capacity(BUFFER_BYTES, file);
        let mut skipped = Skipped::default();
        let mut records = Vec::new();
        let mut names = BTreeSet::new();
        let mut line = Vec::new();
        let mut position = part.start.saturating_sub(1);
        file.seek(SeekFrom::Start(position))?;
        if part.start > 0 {
            // The line under way began in the part before.
            position += file.read_until(b'\n', &mut line)? as u64;
        }
        while position < part.end {
            line.clear();
            let length = file.read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            position += length as u64;
            if let Some((record, _)) = record_in(line.trim_ascii(), &mut skipped) {
                let exercise = shared(record.exercise, &mut names);
                records.push(Record { exercise, ..record });
            }
        }
        Ok(Reading {
            parts: vec![records],
            skipped,
        })
    }
}

/// The one of `names` that says the same, so that a long log does not keep every name anew.
fn shared(name: Arc<str>, names: &mut BTreeSet<Arc<str>>) -> Arc<str> {
    if let Some(known) = names.get(&name) {
        return Arc::clone(known);
    }
    names.insert(Arc::clone(&name));
    name
}

/// Cuts so many bytes into parts of about one length.
fn parts(length: u64) -> Vec<Range<u64>> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let count = (length / BYTES_A_PART).clamp(1, processors * PARTS_A_PROCESSOR);
    (0..count)
        .map(|part| length * part / count..length * (part + 1) / count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Event;

    fn hint(level: u8) -> Entry<'static> {
        Entry::HintShown { level }
    }

    fn reading_of(bytes: &[u8]) -> Reading {
        Reading::of(bytes)
    }

    fn log() -> (tempfile::TempDir, AttemptLog) {
        let folder = tempfile::tempdir().unwrap();
        let log = AttemptLog::new(folder.path());
        (folder, log)
    }

    #[test]
    fn no_file_is_an_empty_log() {
        let (_folder, log) = log();
        let reading = log.read().unwrap();
        assert_eq!((reading.records().count(), reading.skipped), (0, Skipped::default()));
    }

    #[test]
    fn what_is_recorded_is_read_back() {
        let (_folder, log) = log();
        for level in 1..=2 {
            log.record("gini-split", &hint(level)).unwrap();
        }
        let events: Vec<_> = log.read().unwrap().records().map(|record| record.event.clone()).collect();
        assert_eq!(events, [1, 2].map(|level| Event::HintShown { level }));
    }

    #[test]
    fn a_torn_last_line_is_kept_aside_and_the_log_goes_on() {
        let (folder, log) = log();
        log.record("gini-split", &hint(1)).unwrap();
        let path = folder.path().join(FILE_NAME);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, [&whole[..], b"{\"v\":1,\"at\":\"20"].concat()).unwrap();

        assert_eq!(
            log.read().unwrap().skipped,
            Skipped {
                foreign: 0,
                unreadable: 1
            }
        );
        log.record("gini-split", &hint(2)).unwrap();

        let reading = log.read().unwrap();
        assert_eq!((reading.records().count(), reading.skipped), (2, Skipped::default()));
        assert_eq!(fs::read(folder.path().join("torn-1.jsonl")).unwrap(), b"{\"v\":1,\"at\":\"20");
    }

    #[test]
    fn a_whole_record_that_lacks_its_newline_is_kept() {
        let (folder, log) = log();
        log.record("gini-split", &hint(1)).unwrap();
        let path = folder.path().join(FILE_NAME);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, whole.trim_ascii_end()).unwrap();
        log.record("gini-split", &hint(2)).unwrap();
        assert_eq!(log.read().unwrap().records().count(), 2);
    }

    #[test]
    fn a_record_glued_to_a_fragment_by_cat_is_found() {
        let (folder, log) = log();
        log.record("gini-split", &hint(1)).unwrap();
        let whole = fs::read(folder.path().join(FILE_NAME)).unwrap();
        let reading = reading_of(&[&whole[..40], &whole[..]].concat());
        assert_eq!((reading.records().count(), reading.skipped.unreadable), (1, 1));
    }

    #[test]
    fn noise_and_newer_lines_are_counted_and_harm_nothing() {
        let reading = reading_of(b"\xff\xfe\n{\"v\":9}\n\n[]\n");
        assert_eq!(
            reading.skipped,
            Skipped {
                foreign: 1,
                unreadable: 2
            }
        );
    }

    #[test]
    fn a_log_cut_anywhere_holds_the_same_lines() {
        let (folder, log) = log();
        (1..=3).for_each(|level| log.record("gini-split", &hint(level)).unwrap());
        let bytes = [fs::read(folder.path().join(FILE_NAME)).unwrap(), b"{\"v\":9}\n\n[]".to_vec()].concat();
        let whole = reading_of(&bytes);
        assert_eq!(
            (whole.records().count(), whole.skipped.foreign, whole.skipped.unreadable),
            (3, 1, 1)
        );
        let length = bytes.len() as u64;
        for cut in 0..=length {
            let parts = [0..cut, cut..length].map(|part| Reading::of_part(io::Cursor::new(&bytes), part).unwrap());
            let [first, second] = parts;
            let both = first.followed_by(second);
            assert!(
                both.records().eq(whole.records()) && both.skipped == whole.skipped,
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn a_long_log_is_read_by_several_threads_as_by_one() {
        let (folder, log) = log();
        log.record("gini-split", &hint(1)).unwrap();
        let path = folder.path().join(FILE_NAME);
        let bytes = [fs::read(&path).unwrap(), b"{\"v\":9}\n[]\n".to_vec()]
            .concat()
            .repeat(30_000);
        assert!(parts(bytes.len() as u64).len() > 1);
        fs::write(&path, bytes).unwrap();
        let reading = log.read().unwrap();
        assert_eq!(reading.records().count(), 30_000);
        assert_eq!((reading.skipped.foreign, reading.skipped.unreadable), (30_000, 30_000));
    }

    #[test]
    fn two_writers_at_once_lose_nothing() {
        let (_folder, log) = log();
        thread::scope(|scope| {
            for level in 1..=2 {
                let log = &log;
                scope.spawn(move || (0..200).for_each(|_| log.record("gini-split", &hint(level)).unwrap()));
            }
        });
        let reading = log.read().unwrap();
        assert_eq!((reading.records().count(), reading.skipped), (400, Skipped::default()));
    }
}
