//! Ctrl-C: remembered, so that a run can be ended with everything it started before mlings itself ends.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static PRESSED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From now on Ctrl-C (and a polite request to terminate) is remembered instead of ending mlings at once.
pub fn listen() {
    LISTENING.call_once(|| {
        // Without a handler Ctrl-C ends mlings the usual way, and the solution dies with its parent.
        let _ = ctrlc::set_handler(|| PRESSED.store(true, Ordering::Relaxed));
    });
}

pub fn was_pressed() -> bool {
    PRESSED.load(Ordering::Relaxed)
}
