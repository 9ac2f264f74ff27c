//! The append-only attempt log.
