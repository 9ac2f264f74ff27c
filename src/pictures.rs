//! `Pictures`: what the terminal and the page draw of a project's predictions, and the rows worth a look.

use mlings_grade::displays::{Display, Misread, PredictionErrorDisplay};

use crate::dataset::excerpt::Excerpt;
use crate::words::number;

/// Bins of a histogram of residuals.
const BINS: usize = 15;

/// One project's practice rows, predicted.
#[derive(Debug)]
pub struct Pictures {
    pub display: Display,
    /// Class names by number; empty for a real target.
    pub classes: Vec<String>,
    /// The worst rows, or the misread ones, as the data has them; in the order of the display.
    pub excerpt: Excerpt,
}

/// Residuals counted in bins of equal width.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Where each bin begins and ends.
    pub bins: Vec<[f64; 2]>,
    pub counts: Vec<usize>,
}

impl Histogram {
    /// The middle 98 % decide the width; the first and last bin take what lies beyond.
    pub fn of(residuals: &[f64]) -> Self {
        let mut sorted = residuals.to_vec();
        sorted.sort_by(f64::total_cmp);
        let [low, high] = [quantile(&sorted, 0.01), quantile(&sorted, 0.99)];
        // A model that is never wrong has one bin around 0.
        let half_width = f64::max(low.abs(), high.abs()).max(f64::MIN_POSITIVE);
        let edge = |bin: usize| half_width * (2.0 * bin as f64 / BINS as f64 - 1.0);
        let mut counts = vec![0; BINS];
        for residual in residuals {
            let bin = (residual / half_width + 1.0) * BINS as f64 / 2.0;
            counts[bin.clamp(0.0, (BINS - 1) as f64) as usize] += 1;
        }
        Histogram {
            bins: (0..BINS).map(|bin| [edge(bin), edge(bin + 1)]).collect(),
            counts,
        }
    }
}

/// `Half of the predictions are within 9.1 % of the truth, nine in ten within 25 %.`
pub fn within(display: &PredictionErrorDisplay) -> String {
    let mut sizes: Vec<f64> = display.residuals.iter().map(|residual| residual.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let said = |share| {
        let size = quantile(&sizes, share);
        if display.logarithmic {
            format!("{} %", number((100.0 * size.exp_m1() * 10.0).round() / 10.0))
        } else {
            number(size)
        }
    };
    format!(
        "Half of the predictions are within {} of the truth, nine in ten within {}.",
        said(0.5),
        said(0.9)
    )
}

/// `+34 %` where factors count, else `+1,200`.
pub fn off_by(display: &PredictionErrorDisplay, residual: f64) -> String {
    let size = if display.logarithmic {
        format!("{:.0} %", (100.0 * residual.exp_m1()).abs())
    } else {
        number(residual.abs())
    };
    let sign = match residual {
        _ if size == "0" || size == "0 %" => "",
        residual if residual < 0.0 => "−",
        _ => "+",
    };
    format!("{sign}{size}")
}

/// `4 taken for 9`.
pub fn took(wrong: &Misread, classes: &[String]) -> String {
    format!("{} taken for {}", classes[wrong.truth], classes[wrong.predicted])
}

/// The value below which a share of the sorted ones lies; 0 where there are none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let position = share * sorted.len().saturating_sub(1) as f64;
    sorted.get(position.round() as usize).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn display(logarithmic: bool, residuals: &[f64]) -> PredictionErrorDisplay {
        PredictionErrorDisplay {
            logarithmic,
            truth: Vec::new(),
            predicted: Vec::new(),
            residuals: residuals.to_vec(),
            rows: Vec::new(),
            worst: Vec::new(),
        }
    }

    #[test]
    fn every_residual_is_in_a_bin_and_0_is_in_the_middle() {
        let residuals: Vec<f64> = (-50..=50).map(f64::from).chain([1e6]).collect();
        let histogram = Histogram::of(&residuals);
        assert_eq!(histogram.counts.iter().sum::<usize>(), 102);
        let [low, high] = histogram.bins[BINS / 2];
        assert!((low + high).abs() < 1e-9 && high < 10.0);
    }

    #[test]
    fn a_model_that_is_never_wrong_has_a_histogram_too() {
        assert_eq!(Histogram::of(&[0.0, 0.0]).counts[BINS / 2], 2);
    }

    #[test]
    fn errors_are_said_as_percentages_where_factors_count() {
        let said = within(&display(true, &[0.0, 0.1, -0.1, 0.5]));
        assert_eq!(
            said,
            "Half of the predictions are within 10.5 % of the truth, nine in ten within 64.9 %."
        );
        assert_eq!(off_by(&display(true, &[]), -0.5), "−39 %");
        assert_eq!(off_by(&display(false, &[]), 1200.0), "+1200");
        assert_eq!(off_by(&display(true, &[]), -0.001), "0 %");
    }
}
