//! Mistakes read from folders written for each test.

use super::*;

const REFERENCE: &str =
    "\"\"\"The mean.\"\"\"\n\nimport numpy as np\n\n\ndef mean(x):\n    total = x.sum()\n    return total / len(x)\n";

/// The mistakes of a folder that holds `files` beside a reference in Python.
fn read(files: &[(&str, &str)], is_project: bool) -> Result<BTreeMap<String, Mistake>, Vec<String>> {
    let text = |name: &str| {
        let written = files
            .iter()
            .find(|(file, _)| *file == name)
            .map(|(_, text)| (*text).to_owned());
        written.or_else(|| (name == "solution.py").then(|| REFERENCE.to_owned()))
    };
    let names = files.iter().filter_map(|(name, _)| name.strip_prefix("mistakes/"));
    read_all(&Folder {
        names: names.map(str::to_owned).collect(),
        is_project,
        read: &text,
    })
}

fn sum(toml: &str) -> Result<Mistake, Vec<String>> {
    read(&[("mistakes/sum.toml", toml)], false).map(|mut mistakes| mistakes.remove("sum").unwrap())
}

fn problem(toml: &str) -> String {
    let problems = sum(toml).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.concat()
}

/// A mistake of one edit.
fn edit(old: &str, new: &str) -> String {
    format!("message = 'A sum.'\n\n[[python.edits]]\nold = {old}\nnew = {new}\n")
}

#[test]
fn an_edit_replaces_what_stands_once_in_the_reference_below_its_doc_comment() {
    let mistake = sum(&edit("'total / len(x)'", "'total'")).unwrap();
    assert_eq!(mistake.message, "A sum.");
    let [
        Variant {
            name: None,
            language,
            code,
        },
    ] = mistake.variants.as_slice()
    else {
        panic!("{mistake:?}")
    };
    assert_eq!(*language, Language::Python);
    assert_eq!(
        *code,
        "import numpy as np\n\n\ndef mean(x):\n    total = x.sum()\n    return total\n"
    );
}

#[test]
fn edits_are_made_wherever_they_stand_and_whatever_they_bring() {
    let toml = "message = 'm'\n[python]\nedits = [
        { old = 'return total / len(x)', new = 'return x.sum()' },
        { old = \"    total = x.sum()\\n\", new = '' },
    ]\n";
    let code = &sum(toml).unwrap().variants[0].code;
    assert!(code.ends_with("def mean(x):\n    return x.sum()\n"), "{code}");
}

#[test]
fn variants_have_names_and_are_edits_of_the_reference_too() {
    let toml = edit("'total / len(x)'", "'total'") + "[[python.variants.guarded]]\nold = 'len(x)'\nnew = 'max(len(x), 1)'\n";
    let mistake = sum(&toml).unwrap();
    let named: Vec<_> = mistake.variants.iter().map(|variant| variant.name.as_deref()).collect();
    assert_eq!(named, [None, Some("guarded")]);
    assert!(mistake.variants[1].code.ends_with("return total / max(len(x), 1)\n"));
    let ill_named = toml.replace("guarded", "Guarded");
    assert!(problem(&ill_named).contains("variant `Guarded` of python: use small letters"));
}

#[test]
fn a_line_the_reference_no_longer_has_is_named_with_the_line_to_mend() {
    let stale = edit("'''\n    total = x.sum()\n    return total / x.size'''", "'    return 0'");
    assert_eq!(
        problem(&stale),
        "mistakes/sum.toml line 6: edit 1 of [[python.edits]]: solution.py has no `return total / x.size`"
    );
    let apart = edit("'''\n    return total / len(x)\n    total = x.sum()'''", "''");
    assert!(
        problem(&apart).contains("line 5: edit 1 of [[python.edits]]: solution.py has the lines of `old`, but not one below")
    );
}

#[test]
fn an_edit_that_fits_twice_or_nowhere_or_changes_nothing_is_refused() {
    let cases = [
        (
            "'total'",
            "'sum'",
            "line 4: edit 1 of [[python.edits]]: `old` stands more than once in solution.py",
        ),
        ("''", "'sum'", "`old` is empty; to insert, take a line beside the place"),
        ("'len(x)'", "'len(x)'", "`new` is the same as `old`"),
        ("'The mean.'", "'The sum.'", "solution.py has no `The mean.`"),
    ];
    for (old, new, part) in cases {
        let problem = problem(&edit(old, new));
        assert!(problem.contains(part), "{problem}");
    }
}

#[test]
fn edits_that_overlap_are_refused_in_whatever_order_they_stand() {
    let toml = edit("'/ len(x)'", "''") + "[[python.edits]]\nold = 'return total /'\nnew = 'return'\n";
    assert_eq!(
        problem(&toml),
        "mistakes/sum.toml line 4: edits 2 and 1 of [[python.edits]] overlap; make them one"
    );
}

#[test]
fn every_stale_edit_is_named_at_once() {
    let toml = edit("'gone'", "''") + "[[python.edits]]\nold = 'lost'\nnew = ''\n";
    let problems = sum(&toml).unwrap_err();
    assert!(
        problems[0].contains("edit 1") && problems[1].contains("line 7: edit 2"),
        "{problems:?}"
    );
}

#[test]
fn an_unknown_field_and_a_missing_one_are_refused_with_their_line() {
    let unknown = edit("'len(x)'", "'1'") + "was = 'len'\n";
    assert!(problem(&unknown).starts_with("mistakes/sum.toml line 6: unknown field `was`"));
    assert!(problem("[[python.edits]]\nold = 'len(x)'\nnew = '1'\n").contains("missing field `message`"));
    assert!(problem("message = 'm'\n").contains("makes no program"));
    assert!(problem("message = 'm'\n[python]\nedits = []\n").contains("[[python.edits]] has no edits"));
}

#[test]
fn a_message_is_not_empty_and_can_stand_in_a_docstring() {
    let with_message = |message: &str| edit("'len(x)'", "'1'").replace("'A sum.'", message);
    assert!(problem(&with_message("' '")).contains("line 1: `message` is empty"));
    assert!(problem(&with_message("'\\n'")).contains("a backslash"));
}

#[test]
fn a_whole_program_lies_beside_its_message() {
    let toml = ("mistakes/sum.toml", "message = 'A sum.'\n");
    let whole = ("mistakes/sum.py", "def mean(x):\n    return x.sum()\n");
    let mistakes = read(&[toml, whole], false).unwrap();
    assert_eq!(mistakes["sum"].variants[0].code, whole.1);

    let said_twice = read(&[toml, ("mistakes/sum.py", "\"\"\"A sum.\"\"\"\n")], false).unwrap_err();
    assert!(
        said_twice[0].contains("mistakes/sum.py opens with a doc comment"),
        "{said_twice:?}"
    );
    let edited = edit("'len(x)'", "'1'");
    let both = read(&[("mistakes/sum.toml", &edited), whole], false).unwrap_err();
    assert!(both[0].contains("stands beside [[python.edits]]; keep one"), "{both:?}");
    let silent = read(&[whole], false).unwrap_err();
    assert!(silent[0].starts_with("mistakes/sum.toml is missing"), "{silent:?}");
    let stray = read(&[toml, whole, ("mistakes/notes.md", "")], false).unwrap_err();
    assert_eq!(stray, ["mistakes/notes.md is no mistake; it ends in .toml, .rs or .py"]);
}

#[test]
fn a_projects_mistake_names_its_detector_and_a_katas_none() {
    let plain = edit("'len(x)'", "'1'");
    let named = format!("detector = 'constant-prediction'\n{plain}");
    let of = |toml: &str, is_project| read(&[("mistakes/sum.toml", toml)], is_project);
    assert_eq!(
        of(&named, true).unwrap()["sum"].detector.as_deref(),
        Some("constant-prediction")
    );
    assert!(of(&plain, true).unwrap_err()[0].contains("`detector` is missing"));
    assert!(of(&named, false).unwrap_err()[0].contains("line 1: `detector` belongs to projects"));
}
