//! What was found in the format in which tools exchange it: SARIF 2.1.0 of OASIS.

use serde_json::{Value as Json, json};

use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::law::Law;
use crate::text::{Library, Span};
use crate::verdict::{Finding, Outcome};

use super::audit;

/// Where the schema of the format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The diagnostics of rule files.
pub fn of_check(library: &Library, diagnostics: &[Diagnostic]) -> Json {
    of_results(
        diagnostics
            .iter()
            .map(|found| of_diagnostic(library, found))
            .collect(),
    )
}

/// The findings of an audit. What is intended is suppressed in the rules, and says why; what is not
/// decided is open.
pub fn of_audit(law: &Law, library: &Library, findings: &[Finding]) -> Json {
    let results = findings.iter().map(|found| of_finding(law, library, found));
    of_results(results.collect())
}

/// A command that could not be carried out.
pub fn of_failure(message: &str) -> Json {
    let invocation = json!({
        "executionSuccessful": false,
        "toolExecutionNotifications": [{ "level": "error", "message": { "text": message } }],
    });
    log(invocation, Vec::new())
}

/// A command that was carried out.
fn of_results(results: Vec<Json>) -> Json {
    log(json!({ "executionSuccessful": true }), results)
}

/// A log of one run. Every code is a rule of it, in the order of the codes.
fn log(invocation: Json, results: Vec<Json>) -> Json {
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "kzrule",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
                },
            },
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Json {
    json!({
        "id": code.to_string(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Finding => "warning",
        Severity::Lint => "note",
    }
}

fn of_diagnostic(library: &Library, found: &Diagnostic) -> Json {
    let message = match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    };
    let mut result = result(found.code, &message, level(found.severity()));
    let mut labels = found.labels.iter();
    let own: Vec<Json> = labels
        .next()
        .map(|label| labelled(library, label))
        .into_iter()
        .collect();
    let others = labels.map(|label| labelled(library, label));
    let notes = found.notes.iter().map(|note| {
        place(
            library,
            note.label.span,
            &[note.heading.as_str(), note.label.words.as_str()],
        )
    });
    place_result(&mut result, own, others.chain(notes).collect());
    result
}

fn of_finding(law: &Law, library: &Library, found: &Finding) -> Json {
    let code = audit::code(found.about);
    let decided = found.verdict.outcome() != Outcome::Undecided;
    let words = audit::sentence(law, found);
    let message = if decided {
        words
    } else {
        format!("Not decided: {words}")
    };
    let mut result = result(
        code,
        &message,
        if decided {
            level(code.severity())
        } else {
            "none"
        },
    );
    if let Some(members) = result.as_object_mut() {
        if !decided {
            members.insert("kind".to_owned(), "open".into());
        }
        if let Some(because) = &found.intended {
            let suppressed = json!([{ "kind": "inSource", "justification": because }]);
            members.insert("suppressions".to_owned(), suppressed);
        }
    }
    let own = law[found.verdict.claim].span;
    let rules = found.rules.iter().map(|rule| law[*rule].span);
    let others = rules.filter(|span| *span != own);
    let others = others.map(|span| place(library, span, &[])).collect();
    place_result(&mut result, vec![place(library, own, &[])], others);
    result
}

fn result(code: Code, message: &str, level: &str) -> Json {
    let index = Code::ALL.iter().position(|known| *known == code);
    json!({
        "ruleId": code.to_string(),
        "ruleIndex": index,
        "level": level,
        "message": { "text": message },
    })
}

/// A result says where it is only if it is somewhere.
fn place_result(result: &mut Json, own: Vec<Json>, others: Vec<Json>) {
    let Some(members) = result.as_object_mut() else {
        return;
    };
    for (name, places) in [("locations", own), ("relatedLocations", others)] {
        if !places.is_empty() {
            members.insert(name.to_owned(), places.into());
        }
    }
}

fn labelled(library: &Library, label: &Label) -> Json {
    place(library, label.span, &[label.words.as_str()])
}

/// A place in a file; its end is behind the last character. What is said of it is left out where
/// nothing is.
fn place(library: &Library, span: Span, said: &[&str]) -> Json {
    let Span { file, start, end } = span;
    let said: Vec<&str> = said
        .iter()
        .filter(|words| !words.is_empty())
        .copied()
        .collect();
    let mut place = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(library.path(file)) },
            "region": {
                "startLine": library.line_of(file, start),
                "startColumn": library.column_of(file, start),
                "endLine": library.line_of(file, end),
                "endColumn": library.column_of(file, end),
            },
        },
    });
    if let Some(members) = place.as_object_mut()
        && !said.is_empty()
    {
        members.insert("message".to_owned(), json!({ "text": said.join(": ") }));
    }
    place
}

/// A path as a reference: relative to where the program was called, or of a file of this machine.
fn uri(path: &str) -> String {
    let mut written = String::new();
    if path.starts_with('/') {
        written.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                written.push(char::from(byte));
            }
            _ => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("rules/a b.kzrule"), "rules/a%20b.kzrule");
        assert_eq!(uri("/tmp/қ.kzrule"), "file:///tmp/%D2%9B.kzrule");
        assert_eq!(uri("c:x"), "c%3Ax");
    }

    #[test]
    fn a_failure_is_no_result() {
        let log = of_failure("no such file");
        let failed = log.pointer("/runs/0/invocations/0/executionSuccessful");
        assert_eq!(failed, Some(&Json::Bool(false)));
        assert_eq!(log.pointer("/runs/0/results"), Some(&json!([])));
    }
}
