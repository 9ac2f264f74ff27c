//! `Units`: the rows a bootstrap draws together, stratum by stratum.

use std::collections::HashMap;
use std::ops::Range;

/// Rows of one group form a unit; units of one stratum replace each other.
pub struct Units {
    /// The unit of each row.
    pub of_row: Vec<u32>,
    /// Consecutive units by stratum.
    pub strata: Vec<Range<usize>>,
}

impl Units {
    /// Numbers units as `order` first meets them; rows of one stratum must be neighbours there. Where a group spans strata,
    /// the first one counts.
    pub fn new(order: &[u32], groups: Option<&[u32]>, stratum: impl Fn(usize) -> i64) -> Self {
        let mut of_row = vec![0; order.len()];
        let mut unit_of_group = HashMap::new();
        let mut strata: Vec<(i64, Range<usize>)> = Vec::new();
        let mut count = 0;
        for &row in order {
            let row = row as usize;
            let unit = match groups {
                Some(groups) => *unit_of_group.entry(groups[row]).or_insert(count),
                None => count,
            };
            of_row[row] = unit;
            if unit == count {
                count += 1;
                match strata.last_mut() {
                    Some((last, range)) if *last == stratum(row) => range.end += 1,
                    _ => strata.push((stratum(row), unit as usize..count as usize)),
                }
            }
        }
        Self {
            of_row,
            strata: strata.into_iter().map(|(_, range)| range).collect(),
        }
    }

    /// Units without strata, in row order.
    pub fn unstratified(rows: usize, groups: Option<&[u32]>) -> Self {
        Self::new(&(0..rows as u32).collect::<Vec<_>>(), groups, |_| 0)
    }

    pub fn count(&self) -> usize {
        self.strata.last().map_or(0, |stratum| stratum.end)
    }

    /// Whether every row is a unit of its own.
    pub fn are_rows(&self) -> bool {
        self.count() == self.of_row.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_group_are_one_unit() {
        let units = Units::unstratified(4, Some(&[7, 9, 7, 9]));
        assert_eq!(units.of_row, [0, 1, 0, 1]);
        assert_eq!(units.count(), 2);
    }

    #[test]
    fn strata_are_consecutive_units() {
        let classes = [1, 0, 1, 0, 0];
        let units = Units::new(&[1, 3, 4, 0, 2], None, |row| classes[row]);
        assert_eq!(units.strata, [0..3, 3..5]);
        assert_eq!(units.of_row, [3, 0, 4, 1, 2]);
    }
}
