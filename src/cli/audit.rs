use serde_json::json;

use crate::audit::questions;
use crate::prove::{audit, audit_each};
use crate::report::{audit as words, audit_json, sarif};
use crate::verdict::{Finding, Outcome, Verdict};

use super::args::{Audit, FindingsFormat};
use super::certificates;
use super::check::stop_on_errors;
use super::disagreement;
use super::exit::Exit;
use super::folder::make_folder;
use super::loader::load;
use super::output::{JSON_VERSION, refuse, say, say_found, say_json};
use super::progress::Progress;
use super::read::Unreadable;

/// `kzrule audit`: what nobody asked for.
pub fn run(verb: &Audit) -> Exit {
    let format = verb.corpus.rules.format;
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refuse(format, "audit", &message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "audit") {
        return exit;
    }
    if let Some(folder) = &verb.certificates
        && let Err(unwritten) = make_folder(folder)
    {
        return unwritten.refuse(format, "audit");
    }
    let questions = questions(&mut corpus.checked.law);
    let law = &corpus.checked.law;
    let found = {
        let progress = Progress::new("asking");
        let run = verb.solver.run(&progress);
        match verb.each {
            false => audit(law, &questions, run),
            true => audit_each(law, &questions, run),
        }
    };
    let findings = match found {
        Ok(findings) => findings,
        Err(disagreement) => {
            return disagreement::stop(format, "audit", (&verb.corpus, None), &disagreement);
        }
    };
    match format {
        FindingsFormat::Text => say(&words::text(law, &findings, questions.len())),
        FindingsFormat::Sarif => say_json(&sarif::of_audit(law, &corpus.library, &findings)),
        FindingsFormat::Json => say_found(
            law,
            json!({
                "version": JSON_VERSION,
                "verb": "audit",
                "questions": questions.len(),
                "findings": audit_json::json(law, &findings),
                "not_conflicts": audit_json::not_conflicts(law),
                "intended_not_found": words::unfound(law, &findings)
                    .iter()
                    .map(|intended| intended.because.as_str())
                    .collect::<Vec<_>>(),
            }),
        ),
    }
    let exit = findings.iter().map(exit).fold(Exit::Holds, Exit::and);
    let verdicts: Vec<&Verdict> = findings.iter().map(|found| &found.verdict).collect();
    let kept = certificates::write(law, &verdicts, verb.certificates.as_deref());
    certificates::end(kept, exit)
}

/// How the verb ends for one of them.
pub fn exit(finding: &Finding) -> Exit {
    match finding.verdict.outcome() {
        _ if finding.intended.is_some() => Exit::Holds,
        Outcome::Undecided => Exit::Open,
        _ => Exit::Finding,
    }
}
