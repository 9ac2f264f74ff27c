//! A kata's expected answers, and what each known mistake answers: both languages must agree.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value as Json;

use super::unfit;
use crate::catalog::{Case, CaseFile, CaseRecord, Exercise, Function, Kata, Language, Task};
use crate::error::Error;
use crate::grade::kata::{conform_loosely, difference, unfit_to_bless};
use crate::grader::Grader;
use crate::job::Answer;
use crate::proof::Role;
use crate::value::Value;
use crate::words;

/// One answer a case, as its declared type; `None` where the call raised.
type Answered = Vec<Option<Value>>;

/// The new text of cases.json, and what was recorded.
pub fn bless(exercise: &Exercise, grader: &Grader) -> Result<(String, String), Error> {
    let Task::Kata(task) = &exercise.task else {
        return Err(unfit(exercise, "it is no kata"));
    };
    let mut file = exercise.case_file()?;
    let kata = unblessed(exercise, &file, &task.functions)?;
    let references = agreed(exercise, &kata, &Role::Reference, &Language::ALL, grader)?;
    for ((record, case), reference) in file.cases.iter_mut().zip(&kata.cases).zip(&references) {
        let reference = reference
            .as_ref()
            .ok_or_else(|| unfit(exercise, format!("the reference raises on case `{}`", record.name)))?;
        if let Some(difference) = unfit_to_bless(reference, &function(&kata, case).comparison) {
            let said = format!("on case `{}` the reference returns {difference}", record.name);
            return Err(unfit(exercise, said));
        }
        record.expected = Some(reference.to_nested());
        record.mistakes.clear();
    }
    let mistakes = exercise.mistakes()?;
    for mistake in mistakes.values() {
        let role = Role::Mistake(mistake.id.clone());
        let answers = agreed(exercise, &kata, &role, &mistake.languages, grader)?;
        for (record, answer) in file.cases.iter_mut().zip(&answers) {
            record
                .mistakes
                .insert(mistake.id.clone(), answer.as_ref().map(Value::to_nested));
        }
    }
    let said = format!("{} cases, {} mistakes", file.cases.len(), mistakes.len());
    Ok((text(&file), said))
}

/// The kata with its inputs, before anything is expected of it.
fn unblessed(exercise: &Exercise, file: &CaseFile, functions: &[Function]) -> Result<Kata, Error> {
    let case = |record: &CaseRecord| {
        let function = functions.iter().find(|function| function.name == record.function);
        let function = function.ok_or_else(|| {
            unfit(
                exercise,
                format!(
                    "case `{}` calls `{}`, which exercise.toml does not declare",
                    record.name, record.function
                ),
            )
        })?;
        Ok(Case {
            name: record.name.clone(),
            function: record.function.clone(),
            why: record.why.clone(),
            arguments: record.arguments(function).map_err(|reason| unfit(exercise, reason))?,
            expected: Value::scalar(f64::NAN),
            mistakes: BTreeMap::new(),
        })
    };
    let cases = file.cases.iter().map(case).collect::<Result<_, Error>>()?;
    Ok(Kata {
        functions: functions.to_vec(),
        cases,
    })
}

/// What the file of `role` answers, which must be the same in every language it is written in.
fn agreed(exercise: &Exercise, kata: &Kata, role: &Role, languages: &[Language], grader: &Grader) -> Result<Answered, Error> {
    let mut first: Option<(Language, Answered)> = None;
    for language in languages {
        let answers = grader.kata_answers(exercise, kata, *language, role)?;
        let answers = typed(exercise, kata, role, &answers)?;
        match &first {
            None => first = Some((*language, answers)),
            Some((other, agreed)) => compare(exercise, kata, role, (*other, agreed), (*language, &answers))?,
        }
    }
    first
        .map(|(_, answers)| answers)
        .ok_or_else(|| unfit(exercise, format!("the {role} is in no language")))
}

fn typed(exercise: &Exercise, kata: &Kata, role: &Role, answers: &[Answer]) -> Result<Answered, Error> {
    let answer = |(case, answer): (&Case, &Answer)| match answer {
        Answer::Raised(_) => Ok(None),
        Answer::Value(value) => {
            let returns = &function(kata, case).returns;
            conform_loosely(value, returns)
                .map(Some)
                .map_err(|misfit| unfit(exercise, format!("on case `{}` the {role} returns {misfit}", case.name)))
        }
    };
    kata.cases.iter().zip(answers).map(answer).collect()
}

fn function<'kata>(kata: &'kata Kata, case: &Case) -> &'kata Function {
    let function = kata.functions.iter().find(|function| function.name == case.function);
    function.expect("the cases were checked against the declared functions")
}

fn compare(
    exercise: &Exercise,
    kata: &Kata,
    role: &Role,
    (language, answers): (Language, &Answered),
    (other, others): (Language, &Answered),
) -> Result<(), Error> {
    for ((case, answer), another) in kata.cases.iter().zip(answers).zip(others) {
        let differs = match (answer, another) {
            (Some(answer), Some(another)) => {
                let function = function(kata, case);
                difference(answer, another, &function.comparison, function.tolerance).map(|it| it.to_string())
            }
            (None, None) => None,
            (Some(_), None) => Some(format!("{} raises", words::language(other))),
            (None, Some(_)) => Some(format!("{} raises", words::language(language))),
        };
        if let Some(differs) = differs {
            return Err(unfit(
                exercise,
                format!("the languages disagree on case `{}` of the {role}: {differs}", case.name),
            ));
        }
    }
    Ok(())
}

/// cases.json as people read it: a field a line, values on one line.
fn text(file: &CaseFile) -> String {
    let cases: Vec<String> = file.cases.iter().map(case_text).collect();
    format!(
        "{{\n  \"version\": {},\n  \"cases\": [\n{}\n  ]\n}}\n",
        file.version,
        cases.join(",\n")
    )
}

fn case_text(record: &CaseRecord) -> String {
    let quoted = |text: &str| Json::String(text.to_owned()).to_string();
    let mut text = String::from("    {\n");
    for (key, value) in [("name", &record.name), ("function", &record.function), ("why", &record.why)] {
        let _ = writeln!(text, "      \"{key}\": {},", quoted(value));
    }
    let _ = writeln!(
        text,
        "      \"arguments\": {},",
        spaced(&Json::Array(record.arguments.clone()))
    );
    let _ = writeln!(
        text,
        "      \"expected\": {},",
        record.expected.as_ref().map_or_else(|| "null".to_owned(), spaced)
    );
    let mistake = |(id, answer): (&String, &Option<Json>)| {
        format!(
            "        {}: {}",
            quoted(id),
            answer.as_ref().map_or_else(|| "null".to_owned(), spaced)
        )
    };
    let mistakes: Vec<String> = record.mistakes.iter().map(mistake).collect();
    let _ = write!(text, "      \"mistakes\": {{\n{}\n      }}\n    }}", mistakes.join(",\n"));
    text
}

/// A value on one line, with a space after each comma.
fn spaced(json: &Json) -> String {
    match json {
        Json::Array(items) => format!("[{}]", items.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        json => json.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_reads_back_as_the_same_cases() {
        let record = CaseRecord {
            name: "two \"rows\"".to_owned(),
            function: "f".to_owned(),
            why: "a, b".to_owned(),
            arguments: vec![json!([[1.0, "nan"], [0.1, -2.0]]), json!(["a, b"])],
            expected: Some(json!(0.1)),
            mistakes: BTreeMap::from([("raises".to_owned(), None), ("wrong".to_owned(), Some(json!([1.5])))]),
        };
        let file = CaseFile {
            version: 1,
            cases: vec![record.clone(), record],
        };
        let read: CaseFile = serde_json::from_str(&text(&file)).unwrap();
        assert_eq!(read, file);
    }
}
