//! What acts do to rules that are there already.

use super::super::ItemKind;
use super::super::act::{Movable, Move, Repeal, Restate};
use super::super::expression::name;
use super::super::node::{Node, Rule};
use super::builder::Builder;
use super::parts::{grounds, in_act, named};

impl Builder<'_> {
    pub fn restate(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let rule = node.child(Rule::rule)?;
        Some(ItemKind::Restate(Restate {
            span: rule.span(),
            rule: self.rule(&rule)?,
        }))
    }

    pub fn repeal(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        Some(ItemKind::Repeal(Repeal {
            names: node.all(Rule::name).map(|n| name(&n)).collect(),
            act: in_act(node),
            grounds: grounds(node),
            from: self.optional(node, Rule::from)?,
            span: node.span(),
        }))
    }

    pub fn moved_day(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let bound = node.child(Rule::bound)?.children().next()?;
        Some(ItemKind::Move(Move {
            bound: match bound.rule() {
                Rule::kw_from => Movable::From,
                Rule::kw_until => Movable::Until,
                Rule::kw_through => Movable::Through,
                _ => Movable::Commencement,
            },
            of: named(node)?,
            act: in_act(node),
            grounds: grounds(node),
            from: self.optional(node, Rule::from)?,
            to: self.expr_in(&node.child(Rule::to)?)?,
            span: node.span(),
        }))
    }
}
