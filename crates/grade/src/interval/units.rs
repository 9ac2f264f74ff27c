//! `Units`: the rows a bootstrap draws together.

use std::collections::HashMap;

/// Rows of one group form a unit; units replace each other.
pub struct Units {
    /// The unit of each row.
    pub of_row: Vec<u32>,
    count: usize,
}

impl Units {
    /// Numbers units as `order` first meets them.
    pub fn new(order: &[u32], groups: Option<&[u32]>) -> Self {
        let mut of_row = vec![0; order.len()];
        let mut unit_of_group = HashMap::new();
        let mut count = 0;
        for &row in order {
            let row = row as usize;
            let unit = match groups {
                Some(groups) => *unit_of_group.entry(groups[row]).or_insert(count),
                None => count,
            };
            of_row[row] = unit;
            count = count.max(unit + 1);
        }
        Self {
            of_row,
            count: count as usize,
        }
    }

    pub fn in_row_order(rows: usize, groups: Option<&[u32]>) -> Self {
        Self::new(&(0..rows as u32).collect::<Vec<_>>(), groups)
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// How many rows drawn units hold, whose `sums` of rows stand at `column` where units differ in size.
    pub fn rows(&self, sums: &[f64], column: usize) -> f64 {
        if self.are_rows() { self.count() as f64 } else { sums[column] }
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
        let units = Units::in_row_order(4, Some(&[7, 9, 7, 9]));
        assert_eq!(units.of_row, [0, 1, 0, 1]);
        assert_eq!(units.count(), 2);
    }

    #[test]
    fn units_are_numbered_in_the_order_given() {
        let units = Units::new(&[1, 3, 4, 0, 2], None);
        assert_eq!(units.of_row, [3, 0, 4, 1, 2]);
    }
}
