//! What a program prints: counted, its beginning kept, made safe to show.

use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of each stream is kept.
const KEPT_BYTES: usize = 64 << 10;

/// Reads `stream` to its end, adding what passes to `total`; calls `flooded` once `total` is over `limit_bytes`.
///
/// Returns the first 64 KiB. Reading goes on after that, so that the program never waits for a full pipe.
pub fn capture(mut stream: impl Read, total: &AtomicU64, limit_bytes: u64, flooded: impl Fn()) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = [0_u8; 16 << 10];
    loop {
        let count = match stream.read(&mut buffer) {
            Ok(0) => return kept,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) => return kept,
        };
        let room = KEPT_BYTES - kept.len();
        kept.extend_from_slice(&buffer[..count.min(room)]);
        let before = total.fetch_add(count as u64, Ordering::Relaxed);
        if before <= limit_bytes && before + count as u64 > limit_bytes {
            flooded();
        }
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
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_beginning_is_kept_and_all_of_it_counted() {
        let (total, floods) = (AtomicU64::new(0), Cell::new(0));
        let bytes = vec![b'x'; 100_000];
        let kept = capture(bytes.as_slice(), &total, 90_000, || floods.set(floods.get() + 1));
        assert_eq!((kept.len(), total.into_inner(), floods.get()), (KEPT_BYTES, 100_000, 1));
    }

    #[test]
    fn output_within_the_limit_floods_nothing() {
        let total = AtomicU64::new(0);
        let kept = capture(b"hello".as_slice(), &total, 5, || panic!("5 bytes are within 5"));
        assert_eq!(kept, b"hello");
    }

    #[test]
    fn what_is_shown_cannot_drive_the_terminal() {
        assert_eq!(readable(b"\x1b[31mred\x1b[0m\x07\r\n\ttab \xff"), "red\n\ttab \u{fffd}");
    }
}
