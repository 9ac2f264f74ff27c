//! `Comparison`: how a function's answers are held against the blessed ones, as exercise.toml declares it.

use crate::value::{Dim, Dtype, Type};

/// What may differ between a right answer and the blessed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing, beyond tolerance.
    Exact,
    /// The sign of a vector as a whole, or of each row of a matrix.
    UpToSign,
    /// The names of labels, the order of numbers, or the order of a matrix's rows.
    UpToPermutation,
    /// The order of elements, and how often each occurs.
    Set,
}

/// What a member of a clustering holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Each row's cluster: 0 to k − 1.
    Labels,
    /// An entry for each cluster along the first axis.
    Clusters,
    /// Nothing that depends on the clusters' names.
    Other,
}

/// How a whole answer is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The answer, or every member of a tuple, in one mode.
    Whole(Mode),
    /// Each member of a tuple in its own mode.
    Members(Vec<Mode>),
    /// A tuple of labels and of what belongs to each cluster: one renaming must make all of it agree.
    Renaming(Vec<Role>),
}

/// The name of [`Comparison::Renaming`].
const UP_TO_RENAMING: &str = "up_to_renaming";

impl Mode {
    pub const ALL: [Mode; 4] = [Mode::Exact, Mode::UpToSign, Mode::UpToPermutation, Mode::Set];

    /// The name as exercise.toml writes it.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Exact => "exact",
            Mode::UpToSign => "up_to_sign",
            Mode::UpToPermutation => "up_to_permutation",
            Mode::Set => "set",
        }
    }

    /// The types it compares, in words.
    fn types(self) -> &'static str {
        match self {
            Mode::Exact => "any type",
            Mode::UpToSign => "a vector f64[n] or a matrix f64[n,k], whose rows are free in sign",
            Mode::UpToPermutation => "labels i64[n], numbers f64[n], or a matrix whose rows are free in order",
            Mode::Set => "i64[n] or str[n]",
        }
    }

    fn compares(self, kind: &Type) -> bool {
        let Type::Tensor { dtype, dims } = kind else {
            return self == Mode::Exact;
        };
        match self {
            Mode::Exact => true,
            Mode::UpToSign => *dtype == Dtype::F64 && matches!(dims.len(), 1 | 2),
            Mode::UpToPermutation => matches!(dtype, Dtype::F64 | Dtype::I64) && matches!(dims.len(), 1 | 2),
            Mode::Set => matches!(dtype, Dtype::I64 | Dtype::Str) && dims.len() == 1,
        }
    }

    /// The mode `name` for an answer of type `kind`.
    fn of(name: &str, kind: &Type) -> Result<Self, String> {
        let Some(mode) = Mode::ALL.into_iter().find(|mode| mode.name() == name) else {
            let names: Vec<&str> = Mode::ALL.iter().map(|mode| mode.name()).chain([UP_TO_RENAMING]).collect();
            return Err(match name {
                UP_TO_RENAMING => "`up_to_renaming` is for a whole tuple; write it alone, not in a list".to_owned(),
                _ => format!("`{name}` is no way to compare; use {}", names.join(", ")),
            });
        };
        if mode.compares(kind) {
            return Ok(mode);
        }
        let next = match kind {
            Type::Tuple(_) => "; give a list with a mode for each member",
            Type::Tensor { .. } => "",
        };
        Err(format!("`{name}` compares {}, not `{kind}`{next}", mode.types()))
    }
}

impl Default for Comparison {
    fn default() -> Self {
        Comparison::Whole(Mode::Exact)
    }
}

impl Comparison {
    /// `compare = "name"` for answers of type `returns`.
    ///
    /// # Errors
    /// A fragment that names the mode, where there is none of that name or it does not compare such answers.
    pub fn whole(name: &str, returns: &Type) -> Result<Self, String> {
        if name == UP_TO_RENAMING {
            return roles(returns).map(Comparison::Renaming);
        }
        Mode::of(name, returns).map(Comparison::Whole)
    }

    /// `compare = ["name", "name"]`: a mode for each member of the tuple `returns`.
    ///
    /// # Errors
    /// As [`Comparison::whole`], and where `returns` is no tuple of as many members.
    pub fn members(names: &[String], returns: &Type) -> Result<Self, String> {
        match returns {
            Type::Tuple(kinds) if kinds.len() == names.len() => {
                let modes = names.iter().zip(kinds).map(|(name, kind)| Mode::of(name, kind));
                modes.collect::<Result<_, _>>().map(Comparison::Members)
            }
            Type::Tuple(kinds) => Err(format!(
                "it lists {} modes for the {} members of `{returns}`; name one for each",
                names.len(),
                kinds.len()
            )),
            Type::Tensor { .. } => Err(format!("a list of modes is for tuples, not `{returns}`; name one mode alone")),
        }
    }
}

/// What each member of a clustering is: labels i64[n] come first, arrays along the labels' axis and scalars are compared as
/// they are, and the first axis of every other array counts the clusters.
fn roles(returns: &Type) -> Result<Vec<Role>, String> {
    let unfit = || {
        format!(
            "`up_to_renaming` compares a tuple of labels i64[n] and then arrays with a row for each cluster, such as \
             `(i64[n], f64[k,d])`, not `{returns}`"
        )
    };
    let Type::Tuple(kinds) = returns else {
        return Err(unfit());
    };
    let [Type::Tensor { dtype: Dtype::I64, dims }, rest @ ..] = kinds.as_slice() else {
        return Err(unfit());
    };
    let [rows] = dims.as_slice() else { return Err(unfit()) };
    let role = |kind: &Type| match first_axis(kind) {
        Some(axis) if axis != rows => Role::Clusters,
        _ => Role::Other,
    };
    let roles: Vec<Role> = rest.iter().map(role).collect();
    let of_clusters = rest.iter().zip(&roles).filter(|(_, role)| **role == Role::Clusters);
    let mut axes: Vec<Option<&Dim>> = of_clusters
        .map(|(kind, _)| first_axis(kind).filter(|_| is_numeric(kind)))
        .collect();
    axes.dedup();
    match axes.as_slice() {
        [Some(_)] => Ok([Role::Labels].into_iter().chain(roles).collect()),
        _ => Err(unfit()),
    }
}

fn first_axis(kind: &Type) -> Option<&Dim> {
    match kind {
        Type::Tensor { dims, .. } => dims.first(),
        Type::Tuple(_) => None,
    }
}

fn is_numeric(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Tensor {
            dtype: Dtype::F64 | Dtype::I64,
            ..
        }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(name: &str, returns: &str) -> Result<Comparison, String> {
        Comparison::whole(name, &returns.parse().unwrap())
    }

    fn members(names: &[&str], returns: &str) -> Result<Comparison, String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Comparison::members(&names, &returns.parse().unwrap())
    }

    #[test]
    fn every_mode_has_the_types_it_compares_and_refuses_others() {
        let cases: [(&str, &[&str], &[&str]); 4] = [
            ("exact", &["f64", "str[n]", "(f64, i64)"], &[]),
            (
                "up_to_sign",
                &["f64[n]", "f64[k,d]"],
                &["f64", "i64[n]", "f64[a,b,c]", "(f64[k,d], f64[k])"],
            ),
            (
                "up_to_permutation",
                &["i64[n]", "f64[k]", "f64[k,d]", "i64[k,d]"],
                &["i64", "str[n]", "bool[n]"],
            ),
            ("set", &["i64[n]", "str[n]"], &["str", "f64[n]", "i64[n,k]"]),
        ];
        for (name, fit, unfit) in cases {
            fit.iter()
                .for_each(|kind| assert!(whole(name, kind).is_ok(), "{name} {kind}"));
            for kind in unfit {
                let message = whole(name, kind).unwrap_err();
                assert!(message.contains(name) && message.contains(kind), "{message}");
            }
        }
    }

    #[test]
    fn a_tuple_takes_a_mode_for_each_member() {
        let expected = Comparison::Members(vec![Mode::UpToSign, Mode::Exact]);
        assert_eq!(members(&["up_to_sign", "exact"], "(f64[k,d], f64[k])"), Ok(expected));
        let too_few = members(&["exact"], "(f64, f64)").unwrap_err();
        assert!(too_few.contains("1 modes for the 2 members"), "{too_few}");
        assert!(members(&["exact"], "f64").unwrap_err().contains("for tuples"));
        assert!(
            whole("up_to_sign", "(f64[k,d], f64[k])")
                .unwrap_err()
                .contains("a list with a mode for each member")
        );
        assert!(
            members(&["up_to_renaming", "exact"], "(i64[n], f64)")
                .unwrap_err()
                .contains("write it alone")
        );
    }

    #[test]
    fn a_clustering_is_labels_and_arrays_that_share_the_clusters_axis() {
        use Role::{Clusters, Labels, Other};
        let read = |kind| whole("up_to_renaming", kind);
        assert_eq!(read("(i64[n], f64[k,d])"), Ok(Comparison::Renaming(vec![Labels, Clusters])));
        assert_eq!(
            read("(i64[n], f64[k,d], f64[n], i64[k], f64)"),
            Ok(Comparison::Renaming(vec![Labels, Clusters, Other, Clusters, Other]))
        );
        for unfit in [
            "i64[n]",
            "(f64[k,d], i64[n])",
            "(i64[n], f64)",
            "(i64[n], f64[k,d], f64[d])",
            "(i64[n,m], f64[k])",
            "(i64[n], str[k])",
        ] {
            assert!(read(unfit).unwrap_err().contains(unfit), "{unfit}");
        }
    }

    #[test]
    fn an_unknown_mode_is_told_all_there_are() {
        let message = whole("up_to_sing", "f64[n]").unwrap_err();
        assert_eq!(
            message,
            "`up_to_sing` is no way to compare; use exact, up_to_sign, up_to_permutation, set, up_to_renaming"
        );
    }
}
