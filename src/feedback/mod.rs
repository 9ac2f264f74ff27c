//! Verdict → the messages a learner reads (pure).
