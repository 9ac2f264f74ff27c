//! Draws with replacement: which units a bootstrap replicate holds.

use std::ops::Range;
use std::thread;

use rand::{RngCore, SeedableRng};
use rand_distr::{Binomial, Distribution};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Units drawn from at a time: their records stay in the processor's first cache.
pub const BLOCK: usize = 1 << BLOCK_BITS;
const BLOCK_BITS: u32 = 11;
/// How many block positions one 64-bit random number holds.
pub const LANES: usize = (u64::BITS / BLOCK_BITS) as usize;

/// Fewer draws than this are not worth a second thread.
const WORTH_A_THREAD: usize = 1_000_000;
const THREAD_LIMIT: usize = 4;

/// The generator of one replicate. It depends on the seed and the replicate's number alone, so that the result is the same
/// however replicates are spread over threads.
pub fn generator(seed: u64, replicate: usize) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed ^ (replicate as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Runs `replicate` for 0, 1, … `replicates` − 1, on several threads where `draws` in all make it worthwhile. Each thread has
/// a `scratch` of its own.
pub fn replicate<Scratch, Answer: Send>(
    replicates: usize,
    draws: usize,
    scratch: impl Fn() -> Scratch + Sync,
    replicate: impl Fn(&mut Scratch, usize) -> Answer + Sync,
) -> Vec<Answer> {
    let threads = if draws < WORTH_A_THREAD {
        1
    } else {
        thread::available_parallelism().map_or(1, |threads| threads.get().min(THREAD_LIMIT))
    };
    let share = replicates.div_ceil(threads).max(1);
    let run = |range: Range<usize>| {
        let mut scratch = scratch();
        range.map(|number| replicate(&mut scratch, number)).collect::<Vec<_>>()
    };
    if share >= replicates {
        return run(0..replicates);
    }
    thread::scope(|scope| {
        let run = &run;
        let starts = (0..replicates).step_by(share);
        let workers: Vec<_> = starts
            .map(|start| scope.spawn(move || run(start..(start + share).min(replicates))))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("replicates do not panic"))
            .collect()
    })
}

/// Draws as many units as `units` holds, with replacement, block by block: calls `block` with a block's first unit and the
/// draws that fall into it.
///
/// Blocks share the draws by a multinomial, taken one binomial at a time, and draws are uniform within a block: the same
/// distribution as plain draws, at the speed of the first cache.
pub fn draw(generator: &mut Xoshiro256PlusPlus, units: Range<usize>, mut block: impl FnMut(usize, Draws)) {
    let (mut start, mut left) = (units.start, units.len());
    while units.end - start > BLOCK {
        let draws = binomial(generator, left, BLOCK as f64 / (units.end - start) as f64);
        block(
            start,
            Draws {
                generator,
                units: BLOCK,
                draws,
            },
        );
        start += BLOCK;
        left -= draws;
    }
    block(
        start,
        Draws {
            generator,
            units: units.end - start,
            draws: left,
        },
    );
}

/// Draws within one block.
pub struct Draws<'a> {
    generator: &'a mut Xoshiro256PlusPlus,
    units: usize,
    draws: usize,
}

impl Draws<'_> {
    /// Calls `take(lane, offset)` for each draw. Lanes are 0 to [`LANES`] − 1, for sums that run side by side.
    pub fn each(self, take: impl FnMut(usize, usize)) {
        if self.units == BLOCK {
            self.of_full_block(take);
        } else {
            self.of_rest(take);
        }
    }

    /// The generator is copied so that its state, like the caller's sums, can live in registers; for the same reason lanes
    /// are known when this is compiled.
    fn of_full_block(self, mut take: impl FnMut(usize, usize)) {
        let mask = BLOCK as u64 - 1;
        let mut generator = self.generator.clone();
        for _ in 0..self.draws / LANES {
            let mut bits = generator.next_u64();
            for lane in 0..LANES {
                take(lane, (bits & mask) as usize);
                bits >>= BLOCK_BITS;
            }
        }
        for _ in 0..self.draws % LANES {
            take(0, (generator.next_u64() & mask) as usize);
        }
        *self.generator = generator;
    }

    /// Multiplies 32 random bits by the number of units (Lemire 2019, without rejection: with fewer than 2¹¹ units a unit's
    /// chance is off by a millionth of itself).
    fn of_rest(self, mut take: impl FnMut(usize, usize)) {
        let units = self.units as u64;
        let offset = |bits: u64| (bits.wrapping_mul(units) >> u32::BITS) as usize;
        let mut generator = self.generator.clone();
        for _ in 0..self.draws / 2 {
            let bits = generator.next_u64();
            take(0, offset(bits & u64::from(u32::MAX)));
            take(1, offset(bits >> u32::BITS));
        }
        if self.draws % 2 == 1 {
            take(2, offset(generator.next_u64() >> u32::BITS));
        }
        *self.generator = generator;
    }
}

/// Something per unit, with room for a whole block at the end, so that a drawn offset needs no bounds check.
pub struct Blocks<T>(Vec<T>);

impl<T: Clone> Blocks<T> {
    pub fn new(units: usize, empty: T) -> Self {
        Self(vec![empty; units + BLOCK])
    }

    pub fn fill(&mut self, empty: &T) {
        self.0.fill(empty.clone());
    }

    /// The `units` first ones.
    pub fn first_mut(&mut self, units: usize) -> &mut [T] {
        &mut self.0[..units]
    }

    pub fn block(&self, unit: usize) -> &Block<T> {
        self.0[unit..].first_chunk().expect("a block follows every unit")
    }

    pub fn block_mut(&mut self, unit: usize) -> &mut Block<T> {
        self.0[unit..].first_chunk_mut().expect("a block follows every unit")
    }
}

/// The part of [`Blocks`] that draws of one block fall into.
pub type Block<T> = [T; BLOCK];

impl<T> std::ops::Index<usize> for Blocks<T> {
    type Output = T;
    fn index(&self, unit: usize) -> &T {
        &self.0[unit]
    }
}

impl<T> std::ops::IndexMut<usize> for Blocks<T> {
    fn index_mut(&mut self, unit: usize) -> &mut T {
        &mut self.0[unit]
    }
}

/// How many of `trials` succeed.
pub fn binomial(generator: &mut Xoshiro256PlusPlus, trials: usize, probability: f64) -> usize {
    let binomial = Binomial::new(trials as u64, probability.clamp(0.0, 1.0)).expect("a clamped probability is valid");
    binomial.sample(generator) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replicate_draws_as_many_units_as_there_are() {
        for units in [0, 1, 7, BLOCK, BLOCK + 1, 3 * BLOCK + 5] {
            let mut drawn = 0;
            draw(&mut generator(1, 0), 10..10 + units, |start, draws| {
                draws.each(|_, offset| {
                    assert!((10..10 + units).contains(&(start + offset)));
                    drawn += 1;
                });
            });
            assert_eq!(drawn, units);
        }
    }

    #[test]
    fn every_unit_is_drawn_equally_often_within_and_beyond_a_block() {
        for units in [1000, 2 * BLOCK + 1000] {
            let replicates = 400;
            let mut counts = vec![0_u32; units];
            for number in 0..replicates {
                draw(&mut generator(5, number), 0..units, |start, draws| {
                    draws.each(|_, offset| counts[start + offset] += 1);
                });
            }
            // Each count is about Poisson(400); chi-squared over units has mean `units` and deviation √(2·units).
            let expected = replicates as f64;
            let chi: f64 = counts
                .iter()
                .map(|&count| (f64::from(count) - expected).powi(2) / expected)
                .sum();
            assert!(
                (chi - units as f64).abs() < 4.0 * (2.0 * units as f64).sqrt(),
                "{chi} for {units}"
            );
        }
    }

    #[test]
    fn replicates_do_not_depend_on_the_number_of_threads() {
        let first = |_: &mut (), number| generator(3, number).next_u64();
        assert_eq!(replicate(101, 0, || (), first), replicate(101, usize::MAX, || (), first));
    }
}
