//! The Python interpreter that runs solutions: found, or made for the purpose with pinned packages.

mod create;
mod environment;
mod interpreter;
mod probe;
mod search;

pub use create::create;
pub use interpreter::Interpreter;
pub use probe::ask;
pub use search::{all, find};
