//! `Comparison`: how a function's answers are held against the blessed ones, as exercise.toml declares it.

use mlings_grade::value::{Dim, Dtype, Type};

/// What may differ between a right answer and the blessed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Nothing, beyond tolerance.
    Exact,
    /// The sign of a vector as a whole, or of each column of a matrix.
    UpToSign,
    /// The names of clusters.
    UpToRenaming,
    /// The order of elements, and how often each occurs.
    Set,
}

/// How one member of an answer is compared. Members with signs flip together, and clusters are renamed with their labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Exact,
    /// Each entry along this axis has one sign; without an axis, the whole vector has.
    Sign(Option<usize>),
    /// Each row's cluster.
    Labels,
    /// An entry for each cluster along the first axis.
    Clusters,
    Set,
}

/// How a whole answer is compared: a rule for each member of a tuple, or one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison(Vec<Rule>);

impl Mode {
    const ALL: [Mode; 4] = [Mode::Exact, Mode::UpToSign, Mode::UpToRenaming, Mode::Set];

    /// The name as exercise.toml writes it.
    fn name(self) -> &'static str {
        match self {
            Mode::Exact => "exact",
            Mode::UpToSign => "up_to_sign",
            Mode::UpToRenaming => "up_to_renaming",
            Mode::Set => "set",
        }
    }

    /// The types it compares, in words.
    fn types(self) -> &'static str {
        match self {
            Mode::Exact => "any type",
            Mode::UpToSign => "a vector f64[n] or a matrix f64[n,k], whose columns are free in sign",
            Mode::UpToRenaming => "labels i64[n], and after them arrays of numbers with an entry for each cluster",
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
            Mode::UpToRenaming => matches!(dtype, Dtype::F64 | Dtype::I64) && !dims.is_empty(),
            Mode::Set => matches!(dtype, Dtype::I64 | Dtype::Str) && dims.len() == 1,
        }
    }

    /// The mode `name` for a member of type `kind`.
    fn of(name: &str, kind: &Type) -> Result<Self, String> {
        let Some(mode) = Mode::ALL.into_iter().find(|mode| mode.name() == name) else {
            return Err(format!(
                "`{name}` is no way to compare; use {}",
                Mode::ALL.map(Mode::name).join(", ")
            ));
        };
        match mode.compares(kind) {
            true => Ok(mode),
            false => Err(format!("`{name}` compares {}, not `{kind}`", mode.types())),
        }
    }
}

impl Comparison {
    /// Equal within tolerance.
    pub fn exact(returns: &Type) -> Self {
        Self(vec![Rule::Exact; members(returns).len()])
    }

    /// `compare = "name"` for answers of type `returns`: every member of a tuple in this mode.
    ///
    /// # Errors
    /// A fragment that names the mode, where there is none of that name or it does not compare such answers.
    pub fn whole(name: &str, returns: &Type) -> Result<Self, String> {
        let next = match returns {
            Type::Tuple(_) => "; a list gives each member its own mode",
            Type::Tensor { .. } => "",
        };
        let kinds = members(returns);
        Self::new(&vec![name; kinds.len()], kinds).map_err(|reason| reason + next)
    }

    /// `compare = ["name", "name"]`: a mode for each member of the tuple `returns`.
    ///
    /// # Errors
    /// As [`Comparison::whole`], and where `returns` is no tuple of as many members.
    pub fn members(names: &[&str], returns: &Type) -> Result<Self, String> {
        match returns {
            Type::Tuple(kinds) if kinds.len() == names.len() => Self::new(names, kinds),
            Type::Tuple(kinds) => Err(format!(
                "it lists {} modes for the {} members of `{returns}`; name one for each",
                names.len(),
                kinds.len()
            )),
            Type::Tensor { .. } => Err(format!("a list of modes is for tuples, not `{returns}`; name one mode alone")),
        }
    }

    fn new(names: &[&str], kinds: &[Type]) -> Result<Self, String> {
        let modes = names.iter().zip(kinds).map(|(name, kind)| Mode::of(name, kind));
        let modes: Vec<Mode> = modes.collect::<Result<_, _>>()?;
        let of = |wanted: Mode| -> Vec<&Type> {
            let pairs = kinds.iter().zip(&modes).filter(|(_, mode)| **mode == wanted);
            pairs.map(|(kind, _)| kind).collect()
        };
        let shared = shared_axis(&of(Mode::UpToSign))?;
        check_clusters(&of(Mode::UpToRenaming))?;
        let labels = modes.iter().position(|mode| *mode == Mode::UpToRenaming);
        let rule = |(index, (mode, kind)): (usize, (&Mode, &Type))| match mode {
            Mode::Exact => Rule::Exact,
            Mode::UpToSign => Rule::Sign(shared.and_then(|axis| axes(kind).iter().rposition(|own| own == axis))),
            Mode::UpToRenaming if labels == Some(index) => Rule::Labels,
            Mode::UpToRenaming => Rule::Clusters,
            Mode::Set => Rule::Set,
        };
        Ok(Self(modes.iter().zip(kinds).enumerate().map(rule).collect()))
    }

    /// A rule for each member.
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }
}

fn members(kind: &Type) -> &[Type] {
    match kind {
        Type::Tuple(kinds) => kinds,
        single => std::slice::from_ref(single),
    }
}

fn axes(kind: &Type) -> &[Dim] {
    match kind {
        Type::Tensor { dims, .. } => dims,
        Type::Tuple(_) => &[],
    }
}

/// The axis along which members flip together; none where all are vectors, which flip as a whole. The columns of a matrix,
/// where nothing else is shared.
fn shared_axis<'a>(kinds: &[&'a Type]) -> Result<Option<&'a Dim>, String> {
    let Some(matrix) = kinds.iter().find(|kind| axes(kind).len() == 2) else {
        return Ok(None);
    };
    let is_shared = |axis: &&Dim| kinds.iter().all(|kind| axes(kind).contains(axis));
    let shared = axes(matrix).iter().rfind(is_shared);
    shared.map(Some).ok_or_else(|| {
        format!(
            "members in mode `up_to_sign` flip together along an axis they share, and {} share none; name it in each, such as \
             k in `f64[k,d]` and `f64[n,k]`",
            kinds.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(" and ")
        )
    })
}

/// Labels i64[n] come first; the first axis of every other member counts the clusters.
fn check_clusters(kinds: &[&Type]) -> Result<(), String> {
    let Some((labels, clusters)) = kinds.split_first() else {
        return Ok(());
    };
    let unfit = |kind: &Type| format!("`up_to_renaming` compares {}, not `{kind}`", Mode::UpToRenaming.types());
    let rows = match labels {
        Type::Tensor { dtype: Dtype::I64, dims } if dims.len() == 1 => &dims[0],
        _ => return Err(unfit(labels)),
    };
    let count = clusters.first().map(|kind| &axes(kind)[0]);
    match clusters
        .iter()
        .find(|kind| axes(kind)[0] == *rows || Some(&axes(kind)[0]) != count)
    {
        Some(kind) => Err(unfit(kind)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(name: &str, returns: &str) -> Result<Comparison, String> {
        Comparison::whole(name, &returns.parse().unwrap())
    }

    fn members(names: &[&str], returns: &str) -> Result<Comparison, String> {
        Comparison::members(names, &returns.parse().unwrap())
    }

    #[test]
    fn every_mode_has_the_types_it_compares_and_refuses_others() {
        let cases: [(&str, &[&str], &[&str]); 4] = [
            ("exact", &["f64", "str[n]", "(f64, i64)"], &[]),
            ("up_to_sign", &["f64[n]", "f64[k,d]"], &["f64", "i64[n]", "f64[a,b,c]"]),
            (
                "up_to_renaming",
                &["i64[n]", "(i64[n], f64[k,d])"],
                &["i64", "str[n]", "f64[n]"],
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
        let too_few = members(&["exact"], "(f64, f64)").unwrap_err();
        assert!(too_few.contains("1 modes for the 2 members"), "{too_few}");
        assert!(members(&["exact"], "f64").unwrap_err().contains("for tuples"));
        let message = whole("set", "(str[n], f64)").unwrap_err();
        assert!(message.contains("a list gives each member its own mode"), "{message}");
    }

    #[test]
    fn members_with_signs_flip_along_the_axis_they_share() {
        use Rule::{Exact, Sign};
        let signs = |names: &[&str], returns| members(names, returns).map(|comparison| comparison.0);
        let free = "up_to_sign";
        let read = [
            (signs(&[free, "exact"], "(f64[d,k], f64[k])"), vec![Sign(Some(1)), Exact]),
            (
                signs(&[free, free], "(f64[k,d], f64[n,k])"),
                vec![Sign(Some(0)), Sign(Some(1))],
            ),
            (signs(&[free, free], "(f64[d], f64[n])"), vec![Sign(None), Sign(None)]),
            (signs(&[free, free], "(f64[k], f64[n,k])"), vec![Sign(Some(0)), Sign(Some(1))]),
        ];
        for (rules, expected) in read {
            assert_eq!(rules, Ok(expected));
        }
        let message = signs(&[free, free], "(f64[k,d], f64[n,m])").unwrap_err();
        assert!(message.contains("`f64[k,d]` and `f64[n,m]` share none"), "{message}");
    }

    #[test]
    fn a_clustering_is_labels_and_arrays_that_share_the_clusters_axis() {
        let read = members(&["up_to_renaming", "up_to_renaming", "exact"], "(i64[n], f64[k,d], f64)");
        assert_eq!(read, Ok(Comparison(vec![Rule::Labels, Rule::Clusters, Rule::Exact])));
        for unfit in [
            "(f64[k,d], i64[n])",
            "(i64[n], f64[n,d])",
            "(i64[n], f64[k,d], f64[d])",
            "(i64[n,m], f64[k])",
        ] {
            let message = whole("up_to_renaming", unfit).unwrap_err();
            assert!(
                message.starts_with("`up_to_renaming` compares labels i64[n]"),
                "{unfit}: {message}"
            );
        }
    }

    #[test]
    fn an_unknown_mode_is_told_all_there_are() {
        assert_eq!(
            whole("up_to_sing", "f64[n]").unwrap_err(),
            "`up_to_sing` is no way to compare; use exact, up_to_sign, up_to_renaming, set"
        );
    }
}
