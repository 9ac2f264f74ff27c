//! Makes a dataset's files in the cache, once: under a lock, in a scratch folder, moved into place when complete.
//!
//! Layout of `<cache>/datasets/<name>-<sha8>/`:
//! `inputs/` has, for a table, `train.csv`, `train-sample.csv`, `practice.csv`, `practice-shuffled.csv`, `practice-small-0.csv` and
//! on, and the same of `final` (`.jsonl` for texts, `.npy` for images, which also have `-dim` and `-real`), and `train_target.npy`;
//! `labels/` has, for practice and final each, `-target.npy`, `-canaries.npy`, `-groups.npy`, `-shuffled.npy`, `-small.json` and
//! `-ids.txt`;
//! `files.json` lists every file with its size and checksum: a folder without it, or whose sizes are at odds with it, is made again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use mlings_content::card::{self, Card, ColumnRole, Kind};
use mlings_grade::Target;
use polars::prelude::Column;
use polars_io::prelude::{CsvWriter, SerWriter};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::{Deserialize, Serialize};

use super::error::DatasetError;
use super::load::{Dataset, Features, SplitRow, take};
use super::part::{Part, View, features_name, sample_rows};
use super::{npy, telling};
use crate::content::Content;

/// Raised when the files or the rows of a view change: older folders are then left alone and new ones made.
const LAYOUT: u32 = 4;

/// The list of files.
const LIST: &str = "files.json";

/// What a prepared file was when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    bytes: u64,
    crc32: u32,
}

impl Sealed {
    fn of(bytes: &[u8]) -> Self {
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        Sealed {
            bytes: bytes.len() as u64,
            crc32: sum.sum(),
        }
    }

    /// Whether these are the bytes that were written.
    pub fn holds(self, bytes: &[u8]) -> bool {
        self == Sealed::of(bytes)
    }
}

/// Of the shuffled views; any number would do, this one stays.
const SEED: u64 = 20_261_123;

/// The folder a dataset's prepared files belong in.
pub fn directory(cache: &Path, name: &str, card: &Card) -> PathBuf {
    let key = card::sha256(format!("{LAYOUT} {}", card.sha256()).as_bytes());
    cache.join("datasets").join(format!("{name}-{}", &key[..8]))
}

/// The extension of the features' files.
pub fn extension(kind: Kind) -> &'static str {
    match kind {
        Kind::Table => "csv",
        Kind::Texts => "jsonl",
        Kind::Images => "npy",
    }
}

/// Makes the files unless they stand there complete, and says what they were when they were made; two processes at once make them once.
///
/// # Errors
/// A dataset that cannot be read, or a cache that cannot be written.
pub fn ensure(content: &Content, name: &str, directory: &Path) -> Result<BTreeMap<String, Sealed>, DatasetError> {
    if let Some(files) = complete(directory) {
        return Ok(files);
    }
    let parent = directory.parent().expect("directory() joins two parts to the cache");
    let failed = |error| DatasetError::cache(parent, error);
    fs::create_dir_all(parent).map_err(failed)?;
    let lock = File::create(parent.join(format!("{name}.lock"))).map_err(failed)?;
    lock.lock().map_err(failed)?;
    if let Some(files) = complete(directory) {
        return Ok(files);
    }
    let prefix = format!(".{name}-");
    // Whoever left these behind held the lock and was killed.
    for abandoned in fs::read_dir(parent).map_err(failed)?.flatten() {
        if abandoned.file_name().to_string_lossy().starts_with(&prefix) {
            fs::remove_dir_all(abandoned.path()).map_err(failed)?;
        }
    }
    let scratch = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).map_err(failed)?;
    let files = files(&Dataset::read(content, name)?)?;
    let sealed = write(scratch.path(), &files).map_err(failed)?;
    if directory.exists() {
        fs::remove_dir_all(directory).map_err(failed)?;
    }
    fs::rename(scratch.path(), directory).map_err(failed)?;
    // The scratch folder's guard finds nothing left to remove; dropping `lock` frees it.
    Ok(sealed)
}

/// The files, if every one that is listed is there with its size. Contents are looked at where they are read.
fn complete(directory: &Path) -> Option<BTreeMap<String, Sealed>> {
    let list = fs::read(directory.join(LIST)).ok()?;
    let files: BTreeMap<String, Sealed> = serde_json::from_slice(&list).ok()?;
    let is_there =
        |(name, sealed): (&String, &Sealed)| fs::metadata(directory.join(name)).is_ok_and(|found| found.len() == sealed.bytes);
    (!files.is_empty() && files.iter().all(is_there)).then_some(files)
}

/// Has the files made again when they are next needed.
pub fn discard(directory: &Path) {
    // Where it cannot be removed, nothing can be made again either, and that will be said.
    let _ = fs::remove_file(directory.join(LIST));
}

fn write(directory: &Path, files: &BTreeMap<String, Vec<u8>>) -> std::io::Result<BTreeMap<String, Sealed>> {
    fs::create_dir(directory.join("inputs"))?;
    fs::create_dir(directory.join("labels"))?;
    for (name, bytes) in files {
        fs::write(directory.join(name), bytes)?;
    }
    let sealed = files.iter().map(|(name, bytes)| (name.clone(), Sealed::of(bytes))).collect();
    fs::write(
        directory.join(LIST),
        serde_json::to_vec_pretty(&sealed).expect("a map of numbers is JSON"),
    )?;
    readable_by_owner_and_others(directory)?;
    Ok(sealed)
}

/// A scratch folder is its owner's alone; the prepared one is as open as any folder the user makes.
#[cfg(unix)]
fn readable_by_owner_and_others(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_owner_and_others(_directory: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Every prepared file by its name, with `/` between parts.
pub fn files(dataset: &Dataset) -> Result<BTreeMap<String, Vec<u8>>, DatasetError> {
    let extension = extension(dataset.card.kind);
    let train: Vec<usize> = dataset.part(Part::Train).iter().map(|line| line.row).collect();
    let of_train = sample_rows(train.len()).into_iter().map(|position| train[position]);
    let mut files = BTreeMap::from([
        (
            format!("inputs/{}", features_name(Part::Train, View::Sample, extension)),
            features(dataset, &of_train.collect::<Vec<_>>(), None),
        ),
        (format!("inputs/train.{extension}"), features(dataset, &train, None)),
        ("inputs/train_target.npy".to_owned(), target(&dataset.target.take(&train))),
    ]);
    for part in [Part::Practice, Part::Final] {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(SEED + part as u64);
        let lines = dataset.part(part);
        let rows: Vec<usize> = lines.iter().map(|line| line.row).collect();
        let mut shuffled: Vec<usize> = (0..rows.len()).collect();
        shuffled.shuffle(&mut random);
        let ids = redraw(&dataset.ids, &mut random);
        let of = |positions: &[usize]| positions.iter().map(|position| rows[*position]).collect::<Vec<usize>>();
        let mut insert = |view: View, rows: &[usize], ids| {
            files.insert(
                format!("inputs/{}", features_name(part, view, extension)),
                features(dataset, rows, ids),
            );
        };
        insert(View::All, &rows, None);
        insert(View::Shuffled, &of(&shuffled), Some(&ids));
        let small = telling::small(dataset, &rows);
        for (call, positions) in small.iter().enumerate() {
            insert(View::Small(call), &of(positions), None);
        }
        if let Features::Images(pixels) = &dataset.features {
            let some: Vec<usize> = of(&sample_rows(rows.len()));
            let ink: Vec<u8> = some.iter().flat_map(|row| pixels.row(*row).to_vec()).collect();
            let shape = [some.len(), pixels.ncols()];
            let mut insert = |view: View, bytes| files.insert(format!("inputs/{}", features_name(part, view, extension)), bytes);
            insert(
                View::Dim,
                npy::to_bytes(ink.iter().map(|ink| u8::from(*ink > u8::MAX / 2)), &shape),
            );
            insert(View::Real, npy::to_bytes(ink.iter().map(|ink| f64::from(*ink)), &shape));
        }
        files.extend(labels(dataset, part, &lines, &shuffled));
        let small = serde_json::to_vec(&small).expect("row numbers are JSON");
        files.insert(format!("labels/{}-small.json", part.name()), small);
    }
    Ok(files)
}

/// New ids for old: ten digits that no row of the data has; rows that share an id still do.
fn redraw(ids: &[String], random: &mut Xoshiro256PlusPlus) -> HashMap<String, String> {
    let mut taken: BTreeSet<String> = ids.iter().cloned().collect();
    let mut redrawn = HashMap::new();
    for id in ids {
        if !redrawn.contains_key(id) {
            let mut fresh = || random.gen_range(1_000_000_000_u64..10_000_000_000).to_string();
            let mut drawn = fresh();
            while !taken.insert(drawn.clone()) {
                drawn = fresh();
            }
            redrawn.insert(id.clone(), drawn);
        }
    }
    redrawn
}

/// The features' file of some rows; `ids` replaces the ids of a table.
fn features(dataset: &Dataset, rows: &[usize], ids: Option<&HashMap<String, String>>) -> Vec<u8> {
    match &dataset.features {
        Features::Table(frame) => {
            let mut frame = take(frame, rows);
            let column = dataset.card.columns.iter().find(|column| column.role == ColumnRole::Id);
            if let (Some(ids), Some(column)) = (ids, column) {
                let redrawn: Vec<&str> = rows.iter().map(|row| ids[&dataset.ids[*row]].as_str()).collect();
                frame
                    .with_column(Column::new(column.name.as_str().into(), redrawn))
                    .expect("the ids are as many as the rows");
            }
            let mut bytes = Vec::new();
            CsvWriter::new(&mut bytes)
                .finish(&mut frame)
                .expect("writing to memory does not fail");
            bytes
        }
        Features::Texts(texts) => {
            let line = |row: &usize| serde_json::to_string(&texts[*row]).expect("a string is JSON") + "\n";
            rows.iter().map(line).collect::<String>().into_bytes()
        }
        Features::Images(pixels) => {
            let elements = rows.iter().flat_map(|row| pixels.row(*row).into_iter().copied());
            npy::to_bytes(elements, &[rows.len(), pixels.ncols()])
        }
    }
}

fn target(target: &Target) -> Vec<u8> {
    match target {
        Target::Real(values) => npy::to_bytes(values.iter().copied(), &[values.len()]),
        Target::Class(classes) => npy::to_bytes(classes.iter().copied(), &[classes.len()]),
    }
}

/// The grader's files of a held-out part.
fn labels(dataset: &Dataset, part: Part, lines: &[SplitRow], shuffled: &[usize]) -> Vec<(String, Vec<u8>)> {
    let rows: Vec<usize> = lines.iter().map(|line| line.row).collect();
    let canaries: Vec<usize> = (0..lines.len()).filter(|position| lines[*position].canary).collect();
    let mut numbers = HashMap::new();
    let groups: Vec<usize> = lines
        .iter()
        .map(|line| {
            let next = numbers.len();
            *numbers.entry(line.group).or_insert(next)
        })
        .collect();
    let integers = |values: &[usize]| npy::to_bytes(values.iter().map(|value| *value as i64), &[values.len()]);
    let ids: String = rows.iter().map(|row| format!("{}\n", dataset.ids[*row])).collect();
    let name = |file: &str| format!("labels/{}-{file}", part.name());
    vec![
        (name("target.npy"), target(&dataset.target.take(&rows))),
        (name("canaries.npy"), integers(&canaries)),
        (name("groups.npy"), integers(&groups)),
        (name("shuffled.npy"), integers(shuffled)),
        (name("ids.txt"), ids.into_bytes()),
    ]
}
