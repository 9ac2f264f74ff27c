//! A greyscale image drawn with half blocks: two rows of pixels in one line of text.

/// How strong a pixel must be to be drawn; handwritten digits are dark on nothing.
const STRONG: u8 = 96;

/// Draws `pixels` (row-major, `width` a row, 0 is empty). Rows at the top and bottom that hold nothing are left out.
pub fn draw(pixels: &[u8], width: usize) -> String {
    let rows: Vec<&[u8]> = pixels.chunks_exact(width).collect();
    let is_drawn = |row: &&[u8]| row.iter().any(|pixel| *pixel >= STRONG);
    let first = rows.iter().position(is_drawn).unwrap_or(0);
    let last = rows.iter().rposition(is_drawn).map_or(0, |last| last + 1);
    let lines: Vec<String> = rows[first..last.max(first)].chunks(2).map(line).collect();
    lines.join("\n")
}

/// Draws several images beside each other, two columns apart, each under its caption.
pub fn draw_beside(images: &[(String, &[u8])], width: usize) -> String {
    let drawn: Vec<Vec<String>> = images
        .iter()
        .map(|(_, pixels)| draw(pixels, width).lines().map(str::to_owned).collect())
        .collect();
    let height = drawn.iter().map(Vec::len).max().unwrap_or(0);
    let captions: Vec<&str> = images.iter().map(|(caption, _)| caption.as_str()).collect();
    let row = |row: usize| -> Vec<&str> { drawn.iter().map(|lines| lines.get(row).map_or("", String::as_str)).collect() };
    let lines = std::iter::once(captions).chain((0..height).map(row));
    let beside = |cells: Vec<&str>| {
        let cells: Vec<String> = cells.iter().map(|cell| super::style::pad(cell, width)).collect();
        cells.join("  ").trim_end().to_owned()
    };
    lines.map(beside).collect::<Vec<_>>().join("\n")
}

fn line(pair: &[&[u8]]) -> String {
    let lower = |column: usize| pair.get(1).is_some_and(|row| row[column] >= STRONG);
    let block = |(column, upper): (usize, &u8)| match (*upper >= STRONG, lower(column)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    pair[0]
        .iter()
        .enumerate()
        .map(block)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_of_pixels_share_a_line() {
        assert_eq!(draw(&[255, 0, 255, 255, 255, 0, 0, 0, 255], 3), "█▄▀\n  ▀");
    }

    #[test]
    fn empty_rows_at_the_edges_are_left_out() {
        assert_eq!(draw(&[0, 0, 255, 255, 0, 0, 0, 0], 2), "▀▀");
        assert_eq!(draw(&[0; 4], 2), "");
    }

    #[test]
    fn images_stand_beside_each_other_under_their_captions() {
        let (one, other) = ([255, 255, 0, 0], [255, 0, 255, 0]);
        let images = [("7".to_owned(), one.as_slice()), ("1".to_owned(), other.as_slice())];
        assert_eq!(draw_beside(&images, 2), "7   1\n▀▀  █");
    }
}
