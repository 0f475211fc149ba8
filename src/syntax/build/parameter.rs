//! Parameters with their dated values.

use super::super::expression::name;
use super::super::node::{Node, Rule};
use super::super::{Dated, ItemKind};
use super::builder::Builder;
use super::parts::{grounds, in_act, named, phrases};

impl Builder<'_> {
    pub fn parameter(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let values: Option<Vec<Dated>> = node
            .all(Rule::dated)
            .map(|value| self.dated(&value))
            .collect();
        let until = match node.child(Rule::until) {
            Some(part) => Some(self.expr_in(&part)?),
            None => None,
        };
        Some(ItemKind::Parameter {
            name: named(node)?,
            ty: node.all(Rule::name).nth(1).map(|n| name(&n))?,
            phrases: phrases(node),
            values: values?,
            until,
        })
    }

    fn dated(&mut self, node: &Node<'_>) -> Option<Dated> {
        Some(Dated {
            from: self.expr_in(&node.child(Rule::from)?)?,
            value: self.expr_in(node)?,
            act: in_act(node),
            grounds: grounds(node),
            span: node.span(),
        })
    }
}
