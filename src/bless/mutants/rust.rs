//! Mutants of a Rust reference, made from its tokens. Some do not build: those are no mutants.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::Mutant;

/// Binary operators, told from signs, borrows and generics by the spaces that rustfmt sets around them.
const OPERATORS: [(&str, &str); 21] = [
    ("+", "-"),
    ("-", "+"),
    ("*", "/"),
    ("/", "*"),
    ("%", "/"),
    ("<", "<="),
    ("<", ">="),
    ("<=", "<"),
    (">", ">="),
    (">", "<="),
    (">=", ">"),
    ("==", "!="),
    ("!=", "=="),
    ("&&", "||"),
    ("||", "&&"),
    ("+=", "-="),
    ("-=", "+="),
    ("*=", "/="),
    ("/=", "*="),
    ("&", "|"),
    ("|", "&"),
];
/// Words that stand in for each other.
const WORDS: [(&str, &str); 14] = [
    ("min", "max"),
    ("floor", "ceil"),
    ("first", "last"),
    ("any", "all"),
    ("ln", "ln_1p"),
    ("exp", "exp_m1"),
    ("is_some", "is_none"),
    ("is_some_and", "is_none_or"),
    ("zeros", "ones"),
    ("INFINITY", "NEG_INFINITY"),
    ("true", "false"),
    ("min_by", "max_by"),
    ("min_by_key", "max_by_key"),
    ("sum_axis", "product_axis"),
];
/// Calls without arguments that a slip leaves out.
const LEFT_OUT: [&str; 5] = ["rev", "sqrt", "abs", "ln", "exp"];

/// A piece of the text and what a slip puts there.
type Slip = (Range<usize>, String);

/// Every mutant of `text`, in the order of its lines; none where it is no Rust.
pub fn mutants(text: &str) -> Vec<Mutant> {
    let Ok(stream) = text.parse::<TokenStream>() else {
        return Vec::new();
    };
    let mut slips = Vec::new();
    collect(text, stream, &mut slips);
    slips.sort_by_key(|(range, _)| range.start);
    slips.into_iter().map(|(range, new)| mutant(text, range, &new)).collect()
}

fn mutant(text: &str, range: Range<usize>, new: &str) -> Mutant {
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |end| range.end + end);
    let changed = [&text[start..range.start], new, &text[range.end..end]].concat();
    let one_line = |lines: &str| lines.split_whitespace().collect::<Vec<_>>().join(" ");
    Mutant {
        line: text[..range.start].matches('\n').count() + 1,
        old: one_line(&text[start..end]),
        new: one_line(&changed),
        text: [&text[..range.start], new, &text[range.end..]].concat(),
    }
}

fn collect(text: &str, stream: TokenStream, slips: &mut Vec<Slip>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut place = 0;
    while place < tokens.len() {
        place = match &tokens[place] {
            // Attributes and doc comments, imports, and signatures hold nothing that computes.
            TokenTree::Punct(punct) if punct.as_char() == '#' => place + 2,
            TokenTree::Ident(word) if word == "use" => after(&tokens, place, |token| is_punct(token, ';')),
            TokenTree::Ident(word) if word == "fn" => after(&tokens, place, is_block) - 1,
            _ => {
                slips.extend(of_token(text, &tokens, place));
                if let TokenTree::Group(group) = &tokens[place] {
                    slips.extend(statements(group));
                    collect(text, group.stream(), slips);
                }
                place + 1
            }
        };
    }
}

/// The place after the next token that `is_last`.
fn after(tokens: &[TokenTree], place: usize, is_last: impl Fn(&TokenTree) -> bool) -> usize {
    tokens[place..]
        .iter()
        .position(is_last)
        .map_or(tokens.len(), |length| place + length + 1)
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// What may be wrong where `tokens[place]` stands.
fn of_token(text: &str, tokens: &[TokenTree], place: usize) -> Vec<Slip> {
    let token = &tokens[place];
    let range = token.span().byte_range();
    match token {
        TokenTree::Punct(_) => of_operator(text, tokens, place),
        TokenTree::Literal(literal) => numbers(&literal.to_string())
            .into_iter()
            .map(|new| (range.clone(), new))
            .collect(),
        TokenTree::Ident(word) => {
            let word = word.to_string();
            let mut slips: Vec<Slip> = WORDS
                .iter()
                .filter_map(|&(one, other)| match word.as_str() {
                    it if it == one => Some(other),
                    it if it == other => Some(one),
                    _ => None,
                })
                .map(|new| (range.clone(), new.to_owned()))
                .collect();
            slips.extend(negated(tokens, place));
            slips.extend(swapped(text, tokens, place));
            if LEFT_OUT.contains(&word.as_str()) && place > 0 && is_punct(&tokens[place - 1], '.') {
                slips.extend(left_out(tokens, place));
            }
            slips
        }
        TokenTree::Group(_) => Vec::new(),
    }
}

/// An operator that begins here; a range may end one later or earlier.
fn of_operator(text: &str, tokens: &[TokenTree], place: usize) -> Vec<Slip> {
    let is_joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    if place > 0 && is_joint(&tokens[place - 1]) {
        return Vec::new();
    }
    let length = tokens[place..].iter().take_while(|token| is_joint(token)).count() + 1;
    let Some(last) = tokens.get(place + length - 1) else {
        return Vec::new();
    };
    let range = tokens[place].span().byte_range().start..last.span().byte_range().end;
    let operator = &text[range.clone()];
    let is_spaced = text[..range.start].ends_with([' ', '\n']) && text[range.end..].starts_with(' ');
    let new: Vec<&str> = match operator {
        ".." => vec!["..="],
        "..=" => vec![".."],
        // A sign or a negation, and not the mark of a macro.
        "-" | "!" if !is_spaced && !text[range.end..].starts_with(['(', '[']) => vec![""],
        _ if is_spaced => OPERATORS
            .iter()
            .filter(|(old, _)| *old == operator)
            .map(|(_, new)| *new)
            .collect(),
        _ => Vec::new(),
    };
    new.into_iter().map(|new| (range.clone(), new.to_owned())).collect()
}

/// Other numbers in a number's place.
fn numbers(literal: &str) -> Vec<String> {
    if let Ok(whole) = literal.replace('_', "").parse::<u64>() {
        return match whole {
            0 => vec!["1".to_owned()],
            _ => vec![(whole + 1).to_string(), (whole - 1).to_string()],
        };
    }
    match literal.parse::<f64>() {
        Ok(0.0) => vec!["1.0".to_owned()],
        Ok(number) => vec![format!("{:?}", 2.0 * number)],
        Err(_) => Vec::new(),
    }
}

/// `if condition {` as `if !(condition) {`.
fn negated(tokens: &[TokenTree], place: usize) -> Option<Slip> {
    let is_word = |token: &TokenTree, wanted: &str| matches!(token, TokenTree::Ident(word) if word == wanted);
    if !is_word(&tokens[place], "if") || is_word(tokens.get(place + 1)?, "let") {
        return None;
    }
    let start = tokens.get(place + 1)?.span().byte_range().start;
    let block = tokens[place..].iter().find(|token| is_block(token))?;
    let end = block.span().byte_range().start;
    let condition = tokens[place].span().source_text().map(|_| start..end)?;
    Some((condition.start..condition.start, "!".to_owned())).filter(|_| is_simple(tokens, place + 1))
}

/// Whether a `!` before the condition negates all of it: a call, a field or a group, without operators of its own.
fn is_simple(tokens: &[TokenTree], from: usize) -> bool {
    let mut condition = tokens[from..].iter().take_while(|token| !is_block(token));
    condition.all(|token| !matches!(token, TokenTree::Punct(punct) if !".:".contains(punct.as_char())))
}

/// The first two arguments of a call in each other's place.
fn swapped(text: &str, tokens: &[TokenTree], place: usize) -> Option<Slip> {
    let TokenTree::Group(group) = tokens.get(place + 1)? else {
        return None;
    };
    if group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    let arguments: Vec<&[TokenTree]> = inside
        .split(|token| is_punct(token, ','))
        .filter(|it| !it.is_empty())
        .collect();
    let range = |tokens: &[TokenTree]| {
        let (first, last) = (tokens.first()?, tokens.last()?);
        Some(first.span().byte_range().start..last.span().byte_range().end)
    };
    let (first, second) = (range(arguments.first()?)?, range(arguments.get(1)?)?);
    let swapped = [&text[second.clone()], &text[first.end..second.start], &text[first.clone()]].concat();
    Some((first.start..second.end, swapped))
}

/// `.sqrt()` gone.
fn left_out(tokens: &[TokenTree], place: usize) -> Option<Slip> {
    match tokens.get(place + 1)? {
        TokenTree::Group(group) if group.stream().is_empty() => {
            let start = tokens[place - 1].span().byte_range().start;
            Some((start..group.span().byte_range().end, String::new()))
        }
        _ => None,
    }
}

/// Each statement of a block that changes something, dropped.
fn statements(block: &Group) -> Vec<Slip> {
    if block.delimiter() != Delimiter::Brace {
        return Vec::new();
    }
    let tokens: Vec<TokenTree> = block.stream().into_iter().collect();
    let mut slips = Vec::new();
    for statement in tokens.split_inclusive(|token| is_punct(token, ';') || is_block(token)) {
        let (Some(first), Some(last)) = (statement.first(), statement.last()) else {
            continue;
        };
        let defines = [
            "let", "use", "return", "for", "while", "loop", "match", "fn", "if", "else", "struct", "impl", "pub", "const",
        ];
        let is_definition = matches!(first, TokenTree::Ident(word) if defines.iter().any(|it| word == it));
        if is_punct(last, ';') && statement.len() > 1 && !is_definition {
            let range = first.span().byte_range().start..last.span().byte_range().end;
            slips.push((range, String::new()));
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<String> {
        mutants(text).into_iter().map(|mutant| mutant.new).collect()
    }

    #[test]
    fn operators_are_told_from_signs_generics_and_borrows() {
        let text = "fn f(x: &Vec<f64>) -> f64 {\n    -x[0] + &x[1]\n}\n";
        assert_eq!(
            slips(text),
            [
                "x[0] + &x[1]",
                "-x[1] + &x[1]",
                "-x[0] - &x[1]",
                "-x[0] + &x[2]",
                "-x[0] + &x[0]"
            ]
        );
    }

    #[test]
    fn docs_imports_and_signatures_stay_as_they_are() {
        assert_eq!(slips("//! 1 + 1\nuse a::{b, c};\n/// 2 - 1\nfn f(n: [u8; 3]) {}\n"), [""; 0]);
    }

    #[test]
    fn statements_are_dropped_arguments_swapped_and_ranges_end_elsewhere() {
        let text = "fn f() {\n    g(a, b);\n    for i in 0..n {}\n    y.abs()\n}\n";
        let found = slips(text);
        for expected in ["", "g(b, a);", "for i in 0..=n {}", "for i in 1..n {}", "y"] {
            assert!(found.iter().any(|it| it == expected), "{expected:?} is not among {found:?}");
        }
    }

    #[test]
    fn a_mutant_differs_in_one_place_and_says_which_line() {
        let mutants = mutants("fn f() -> i64 {\n    2\n}\n");
        assert_eq!(mutants.len(), 2);
        assert_eq!(
            (mutants[0].line, mutants[0].text.as_str()),
            (2, "fn f() -> i64 {\n    3\n}\n")
        );
    }
}
