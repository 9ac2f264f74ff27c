//! What `dev check --mutants` shows: how many slips the cases catch, and which they miss.

use std::fmt::Write;

use serde::Serialize;

use super::Output;
use super::style::{self, paint};
use crate::bless::mutants::Hunt;
use crate::catalog::Language;
use crate::error::Error;
use crate::words;

const MUTANTS_VERSION: u32 = 1;

#[derive(Serialize)]
struct MutantsObject<'run> {
    version: u32,
    hunts: Vec<HuntObject<'run>>,
}

#[derive(Serialize)]
struct HuntObject<'run> {
    exercise: &'run str,
    language: Language,
    mutants: usize,
    killed: usize,
    equivalent: usize,
    survivors: Vec<SurvivorObject<'run>>,
    stale: &'run [String],
}

#[derive(Serialize)]
struct SurvivorObject<'run> {
    line: usize,
    old: &'run str,
    new: &'run str,
}

/// A line an exercise and language, and below it each mutant that passes.
pub fn show(output: &Output, hunts: &[Hunt]) -> Result<(), Error> {
    let object = MutantsObject {
        version: MUTANTS_VERSION,
        hunts: hunts.iter().map(object).collect(),
    };
    let text = || text(hunts);
    output.show(&object, text, text)
}

fn object<'run>(hunt: &'run Hunt) -> HuntObject<'run> {
    let survivors = hunt.survivors.iter().map(|mutant| SurvivorObject {
        line: mutant.line,
        old: &mutant.old,
        new: &mutant.new,
    });
    HuntObject {
        exercise: &hunt.exercise.id,
        language: hunt.language,
        mutants: hunt.mutants,
        killed: hunt.killed,
        equivalent: hunt.equivalent,
        survivors: survivors.collect(),
        stale: &hunt.stale,
    }
}

fn text(hunts: &[Hunt]) -> String {
    let mut text = format!(
        "{:<20} {:<7} {:>8} {:>8} {:>11} {:>8}\n",
        "exercise", "", "mutants", "caught", "equivalent", "missed"
    );
    for hunt in hunts {
        let _ = writeln!(
            text,
            "{:<20} {:<7} {:>8} {:>8} {:>11} {:>8}",
            hunt.exercise.id,
            words::language(hunt.language),
            hunt.mutants,
            hunt.killed,
            hunt.equivalent,
            hunt.survivors.len()
        );
        for mutant in &hunt.survivors {
            let _ = writeln!(
                text,
                "  line {}: {}\n  {:>8} {}",
                mutant.line, mutant.old, "passes:", mutant.new
            );
        }
        for stale in &hunt.stale {
            let _ = writeln!(
                text,
                "  equivalent.toml names what no mutant is, or what a case catches: {stale}"
            );
        }
    }
    let missed: usize = hunts.iter().map(|hunt| hunt.survivors.len()).sum();
    let all: usize = hunts.iter().map(|hunt| hunt.mutants).sum();
    let _ = match missed {
        0 => writeln!(
            text,
            "\n{} {all} mutants, each caught or known to be right.",
            paint(style::SUCCESS, "✓")
        ),
        _ => writeln!(
            text,
            "\n{} {missed} of {all} mutants pass: add a case that each fails, or say in equivalent.toml why it is right.",
            paint(style::FAILURE, "✗")
        ),
    };
    text
}
