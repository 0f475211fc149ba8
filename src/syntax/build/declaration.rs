//! Sources, acts, facts, terms and procedures.

use super::super::expression::{ExprBuilder, day, name};
use super::super::item::{Field, ItemKind, Source};
use super::super::node::{Node, Rule};
use super::builder::Builder;
use super::parts::{grounds, named, of_element, phrases, words};

impl Builder<'_> {
    pub fn act(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let mut dated = |part: Rule| match node.child(part) {
            Some(part) => {
                let day = day(self.found, &part.child(Rule::date)?)?;
                Some(Some((day, grounds(&part))))
            }
            None => Some(None),
        };
        let adopted = dated(Rule::adopted)?;
        let in_force = dated(Rule::in_force)?;
        Some(ItemKind::Act {
            name: named(node)?,
            title: words(node)?,
            adopted,
            in_force,
        })
    }

    pub fn source(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let reviewed = match node.child(Rule::reviewed) {
            Some(part) => Some((day(self.found, &part.child(Rule::date)?)?, words(&part)?)),
            None => None,
        };
        Some(ItemKind::Source(Source {
            name: named(node)?,
            title: words(node)?,
            path: words(&node.child(Rule::text_path)?)?,
            link: node.child(Rule::link).and_then(|link| words(&link)),
            reviewed,
            excerpt: node.has(Rule::excerpt),
        }))
    }

    pub fn fact(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let usually = self.optional(node, Rule::usually)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        Some(ItemKind::Fact {
            name: named(node)?,
            ty,
            phrases: phrases(node),
            usually,
        })
    }

    pub fn record(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let fields: Option<Vec<Field>> = node
            .all(Rule::field)
            .map(|field| self.field(&field))
            .collect();
        Some(ItemKind::Record {
            name: named(node)?,
            phrases: phrases(node),
            fields: fields?,
        })
    }

    fn field(&mut self, node: &Node<'_>) -> Option<Field> {
        let usually = self.optional(node, Rule::usually)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        Some(Field {
            name: named(node)?,
            ty,
            phrases: phrases(node),
            usually,
        })
    }

    pub fn list(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let most = match node.child(Rule::up_to) {
            Some(part) => {
                let written = part.child(Rule::integer)?;
                let most = ExprBuilder::new(self.found).integer(&written)?;
                Some((most, written.span()))
            }
            None => None,
        };
        Some(ItemKind::List {
            name: named(node)?,
            record: node.all(Rule::name).nth(1).map(|n| name(&n))?,
            phrases: phrases(node),
            most,
        })
    }

    pub fn term(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let otherwise = self.optional(node, Rule::otherwise)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        Some(ItemKind::Term {
            name: named(node)?,
            of: of_element(node),
            ty,
            phrases: phrases(node),
            otherwise,
        })
    }
}

pub fn procedure(node: &Node<'_>) -> Option<ItemKind> {
    let params = node
        .child(Rule::params)
        .map(|params| {
            params
                .all(Rule::param)
                .filter_map(|param| {
                    let mut names = param.all(Rule::name).map(|n| name(&n));
                    Some((names.next()?, names.next()?))
                })
                .collect()
        })
        .unwrap_or_default();
    Some(ItemKind::Procedure {
        name: named(node)?,
        params,
        phrases: phrases(node),
        grants: node
            .child(Rule::grants)
            .map(|grants| grants.all(Rule::name).map(|n| name(&n)).collect())
            .unwrap_or_default(),
        open: node.child(Rule::openness)?.has(Rule::kw_open),
    })
}
