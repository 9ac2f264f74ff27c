//! What the folders of `exercises/` and `datasets/` hold, and what must be true of them.
//!
//! `build.rs` asks before it embeds them and mlings when it reads them, so one crate says it to both.

pub mod card;
pub mod check;
pub mod doc_comment;
pub mod exemplar;
pub mod language;
pub mod mistake;
pub mod path;
