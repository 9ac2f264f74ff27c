//! Errors a person can fix, each with its next step.
