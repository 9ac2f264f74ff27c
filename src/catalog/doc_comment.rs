//! The first doc comment of a source file: what a known mistake says to the learner.

use super::Language;

/// The doc comment `source` opens with, each paragraph on one line; `None` where it opens with none.
pub(super) fn first(source: &str, language: Language) -> Option<String> {
    let text = match language {
        Language::Rust => rust(source),
        Language::Python => python(source)?,
    };
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let message = paragraphs.join("\n\n").trim().to_owned();
    (!message.is_empty()).then_some(message)
}

/// The leading `//!` or `///` lines without their marks.
fn rust(source: &str) -> String {
    let documented = source
        .trim_start()
        .lines()
        .map_while(|line| line.strip_prefix("//!").or_else(|| line.strip_prefix("///")));
    documented.map(str::trim).collect::<Vec<_>>().join("\n")
}

/// The module's docstring; comments and blank lines may stand before it.
fn python(source: &str) -> Option<String> {
    let start = source
        .lines()
        .take_while(|line| line.starts_with('#') || line.trim().is_empty())
        .map(|line| line.len() + 1)
        .sum();
    let opening = source.get(start..)?;
    let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| opening.starts_with(quotes))?;
    let (text, _) = opening.strip_prefix(quotes)?.split_once(quotes)?;
    Some(text.lines().map(str::trim).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_message_is_read_from_either_language() {
        let rust = "//! The root is missing:\n//! this is the mean square.\n//!\n//! Take `sqrt`.\n\nuse ndarray::Array1;\n//! not this\n";
        let python =
            "# a comment\n\n\"\"\"The root is missing:\nthis is the mean square.\n\nTake `sqrt`.\n\"\"\"\nimport numpy\n";
        let message = Some("The root is missing: this is the mean square.\n\nTake `sqrt`.".to_owned());
        assert_eq!(first(rust, Language::Rust), message);
        assert_eq!(first(python, Language::Python), message);
    }

    #[test]
    fn a_file_that_opens_with_code_has_no_message() {
        assert_eq!(first("use ndarray::Array1;\n/// late\n", Language::Rust), None);
        assert_eq!(first("import numpy\n\"\"\"late\"\"\"\n", Language::Python), None);
        assert_eq!(first("", Language::Rust), None);
        assert_eq!(first("", Language::Python), None);
        assert_eq!(first("\"\"\"  \"\"\"", Language::Python), None);
    }

    #[test]
    fn a_docstring_that_never_closes_is_no_message() {
        assert_eq!(first("\"\"\"The root", Language::Python), None);
    }
}
