//! Datasets by name.

use mlings_content::card::Card;

use super::error::DatasetError;
use crate::content::Content;

/// The names of all datasets, sorted.
pub fn names(content: &Content) -> Vec<String> {
    content.folders("datasets")
}

/// The card of the dataset `name`.
///
/// # Errors
/// An unknown name, with the nearest one, or a malformed card.
pub fn read_card(content: &Content, name: &str) -> Result<Card, DatasetError> {
    let Some(bytes) = content.read(&format!("datasets/{name}/card.toml")) else {
        return Err(DatasetError::Unknown {
            name: name.to_owned(),
            nearest: nearest(content, name),
        });
    };
    Card::parse(&String::from_utf8_lossy(&bytes)).map_err(|reason| DatasetError::malformed(name, "card.toml", reason))
}

/// The dataset whose name is most like `name`, where one is like it at all.
fn nearest(content: &Content, name: &str) -> Option<String> {
    let likeness = |candidate: &str| strsim::jaro_winkler(candidate, name);
    let best = names(content)
        .into_iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(&best) > 0.7).then_some(best)
}
