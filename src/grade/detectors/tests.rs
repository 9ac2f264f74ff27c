//! Tests of detectors.
