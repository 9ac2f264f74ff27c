//! The one way facts become text: a template, and the filters templates may use.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};
use serde::Serialize;

use crate::error::Error;
use crate::words;

const MARKDOWN: &str = "markdown";

/// A text as a part of a line of Markdown: it opens no tag, cell or line.
fn in_markdown(text: &str) -> String {
    text.replace('<', "&lt;").replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// Fills `template`, whose name says by `.html` whether what is put in is escaped.
///
/// # Errors
/// Where the template is at fault.
pub fn fill(name: &str, template: &str, facts: &impl Serialize) -> Result<String, Error> {
    let fault = |error: minijinja::Error| Error::Fault(format!("the template {name}: {error:#}"));
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(fault)?);
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".html") {
            AutoEscape::Html
        } else {
            AutoEscape::Custom(MARKDOWN.into())
        }
    });
    environment.set_formatter(|output, state, value| match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Custom(_), Some(text)) => output.write_str(&in_markdown(text)).map_err(minijinja::Error::from),
        (AutoEscape::Custom(_), None) => write!(output, "{value}").map_err(minijinja::Error::from),
        _ => minijinja::escape_formatter(output, state, value),
    });
    environment.add_filter("percent", |share: f64| format!("{:.0}", 100.0 * share));
    environment.add_filter("number", words::number);
    environment.add_filter("score", words::score);
    environment.add_filter("day", |moment: String| moment.chars().take(10).collect::<String>());
    environment.add_filter("commands", commands);
    environment.add_template(name, template).map_err(fault)?;
    let filled = environment.get_template(name).map_err(fault)?;
    filled.render(Value::from(Serde(facts))).map_err(fault)
}

/// What stands between backquotes as HTML code.
fn commands(text: &str) -> Value {
    let part = |(index, part): (usize, &str)| {
        let part = minijinja::HtmlEscape(part);
        match index % 2 {
            1 => format!("<code>{part}</code>"),
            _ => part.to_string(),
        }
    };
    Value::from_safe_string(text.split('`').enumerate().map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Facts {
        text: &'static str,
    }

    const FACTS: Facts = Facts {
        text: "<script> & `mlings run <id>`",
    };

    #[test]
    fn what_is_put_into_html_is_escaped() {
        assert_eq!(
            fill("a.html", "<p>{{ text }}</p>", &FACTS).unwrap(),
            "<p>&lt;script&gt; &amp; `mlings run &lt;id&gt;`</p>"
        );
        assert_eq!(
            fill("a.html", "{{ text|commands }}", &FACTS).unwrap(),
            "&lt;script&gt; &amp; <code>mlings run &lt;id&gt;</code>"
        );
    }

    #[test]
    fn what_is_put_into_markdown_opens_no_tag_cell_or_line() {
        #[derive(Serialize)]
        struct Odd {
            text: &'static str,
            number: f64,
        }
        let odd = Odd {
            text: "<script>\n# a | b",
            number: 0.5,
        };
        assert_eq!(
            fill("a.md", "| {{ text }} | {{ number|number }} | {{ number }} |", &odd).unwrap(),
            "| &lt;script> # a \\| b | 0.5 | 0.5 |"
        );
    }

    #[test]
    fn a_name_the_facts_do_not_have_is_our_fault() {
        assert!(matches!(fill("a.md", "{{ txet }}", &FACTS), Err(Error::Fault(_))));
    }
}
