//! The roles that parameters play in properties, as `[functions.roles]` of exercise.toml declares them.

use serde::Deserialize;

use super::rounding::Rounding;
use super::rules::{Layout, Property, Rules, Seed, Share};
use mlings_grade::value::{Dtype, Type};

/// `[functions.roles]`: names of parameters, and what is said of the parts.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// The rows that are split: their number (i64), or an array with an entry for each.
    rows: Option<String>,
    /// Each row's class: i64[n] or str[n].
    labels: Option<String>,
    /// The seed: i64.
    seed: Option<String>,
    /// The number of folds, i64: the answer i64[n] is each row's fold, from 0.
    folds: Option<String>,
    /// What messages call each index array of the answer.
    #[serde(default)]
    parts: Vec<String>,
    /// Each part's size: a parameter (f64 a share of the rows, i64 a number of them), or "rest".
    #[serde(default)]
    shares: Vec<String>,
    rounding: Option<Rounding>,
}

const REST: &str = "rest";

/// A function's parameters, as roles see them.
struct Declared<'a> {
    parameters: &'a [(&'a str, &'a Type)],
    roles: &'a Roles,
}

impl Rules {
    /// The rules of a function that takes `parameters` and returns `returns`.
    ///
    /// # Errors
    /// A fragment that names the property or role at fault and what to write.
    pub fn new(names: &[String], roles: &Roles, parameters: &[(&str, &Type)], returns: &Type) -> Result<Self, String> {
        let declared = Declared { parameters, roles };
        let mut properties = Vec::new();
        for name in names {
            let property = Property::from_name(name).ok_or_else(|| unknown(name))?;
            if properties.contains(&property) {
                return Err(format!("`{name}` is listed twice; once is enough"));
            }
            properties.push(property);
        }
        if properties.is_empty() {
            return Err(format!("the list is empty; name {}", all_names()));
        }
        let is_count = |kind: &Type| is_scalar(kind, Dtype::I64);
        let is_rows = |kind: &Type| is_count(kind) || matches!(kind, Type::Tensor { dims, .. } if !dims.is_empty());
        let is_labels = |kind: &Type| matches!(kind, Type::Tensor { dtype: Dtype::I64 | Dtype::Str, dims } if dims.len() == 1);
        let rules = Rules {
            properties,
            layout: declared.layout(returns, is_count)?,
            rows: declared.find("rows", roles.rows.as_ref(), "i64 or an array", is_rows)?,
            labels: declared.find("labels", roles.labels.as_ref(), "i64[n] or str[n]", is_labels)?,
            seed: declared
                .find("seed", roles.seed.as_ref(), "i64", is_count)?
                .map(|position| Seed {
                    position,
                    name: parameters[position].0.to_owned(),
                }),
            shares: declared.shares()?,
            rounding: roles.rounding.unwrap_or_default(),
        };
        rules
            .properties
            .iter()
            .try_for_each(|property| rules.check(*property, returns))?;
        Ok(rules)
    }

    /// Whether every role that `property` reads is declared.
    fn check(&self, property: Property, returns: &Type) -> Result<(), String> {
        let name = property.name();
        let needs = |found: bool, role: &str| match found {
            true => Ok(()),
            false => Err(format!("`{name}` needs the role `{role}`; add it to [functions.roles]")),
        };
        let parts = match &self.layout {
            Layout::Parts(parts) => parts.len(),
            Layout::Folds(_) if matches!(property, Property::Disjoint | Property::Sized) => {
                return Err(format!("`{name}` is for index arrays; a fold number a row cannot break it"));
            }
            Layout::Folds(_) => 0,
            Layout::Other if property == Property::Seeded => 0,
            Layout::Other => {
                return Err(format!(
                    "`{name}` reads index arrays, such as (i64[a], i64[b]), or fold numbers i64[n], not `{returns}`"
                ));
            }
        };
        match property {
            Property::Balanced if parts == 1 => Err("`balanced` compares parts, and the answer has one".to_owned()),
            Property::Partition | Property::Balanced | Property::Shuffled if parts > 0 => needs(self.rows.is_some(), "rows"),
            Property::Sized => {
                needs(self.rows.is_some(), "rows")?;
                needs(!self.shares.is_empty(), "shares")?;
                match self.shares.len() {
                    shares if shares == parts => Ok(()),
                    shares => Err(format!("`shares` lists {shares} sizes for {parts} parts; name one for each")),
                }
            }
            Property::Stratified => needs(self.labels.is_some(), "labels"),
            Property::Seeded => needs(self.seed.is_some(), "seed"),
            _ => Ok(()),
        }
    }
}

impl Declared<'_> {
    /// The position of the parameter that plays `role`.
    fn find(
        &self,
        role: &str,
        name: Option<&String>,
        wanted: &str,
        fits: impl Fn(&Type) -> bool,
    ) -> Result<Option<usize>, String> {
        let Some(name) = name else { return Ok(None) };
        let Some(position) = self.parameters.iter().position(|(parameter, _)| parameter == name) else {
            return Err(format!("role `{role}` names `{name}`, which is no parameter"));
        };
        let kind = self.parameters[position].1;
        if fits(kind) {
            Ok(Some(position))
        } else {
            Err(format!(
                "role `{role}` names `{name}`, which is `{kind}`; it should be {wanted}"
            ))
        }
    }

    fn layout(&self, returns: &Type, is_count: impl Fn(&Type) -> bool) -> Result<Layout, String> {
        let is_indices = |kind: &Type| matches!(kind, Type::Tensor { dtype: Dtype::I64, dims } if dims.len() == 1);
        if let Some(folds) = self.find("folds", self.roles.folds.as_ref(), "i64", is_count)? {
            return match is_indices(returns) {
                true => Ok(Layout::Folds(folds)),
                false => Err(format!(
                    "role `folds` is for answers i64[n], each row's fold, not `{returns}`"
                )),
            };
        }
        let count = match returns {
            Type::Tuple(kinds) if kinds.iter().all(is_indices) => kinds.len(),
            kind if is_indices(kind) => 1,
            _ => return Ok(Layout::Other),
        };
        let named = &self.roles.parts;
        match named.len() {
            0 if count == 1 => Ok(Layout::Parts(vec!["the answer".to_owned()])),
            0 => Ok(Layout::Parts((1..=count).map(|part| format!("part {part}")).collect())),
            names if names == count => Ok(Layout::Parts(named.clone())),
            names => Err(format!("`parts` lists {names} names for {count} index arrays; name each one")),
        }
    }

    fn shares(&self) -> Result<Vec<Share>, String> {
        if self.parameters.iter().any(|(name, _)| *name == REST) && self.roles.shares.iter().any(|name| name == REST) {
            return Err("`rest` in `shares` is what other parts leave; give the parameter `rest` another name".to_owned());
        }
        if self.roles.shares.iter().filter(|name| *name == REST).count() > 1 {
            return Err("`shares` says `rest` twice; only one part can have what the others leave".to_owned());
        }
        let is_size = |kind: &Type| is_scalar(kind, Dtype::F64) || is_scalar(kind, Dtype::I64);
        let share = |name: &String| match name.as_str() {
            REST => Ok(Share::Rest),
            _ => {
                let position = self.find("shares", Some(name), "f64 (a share) or i64 (a number of rows)", is_size)?;
                let position = position.expect("a name was given");
                Ok(match is_scalar(self.parameters[position].1, Dtype::F64) {
                    true => Share::Fraction(position),
                    false => Share::Count(position),
                })
            }
        };
        self.roles.shares.iter().map(share).collect()
    }
}

fn is_scalar(kind: &Type, wanted: Dtype) -> bool {
    matches!(kind, Type::Tensor { dtype, dims } if *dtype == wanted && dims.is_empty())
}

fn unknown(name: &str) -> String {
    format!("`{name}` is no property; use {}", all_names())
}

fn all_names() -> String {
    Property::ALL.map(Property::name).join(", ")
}
