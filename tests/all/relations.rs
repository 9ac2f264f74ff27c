//! What the relation finder says of every shipped mistake: a list for a reader to judge.

use std::collections::BTreeSet;

use mlings::catalog::{Catalog, Exercise};
use mlings::content::Content;
use mlings_grade::value::{Tensor, Value};
use mlings_kata::{Answered, Case, Function, Symptom, assess, relation};

#[test]
fn what_is_said_of_every_shipped_mistake_is_true_of_it() {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let katas = catalog
        .exercises
        .iter()
        .filter(|exercise| exercise.task.as_project().is_none());
    let mut said: Vec<String> = katas.flat_map(of_exercise).collect();
    let functions = said.len();
    said.retain(|line| !line.ends_with(": -"));
    said.push(format!(
        "{} of {functions} functions that a mistake breaks have a relation",
        said.len()
    ));
    insta::assert_snapshot!(said.join("\n"));
}

/// A line for every function that a mistake of the exercise breaks.
fn of_exercise(exercise: &Exercise) -> Vec<String> {
    let kata = exercise.kata().unwrap();
    let ids: BTreeSet<&String> = kata.cases.iter().flat_map(|case| case.mistakes.keys()).collect();
    let of_mistake = |id: &&String| {
        let answers: Vec<Answered> = kata.cases.iter().map(|case| answered(case, id)).collect();
        let checks = assess(&kata.functions, &kata.cases, &answers).checks;
        let of_function = |(index, function): (usize, &Function)| {
            let (own, calls) = relation::calls(index, &kata.functions, &kata.cases, &answers, |case| !checks[case].passed);
            let fails = own.iter().any(|case| !checks[*case].passed);
            let relation = relation::find(function, &calls);
            let told = relation.map_or("-".to_owned(), |relation| {
                format!("{} {:?}: {}", relation.id, relation.certainty, relation.sentence)
            });
            fails.then(|| format!("{} {id} {}: {told}", exercise.id, function.name))
        };
        kata.functions.iter().enumerate().filter_map(of_function).collect::<Vec<_>>()
    };
    ids.iter().flat_map(of_mistake).collect()
}

fn answered<'a>(case: &'a Case, mistake: &str) -> Answered<'a> {
    match &case.mistakes[mistake] {
        Symptom::Answers(value) => Answered::Value(value),
        // What an answer lacks does not say what it is.
        Symptom::Raises | Symptom::Lacks(_) => Answered::Raised("it raises"),
    }
}

#[test]
fn answers_that_are_wrong_at_random_have_no_relation() {
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let katas = catalog
        .exercises
        .iter()
        .filter(|exercise| exercise.task.as_project().is_none());
    let mut random = Random(1);
    let (mut draws, mut related) = (0, Vec::new());
    for exercise in katas {
        let kata = exercise.kata().unwrap();
        let is_blessed = |case: &Case| case.expected.is_some();
        for draw in 0..DRAWS {
            let answers: Vec<Option<Value>> = kata
                .cases
                .iter()
                .map(|case| Some(random.disturbed(case.expected.as_ref()?, draw)))
                .collect();
            let answered: Vec<Answered> = answers
                .iter()
                .map(|answer| answer.as_ref().map_or(Answered::Raised("none is known"), Answered::Value))
                .collect();
            for (index, function) in kata.functions.iter().enumerate() {
                let (own, calls) = relation::calls(index, &kata.functions, &kata.cases, &answered, |_| true);
                if !own.iter().all(|case| is_blessed(&kata.cases[*case])) {
                    continue;
                }
                draws += 1;
                let found = relation::find(function, &calls);
                related.extend(found.map(|found| format!("{} {} {draw}: {}", exercise.id, function.name, found.sentence)));
            }
        }
    }
    // At most one in a thousand.
    assert!(
        1000 * related.len() <= draws,
        "{} of {draws}\n{}",
        related.len(),
        related.join("\n")
    );
}

/// How often each function is answered wrongly at random.
const DRAWS: usize = 60;

/// A small generator of its own, so that the draws are the same everywhere.
struct Random(u64);

impl Random {
    /// Uniform in [0, 1).
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The right answer with noise added, scaled, or in whole numbers, by the draw.
    fn disturbed(&mut self, right: &Value, draw: usize) -> Value {
        match right {
            Value::Tuple(members) => Value::Tuple(members.iter().map(|member| self.disturbed(member, draw)).collect()),
            Value::Tensor(Tensor::F64(array)) => Value::Tensor(Tensor::F64(array.mapv(|number| match draw % 4 {
                0 => number + self.uniform() - 0.5,
                1 => number * (0.5 + self.uniform()) + 0.1,
                2 => self.uniform(),
                _ => (8.0 * self.uniform()).floor() / 4.0,
            }))),
            Value::Tensor(Tensor::I64(array)) => Value::Tensor(Tensor::I64(array.mapv(|_| (5.0 * self.uniform()) as i64))),
            Value::Tensor(Tensor::Bool(array)) => Value::Tensor(Tensor::Bool(array.mapv(|_| self.uniform() < 0.5))),
            Value::Tensor(Tensor::Str(array)) => Value::Tensor(Tensor::Str(
                array.mapv(|_| format!("text {}", (5.0 * self.uniform()) as usize)),
            )),
        }
    }
}
