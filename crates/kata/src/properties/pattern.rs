//! Rows that were not shuffled: blocks of neighbours, or a turn that repeats.

/// The longest turn that is looked for.
pub const LONGEST_TURN: usize = 10;

/// An order that nobody would take for shuffled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Each part is one block of neighbouring rows.
    Blocks,
    /// The same parts come again every so many rows.
    Turns(usize),
}

impl Pattern {
    pub fn words(self) -> String {
        match self {
            Pattern::Blocks => "each part is one block of neighbouring rows".to_owned(),
            Pattern::Turns(turn) => format!("every {turn} rows the same parts come in turn"),
        }
    }
}

/// The pattern of a sequence of parts, one a row; none where there are fewer than two parts, or no pattern.
pub fn pattern(parts: &[usize]) -> Option<Pattern> {
    let mut distinct = parts.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 2 {
        return None;
    }
    let changes = parts.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if changes == distinct.len() - 1 {
        return Some(Pattern::Blocks);
    }
    let repeats = |turn: &usize| parts.len() >= 2 * turn && parts.iter().zip(&parts[*turn..]).all(|(one, next)| one == next);
    (2..=LONGEST_TURN).find(repeats).map(Pattern::Turns)
}

/// The natural logarithm of how many sequences of `parts` parts have a pattern, at the most.
pub fn ln_patterns(parts: usize) -> f64 {
    let parts = parts as f64;
    let blocks = libm::lgamma(parts + 1.0).exp();
    let turns: f64 = (2..=LONGEST_TURN as i32).map(|turn| parts.powi(turn)).sum();
    (blocks + turns).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_turns_are_patterns_and_a_shuffle_is_none() {
        assert_eq!(pattern(&[0, 0, 0, 1, 1]), Some(Pattern::Blocks));
        assert_eq!(pattern(&[2, 0, 0, 1]), Some(Pattern::Blocks));
        assert_eq!(pattern(&[0, 1, 2, 0, 1, 2, 0]), Some(Pattern::Turns(3)));
        assert_eq!(pattern(&[0, 0, 0, 1, 0, 0, 0, 1, 0]), Some(Pattern::Turns(4)));
        assert_eq!(pattern(&[0, 1, 1, 0, 1, 0, 0]), None);
        assert_eq!(pattern(&[0, 0, 0]), None);
        assert_eq!(pattern(&[]), None);
    }

    #[test]
    fn no_more_sequences_have_a_pattern_than_are_counted() {
        for (parts, rows) in [(2_usize, 12_u32), (3, 9)] {
            let with_pattern = (0..parts.pow(rows)).filter(|code| {
                let sequence: Vec<usize> = (0..rows).map(|row| code / parts.pow(row) % parts).collect();
                // Splits of given sizes are what is shuffled: blocks count as many as there are orders of the parts.
                pattern(&sequence).is_some_and(|pattern| pattern != Pattern::Blocks)
            });
            assert!((with_pattern.count() as f64).ln() <= ln_patterns(parts));
        }
    }
}
