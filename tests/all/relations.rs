//! What the relation finder says of every shipped mistake: a list for a reader to judge.

use std::collections::BTreeSet;

use mlings::catalog::{Catalog, Exercise};
use mlings::content::Content;
use mlings_grade::kata::{Answered, Case, Function, Symptom, assess, relation};

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
