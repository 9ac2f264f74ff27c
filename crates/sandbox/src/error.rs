//! Why a program was not run at all.

use std::io;
use std::path::PathBuf;

use crate::containment::Level;
use crate::layer::Layer;

/// The reason, with what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("cannot start {program}: {reason}")]
    NotStarted { program: String, reason: String },
    /// The program has not run: less would be enforced than was asked for.
    #[error("this machine cannot enforce {}, and the {wanted:?} sandbox was asked for; `mlings doctor` says what would help", list(.missing))]
    TooWeak { wanted: Level, missing: Vec<Layer> },
    /// A grant would hand the program what it must not see.
    #[error("a program that may use {} could read {}; move one of the two", .grant.display(), .secret.display())]
    Exposed { grant: PathBuf, secret: PathBuf },
    #[error(transparent)]
    Io(#[from] io::Error),
}

fn list(layers: &[Layer]) -> String {
    let names: Vec<&str> = layers.iter().map(|layer| layer.words()).collect();
    names.join(" and ")
}
