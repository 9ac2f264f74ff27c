//! Numbers and names as people read them (pure).

use mlings_grade::metrics::Metric;
use mlings_sandbox::{Deed, Level};

use crate::catalog::{Kind, Language};
use crate::verdict::Status;

/// A number as people read it: four significant digits, no trailing zeros, thousands grouped from 10,000 on (1984 is a year).
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let magnitude = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    if (-4.0..6.0).contains(&magnitude) {
        let decimals = (3.0 - magnitude).clamp(0.0, 7.0) as usize;
        let text = format!("{value:.decimals$}");
        let text = if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.')
        } else {
            &text
        };
        return if value.abs() < 1e4 {
            text.to_owned()
        } else {
            group_thousands(text)
        };
    }
    if magnitude < 15.0 && magnitude > 0.0 {
        group_thousands(&format!("{value:.0}"))
    } else {
        format!("{value:.3e}")
    }
}

/// `210 ms` or `3.5 s`.
pub fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{:.0} ms", seconds * 1000.0)
    } else {
        format!("{seconds:.1} s")
    }
}

/// How far a run was contained.
pub fn sandbox(level: Level) -> &'static str {
    match level {
        Level::Full => "full sandbox",
        Level::Partial => "partial sandbox",
        Level::LimitsOnly => "limits only",
        Level::None => "no sandbox",
    }
}

/// What a refused program had set out to do; follows "tried to".
pub fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Network => "open a network connection",
        Deed::NewProcess => "start another process",
        Deed::OtherProcess => "reach another process",
        Deed::File => "use a file it was not given",
        Deed::FileAttributes => "change a file's permissions, times or length",
        Deed::FileLock => "lock a file",
        Deed::SharedMemory => "share memory with other processes",
        Deed::Containment => "change what contains it",
        Deed::Kernel => "use an interface of the kernel that no solution needs",
    }
}

/// `signal 11 (bad memory access)`.
pub fn signal(number: i32) -> String {
    let meaning = match number {
        4 => " (illegal instruction)",
        6 => " (it aborted)",
        7 | 11 => " (bad memory access)",
        8 => " (arithmetic error)",
        9 => " (killed)",
        31 => " (forbidden system call)",
        _ => "",
    };
    format!("signal {number}{meaning}")
}

/// `1234567` → `1,234,567`.
pub fn count(value: usize) -> String {
    group_thousands(&value.to_string())
}

fn group_thousands(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    format!("{sign}{grouped}{fraction}")
}

/// `12 MB`: a size of files, rounded.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// A score between 0 and 1 with two decimals, rounded down so that 1.00 means all of it.
pub fn score(score: f64) -> String {
    format!("{:.2}", (score * 100.0 + 1e-9).floor() / 100.0)
}

pub fn language(language: Language) -> &'static str {
    match language {
        Language::Rust => "Rust",
        Language::Python => "Python",
    }
}

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Kata => "kata",
        Kind::Project => "project",
        Kind::Case => "case",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not started",
        Status::BuildFailed => "does not build",
        Status::Crashed => "crashed",
        Status::OverLimit => "over a limit",
        Status::BrokenContract => "broken contract",
        Status::BelowBaseline => "below baseline",
        Status::NotYet => "not yet",
        Status::Borderline => "borderline",
        Status::Passed => "passed",
        Status::Certified => "certified",
        Status::Suspicious => "suspicious",
        Status::GraderFault => "grader fault",
    }
}

/// `root mean squared log error`.
pub fn metric(metric: Metric) -> String {
    metric.name().replace('_', " ")
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A fragment as a sentence: a capital first, a full stop last.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let stop = if text.ends_with(['.', '!', '?', ':']) || text.is_empty() {
        ""
    } else {
        "."
    };
    format!("{}{stop}", capitalized(text))
}

/// The first `most` characters of a text, and an ellipsis where that is not all of it.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `text` with a capital letter to start with; a Greek letter is a symbol, and stays.
pub fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| format!("{}{}", first.to_ascii_uppercase(), characters.as_str()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_four_digits_and_group_thousands() {
        let shown = [0.18149, 0.0, 1.0, 540_088.14, 21_613.0, -1234.6, 0.00012345].map(number);
        assert_eq!(shown, ["0.1815", "0", "1", "540,088", "21,613", "-1235", "0.0001234"]);
    }

    #[test]
    fn very_large_and_very_small_numbers_use_a_power_of_ten() {
        assert_eq!(
            [number(1e20), number(1.5e-9), number(f64::NAN)],
            ["1.000e20", "1.500e-9", "NaN"]
        );
    }

    #[test]
    fn a_score_is_rounded_down_so_that_one_means_all() {
        assert_eq!([score(0.999), score(1.0), score(0.29)], ["0.99", "1.00", "0.29"]);
    }

    #[test]
    fn sizes_are_rounded_to_a_unit_people_know() {
        assert_eq!(
            [999, 12_345, 12_345_678, 2_345_678_901].map(size),
            ["999 bytes", "12 kB", "12 MB", "2.3 GB"]
        );
    }

    #[test]
    fn a_fragment_becomes_a_sentence() {
        assert_eq!(
            [
                sentence("row 3 is NaN"),
                sentence("Done."),
                sentence("α is added"),
                sentence("")
            ],
            ["Row 3 is NaN.", "Done.", "α is added.", ""]
        );
    }
}
