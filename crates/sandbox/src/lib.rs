//! Runs one program under limits, out of reach of all it was not granted, and says how it ended; knows nothing of machine learning.
//!
//! mlings (the `parent`) starts itself again as a [`helper`], which takes away from itself what the program may not have and then
//! becomes the program. So no code runs between fork and exec, and what cannot be taken away on this machine is reported, not assumed.
//!
//! | side | what it does |
//! | --- | --- |
//! | `parent` | starts the helper, watches the run, hears of refused calls, tells how it ended |
//! | `helper` | contains itself: session, files, system calls, resources; then becomes the program |
//! | both | the program and its grants, its limits, the channel between the two, the layers and what they refused |

mod access;
#[cfg(target_os = "linux")]
mod calls;
#[cfg(unix)]
mod channel;
mod containment;
mod ended;
mod entry;
mod error;
#[cfg(target_os = "linux")]
mod grants;
pub mod helper;
mod layer;
mod limits;
mod parent;
mod program;
mod refusal;
mod runner;
mod signals;

pub use access::Access;
pub use containment::{Containment, Level};
pub use ended::{Ended, Exit};
pub use entry::ENTRY;
pub use error::SandboxError;
pub use layer::Layer;
pub use limits::{Limit, Limits};
pub use parent::{Contained, Plain, readable};
pub use program::Program;
pub use refusal::{Deed, Refusal};
pub use runner::Runner;
pub use signals::survive_full_files;
