//! How mlings is asked to be the helper.

/// The first argument that makes mlings the helper.
pub const ENTRY: &str = "__contain";
