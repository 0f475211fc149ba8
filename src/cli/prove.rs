use serde_json::json;

use crate::law::{ClaimId, Law};
use crate::prove::{prove, prove_and_repair};
use crate::report::{proof, proof_json};
use crate::text::{closest, composed};
use crate::verdict::{Outcome, Verdict};

use super::args::{Format, Prove};
use super::certificates;
use super::check::stop_on_errors;
use super::disagreement;
use super::exit::Exit;
use super::folder::make_folder;
use super::kept::Folder;
use super::loader::trees;
use super::output::{JSON_VERSION, refuse, say, say_found};
use super::path_first::path_first;
use super::progress::Progress;
use super::read::Unreadable;
use super::repairs;

/// `kzrule prove`: the stated claims, decided.
pub fn run(verb: &Prove) -> Exit {
    let format = verb.corpus.rules.format;
    let trees = match trees(&verb.corpus) {
        Ok(trees) => trees,
        Err(Unreadable(message)) => {
            let path = &verb.corpus.rules.path;
            let message = path_first("prove", path, &verb.names, message);
            return refuse(format, "prove", &message);
        }
    };
    // The rules as written: amendments that repair something are made of them.
    let written = if verb.repairs {
        trees.parsed.clone()
    } else {
        Vec::new()
    };
    let corpus = trees.check();
    if let Some(exit) = stop_on_errors(&corpus, format, "prove") {
        return exit;
    }
    let law = &corpus.checked.law;
    let claims = match named(law, &verb.names) {
        Ok(claims) => claims,
        Err(message) => return refuse(format, "prove", &message),
    };
    if let Some(folder) = &verb.certificates
        && let Err(unwritten) = make_folder(folder)
    {
        return unwritten.refuse(format, "prove");
    }
    let decided = {
        let progress = Progress::new("proving");
        let kept = Folder::beside(&verb.corpus.rules.path, &verb.cache);
        let run = verb.solver.run(&progress);
        let run = run.keeping(kept.as_ref().map(|kept| kept as _));
        match verb.repairs {
            true => prove_and_repair(law, &claims, run),
            false => prove(law, &claims, run),
        }
    };
    let mut verdicts = match decided {
        Ok(verdicts) => verdicts,
        Err(disagreement) => {
            return disagreement::stop(format, "prove", (&verb.corpus, None), &disagreement);
        }
    };
    for verdict in &mut verdicts {
        repairs::write(&corpus.library, &written, law, verdict);
    }
    let all: Vec<&Verdict> = verdicts.iter().collect();
    let folder = verb.certificates.as_deref();
    let kept = certificates::write(law, &all, folder);
    match format {
        Format::Text => {
            let folder = folder.filter(|_| kept.is_ok());
            say(&proof::text(law, &verdicts, folder));
        }
        Format::Json => say_found(
            law,
            json!({
                "version": JSON_VERSION,
                "verb": "prove",
                "verdicts": proof_json::json(law, &verdicts),
            }),
        ),
    }
    let exit = verdicts.iter().map(exit).fold(Exit::Holds, Exit::and);
    certificates::end(kept, exit)
}

/// How the verb ends for one of them.
pub fn exit(verdict: &Verdict) -> Exit {
    match verdict.outcome() {
        Outcome::Undecided => Exit::Open,
        _ if verdict.as_expected => Exit::Holds,
        _ => Exit::Finding,
    }
}

/// The claims with these names, in the order given; all where none is given.
fn named(law: &Law, names: &[String]) -> Result<Vec<ClaimId>, String> {
    let all = || (0..law.claims.len()).map(ClaimId::at);
    if names.is_empty() {
        return Ok(all().collect());
    }
    names
        .iter()
        .map(|name| {
            all()
                .find(|id| law[*id].name == composed(name))
                .ok_or_else(|| {
                    let known = law.claims.iter().map(|claim| claim.name.as_str());
                    match closest(name, known) {
                        Some(near) => format!("there is no claim `{name}`; did you mean `{near}`?"),
                        None => format!("there is no claim `{name}`"),
                    }
                })
        })
        .collect()
}
