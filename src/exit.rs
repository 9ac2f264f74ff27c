//! The documented exit codes.
