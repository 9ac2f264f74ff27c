//! A virtual environment with the pinned packages: in the workspace as `.venv`, or in the cache folder.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::words::hex;

/// The environment's folder in a workspace.
pub const VENV: &str = ".venv";

/// The environment's folder in the cache: another one when the pinned packages change.
pub fn folder(cache: &Path) -> PathBuf {
    let digest = hex(&Sha256::digest(mlings_sdk::sources::PYTHON_REQUIREMENTS));
    cache.join(format!("python-{}", &digest[..8]))
}

/// The interpreter of the environment at `folder`, whether or not it is there.
pub fn python_in(folder: &Path) -> PathBuf {
    if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python")
    }
}
