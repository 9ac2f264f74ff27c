//! Arguments of cases: written out, made by a seeded generator, or taken from a dataset.

mod excerpt;
mod generate;
mod random;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use mlings_grade::value::{Dim, Dtype, Type, Value};
use serde_json::Value as Json;

use self::excerpt::Excerpt;
use self::generate::Generator;
use crate::content::Content;
use crate::dataset::Dataset;

/// Reads arguments; a dataset is opened when the first case asks for its rows, and once.
pub struct Inputs<'a> {
    content: &'a Content,
    opened: RefCell<BTreeMap<String, Rc<Dataset>>>,
}

impl<'a> Inputs<'a> {
    pub fn new(content: &'a Content) -> Self {
        Self {
            content,
            opened: RefCell::default(),
        }
    }

    /// The argument `json` as its declared type: nested lists, or an object that says how the values come to be. A member of
    /// a tuple may be an object too.
    ///
    /// # Errors
    /// A fragment that says what is wrong with the object, or how the values do not fit the type.
    pub fn value(&self, json: &Json, declared: &Type) -> Result<Value, String> {
        match (json, declared) {
            (Json::Object(object), Type::Tensor { dtype, dims }) if !object.contains_key("shape") => {
                let value = match object.contains_key("dataset") {
                    true => self.excerpt(json, *dtype, dims.len())?,
                    false => parse::<Generator>(json)?.value(*dtype)?,
                };
                fit(value, declared)
            }
            (Json::Array(items), Type::Tuple(members)) if items.len() == members.len() => {
                let members = items.iter().zip(members).map(|(item, member)| self.value(item, member));
                members.collect::<Result<_, _>>().map(Value::Tuple)
            }
            _ => Value::from_nested(json, declared).map_err(|error| error.to_string()),
        }
    }

    fn excerpt(&self, json: &Json, dtype: Dtype, axes: usize) -> Result<Value, String> {
        let excerpt: Excerpt = parse(json)?;
        let opened = self.opened.borrow().get(&excerpt.dataset).cloned();
        let dataset = match opened {
            Some(dataset) => dataset,
            None => {
                let read = Dataset::read(self.content, &excerpt.dataset).map_err(|error| error.to_string())?;
                let dataset = Rc::new(read);
                self.opened.borrow_mut().insert(excerpt.dataset.clone(), Rc::clone(&dataset));
                dataset
            }
        };
        excerpt.value(&dataset, dtype, axes)
    }
}

/// Reads an object strictly; the parser's words name the unknown or missing key.
fn parse<T: serde::de::DeserializeOwned>(json: &Json) -> Result<T, String> {
    T::deserialize(json).map_err(|error| format!("{error}, in {json}"))
}

/// Holds what was made to the axes that are declared.
fn fit(value: Value, declared: &Type) -> Result<Value, String> {
    let (Value::Tensor(tensor), Type::Tensor { dtype, dims }) = (&value, declared) else {
        return Err(format!("it makes {}", value.describe()));
    };
    let is_length = |(length, dim): (&usize, &Dim)| match dim {
        Dim::Fixed(fixed) => length == fixed,
        Dim::Named(_) => true,
    };
    let fits = tensor.dtype() == *dtype && tensor.shape().len() == dims.len() && tensor.shape().iter().zip(dims).all(is_length);
    match fits {
        true => Ok(value),
        false => Err(format!("it makes {}", value.describe())),
    }
}

#[cfg(test)]
mod tests;
