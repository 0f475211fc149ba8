use serde_json::json;

use crate::audit::questions;
use crate::certify;
use crate::report::counted;
use crate::report::layout::printable;
use crate::verdict::Certificate;

use super::args::{Format, Recheck};
use super::check::{scope, stop_on_errors};
use super::exit::Exit;
use super::loader::load;
use super::output::{JSON_VERSION, refuse, say, say_found};
use super::read::{Unreadable, read_text};

/// `kzrule recheck`: a certificate against the rules, step by step, without a solver.
pub fn run(verb: &Recheck) -> Exit {
    let format = verb.corpus.rules.format;
    let refused = |message: &str| refuse(format, "recheck", message);
    let text = match read_text(&verb.certificate) {
        Ok(text) => text,
        Err(Unreadable(message)) => return refused(&message),
    };
    let certificate: Certificate = match serde_json::from_str(&text) {
        Ok(certificate) => certificate,
        Err(error) => {
            let path = verb.certificate.display();
            return refused(&format!("`{path}` is no certificate: {error}"));
        }
    };
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refused(&message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "recheck") {
        return exit;
    }
    // Those of the audit stand behind the claims of the files, and alone have blanks in their names.
    if certificate.claim.contains(' ') {
        questions(&mut corpus.checked.law);
    }
    let law = &corpus.checked.law;
    let result = certify::check(law, &certificate);
    match format {
        Format::Text => say(&(match &result {
            Ok(accepted) => format!(
                "The certificate of `{}` is accepted: {} followed, {} checked. Z3 was not used.\n{}",
                printable(&certificate.claim),
                counted(accepted.nodes, "step", "steps"),
                counted(accepted.refuted, "refutation", "refutations"),
                of_whom(&certificate),
            ),
            Err(rejected) => format!(
                "The certificate of `{}` is rejected: {}.\n",
                printable(&certificate.claim),
                printable(&rejected.to_string())
            ),
        } + &scope(law))),
        Format::Json => say_found(
            law,
            json!({
                "version": JSON_VERSION,
                "verb": "recheck",
                "claim": certificate.claim,
                "accepted": result.is_ok(),
                "kinds_of_persons": certificate.persons.as_ref().map(Vec::len),
                "reason": result.as_ref().err().map(ToString::to_string),
            }),
        ),
    }
    if result.is_ok() {
        Exit::Holds
    } else {
        Exit::Finding
    }
}

/// Of whom a question is proved that was put about everybody.
fn of_whom(certificate: &Certificate) -> String {
    let Some(persons) = &certificate.persons else {
        return String::new();
    };
    let kinds = counted(persons.len(), "kind of persons", "kinds of persons");
    format!(
        "It is proved of the {kinds} that it names, on the readings and days named with each.\n"
    )
}
