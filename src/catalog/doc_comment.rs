//! The doc comment a source file opens with: what a program says of itself.
//!
//! `build.rs` compiles this file too, so it needs nothing but the standard library.

use super::language::Language;

/// The doc comment `source` opens with, each paragraph on one line; `None` where it opens with none.
pub fn first(source: &str, language: Language) -> Option<String> {
    let (text, _) = split(source, language)?;
    let message = paragraphs(&text);
    (!message.is_empty()).then_some(message)
}

/// What follows the doc comment `source` opens with; all of it where there is none.
pub fn below(source: &str, language: Language) -> &str {
    split(source, language).map_or(source, |(_, rest)| rest.trim_start_matches('\n'))
}

/// `text` with each paragraph on one line.
pub fn paragraphs(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    paragraphs.join("\n\n").trim().to_owned()
}

/// The text of the doc comment a source opens with, its lines trimmed, and what follows it.
fn split(source: &str, language: Language) -> Option<(String, &str)> {
    match language {
        Language::Rust => rust(source),
        Language::Python => python(source),
    }
}

/// The leading `//!` lines without their marks.
fn rust(source: &str) -> Option<(String, &str)> {
    let source = source.trim_start();
    let documented = source.split_inclusive('\n').take_while(|line| line.starts_with("//!"));
    let (documented, rest) = source.split_at(documented.map(str::len).sum());
    let lines = documented.lines().filter_map(|line| line.strip_prefix("//!")).map(str::trim);
    let text = lines.collect::<Vec<_>>().join("\n");
    (!documented.is_empty()).then_some((text, rest))
}

/// The module's docstring; comments and blank lines may stand before it.
fn python(source: &str) -> Option<(String, &str)> {
    let start = source
        .lines()
        .take_while(|line| line.starts_with('#') || line.trim().is_empty())
        .map(|line| line.len() + 1)
        .sum();
    let opening = source.get(start..)?;
    let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| opening.starts_with(quotes))?;
    let (text, rest) = opening.strip_prefix(quotes)?.split_once(quotes)?;
    Some((text.lines().map(str::trim).collect::<Vec<_>>().join("\n"), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str =
        "//! The root is missing:\n//! this is the mean square.\n//!\n//! Take `sqrt`.\n\nuse ndarray::Array1;\n//! not this\n";
    const PYTHON: &str =
        "# a comment\n\n\"\"\"The root is missing:\nthis is the mean square.\n\nTake `sqrt`.\n\"\"\"\nimport numpy\n";

    #[test]
    fn the_same_message_is_read_from_either_language() {
        let message = Some("The root is missing: this is the mean square.\n\nTake `sqrt`.".to_owned());
        assert_eq!(first(RUST, Language::Rust), message);
        assert_eq!(first(PYTHON, Language::Python), message);
    }

    #[test]
    fn what_stands_below_it_is_the_program() {
        assert_eq!(below(RUST, Language::Rust), "use ndarray::Array1;\n//! not this\n");
        assert_eq!(below(PYTHON, Language::Python), "import numpy\n");
        assert_eq!(below("import numpy\n", Language::Python), "import numpy\n");
        assert_eq!(below("/// One.\nfn one() {}\n", Language::Rust), "/// One.\nfn one() {}\n");
    }

    #[test]
    fn a_file_that_opens_with_code_has_no_message() {
        assert_eq!(first("use ndarray::Array1;\n//! late\n", Language::Rust), None);
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
