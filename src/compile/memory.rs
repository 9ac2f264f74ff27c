//! What programs said about themselves, kept in a file of the cache until something their answers depend on changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::store;

/// Of the file's shape.
const VERSION: u32 = 4;

/// What a program says about itself.
pub trait Answer: Clone + Serialize + DeserializeOwned {
    /// What it depends on, where the program was asked at `path`: it holds until one of these changes.
    fn stamps(&self, path: &Path) -> Vec<String>;
}

/// The file: answers by the path of the program asked.
#[derive(Serialize, Deserialize)]
struct Memory<A> {
    version: u32,
    answers: BTreeMap<PathBuf, Remembered<A>>,
}

#[derive(Serialize, Deserialize)]
struct Remembered<A> {
    answer: A,
    stamps: Vec<String>,
}

/// What `file` remembers of the program at `path`; `question` asks it where that is nothing, or no longer holds.
///
/// # Errors
/// Those of `question`.
pub fn recall<A: Answer, E>(file: &Path, path: &Path, question: impl FnOnce() -> Result<A, E>) -> Result<A, E> {
    let mut memory = Memory::<A>::read(file);
    if let Some(Remembered { answer, stamps }) = memory.answers.get(path)
        && *stamps == answer.stamps(path)
    {
        return Ok(answer.clone());
    }
    let answer = question()?;
    let stamps = answer.stamps(path);
    memory.answers.insert(
        path.to_owned(),
        Remembered {
            answer: answer.clone(),
            stamps,
        },
    );
    memory.write(file);
    Ok(answer)
}

impl<A: Answer> Memory<A> {
    /// A file that is missing, damaged or of another shape remembers nothing.
    fn read(file: &Path) -> Self {
        let memory = fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        memory
            .filter(|memory: &Self| memory.version == VERSION)
            .unwrap_or_else(|| Memory {
                version: VERSION,
                answers: BTreeMap::new(),
            })
    }

    /// Only saves time, so a cache that cannot be written is no error.
    fn write(&self, file: &Path) {
        let write = || -> Option<()> {
            fs::create_dir_all(file.parent()?).ok()?;
            store::write(file, &serde_json::to_vec(self).ok()?).ok()
        };
        write();
    }
}
