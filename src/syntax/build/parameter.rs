//! Parameters with their dated values.

use super::super::expression::{day, name};
use super::super::item::{Dated, ItemKind};
use super::super::node::{Node, Rule};
use super::builder::Builder;
use super::parts::{grounds, named, phrases};

impl Builder<'_> {
    pub fn parameter(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let values: Option<Vec<Dated>> = node
            .all(Rule::dated)
            .map(|value| self.dated(&value))
            .collect();
        let until = match node.child(Rule::ends) {
            Some(part) => {
                let written = part.child(Rule::date)?;
                Some((day(self.found, &written)?, written.span()))
            }
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
        let written = node.child(Rule::date)?;
        Some(Dated {
            from: day(self.found, &written)?,
            span: written.span(),
            value: self.expr_in(node)?,
            grounds: grounds(node),
        })
    }
}
