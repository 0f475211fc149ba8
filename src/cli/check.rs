use serde_json::json;

use crate::diagnostic::Severity;
use crate::law::{Law, TermId};
use crate::report::layout::Page;
use crate::report::{canons, counted, diagnostics, explained, proof, sarif};

use super::args::{Check, Denied, FindingsFormat};
use super::exit::Exit;
use super::loader::{Corpus, load};
use super::output::{JSON_VERSION, colour, complain, refuse, say, say_found, say_json};
use super::read::Unreadable;

/// `kzrule check`: everything that can be said of the rules without evaluating them.
pub fn run(verb: &Check) -> Exit {
    let corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refuse(verb.corpus.rules.format, "check", &message),
    };
    let found = &corpus.checked.diagnostics;
    let any = |severity| found.iter().any(|one| one.severity() == severity);
    match verb.corpus.rules.format {
        FindingsFormat::Text => say(&in_words(&corpus)),
        FindingsFormat::Sarif => say_json(&sarif::of_check(&corpus.library, found)),
        FindingsFormat::Json => say_found(
            &corpus.checked.law,
            json!({
                "version": JSON_VERSION,
                "verb": "check",
                "diagnostics": diagnostics::json(&corpus.library, &corpus.checked.diagnostics),
            }),
        ),
    }
    if corpus.checked.has_errors() || (any(Severity::Lint) && verb.deny.contains(&Denied::Lints)) {
        Exit::Wrong
    } else if any(Severity::Finding) {
        Exit::Finding
    } else {
        Exit::Holds
    }
}

/// Says why nothing is evaluated, where the rules have errors.
pub fn stop_on_errors(
    corpus: &Corpus,
    format: impl Into<FindingsFormat>,
    verb: &str,
) -> Option<Exit> {
    if !corpus.checked.has_errors() {
        return None;
    }
    match format.into() {
        FindingsFormat::Text => complain(&in_words(corpus)),
        FindingsFormat::Sarif => {
            say_json(&sarif::of_check(
                &corpus.library,
                &corpus.checked.diagnostics,
            ));
        }
        FindingsFormat::Json => say_json(&json!({
            "version": JSON_VERSION,
            "verb": verb,
            "diagnostics": diagnostics::json(&corpus.library, &corpus.checked.diagnostics),
        })),
    }
    Some(Exit::Wrong)
}

fn in_words(corpus: &Corpus) -> String {
    let found = &corpus.checked.diagnostics;
    let count = |severity| found.iter().filter(|d| d.severity() == severity).count();
    let (errors, lints) = (count(Severity::Error), count(Severity::Lint));
    let unclaimed = count(Severity::Finding);
    let mut out = diagnostics::text(&corpus.library, found, colour());
    if errors == 0 {
        out.push_str(&canons::text(&corpus.checked.law));
    }
    out.push_str(&summary(corpus, errors, unclaimed, lints));
    out.push_str(&explained::foot(found));
    out
}

fn summary(corpus: &Corpus, errors: usize, unclaimed: usize, lints: usize) -> String {
    let files = counted(corpus.rule_files, "file", "files");
    if errors > 0 {
        let errors = counted(errors, "error", "errors");
        return format!("{errors} in {files}. Nothing was evaluated.\n");
    }
    let law = &corpus.checked.law;
    let quotations = law
        .written
        .iter()
        .flat_map(|written| &written.grounds)
        .filter(|ground| matches!(ground, crate::law::Ground::Cited(_)))
        .count();
    let values = (0..law.terms.len()).map(TermId::at);
    let values = values.filter(|term| law.is_parameter(*term));
    let values: usize = values.map(|term| law[term].rules.len()).sum();
    let rules = counted(law.written.len().saturating_sub(values), "rule", "rules");
    let rules = match values {
        0 => rules,
        _ => {
            let values = counted(values, "value of a parameter", "values of parameters");
            format!("{rules} and {values}")
        }
    };
    let advice = match lints {
        0 => String::new(),
        lints => format!(" {}.", counted(lints, "lint", "lints")),
    };
    let unclaimed = match unclaimed {
        0 => String::new(),
        some => format!(
            " {} claimed by no rule.",
            counted(some, "passage is", "passages are")
        ),
    };
    let scope = scope(law);
    format!(
        "{files}: {rules} with {} found in their sources, {}, {}. No errors.{unclaimed}{advice}\n{scope}",
        counted(quotations, "quotation", "quotations"),
        counted(law.cases.len(), "case", "cases"),
        counted(law.claims.len(), "claim", "claims"),
    )
}

/// What is laid over the rules, and on which day they were known.
pub fn scope(law: &Law) -> String {
    let mut page = Page::new();
    proof::head::scope(&mut page, law);
    page.finish()
}
