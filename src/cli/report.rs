use serde_json::json;

use crate::audit::questions;
use crate::case::fixed;
use crate::eval::Situation;
use crate::law::{ClaimId, Law};
use crate::prove::{Disagreement, audit, boundaries, prove, prove_and_repair};
use crate::report::page::{Content, MARK, html};
use crate::report::requirements::{self, dot, mermaid, requirements};
use crate::text::FileId;
use crate::verdict::{Boundaries, Finding, Verdict};

use super::args::{Format, Graph, Report};
use super::check::stop_on_errors;
use super::disagreement;
use super::exit::Exit;
use super::folder::make_folder;
use super::kept::Folder;
use super::loader::{self, Corpus, load, trees};
use super::mistakes::wrong;
use super::output::{JSON_VERSION, refuse, say, say_found};
use super::progress::Progress;
use super::read::{Unreadable, shown};
use super::repairs;
use super::write::write;
use super::written_over::{is_none_of_the_rules, takes_nothing_of_others};

/// The name of the file that is written.
const FILE: &str = "index.html";

/// The evaluator of the page, which `make explorer` builds of this source.
const MODULE: &[u8] = include_bytes!("explorer.wasm.gz");

/// `kzrule report`: the page for a browser, or a graph.
pub fn run(verb: &Report) -> Exit {
    let format = verb.corpus.rules.format;
    // The command line has one of both, and a graph has a day.
    let output = match (verb.graph, &verb.on, &verb.output) {
        (Some(language), Some(day), _) => return graph(verb, language, day),
        (_, _, Some(output)) => output,
        _ => return refuse(format, "report", "name a folder with -o, or --graph"),
    };
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
    let path = output.join(FILE);
    let ready = make_folder(output)
        .and_then(|()| is_none_of_the_rules(&path, &corpus.library))
        .and_then(|()| takes_nothing_of_others(&path, MARK));
    if let Err(unwritten) = ready {
        return unwritten.refuse(format, "report");
    }
    let Decided {
        mut verdicts,
        findings,
        asked,
        dated,
    } = match decide(&mut corpus, verb) {
        Ok(decided) => decided,
        Err(disagreement) => {
            return disagreement::stop(format, "report", (&verb.corpus, None), &disagreement);
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
        dated: dated.as_ref().map(|(law, found)| (law, found)),
        files: &files,
        module: MODULE,
        rules: &rules,
    });
    if let Err(unwritten) = write(&path, &page) {
        return unwritten.refuse(format, "report");
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

/// What the law requires on a day.
fn graph(verb: &Report, language: Graph, day: &str) -> Exit {
    let format = verb.corpus.rules.format;
    let refused = |message: &str| refuse(format, "report", message);
    let day = match loader::day("--on", day) {
        Ok(day) => day,
        Err(Unreadable(message)) => return refused(&message),
    };
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refused(&message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "report") {
        return exit;
    }
    let readings = match fixed(&verb.reading, &corpus.checked, &mut corpus.library) {
        Ok(readings) => readings,
        Err(mistakes) => return wrong(&corpus, format, "report", &mistakes),
    };
    let law = &corpus.checked.law;
    let drawn = requirements(law, &Situation::of(law, day, readings.choices));
    if drawn.nodes.is_empty() {
        return refused(if law.steps.is_empty() {
            "the law has no procedures, and so no graph of what they require"
        } else {
            "by the law of this day no procedure gives anything: there is nothing to draw"
        });
    }
    let (text, file) = match language {
        Graph::Dot => (dot(&drawn), "requirements.dot"),
        Graph::Mermaid => (mermaid(&drawn), "requirements.mmd"),
    };
    let path = verb.output.as_ref().map(|folder| folder.join(file));
    let written = match (&verb.output, &path) {
        (Some(folder), Some(path)) => make_folder(folder)
            .and_then(|()| is_none_of_the_rules(path, &corpus.library))
            .and_then(|()| takes_nothing_of_others(path, requirements::MARK))
            .and_then(|()| write(path, &text)),
        _ => Ok(()),
    };
    if let Err(unwritten) = written {
        return unwritten.refuse(format, "report");
    }
    match (format, path) {
        (Format::Text, None) => say(&text),
        (Format::Text, Some(path)) => say(&format!("{}\n", shown(&path))),
        (Format::Json, path) => say_found(
            law,
            json!({
                "version": JSON_VERSION,
                "verb": "report",
                "written": path.iter().map(|path| shown(path)).collect::<Vec<_>>(),
                "graph": text,
            }),
        ),
    }
    Exit::Holds
}

struct Decided {
    verdicts: Vec<Verdict>,
    findings: Vec<Finding>,
    /// How many questions were put.
    asked: usize,
    /// The days on which outcomes change, where they are asked for, and the law with the questions on them.
    dated: Option<(Law, Boundaries)>,
}

/// The stated claims and the questions of the audit.
fn decide(corpus: &mut Corpus, verb: &Report) -> Result<Decided, Disagreement> {
    let law = &mut corpus.checked.law;
    let claims: Vec<ClaimId> = (0..law.claims.len()).map(ClaimId::at).collect();
    let progress = Progress::new("proving");
    let kept = Folder::beside(&verb.corpus.rules.path, &verb.cache);
    let run = verb.solver.run(&progress);
    let keeping = run.keeping(kept.as_ref().map(|kept| kept as _));
    let verdicts = match verb.repairs {
        true => prove_and_repair(law, &claims, keeping)?,
        false => prove(law, &claims, keeping)?,
    };
    let mut dated = None;
    if verb.boundaries {
        // Its questions are of days that no case has: they are put of a law of their own.
        let mut law = law.clone();
        let found = boundaries(&mut law, run)?;
        dated = Some((law, found));
    }
    let questions = questions(law);
    let findings = audit(law, &questions, run)?;
    Ok(Decided {
        verdicts,
        findings,
        asked: questions.len(),
        dated,
    })
}
