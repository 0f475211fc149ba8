//! Sources, facts, terms and procedures.

use crate::diagnostic::{Code, Diagnostic};

use super::super::expression::{ExprBuilder, applied, day, integer, name};
use super::super::node::{Node, Rule};
use super::super::{Applied, Bearer, Field, ItemKind, Measure, Name, Source};
use super::builder::Builder;
use super::parts::{named, of_element, phrases, words};

impl Builder<'_> {
    pub fn source(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let reviewed = match node.child(Rule::reviewed) {
            Some(part) => Some((day(self.found, &part.child(Rule::date)?)?, words(&part)?)),
            None => None,
        };
        Some(ItemKind::Source(Source {
            name: named(node)?,
            title: words(node)?,
            path: node.child(Rule::text_path).and_then(|path| words(&path)),
            link: node.child(Rule::link).and_then(|link| words(&link)),
            reviewed,
            excerpt: node.has(Rule::excerpt),
        }))
    }

    pub fn fact(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let usually = self.optional(node, Rule::usually)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        let measure = self.measure(node)?;
        Some(ItemKind::Fact {
            name: named(node)?,
            params: params(node),
            ty,
            measure,
            phrases: phrases(node),
            over_time: node.child(Rule::over_time).map(|part| part.span()),
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

    /// What stands behind the type of a fact: `Some(None)` where nothing does.
    fn measure(&mut self, node: &Node<'_>) -> Option<Option<Measure>> {
        let mut build = ExprBuilder::new(self.found);
        if let Some(part) = node.child(Rule::least_unit) {
            let figure = build.figure_in(&part)?;
            return Some(Some(Measure::Step(figure, part.span())));
        }
        let Some(part) = node.child(Rule::bounds) else {
            return Some(None);
        };
        let mut ends = part.all(Rule::period);
        let (least, Some(greatest)) = (ends.next()?, ends.next()) else {
            self.found.push(half_a_range(&part));
            return None;
        };
        let (least, greatest) = (build.period_expr(&least)?, build.period_expr(&greatest)?);
        let range = Measure::Range(Box::new(least), Box::new(greatest));
        Some(Some(range))
    }

    fn field(&mut self, node: &Node<'_>) -> Option<Field> {
        let usually = self.optional(node, Rule::usually)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        Some(Field {
            measure: self.measure(node)?,
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
                let most = integer(self.found, &written)?;
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

    pub fn currency(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let minor = match node.child(Rule::minor) {
            Some(part) => {
                let places = part.child(Rule::integer)?;
                let count = integer(self.found, &places)?;
                Some((count, places.span()))
            }
            None => None,
        };
        Some(ItemKind::Currency {
            name: named(node)?,
            phrases: phrases(node),
            minor,
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
            leads_to: node
                .child(Rule::leads_to)
                .iter()
                .flat_map(|leads| leads.all(Rule::name))
                .map(|n| name(&n))
                .collect(),
            otherwise,
        })
    }
}

/// Parameters of a procedure or attributes of a holding or fact, each with its type.
pub fn params(node: &Node<'_>) -> Vec<(Name, Name)> {
    let params = node.child(Rule::params);
    let params = params.iter().flat_map(|params| params.all(Rule::param));
    params
        .filter_map(|param| {
            let mut names = param.all(Rule::name).map(|n| name(&n));
            Some((names.next()?, names.next()?))
        })
        .collect()
}

/// A range of which one end alone is said.
fn half_a_range(part: &Node<'_>) -> Diagnostic {
    let (missing, help) = match part.has(Rule::kw_from) {
        true => (
            "longest",
            format!(
                "write behind it the longest there is: `{} to …`",
                part.text().trim()
            ),
        ),
        false => (
            "shortest",
            format!(
                "write before it the shortest there is: `from … {}`",
                part.text().trim()
            ),
        ),
    };
    let message = format!("it is not said which period is the {missing}");
    Diagnostic::new(Code::NoRange, message)
        .at(part.span(), "")
        .help(help)
}

fn bearer(node: &Node<'_>) -> Option<Bearer> {
    Some(Bearer {
        who: words(node)?,
        on_request: node.child(Rule::on_request).map(|part| part.span()),
    })
}

pub fn procedure(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<ItemKind> {
    let grants = node.child(Rule::grants);
    let grants = grants.iter().flat_map(|grants| grants.all(Rule::applied));
    let grants: Option<Vec<Applied>> = grants.map(|one| applied(found, &one)).collect();
    Some(ItemKind::Procedure {
        name: named(node)?,
        params: params(node),
        phrases: phrases(node),
        bearer: node.child(Rule::bearer).and_then(|node| bearer(&node)),
        grants: grants?,
        open: node.child(Rule::openness)?.has(Rule::kw_open),
    })
}
