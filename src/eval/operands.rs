//! The operands that decide what an expression comes to.

use crate::law::{Expr, ExprId};

use super::interpreter::Interpreter;
use super::outcome::Outcome;

impl Interpreter<'_> {
    /// The operands that decide what an expression comes to: the false parts of a false
    /// conjunction, all parts of a true one, the open parts of an open one, and so on. None of a
    /// constant, an input, or what refers to terms, rules or other contexts.
    pub(super) fn decisive_operands(&mut self, site: ExprId) -> Vec<ExprId> {
        let law = self.law;
        match law.exprs.get(site) {
            Expr::Lit(_)
            | Expr::In(_)
            | Expr::Call(_)
            | Expr::Stands(_)
            | Expr::With(_, _)
            | Expr::Reach(_) => Vec::new(),
            Expr::Not(inner) => vec![*inner],
            Expr::And(parts) => self.decisive_parts(site, parts, false),
            Expr::Or(parts) => self.decisive_parts(site, parts, true),
            Expr::If(condition, yes, no) => self.decisive_branch(site, *condition, *yes, *no),
            Expr::Op(_, operands) => self.decisive_factors(site, operands),
        }
    }

    fn decisive_parts(&mut self, site: ExprId, parts: &[ExprId], dominant: bool) -> Vec<ExprId> {
        let decides: fn(&Outcome) -> bool = match self.evaluate(site) {
            outcome if outcome == Outcome::truth(!dominant) => return parts.to_vec(),
            Outcome::Value(_) if dominant => Outcome::is_true,
            Outcome::Value(_) => Outcome::is_false,
            Outcome::Open(_) => Outcome::is_open,
            Outcome::Fail(_) => Outcome::is_failed,
        };
        self.those(parts, decides)
    }

    fn decisive_branch(
        &mut self,
        site: ExprId,
        condition: ExprId,
        yes: ExprId,
        no: ExprId,
    ) -> Vec<ExprId> {
        match (self.evaluate(condition), self.evaluate(site)) {
            (found, _) if found.is_true() => vec![condition, yes],
            (found, _) if found.is_false() => vec![condition, no],
            // Both branches agree, whatever the condition comes to.
            (_, Outcome::Value(_)) => vec![yes, no],
            (_, Outcome::Open(_)) => self.those(&[condition, yes, no], Outcome::is_open),
            _ => vec![condition],
        }
    }

    fn decisive_factors(&mut self, site: ExprId, operands: &[ExprId]) -> Vec<ExprId> {
        let lacking = match self.evaluate(site) {
            Outcome::Value(_) => Vec::new(),
            Outcome::Open(_) => self.those(operands, Outcome::is_open),
            Outcome::Fail(_) => self.those(operands, Outcome::is_failed),
        };
        // Where no operand failed, the operation did, on all of them.
        if lacking.is_empty() {
            operands.to_vec()
        } else {
            lacking
        }
    }

    fn those(&mut self, parts: &[ExprId], wanted: fn(&Outcome) -> bool) -> Vec<ExprId> {
        parts
            .iter()
            .copied()
            .filter(|part| wanted(&self.evaluate(*part)))
            .collect()
    }
}
