//! The tables of false_alarms.md.

use std::collections::BTreeSet;
use std::io::Write;

use super::{PROJECTS, Said, Tally};

/// What a detector may speak falsely, as a share of the draws that miss the bar.
const BAR: f64 = 0.001;

/// A table of what each detector said; whether false alarms are rare enough.
pub fn by_detector(out: &mut impl Write, tallies: &[Tally]) -> std::io::Result<bool> {
    let failing: u64 = tallies.iter().map(|tally| tally.failing).sum();
    let draws: u64 = tallies.iter().map(|tally| tally.draws).sum();
    writeln!(
        out,
        "{draws} draws of {} models, {failing} of which miss the bar.\n",
        tallies.len()
    )?;
    writeln!(
        out,
        "| finding | {} | all failing | as the verdict | all draws | worst kind | true, as the verdict |",
        PROJECTS.join(" | ")
    )?;
    writeln!(out, "|---|{}---:|---:|---:|---|---:|", "---:|".repeat(PROJECTS.len()))?;
    let ids: BTreeSet<&str> = mlings_grade::detectors::IDS
        .into_iter()
        .filter(|id| is_of_a_detector(id))
        .collect();
    let mut kept = true;
    for id in ids {
        let sum = |tallies: &mut dyn Iterator<Item = &Tally>, of: &dyn Fn(&Tally) -> u64| tallies.map(of).sum::<u64>() as f64;
        let share = |project: &str| {
            let mine = || tallies.iter().filter(|tally| tally.project == project);
            sum(&mut mine(), &|tally| tally.of(id, false).failing) / sum(&mut mine(), &|tally| tally.failing)
        };
        let of_all = |of: &dyn Fn(&Tally) -> u64| sum(&mut tallies.iter(), of);
        let falsely = of_all(&|tally| tally.of(id, false).failing) / failing as f64;
        let verdicts = of_all(&|tally| tally.of(id, false).first) / failing as f64;
        let in_all = of_all(&|tally| tally.of(id, false).all) / draws as f64;
        let right = of_all(&|tally| tally.of(id, true).first) / failing as f64;
        let worst = tallies
            .iter()
            .filter(|tally| tally.failing > 0 && tally.of(id, false).failing > 0)
            .map(|tally| (tally.of(id, false).failing as f64 / tally.failing as f64, tally))
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map_or(String::new(), |(share, tally)| {
                format!("{}, {}: {}", tally.project, tally.model, percent(share))
            });
        let shares = PROJECTS.map(|project| percent(share(project))).join(" | ");
        let [all, first, everywhere, truly] = [falsely, verdicts, in_all, right].map(percent);
        writeln!(
            out,
            "| `{id}` | {shares} | {all} | {first} | {everywhere} | {worst} | {truly} |"
        )?;
        kept &= falsely <= BAR;
    }
    Ok(kept)
}

fn is_of_a_detector(id: &str) -> bool {
    ![
        "not-deterministic",
        "order-or-id-leak",
        "test-set-statistics",
        "wrong-row-order/sorted",
    ]
    .iter()
    .any(|check| id.starts_with(check))
}

/// A table of what each kind of model was told where it missed the bar.
pub fn by_model(out: &mut impl Write, tallies: &[Tally]) -> std::io::Result<()> {
    writeln!(
        out,
        "\n| project | model | score | misses the bar | is told there | and would be told by others |"
    )?;
    writeln!(out, "|---|---|---:|---:|---|---|")?;
    for tally in tallies {
        let told = |of: &dyn Fn(&Said) -> u64| {
            let mut told: Vec<(u64, String)> = tally
                .said
                .iter()
                .filter(|((id, _), said)| of(said) > 0 && id != "saw-hidden-labels")
                .map(|((id, is_true), said)| {
                    let share = percent(of(said) as f64 / tally.failing as f64);
                    let mark = if *is_true { "" } else { "**false** " };
                    (of(said), format!("{mark}{id} {share}"))
                })
                .collect();
            told.sort_by(|left, right| right.cmp(left));
            told.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ")
        };
        let score = tally.scores.iter().sum::<f64>() / tally.scores.len() as f64;
        let fails = percent(tally.failing as f64 / tally.draws as f64);
        let (first, others) = (
            told(&|said| said.first),
            told(&|said| said.failing.saturating_sub(said.first)),
        );
        writeln!(
            out,
            "| {} | {} | {score:.3} | {fails} | {first} | {others} |",
            tally.project, tally.model
        )?;
    }
    Ok(())
}

fn percent(share: f64) -> String {
    match share {
        share if share.is_nan() || share == 0.0 => "0".to_owned(),
        share if share < 0.0995 => format!("{:.2} %", 100.0 * share),
        share => format!("{:.0} %", 100.0 * share),
    }
}
