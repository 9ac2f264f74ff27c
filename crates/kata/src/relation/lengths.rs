//! `Lengths`: the whole numbers that a call's arguments fix, by name: lengths of named axes, and counts given as such.

use std::collections::BTreeMap;

use super::super::function::Parameter;
use mlings_grade::value::{Dim, Dtype, Tensor, Type, Value};

/// The named lengths of one call.
pub type Lengths = BTreeMap<String, usize>;

/// The lengths that `arguments` give to the axes of `parameters`, and the whole numbers among them that are no seed.
pub fn of(parameters: &[Parameter], arguments: &[Value]) -> Lengths {
    let mut lengths = Lengths::new();
    for (parameter, argument) in parameters.iter().zip(arguments) {
        let (Type::Tensor { dims, .. }, Value::Tensor(tensor)) = (&parameter.kind, argument) else {
            continue;
        };
        for (dim, &length) in dims.iter().zip(tensor.shape()) {
            if let Dim::Named(name) = dim {
                lengths.entry(name.clone()).or_insert(length);
            }
        }
        if let (Tensor::I64(number), true) = (tensor, is_count(parameter)) {
            let counted = number.first().and_then(|number| usize::try_from(*number).ok());
            lengths.extend(counted.map(|counted| (parameter.name.clone(), counted)));
        }
    }
    lengths
}

fn is_count(parameter: &Parameter) -> bool {
    let is_whole = matches!(&parameter.kind, Type::Tensor { dtype: Dtype::I64, dims } if dims.is_empty());
    is_whole && parameter.name != "seed"
}

/// Whether `name` is an axis of a parameter, and no count given as such.
pub fn is_axis(name: &str, parameters: &[Parameter]) -> bool {
    let has = |parameter: &Parameter| match &parameter.kind {
        Type::Tensor { dims, .. } => dims.iter().any(|dim| matches!(dim, Dim::Named(own) if own == name)),
        Type::Tuple(_) => false,
    };
    parameters.iter().any(has)
}

/// What the length `name` counts: `the rows of `x``.
pub fn described(name: &str, parameters: &[Parameter]) -> String {
    let described = |parameter: &Parameter| {
        let Type::Tensor { dims, .. } = &parameter.kind else {
            return None;
        };
        let axis = dims.iter().position(|dim| matches!(dim, Dim::Named(own) if own == name))?;
        let what = match (axis, dims.len()) {
            (_, 1) => "length",
            (0, _) => "number of rows",
            (1, _) => "number of columns",
            _ => "last length",
        };
        Some(format!("the {what} of `{}`", parameter.name))
    };
    parameters
        .iter()
        .find_map(described)
        .unwrap_or_else(|| format!("the argument `{name}`"))
}
