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

/// Text that cannot move the cursor, change colours or ring: escape sequences and control characters are left out.
pub fn readable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = anstream::adapter::strip_str(&text).to_string();
    text.chars()
        .filter(|character| matches!(character, '\n' | '\t') || !character.is_control())
        .collect()
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
        assert_eq!(readable(b"\x1b[31mred\x1b[0m\x07\r\n\ttab \xff"), "red\n\ttab \u{fffd}");
    }
}
