//! Solutions in both languages from file to answers: built, run, and read back.

use std::fs;
use std::time::Duration;

use mlings::catalog::{Catalog, Exercise, Language};
use mlings::compile::{self, CompileError};
use mlings::content::Content;
use mlings::dataset::{Part, Prepared, View};
use mlings::job::{Answer, Answers, Job, Method, PredictCall};
use mlings_grade::value::Value;
use mlings_sandbox::{Contained, Ended, Exit, Limit, Limits, Runner};
use tempfile::TempDir;

use crate::machine::{self, has_python, shared_cache};

const MANIFEST: &str = r#"
title = "A test"
summary = "Calls of every type."
learned = "Nothing."
kind = "kata"
competencies = ["eval"]
difficulty = 1
minutes = 1
requires = []

[[functions]]
name = "total"
parameters = [{ name = "x", type = "f64[n]" }]
returns = "f64"

[[functions]]
name = "mixed"
parameters = [
    { name = "table", type = "f64[n,k]" }, { name = "words", type = "str[n]" }, { name = "count", type = "i64" },
    { name = "flag", type = "bool" }, { name = "name", type = "str" },
]
returns = "(f64[k], str[n], i64)"
"#;

const CASES: &str = r#"{"version":1,"cases":[
    {"name":"three","function":"total","why":"w","arguments":[[1.0,2.5,0.1]],"expected":3.6,"mistakes":{}},
    {"name":"none","function":"total","why":"w","arguments":[[]],"expected":0.0,"mistakes":{}},
    {"name":"all types","function":"mixed","why":"w","arguments":[[[1.0,2.0],[3.0,"nan"]],["a","ß\""],7,true,"z"],
     "expected":[[4.0,"nan"],["az","ß\"z"],8],"mistakes":{}}
]}"#;

const RUST: &str = "use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn total(x: ArrayView1<f64>) -> f64 {
    x.sum()
}

pub fn mixed(table: ArrayView2<f64>, words: &[String], count: i64, flag: bool, name: &str) -> (Array1<f64>, Vec<String>, i64) {
    let words = words.iter().map(|word| format!(\"{word}{name}\")).collect();
    (table.sum_axis(Axis(0)), words, count + i64::from(flag))
}
";

const PYTHON: &str = "import numpy as np


def total(x):
    print('summing', len(x))
    return np.sum(x)


def mixed(table, words, count, flag, name):
    return table.sum(axis=0), [word + name for word in words], count + flag
";

/// An exercise, a place for solutions, and the cache of this test run, which all tests share.
struct Bench {
    folder: TempDir,
    exercise: Exercise,
}

fn limits() -> Limits {
    Limits {
        cpu: Duration::from_secs(20),
        wall: Duration::from_secs(60),
        memory_bytes: 1 << 30,
        output_bytes: 16 << 20,
        file_bytes: 64 << 20,
        threads: 256,
    }
}

fn contained() -> Contained {
    Contained::by(env!("CARGO_BIN_EXE_mlings"))
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let exercise = folder.path().join("exercises/every-type");
        fs::create_dir_all(&exercise).unwrap();
        fs::create_dir_all(folder.path().join("datasets")).unwrap();
        let path = include_str!("../../exercises/path.toml");
        fs::write(folder.path().join("exercises/path.toml"), path).unwrap();
        let files = [
            ("exercise.toml", MANIFEST),
            ("cases.json", CASES),
            ("README.md", "# A test\n"),
            ("hints.md", "## 1\na\n## 2\nb\n## 3\nc\n"),
        ];
        for (name, text) in files {
            fs::write(exercise.join(name), text).unwrap();
        }
        for (name, text) in [("starter", ""), ("solution", "")] {
            fs::write(exercise.join(name).with_extension("py"), text).unwrap();
            fs::write(exercise.join(name).with_extension("rs"), text).unwrap();
        }
        let catalog = Catalog::open(&Content::Checkout(folder.path().to_owned())).unwrap();
        let exercise = catalog.exercises.into_iter().next().expect("the folder holds one exercise");
        Bench { folder, exercise }
    }

    fn build(&self, language: Language, source: &str) -> Result<compile::Built, CompileError> {
        let name = if language == Language::Rust { "mine.rs" } else { "mine.py" };
        let solution = self.folder.path().join(name);
        fs::write(&solution, source).unwrap();
        machine::build(&self.exercise, language, &solution, &contained())
    }

    fn run(&self, language: Language, source: &str) -> (Ended, Answers) {
        let built = self.build(language, source).unwrap();
        let job = Job::kata(&self.exercise.id, &self.exercise.kata().unwrap(), 7).unwrap();
        let ended = contained().run(&built.program(&job), &limits()).unwrap();
        (ended, job.read(1 << 20).unwrap())
    }

    fn answers(&self, language: Language, source: &str) -> Vec<Answer> {
        let (ended, answers) = self.run(language, source);
        match answers {
            Answers::All(answers) => answers,
            other => panic!("{other:?}\n{}\n{}", ended.stdout, ended.stderr),
        }
    }

    fn build_error(&self, source: &str) -> String {
        match self.build(Language::Rust, source) {
            Err(CompileError::Build { words, .. }) => words,
            other => panic!("{other:?}"),
        }
    }
}

fn described(answers: &[Answer]) -> Vec<String> {
    let describe = |answer: &Answer| match answer {
        Answer::Value(value) => value.to_nested().to_string(),
        Answer::Raised(raised) => raised.kind.clone(),
        Answer::Misfit(words) => words.clone(),
    };
    answers.iter().map(describe).collect()
}

const EXPECTED: [&str; 3] = ["3.6", "0.0", r#"[[4.0,"nan"],["az","ß\"z"],8]"#];

#[test]
fn a_rust_solution_answers_every_call_with_every_type() {
    assert_eq!(described(&Bench::new().answers(Language::Rust, RUST)), EXPECTED);
}

#[test]
fn a_python_solution_answers_every_call_with_every_type() {
    if has_python() {
        let (ended, answers) = Bench::new().run(Language::Python, PYTHON);
        let Answers::All(answers) = answers else {
            panic!("{answers:?} {}", ended.stderr)
        };
        assert_eq!(described(&answers), EXPECTED);
        assert_eq!(ended.stdout, "summing 3\nsumming 0\n", "what a solution prints stays its own");
    }
}

#[test]
fn an_unchanged_solution_is_not_built_again() {
    let bench = Bench::new();
    let made = |built: compile::Built| match built {
        compile::Built::Rust { executable, .. } => fs::metadata(executable).unwrap().modified().unwrap(),
        other => panic!("{other:?}"),
    };
    let first = made(bench.build(Language::Rust, RUST).unwrap());
    assert_eq!(made(bench.build(Language::Rust, RUST).unwrap()), first);
    assert_ne!(
        made(
            bench
                .build(
                    Language::Rust,
                    &format!("{RUST}\n// edited {:?}", std::time::SystemTime::now())
                )
                .unwrap()
        ),
        first
    );
}

#[test]
fn nothing_is_written_beside_the_solution() {
    let bench = Bench::new();
    bench.answers(Language::Rust, RUST);
    let beside: Vec<String> = fs::read_dir(bench.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        beside
            .iter()
            .all(|name| ["exercises", "datasets", "mine.rs"].contains(&name.as_str())),
        "{beside:?}"
    );
}

#[test]
fn a_panic_is_the_calls_answer_with_the_learners_lines_and_the_next_call_is_made() {
    let source = RUST.replace(
        "    x.sum()",
        "    let two = ndarray::Array1::from_vec(vec![1.0, 2.0]);\n    (&x + &two).sum()",
    );
    let answers = Bench::new().answers(Language::Rust, &source);
    let Answer::Raised(raised) = &answers[0] else {
        panic!("{answers:?}")
    };
    assert_eq!(raised.kind, "panic");
    assert!(raised.message.contains("incompatible shapes"), "{raised:?}");
    assert_eq!(
        raised.traceback, "mine.rs:5\n    (&x + &two).sum()",
        "the panic lies in ndarray, the line is the learner's"
    );
    assert!(matches!(answers[2], Answer::Value(_)));
}

#[test]
fn an_exception_is_the_calls_answer_with_the_learners_frames_alone() {
    if has_python() {
        let source = PYTHON.replace(
            "    return np.sum(x)",
            "    return helper(x)\n\n\ndef helper(x):\n    return np.reshape(x, (2, 7))",
        );
        let answers = Bench::new().answers(Language::Python, &source);
        let Answer::Raised(raised) = &answers[0] else {
            panic!("{answers:?}")
        };
        assert_eq!(raised.kind, "ValueError");
        assert!(raised.message.starts_with("cannot reshape array"), "{raised:?}");
        let frames = "mine.py:6 in total\n    return helper(x)\nmine.py:10 in helper\n    return np.reshape(x, (2, 7))";
        assert_eq!(raised.traceback, frames);
        assert!(matches!(answers[2], Answer::Value(_)));
    }
}

#[test]
fn ending_the_program_leaves_calls_unanswered_in_rust_and_is_an_answer_in_python() {
    let bench = Bench::new();
    let (ended, answers) = bench.run(Language::Rust, &RUST.replace("x.sum()", "std::process::exit(0)"));
    assert_eq!(
        (ended.exit, answers),
        (Exit::Code(0), Answers::Incomplete { answered: 0, calls: 3 })
    );
    if has_python() {
        let answers = bench.answers(Language::Python, &PYTHON.replace("return np.sum(x)", "raise SystemExit(0)"));
        assert_eq!(described(&answers)[0], "SystemExit");
        let exit = PYTHON.replace("return np.sum(x)", "__import__('os')._exit(0)");
        assert_eq!(
            bench.run(Language::Python, &exit).1,
            Answers::Incomplete { answered: 0, calls: 3 }
        );
    }
}

#[test]
fn an_abort_and_a_memory_hog_are_told_apart() {
    let bench = Bench::new();
    assert_eq!(
        bench
            .run(Language::Rust, &RUST.replace("x.sum()", "std::process::abort()"))
            .0
            .exit,
        Exit::Signal(6)
    );
    let hog = RUST.replace("x.sum()", "vec![1.0; 1 << 30].into_iter().sum::<f64>() + x.sum()");
    assert_eq!(bench.run(Language::Rust, &hog).0.exit, Exit::OverLimit(Limit::Memory));
    if has_python() {
        let hog = PYTHON.replace("return np.sum(x)", "return np.ones(1 << 30).sum()");
        assert_eq!(bench.run(Language::Python, &hog).0.exit, Exit::OverLimit(Limit::Memory));
    }
}

#[test]
fn a_type_error_is_shown_with_the_learners_path() {
    let words = Bench::new().build_error(&RUST.replace("x.sum()", "\"no number\""));
    assert!(words.starts_with("error[E0308]: mismatched types"), "{words}");
    assert!(words.contains("/mine.rs:4:5") && !words.contains("solution.rs"), "{words}");
}

#[test]
fn a_missing_function_or_another_signature_is_followed_by_what_is_needed() {
    let bench = Bench::new();
    let needed = "pub fn total(x: ArrayView1<'_, f64>) -> f64";
    for source in [
        RUST.replace("fn total", "fn sum"),
        RUST.replace("pub fn total(x: ArrayView1<f64>)", "pub fn total(x: &[f64])"),
    ] {
        let words = bench.build_error(&source);
        assert!(
            words.contains("calls.rs is how mlings calls your code; it needs") && words.contains(needed),
            "{words}"
        );
    }
}

#[test]
fn a_python_file_that_does_not_load_is_not_ready() {
    if has_python() {
        let bench = Bench::new();
        let stage = |source: &str| match bench.run(Language::Python, source).1 {
            Answers::NotReady { stage, raised } => (stage, raised.kind, raised.traceback),
            other => panic!("{other:?}"),
        };
        let (compile, kind, traceback) = stage("def total(x)\n    return 1\n");
        assert_eq!((compile.as_str(), kind.as_str()), ("compile", "SyntaxError"));
        assert!(traceback.starts_with("mine.py:1\n    def total(x)\n"), "{traceback}");
        let (load, kind, _) = stage("def total(x):\n    return 1\n");
        assert_eq!((load.as_str(), kind.as_str()), ("load", "NameError"));
    }
}

#[test]
fn python_may_return_what_numpy_turns_into_the_declared_type_without_loss() {
    if has_python() {
        let bench = Bench::new();
        let returned = |expression: &str| {
            let answers = bench.answers(Language::Python, &PYTHON.replace("np.sum(x)", expression));
            match &answers[0] {
                Answer::Value(Value::Tensor(tensor)) => {
                    format!("{} {}", Value::Tensor(tensor.clone()).describe(), described(&answers)[0])
                }
                Answer::Misfit(words) => words.clone(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(returned("3"), "f64 3.0");
        assert_eq!(returned("np.float32(0.5)"), "f64 0.5");
        assert_eq!(returned("np.array(2)"), "f64 2.0");
        assert_eq!(returned("float('nan')"), "f64 \"nan\"");
        assert_eq!(returned("[1, 2]"), "f64[2] [1.0,2.0]");
        assert_eq!(returned("True"), "f64 1.0");
        assert_eq!(returned("'three'"), "str \"three\"");
        assert_eq!(returned("None"), "it returned None, not a number: is a `return` missing?");
        assert_eq!(
            returned("[[1], [2, 3]]"),
            "it returned a list whose rows differ in length, not a number"
        );
        assert_eq!(
            returned("{}"),
            "it returned a dict, not a number: `list(d.values())` has its values, `list(d)` its keys"
        );
        assert_eq!(returned("1j"), "it returned a complex, not a number: take `.real`");
        assert_eq!(returned("[[0.5]]"), "f64 0.5");
        assert_eq!(returned("__import__('fractions').Fraction(1, 2)"), "f64 0.5");
        assert_eq!(
            returned("[None]"),
            "it returned a list with a NoneType in it, not a number: is a value missing?"
        );
        assert_eq!(
            returned("np.ma.masked_equal([1, 2, 2], 2)"),
            "it returned a masked array with 2 of 3 values masked: fill them with `.filled(...)`"
        );
    }
}

#[test]
fn a_run_is_the_same_each_time() {
    let bench = Bench::new();
    let rust = RUST.replace("x.sum()", "(mlings_sdk::seed() as f64) + x.sum()");
    assert_eq!(described(&bench.answers(Language::Rust, &rust))[1], "7.0");
    if has_python() {
        let source = PYTHON.replace("np.sum(x)", "np.random.rand() + hash('spam') + __import__('random').random()");
        let run = || described(&bench.answers(Language::Python, &source));
        assert_eq!(run(), run());
    }
}

/// A project's dataset, the rows and labels its Rust solution takes, and a first look at them in both languages.
const PROJECTS: [(&str, &str, &str, &str, &str, &str); 3] = [
    (
        "housing-price",
        "king-county",
        "Table",
        "f64",
        "&x.number(\"sqft_living\") + x.text(\"zipcode\").len() as f64 + y",
        "X['sqft_living'].to_numpy() + len(X['zipcode'].str.upper()) + self.y",
    ),
    (
        "spam-filter",
        "sms-spam",
        "Texts",
        "i64",
        "x.messages.iter().map(|message| message.chars().count() as i64).collect::<Array1<i64>>() + y as i64",
        "np.array([len(message) for message in X]) + int(self.y)",
    ),
    (
        "digits-classifier",
        "mnist",
        "Images",
        "i64",
        "x.pixels.rows().into_iter().map(|row| row.iter().map(|p| i64::from(*p)).sum()).collect::<Array1<i64>>() + y as i64",
        "X.sum(axis=1, dtype=np.int64) + int(self.y)",
    ),
];

fn rust_project(rows: &str, label: &str, expression: &str) -> String {
    format!(
        "use mlings_sdk::{{Predict, {rows}}};
use ndarray::{{Array1, ArrayView1}};
use linfa::Dataset;

pub struct Model(f64);

pub fn fit(_x: &{rows}, y: ArrayView1<'_, {label}>) -> Result<Model, Box<dyn std::error::Error>> {{
    let dataset = Dataset::new(ndarray::Array2::<f64>::zeros((y.len(), 1)), y.to_owned());
    Ok(Model(dataset.targets.iter().map(|y| *y as f64).sum()))
}}

impl Predict<{rows}> for Model {{
    type Output = {label};

    fn predict(&self, x: &{rows}) -> Array1<{label}> {{
        let y = self.0;
        {expression}
    }}
}}
"
    )
}

fn python_project(expression: &str) -> String {
    format!(
        "import numpy as np


class Model:
    def fit(self, X, y):
        self.y = y.sum()
        return self

    def predict(self, X):
        return {expression}


def build_model():
    return Model()
"
    )
}

fn project_answers(exercise: &Exercise, dataset: &Prepared, language: Language, source: &str) -> Answers {
    let folder = tempfile::tempdir().unwrap();
    let solution = folder.path().join("mine").with_extension(language.extension());
    fs::write(&solution, source).unwrap();
    let built = machine::build(exercise, language, &solution, &contained()).unwrap();
    let calls = [
        (Method::Predict, View::All),
        (Method::Predict, View::Small(0)),
        (Method::PredictProba, View::All),
    ];
    let calls = calls.map(|(method, view)| PredictCall {
        method,
        part: Part::Practice,
        view,
    });
    let job = Job::project(&exercise.id, dataset, &calls, 0).unwrap();
    let ended = contained().run(&built.program(&job), &limits()).unwrap();
    assert_eq!(ended.exit, Exit::Code(0), "{}", ended.stderr);
    job.read(64 << 20).unwrap()
}

#[test]
fn both_languages_see_the_same_rows_and_labels_of_every_kind_of_project() {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let python = has_python();
    for (exercise, dataset, rows, label, rust, look) in PROJECTS {
        let exercise = catalog.find(exercise).unwrap();
        let dataset = Prepared::open(&Content::Embedded, dataset, &shared_cache()).unwrap();
        let in_rust = project_answers(exercise, &dataset, Language::Rust, &rust_project(rows, label, rust));
        let Answers::All(answers) = &in_rust else {
            panic!("{in_rust:?}")
        };
        let Answer::Value(all) = &answers[0] else {
            panic!("{answers:?}")
        };
        let held_out = dataset.held_out(Part::Practice).unwrap();
        assert_eq!(all.describe(), format!("{label}[{}]", held_out.ids.len()));
        if python {
            assert_eq!(
                project_answers(exercise, &dataset, Language::Python, &python_project(look)),
                in_rust,
                "{}",
                exercise.id
            );
        }
    }
}

#[test]
fn a_model_may_say_how_sure_it_is_and_need_not() {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let exercise = catalog.find("spam-filter").unwrap();
    let dataset = Prepared::open(&Content::Embedded, "sms-spam", &shared_cache()).unwrap();
    let rows = dataset.held_out(Part::Practice).unwrap().ids.len();
    let rust = rust_project("Texts", "i64", "Array1::zeros(x.messages.len()) + (y as i64) * 0");
    let sure = "    fn predict_proba(&self, x: &Texts) -> Option<Array1<f64>> {
        Some(Array1::from_elem(x.messages.len(), 0.25))
    }
}
";
    let mut solutions = vec![(
        Language::Rust,
        rust.clone(),
        rust.trim_end().trim_end_matches('}').to_owned() + sure,
    )];
    if has_python() {
        let python = python_project("np.zeros(len(X))");
        let sure = "    def predict_proba(self, X):\n        return np.full((len(X), 2), [0.75, 0.25])\n\n\ndef build_model";
        let surely = python.replacen("\ndef build_model", sure, 1);
        solutions.push((Language::Python, python, surely));
    }
    let probabilities = |language, source: &str| match project_answers(exercise, &dataset, language, source) {
        Answers::All(answers) => match &answers[2] {
            Answer::Value(value) => value.numbers().unwrap(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    for (language, unsure, sure) in solutions {
        assert!(probabilities(language, &unsure).is_empty());
        assert_eq!(probabilities(language, &sure), vec![0.25; rows]);
    }
}

#[test]
fn a_fit_that_takes_other_rows_than_the_exercise_has_is_told_which() {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let dataset = Prepared::open(&Content::Embedded, "sms-spam", &shared_cache()).unwrap();
    let source = rust_project("Images", "i64", "Array1::zeros(x.pixels.nrows()) + y as i64");
    match project_answers(catalog.find("spam-filter").unwrap(), &dataset, Language::Rust, &source) {
        Answers::NotReady { stage, raised } => {
            assert_eq!((stage.as_str(), raised.kind.as_str()), ("load", "signature"));
            assert_eq!(
                raised.message,
                "`fit` takes `Images`, but the rows of this exercise are texts: write `x: &Texts`"
            );
        }
        other => panic!("{other:?}"),
    }
}
