//! Parts that items of several kinds have: names, words, grounds, phrases.

use super::super::expression::name;
use super::super::node::{Node, Rule};
use super::super::{Choice, Ground, Name, Phrases, Words};

/// The first name of a node: what it declares or is about.
pub fn named(node: &Node<'_>) -> Option<Name> {
    node.child(Rule::name).map(|n| name(&n))
}

/// The element that something is said of.
pub fn of_element(node: &Node<'_>) -> Option<Name> {
    named(&node.child(Rule::of_element)?)
}

pub fn in_act(node: &Node<'_>) -> Option<Name> {
    named(&node.child(Rule::in_act)?)
}

/// The words of a node's own string.
pub fn words(node: &Node<'_>) -> Option<Words> {
    string(&node.child(Rule::string)?)
}

/// The words of a string.
pub fn string(node: &Node<'_>) -> Option<Words> {
    let text = node.child(Rule::text)?;
    Some(Words {
        text: text.text().to_owned(),
        span: text.span(),
    })
}

pub fn grounds(node: &Node<'_>) -> Vec<Ground> {
    node.all(Rule::ground)
        .filter_map(|ground| one_ground(&ground))
        .collect()
}

fn one_ground(node: &Node<'_>) -> Option<Ground> {
    let inner = node.children().next()?;
    match inner.rule() {
        Rule::cites => cites(&inner),
        Rule::reported => Some(Ground::Reported {
            source: named(&inner)?,
            words: words(&inner)?,
        }),
        _ => words(&inner).map(Ground::Assumed),
    }
}

pub fn cites(node: &Node<'_>) -> Option<Ground> {
    Some(Ground::Cites {
        source: named(node)?,
        quote: words(node)?,
        remark: node.has(Rule::as_remark),
    })
}

pub fn choice(node: &Node<'_>) -> Option<Choice> {
    Some(Choice {
        name: named(node)?,
        phrases: phrases(node),
    })
}

pub fn phrases(node: &Node<'_>) -> Phrases {
    let mut phrases = Phrases {
        main: words(node),
        ..Phrases::default()
    };
    for phrase in node.all(Rule::phrase) {
        let kind = phrase
            .child(Rule::phrase_kind)
            .and_then(|kind| kind.children().next());
        let slot = match kind.map(|kind| kind.rule()) {
            Some(Rule::kw_yes) => &mut phrases.yes,
            Some(Rule::kw_no) => &mut phrases.no,
            Some(Rule::kw_ask) => &mut phrases.ask,
            Some(Rule::kw_short) => &mut phrases.short,
            _ => &mut phrases.does,
        };
        *slot = words(&phrase);
    }
    phrases
}
