//! An embedded dataset (polars) as prepared files and typed labels of its frozen parts.

mod cells;
mod error;
pub mod excerpt;
mod find;
mod load;
mod npy;
mod part;
mod prepare;
mod prepared;
pub mod summary;
mod telling;

pub use cells::{Cells, CellsError};
pub use error::DatasetError;
pub use find::{names, read_card};
pub use load::{Dataset, Features, SplitRow, open_frame};
pub use mlings_content::card::{
    Card, ColumnCard, ColumnRole, DataFile, Kind, Licence, Source, SplitCard, Storage, folder_problems,
};
pub use part::{Part, View};
pub use prepared::{Column, InputFormat, Prepared};

#[cfg(test)]
mod tests;
