//! Colours by meaning, and text fitted to columns.

use anstyle::{AnsiColor, Style};

pub const HEADING: Style = Style::new().bold();
pub const SUCCESS: Style = AnsiColor::Green.on_default().bold();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub const FAILURE: Style = AnsiColor::Red.on_default().bold();
pub const COMMAND: Style = AnsiColor::Cyan.on_default();
pub const QUIET: Style = Style::new().dimmed();

/// `text` in a style; the stream strips the style where colour is not wanted.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Paints what stands between backquotes; the quotes stay, for where there is no colour.
pub fn paint_commands(text: &str) -> String {
    let paint_odd = |(index, part): (usize, &str)| match index % 2 {
        1 => paint(COMMAND, &format!("`{part}`")),
        _ => part.to_owned(),
    };
    text.split('`').enumerate().map(paint_odd).collect()
}

/// `text` filled up with spaces to `width` columns, colours not counted.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(textwrap::core::display_width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// `text` moved to the right edge of `width` columns, colours not counted.
pub fn pad_left(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(textwrap::core::display_width(text));
    format!("{}{text}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_counts_columns_and_not_colours() {
        assert_eq!(pad("R²", 4), "R²  ");
        assert_eq!(textwrap::core::display_width(&pad(&paint(FAILURE, "no"), 5)), 5);
    }

    #[test]
    fn what_stands_in_backquotes_is_painted() {
        assert_eq!(paint_commands("run `x`"), format!("run {COMMAND}`x`{COMMAND:#}"));
    }
}
