//! What a Rust solution of an mlings exercise is written with: the rows it is given and the trait its model implements.
//!
//! A kata needs none of this: it is a function of [`ndarray`] views. A project defines `fit` and a model:
//!
//! ```
//! use mlings_sdk::{Predict, Table};
//! use ndarray::{Array1, ArrayView1};
//!
//! pub struct Model {
//!     mean: f64,
//! }
//!
//! pub fn fit(_x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn std::error::Error>> {
//!     Ok(Model { mean: y.mean().ok_or("no rows to learn from")? })
//! }
//!
//! impl Predict<Table> for Model {
//!     type Output = f64;
//!
//!     fn predict(&self, x: &Table) -> Array1<f64> {
//!         Array1::from_elem(x.rows(), self.mean)
//!     }
//! }
//! ```

mod data;
mod predict;
mod seed;

#[doc(hidden)]
pub mod harness;
#[cfg(feature = "sources")]
pub mod sources;
#[doc(hidden)]
pub mod warm;
#[cfg(feature = "project")]
#[doc(hidden)]
pub mod warm_linfa;

pub use data::{Column, Images, Table, Texts};
pub use predict::{Label, Predict};
pub use seed::seed;
