use serde_json::json;

use crate::audit::questions;
use crate::law::ClaimId;
use crate::prove::{Disagreement, audit, prove, prove_and_repair};
use crate::report::page::{Content, html};
use crate::text::FileId;
use crate::verdict::{Finding, Verdict};

use super::args::{Format, Report};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{Corpus, Unreadable, shown, trees};
use super::output::{JSON_VERSION, fail, refuse, say, say_found};
use super::repairs;
use super::write::{make_folder, write};

/// The name of the file that is written.
const FILE: &str = "index.html";

/// The evaluator of the page, which `make explorer` builds of this source.
const MODULE: &[u8] = include_bytes!("explorer.wasm.gz");

/// `kzrule report`: the page for a browser.
pub fn run(verb: &Report) -> Exit {
    let format = verb.corpus.rules.format;
    let trees = match trees(&verb.corpus) {
        Ok(trees) => trees,
        Err(Unreadable(message)) => return refuse(format, "report", &message),
    };
    // The rules as written: amendments that repair something are made of them.
    let written = if verb.repairs {
        trees.parsed.clone()
    } else {
        Vec::new()
    };
    let files: Vec<FileId> = trees.parsed.iter().map(|(file, _)| *file).collect();
    let mut corpus = trees.check();
    if let Some(exit) = stop_on_errors(&corpus, format, "report") {
        return exit;
    }
    if let Err(message) = make_folder(&verb.output) {
        return refuse(format, "report", &message);
    }
    let Decided {
        mut verdicts,
        findings,
        asked,
    } = match decide(&mut corpus, verb) {
        Ok(decided) => decided,
        Err(disagreement) => {
            let message = format!("internal error: {disagreement}");
            fail(format, Some("report"), &message);
            return Exit::Internal;
        }
    };
    let law = &corpus.checked.law;
    for verdict in &mut verdicts {
        repairs::write(&corpus.library, &written, law, verdict);
    }
    let rules = shown(&verb.corpus.rules.path);
    let page = html(Content {
        library: &corpus.library,
        law,
        verdicts: &verdicts,
        findings: &findings,
        asked,
        files: &files,
        module: MODULE,
        rules: &rules,
    });
    let path = verb.output.join(FILE);
    if let Err(message) = write(&path, &page) {
        return refuse(format, "report", &message);
    }
    match format {
        Format::Text => say(&format!("{}\n", shown(&path))),
        Format::Json => say_found(
            law,
            json!({
                "version": JSON_VERSION,
                "verb": "report",
                "written": [shown(&path)],
                "claims": verdicts.len(),
                "findings": findings.len(),
            }),
        ),
    }
    verdicts
        .iter()
        .map(super::prove::exit)
        .fold(Exit::Holds, Exit::and)
}

struct Decided {
    verdicts: Vec<Verdict>,
    findings: Vec<Finding>,
    /// How many questions were put.
    asked: usize,
}

/// The stated claims and the questions of the audit.
fn decide(corpus: &mut Corpus, verb: &Report) -> Result<Decided, Disagreement> {
    let law = &mut corpus.checked.law;
    let claims: Vec<ClaimId> = (0..law.claims.len()).map(ClaimId::at).collect();
    let effort = verb.solver.effort();
    let decide = match verb.repairs {
        true => prove_and_repair,
        false => prove,
    };
    let verdicts = decide(law, &claims, effort)?;
    let questions = questions(law);
    let findings = audit(law, &questions, effort)?;
    Ok(Decided {
        verdicts,
        findings,
        asked: questions.len(),
    })
}
