//! A kata's expected answers, and what each known mistake answers: both languages must agree.

use std::collections::BTreeSet;
use std::fmt::Write;

use mlings_kata::{AnsweredCall, Case, Function, Reason, Standard, Symptom, conform_loosely, difference, unfit_to_bless};
use serde_json::Value as Json;

use super::blessing::{Blessing, unfit};
use super::own::{answers, own};
use crate::catalog::{CaseFile, CaseRecord, Exemplar, Exercise, Kata, KataTask, Language, Mistake};
use crate::error::Error;
use crate::exam::kata::{assess, symptoms};
use crate::exam::together::{self, AT_ONCE};
use crate::job::{Answer, Job};
use crate::words;
use crate::workshop::Workshop;

/// One symptom a case: what was answered, as its declared type, or which properties it lacked.
type Symptoms = Vec<Symptom>;

/// What an exercise's own programs answer to its cases, many of them asked in one run.
struct Asked<'a> {
    exercise: &'a Exercise,
    kata: &'a Kata,
    workshop: &'a Workshop<'a>,
    known: Vec<(Exemplar, Language, Vec<Answer>)>,
}

impl<'a> Asked<'a> {
    fn of(exercise: &'a Exercise, kata: &'a Kata, workshop: &'a Workshop) -> Self {
        Asked {
            exercise,
            kata,
            workshop,
            known: Vec::new(),
        }
    }

    /// Asks what can be asked in few runs.
    fn together(&mut self, exemplars: &[(Exemplar, Vec<Language>)]) -> Result<(), Error> {
        for language in Language::ALL {
            let written = exemplars.iter().filter(|(_, languages)| languages.contains(&language));
            let written: Vec<&Exemplar> = written.map(|(exemplar, _)| exemplar).collect();
            for exemplars in written.chunks(AT_ONCE) {
                let submissions = exemplars.iter().map(|exemplar| own(self.exercise, exemplar, language));
                let submissions = submissions.collect::<Result<Vec<_>, Error>>()?;
                let answers = together::answers(self.exercise, self.kata, &submissions, self.workshop)?;
                for (exemplar, answers) in exemplars.iter().zip(answers) {
                    self.known
                        .extend(answers.map(|answers| ((*exemplar).clone(), language, answers)));
                }
            }
        }
        Ok(())
    }

    fn answers(&mut self, exemplar: &Exemplar, language: Language) -> Result<Vec<Answer>, Error> {
        let is_meant = |(of, language_of, _): &(Exemplar, Language, _)| of == exemplar && *language_of == language;
        if let Some(place) = self.known.iter().position(is_meant) {
            return Ok(self.known.swap_remove(place).2);
        }
        let job = Job::kata(&self.exercise.id, self.kata, 0)?;
        answers(self.exercise, exemplar, language, job, self.workshop)
    }
}

/// The new cases.json.
pub fn bless(exercise: &Exercise, task: &KataTask, workshop: &Workshop) -> Result<Blessing, Error> {
    let mut file = exercise.case_file()?;
    let kata = unblessed(exercise, &file, &task.functions)?;
    let mistakes = exercise.mistakes()?;
    let exemplars: Vec<(Exemplar, Vec<Language>)> = mistakes.values().flat_map(Mistake::exemplars).collect();
    let mut asked = Asked::of(exercise, &kata, workshop);
    let references = agreed(&mut asked, &Exemplar::Reference, &Language::ALL)?;
    for ((record, case), reference) in file.cases.iter_mut().zip(&kata.cases).zip(&references) {
        record.expected = expected(exercise, function(&kata, case), case, reference)?;
        record.mistakes.clear();
    }
    asked.together(&exemplars)?;
    for (exemplar, languages) in exemplars {
        let symptoms = agreed(&mut asked, &exemplar, &languages)?;
        for (record, symptom) in file.cases.iter_mut().zip(&symptoms) {
            record.mistakes.insert(exemplar.name(), recorded(symptom));
        }
    }
    let said = format!("{} cases, {} mistakes", file.cases.len(), mistakes.len());
    Ok(Blessing {
        file: "cases.json",
        text: text(&file),
        said,
    })
}

/// What cases.json records of the reference: its answer, or nothing where properties are what counts.
fn expected(exercise: &Exercise, function: &Function, case: &Case, reference: &Symptom) -> Result<Option<Json>, Error> {
    match (reference, &function.standard) {
        (Symptom::Raises, _) => Err(unfit(exercise, format!("the reference raises on case `{}`", case.name))),
        (Symptom::Answers(value), Standard::Blessed { comparison, .. }) => match unfit_to_bless(value, comparison) {
            Some(difference) => Err(unfit(
                exercise,
                format!("on case `{}` the reference returns {difference}", case.name),
            )),
            None => Ok(Some(value.to_nested())),
        },
        _ => Ok(None),
    }
}

/// A mistake's symptom as cases.json writes it.
fn recorded(symptom: &Symptom) -> Option<Json> {
    match symptom {
        Symptom::Raises => None,
        Symptom::Answers(value) => Some(value.to_nested()),
        Symptom::Lacks(properties) => Some(properties.iter().cloned().collect()),
    }
}

/// The kata with its inputs, before anything is expected of it.
fn unblessed(exercise: &Exercise, file: &CaseFile, functions: &[Function]) -> Result<Kata, Error> {
    let inputs = exercise.inputs();
    let case = |record: &CaseRecord| {
        let case = record.unblessed(functions, &inputs);
        case.map_err(|reason| unfit(exercise, reason))
    };
    let cases = file.cases.iter().map(case).collect::<Result<_, Error>>()?;
    Ok(Kata {
        functions: functions.to_vec(),
        cases,
    })
}

/// What the program shows, which must be the same in every language it is written in.
fn agreed(asked: &mut Asked, exemplar: &Exemplar, languages: &[Language]) -> Result<Symptoms, Error> {
    let Asked { exercise, kata, .. } = *asked;
    let mut first: Option<(Language, Symptoms)> = None;
    for language in languages {
        let answers = typed(exercise, kata, exemplar, asked.answers(exemplar, *language)?)?;
        if *exemplar == Exemplar::Reference {
            check_properties(exercise, kata, *language, &answers)?;
        }
        let symptoms = symptoms(kata, &answers);
        match &first {
            None => first = Some((*language, symptoms)),
            Some((other, agreed)) => compare(exercise, kata, exemplar, (*other, agreed), (*language, &symptoms))?,
        }
    }
    first
        .map(|(_, symptoms)| symptoms)
        .ok_or_else(|| unfit(exercise, format!("the {exemplar} is in no language")))
}

/// The answers as their declared types.
fn typed(exercise: &Exercise, kata: &Kata, exemplar: &Exemplar, answers: Vec<Answer>) -> Result<Vec<Answer>, Error> {
    let answer = |(case, answer): (&Case, Answer)| match answer {
        Answer::Raised(_) | Answer::Misfit(_) => Ok(answer),
        Answer::Value(value) => conform_loosely(&value, &function(kata, case).returns)
            .map(Answer::Value)
            .map_err(|misfit| unfit(exercise, format!("on case `{}` the {exemplar} returns {misfit}", case.name))),
    };
    kata.cases.iter().zip(answers).map(answer).collect()
}

/// Whether the reference has every property, on cases large enough that no honest solution lacks one by chance.
fn check_properties(exercise: &Exercise, kata: &Kata, language: Language, answers: &[Answer]) -> Result<(), Error> {
    if let Some(failure) = assess(kata, answers).failure
        && matches!(failure.reason, Reason::Lacks(_) | Reason::Unfit(_))
    {
        let (case, language) = (&kata.cases[failure.case].name, words::language(language));
        return Err(unfit(
            exercise,
            format!("the reference in {language} fails case `{case}`: {failure}"),
        ));
    }
    for (case, answer) in kata.cases.iter().zip(answers) {
        let (Standard::Properties(rules), Answer::Value(answer)) = (&function(kata, case).standard, answer) else {
            continue;
        };
        let call = AnsweredCall {
            case: &case.name,
            arguments: &case.arguments,
            answer,
        };
        if let Some((property, chance)) = rules.too_small(&call) {
            let (case, property) = (&case.name, property.name());
            return Err(unfit(
                exercise,
                format!("on case `{case}` an honest answer could lack `{property}` (p about {chance:.0e}); give it more rows"),
            ));
        }
    }
    Ok(())
}

fn function<'kata>(kata: &'kata Kata, case: &Case) -> &'kata Function {
    &kata.functions[case.function]
}

fn compare(
    exercise: &Exercise,
    kata: &Kata,
    exemplar: &Exemplar,
    (language, symptoms): (Language, &Symptoms),
    (other, others): (Language, &Symptoms),
) -> Result<(), Error> {
    for ((case, symptom), another) in kata.cases.iter().zip(symptoms).zip(others) {
        let differs = match (symptom, another, &function(kata, case).standard) {
            (Symptom::Answers(answer), Symptom::Answers(another), Standard::Blessed { comparison, tolerance }) => {
                difference(answer, another, comparison, *tolerance).map(|it| it.to_string())
            }
            (Symptom::Raises, Symptom::Raises, _) => None,
            (_, Symptom::Raises, _) => Some(format!("{} raises", words::language(other))),
            (Symptom::Raises, ..) => Some(format!("{} raises", words::language(language))),
            (Symptom::Lacks(properties), Symptom::Lacks(others), _) if properties != others => Some(format!(
                "{} lacks {}, {} lacks {}",
                words::language(language),
                listed(properties),
                words::language(other),
                listed(others)
            )),
            _ => None,
        };
        if let Some(differs) = differs {
            return Err(unfit(
                exercise,
                format!("the languages disagree on case `{}` of the {exemplar}: {differs}", case.name),
            ));
        }
    }
    Ok(())
}

fn listed(properties: &BTreeSet<String>) -> String {
    match properties.len() {
        0 => "no property".to_owned(),
        _ => properties
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(" and "),
    }
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
    if let Some(expected) = &record.expected {
        let _ = writeln!(text, "      \"expected\": {},", spaced(expected));
    }
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
        Json::Object(entries) => {
            let entry = |(key, value): (&String, &Json)| format!("{}: {}", Json::String(key.clone()), spaced(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        json => json.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_reads_back_as_the_same_cases() {
        let record = CaseRecord {
            name: "two \"rows\"".to_owned(),
            function: "f".to_owned(),
            why: "a, b".to_owned(),
            arguments: vec![
                json!([[1.0, "nan"], [0.1, -2.0]]),
                json!(["a, b"]),
                json!({"normal": {"seed": 3, "shape": [4, 2]}}),
            ],
            expected: Some(json!(0.1)),
            mistakes: BTreeMap::from([("raises".to_owned(), None), ("wrong".to_owned(), Some(json!([1.5])))]),
        };
        let of_properties = CaseRecord {
            expected: None,
            mistakes: BTreeMap::from([("rows-lost".to_owned(), Some(json!(["partition", "sized"])))]),
            ..record.clone()
        };
        let file = CaseFile {
            version: 1,
            cases: vec![record, of_properties],
        };
        let read: CaseFile = serde_json::from_str(&text(&file)).unwrap();
        assert_eq!(read, file);
    }
}
