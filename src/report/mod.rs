//! Everything mlings prints.
