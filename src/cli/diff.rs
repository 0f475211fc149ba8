use serde_json::json;

use crate::diff::questions;
use crate::prove::differences;
use crate::report::{diff as words, diff_json};

use super::args::{Diff, Format};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{self, Unreadable, load};
use super::output::{JSON_VERSION, fail, refuse, say, say_found};

/// `kzrule diff`: what comes out otherwise by the law of two days, and for whom.
pub fn run(verb: &Diff) -> Exit {
    let format = verb.corpus.rules.format;
    let day = |option, day| match loader::day(option, day) {
        Ok(day) => Ok(day),
        Err(Unreadable(message)) => Err(refuse(format, "diff", &message)),
    };
    let days = match (day("--from", &verb.from), day("--to", &verb.to)) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    if days.0 >= days.1 {
        return refuse(
            format,
            "diff",
            "the day after --from must come before that after --to",
        );
    }
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refuse(format, "diff", &message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "diff") {
        return exit;
    }
    let questions = questions(&mut corpus.checked.law, days.0, days.1);
    let law = &corpus.checked.law;
    let found = match differences(law, &questions, days.1, verb.solver.effort()) {
        Ok(found) => found,
        Err(disagreement) => {
            fail(
                format,
                Some("diff"),
                &format!("internal error: {disagreement}"),
            );
            return Exit::Internal;
        }
    };
    let sided: Vec<words::Sided<'_>> = found
        .iter()
        .filter_map(|one| {
            let mut asked = questions.iter();
            let question = asked.find(|question| question.claim == one.verdict.claim)?;
            Some((one, (question.before, question.after)))
        })
        .collect();
    match format {
        Format::Text => say(&words::text(law, days, &sided)),
        Format::Json => {
            let mut json = diff_json::json(law, days, &sided);
            if let Some(members) = json.as_object_mut() {
                members.insert("version".to_owned(), json!(JSON_VERSION));
                members.insert("verb".to_owned(), json!("diff"));
                members.insert("from".to_owned(), json!(days.0.to_string()));
                members.insert("to".to_owned(), json!(days.1.to_string()));
            }
            say_found(law, json);
        }
    }
    if found.iter().any(|one| one.verdict.undecided.is_some()) {
        return Exit::Open;
    }
    if verb.exit_code && !found.is_empty() {
        return Exit::Finding;
    }
    Exit::Holds
}
