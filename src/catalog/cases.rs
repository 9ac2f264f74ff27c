//! A kata's cases: the calls a solution is tried on, with their blessed answers.

use std::collections::{BTreeMap, BTreeSet};

use mlings_grade::value::{Dim, Type, Value};
use mlings_kata::{Case, Function, Rules, Standard, Symptom, UNFIT};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::error::CatalogError;
use super::exercise::Exercise;
use super::inputs::Inputs;
use super::task::Task;

/// cases.json as it is written. `dev bless` reads it, fills in the answers and writes it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    pub version: u32,
    pub cases: Vec<CaseRecord>,
}

/// One case of cases.json; values are nested lists, read with the function's declared types. An argument may be an object
/// instead, which says how its values are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRecord {
    pub name: String,
    pub function: String,
    pub why: String,
    pub arguments: Vec<Json>,
    /// Absent until `dev bless` has run, and for ever where the function declares properties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Json>,
    /// What each mistake answers, or the list of the properties it lacks; null where it raises.
    #[serde(default)]
    pub mistakes: BTreeMap<String, Option<Json>>,
}

/// Functions called on cases.
#[derive(Debug)]
pub struct Kata {
    pub functions: Vec<Function>,
    pub cases: Vec<Case>,
}

impl Exercise {
    /// The kata with its cases.
    ///
    /// # Errors
    /// As [`Exercise::cases`], and where the exercise is a project.
    pub fn kata(&self) -> Result<Kata, CatalogError> {
        Ok(Kata {
            functions: self.functions()?.to_vec(),
            cases: self.cases()?,
        })
    }

    /// The cases of cases.json in order, each value read as its declared type.
    ///
    /// # Errors
    /// Where the file is missing or malformed, a value does not fit its declared type, or a case is not blessed yet.
    pub fn cases(&self) -> Result<Vec<Case>, CatalogError> {
        let functions = self.functions()?;
        let file = self.case_file()?;
        let inputs = self.inputs();
        let case = |record: &CaseRecord| record.read(functions, &inputs).map_err(|reason| self.malformed(reason));
        file.cases.iter().map(case).collect()
    }

    /// cases.json as it is written, blessed or not.
    ///
    /// # Errors
    /// Where the file is missing, malformed or of another version, holds no case, or two cases of one name.
    pub fn case_file(&self) -> Result<CaseFile, CatalogError> {
        let text = self
            .file("cases.json")
            .ok_or_else(|| self.malformed("cases.json is missing"))?;
        let file: CaseFile = serde_json::from_str(&text).map_err(|error| self.malformed(format!("cases.json: {error}")))?;
        if file.version != 1 {
            return Err(self.malformed(format!(
                "cases.json has version {}, this mlings reads version 1",
                file.version
            )));
        }
        if file.cases.is_empty() {
            return Err(self.malformed("cases.json holds no case; write at least one for each function"));
        }
        let mut names = BTreeSet::new();
        match file.cases.iter().find(|record| !names.insert(&record.name)) {
            Some(twice) => Err(self.malformed(format!("two cases are named `{}`; give each its own name", twice.name))),
            None => Ok(file),
        }
    }

    fn functions(&self) -> Result<&[Function], CatalogError> {
        match &self.task {
            Task::Kata(task) => Ok(&task.functions),
            Task::Project(_) => Err(self.malformed("it is a project, which has a dataset and no cases")),
        }
    }
}

impl CaseRecord {
    /// The arguments as typed values.
    ///
    /// # Errors
    /// A sentence that names the case, where an argument is missing, does not fit its declared type, or has another length than
    /// one that shares its axis.
    pub fn arguments(&self, function: &Function, inputs: &Inputs) -> Result<Vec<Value>, String> {
        let mut lengths = BTreeMap::new();
        self.bound_arguments(function, inputs, &mut lengths)
    }

    fn bound_arguments<'a>(
        &self,
        function: &'a Function,
        inputs: &Inputs,
        lengths: &mut Lengths<'a>,
    ) -> Result<Vec<Value>, String> {
        let (wanted, given) = (function.parameters.len(), self.arguments.len());
        if wanted != given {
            return Err(format!(
                "case `{}`: `{}` takes {wanted} arguments, the case gives {given}",
                self.name, function.name
            ));
        }
        let pairs = function.parameters.iter().zip(&self.arguments);
        pairs
            .map(|(parameter, json)| {
                let value = inputs.value(json, &parameter.kind);
                self.bound(value, &parameter.kind, &parameter.name, lengths)
            })
            .collect()
    }

    fn read(&self, functions: &[Function], inputs: &Inputs) -> Result<Case, String> {
        let (index, function) = self.function(functions)?;
        let mut lengths = BTreeMap::new();
        let arguments = self.bound_arguments(function, inputs, &mut lengths)?;
        Ok(Case {
            name: self.name.clone(),
            function: index,
            why: self.why.clone(),
            arguments,
            expected: self.expected(function, &mut lengths)?,
            mistakes: self
                .mistakes
                .iter()
                .map(|(id, json)| self.mistake(id, json.as_ref(), function))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The function it calls and its place among `functions`.
    ///
    /// # Errors
    /// A sentence that names the case, where there is no such function.
    fn function<'a>(&self, functions: &'a [Function]) -> Result<(usize, &'a Function), String> {
        let mut numbered = functions.iter().enumerate();
        numbered.find(|(_, function)| function.name == self.function).ok_or_else(|| {
            format!(
                "case `{}` calls `{}`, which exercise.toml does not declare",
                self.name, self.function
            )
        })
    }

    /// The case with nothing expected of it yet.
    ///
    /// # Errors
    /// A sentence that names the case, where its function or an argument is not as declared.
    pub fn unblessed(&self, functions: &[Function], inputs: &Inputs) -> Result<Case, String> {
        let (index, function) = self.function(functions)?;
        Ok(Case {
            name: self.name.clone(),
            function: index,
            why: self.why.clone(),
            arguments: self.arguments(function, inputs)?,
            expected: None,
            mistakes: BTreeMap::new(),
        })
    }

    fn expected<'a>(&self, function: &'a Function, lengths: &mut Lengths<'a>) -> Result<Option<Value>, String> {
        match (&function.standard, &self.expected) {
            (Standard::Blessed { .. }, Some(expected)) => self.value(expected, &function.returns, "expected", lengths).map(Some),
            (Standard::Blessed { .. }, None) => Err(format!("case `{}` has no `expected`; run `mlings dev bless`", self.name)),
            (Standard::Properties(_), None) => Ok(None),
            (Standard::Properties(_), Some(_)) => Err(format!(
                "case `{}` has `expected`, and `{}` declares properties, which many answers have; drop it",
                self.name, function.name
            )),
        }
    }

    /// A mistake may well answer with the wrong lengths, so none are held against each other.
    fn mistake(&self, id: &str, json: Option<&Json>, function: &Function) -> Result<(String, Symptom), String> {
        let symptom = match (json, &function.standard) {
            (None, _) => Symptom::Raises,
            (Some(json), Standard::Blessed { .. }) => {
                let what = format!("mistake {id}");
                Symptom::Answers(self.value(json, &function.returns, &what, &mut BTreeMap::new())?)
            }
            (Some(json), Standard::Properties(rules)) => {
                let lacking = lacking(json, rules).ok_or_else(|| {
                    format!(
                        "case `{}`, mistake {id}: {json} is no list of properties of `{}`; run `mlings dev bless`",
                        self.name, function.name
                    )
                })?;
                Symptom::Lacks(lacking)
            }
        };
        Ok((id.to_owned(), symptom))
    }

    fn value<'a>(&self, json: &Json, declared: &'a Type, what: &str, lengths: &mut Lengths<'a>) -> Result<Value, String> {
        let value = Value::from_nested(json, declared).map_err(|error| error.to_string());
        self.bound(value, declared, what, lengths)
    }

    /// A value whose named axes have the lengths they had before; errors say which of the case's values it is.
    fn bound<'a>(
        &self,
        value: Result<Value, String>,
        declared: &'a Type,
        what: &str,
        lengths: &mut Lengths<'a>,
    ) -> Result<Value, String> {
        let place = || format!("case `{}`, {what}", self.name);
        let value = value.map_err(|error| format!("{}: {error} (declared `{declared}`)", place()))?;
        bind(&value, declared, lengths).map_err(|reason| format!("{}: {reason}", place()))?;
        Ok(value)
    }
}

/// Names of properties that `rules` declare, or the one that stands for an answer of another type.
fn lacking(json: &Json, rules: &Rules) -> Option<BTreeSet<String>> {
    let is_known = |name: &str| name == UNFIT || rules.properties().iter().any(|property| property.name() == name);
    let name = |json: &Json| json.as_str().filter(|name| is_known(name)).map(str::to_owned);
    json.as_array()?.iter().map(name).collect()
}

/// The length each named axis was first seen with.
type Lengths<'a> = BTreeMap<&'a str, usize>;

/// Holds each named axis of `declared` to one length.
fn bind<'a>(value: &Value, declared: &'a Type, lengths: &mut Lengths<'a>) -> Result<(), String> {
    match (value, declared) {
        (Value::Tensor(tensor), Type::Tensor { dims, .. }) => {
            for (&length, dim) in tensor.shape().iter().zip(dims) {
                let Dim::Named(name) = dim else { continue };
                let first = *lengths.entry(name).or_insert(length);
                if first != length {
                    return Err(format!("axis `{name}` has length {length} here and {first} before"));
                }
            }
            Ok(())
        }
        (Value::Tuple(members), Type::Tuple(types)) => members
            .iter()
            .zip(types)
            .try_for_each(|(member, kind)| bind(member, kind, lengths)),
        _ => Ok(()),
    }
}
