//! A relation in a sentence: where it was seen, what it is, what usually causes it.

use super::super::function::Function;
use super::Relation;
use super::candidate::Form;
use mlings_grade::Certainty;

/// What was seen of one part of the answers.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Counted from 1; none where the answer has one part alone.
    pub part: Option<usize>,
    pub form: Form,
    pub calls: Vec<usize>,
}

/// Two forms that the answers do not tell apart.
pub fn either(one: &Form, other: &Form) -> Form {
    let other_said = other.said.trim_start_matches("is ").trim_start_matches("has ");
    Form {
        id: one.id.clone(),
        said: format!("{} (or {other_said}: the cases do not tell)", one.said),
        causes: match one.causes == other.causes || other.causes.is_empty() {
            true => one.causes.clone(),
            false => format!("{}; or {}", one.causes, other.causes),
        },
    }
}

/// The relation that was seen in the parts, of `failing` answered cases and `unanswered` ones.
pub fn relation(function: &Function, seen: &[Seen], certainty: Certainty, failing: usize, unanswered: usize) -> Relation {
    let mut cases: Vec<usize> = seen.iter().flat_map(|seen| seen.calls.iter().copied()).collect();
    cases.sort_unstable();
    cases.dedup();
    let certainty = if unanswered > 0 { Certainty::Likely } else { certainty };
    let place = place(&function.name, cases.len(), failing, unanswered);
    let what = told(seen);
    let mut causes: Vec<&str> = Vec::new();
    for own in seen
        .iter()
        .map(|seen| seen.form.causes.as_str())
        .filter(|causes| !causes.is_empty())
    {
        if !causes.contains(&own) {
            causes.push(own);
        }
    }
    let causes = match (causes.as_slice(), certainty) {
        ([], _) => String::new(),
        (causes, Certainty::Certain) => format!(". Usual causes: {}", causes.join("; ")),
        (causes, Certainty::Likely | Certainty::OneOfTwo) => format!(". Possible causes: {}", causes.join("; ")),
    };
    Relation {
        id: seen.first().map(|seen| seen.form.id.clone()).unwrap_or_default(),
        certainty,
        sentence: format!("in {place}, {what}{causes}"),
        cases,
    }
}

/// What each part is; parts of which the same holds are told together.
fn told(seen: &[Seen]) -> String {
    let mut told: Vec<(&str, Vec<usize>)> = Vec::new();
    for Seen { part, form, .. } in seen {
        match told.iter_mut().find(|(said, _)| *said == form.said) {
            Some((_, parts)) => parts.extend(part),
            None => told.push((&form.said, part.iter().copied().collect())),
        }
    }
    let told = told.iter().map(|(said, parts)| match parts.as_slice() {
        [] => format!("your answer {said}"),
        [part] => format!("part {part} of your answer {said}"),
        [first, second] => format!("each of the parts {first} and {second} of your answer {said}"),
        [others @ .., last] => {
            let others: Vec<String> = others.iter().map(usize::to_string).collect();
            format!("each of the parts {} and {last} of your answer {said}", others.join(", "))
        }
    });
    told.collect::<Vec<_>>().join(", and ")
}

fn place(function: &str, cases: usize, failing: usize, unanswered: usize) -> String {
    let answered = if unanswered > 0 { " with an answer" } else { "" };
    match (cases, failing) {
        (1, 1) => format!("the one failing case{answered} of `{function}`"),
        (2, 2) => format!("both failing cases{answered} of `{function}`"),
        (cases, failing) if cases == failing => format!("all {failing} failing cases{answered} of `{function}`"),
        (cases, failing) => format!("{cases} of the {failing} failing cases{answered} of `{function}`"),
    }
}
