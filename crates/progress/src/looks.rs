//! `Looks`: which programs were held against the final rows before. Who asks them often is certified by luck at last, so each
//! further program has to be surer.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A file and the seed it ran with, as far as one is told from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program(u64);

impl Program {
    pub fn of(sha256: &str, seed: u64) -> Self {
        let mut hasher = DefaultHasher::new();
        (sha256, seed).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The programs that passed practice, in order, up to the first that was certified.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    programs: Vec<Program>,
    is_closed: bool,
}

impl Looks {
    /// How many other programs were before this one: the same for the same program, however often it runs.
    pub fn before(&self, program: Program) -> usize {
        let known = self.programs.iter().position(|known| *known == program);
        known.unwrap_or(self.programs.len())
    }

    /// Takes a program that passed practice. `settles` says that it was certified, and counts: what comes later is no more try.
    pub(super) fn take(&mut self, program: Program, settles: bool) {
        if !self.is_closed && !self.programs.contains(&program) {
            self.programs.push(program);
        }
        self.is_closed |= settles;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_has_the_same_number_before_it_however_often_it_runs() {
        let [first, second, third] = [("a", 0), ("a", 1), ("b", 0)].map(|(file, seed)| Program::of(file, seed));
        let mut looks = Looks::default();
        looks.take(first, false);
        looks.take(second, false);
        looks.take(first, false);
        assert_eq!([first, second, third].map(|program| looks.before(program)), [0, 1, 2]);
    }

    #[test]
    fn once_certified_nothing_more_is_counted() {
        let mut looks = Looks::default();
        looks.take(Program::of("a", 0), true);
        looks.take(Program::of("b", 0), false);
        assert_eq!(looks.before(Program::of("b", 0)), 1);
        assert_eq!(looks.before(Program::of("c", 0)), 1);
    }
}
