//! `CatalogError`: what is wrong with an exercise, or with the name asked for.

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    #[error("exercise `{id}`: {reason}")]
    Malformed { id: String, reason: String },
    #[error("exercises/path.toml: {0}")]
    Path(String),
    #[error("no exercise is named `{id}`{}", .nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    Unknown { id: String, nearest: Option<String> },
    #[error("`{id}` could be {}; type more of the name", list_names(.candidates))]
    Ambiguous { id: String, candidates: Vec<String> },
}

/// `a`, `b` or `c`, each in back quotes.
fn list_names(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        names => names.concat(),
    }
}
