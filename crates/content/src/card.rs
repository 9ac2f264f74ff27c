//! A dataset's card, `datasets/<name>/card.toml`: where the data comes from, what it holds, and how it is split.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// `card.toml`, read and checked by [`Card::parse`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    pub title: String,
    /// One sentence on what the rows are.
    pub summary: String,
    pub kind: Kind,
    /// Rows of the data file, canaries included.
    pub rows: usize,
    /// Class names by number; empty for a real target.
    pub classes: Vec<String>,
    /// Height and width of an image in pixels; for images alone.
    pub image: Option<[usize; 2]>,
    /// What goes wrong with this data, one sentence or two each.
    pub pitfalls: Vec<String>,
    pub source: Source,
    pub licence: Licence,
    pub split: SplitCard,
    pub files: Vec<DataFile>,
    pub columns: Vec<ColumnCard>,
}

/// What a row's features are, and so which files a dataset has and how they are handed to a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `data.csv.gz`; handed over as CSV.
    Table,
    /// `data.csv.gz` with one text feature; handed over as JSON lines.
    Texts,
    /// `images.idx3.gz` and `labels.idx1.gz`; handed over as npy.
    Images,
}

/// The registry package the data was made from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub registry: String,
    pub package: String,
    pub version: String,
    pub path: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    pub name: String,
    /// The notice's file name in the dataset's folder.
    pub file: String,
    pub attribution: String,
    /// What differs from the source.
    pub changes: String,
}

/// How the rows are split; the split itself is `split.csv.gz`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitCard {
    /// What is kept together and what decides the part.
    pub by: String,
    pub train: usize,
    /// Scored rows, canaries not counted.
    pub practice: usize,
    /// Scored rows, canaries not counted.
    #[serde(rename = "final")]
    pub final_: usize,
    /// Canaries in each of practice and final.
    pub canaries: usize,
    /// How the canaries' labels were re-drawn.
    pub canary_labels: String,
}

/// A data file as shipped.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataFile {
    pub name: String,
    pub bytes: u64,
    /// Of the compressed file, in hexadecimal.
    pub sha256: String,
    /// Of what it holds, which does not vary with the compressor.
    pub content_sha256: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnCard {
    pub name: String,
    pub role: ColumnRole,
    pub dtype: Storage,
    /// Empty where there is none.
    pub unit: String,
    pub description: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnRole {
    /// Names the row; a feature of tables, though one that a model should not use.
    Id,
    Feature,
    Target,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Storage {
    F64,
    Str,
    U8,
    /// One of the card's `classes`, by name.
    Class,
}

impl Card {
    /// Reads a card and checks what it says against itself.
    ///
    /// # Errors
    /// The first thing wrong with the text, in words for who edits it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let card: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        card.check().map(|()| card)
    }

    fn check(&self) -> Result<(), String> {
        let targets = self.columns.iter().filter(|column| column.role == ColumnRole::Target).count();
        if targets != 1 {
            return Err(format!("{targets} columns have role \"target\"; a dataset has exactly one"));
        }
        if (self.target().dtype == Storage::Class) == self.classes.is_empty() {
            return Err("`classes` names the classes of a target of dtype \"class\", and is empty for any other".to_owned());
        }
        if (self.kind == Kind::Images) != self.image.is_some() {
            return Err(
                "`image`, the height and width in pixels, is for datasets of kind \"images\" and for those alone".to_owned(),
            );
        }
        let split = self.split.train + self.split.practice + self.split.final_ + 2 * self.split.canaries;
        if split != self.rows {
            return Err(format!(
                "`rows` is {}, but the parts and their canaries make {split}",
                self.rows
            ));
        }
        self.check_files()
    }

    fn check_files(&self) -> Result<(), String> {
        let missing = self
            .kind
            .data_files()
            .iter()
            .find(|name| !self.files.iter().any(|file| file.name == **name));
        missing.map_or(Ok(()), |name| {
            Err(format!(
                "no [[files]] entry for {name}, which every dataset of kind {:?} has",
                self.kind
            ))
        })
    }

    /// The column to predict.
    pub fn target(&self) -> &ColumnCard {
        self.columns
            .iter()
            .find(|column| column.role == ColumnRole::Target)
            .expect("parse refuses a card without a target")
    }

    /// sha256 over the data and the split, through their recorded sha256.
    pub fn sha256(&self) -> String {
        let mut files: Vec<&DataFile> = self.files.iter().collect();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        let listing: String = files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect();
        sha256(listing.as_bytes())
    }
}

impl Kind {
    /// The data files a folder of this kind must have.
    pub fn data_files(self) -> &'static [&'static str] {
        match self {
            Self::Table | Self::Texts => &["data.csv.gz", "split.csv.gz"],
            Self::Images => &["images.idx3.gz", "labels.idx1.gz", "split.csv.gz"],
        }
    }
}

/// sha256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything wrong with a dataset's folder, one sentence each; empty when it is complete and its files are the recorded ones.
pub fn folder_problems(folder: &Path) -> Vec<String> {
    let at = |problem: String| format!("{}: {problem}", folder.display());
    let text = match std::fs::read_to_string(folder.join("card.toml")) {
        Ok(text) => text,
        Err(error) => return vec![at(format!("card.toml cannot be read ({error}); every dataset has one"))],
    };
    let card = match Card::parse(&text) {
        Ok(card) => card,
        Err(reason) => return vec![at(format!("card.toml: {reason}"))],
    };
    let beside = ["make.py", card.licence.file.as_str()];
    let missing = beside
        .iter()
        .filter(|name| !folder.join(name).is_file())
        .map(|name| at(format!("{name} is missing")));
    missing
        .chain(card.files.iter().filter_map(|file| file_problem(folder, file).map(at)))
        .collect()
}

fn file_problem(folder: &Path, file: &DataFile) -> Option<String> {
    match std::fs::read(folder.join(&file.name)) {
        Err(error) => Some(format!("{} cannot be read ({error}); run make.py to make it", file.name)),
        Ok(bytes) => {
            let found = sha256(&bytes);
            (found != file.sha256).then(|| {
                format!(
                    "{} has sha256 {found}, but card.toml says {}; run make.py to make it again",
                    file.name, file.sha256
                )
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KING: &str = include_str!("../../../datasets/king-county/card.toml");

    #[test]
    fn a_card_whose_parts_do_not_add_up_is_refused() {
        let reason = Card::parse(&KING.replace("train = 12887", "train = 12886")).unwrap_err();
        assert_eq!(reason, "`rows` is 21613, but the parts and their canaries make 21612");
    }

    #[test]
    fn a_card_needs_exactly_one_target() {
        let reason = Card::parse(&KING.replace("role = \"target\"", "role = \"feature\"")).unwrap_err();
        assert!(reason.starts_with("0 columns have role"), "{reason}");
    }

    #[test]
    fn a_real_target_has_no_classes() {
        let reason = Card::parse(&KING.replace("classes = []", "classes = [\"cheap\", \"dear\"]")).unwrap_err();
        assert!(reason.contains("`classes`"), "{reason}");
    }

    #[test]
    fn an_unknown_field_is_refused() {
        assert!(Card::parse(&format!("colour = 3\n{KING}")).unwrap_err().contains("colour"));
    }

    #[test]
    fn a_changed_data_file_a_missing_one_and_a_missing_notice_are_all_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("card.toml"), KING).unwrap();
        std::fs::write(folder.path().join("data.csv.gz"), b"other").unwrap();
        std::fs::write(folder.path().join("make.py"), b"").unwrap();
        let problems = folder_problems(folder.path());
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[0].ends_with("LICENSE is missing"), "{problems:?}");
        assert!(problems[1].contains("data.csv.gz has sha256 d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa"));
        assert!(problems[2].contains("split.csv.gz cannot be read"), "{problems:?}");
    }

    #[test]
    fn every_shipped_dataset_folder_is_complete() {
        let datasets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets");
        let entries = std::fs::read_dir(&datasets).unwrap().map(|entry| entry.unwrap().path());
        let folders: Vec<_> = entries.filter(|path| path.join("card.toml").is_file()).collect();
        assert!(folders.len() >= 3);
        for folder in folders {
            assert_eq!(folder_problems(&folder), Vec::<String>::new());
        }
    }
}
