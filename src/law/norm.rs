//! The duty in a norm: what says that a step must be taken.

use super::{Expr, ExprId, Law, Op, RuleId, StepId, Term, Type, Value};

impl Law {
    /// Whether an expression is the norm `must`.
    pub fn is_must(&self, expr: ExprId) -> bool {
        matches!(
            self.exprs.get(expr),
            Expr::Lit(Value::Member(_, Term::MUST))
        )
    }

    /// Whether a rule says that something must be done.
    pub fn is_binding(&self, rule: RuleId) -> bool {
        self[rule].value().is_some_and(|value| self.is_must(value))
    }

    /// The expression that a step is due: that its norm is `must`. `None` where its norm is of no
    /// list of norms, as in a law under construction.
    pub fn due(&mut self, step: StepId) -> Option<ExprId> {
        let norm = self[step].norm;
        let Type::Enum(norms) = self[norm].ty else {
            return None;
        };
        let called = self.exprs.add(Expr::Call(norm));
        let must = self.exprs.lit(Value::Member(norms, Term::MUST));
        Some(self.exprs.add(Expr::Op(Op::Equal, vec![called, must])))
    }
}
