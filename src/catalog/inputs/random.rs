//! Seeded numbers that are the same for ever: what a case was blessed on must never change.
//!
//! Words come from xoshiro256++ seeded through SplitMix64 (Blackman and Vigna), and everything else is made of them here:
//! - a uniform number is the upper 53 bits of a word, divided by 2^53;
//! - a whole number below k is a word modulo k, words of the last, incomplete run of k left out;
//! - a normal number is Marsaglia's polar method, of whose pair the second is not used.
//!
//! Real numbers are rounded to six decimals, so that neither JSON nor another machine's logarithm can change them. A golden
//! test pins all of it.

use rand::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

pub struct Random(Xoshiro256PlusPlus);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// In [0, 1).
    pub fn uniform(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * UNIT
    }

    /// Each of 0..`bound`, which is at least 1, with equal probability.
    pub fn below(&mut self, bound: u64) -> u64 {
        let incomplete = (u64::MAX % bound + 1) % bound;
        loop {
            let word = self.0.next_u64();
            if word <= u64::MAX - incomplete {
                return word % bound;
            }
        }
    }

    /// Mean 0, standard deviation 1.
    pub fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * (-2.0 * libm::log(square) / square).sqrt();
            }
        }
    }

    /// An index of `weights` with a probability in proportion to its weight; the weights are finite, not negative, and not
    /// all 0.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.uniform() * weights.iter().sum::<f64>();
        let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
        let reached = |weight: &f64| {
            left -= weight;
            left < 0.0
        };
        weights.iter().position(reached).unwrap_or(last)
    }
}

/// Six decimals; never −0.
pub fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6 + 0.0
}
