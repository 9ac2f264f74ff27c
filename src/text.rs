//! `decode`: text that people write, whatever their editor makes of it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use thiserror::Error;

/// Why bytes are no text, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Untext {
    #[error("is UTF-16 text; save it as UTF-8")]
    Utf16,
    #[error("holds a NUL byte in line {line}, so it is no text; save it as UTF-8 text")]
    Nul { line: usize },
    /// `position` counts bytes from 0.
    #[error("is not UTF-8 text: byte {position} ({byte:#04x}), in line {line}; save it as UTF-8")]
    NotUtf8 { byte: u8, position: usize, line: usize },
    #[error("is larger than {mebibytes} MiB")]
    TooLong { mebibytes: u64 },
    #[error("is no regular file")]
    NoFile,
}

/// Text without the mark that some editors put in front of it.
///
/// # Errors
/// Where the bytes are no UTF-8 text.
pub fn decode(bytes: Vec<u8>) -> Result<String, Untext> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Untext::Utf16);
    }
    let line_of = |position: usize, bytes: &[u8]| 1 + bytes[..position].iter().filter(|byte| **byte == b'\n').count();
    if let Some(position) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Untext::Nul {
            line: line_of(position, &bytes),
        });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(text) => text.to_owned(),
            None => text,
        }),
        Err(error) => {
            let position = error.utf8_error().valid_up_to();
            Err(Untext::NotUtf8 {
                byte: error.as_bytes()[position],
                position,
                line: line_of(position, error.as_bytes()),
            })
        }
    }
}

/// The text of the file at `path`, no more than `mebibytes` of it. A device or a pipe is not opened: it might never end.
///
/// # Errors
/// The outer one where the file cannot be read, the inner one where it holds no text.
pub fn read(path: &Path, mebibytes: u64) -> io::Result<Result<String, Untext>> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok(Err(Untext::NoFile));
    }
    let mut bytes = Vec::new();
    let most = mebibytes << 20;
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(match bytes.len() as u64 > most {
        true => Err(Untext::TooLong { mebibytes }),
        false => decode(bytes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa\n".to_vec()), Ok("a\n".to_owned()));
        assert_eq!(decode(b"a\xef\xbb\xbf".to_vec()), Ok("a\u{feff}".to_owned()));
    }

    #[test]
    fn what_is_no_utf_8_is_named_with_its_place() {
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), Err(Untext::Utf16));
        assert_eq!(decode(b"a\nb\0".to_vec()), Err(Untext::Nul { line: 2 }));
        let words = decode(b"a\ncaf\xe9".to_vec()).unwrap_err().to_string();
        assert_eq!(words, "is not UTF-8 text: byte 5 (0xe9), in line 2; save it as UTF-8");
    }

    #[test]
    fn a_file_that_is_none_or_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path(), 1).unwrap(), Err(Untext::NoFile));
        let path = folder.path().join("long");
        std::fs::write(&path, vec![b' '; (1 << 20) + 1]).unwrap();
        assert_eq!(read(&path, 1).unwrap(), Err(Untext::TooLong { mebibytes: 1 }));
        assert_eq!(read(&path, 2).unwrap().map(|text| text.len()), Ok((1 << 20) + 1));
    }
}
