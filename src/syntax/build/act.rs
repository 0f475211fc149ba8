use super::super::act::{Act, FirstDay, InForce};
use super::super::canon::{Canon, Prevails};
use super::super::expr::ExprKind;
use super::super::expression::{act_day, integer, name};
use super::super::node::{Node, Rule};
use super::super::{Ground, ItemKind};
use super::builder::Builder;
use super::parts::{grounds, named, words};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};

impl Builder<'_> {
    pub fn act(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let after = node.child(Rule::after);
        let after = after.iter().flat_map(|after| after.all(Rule::name));
        Some(ItemKind::Act(Act {
            name: named(node)?,
            title: words(node)?,
            after: after.map(|n| name(&n)).collect(),
            rank: node.child(Rule::rank).and_then(|rank| named(&rank)),
            special_to: node
                .child(Rule::special_to)
                .map(|to| to.all(Rule::name).map(|n| name(&n)).collect())
                .unwrap_or_default(),
            adopted: self.day_of_act(node, Rule::adopted, "adopted")?,
            published: self.day_of_act(node, Rule::published, "published")?,
            in_force: match node.child(Rule::in_force) {
                Some(part) => Some(self.in_force(&part)?),
                None => None,
            },
        }))
    }

    /// A day on which something happened to an act: one, whatever the readings. `None` after a
    /// mistake.
    fn day_of_act(
        &mut self,
        node: &Node<'_>,
        part: Rule,
        happened: &str,
    ) -> Option<Option<(Day, Vec<Ground>)>> {
        let Some(part) = node.child(part) else {
            return Some(None);
        };
        let said = self.expr_in(&part)?;
        if let ExprKind::Day(day) = said.kind {
            return Some(Some((day, grounds(&part))));
        }
        let message = format!("an act is {happened} on one day, whatever the readings");
        self.found.push(
            Diagnostic::new(Code::NotFixed, message)
                .at(said.span, "")
                .help(format!(
                    "write `{happened} DAY`; what may hang on readings is the first day: `in force if …`"
                )),
        );
        None
    }

    fn in_force(&mut self, node: &Node<'_>) -> Option<InForce> {
        let said = |part: &Node<'_>| act_day(&part.child(Rule::event)?);
        let (first, span) = if node.has(Rule::expr) {
            let said = self.expr_in(node)?;
            let span = said.span;
            (FirstDay::On(said), span)
        } else if let Some(expiry) = node.child(Rule::expiry) {
            let days = integer(self.found, &expiry.child(Rule::integer)?)?;
            (FirstDay::OnExpiry(days, said(&expiry)?), expiry.span())
        } else {
            (FirstDay::With(said(node)?), node.child(Rule::event)?.span())
        };
        Some(InForce {
            first,
            span,
            grounds: grounds(node),
        })
    }
}

/// A canon.
pub fn canon(node: &Node<'_>) -> Option<ItemKind> {
    let which = node.children().find(|child| {
        matches!(
            child.rule(),
            Rule::higher | Rule::kw_special | Rule::kw_later
        )
    })?;
    let prevails = match which.rule() {
        Rule::higher => Prevails::Higher(which.all(Rule::name).map(|n| name(&n)).collect()),
        Rule::kw_special => Prevails::Special,
        _ => Prevails::Later,
    };
    Some(ItemKind::Canon(Canon {
        prevails,
        span: which.span(),
        title: words(node),
        grounds: grounds(node),
    }))
}
