//! Which of an exercise's own programs is meant, and its text.

use std::collections::BTreeMap;
use std::fmt;

use mlings_grade::detectors;

use super::error::CatalogError;
use super::exercise::Exercise;
use super::language::Language;
use super::mistake::{self, Folder, Mistake, Variant};

// A made-up detector in exercises/ does not compile.
include!(concat!(env!("OUT_DIR"), "/detectors.rs"));

/// How wide a message stands in the program that makes the mistake.
const WIDTH: usize = 120;

/// One of an exercise's own programs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemplar {
    Starter,
    Reference,
    /// A known mistake, made as it is usually made or as its variant of this name.
    Mistake {
        id: String,
        variant: Option<String>,
    },
}

impl Exemplar {
    /// `starter`, `reference`, or a mistake's id, with a variant's name after a slash.
    pub fn name(&self) -> String {
        match self {
            Exemplar::Starter => "starter".to_owned(),
            Exemplar::Reference => "reference".to_owned(),
            Exemplar::Mistake { id, variant: None } => id.clone(),
            Exemplar::Mistake { id, variant: Some(name) } => format!("{id}/{name}"),
        }
    }
}

impl fmt::Display for Exemplar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exemplar::Starter | Exemplar::Reference => formatter.write_str(&self.name()),
            Exemplar::Mistake { .. } => write!(formatter, "mistake {}", self.name()),
        }
    }
}

impl Mistake {
    /// Its programs, the usual one first, each with the languages it is written in.
    pub fn exemplars(&self) -> BTreeMap<Exemplar, Vec<Language>> {
        let mut exemplars: BTreeMap<Exemplar, Vec<Language>> = BTreeMap::new();
        for Variant { name, language, .. } in &self.variants {
            let exemplar = Exemplar::Mistake {
                id: self.id.clone(),
                variant: name.clone(),
            };
            exemplars.entry(exemplar).or_default().push(*language);
        }
        exemplars
    }

    fn program(&self, name: Option<&str>, language: Language) -> Option<String> {
        let is_meant = |variant: &&Variant| variant.language == language && variant.name.as_deref() == name;
        let variant = self.variants.iter().find(is_meant)?;
        Some(format!("{}\n{}", doc(&self.message, language), variant.code))
    }
}

impl Exercise {
    /// The text of one of the exercise's programs, as a learner's file would hold it; `None` where it is not written in `language`.
    pub fn program(&self, exemplar: &Exemplar, language: Language) -> Option<String> {
        match exemplar {
            Exemplar::Starter => self.starter(language),
            Exemplar::Reference => self.solution(language),
            // What is wrong with the folder is said by `mistakes`, which everyone calls to learn of ids.
            Exemplar::Mistake { id, variant } => self.mistakes().ok()?.get(id)?.program(variant.as_deref(), language),
        }
    }

    /// The known mistakes by id, in name order: every file of `mistakes/`.
    ///
    /// # Errors
    /// Where a file is malformed, an edit does not fit the reference, or there is no such detector.
    pub fn mistakes(&self) -> Result<BTreeMap<String, Mistake>, CatalogError> {
        let below = format!("exercises/{}/mistakes/", self.id);
        let files = self.content.files(below.trim_end_matches('/'));
        let folder = Folder {
            names: files
                .iter()
                .filter_map(|path| path.strip_prefix(&below))
                .map(str::to_owned)
                .collect(),
            is_project: self.task.as_project().is_some(),
            read: &|name| self.file(name),
        };
        let mistakes = mistake::read_all(&folder).map_err(|problems| self.malformed(problems.join("\n")))?;
        for Mistake { id, detector, .. } in mistakes.values() {
            if let Some(unknown) = detector.as_deref().filter(|name| !detectors::is_known(name)) {
                let known = detectors::IDS.join(", ");
                return Err(self.malformed(format!("mistakes/{id}.toml: unknown detector `{unknown}`; use {known}")));
            }
        }
        Ok(mistakes)
    }
}

/// `message` as the doc comment a program opens with.
fn doc(message: &str, language: Language) -> String {
    match language {
        Language::Rust => wrapped(message, "//!", "//! "),
        Language::Python => {
            let text = wrapped(&format!("\"\"\"{message}"), "", "");
            // A quotation mark at the end would run into those that close the docstring.
            let is_one_line = text.lines().count() == 1 && text.len() + 3 <= WIDTH && !message.ends_with('"');
            let closing = if is_one_line { "\"\"\"\n" } else { "\n\"\"\"\n" };
            format!("{}{closing}", text.trim_end())
        }
    }
}

/// The paragraphs of `text`, each line begun with `mark`, and with `blank` between paragraphs.
fn wrapped(text: &str, blank: &str, mark: &str) -> String {
    // Lines are broken at spaces alone: `c_fp/(c_fp + c_fn)` and `out-of-fold` must read back as they were.
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(mark)
        .subsequent_indent(mark)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = text.lines().flat_map(|paragraph| match paragraph {
        "" => vec![blank.into()],
        paragraph => textwrap::wrap(paragraph, &options),
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::doc_comment;
    use super::*;

    #[test]
    fn a_message_becomes_the_doc_comment_a_program_opens_with() {
        for message in [
            "Short.",
            "Say \"no\"",
            &"a long-winded one/(or two), ".repeat(30),
            "Two.\n\nParagraphs.",
        ] {
            for language in Language::ALL {
                let program = format!("{}\ncode\n", doc(message, language));
                assert_eq!(
                    doc_comment::first(&program, language).as_deref(),
                    Some(message.trim()),
                    "{program}"
                );
                assert_eq!(doc_comment::below(&program, language), "code\n");
                assert!(program.lines().all(|line| line.len() <= WIDTH), "{program}");
            }
        }
        assert_eq!(doc("Short.", Language::Python), "\"\"\"Short.\"\"\"\n");
        assert_eq!(doc("Two.\n\nLines.", Language::Rust), "//! Two.\n//!\n//! Lines.\n");
    }

    #[test]
    fn a_variant_is_named_after_its_mistake() {
        let guarded = Exemplar::Mistake {
            id: "root-forgotten".to_owned(),
            variant: Some("guarded".to_owned()),
        };
        assert_eq!(guarded.name(), "root-forgotten/guarded");
        assert_eq!(guarded.to_string(), "mistake root-forgotten/guarded");
        assert_eq!(Exemplar::Starter.to_string(), "starter");
    }
}
