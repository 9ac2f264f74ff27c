//! The catalogue against folders written for each test.

use std::path::PathBuf;

use mlings_grade::metrics::{Costs, Metric};
use mlings_grade::value::Value;
use mlings_kata::{Comparison, Standard, Symptom};

use super::*;

const KATA: &str = r#"
title = "Mean"
summary = "Average a column."
learned = "You can average."
kind = "kata"
competencies = ["eval"]
difficulty = 1
minutes = 5

[[functions]]
name = "mean"
parameters = [{ name = "y", type = "f64[n]" }, { name = "weights", type = "f64[n]" }]
returns = "f64"
"#;

const PROJECT: &str = r#"
title = "Prices"
summary = "Predict prices."
learned = "You can predict."
kind = "project"
competencies = ["reg", "feat"]
difficulty = 3
minutes = 60
dataset = "king-county"
metric = "root_mean_squared_log_error"
pass = 0.9

[limits]
cpu_seconds = 30
"#;

const CASES: &str = r#"{"version": 1, "cases": [{"name": "two rows", "function": "mean", "why": "Both rows count.",
    "arguments": [[1.0, 2.0], [1.0, 1.0]], "expected": 1.5, "mistakes": {"sum": 3.0}}]}"#;

const MISTAKE: &str = "message = 'You forgot to divide.'
[rust]
edits = [{ old = 'rust solution', new = 'rust sum' }]
[python]
edits = [{ old = 'python solution', new = 'python sum' }]
";

const HINTS: &str = "# Hints\n\n## 1\nLook.\n\n## 2\nThink.\n\nAgain.\n\n## 3\n`mean()`\n";

/// A checkout that lasts as long as its test.
struct Checkout {
    root: tempfile::TempDir,
}

impl Checkout {
    fn new() -> Self {
        let checkout = Checkout {
            root: tempfile::tempdir().expect("a temporary folder can be made"),
        };
        checkout.write("exercises/path.toml", include_str!("../../exercises/path.toml"))
    }

    /// One complete kata, `mean`.
    fn with_kata() -> Self {
        Checkout::new()
            .exercise("mean", KATA)
            .write("exercises/mean/cases.json", CASES)
    }

    /// One complete project, `prices`, not blessed yet.
    fn with_project() -> Self {
        Checkout::new().exercise("prices", PROJECT)
    }

    /// A folder with everything but its cases; its one mistake is `sum` for a kata, `flat` for a project.
    fn exercise(self, id: &str, toml: &str) -> Self {
        let (mistake, detector) = if toml.contains("dataset") {
            ("flat", "detector = \"constant-prediction\"\n")
        } else {
            ("sum", "")
        };
        self.write(&format!("exercises/{id}/exercise.toml"), toml)
            .write(&format!("exercises/{id}/README.md"), "# Task\n")
            .write(&format!("exercises/{id}/hints.md"), HINTS)
            .write(&format!("exercises/{id}/starter.rs"), "// rust starter")
            .write(&format!("exercises/{id}/starter.py"), "# python starter")
            .write(
                &format!("exercises/{id}/solution.rs"),
                "//! The reference.\n\n// rust solution",
            )
            .write(&format!("exercises/{id}/solution.py"), "# python solution")
            .write(
                &format!("exercises/{id}/mistakes/{mistake}.toml"),
                &format!("{detector}{MISTAKE}"),
            )
    }

    /// A kata named `id` that requires `requires`.
    fn kata(self, id: &str, requires: &[&str]) -> Self {
        let toml = KATA.replace("minutes = 5", &format!("minutes = 5\nrequires = {requires:?}"));
        self.exercise(id, &toml)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(self, name: &str, text: &str) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
        self
    }

    fn remove(self, name: &str) -> Self {
        std::fs::remove_file(self.path(name)).expect("the file was there");
        self
    }

    fn open(&self) -> Result<Catalog, CatalogError> {
        Catalog::open(&Content::Checkout(self.root.path().to_owned()))
    }

    fn ids(&self) -> Vec<String> {
        self.open()
            .expect("the catalogue is well formed")
            .exercises
            .into_iter()
            .map(|exercise| exercise.id)
            .collect()
    }
}

/// The error of opening a catalogue whose one exercise has `from` in its toml replaced by `to`.
fn refusal(toml: &str, from: &str, to: &str) -> String {
    assert!(toml.contains(from), "the test replaces nothing");
    let checkout = Checkout::new().exercise("broken", &toml.replacen(from, to, 1));
    checkout.open().err().expect("the exercise is malformed").to_string()
}

/// The error of checking a complete kata after `change`.
fn complaint(change: impl FnOnce(Checkout) -> Checkout) -> String {
    complaint_of(&change(Checkout::with_kata()))
}

fn complaint_of(checkout: &Checkout) -> String {
    let catalog = checkout.open().expect("exercise.toml is well formed");
    catalog.exercises[0].check().expect_err("the folder is malformed").to_string()
}

/// The error of checking a kata with `from` in its cases replaced by `to`.
fn case_complaint(from: &str, to: &str) -> String {
    assert!(CASES.contains(from), "the test replaces nothing");
    complaint(|checkout| checkout.write("exercises/mean/cases.json", &CASES.replace(from, to)))
}

fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{text:?} does not say {part:?}");
    }
}

#[test]
fn a_complete_kata_is_read_with_all_it_declares() {
    let checkout = Checkout::with_kata();
    let catalog = checkout.open().expect("the kata is well formed");
    let exercise = catalog.find("mean").expect("it is there");
    exercise.check().expect("nothing is missing");
    assert_eq!((exercise.kind, exercise.difficulty, exercise.minutes), (Kind::Kata, 1, 5));
    assert_eq!(exercise.starter(Language::Rust).as_deref(), Some("// rust starter"));
    assert_eq!(exercise.solution(Language::Python).as_deref(), Some("# python solution"));
    assert_eq!(exercise.hints(), ["Look.", "Think.\n\nAgain.", "`mean()`"]);
    let kata = exercise.kata().expect("its cases are well formed");
    let Standard::Blessed { tolerance, .. } = kata.functions[0].standard else {
        panic!("{:?}", kata.functions[0])
    };
    assert_eq!(tolerance, 1e-9);
    assert_eq!(kata.cases[0].expected, Some(Value::scalar(1.5)));
    assert_eq!(kata.cases[0].mistakes["sum"], Symptom::Answers(Value::scalar(3.0)));
}

#[test]
fn a_complete_project_is_read_with_all_it_declares() {
    let checkout = Checkout::with_project();
    let catalog = checkout.open().expect("the project is well formed");
    let exercise = &catalog.exercises[0];
    exercise.check().expect("nothing is missing");
    assert_eq!(
        exercise.limits,
        LimitsConfig {
            cpu_seconds: Some(30),
            memory_mib: None
        }
    );
    assert_eq!(exercise.competencies, ["reg", "feat"]);
    let Task::Project(task) = &exercise.task else {
        panic!("{:?}", exercise.task)
    };
    assert_eq!(
        (task.dataset.as_str(), task.metric, task.pass),
        ("king-county", Metric::RootMeanSquaredLogError, 0.9)
    );
}

#[test]
fn a_mistake_carries_its_message_languages_and_detector() {
    let checkout = Checkout::with_project();
    let catalog = checkout.open().expect("the project is well formed");
    let mistake = &catalog.exercises[0].mistakes().expect("the mistakes are well formed")["flat"];
    assert_eq!(mistake.message, "You forgot to divide.");
    assert_eq!(mistake.exemplars(), [(exemplar("flat", None), Language::ALL.to_vec())].into());
    assert_eq!(mistake.detector.as_deref(), Some("constant-prediction"));
}

#[test]
fn an_exemplar_is_one_of_the_folders_programs() {
    let guarded = format!("{MISTAKE}variants.guarded = [{{ old = 'solution', new = 'guard' }}]\n");
    let checkout = Checkout::with_kata().write("exercises/mean/mistakes/sum.toml", &guarded);
    let catalog = checkout.open().expect("the kata is well formed");
    let program = |exemplar: &Exemplar, language| catalog.exercises[0].program(exemplar, language);
    let cases = [
        (Exemplar::Starter, Language::Rust, "// rust starter"),
        (Exemplar::Reference, Language::Python, "# python solution"),
        (
            exemplar("sum", None),
            Language::Rust,
            "//! You forgot to divide.\n\n// rust sum",
        ),
        (
            exemplar("sum", Some("guarded")),
            Language::Python,
            "\"\"\"You forgot to divide.\"\"\"\n\n# python guard",
        ),
    ];
    for (exemplar, language, text) in cases {
        assert_eq!(program(&exemplar, language).as_deref(), Some(text));
    }
    assert_eq!(program(&exemplar("sum", Some("guarded")), Language::Rust), None);
    assert_eq!(program(&exemplar("other", None), Language::Rust), None);
}

fn exemplar(id: &str, variant: Option<&str>) -> Exemplar {
    Exemplar::Mistake {
        id: id.to_owned(),
        variant: variant.map(str::to_owned),
    }
}

#[test]
fn a_mistake_that_raises_has_no_answer() {
    let checkout = Checkout::with_kata().write("exercises/mean/cases.json", &CASES.replace("\"sum\": 3.0", "\"sum\": null"));
    let catalog = checkout.open().expect("the kata is well formed");
    let cases = catalog.exercises[0].cases().expect("null is a mistake's answer");
    assert_eq!(cases[0].mistakes["sum"], Symptom::Raises);
}

#[test]
fn what_is_required_comes_first_and_ties_go_by_name() {
    let checkout = Checkout::new()
        .kata("a", &["z"])
        .kata("b", &[])
        .kata("c", &["b"])
        .kata("z", &["c"]);
    assert_eq!(checkout.ids(), ["b", "c", "z", "a"]);
    assert_eq!(Checkout::new().kata("b", &[]).kata("a", &[]).ids(), ["a", "b"]);
}

#[test]
fn requiring_what_does_not_exist_is_an_error_that_names_it() {
    let error = Checkout::new()
        .kata("a", &["ghost"])
        .open()
        .err()
        .expect("`ghost` is unknown");
    assert_says(&error.to_string(), &["`a`", "`ghost`", "does not exist"]);
}

#[test]
fn a_circle_of_requirements_is_an_error_that_shows_it() {
    let checkout = Checkout::new()
        .kata("outside", &["a"])
        .kata("a", &["b"])
        .kata("b", &["c"])
        .kata("c", &["a"]);
    let error = checkout.open().err().expect("the circle is refused").to_string();
    assert_says(&error, &["requires itself", "a → b → c → a"]);
    let alone = Checkout::new()
        .kata("a", &["a"])
        .open()
        .err()
        .expect("a requires itself")
        .to_string();
    assert_says(&alone, &["a → a"]);
}

#[test]
fn an_exercise_is_found_by_name_or_by_the_only_beginning() {
    let checkout = Checkout::new()
        .kata("softmax-stable", &[])
        .kata("spam-filter", &[])
        .kata("spam", &[]);
    let catalog = checkout.open().expect("the catalogue is well formed");
    for (asked, found) in [
        ("spam-filter", "spam-filter"),
        ("spam", "spam"),
        ("soft", "softmax-stable"),
        ("Softmax_Stable", "softmax-stable"),
        ("spam-", "spam-filter"),
    ] {
        assert_eq!(catalog.find(asked).expect(asked).id, found);
    }
}

#[test]
fn an_unknown_name_offers_the_nearest_and_an_ambiguous_one_the_candidates() {
    let checkout = Checkout::new().kata("softmax-stable", &[]).kata("spam-filter", &[]);
    let catalog = checkout.open().expect("the catalogue is well formed");
    let message = |id| catalog.find(id).expect_err("it is not there").to_string();
    assert_eq!(
        message("spma-filter"),
        "no exercise is named `spma-filter`; did you mean `spam-filter`?"
    );
    assert_eq!(message("qqq"), "no exercise is named `qqq`");
    assert_eq!(message(""), "no exercise is named ``");
    assert_eq!(
        message("s"),
        "`s` could be `softmax-stable` or `spam-filter`; type more of the name"
    );
}

#[test]
fn every_bound_of_exercise_toml_is_its_own_error() {
    let cases: [(&str, &str, &str, &[&str]); 19] = [
        (KATA, "difficulty = 1", "difficulty = 6", &["`difficulty` is 6", "1 to 5"]),
        (KATA, "difficulty = 1", "difficulty = 0", &["`difficulty` is 0"]),
        (KATA, "difficulty = 1", "difficulty = \"hard\"", &["line 7", "invalid type"]),
        (KATA, "minutes = 5", "minutes = 0", &["`minutes` is 0"]),
        (KATA, "minutes = 5", "minute = 5", &["line 8", "unknown field `minute`"]),
        (KATA, "title = \"Mean\"", "", &["missing field `title`"]),
        (KATA, "title = \"Mean\"", "title = \" \"", &["`title`", "write one line"]),
        (KATA, "[\"eval\"]", "[]", &["`competencies` is empty"]),
        (KATA, "[\"eval\"]", "[\"evil\"]", &["unknown competency `evil`", "eval"]),
        (KATA, "\"kata\"", "\"quiz\"", &["unknown variant `quiz`"]),
        (KATA, "\"f64[n]\"", "\"f32[n]\"", &["unknown type `f32[n]`"]),
        (
            KATA,
            "returns = \"f64\"",
            "returns = \"f64\"\ntolerance = -1.0",
            &["`tolerance` of `mean` is -1"],
        ),
        (KATA, "name = \"mean\"", "name = \"Mean value\"", &["`Mean value` is no name"]),
        (
            KATA,
            "minutes = 5",
            "minutes = 5\npass = 0.5",
            &["`pass` belongs to projects"],
        ),
        (
            KATA,
            KATA,
            &KATA[..KATA.find("[[functions]]").expect("it declares one")],
            &["at least one [[functions]]"],
        ),
        (PROJECT, "pass = 0.9", "pass = 1.5", &["`pass` is 1.5", "(0, 1]"]),
        (PROJECT, "pass = 0.9", "", &["needs `pass`"]),
        (PROJECT, "dataset = \"king-county\"", "", &["needs `dataset`"]),
        (PROJECT, "cpu_seconds", "cpu_hours", &["unknown field `cpu_hours`"]),
    ];
    for (toml, from, to, parts) in cases {
        let message = refusal(toml, from, to);
        assert_says(&message, parts);
        assert_says(&message, &["exercise `broken`"]);
    }
}

/// The project as a case that is graded by its costs.
fn case_toml(costs: &str) -> String {
    let toml = PROJECT
        .replace("\"project\"", "\"case\"")
        .replace("root_mean_squared_log_error", "mean_cost_error");
    format!("{toml}\n{costs}")
}

const COSTS: &str = "[costs]\nfalse_positive = 1\nfalse_negative = 5\n";

#[test]
fn a_case_is_a_project_whose_metric_has_costs() {
    let checkout = Checkout::new().exercise("threshold", &case_toml(COSTS));
    let catalog = checkout.open().expect("it is well formed");
    let exercise = &catalog.exercises[0];
    let Task::Project(task) = &exercise.task else {
        panic!("{:?}", exercise.task)
    };
    let costs = Costs {
        false_positive: 1,
        false_negative: 5,
    };
    assert_eq!((exercise.kind, task.metric), (Kind::Case, Metric::MeanCostError(costs)));
}

#[test]
fn every_flaw_of_costs_is_an_error_that_says_what_to_write() {
    let case = case_toml(COSTS);
    assert_says(&refusal(&case, COSTS, ""), &["`mean_cost_error` needs [costs]", "add it"]);
    assert_says(
        &refusal(&case, "false_positive = 1\n", ""),
        &["missing field `false_positive`"],
    );
    assert_says(
        &refusal(&case, "positive = 1", "positive = 0"),
        &["`false_positive` of [costs] is 0"],
    );
    assert_says(&refusal(&case, "positive = 1", "positive = -1"), &["-1"]);
    assert_says(
        &refusal(&case, "[costs]", "[costs]\ntrue_positive = 1"),
        &["unknown field `true_positive`"],
    );
    assert_says(
        &refusal(&case, "mean_cost_error", "accuracy_score"),
        &["[costs] belongs to the metric `mean_cost_error`", "`accuracy_score`"],
    );
    assert_says(
        &refusal(KATA, KATA, &format!("{KATA}\n{COSTS}")),
        &["`costs` belongs to projects"],
    );
}

#[test]
fn every_flaw_of_a_comparison_is_an_error_that_names_the_function() {
    let cases: [(&str, &[&str]); 5] = [
        ("compare = \"alike\"", &["`alike` is no way to compare", "up_to_sign"]),
        ("compare = \"up_to_sign\"", &["`up_to_sign` compares a vector", "not `f64`"]),
        ("compare = [\"exact\"]", &["for tuples, not `f64`"]),
        ("compare = [1]", &["a mode is a text"]),
        ("compare = true", &["it is true", "name a mode"]),
    ];
    for (line, parts) in cases {
        let message = refusal(KATA, "returns = \"f64\"", &format!("returns = \"f64\"\n{line}"));
        assert_says(&message, &["`compare` of `mean`"]);
        assert_says(&message, parts);
    }
}

#[test]
fn a_comparison_is_read_as_a_mode_or_a_mode_for_each_member() {
    let returning = |lines: &str| {
        let toml = KATA.replace("returns = \"f64\"", lines);
        let checkout = Checkout::new().exercise("mean", &toml);
        let catalog = checkout.open().expect("it is well formed");
        let Task::Kata(task) = &catalog.exercises[0].task else {
            panic!("a kata")
        };
        match &task.functions[0].standard {
            Standard::Blessed { comparison, .. } => comparison.clone(),
            Standard::Properties(rules) => panic!("{rules:?}"),
        }
    };
    let kind = |text: &str| text.parse().expect("a type");
    assert_eq!(returning("returns = \"f64\""), Comparison::exact(&kind("f64")));
    assert_eq!(
        Ok(returning("returns = \"str[n]\"\ncompare = \"set\"")),
        Comparison::whole("set", &kind("str[n]"))
    );
    assert_eq!(
        Ok(returning(
            "returns = \"(f64[k,d], f64[k])\"\ncompare = [\"up_to_sign\", \"exact\"]"
        )),
        Comparison::members(&["up_to_sign", "exact"], &kind("(f64[k,d], f64[k])"))
    );
}

/// A kata whose one function, `order`, is judged by properties; its case is called once with each of `seeds`.
fn with_properties(expected: &str, mistake: &str, seeds: &[i64]) -> Checkout {
    let function = "name = \"order\"\nparameters = [{ name = \"n\", type = \"i64\" }, { name = \"seed\", type = \"i64\" }]\n\
                    returns = \"i64[m]\"\nproperties = [\"partition\", \"seeded\"]\nroles = { rows = \"n\", seed = \"seed\" }\n";
    let toml = format!(
        "{}[[functions]]\n{function}",
        &KATA[..KATA.find("[[functions]]").expect("it declares one")]
    );
    let case = |(index, seed): (usize, &i64)| {
        format!(
            r#"{{"name": "case {index}", "function": "order", "why": "w", "arguments": [4, {seed}], {expected}
                "mistakes": {{"sum": {mistake}}}}}"#
        )
    };
    let cases: Vec<String> = seeds.iter().enumerate().map(case).collect();
    Checkout::new().exercise("mean", &toml).write(
        "exercises/mean/cases.json",
        &format!(r#"{{"version": 1, "cases": [{}]}}"#, cases.join(", ")),
    )
}

#[test]
fn a_case_of_properties_has_no_expected_answer_and_names_what_mistakes_lack() {
    let checkout = with_properties("", "[\"seeded\"]", &[0, 0, 1]);
    let catalog = checkout.open().expect("it is well formed");
    let exercise = &catalog.exercises[0];
    exercise.check().expect("nothing is missing");
    let cases = exercise.cases().expect("they are well formed");
    assert_eq!(cases[0].expected, None);
    assert_eq!(cases[0].mistakes["sum"], Symptom::Lacks(["seeded".to_owned()].into()));
}

#[test]
fn every_flaw_of_a_case_of_properties_is_an_error() {
    let cases: [(&str, &str, &[i64], &str); 5] = [
        (
            "\"expected\": [0],",
            "[]",
            &[0, 0, 1],
            "has `expected`, and `order` declares properties",
        ),
        (
            "",
            "[0, 1]",
            &[0, 0, 1],
            "mistake sum: [0,1] is no list of properties of `order`",
        ),
        ("", "[\"sized\"]", &[0, 0, 1], "is no list of properties"),
        ("", "[]", &[0, 0], "`seeded` needs two cases that differ in `seed` alone"),
        ("", "[]", &[0, 1], "`seeded` needs two cases with equal arguments"),
    ];
    for (expected, mistake, seeds, part) in cases {
        assert_says(&complaint_of(&with_properties(expected, mistake, seeds)), &[part]);
    }
}

#[test]
fn every_flaw_of_properties_is_an_error_that_names_the_function() {
    let cases: [(&str, &[&str]); 5] = [
        (
            "properties = [\"even\"]",
            &["`properties` of `mean`", "`even` is no property"],
        ),
        ("properties = [\"seeded\"]", &["`properties` of `mean`", "role `seed`"]),
        (
            "properties = [\"seeded\"]\ntolerance = 0.1",
            &["`tolerance` of `mean`", "drop one"],
        ),
        (
            "properties = [\"seeded\"]\ncompare = \"exact\"",
            &["`compare` of `mean`", "drop one"],
        ),
        (
            "roles = { seed = \"y\" }",
            &["[functions.roles] of `mean` serves `properties`"],
        ),
    ];
    for (lines, parts) in cases {
        assert_says(
            &refusal(KATA, "returns = \"f64\"", &format!("returns = \"f64\"\n{lines}")),
            parts,
        );
    }
    assert_says(
        &refusal(KATA, "returns = \"f64\"", "returns = \"f64\"\nroles = { sede = \"y\" }"),
        &["unknown field `sede`"],
    );
}

#[test]
fn two_functions_of_one_name_are_refused() {
    let function = &KATA[KATA.find("[[functions]]").expect("it declares one")..];
    assert_says(
        &refusal(KATA, function, &format!("{function}{function}")),
        &["two functions are named `mean`"],
    );
}

#[test]
fn a_folder_without_exercise_toml_is_an_error() {
    let error = Checkout::new()
        .write("exercises/empty/README.md", "# Task")
        .open()
        .err()
        .expect("there is nothing to read");
    assert_says(&error.to_string(), &["`empty`", "exercise.toml is missing"]);
}

#[test]
fn every_missing_file_is_an_error_that_names_it() {
    for name in [
        "README.md",
        "starter.rs",
        "starter.py",
        "solution.rs",
        "solution.py",
        "cases.json",
    ] {
        let message = complaint(|checkout| checkout.remove(&format!("exercises/mean/{name}")));
        assert_says(&message, &[name, "missing"]);
    }
}

#[test]
fn hints_that_are_not_three_are_an_error() {
    let two = HINTS.replace("## 3", "### 3");
    assert_says(
        &complaint(|checkout| checkout.write("exercises/mean/hints.md", &two)),
        &["2 hints", "write three"],
    );
    assert_says(
        &complaint(|checkout| checkout.remove("exercises/mean/hints.md")),
        &["0 hints"],
    );
}

#[test]
fn an_edit_that_no_longer_fits_is_an_error() {
    let stale = complaint(|checkout| checkout.write("exercises/mean/solution.py", "# another\n"));
    assert_says(
        &stale,
        &[
            "mistakes/sum.toml line 5",
            "edit 1 of [[python.edits]]",
            "has no `python solution`",
        ],
    );
}

#[test]
fn a_mistake_the_cases_do_not_know_is_an_error_and_so_is_the_reverse() {
    let unrecorded = complaint(|checkout| checkout.write("exercises/mean/mistakes/late.toml", MISTAKE));
    assert_says(&unrecorded, &["`two rows`", "`late` is not recorded", "dev bless mean"]);
    let guarded = format!("{MISTAKE}variants.guarded = [{{ old = 'solution', new = 'guard' }}]\n");
    let variant = complaint(|checkout| checkout.write("exercises/mean/mistakes/sum.toml", &guarded));
    assert_says(&variant, &["`two rows`", "`sum/guarded` is not recorded"]);
    assert_says(
        &case_complaint("\"sum\": 3.0", "\"sum\": 3.0, \"gone\": 1.0"),
        &["`gone` has no file"],
    );
}

#[test]
fn a_project_whose_mistake_has_no_detector_or_an_unknown_one_is_an_error() {
    let written = |toml: &str| complaint_of(&Checkout::with_project().write("exercises/prices/mistakes/late.toml", toml));
    assert_says(&written(MISTAKE), &["mistakes/late.toml line 1", "`detector` is missing"]);
    let unknown = format!("detector = 'flatness'\n{MISTAKE}");
    assert_says(
        &written(&unknown),
        &["mistakes/late.toml: unknown detector `flatness`; use ", "constant-prediction"],
    );
}

#[test]
fn every_flaw_of_a_case_is_an_error_that_names_the_case() {
    let cases: [(&str, &str, &[&str]); 9] = [
        (
            "[[1.0, 2.0], [1.0, 1.0]]",
            "[[1.0, 2.0]]",
            &["`two rows`", "takes 2 arguments, the case gives 1"],
        ),
        (
            "[[1.0, 2.0], [1.0, 1.0]]",
            "[[1.0, \"two\"], [1.0, 1.0]]",
            &["`two rows`, y", "declared `f64[n]`"],
        ),
        (
            "[[1.0, 2.0], [1.0, 1.0]]",
            "[[1.0, 2.0], [1.0]]",
            &["`two rows`, weights", "axis `n` has length 1 here and 2 before"],
        ),
        (
            "\"expected\": 1.5",
            "\"expected\": [1.5]",
            &["`two rows`, expected", "declared `f64`"],
        ),
        ("\"sum\": 3.0", "\"sum\": true", &["`two rows`, mistake sum"]),
        ("\"expected\": 1.5, ", "", &["no `expected`", "dev bless"]),
        (
            "\"function\": \"mean\"",
            "\"function\": \"median\"",
            &["`two rows` calls `median`"],
        ),
        ("\"why\": \"Both rows count.\"", "\"why\": \"\"", &["`two rows` has no `why`"]),
        ("\"version\": 1", "\"version\": 2", &["version 2"]),
    ];
    for (from, to, parts) in cases {
        assert_says(&case_complaint(from, to), parts);
    }
}

#[test]
fn cases_that_are_no_cases_are_refused() {
    let write = |text: &str| complaint(|checkout| checkout.write("exercises/mean/cases.json", text));
    assert_says(&write("{"), &["cases.json:", "EOF"]);
    assert_says(&write(r#"{"version": 1, "cases": []}"#), &["holds no case"]);
    assert_says(
        &case_complaint("\"why\"", "\"reason\": 1, \"why\""),
        &["unknown field `reason`"],
    );
    let record = &CASES[CASES.find("[{").expect("it has cases") + 1..CASES.len() - 2];
    assert_says(
        &write(&CASES.replace(record, &format!("{record}, {record}"))),
        &["two cases are named `two rows`"],
    );
}

#[test]
fn a_function_no_case_calls_is_an_error() {
    let second = format!("{KATA}\n[[functions]]\nname = \"median\"\nparameters = []\nreturns = \"f64\"\n");
    let message = complaint(|checkout| checkout.write("exercises/mean/exercise.toml", &second));
    assert_says(&message, &["no case calls `median`"]);
}

#[test]
fn an_unblessed_case_keeps_its_file_readable_for_bless() {
    let checkout = Checkout::with_kata().write("exercises/mean/cases.json", &CASES.replace("\"expected\": 1.5, ", ""));
    let catalog = checkout.open().expect("the kata is well formed");
    let exercise = &catalog.exercises[0];
    let file = exercise.case_file().expect("it can be read before it is blessed");
    let Task::Kata(task) = &exercise.task else {
        panic!("{:?}", exercise.task)
    };
    let arguments = file.cases[0]
        .arguments(&task.functions[0], &exercise.inputs())
        .expect("the arguments fit");
    assert_eq!(
        arguments.iter().map(Value::describe).collect::<Vec<_>>(),
        ["f64[2]", "f64[2]"]
    );
    let again: CaseFile = serde_json::from_str(&serde_json::to_string(&file).expect("it is JSON")).expect("it is read again");
    assert_eq!(again, file);
}

#[test]
fn a_project_that_was_never_blessed_says_so_and_a_torn_file_is_an_error() {
    let checkout = Checkout::with_project();
    let catalog = checkout.open().expect("the project is well formed");
    let exercise = &catalog.exercises[0];
    assert!(exercise.blessed().expect("it can be read").is_none());
    exercise.check().expect("an unblessed project is complete");
    let _checkout = checkout.write("exercises/prices/blessed.json", "{\"version\": 1}");
    assert_says(
        &exercise.blessed().expect_err("fields are missing").to_string(),
        &["blessed.json", "missing field"],
    );
}

#[test]
fn asking_a_kata_for_its_dataset_or_a_project_for_its_cases_is_an_error() {
    let (kata, project) = (Checkout::with_kata(), Checkout::with_project());
    let kata = kata.open().expect("the kata is well formed");
    let project = project.open().expect("the project is well formed");
    assert_says(
        &kata.exercises[0].blessed().expect_err("it is a kata").to_string(),
        &["it is a kata"],
    );
    assert_says(
        &project.exercises[0].cases().expect_err("it is a project").to_string(),
        &["it is a project"],
    );
}

#[test]
fn every_exercise_of_the_repository_is_complete() {
    let content = Content::Checkout(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    let catalog = Catalog::open(&content).expect("every exercise.toml is well formed");
    assert!(!catalog.exercises.is_empty());
    for exercise in &catalog.exercises {
        exercise.check().expect("the folder is complete");
    }
}

#[test]
fn a_checkout_without_its_path_or_with_a_broken_one_is_named() {
    let missing = Checkout::with_kata()
        .remove("exercises/path.toml")
        .open()
        .err()
        .expect("it is missing");
    assert_says(&missing.to_string(), &["exercises/path.toml", "restore it"]);
    let broken = Checkout::with_kata()
        .write("exercises/path.toml", "cut = 70")
        .open()
        .err()
        .expect("it is broken");
    assert_says(&broken.to_string(), &["exercises/path.toml", "missing field"]);
}

#[test]
fn every_competency_of_the_first_stage_has_an_exercise() {
    let catalog = Catalog::open(&Content::Embedded).expect("the embedded catalogue is well formed");
    let is_trained = |weight: &&Weight| {
        catalog
            .exercises
            .iter()
            .any(|exercise| exercise.competencies.contains(&weight.competency))
    };
    let weights = catalog.path.stages[0].weights.iter();
    let untrained: Vec<&str> = weights
        .filter(|weight| !is_trained(weight))
        .map(|weight| weight.competency.as_str())
        .collect();
    assert!(untrained.is_empty(), "nothing trains {untrained:?}");
}
