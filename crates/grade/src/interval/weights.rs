//! Random weights of units, as the Bayesian bootstrap draws them (Rubin 1981): exponential ones, so that every unit weighs
//! something in every replicate.

use rand::RngCore;
use rand_distr::{Distribution, Gamma};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::draw::Blocks;

/// What a unit weighs on average. Weights are whole numbers in a byte: eight times this is exceeded in one of 3,000 units.
const ONE: f64 = 16.0;
/// A weight is the quantile of this many random bits.
const BITS: u32 = 11;
const LANES: usize = (u64::BITS / BITS) as usize;

/// The quantiles that weights are drawn from.
pub struct Weights(Box<[u8; 1 << BITS]>);

impl Weights {
    pub fn new() -> Self {
        let quantile = |bits: usize| -(-(bits as f64 + 0.5) / f64::from(1 << BITS)).ln_1p();
        Self(Box::new(std::array::from_fn(|bits| (ONE * quantile(bits)).round() as u8)))
    }

    /// Gives each of the first `units` a weight.
    pub fn draw(&self, generator: &mut Xoshiro256PlusPlus, units: usize, weights: &mut Blocks<u8>) {
        for units in weights.first_mut(units).chunks_mut(LANES) {
            let mut bits = generator.next_u64();
            for weight in units {
                *weight = self.0[(bits & ((1 << BITS) - 1)) as usize];
                bits >>= BITS;
            }
        }
    }

    /// The weight of so many rows, or of a part of one.
    pub fn of_rows(rows: f64, generator: &mut Xoshiro256PlusPlus) -> u64 {
        let gamma = Gamma::new(rows, ONE).expect("a positive shape and scale");
        gamma.sample(generator).round() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::super::draw::generator;
    use super::*;

    #[test]
    fn weights_have_mean_and_deviation_of_an_exponential() {
        let mut drawn = Blocks::new(100_000, 0);
        Weights::new().draw(&mut generator(1, 0), 100_000, &mut drawn);
        let drawn: Vec<f64> = (0..100_000).map(|unit| f64::from(drawn[unit]) / ONE).collect();
        let (mean, deviation) = (crate::statistics::mean(&drawn), crate::statistics::deviation(&drawn));
        assert!(
            (mean - 1.0).abs() < 0.02 && (deviation - 1.0).abs() < 0.02,
            "{mean} {deviation}"
        );
    }

    #[test]
    fn half_a_row_weighs_half_on_average() {
        let mut generator = generator(2, 0);
        let weights: Vec<f64> = (0..100_000)
            .map(|_| Weights::of_rows(0.5, &mut generator) as f64 / ONE)
            .collect();
        assert!((crate::statistics::mean(&weights) - 0.5).abs() < 0.02);
    }
}
