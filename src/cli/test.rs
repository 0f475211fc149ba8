use serde_json::json;

use crate::case::fixed;
use crate::check::{beside, chosen_in_vain};
use crate::law::{Case, CaseId, Expectation, Law};
use crate::report::{cases, cases_json};
use crate::text::{closest, composed};

use super::args::{Format, Test};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{Unreadable, load};
use super::mistakes::wrong;
use super::output::{JSON_VERSION, refuse, say, say_found};

/// `kzrule test`: the worked examples of the rules.
///
/// An expectation fails where anything else comes out, also where a value is expected and the
/// answer is undetermined: a case that decides nothing is a failed case.
pub fn run(verb: &Test) -> Exit {
    let format = verb.corpus.rules.format;
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refuse(format, "test", &message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "test") {
        return exit;
    }
    #[cfg(feature = "z3")]
    if verb.generate {
        return super::generate::run(verb, corpus);
    }
    let readings = match fixed(&verb.reading, &corpus.checked, &mut corpus.library) {
        Ok(readings) => readings,
        Err(mistakes) => return wrong(&corpus, format, "test", &mistakes),
    };
    let law = &corpus.checked.law;
    let chosen = match named(law, &verb.names) {
        Ok(chosen) => chosen,
        Err(message) => return refuse(format, "test", &message),
    };
    let of = |case: &Case, expectation: &Expectation| beside(&expectation.under, &case.given);
    let own = chosen.iter().flat_map(|id| {
        let case = &law[*id];
        case.expect.iter().map(|expectation| of(case, expectation))
    });
    if let Err(mistakes) = readings.arise_in_some(law, own) {
        return wrong(&corpus, format, "test", &mistakes);
    }
    let all = verb.names.is_empty();
    let run = cases::Run::new(law, &chosen, &readings.choices, all, |case, expectation| {
        chosen_in_vain(law, &of(case, expectation), &readings.choices)
    });
    match format {
        Format::Text => say(&cases::text(law, &corpus.library, &run)),
        Format::Json => say_found(
            law,
            json!({
                "version": JSON_VERSION,
                "verb": "test",
                "test": cases_json::json(law, &corpus.library, &run),
            }),
        ),
    }
    if run.passed() {
        Exit::Holds
    } else {
        Exit::Finding
    }
}

/// The cases of these names, in the order of the files; all where none is named.
fn named(law: &Law, names: &[String]) -> Result<Vec<CaseId>, String> {
    let known = || law.cases.iter().map(|case| case.name.as_str());
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| known().all(|case| case != composed(name)))
        .map(|name| match closest(name, known()) {
            Some(near) => format!("there is no case `{name}`; did you mean `{near}`?"),
            None => format!("there is no case `{name}`"),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(unknown.join("\nkzrule: "));
    }
    Ok((0..law.cases.len())
        .map(CaseId::at)
        .filter(|id| names.is_empty() || names.iter().any(|name| composed(name) == law[*id].name))
        .collect())
}
