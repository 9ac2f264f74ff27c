//! Small statistics: moments, ranks, correlations and tail probabilities.

use std::f64::consts::FRAC_1_SQRT_2;

/// Var of Fisher's z of a rank correlation, times n − 3 (Fieller, Hartley and Pearson 1957).
const RANK_INFLATION: f64 = 1.06;

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The variance, dividing by n − 1; 0 for fewer than two values.
pub fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
}

pub fn deviation(values: &[f64]) -> f64 {
    variance(values).sqrt()
}

/// P(Z ≥ z) of a standard normal Z.
pub fn normal_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z * FRAC_1_SQRT_2)
}

/// The mean over its standard error: how far `values` lie above 0 on average. Infinite where they do not vary.
pub fn z_of_mean(values: &[f64]) -> f64 {
    let mean = mean(values);
    if mean == 0.0 {
        0.0
    } else {
        mean / (variance(values) / values.len() as f64).sqrt()
    }
}

/// P(Bin(trials, probability) ≥ hits).
pub fn binomial_at_least(trials: usize, probability: f64, hits: usize) -> f64 {
    (hits..=trials)
        .map(|hits| binomial_mass(trials, probability, hits))
        .sum::<f64>()
        .min(1.0)
}

/// P(Bin(trials, probability) ≤ hits).
pub fn binomial_at_most(trials: usize, probability: f64, hits: usize) -> f64 {
    (0..=hits.min(trials))
        .map(|hits| binomial_mass(trials, probability, hits))
        .sum::<f64>()
        .min(1.0)
}

fn binomial_mass(trials: usize, probability: f64, hits: usize) -> f64 {
    let (trials, hits) = (trials as f64, hits as f64);
    let choose = libm::lgamma(trials + 1.0) - libm::lgamma(hits + 1.0) - libm::lgamma(trials - hits + 1.0);
    (choose + power_log(probability, hits) + power_log(1.0 - probability, trials - hits)).exp()
}

/// ln(base^exponent), where 0⁰ is 1.
fn power_log(base: f64, exponent: f64) -> f64 {
    if exponent == 0.0 { 0.0 } else { exponent * base.ln() }
}

/// Each value's rank from 1; equal values share their mean rank.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&left, &right| values[left].total_cmp(&values[right]));
    let mut ranks = vec![0.0; values.len()];
    let mut done = 0;
    for tied in order.chunk_by(|&left, &right| values[left] == values[right]) {
        let shared = done as f64 + (tied.len() + 1) as f64 / 2.0;
        tied.iter().for_each(|&position| ranks[position] = shared);
        done += tied.len();
    }
    ranks
}

/// Pearson's correlation; 0 where either side does not vary.
pub fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let (left_mean, right_mean) = (mean(left), mean(right));
    let (mut both, mut left_squares, mut right_squares) = (0.0, 0.0, 0.0);
    for (left, right) in left.iter().zip(right) {
        let (left, right) = (left - left_mean, right - right_mean);
        both += left * right;
        left_squares += left * left;
        right_squares += right * right;
    }
    let scale = f64::sqrt(left_squares * right_squares);
    if scale > 0.0 { (both / scale).clamp(-1.0, 1.0) } else { 0.0 }
}

/// One-sided p-value of a rank correlation over `rows`, after `given` other variables were taken out.
pub fn rank_correlation_tail(correlation: f64, rows: usize, given: usize) -> f64 {
    if rows <= 4 + given {
        return 1.0;
    }
    let freedom = (rows - 3 - given) as f64;
    normal_tail(correlation.atanh() * (freedom / RANK_INFLATION).sqrt())
}

/// The correlation of `left` and `right` once the linear effect of `given` is taken from both; 0 where nothing is left to vary.
pub fn partial_correlation(left: &[f64], right: &[f64], given: &[f64]) -> f64 {
    let (both, by_left, by_right) = (correlation(left, right), correlation(left, given), correlation(right, given));
    let scale = ((1.0 - by_left * by_left) * (1.0 - by_right * by_right)).sqrt();
    if scale > 1e-9 {
        ((both - by_left * by_right) / scale).clamp(-1.0, 1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::*;

    #[test]
    fn tails_of_a_fair_coin_are_exact() {
        assert!((binomial_at_least(4, 0.5, 3) - 5.0 / 16.0).abs() < 1e-12);
        assert!((binomial_at_most(4, 0.5, 1) - 5.0 / 16.0).abs() < 1e-12);
        assert!((binomial_at_least(40, 0.5, 32) - 9.1e-5).abs() < 1e-6);
    }

    #[test]
    fn a_certain_event_has_probability_1_even_where_its_logarithm_is_0() {
        assert!((binomial_at_least(10, 1.0, 10) - 1.0).abs() < 1e-12);
        assert!((binomial_at_most(10, 0.0, 0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn normal_tails_match_the_table() {
        assert!((normal_tail(1.645) - 0.04998).abs() < 1e-5);
        assert!((normal_tail(3.29) - 0.000501).abs() < 1e-6);
    }

    #[test]
    fn tied_values_share_their_mean_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn a_constant_correlates_with_nothing() {
        assert_eq!(correlation(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), 0.0);
    }

    #[test]
    fn a_shared_cause_leaves_no_partial_correlation() {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(1);
        let cause: Vec<f64> = (0..200).map(f64::from).collect();
        let mut jitter = || {
            cause
                .iter()
                .map(|value| value + generator.gen_range(0.0..20.0))
                .collect::<Vec<_>>()
        };
        let (left, right) = (jitter(), jitter());
        assert!(correlation(&left, &right) > 0.98);
        assert!(partial_correlation(&left, &right, &cause).abs() < 0.3);
    }
}
