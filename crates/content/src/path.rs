//! The certification path, `exercises/path.toml`: stages, roles, and what each weighs the competencies with.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What a column of weights must sum to.
const WHOLE: u32 = 100;

/// `path.toml`, read and checked by [`Path::parse`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Whose judgement the weights are; never a vendor's.
    pub blueprint: String,
    pub source: String,
    /// The day the weights were last held against their source, such as `2026-11-23`.
    pub as_of: String,
    /// The readiness, 0 to 1, from which an exam counts as within reach.
    pub cut: f64,
    /// In the order they are taken.
    pub stages: Vec<Stage>,
    pub roles: Vec<Role>,
    pub competencies: Vec<Competency>,
}

/// One certification of the path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    pub id: String,
    pub title: String,
    /// What a learner should bring: advice, no lock.
    pub assumes: String,
    pub weights: Vec<Weight>,
}

/// A job that reads the same evidence with weights of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Role {
    pub id: String,
    pub title: String,
    pub weights: Vec<Weight>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Competency {
    pub id: String,
    pub title: String,
}

/// How much of a stage or role one competency is; those that are no part of it have no `Weight`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weight {
    /// The competency's id.
    pub competency: String,
    /// The share of the whole, in (0, 1].
    pub share: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathToml {
    blueprint: String,
    source: String,
    as_of: toml::value::Datetime,
    cut: u32,
    stages: Vec<StageToml>,
    roles: Vec<RoleToml>,
    competencies: Vec<CompetencyToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageToml {
    id: String,
    title: String,
    assumes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleToml {
    id: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompetencyToml {
    id: String,
    title: String,
    weights: BTreeMap<String, u32>,
}

impl Path {
    /// Reads the text of `path.toml`.
    ///
    /// # Errors
    /// The first thing found wrong, with what to do about it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parsed: PathToml = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        parsed.check()?;
        Ok(Path {
            cut: f64::from(parsed.cut) / f64::from(WHOLE),
            as_of: parsed.as_of.to_string(),
            stages: parsed.stages.iter().map(|stage| parsed.stage(stage)).collect(),
            roles: parsed.roles.iter().map(|role| parsed.role(role)).collect(),
            competencies: parsed.competencies.iter().map(CompetencyToml::named).collect(),
            blueprint: parsed.blueprint,
            source: parsed.source,
        })
    }
}

impl Path {
    /// The stage an exercise belongs to: the first that weighs its primary competency.
    pub fn stage_of(&self, competency: &str) -> Option<&Stage> {
        let weighs = |stage: &&Stage| stage.weights.iter().any(|weight| weight.competency == competency);
        self.stages.iter().find(weighs)
    }
}

impl PathToml {
    fn check(&self) -> Result<(), String> {
        if self.as_of.date.is_none() || self.as_of.time.is_some() {
            return Err(format!("`as_of` is {}; write a day, such as 2026-11-23", self.as_of));
        }
        if !(1..WHOLE).contains(&self.cut) {
            return Err(format!("`cut` is {}; it is a percentage from 1 to 99", self.cut));
        }
        let columns = self.columns();
        for ids in [columns.clone(), self.competencies.iter().map(|row| row.id.as_str()).collect()] {
            let mut seen = BTreeSet::new();
            if let Some(twice) = ids.into_iter().find(|id| !seen.insert(*id)) {
                return Err(format!("two entries have the id `{twice}`; rename or drop one"));
            }
        }
        self.competencies.iter().try_for_each(|row| row.check(&columns))?;
        columns.into_iter().try_for_each(|column| self.check_sum(column))
    }

    /// The ids of what weighs competencies: the stages, then the roles.
    fn columns(&self) -> Vec<&str> {
        let stages = self.stages.iter().map(|stage| stage.id.as_str());
        stages.chain(self.roles.iter().map(|role| role.id.as_str())).collect()
    }

    fn check_sum(&self, column: &str) -> Result<(), String> {
        let sum: u32 = self.competencies.iter().filter_map(|row| row.weights.get(column)).sum();
        match sum {
            WHOLE => Ok(()),
            sum => Err(format!("the weights of `{column}` sum to {sum}; make them sum to {WHOLE}")),
        }
    }

    fn stage(&self, stage: &StageToml) -> Stage {
        Stage {
            id: stage.id.clone(),
            title: stage.title.clone(),
            assumes: stage.assumes.clone(),
            weights: self.weights(&stage.id),
        }
    }

    fn role(&self, role: &RoleToml) -> Role {
        Role {
            id: role.id.clone(),
            title: role.title.clone(),
            weights: self.weights(&role.id),
        }
    }

    fn weights(&self, column: &str) -> Vec<Weight> {
        let weight = |row: &CompetencyToml| {
            Some(Weight {
                competency: row.id.clone(),
                share: f64::from(*row.weights.get(column)?) / f64::from(WHOLE),
            })
        };
        self.competencies.iter().filter_map(weight).collect()
    }
}

impl CompetencyToml {
    fn check(&self, columns: &[&str]) -> Result<(), String> {
        for (column, weight) in &self.weights {
            if !columns.contains(&column.as_str()) {
                return Err(format!(
                    "competency `{}`: no stage or role has the id `{column}`; use {}",
                    self.id,
                    columns.join(", ")
                ));
            }
            if !(1..=WHOLE).contains(weight) {
                return Err(format!(
                    "competency `{}`: its weight in `{column}` is {weight}; write 1 to {WHOLE}, or leave `{column}` out",
                    self.id
                ));
            }
        }
        Ok(())
    }

    fn named(&self) -> Competency {
        Competency {
            id: self.id.clone(),
            title: self.title.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../exercises/path.toml");

    /// The message for a path with `from` replaced by `to` once.
    fn refusal(from: &str, to: &str) -> String {
        assert!(TEXT.contains(from), "the test replaces nothing");
        Path::parse(&TEXT.replacen(from, to, 1)).expect_err("the path is wrong")
    }

    #[test]
    fn the_path_has_its_stages_in_order_and_every_column_is_whole() {
        let path = Path::parse(TEXT).unwrap();
        let stages: Vec<&str> = path.stages.iter().map(|stage| stage.id.as_str()).collect();
        assert_eq!(stages, ["ml", "ai", "dl"]);
        assert_eq!((path.roles.len(), path.competencies.len()), (4, 25));
        assert_eq!((path.cut, path.as_of.as_str()), (0.7, "2026-11-23"));
        let columns = path.stages.iter().map(|stage| &stage.weights);
        for weights in columns.chain(path.roles.iter().map(|role| &role.weights)) {
            let sum: f64 = weights.iter().map(|weight| weight.share).sum();
            assert!((sum - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_stage_lists_the_competencies_it_weighs_in_the_order_of_the_path() {
        let path = Path::parse(TEXT).unwrap();
        let weights: Vec<String> = path.stages[0]
            .weights
            .iter()
            .map(|weight| format!("{} {}", weight.competency, weight.share))
            .collect();
        assert_eq!(
            weights.join(", "),
            "math 0.07, prep 0.14, feat 0.07, reg 0.14, clf 0.14, ens 0.07, unsup 0.09, eval 0.14, valid 0.1, ops 0.04"
        );
    }

    #[test]
    fn an_exercise_belongs_to_the_first_stage_that_weighs_its_competency() {
        let path = Path::parse(TEXT).unwrap();
        let stage = |competency| path.stage_of(competency).map(|stage| stage.id.as_str());
        assert_eq!(
            ["eval", "nlp", "gan", "magic"].map(stage),
            [Some("ml"), Some("ai"), Some("dl"), None]
        );
    }

    #[test]
    fn a_column_that_is_not_whole_is_named_with_its_sum() {
        let message = refusal("weights = { ml = 7, ", "weights = { ml = 8, ");
        assert_eq!(message, "the weights of `ml` sum to 101; make them sum to 100");
    }

    #[test]
    fn a_weight_in_an_unknown_column_is_named_with_those_there_are() {
        let message = refusal("weights = { ml = 7, ", "weights = { mk = 7, ");
        assert!(
            message.starts_with("competency `math`: no stage or role has the id `mk`; use ml, ai, dl, "),
            "{message}"
        );
    }

    #[test]
    fn a_weight_of_nothing_is_left_out_instead() {
        let message = refusal("weights = { ml = 7, ", "weights = { ml = 0, ");
        assert_eq!(
            message,
            "competency `math`: its weight in `ml` is 0; write 1 to 100, or leave `ml` out"
        );
    }

    #[test]
    fn an_id_is_given_once() {
        assert_eq!(
            refusal("\"prep\"", "\"math\""),
            "two entries have the id `math`; rename or drop one"
        );
        assert_eq!(
            refusal("\"data-scientist\"", "\"ai\""),
            "two entries have the id `ai`; rename or drop one"
        );
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(refusal("cut = 70", "cut = 70\nvendor = 1").contains("unknown field `vendor`"));
        assert!(refusal("assumes = ", "locks = 1\nassumes = ").contains("unknown field `locks`"));
    }

    #[test]
    fn a_cut_beyond_its_bounds_and_a_time_for_a_day_are_refused() {
        assert_eq!(
            refusal("cut = 70", "cut = 100"),
            "`cut` is 100; it is a percentage from 1 to 99"
        );
        let message = refusal("2026-11-23", "2026-11-23T10:00:00Z");
        assert_eq!(message, "`as_of` is 2026-11-23T10:00:00Z; write a day, such as 2026-11-23");
    }
}
