//! What a helper has set up.

use std::os::fd::OwnedFd;

use crate::containment::Containment;

/// What could not be enforced, and the descriptor that tells of refused calls, where there is one.
pub struct Confined {
    pub containment: Containment,
    pub listener: Option<OwnedFd>,
}
