//! What is given or supposed of a person.

use crate::diagnostic::{Code, Diagnostic};

use super::super::expr::{Binding, Element, Expr, ExprKind};
use super::super::node::{Node, Rule};
use super::super::{Time, TimeEnd};
use super::leaf::{applied_in, name};
use super::{Built, ExprBuilder};

impl ExprBuilder<'_> {
    /// An expression under suppositions.
    pub(super) fn fiction(&mut self, left: Built, node: &Node<'_>) -> Option<Built> {
        let bindings: Option<Vec<Binding>> = node
            .all(Rule::binding)
            .map(|binding| self.binding(&binding))
            .collect();
        let span = left.expr.span.join(node.span());
        let kind = ExprKind::With(Box::new(left.expr), bindings?);
        Some(Built {
            expr: Expr { kind, span },
            height: left.height + 1,
        })
    }

    /// What is given of the person.
    pub fn binding(&mut self, node: &Node<'_>) -> Option<Binding> {
        let inner = node.children().next()?;
        let positive = !inner.has(Rule::kw_not);
        if let Some(time) = inner.child(Rule::time) {
            return self.lasts(&inner, &time, positive);
        }
        Some(match inner.rule() {
            Rule::none_held => Binding::NothingHeld(inner.span()),
            Rule::holding_is => Binding::Holds(applied_in(self.found, &inner)?, positive),
            Rule::equals => Binding::Equals(
                applied_in(self.found, &inner)?,
                self.build(&inner.child(Rule::expr)?)?,
            ),
            Rule::elements => {
                let elements: Option<Vec<Element>> = inner
                    .all(Rule::element)
                    .map(|element| self.element(&element))
                    .collect();
                let list = name(&inner.child(Rule::name)?);
                Binding::Elements(list, elements?, inner.span())
            }
            _ => Binding::Flag(applied_in(self.found, &inner)?, positive),
        })
    }

    fn element(&mut self, node: &Node<'_>) -> Option<Element> {
        let fields: Option<Vec<Binding>> = node
            .all(Rule::entry)
            .map(|entry| self.binding(&entry))
            .collect();
        Some(Element {
            fields: fields?,
            span: node.span(),
        })
    }

    /// Something that holds from a day on or up to one.
    fn lasts(&mut self, node: &Node<'_>, time: &Node<'_>, positive: bool) -> Option<Binding> {
        if !positive {
            self.found.push(
                Diagnostic::new(Code::Syntax, "what does not hold has no time")
                    .at(time.span(), "")
                    .help("say when it holds, or leave out the time"),
            );
            return None;
        }
        let since = match time.child(Rule::since) {
            Some(since) => Some(self.build(&since.child(Rule::expr)?)?),
            None => None,
        };
        let end = match time.child(Rule::time_end) {
            Some(end) => Some(TimeEnd {
                day: self.build(&end.child(Rule::expr)?)?,
                through: end.has(Rule::kw_through),
            }),
            None => None,
        };
        let held = node.rule() == Rule::holding_is;
        Some(Binding::Lasts(
            applied_in(self.found, node)?,
            held,
            Time { since, end },
        ))
    }
}
