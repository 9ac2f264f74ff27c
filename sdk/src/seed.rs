//! The seed of a run.

use std::sync::atomic::{AtomicU64, Ordering};

static SEED: AtomicU64 = AtomicU64::new(0);

/// The seed of this run: seed every random number generator with it, so that the same solution gets the same score.
pub fn seed() -> u64 {
    SEED.load(Ordering::Relaxed)
}

pub(crate) fn set_seed(seed: u64) {
    SEED.store(seed, Ordering::Relaxed);
}
