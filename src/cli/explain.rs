use serde_json::json;

use crate::diagnostic::Code;
use crate::report::explained;

use super::args::{Explain, Format};
use super::exit::Exit;
use super::output::{JSON_VERSION, refuse, say, say_json};

/// `kzrule explain`: what a diagnostic means, with an example; without a code, all codes.
pub fn run(verb: &Explain) -> Exit {
    let codes = match codes(&verb.codes) {
        Ok(codes) => codes,
        Err(message) => return refuse(verb.format, "explain", &message),
    };
    let all = codes.is_empty();
    match verb.format {
        Format::Text | Format::Markdown if all => say(&explained::list()),
        Format::Text | Format::Markdown => say(&explained::text(&codes)),
        Format::Json | Format::Sarif => {
            let listed = if all { Code::ALL } else { &codes };
            say_json(&json!({
                "version": JSON_VERSION,
                "verb": "explain",
                "codes": explained::json(listed, !all),
            }));
        }
    }
    Exit::Holds
}

/// The codes named, in the order named.
fn codes(written: &[String]) -> Result<Vec<Code>, String> {
    let mut unknown = Vec::new();
    let mut codes = Vec::new();
    for text in written {
        match Code::written(text) {
            Some(code) => codes.push(code),
            None => unknown.push(match Code::nearest(text) {
                Some(near) => format!("there is no code `{text}`; did you mean `{near}`?"),
                None => format!("there is no code `{text}`; `kzrule explain` lists all"),
            }),
        }
    }
    if unknown.is_empty() {
        Ok(codes)
    } else {
        Err(unknown.join("\nkzrule: "))
    }
}
