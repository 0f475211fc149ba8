//! What a rule says follows, as kernel rules that give terms a value.

use crate::law::{
    Effect as KernelEffect, ExprId, StepId, Term, TermId, TermRole, Value, WrittenId,
};
use crate::syntax::{Effect, Expr, Name};
use crate::text::Span;

use super::super::Symbol;
use super::super::context::{Checker, PendingRule};
use super::super::lower::Place;
use super::conditions::Scope;

/// The value that an effect gives its term.
enum Given {
    /// What the kind of effect says: open, closed, a norm.
    Fixed(Value),
    /// What is written.
    Written(ExprId),
}

impl<'c> Checker<'c> {
    /// The kernel rules of one written rule for one step (or for none). `above` are the written
    /// rules it prevails over.
    pub fn lower_effects(
        &mut self,
        pending: &PendingRule<'c>,
        step: Option<StepId>,
        above: &[WrittenId],
    ) {
        let scope = self.scope(step);
        let Some(conditions) = self.conditions(pending, &scope) else {
            return;
        };
        let requirements: Vec<(&Expr, Span)> = pending
            .rule
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Requires(expr, span) => Some((expr, *span)),
                _ => None,
            })
            .collect();
        if !requirements.is_empty() {
            self.lower_requirement(pending, step, &requirements, &scope, &conditions, above);
        }
        for effect in &pending.rule.effects {
            let Some((term, given)) = self.given(effect, step, &scope) else {
                continue;
            };
            let conditions = match effect {
                Effect::Open(_) | Effect::Close(_) => conditions.clone(),
                _ => self.occasional(step, &conditions),
            };
            let value = match given {
                Given::Fixed(value) => self.law.exprs.lit(value),
                Given::Written(value) => value,
            };
            if let Effect::Must(act, deadline) = effect {
                let due = (act, deadline.as_ref());
                self.lower_deadline(pending, due, step, &scope, &conditions, above);
            }
            let effect = KernelEffect::Value(term, value);
            self.add_rule(pending.id, step, conditions, effect, above);
        }
    }

    /// The term that an effect is about, and the value it gives. `None` for a requirement, which
    /// has a term of its own, and after a mistake.
    fn given(
        &mut self,
        effect: &Effect,
        step: Option<StepId>,
        scope: &Scope,
    ) -> Option<(TermId, Given)> {
        let (term, value) = match effect {
            Effect::Requires(..) => return None,
            Effect::Open(span) => (self.open_term(step, *span, "open")?, Value::Bool(true)),
            Effect::Close(span) => (self.open_term(step, *span, "closed")?, Value::Bool(false)),
            Effect::Must(act, _) => self.norm(act, Term::MUST)?,
            Effect::May(act) => self.norm(act, Term::MAY)?,
            Effect::MustNot(act) => self.norm(act, Term::MUST_NOT)?,
            Effect::Sets(name, expr) => {
                let term = self.value_term(name)?;
                let ty = self.law[term].ty;
                let value = self.lower(scope, Place::Law).of_term(expr, ty)?;
                return Some((term, Given::Written(value)));
            }
        };
        Some((term, Given::Fixed(value)))
    }

    fn open_term(&mut self, step: Option<StepId>, span: Span, what: &str) -> Option<TermId> {
        match step {
            Some(step) if !self.law[step].is_event() => Some(self.law[step].open),
            _ => {
                self.needs_a_step(step, span, what);
                None
            }
        }
    }

    fn norm(&mut self, act: &Name, place: u32) -> Option<(TermId, Value)> {
        let step = self.find_procedure(act)?;
        Some((self.law[step].norm, Value::Member(self.norms, place)))
    }

    fn value_term(&mut self, name: &Name) -> Option<TermId> {
        let law = &self.law;
        self.symbols.find(
            name,
            "a term",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Term(term) if law[term].role == TermRole::Value => Some(term),
                _ => None,
            },
        )
    }
}
