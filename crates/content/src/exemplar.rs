//! Which of an exercise's own programs is meant.

use std::collections::BTreeMap;
use std::fmt;

use crate::language::Language;
use crate::mistake::{Mistake, Variant};

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
}

#[cfg(test)]
mod tests {
    use super::*;

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
