//! Everything that can be wrong with an exercise's folder without running it.

use std::collections::BTreeSet;

use mlings_content::language::Language;
use mlings_kata::{Case, Function, Standard};

use super::error::CatalogError;
use super::exercise::Exercise;
use super::task::Task;

impl Exercise {
    /// Reads every file of the folder and holds it against what the others say: nothing missing, three hints, each mistake
    /// an edit that fits, each case of its declared types and blessed with every mistake, and each convention failed by the mistake it names.
    ///
    /// # Errors
    /// The first thing found wrong, with what to do about it.
    pub fn check(&self) -> Result<(), CatalogError> {
        self.check_files()?;
        let mistakes = self.mistakes()?;
        let exemplars = mistakes.values().flat_map(|mistake| mistake.exemplars().into_keys());
        match &self.task {
            Task::Kata(_) => self.check_cases(&exemplars.map(|exemplar| exemplar.name()).collect()),
            Task::Project(_) => self.blessed().map(|_| ()),
        }
    }

    fn check_files(&self) -> Result<(), CatalogError> {
        if self.readme().is_none_or(|text| text.trim().is_empty()) {
            return Err(self.malformed("README.md is missing or empty; write the task"));
        }
        let hints = self.hints().len();
        if hints != 3 {
            return Err(self.malformed(format!(
                "hints.md has {hints} hints; write three, headed `## 1`, `## 2` and `## 3`"
            )));
        }
        let sources = ["starter", "solution"]
            .into_iter()
            .flat_map(|stem| Language::ALL.map(|language| format!("{stem}.{}", language.extension())));
        for name in sources {
            if self.file(&name).is_none() {
                return Err(self.malformed(format!("{name} is missing")));
            }
        }
        Ok(())
    }

    fn check_cases(&self, mistakes: &BTreeSet<String>) -> Result<(), CatalogError> {
        let kata = self.kata()?;
        let is_called = |index: usize| kata.cases.iter().any(|case| case.function == index);
        let mut numbered = kata.functions.iter().enumerate();
        if let Some((_, function)) = numbered.find(|(index, _)| !is_called(*index)) {
            return Err(self.malformed(format!("no case calls `{}`; add one to cases.json", function.name)));
        }
        for (index, function) in kata.functions.iter().enumerate() {
            let own = kata.cases.iter().filter(|case| case.function == index);
            check_calls(function, own).map_err(|reason| self.malformed(reason))?;
        }
        for case in &kata.cases {
            let recorded: BTreeSet<String> = case.mistakes.keys().cloned().collect();
            if let Some(id) = mistakes.symmetric_difference(&recorded).next() {
                let id_is = if recorded.contains(id) {
                    "has no file"
                } else {
                    "is not recorded"
                };
                return Err(self.malformed(format!(
                    "case `{}`: mistake `{id}` {id_is}; run `mlings dev bless {}`",
                    case.name, self.id
                )));
            }
            if case.why.trim().is_empty() {
                return Err(self.malformed(format!("case `{}` has no `why`; say what it tries", case.name)));
            }
        }
        self.check_conventions(&kata)
    }
}

/// Whether the cases of a function try every property it declares.
fn check_calls<'a>(function: &Function, own: impl Iterator<Item = &'a Case>) -> Result<(), String> {
    let Standard::Properties(rules) = &function.standard else {
        return Ok(());
    };
    let calls: Vec<_> = own.map(|case| case.arguments.as_slice()).collect();
    rules
        .check_calls(&calls)
        .map_err(|reason| format!("cases of `{}`: {reason}", function.name))
}
