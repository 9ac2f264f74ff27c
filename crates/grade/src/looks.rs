//! How sure a certificate must be by how often the final rows were asked before.
//!
//! A model exactly at the bar is certified by chance in one of twenty looks, and in half of fifty. So the first look may err in
//! 5 %, and all later ones together in as much again: whatever is tried, in whatever order, no more than 10 % of those whose
//! skill is at the bar are ever certified. That holds only as long as a look tells nothing but whether it succeeded.

use crate::statistics::normal_tail;

/// What the first look may err, and all later ones together.
const ERROR: f64 = 0.05;

/// By how many standard errors a model must lie above the bar after `before` looks of others: 1.64, 1.96, 2.39, 2.64, …
pub fn standard_errors(before: usize) -> f64 {
    let share = match before as f64 {
        0.0 => ERROR,
        before => ERROR / (before * (before + 1.0)),
    };
    quantile(share)
}

/// The z that a standard normal exceeds with this probability, of at most one half.
fn quantile(tail: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if normal_tail(middle) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_look_is_one_sided_95_percent() {
        assert!((standard_errors(0) - 1.644_85).abs() < 1e-4);
        assert!((standard_errors(1) - 1.959_96).abs() < 1e-4);
    }

    #[test]
    fn any_number_of_looks_errs_in_at_most_a_tenth() {
        let errors: f64 = (0..10_000).map(|before| normal_tail(standard_errors(before))).sum();
        assert!((0.0999..0.1001).contains(&errors), "{errors}");
    }
}
