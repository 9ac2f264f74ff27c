//! What a program prints: counted, its beginning kept, made safe to show.

/// How much of each stream is kept.
const KEPT_BYTES: usize = 64 << 10;

/// What one stream has brought so far.
#[derive(Debug, Default)]
pub struct Captured {
    /// The first 64 KiB.
    pub kept: Vec<u8>,
    /// All of it, in bytes.
    pub total: u64,
}

impl Captured {
    /// Adds what was read. All of it counts, so that reading can go on and the program never waits for a full pipe.
    pub fn take(&mut self, bytes: &[u8]) {
        let room = KEPT_BYTES - self.kept.len();
        self.kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.total += bytes.len() as u64;
    }
}

/// Text of a program's that cannot move the cursor, change colours, ring, or turn round what stands beside it: escape sequences,
/// control characters and characters that only steer others are left out.
pub fn readable(text: &str) -> String {
    let text = anstream::adapter::strip_str(text).to_string();
    text.chars()
        .filter(|character| matches!(character, '\n' | '\t') || !(character.is_control() || is_steering(*character)))
        .collect()
}

/// Characters without a look of their own, which change the direction of others, join them or hide among them.
fn is_steering(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_is_kept_and_all_of_it_counted() {
        let mut captured = Captured::default();
        captured.take(&[b'x'; 50_000]);
        captured.take(&[b'y'; 50_000]);
        assert_eq!((captured.kept.len(), captured.total), (KEPT_BYTES, 100_000));
        assert!(captured.kept.ends_with(b"yy"));
    }

    #[test]
    fn what_is_shown_cannot_drive_the_terminal() {
        assert_eq!(readable("\x1b[31mred\x1b[0m\x07\r\n\ttab \u{fffd}"), "red\n\ttab \u{fffd}");
        assert_eq!(readable("\u{9b}31mred \u{202e}dessap\u{202c} \u{200b}x"), "31mred dessap x");
    }
}
