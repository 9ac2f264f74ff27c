//! A known mistake: what is said of it, and the programs that make it, as edits of the reference or whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::doc_comment;
use crate::language::Language;

/// A known-wrong solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub id: String,
    /// What a learner reads who has made it, each paragraph on one line.
    pub message: String,
    /// For projects: the detector whose finding names this mistake.
    pub detector: Option<String>,
    pub variants: Vec<Variant>,
}

/// One way to make a mistake, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// None for the first way that comes to mind.
    pub name: Option<String>,
    pub language: Language,
    /// The program without the doc comment it opens with.
    pub code: String,
}

/// The files of an exercise, as far as its mistakes are concerned.
pub struct Folder<'a> {
    /// The names of the files of `mistakes/`.
    pub names: Vec<String>,
    /// A project's mistakes are known by a detector, a kata's by what they answer.
    pub is_project: bool,
    /// The text of a file of the exercise.
    pub read: &'a dyn Fn(&str) -> Option<String>,
}

/// `mistakes/<id>.toml` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MistakeToml {
    message: Spanned<String>,
    detector: Option<Spanned<String>>,
    #[serde(default)]
    rust: ProgramsToml,
    #[serde(default)]
    python: ProgramsToml,
}

/// What is written of one language: the edits that make the mistake, and by name those that make it in other ways.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramsToml {
    edits: Option<Vec<EditToml>>,
    #[serde(default)]
    variants: BTreeMap<String, Vec<EditToml>>,
}

/// `old`, which stands in the reference once, gives way to `new`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditToml {
    old: Spanned<String>,
    new: String,
}

/// What is wrong with an edit, and where in `old`.
struct Misfit {
    /// Lines into `old`.
    line: usize,
    reason: String,
}

/// Every mistake of an exercise by id, its programs made.
///
/// # Errors
/// Everything wrong with the folder, one sentence each, with the line to mend.
pub fn read_all(folder: &Folder) -> Result<BTreeMap<String, Mistake>, Vec<String>> {
    let (mut mistakes, mut problems) = (BTreeMap::new(), Vec::new());
    let mut ids = BTreeSet::new();
    for name in &folder.names {
        match name.rsplit_once('.') {
            Some((id, "toml" | "rs" | "py")) => _ = ids.insert(id),
            Some(_) | None => problems.push(format!("mistakes/{name} is no mistake; it ends in .toml, .rs or .py")),
        }
    }
    for id in ids {
        match Reading::begin(id, folder) {
            Ok(reading) => match reading.finish() {
                Ok(mistake) => _ = mistakes.insert(id.to_owned(), mistake),
                Err(found) => problems.extend(found),
            },
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(mistakes) } else { Err(problems) }
}

/// One mistake while it is read.
struct Reading<'a> {
    id: &'a str,
    folder: &'a Folder<'a>,
    text: String,
    toml: MistakeToml,
    problems: Vec<String>,
}

impl<'a> Reading<'a> {
    fn begin(id: &'a str, folder: &'a Folder) -> Result<Self, String> {
        let text = (folder.read)(&format!("mistakes/{id}.toml"))
            .ok_or_else(|| format!("mistakes/{id}.toml is missing; it says what the learner is told"))?;
        let toml = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(&text, span.start));
            format!("mistakes/{id}.toml line {line}: {}", error.message().replace('\n', " "))
        })?;
        Ok(Reading {
            id,
            folder,
            text,
            toml,
            problems: Vec::new(),
        })
    }

    fn finish(mut self) -> Result<Mistake, Vec<String>> {
        self.check_message();
        self.check_detector();
        let variants: Vec<Variant> = Language::ALL
            .into_iter()
            .flat_map(|language| self.programs(language))
            .collect();
        if variants.is_empty() && self.problems.is_empty() {
            let id = self.id;
            self.problems.push(format!(
                "mistakes/{id}.toml makes no program; add [[python.edits]] and [[rust.edits]], or write {id}.py and {id}.rs"
            ));
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        Ok(Mistake {
            id: self.id.to_owned(),
            message: doc_comment::paragraphs(self.toml.message.get_ref()),
            detector: self.toml.detector.map(Spanned::into_inner),
            variants,
        })
    }

    /// The message becomes a doc comment in both languages, so it holds nothing that would end or change a docstring.
    fn check_message(&mut self) {
        let message = self.toml.message.get_ref();
        let flaw = if message.trim().is_empty() {
            "`message` is empty; tell the learner what is wrong, why, and what to do"
        } else if message.contains('\\') || message.contains("\"\"\"") {
            "`message` holds a backslash or three quotation marks, which a docstring reads as something else; reword it"
        } else {
            return;
        };
        self.object(self.toml.message.span().start, 0, flaw);
    }

    fn check_detector(&mut self) {
        let is_project = self.folder.is_project;
        match &self.toml.detector {
            None if is_project => self.object(0, 0, "`detector` is missing; name the one whose finding this mistake is"),
            Some(detector) if !is_project => self.object(
                detector.span().start,
                0,
                "`detector` belongs to projects; a kata's mistakes are known by what they answer on its cases",
            ),
            None | Some(_) => {}
        }
    }

    /// Every program of this mistake in `language`; what cannot be made is a problem.
    fn programs(&mut self, language: Language) -> Vec<Variant> {
        let written = match language {
            Language::Rust => std::mem::take(&mut self.toml.rust),
            Language::Python => std::mem::take(&mut self.toml.python),
        };
        let table = language.name();
        let mut programs = Vec::new();
        if let Some(code) = self.whole(language) {
            if written.edits.is_some() {
                let (id, extension) = (self.id, language.extension());
                self.problems.push(format!(
                    "mistakes/{id}.{extension} stands beside [[{table}.edits]]; keep one of them"
                ));
            }
            programs.push((None, Some(code)));
        }
        if let Some(edits) = &written.edits {
            programs.push((None, self.edited(language, edits, &format!("[[{table}.edits]]"))));
        }
        for (name, edits) in &written.variants {
            if !is_name(name) {
                let problem = format!("variant `{name}` of {table}: use small letters, digits and single hyphens");
                self.object(0, 0, &problem);
            }
            let code = self.edited(language, edits, &format!("[[{table}.variants.{name}]]"));
            programs.push((Some(name.clone()), code));
        }
        let program = |(name, code): (Option<String>, Option<String>)| {
            Some(Variant {
                name,
                language,
                code: code?,
            })
        };
        programs.into_iter().filter_map(program).collect()
    }

    /// The program that lies beside the message, for a mistake that is no edit.
    fn whole(&mut self, language: Language) -> Option<String> {
        let name = format!("mistakes/{}.{}", self.id, language.extension());
        let code = (self.folder.read)(&name)?;
        if doc_comment::first(&code, language).is_some() {
            let id = self.id;
            self.problems.push(format!(
                "{name} opens with a doc comment; the message is said once, in {id}.toml, and put there when it is built"
            ));
        }
        Some(code)
    }

    /// The reference with `edits` made; `None` where one does not fit.
    fn edited(&mut self, language: Language, edits: &[EditToml], table: &str) -> Option<String> {
        let solution = format!("solution.{}", language.extension());
        let reference = (self.folder.read)(&solution)?;
        let reference = doc_comment::below(&reference, language);
        if edits.is_empty() {
            self.object(0, 0, &format!("{table} has no edits"));
        }
        let mut places = Vec::new();
        for (number, edit) in (1..).zip(edits) {
            match place(edit, reference, &solution) {
                Ok(range) => places.push((range, number, edit)),
                Err(misfit) => {
                    let reason = format!("edit {number} of {table}: {}", misfit.reason);
                    self.object(edit.old.span().start, misfit.line, &reason);
                }
            }
        }
        places.sort_by_key(|(range, ..)| range.start);
        let is_overlap = |pair: &&[(Range<usize>, usize, &EditToml)]| pair[1].0.start < pair[0].0.end;
        let overlap = places.windows(2).find(is_overlap);
        if let Some([(_, first, _), (_, second, edit)]) = overlap {
            let reason = format!("edits {first} and {second} of {table} overlap; make them one");
            self.object(edit.old.span().start, 0, &reason);
        }
        let fits = overlap.is_none() && places.len() == edits.len();
        let pairs: Vec<_> = places
            .into_iter()
            .map(|(range, _, edit)| (range, edit.new.as_str()))
            .collect();
        fits.then(|| replaced(reference, &pairs))
    }

    /// Notes what is wrong `lines` below where the value at `offset` begins.
    fn object(&mut self, offset: usize, lines: usize, reason: &str) {
        let opens_below = self
            .text
            .get(offset..)
            .is_some_and(|value| ["'''\n", "\"\"\"\n"].iter().any(|opening| value.starts_with(opening)));
        let line = line_at(&self.text, offset) + lines + usize::from(opens_below);
        self.problems.push(format!("mistakes/{}.toml line {line}: {reason}", self.id));
    }
}

/// Where in the reference the edit's `old` stands.
fn place(edit: &EditToml, reference: &str, solution: &str) -> Result<Range<usize>, Misfit> {
    let old = edit.old.get_ref();
    let misfit = |reason: String| Misfit { line: 0, reason };
    if old.is_empty() {
        return Err(misfit(
            "`old` is empty; to insert, take a line beside the place and repeat it in `new`".to_owned(),
        ));
    }
    if *old == edit.new {
        return Err(misfit("`new` is the same as `old`".to_owned()));
    }
    match (reference.find(old.as_str()), reference.rfind(old.as_str())) {
        (Some(first), Some(last)) if first == last => Ok(first..first + old.len()),
        (Some(_), _) => Err(misfit(format!(
            "`old` stands more than once in {solution}; add a line beside it"
        ))),
        (None, _) => Err(match (0..).zip(old.lines()).find(|(_, line)| !reference.contains(line)) {
            Some((line, missing)) => Misfit {
                line,
                reason: format!("{solution} has no `{}`", missing.trim()),
            },
            None => misfit(format!("{solution} has the lines of `old`, but not one below the other")),
        }),
    }
}

/// `text` with what stands at each place replaced; the places are in order and apart.
fn replaced(text: &str, places: &[(Range<usize>, &str)]) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in places {
        replaced.push_str(&text[at..range.start]);
        replaced.push_str(new);
        at = range.end;
    }
    replaced + &text[at..]
}

fn is_name(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.split('-').all(is_word)
}

fn line_at(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

#[cfg(test)]
mod tests;
