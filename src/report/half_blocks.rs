//! Small grey images as text: one character for two pixels, one above the other.

/// A pixel is drawn from this share of the darkest one on.
const INK: f64 = 3.0 / 8.0;

/// Draws grey values from 0 to `darkest`, row by row from the top left, in half blocks.
pub fn draw(pixels: &[u8], width: usize, darkest: u8) -> Vec<String> {
    half_blocks(pixels, width, INK * f64::from(darkest))
}

/// Draws grey values of `ink` and more, row by row from the top left, with one character for two pixels one above the other.
fn half_blocks(pixels: &[u8], width: usize, ink: f64) -> Vec<String> {
    let rows: Vec<&[u8]> = pixels.chunks(width).collect();
    let character = |top: u8, bottom: u8| match (f64::from(top) >= ink, f64::from(bottom) >= ink) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    let line = |pair: &[&[u8]]| {
        let bottom = pair.get(1).copied().unwrap_or_default();
        pair[0]
            .iter()
            .enumerate()
            .map(|(column, top)| character(*top, bottom.get(column).copied().unwrap_or(0)))
            .collect()
    };
    rows.chunks(2).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_blocks_put_two_pixels_into_a_character() {
        assert_eq!(
            half_blocks(&[255, 0, 255, 0, 0, 255, 255, 0, 200, 0, 0, 255], 4, 96.0),
            ["▀▄█ ", "▀  ▀"]
        );
    }
}
