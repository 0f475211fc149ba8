//! Requirements: each rule that requires something of a step has a Boolean term of its own.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{ExprId, Phrases, StepId, Term, TermId, TermRole, Type, Value, WrittenId};
use crate::syntax::Expr;
use crate::text::Span;

use super::super::context::{Checker, PendingRule};
use super::conditions::Scope;
use super::in_place::Place;

impl<'c> Checker<'c> {
    pub fn lower_requirement(
        &mut self,
        pending: &PendingRule<'c>,
        step: Option<StepId>,
        requirements: &[(&Expr, Span)],
        scope: &Scope,
        conditions: &[ExprId],
        above: &[WrittenId],
    ) {
        let step = match step {
            Some(step) if !self.law[step].is_event() => step,
            _ => {
                if let Some((_, span)) = requirements.first() {
                    self.needs_a_step(step, *span, "requires");
                }
                return;
            }
        };
        let mut parts = Vec::new();
        for (expr, _) in requirements {
            match self.lower_of(pending, scope).condition(expr) {
                Some(part) => parts.push(part),
                None => {
                    self.broken.insert(pending.id);
                }
            }
        }
        let value = self.law.exprs.and(parts);
        self.put_in_place(
            Place::Requirement,
            (pending.id, Some(step), above),
            step,
            (conditions, value),
            Some(|this: &mut Self| this.new_requirement(pending, step)),
        );
    }

    fn new_requirement(&mut self, pending: &PendingRule<'c>, step: StepId) -> TermId {
        let nothing = self.law.exprs.lit(Value::Bool(true));
        let term = self.add_term(Term {
            name: format!("what `{}` requires", pending.rule.name.text),
            span: Some(pending.rule.name.span),
            of: None,
            role: TermRole::Requirement(step),
            ty: Type::Bool,
            phrases: Phrases::default(),
            otherwise: Some(nothing),
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        self.law[step].requirements.push(term);
        term
    }

    /// Reports an effect on a procedure in a rule about none, or about an event.
    pub fn needs_a_step(&mut self, step: Option<StepId>, span: Span, what: &str) {
        let about = match step {
            Some(step) => format!("`{}` is an event", self.law[step].name),
            None => "the rule names none".to_owned(),
        };
        self.report(
            Diagnostic::new(
                Code::BadEffect,
                format!("`{what}` is said of a procedure, and {about}"),
            )
            .at(span, "")
            .help("name the procedure in the head of the rule: `on PROCEDURE`"),
        );
    }
}
