//! What a kata's statement fixes, as conventions.toml lists it: each convention with the case that fails without it, and a mistake that shows so.

use mlings_kata::{Case, Function, Standard, Symptom, difference};
use serde::Deserialize;

use super::cases::Kata;
use super::error::CatalogError;
use super::exercise::Exercise;

/// `conventions.toml` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConventionsToml {
    conventions: Vec<Convention>,
}

/// Something that a solution cannot guess and the statement therefore says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convention {
    /// The statement's words, shortened.
    pub says: String,
    /// The name of a case that fails where the convention is not kept.
    pub case: String,
    /// The id of a known mistake that does not keep it.
    pub mistake: String,
}

impl Exercise {
    /// The conventions that `conventions.toml` lists; none where there is no such file.
    ///
    /// # Errors
    /// Where the file is malformed.
    pub fn conventions(&self) -> Result<Vec<Convention>, CatalogError> {
        let Some(text) = self.file("conventions.toml") else {
            return Ok(Vec::new());
        };
        let parsed: ConventionsToml = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            self.malformed(format!(
                "conventions.toml line {line}: {}",
                error.message().replace('\n', " ")
            ))
        })?;
        Ok(parsed.conventions)
    }

    /// Whether each convention's mistake fails its case.
    pub(super) fn check_conventions(&self, kata: &Kata) -> Result<(), CatalogError> {
        for convention in self.conventions()? {
            convention
                .check(kata)
                .map_err(|reason| self.malformed(format!("conventions.toml, \"{}\": {reason}", convention.says)))?;
        }
        Ok(())
    }
}

impl Convention {
    fn check(&self, kata: &Kata) -> Result<(), String> {
        let Convention {
            says,
            case: name,
            mistake,
        } = self;
        if says.trim().is_empty() {
            return Err("`says` is empty; shorten the statement's words".to_owned());
        }
        let case = kata.cases.iter().find(|case| case.name == *name);
        let case = case.ok_or_else(|| format!("there is no case `{name}`; name one of cases.json"))?;
        let symptom = case.mistakes.get(mistake);
        let symptom = symptom.ok_or_else(|| format!("there is no mistake `{mistake}`; name a file of mistakes/"))?;
        match is_wrong(symptom, case, &kata.functions[case.function]) {
            true => Ok(()),
            false => Err(format!(
                "mistake `{mistake}` passes case `{name}`; name a case that it fails, or add one"
            )),
        }
    }
}

/// Whether a mistake with this symptom fails the case.
fn is_wrong(symptom: &Symptom, case: &Case, function: &Function) -> bool {
    match (symptom, &function.standard, &case.expected) {
        (Symptom::Raises, ..) => true,
        (Symptom::Lacks(properties), ..) => !properties.is_empty(),
        (Symptom::Answers(answer), Standard::Blessed { comparison, tolerance }, Some(expected)) => {
            difference(answer, expected, comparison, *tolerance).is_some()
        }
        (Symptom::Answers(_), ..) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Task};
    use crate::content::Content;

    fn complaint(says: &str, case: &str, mistake: &str) -> String {
        let catalog = Catalog::open(&Content::Embedded).unwrap();
        let kata = catalog.find("regression-metrics").unwrap().kata().unwrap();
        let [says, case, mistake] = [says, case, mistake].map(str::to_owned);
        Convention { says, case, mistake }.check(&kata).expect_err("it does not hold")
    }

    #[test]
    fn a_convention_names_a_case_and_a_mistake_that_fails_it() {
        assert!(complaint("divided by n", "no such case", "mean-forgotten").contains("no case `no such case`"));
        assert!(complaint("divided by n", "three rows, RMSE", "made-up").contains("no mistake `made-up`"));
        assert!(complaint(" ", "three rows, RMSE", "mean-forgotten").contains("`says` is empty"));
        let passes = complaint("divided by n", "every prediction right, RMSE", "mean-forgotten");
        assert!(passes.contains("passes case `every prediction right, RMSE`"), "{passes}");
    }

    #[test]
    fn every_kata_lists_its_conventions_and_they_hold() {
        let catalog = Catalog::open(&Content::Embedded).unwrap();
        let katas = catalog
            .exercises
            .iter()
            .filter(|exercise| matches!(exercise.task, Task::Kata(_)));
        for exercise in katas {
            assert!(!exercise.conventions().unwrap().is_empty(), "{}", exercise.id);
            exercise.check_conventions(&exercise.kata().unwrap()).unwrap();
        }
    }
}
