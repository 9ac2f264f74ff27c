//! The program around a Rust solution, generated for the signatures of its exercise (pure).

use std::fmt::Write;

use mlings_grade::value::{Dtype, Type};
use mlings_kata::Function;

use crate::catalog::{Exercise, Task};

/// The generated `main`. The solution lies beside it as `solution.rs`; the learner calls it `name`.
pub fn program(exercise: &Exercise, name: &str) -> String {
    let body = match &exercise.task {
        Task::Kata(kata) => kata_main(&kata.functions),
        Task::Project(_) => "    mlings_sdk::harness::project(SOURCE, solution::fit);\n".to_owned(),
    };
    format!(
        "//! How mlings calls the solution.\n\
         use mlings_sdk::harness::{{Source, answer, kata}};\n\
         use ndarray::*;\n\n\
         mod solution;\n\n\
         const SOURCE: Source = Source {{ name: {name:?}, text: include_str!(\"solution.rs\") }};\n\n\
         fn main() {{\n{body}}}\n"
    )
}

/// What a learner must define, as Rust: shown where it does not fit.
pub fn signatures(exercise: &Exercise) -> String {
    match &exercise.task {
        Task::Kata(kata) => kata.functions.iter().map(signature).collect::<Vec<_>>().join("\n"),
        Task::Project(_) => "pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn std::error::Error>>\n\
             (`Table`, `Images` or `Texts`; labels as f64 or i64; `Model` implements `mlings_sdk::Predict` for the same rows)"
            .to_owned(),
    }
}

fn signature(function: &Function) -> String {
    let parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|parameter| format!("{}: {}", parameter.name, taken(&parameter.kind)))
        .collect();
    format!(
        "pub fn {}({}) -> {}",
        function.name,
        parameters.join(", "),
        returned(&function.returns)
    )
}

fn kata_main(functions: &[Function]) -> String {
    let mut code = String::from("    kata(SOURCE, &[\n");
    for function in functions {
        let name = &function.name;
        let types: Vec<String> = function.parameters.iter().map(|parameter| taken(&parameter.kind)).collect();
        let arguments: Vec<String> = (0..types.len())
            .map(|position| format!("arguments.get({position})"))
            .collect();
        // The type is spelled out so that a signature of another type is an error that shows both.
        write!(
            code,
            "        ({name:?}, |arguments| {{\n            \
             let function: fn({}) -> {} = solution::{name};\n            \
             answer(function({}))\n        }}),\n",
            types.join(", "),
            returned(&function.returns),
            arguments.join(", ")
        )
        .expect("a String takes every text");
    }
    code + "    ]);\n"
}

/// The Rust type of a parameter.
fn taken(kind: &Type) -> String {
    match kind {
        Type::Tuple(members) => tuple(members, taken),
        Type::Tensor { dtype: Dtype::Str, dims } if dims.is_empty() => "&str".to_owned(),
        Type::Tensor { dtype: Dtype::Str, dims } if dims.len() == 1 => "&[String]".to_owned(),
        Type::Tensor { dtype, dims } if dims.is_empty() => element(*dtype).to_owned(),
        Type::Tensor { dtype, dims } => format!("ArrayView{}<'_, {}>", dims.len(), element(*dtype)),
    }
}

/// The Rust type of a result.
fn returned(kind: &Type) -> String {
    match kind {
        Type::Tuple(members) => tuple(members, returned),
        Type::Tensor { dtype: Dtype::Str, dims } if dims.len() == 1 => "Vec<String>".to_owned(),
        Type::Tensor { dtype, dims } if dims.is_empty() => element(*dtype).to_owned(),
        Type::Tensor { dtype, dims } => format!("Array{}<{}>", dims.len(), element(*dtype)),
    }
}

fn tuple(members: &[Type], member: fn(&Type) -> String) -> String {
    format!("({})", members.iter().map(member).collect::<Vec<_>>().join(", "))
}

fn element(dtype: Dtype) -> &'static str {
    match dtype {
        Dtype::F64 => "f64",
        Dtype::I64 => "i64",
        Dtype::Bool => "bool",
        Dtype::Str => "String",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mlings_kata::{Comparison, Parameter, Standard};

    fn function(parameters: &[&str], returns: &str) -> Function {
        let parameter = |(position, kind): (usize, &&str)| Parameter {
            name: format!("p{position}"),
            kind: kind.parse().expect("a test's type is well formed"),
        };
        let parameters = parameters.iter().enumerate().map(parameter).collect();
        let returns = returns.parse().expect("well formed");
        Function {
            name: "f".to_owned(),
            parameters,
            standard: Standard::Blessed {
                comparison: Comparison::exact(&returns),
                tolerance: 1e-9,
            },
            returns,
        }
    }

    #[test]
    fn every_type_has_its_rust_form() {
        let function = function(
            &["f64[n]", "i64[n,k]", "str[n]", "str", "bool", "(f64[k], f64)"],
            "(f64[n], str[n], str, i64, f64[n,k])",
        );
        assert_eq!(
            signature(&function),
            "pub fn f(p0: ArrayView1<'_, f64>, p1: ArrayView2<'_, i64>, p2: &[String], p3: &str, p4: bool, \
             p5: (ArrayView1<'_, f64>, f64)) -> (Array1<f64>, Vec<String>, String, i64, Array2<f64>)"
        );
    }

    #[test]
    fn each_function_is_called_with_every_argument_in_order() {
        let code = kata_main(&[function(&["f64[n]", "f64"], "f64")]);
        assert!(
            code.contains("let function: fn(ArrayView1<'_, f64>, f64) -> f64 = solution::f;"),
            "{code}"
        );
        assert!(
            code.contains("answer(function(arguments.get(0), arguments.get(1)))"),
            "{code}"
        );
    }
}
