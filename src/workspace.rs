//! The learner's folder: create, locate, reset, upgrade.
