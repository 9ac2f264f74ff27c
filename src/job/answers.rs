//! The answers file: a line that says that the harness is ready, then a JSON line for each call, in order; anything else is named and
//! refused.

use mlings_grade::value::Value;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::verdict::Raised;
use crate::words::cut;

/// One answer of a solution, in call order.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Value(Value),
    /// The call raised or panicked.
    Raised(Raised),
    /// The call returned what no answer can hold; in the harness's words.
    Misfit(String),
}

/// What an answers file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Answers {
    /// The harness never said that it was ready: nothing of the solution has run.
    NotBegun,
    /// One answer per call.
    All(Vec<Answer>),
    /// Loading the solution or fitting raised: no call was made.
    NotReady { stage: String, raised: Raised },
    /// The program ended before it answered every call.
    Incomplete { answered: usize, calls: usize },
    /// Bytes that are no answers: what is wrong with them.
    Unreadable(String),
}

/// The first line: the harness has read the job, and what runs from here on is the solution.
const READY: &str = "{\"ready\": true}";

/// A line as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    call: Option<usize>,
    stage: Option<String>,
    value: Option<Json>,
    error: Option<Raised>,
    misfit: Option<String>,
}

impl Answers {
    /// Reads the answers to `calls` calls.
    pub fn parse(bytes: &[u8], calls: usize) -> Self {
        match Self::lines(bytes, calls) {
            Ok(answers) => answers,
            Err(reason) => Answers::Unreadable(reason),
        }
    }

    fn lines(bytes: &[u8], calls: usize) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("byte {} is not UTF-8", error.valid_up_to()))?;
        // A line without its end was cut off while it was written: the program died there.
        let complete = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut answers = Vec::with_capacity(calls);
        let mut lines = complete.lines();
        if lines.next() != Some(READY) {
            return Ok(Answers::NotBegun);
        }
        for (number, line) in lines.enumerate() {
            let line: Line = serde_json::from_str(line).map_err(|error| format!("line {} is no answer: {error}", number + 2))?;
            if let Line {
                stage: Some(stage),
                error: Some(raised),
                call: None,
                value: None,
                misfit: None,
            } = line
            {
                return Ok(Answers::NotReady {
                    stage: shown(&stage, LONGEST_WORD),
                    raised: raised_as_shown(raised),
                });
            }
            answers.push(answer(line, number, calls)?);
        }
        match answers.len() {
            answered if answered < calls => Ok(Answers::Incomplete { answered, calls }),
            _ => Ok(Answers::All(answers)),
        }
    }
}

/// Characters of a name, of a message, of a traceback: the file is the solution's, and holds what it likes.
const LONGEST_WORD: usize = 100;
const LONGEST_MESSAGE: usize = 4_000;
const LONGEST_TRACEBACK: usize = 20_000;

/// Text of the solution's as it may be shown and logged.
fn shown(text: &str, most: usize) -> String {
    cut(&mlings_sandbox::readable(text), most)
}

fn raised_as_shown(raised: Raised) -> Raised {
    Raised {
        kind: shown(&raised.kind, LONGEST_WORD),
        message: shown(&raised.message, LONGEST_MESSAGE),
        traceback: shown(&raised.traceback, LONGEST_TRACEBACK),
    }
}

fn answer(line: Line, number: usize, calls: usize) -> Result<Answer, String> {
    if number >= calls {
        return Err(format!("there are more answers than the {calls} calls"));
    }
    if line.call != Some(number) {
        let found = line.call.map_or_else(|| "none".to_owned(), |call| call.to_string());
        return Err(format!("line {} should answer call {number} and answers {found}", number + 2));
    }
    match (line.value, line.error, line.misfit) {
        (Some(value), None, None) => Value::from_tagged(&value)
            .map(Answer::Value)
            .map_err(|error| format!("the answer to call {number} is no value: {error}")),
        (None, Some(raised), None) => Ok(Answer::Raised(raised_as_shown(raised))),
        (None, None, Some(words)) => Ok(Answer::Misfit(shown(&words, LONGEST_MESSAGE))),
        _ => Err(format!("line {} holds neither a value nor an error", number + 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"call":0,"value":{"dtype":"f64","shape":[],"data":[1.5]}}"#;

    /// What is read after the first line.
    fn after_ready(lines: &str, calls: usize) -> Answers {
        Answers::parse(format!("{READY}\n{lines}").as_bytes(), calls)
    }

    fn reason(lines: &str, calls: usize) -> String {
        match after_ready(lines, calls) {
            Answers::Unreadable(reason) => reason,
            answers => panic!("{answers:?}"),
        }
    }

    #[test]
    fn one_line_for_each_call_is_all_of_them() {
        let answers = after_ready(&format!("{ONE}\n"), 1);
        assert_eq!(answers, Answers::All(vec![Answer::Value(Value::scalar(1.5))]));
    }

    #[test]
    fn nothing_of_the_solution_has_run_before_the_harness_is_ready() {
        for begun in ["", "{\"rea", &READY[..READY.len() - 1], ONE] {
            assert_eq!(Answers::parse(begun.as_bytes(), 1), Answers::NotBegun, "{begun}");
        }
    }

    #[test]
    fn no_answer_and_a_torn_line_are_incomplete() {
        assert_eq!(after_ready("", 2), Answers::Incomplete { answered: 0, calls: 2 });
        let torn = format!("{ONE}\n{}", &ONE[..20]);
        assert_eq!(after_ready(&torn, 2), Answers::Incomplete { answered: 1, calls: 2 });
    }

    #[test]
    fn an_exception_in_a_call_is_its_answer_and_one_in_fit_is_the_end() {
        let raised = r#"{"kind":"KeyError","message":"'x'","traceback":"solution.py:3"}"#;
        let call = format!("{{\"call\":0,\"error\":{raised}}}\n");
        assert!(matches!(after_ready(&call, 1), Answers::All(answers) if matches!(answers[0], Answer::Raised(_))));
        let fit = format!("{{\"stage\":\"fit\",\"error\":{raised}}}\n");
        assert!(matches!(after_ready(&fit, 4), Answers::NotReady { stage, .. } if stage == "fit"));
    }

    #[test]
    fn what_no_answer_can_hold_is_told_in_the_harness_s_words_and_by_a_field_not_a_name() {
        let misfit = "{\"call\":0,\"misfit\":\"it returned None\"}\n";
        let words = Answer::Misfit("it returned None".to_owned());
        assert_eq!(after_ready(misfit, 1), Answers::All(vec![words]));
        let raised = r#"{"call":0,"error":{"kind":"ReturnType","message":"","traceback":""}}"#;
        let answers = after_ready(&format!("{raised}\n"), 1);
        assert!(matches!(answers, Answers::All(answers) if matches!(answers[0], Answer::Raised(_))));
    }

    #[test]
    fn what_the_solution_says_can_neither_drive_the_screen_nor_fill_it() {
        let raised = r#"{"kind":"Odd\u001b[2K","message":"\u001b[32mPASSED\u009b0m \u202egnorw","traceback":"x\u0007"}"#;
        let Answers::All(answers) = after_ready(&format!("{{\"call\":0,\"error\":{raised}}}\n"), 1) else {
            panic!("it is an answer")
        };
        let Answer::Raised(raised) = &answers[0] else {
            panic!("{answers:?}")
        };
        assert_eq!(
            [&raised.kind, &raised.message, &raised.traceback],
            ["Odd", "PASSED0m gnorw", "x"]
        );
        let misfit = format!("{{\"call\":0,\"misfit\":\"{}\"}}\n", "x".repeat(1 << 20));
        let Answers::All(answers) = after_ready(&misfit, 1) else {
            panic!("it is an answer")
        };
        assert!(matches!(&answers[0], Answer::Misfit(words) if words.chars().count() == LONGEST_MESSAGE + 1));
    }

    #[test]
    fn bytes_that_are_no_answers_are_named() {
        assert_eq!(
            Answers::parse(b"\xff\n", 1),
            Answers::Unreadable("byte 0 is not UTF-8".to_owned())
        );
        assert!(reason("hello\n", 1).starts_with("line 2 is no answer"));
        assert!(reason("{\"call\":0}\n", 1).contains("neither a value nor an error"));
    }

    #[test]
    fn answers_out_of_order_or_beyond_the_last_call_are_refused() {
        let second = format!("{}\n", ONE.replace("\"call\":0", "\"call\":1"));
        assert_eq!(reason(&second, 2), "line 2 should answer call 0 and answers 1");
        assert_eq!(
            reason(&format!("{ONE}\n{second}"), 1),
            "there are more answers than the 1 calls"
        );
    }
}
