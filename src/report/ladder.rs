//! The ladder: baseline, you with your interval, pass, reference and your best so far, in one picture.

use mlings_grade::Measurement;

use super::style::{self, pad_left, paint};
use crate::words::number;

/// Columns between the baseline's and the reference's mark.
const SPAN: usize = 60;
const INDENT: &str = "  ";

/// Draws the ladder. `best` is the score of the best run before this one, 0 to 1.
pub fn draw(measurement: &Measurement, best: Option<f64>) -> String {
    let scale = Scale::of(measurement);
    let pass = scale.column(measurement.pass);
    let mut lines = vec![
        labels(pass, ["baseline", "pass", "reference"]),
        labels(
            pass,
            [
                &number(measurement.baseline),
                &number(measurement.pass),
                &number(measurement.reference),
            ],
        ),
        rail(pass),
        you(measurement, &scale),
    ];
    lines.extend(best.map(best_so_far));
    lines
        .iter()
        .map(|line| format!("{INDENT}{}", line.trim_end()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Says the ladder in words, one fact a line.
pub fn say(measurement: &Measurement, best: Option<f64>) -> String {
    let [low, high] = measurement.interval;
    let mut lines = vec![
        format!(
            "you: {}, 95 % interval {} to {}",
            number(measurement.value),
            number(low),
            number(high)
        ),
        format!("baseline: {}", number(measurement.baseline)),
        format!("pass: {}", number(measurement.pass)),
        format!("reference: {}", number(measurement.reference)),
    ];
    lines.extend(best.map(|best| format!("best score so far: {}", crate::words::score(best))));
    lines.join("\n")
}

/// Places values on the line from baseline (column 0) to reference (column [`SPAN`]).
struct Scale {
    baseline: f64,
    reference: f64,
}

impl Scale {
    fn of(measurement: &Measurement) -> Self {
        Scale {
            baseline: measurement.baseline,
            reference: measurement.reference,
        }
    }

    /// Values off the picture are drawn at its edge.
    fn column(&self, value: f64) -> usize {
        column_of_share((value - self.baseline) / (self.reference - self.baseline))
    }

    fn is_off_the_left(&self, value: f64) -> bool {
        (value - self.baseline) / (self.reference - self.baseline) < 0.0
    }

    fn is_off_the_right(&self, value: f64) -> bool {
        (value - self.baseline) / (self.reference - self.baseline) > 1.0
    }
}

fn column_of_share(share: f64) -> usize {
    (share.clamp(0.0, 1.0) * SPAN as f64).round() as usize
}

/// The three labels over their marks; the middle one gives way where it would touch the last.
fn labels(pass: usize, [baseline, middle, reference]: [&str; 3]) -> String {
    let room_end = SPAN.saturating_sub(reference.chars().count() / 2 + 2);
    let middle_end = (pass + middle.chars().count().div_ceil(2)).min(room_end);
    let left = format!(
        "{baseline}{}",
        pad_left(middle, middle_end.saturating_sub(baseline.chars().count()))
    );
    let reference_end = SPAN + 1 + reference.chars().count() / 2;
    let gap = reference_end.saturating_sub(left.chars().count());
    format!("{left}{}", pad_left(&format!(" {reference}"), gap))
}

fn rail(pass: usize) -> String {
    let mark = |column: usize| match column {
        0 => '├',
        SPAN => '┤',
        column if column == pass => '┼',
        _ => '─',
    };
    paint(style::QUIET, &(0..=SPAN).map(mark).collect::<String>())
}

fn you(measurement: &Measurement, scale: &Scale) -> String {
    let [one, other] = measurement.interval.map(|end| scale.column(end));
    let (left, right) = (one.min(other), one.max(other));
    let at = scale.column(measurement.value);
    let mark = |column: usize| match column {
        column if column == at && scale.is_off_the_left(measurement.value) => '◀',
        column if column == at && scale.is_off_the_right(measurement.value) => '▶',
        column if column == at => '●',
        column if (left..=right).contains(&column) => '━',
        _ => ' ',
    };
    let bar: String = (0..=SPAN).map(mark).collect();
    let label = format!("you {}", number(measurement.value));
    place_label(bar.trim_end(), &label, style::HEADING)
}

fn best_so_far(best: f64) -> String {
    let bar = pad_left("◆", column_of_share(best) + 1);
    place_label(&bar, "best so far", style::QUIET)
}

/// The label goes to the right of the marks where there is room, else to their left.
fn place_label(bar: &str, label: &str, label_style: anstyle::Style) -> String {
    let width = bar.chars().count();
    let marks = bar.trim_start();
    let blank = width - marks.chars().count();
    if width + 1 + label.chars().count() <= SPAN + 16 {
        return format!("{bar} {}", paint(label_style, label));
    }
    format!(
        "{}{} {marks}",
        " ".repeat(blank.saturating_sub(label.chars().count() + 1)),
        paint(label_style, label)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measurement(value: f64, interval: [f64; 2]) -> Measurement {
        Measurement {
            value,
            interval,
            baseline: 0.551,
            pass: 0.215,
            reference: 0.162,
            score: 0.9,
            noise: 0.01,
        }
    }

    fn drawn(value: f64, interval: [f64; 2], best: Option<f64>) -> String {
        anstream::adapter::strip_str(&draw(&measurement(value, interval), best)).to_string()
    }

    #[test]
    fn a_pass_stands_right_of_the_bar() {
        insta::assert_snapshot!(drawn(0.181, [0.176, 0.187], Some(0.8)));
    }

    #[test]
    fn worse_than_the_baseline_is_drawn_as_an_arrow_at_its_edge() {
        insta::assert_snapshot!(drawn(0.9, [0.8, 1.0], None));
    }

    #[test]
    fn better_than_the_reference_is_drawn_as_an_arrow_at_its_edge() {
        insta::assert_snapshot!(drawn(0.12, [0.11, 0.13], None));
    }

    #[test]
    fn no_ladder_is_wider_than_a_terminal() {
        for step in 0..=100 {
            let value = 0.1 + 0.006 * f64::from(step);
            let text = drawn(value, [value - 0.02, value + 0.02], Some(f64::from(step) / 100.0));
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        }
    }

    #[test]
    fn in_words_every_rung_has_its_line() {
        insta::assert_snapshot!(say(&measurement(0.181, [0.176, 0.187]), Some(0.8)));
    }
}
