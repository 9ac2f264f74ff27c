//! A `[[functions]]` table of exercise.toml: a signature, and what makes its answers right.

use mlings_grade::value::Type;
use mlings_kata::{Comparison, Function, Parameter, Roles, Rules, Standard};
use serde::Deserialize;

/// A `[[functions]]` table as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionToml {
    pub name: String,
    parameters: Vec<Parameter>,
    returns: Type,
    tolerance: Option<f64>,
    /// A mode, or a list with a mode for each member of a tuple.
    compare: Option<toml::Value>,
    /// Names of properties that answers must have, where many answers are right.
    properties: Option<Vec<String>>,
    roles: Option<Roles>,
}

/// What equal means where exercise.toml does not say.
const TOLERANCE: f64 = 1e-9;

impl FunctionToml {
    /// The function with every bound checked.
    ///
    /// # Errors
    /// A fragment that names the function, the offending key and what to write.
    pub fn read(&self) -> Result<Function, String> {
        let names = [&self.name]
            .into_iter()
            .chain(self.parameters.iter().map(|parameter| &parameter.name));
        for name in names {
            if !is_identifier(name) {
                return Err(format!(
                    "`{name}` is no name for a function or parameter; use snake_case letters, digits and underscores"
                ));
            }
        }
        Ok(Function {
            name: self.name.clone(),
            parameters: self.parameters.clone(),
            returns: self.returns.clone(),
            standard: match &self.properties {
                Some(properties) => self.rules(properties).map(Standard::Properties),
                None => self.blessed(),
            }?,
        })
    }

    fn rules(&self, properties: &[String]) -> Result<Rules, String> {
        for (key, given) in [("compare", self.compare.is_some()), ("tolerance", self.tolerance.is_some())] {
            if given {
                return Err(format!(
                    "`{key}` of `{}` is for answers that are compared; with `properties` there is none to compare with, so drop one",
                    self.name
                ));
            }
        }
        let parameters = self
            .parameters
            .iter()
            .map(|parameter| (parameter.name.as_str(), &parameter.kind));
        let roles = self.roles.clone().unwrap_or_default();
        Rules::new(properties, &roles, &parameters.collect::<Vec<_>>(), &self.returns)
            .map_err(|reason| format!("`properties` of `{}`: {reason}", self.name))
    }

    fn blessed(&self) -> Result<Standard, String> {
        if self.roles.is_some() {
            return Err(format!(
                "[functions.roles] of `{}` serves `properties`; list some or drop it",
                self.name
            ));
        }
        let tolerance = self.tolerance.unwrap_or(TOLERANCE);
        if !(0.0..1.0).contains(&tolerance) {
            return Err(format!("`tolerance` of `{}` is {tolerance}; it lies in [0, 1)", self.name));
        }
        let comparison = self
            .comparison()
            .map_err(|reason| format!("`compare` of `{}`: {reason}", self.name))?;
        Ok(Standard::Blessed { comparison, tolerance })
    }

    fn comparison(&self) -> Result<Comparison, String> {
        match &self.compare {
            None => Ok(Comparison::exact(&self.returns)),
            Some(toml::Value::String(name)) => Comparison::whole(name, &self.returns),
            Some(toml::Value::Array(names)) => {
                let names: Option<Vec<&str>> = names.iter().map(toml::Value::as_str).collect();
                Comparison::members(&names.ok_or("a mode is a text, such as \"exact\"")?, &self.returns)
            }
            Some(other) => Err(format!(
                "it is {other}; name a mode, such as \"exact\", or list one for each member"
            )),
        }
    }
}

/// Whether `name` is a plain lower-case name in both languages.
fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_ascii_lowercase())
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
