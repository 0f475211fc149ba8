//! Items: from the nodes of the grammar to the syntax tree.
//!
//! Every function returns `None` after a mistake that was reported, or where the node has not the
//! shape that the grammar promises; the caller then drops the item.

mod act;
mod amendment;
mod builder;
mod declaration;
mod parameter;
mod parts;
mod question;
mod rule;

use super::expression::name;
use super::node::{Node, Rule};
use super::parse::Parsed;
use super::{FindingKind, Item, ItemKind};

use act::canon;
use builder::Builder;
use declaration::{params, procedure};
use parts::{choice, cites, grounds, named, of_element, phrases, string, words};

/// Builds one item from its node.
pub fn item(node: &Node<'_>, parsed: &mut Parsed) -> Option<Item> {
    let inner = node.children().next()?;
    let mut builder = Builder {
        found: &mut parsed.diagnostics,
        broken: &mut parsed.broken,
    };
    builder.item(&inner)
}

impl Builder<'_> {
    fn item(&mut self, node: &Node<'_>) -> Option<Item> {
        let kind = match node.rule() {
            Rule::import => {
                ItemKind::Import(node.all(Rule::string).filter_map(|n| string(&n)).collect())
            }
            Rule::source => self.source(node)?,
            Rule::canon => canon(node)?,
            Rule::act => self.act(node)?,
            Rule::reading => ItemKind::Reading {
                name: named(node)?,
                question: words(node)?,
                given: self.optional(node, Rule::arises)?,
                choices: node.all(Rule::choice).filter_map(|c| choice(&c)).collect(),
            },
            Rule::enumeration => ItemKind::Enum {
                name: named(node)?,
                values: node.all(Rule::choice).filter_map(|c| choice(&c)).collect(),
            },
            Rule::currency => self.currency(node)?,
            Rule::fact => self.fact(node)?,
            Rule::holding => ItemKind::Holding {
                name: named(node)?,
                params: params(node),
                phrases: phrases(node),
                over_time: node.child(Rule::over_time).map(|part| part.span()),
            },
            Rule::record => self.record(node)?,
            Rule::list => self.list(node)?,
            Rule::define => ItemKind::Define {
                name: named(node)?,
                of: of_element(node),
                phrases: phrases(node),
                expr: self.expr_in(node)?,
                grounds: grounds(node),
            },
            Rule::term => self.term(node)?,
            Rule::parameter => self.parameter(node)?,
            Rule::assume => ItemKind::Assume {
                name: named(node)?,
                heading: words(node),
                expr: self.expr_in(node)?,
            },
            Rule::procedure => procedure(self.found, node)?,
            Rule::befalls => ItemKind::Event {
                name: named(node)?,
                params: params(node),
                phrases: phrases(node),
            },
            Rule::rule | Rule::provision => return self.member(node),
            Rule::restate => self.restate(node)?,
            Rule::repeal => self.repeal(node)?,
            Rule::moved_day => self.moved_day(node)?,
            Rule::not_encoded => ItemKind::NotEncoded {
                ground: cites(&node.child(Rule::cites)?)?,
                because: words(node)?,
            },
            Rule::unmodelled => ItemKind::Unmodelled {
                name: named(node)?,
                ground: cites(&node.child(Rule::cites)?)?,
                because: words(node)?,
                taints: node.all(Rule::name).skip(1).map(|n| name(&n)).collect(),
            },
            Rule::intended => ItemKind::Intended {
                finding: finding(node)?,
                names: node.all(Rule::name).map(|n| name(&n)).collect(),
                because: words(node)?,
            },
            Rule::case => self.case(node)?,
            Rule::prove => self.prove(node)?,
            _ => return None,
        };
        Some(Item {
            kind,
            span: node.span(),
        })
    }
}

/// What an item says that it intends: a conflict of two rules, or anything else of what it names.
fn finding(node: &Node<'_>) -> Option<FindingKind> {
    if node.has(Rule::conflict) {
        return Some(FindingKind::Conflict);
    }
    Some(match node.child(Rule::finding)?.children().next()?.rule() {
        Rule::kw_gap => FindingKind::Gap,
        Rule::kw_idle => FindingKind::Idle,
        Rule::kw_duty => FindingKind::Duty,
        Rule::dead_end => FindingKind::DeadEnd,
        Rule::kw_sanction => FindingKind::Sanction,
        Rule::kw_boundary => FindingKind::Boundary,
        _ => return None,
    })
}
