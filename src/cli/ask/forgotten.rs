//! What is said where the path of the rules stands in the place of the question.

use std::path::Path;

use crate::law::Law;

use super::super::args::{Ask, Corpus, Rules};
use super::super::loader::load;

/// So many questions are named.
const LIMIT: usize = 3;

/// Whether the question is a path, and the path of the rules is not named.
pub fn goal_is_path(verb: &Ask) -> bool {
    let is_unnamed = verb.corpus.rules.path == Path::new(".");
    is_unnamed && Path::new(verb.goal.trim()).exists()
}

/// What to write instead, with questions to which these rules have an answer.
pub fn without_goal(verb: &Ask) -> String {
    let path = verb.goal.trim();
    let there: Corpus = Corpus {
        rules: Rules {
            path: path.into(),
            format: verb.corpus.rules.format,
        },
        with: Vec::new(),
        known_on: None,
    };
    let names = load(&there).map_or_else(|_| Vec::new(), |corpus| questions(&corpus.checked.law));
    let example = names.first().map_or("GOAL", String::as_str);
    let mut told =
        format!("what is to be found out? Write it behind the path: kzrule ask {path} {example}");
    if let [_, others @ ..] = names.as_slice()
        && !others.is_empty()
    {
        told.push_str(&format!("; or {}", others.join(", ")));
    }
    told.push_str(
        ". A question is a term of the rules, \"PROCEDURE is due\", or the name of a holding, which asks whether it is \
         within reach",
    );
    told
}

/// What the law comes to, or else the holdings.
fn questions(law: &Law) -> Vec<String> {
    let results = law.results().into_iter();
    let results = results.map(|term| law[term].name.clone());
    let holdings = law.holdings().map(|holding| law[holding].name.clone());
    results.chain(holdings).take(LIMIT).collect()
}
