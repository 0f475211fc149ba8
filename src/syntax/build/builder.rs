use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;

use super::super::expr::Expr;
use super::super::expression::ExprBuilder;
use super::super::node::{Node, Rule};

/// Builds items; keeps the mistakes, and the names of what has to be left out.
pub struct Builder<'d> {
    pub found: &'d mut Vec<Diagnostic>,
    pub broken: &'d mut BTreeSet<String>,
}

impl Builder<'_> {
    pub fn expr(&mut self, node: &Node<'_>) -> Option<Expr> {
        ExprBuilder::new(self.found).build(node)
    }

    pub fn expr_in(&mut self, node: &Node<'_>) -> Option<Expr> {
        self.expr(&node.child(Rule::expr)?)
    }

    /// The expression of an optional part: `Some(None)` where the part is absent, `None` after a
    /// mistake in it.
    pub fn optional(&mut self, node: &Node<'_>, part: Rule) -> Option<Option<Expr>> {
        match node.child(part) {
            Some(part) => self.expr_in(&part).map(Some),
            None => Some(None),
        }
    }

    /// The expression that stands in a node, where it need not.
    pub fn expr_in_optional(&mut self, node: &Node<'_>) -> Option<Option<Expr>> {
        match node.child(Rule::expr) {
            Some(expr) => self.expr(&expr).map(Some),
            None => Some(None),
        }
    }
}
