//! What is made of the sentences of a rule, in words: its effects, and for whom they are.

use indexmap::{IndexMap, IndexSet};

use crate::law::{Effect, Expr, ExprId, Law, RecordId, RuleId, Written};

use super::rule_words::term_words;
use super::words::{Phrase, conditions, joined, one_of, plain, thing};

/// For whom an effect is, and what it is; and of what it is said.
pub type Effects = IndexMap<(String, String), IndexSet<String>>;

/// Each effect of a rule, and for whom it is. What is the same for several steps or values is said once.
pub fn effects(law: &Law, rule: &Written) -> Effects {
    let mut all = Effects::new();
    for id in &rule.rules {
        let (said, of) = match law[*id].effect {
            Effect::Value(term, value) => (said(law, value), Some(term_words(law, term))),
            Effect::Lift => ("the rules named here do not apply".to_owned(), None),
        };
        all.entry((of_whom(law, *id), said)).or_default().extend(of);
    }
    all
}

/// The same in lines.
pub fn lines(law: &Law, rule: &Written) -> Vec<String> {
    let lines = effects(law, rule).into_iter().map(|((who, said), of)| {
        let of: Vec<String> = of.into_iter().collect();
        let who = match who.as_str() {
            "" => String::new(),
            who => format!("where {who} – "),
        };
        match of.is_empty() {
            true => format!("{who}{}", lifted(law, rule)),
            false => format!("{who}{}: {said}", joined(&of, "and")),
        }
    });
    lines.collect()
}

/// What does not apply where a rule does.
fn lifted(law: &Law, rule: &Written) -> String {
    let called = rule.lifts.iter().map(|name| {
        let of_rule = law.written.iter().find(|other| other.name == *name);
        let of_provision = law.provisions.iter().find(|other| other.name == *name);
        let own = of_rule.and_then(|other| other.heading.clone());
        let own = own.or_else(|| of_provision.and_then(|other| other.heading.clone()));
        format!("“{}”", own.unwrap_or_else(|| plain(name)))
    });
    let called: Vec<String> = called.collect();
    let verb = if called.len() == 1 { "does" } else { "do" };
    format!("{} {verb} not apply", joined(&called, "and"))
}

/// The conditions of a rule: what is said of the person, and of the element that it is a rule of.
fn of_whom(law: &Law, rule: RuleId) -> String {
    let mut told: Vec<(Option<RecordId>, Vec<Phrase>)> = Vec::new();
    // What is no quality of anybody, such as how a reading is answered.
    let mut sentences: Vec<String> = Vec::new();
    let all = law.stated(rule);
    for condition in all.flat_map(|condition| law.exprs.conjuncts(condition)) {
        let of = law.said_of_element(condition);
        let mut own: Vec<Phrase> = Vec::new();
        for phrase in conditions(law, condition, true) {
            // Of two sentences one of which is so, it is said that they are two.
            let is_either = matches!(law.exprs.get(condition), Expr::Or(_));
            match phrase.sentence().filter(|_| !is_either) {
                Some(sentence) => sentences.push(sentence),
                None => own.push(phrase),
            }
        }
        if own.is_empty() {
            continue;
        }
        match told.iter_mut().find(|(known, _)| *known == of) {
            Some((_, said)) => said.extend(own),
            None => told.push((of, own)),
        }
    }
    let told = told.into_iter().map(|(of, said)| {
        let subject = of.map_or_else(|| "a person".to_owned(), |record| one_of(law, record));
        Phrase::all(said).stated(&subject).words()
    });
    joined(
        &sentences.into_iter().chain(told).collect::<Vec<_>>(),
        "and",
    )
}

/// What a rule gives: a value, or what has to be so.
fn said(law: &Law, value: ExprId) -> String {
    match law.exprs.get(value) {
        Expr::And(_) | Expr::Or(_) | Expr::Not(_) => {
            let told = Phrase::all(conditions(law, value, true));
            format!("that {}", told.stated("the person").words())
        }
        _ => thing(law, value),
    }
}
