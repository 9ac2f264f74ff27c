//! `Submission`: a solution file, read once, so that what is hashed, built and logged is the same text.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::catalog::{Exemplar, Exercise, Language};
use crate::text;
use crate::words::hex;

/// A solution is a page or two of code; what is longer is something else.
const LONGEST_BYTES: u64 = 1 << 20;

/// One solution of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub language: Language,
    /// The path as the learner knows it.
    pub path: PathBuf,
    /// The code, or why the file holds none that could be built: the learner's turn.
    pub text: Result<String, String>,
    /// Of the file's bytes, in hex.
    pub sha256: String,
    /// There is nothing of the learner's to grade yet.
    pub is_starter: bool,
}

impl Submission {
    /// Reads the file at `path`, and follows no link at the path's end: another person's submission may be one.
    ///
    /// # Errors
    /// Where there is no such file, or it cannot be read.
    pub fn read(exercise: &Exercise, language: Language, path: &Path) -> io::Result<Self> {
        let (bytes, flaw) = match unfit(&fs::symlink_metadata(path)?) {
            Some(flaw) => (Vec::new(), Some(flaw)),
            None => bytes_of(path)?,
        };
        let sha256 = hex(&Sha256::digest(&bytes));
        let text = match flaw {
            Some(flaw) => Err(flaw.to_owned()),
            None => text::decode(bytes).map_err(|flaw| flaw.to_string()),
        };
        let text = text.map_err(|flaw| format!("{} {flaw}", path.display()));
        let starter = exercise.starter(language);
        Ok(Submission {
            language,
            path: path.to_owned(),
            is_starter: starter.is_some() && starter.as_deref() == text.as_deref().ok(),
            text,
            sha256,
        })
    }

    /// One of the exercise's own programs, graded as if a learner had written it; none where it is not written in `language`.
    pub fn own(exercise: &Exercise, exemplar: &Exemplar, language: Language) -> Option<Self> {
        let text = exercise.program(exemplar, language)?;
        Some(Submission {
            language,
            path: PathBuf::from(format!("solution.{}", language.extension())),
            sha256: hex(&Sha256::digest(&text)),
            is_starter: *exemplar == Exemplar::Starter,
            text: Ok(text),
        })
    }

    /// The file's name, for tracebacks.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Why what lies there is no file of code.
fn unfit(metadata: &fs::Metadata) -> Option<&'static str> {
    (!metadata.is_file()).then_some("is a link or a folder; put the solution's code itself there")
}

/// The file's bytes, or why they are too many.
fn bytes_of(path: &Path) -> io::Result<(Vec<u8>, Option<&'static str>)> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST_BYTES + 1).read_to_end(&mut bytes)?;
    let is_long = bytes.len() as u64 > LONGEST_BYTES;
    Ok((bytes, is_long.then_some("is larger than 1 MiB; keep data out of the code")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::content::Content;

    fn read(bytes: &[u8]) -> Submission {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("solution.py");
        fs::write(&path, bytes).unwrap();
        of_gini_split(&path).unwrap()
    }

    fn of_gini_split(path: &Path) -> io::Result<Submission> {
        let catalog = Catalog::open(&Content::Embedded).unwrap();
        Submission::read(catalog.find("gini-split").unwrap(), Language::Python, path)
    }

    fn flaw(submission: Submission) -> String {
        submission.text.unwrap_err()
    }

    #[test]
    fn the_hash_is_that_of_the_text() {
        let submission = read(b"x = 1\n");
        assert_eq!(submission.text.as_deref(), Ok("x = 1\n"));
        assert!(submission.sha256.starts_with("9e26bf36"), "{}", submission.sha256);
        assert!(!submission.is_starter);
    }

    #[test]
    fn the_starter_is_known_for_what_it_is_and_a_changed_one_is_not() {
        let catalog = Catalog::open(&Content::Embedded).unwrap();
        let starter = catalog.find("gini-split").unwrap().starter(Language::Python).unwrap();
        assert!(read(starter.as_bytes()).is_starter);
        assert!(!read(format!("{starter}\n").as_bytes()).is_starter);
    }

    #[test]
    fn what_is_no_text_or_too_long_is_refused_in_words() {
        assert!(flaw(read(b"x = '\xff'")).ends_with("is not UTF-8 text: byte 5 (0xff), in line 1; save it as UTF-8"));
        assert_eq!(read(b"\xef\xbb\xbfx = 1").text.as_deref(), Ok("x = 1"));
        assert!(flaw(read(&vec![b' '; (1 << 20) + 1])).contains("is larger than 1 MiB"));
        assert!(read(&vec![b' '; 1 << 20]).text.is_ok());
    }

    #[test]
    fn a_link_or_a_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(flaw(of_gini_split(folder.path()).unwrap()).contains("is a link or a folder"));
        #[cfg(unix)]
        {
            let link = folder.path().join("solution.py");
            std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
            assert!(flaw(of_gini_split(&link).unwrap()).contains("is a link or a folder"));
        }
    }

    #[test]
    fn a_missing_file_is_an_error_of_reading() {
        let folder = tempfile::tempdir().unwrap();
        let error = of_gini_split(&folder.path().join("solution.py")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
