//! Cells in aligned columns.

use super::style::{pad, pad_left};

/// Which edge a column's cells stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// One line a row, two spaces between columns, no line wider than `width`: what is too long is shortened.
///
/// Rows have as many cells as `alignments`.
pub fn lines(rows: &[Vec<String>], alignments: &[Align], width: usize) -> Vec<String> {
    let columns = alignments.len();
    let widest = |column: usize| {
        rows.iter()
            .map(|row| textwrap::core::display_width(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .zip(alignments)
            .map(|((cell, width), align)| match align {
                Align::Left => pad(cell, *width),
                Align::Right => pad_left(cell, *width),
            });
        shorten(cells.collect::<Vec<_>>().join("  ").trim_end(), width)
    };
    rows.iter().map(line).collect()
}

/// `text` cut to `width` columns; an ellipsis says so.
pub fn shorten(text: &str, width: usize) -> String {
    if textwrap::core::display_width(text) <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_at_their_edge_and_long_lines_are_shortened() {
        let rows = [vec!["a".to_owned(), "10".to_owned()], vec!["long".to_owned(), "9".to_owned()]];
        assert_eq!(lines(&rows, &[Align::Left, Align::Right], 80), ["a     10", "long   9"]);
        assert_eq!(lines(&rows, &[Align::Left, Align::Right], 6), ["a…", "long…"]);
    }
}
