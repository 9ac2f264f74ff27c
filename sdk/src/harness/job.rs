//! The job folder, read.

use std::path::{Path, PathBuf};

use ndarray::Array1;
use tinyjson::JsonValue;

use super::files;
use super::input::Input;
use super::json::{OURS, member, object};
use super::value::{Arguments, Element};

/// What a model is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Predict,
    PredictProba,
}

pub struct Job {
    directory: PathBuf,
    json: JsonValue,
}

impl Job {
    pub fn read(directory: &Path) -> Self {
        let text = std::fs::read_to_string(directory.join("job.json")).expect("the job folder holds a job.json");
        Job {
            directory: directory.to_owned(),
            json: text.parse().expect(OURS),
        }
    }

    pub fn seed(&self) -> u64 {
        *member::<f64>(&self.json, "seed") as u64
    }

    /// The name and arguments of each call of a kata.
    pub fn kata_calls(&self) -> impl Iterator<Item = (&str, Arguments)> {
        self.calls().map(|call| {
            let arguments = object(call).get("arguments").and_then(Arguments::from_json);
            (member::<String>(call, "function").as_str(), arguments.expect(OURS))
        })
    }

    /// The training rows, or why `X` cannot hold them.
    pub fn fit_input<X: Input>(&self) -> Result<X, String> {
        self.input(member(&object(&self.json)["fit"], "x"))
    }

    /// The training labels, or why `Y` cannot hold them.
    pub fn target<Y: Element>(&self) -> Result<Array1<Y>, String> {
        files::target(&self.directory.join(member::<String>(&object(&self.json)["fit"], "y")))
    }

    /// The method and the rows of each call to the model, read as they are asked for.
    pub fn predict_calls<X: Input>(&self) -> impl Iterator<Item = (Method, X)> {
        self.calls().map(|call| {
            let method = match member::<String>(call, "method").as_str() {
                "predict_proba" => Method::PredictProba,
                _ => Method::Predict,
            };
            let x = self.input(member(call, "x")).expect("the training rows had this format too");
            (method, x)
        })
    }

    fn calls(&self) -> impl Iterator<Item = &JsonValue> {
        member::<Vec<JsonValue>>(&self.json, "calls").iter()
    }

    fn input<X: Input>(&self, file: &String) -> Result<X, String> {
        let format = &object(&self.json)["input"];
        let name = member::<String>(format, "format");
        if name != X::FORMAT {
            return Err(format!(
                "`fit` takes {}, but the rows of this exercise are {}",
                X::NAME,
                holder(name)
            ));
        }
        Ok(X::read(&self.directory.join(file), format))
    }
}

/// What a format's rows are handed over as.
fn holder(format: &str) -> &'static str {
    match format {
        "csv" => "a table: write `x: &Table`",
        "npy" => "images: write `x: &Images`",
        _ => "texts: write `x: &Texts`",
    }
}
