//! Prose of ours (hints, READMEs, cards) fitted to the terminal: paragraphs are filled, lists and code keep their shape.

use super::style::{self, paint_commands};
use super::wrap;

/// Fits `text` to `width` columns. Fenced and indented code stays as it is; the fences themselves are dropped.
pub fn fit(text: &str, width: usize) -> String {
    let mut fitted = Vec::new();
    let mut paragraph = String::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            flush(&mut paragraph, &mut fitted, width);
            is_code = !is_code;
        } else if is_code || line.starts_with("    ") {
            flush(&mut paragraph, &mut fitted, width);
            fitted.push(style::paint(
                style::COMMAND,
                &format!("    {}", line.strip_prefix("    ").unwrap_or(line)),
            ));
        } else if line.trim().is_empty() {
            flush(&mut paragraph, &mut fitted, width);
            fitted.push(String::new());
        } else {
            if is_list_item(line) {
                flush(&mut paragraph, &mut fitted, width);
            }
            join(&mut paragraph, line);
        }
    }
    flush(&mut paragraph, &mut fitted, width);
    fitted.join("\n")
}

fn join(paragraph: &mut String, line: &str) {
    if !paragraph.is_empty() {
        paragraph.push(' ');
    }
    paragraph.push_str(line.trim());
}

fn is_list_item(line: &str) -> bool {
    let line = line.trim_start();
    let after_number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    line.starts_with("- ") || line.starts_with("* ") || (after_number != line && after_number.starts_with(". "))
}

fn flush(paragraph: &mut String, fitted: &mut Vec<String>, width: usize) {
    if paragraph.is_empty() {
        return;
    }
    let filled = if is_list_item(paragraph) {
        let hanging = textwrap::Options::new(width).subsequent_indent("  ").break_words(false);
        textwrap::fill(paragraph, hanging)
    } else {
        wrap(paragraph, width, "")
    };
    fitted.push(paint_commands(&filled));
    paragraph.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_filled_and_lists_keep_their_items() {
        let fitted = fit("one two\nthree four five\n\n- first item is long\n- second", 14);
        assert_eq!(fitted, "one two three\nfour five\n\n- first item\n  is long\n- second");
    }

    #[test]
    fn code_is_never_wrapped() {
        let fitted = fit("see:\n\n```python\nx = np.exp(z - z.max(axis=1, keepdims=True))\n```", 20);
        assert!(
            anstream::adapter::strip_str(&fitted)
                .to_string()
                .contains("    x = np.exp(z - z.max(axis=1, keepdims=True))")
        );
    }
}
