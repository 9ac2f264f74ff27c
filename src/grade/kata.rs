//! Grades a kata's answers: contract, cases within tolerance, fingerprints of known mistakes.
