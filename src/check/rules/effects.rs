//! What a rule says follows, as kernel rules that give terms a value.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect as KernelEffect, ExprId, StepId, Term, TermId, Value, WrittenId};
use crate::syntax::{Effect, Expr, Name, Target};
use crate::text::Span;

use super::super::Symbol;
use super::super::context::{Checker, PendingRule};
use super::conditions::Scope;
use super::twice::Said;

/// The value that an effect gives its term.
enum Given {
    /// What the kind of effect says: open, closed, a norm.
    Fixed(Value),
    /// What is written.
    Written(ExprId),
}

/// Which effects of a rule are meant.
#[derive(Clone, Copy)]
pub enum Effects {
    All,
    /// That a step is open, is closed, requires something.
    OfSteps,
    /// All others.
    OfNoStep,
}

impl Effects {
    /// Whether it has an effect.
    fn has(self, effect: &Effect) -> bool {
        let of_step = matches!(
            effect,
            Effect::Open(_) | Effect::Close(_) | Effect::Requires(..)
        );
        match self {
            Self::All => true,
            Self::OfSteps => of_step,
            Self::OfNoStep => !of_step,
        }
    }

    /// Whether it has any of these.
    pub fn has_some(self, effects: &[Effect]) -> bool {
        effects.iter().any(|effect| self.has(effect))
    }
}

impl<'c> Checker<'c> {
    /// The kernel rules of one written rule for one step (or for none). `above` are the written
    /// rules it prevails over.
    pub fn lower_effects(
        &mut self,
        pending: &PendingRule<'c>,
        step: Option<StepId>,
        above: &[WrittenId],
        which: Effects,
    ) {
        let scope = self.scope(step);
        let Some(conditions) = self.conditions(pending, &scope) else {
            self.broken.insert(pending.id);
            return;
        };
        let effects = || pending.rule.effects.iter().filter(|one| which.has(one));
        let requirements: Vec<(&Expr, Span)> = effects()
            .filter_map(|effect| match effect {
                Effect::Requires(expr, span) => Some((expr, *span)),
                _ => None,
            })
            .collect();
        if !requirements.is_empty() {
            self.lower_requirement(pending, step, &requirements, &scope, &conditions, above);
        }
        let mut said = Said::default();
        for effect in effects() {
            let Some((term, given)) = self.given(pending, effect, step, &scope) else {
                if !matches!(effect, Effect::Requires(..)) {
                    self.broken.insert(pending.id);
                }
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
            if !self.note_effect(&mut said, term, value, effect) {
                continue;
            }
            if let Effect::Must(act, deadline) = effect {
                let due = (act, deadline.as_ref());
                self.lower_deadline(pending, due, step, &scope, &conditions, above);
            }
            let effect = KernelEffect::Value(term, value);
            self.add_rule(pending.id, step, conditions, effect, above);
        }
    }

    /// Whether what a rule says asks for no choice of a step. It is lowered to see that, so that its
    /// expressions are in the law, and no rule is.
    pub fn lowers_without_step(&mut self, pending: &PendingRule<'c>) -> bool {
        self.silently(|this| {
            let scope = this.scope(None);
            let told = this.diagnostics.len();
            let conditions = this.conditions(pending, &scope);
            for effect in pending
                .rule
                .effects
                .iter()
                .filter(|one| Effects::OfNoStep.has(one))
            {
                this.given(pending, effect, None, &scope);
            }
            conditions.is_some() && !this.is_wrong_since(told)
        })
    }

    /// The term that an effect is about, and the value it gives. `None` for a requirement, which
    /// has a term of its own, and after a mistake.
    fn given(
        &mut self,
        pending: &PendingRule<'c>,
        effect: &Effect,
        step: Option<StepId>,
        scope: &Scope,
    ) -> Option<(TermId, Given)> {
        self.of_each_element(pending, effect)?;
        let (term, value) = match effect {
            Effect::Requires(..) => return None,
            Effect::Open(span) => (self.open_term(step, *span, "open")?, Value::Bool(true)),
            Effect::Close(span) => (self.open_term(step, *span, "closed")?, Value::Bool(false)),
            Effect::Must(act, _) => self.norm(act, Term::MUST)?,
            Effect::May(act) => self.norm(act, Term::MAY)?,
            Effect::MustNot(act) => self.norm(act, Term::MUST_NOT)?,
            Effect::Sets(target, expr) => {
                self.no_field_set(target)?;
                let term = self.value_term(pending, &target.name)?;
                self.said_of(pending, target, term)?;
                let ty = self.law[term].ty;
                let value = self.lower_of(pending, scope).of_term(expr, ty)?;
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

    /// A rule about an element says something of it, and nothing of the person: which element would
    /// it be?
    fn of_each_element(&mut self, pending: &PendingRule<'c>, effect: &Effect) -> Option<()> {
        let Some(of) = pending.of else {
            return Some(());
        };
        let span = match effect {
            Effect::Sets(target, _) if target.of.is_some() => return Some(()),
            Effect::Sets(target, _) => target.name.span,
            Effect::Must(name, _) | Effect::May(name) | Effect::MustNot(name) => name.span,
            Effect::Open(span) | Effect::Close(span) | Effect::Requires(_, span) => *span,
        };
        let name = &self.law[of].name;
        let help = format!(
            "give a term of the element a value: `{name}.TERM = …`; what follows for the person is a rule \
             of its own: `when any LIST where {name}.TERM`"
        );
        let message = format!("a rule of each `{name}` says this of the person");
        self.report(
            Diagnostic::new(Code::BadEffect, message)
                .at(span, "")
                .help(help),
        );
        None
    }

    /// Whether a rule may give the term a value: a term of an element in a rule of that element.
    fn said_of(&mut self, pending: &PendingRule<'c>, target: &Target, term: TermId) -> Option<()> {
        let law = &self.law;
        let wanted = law[term].of;
        let named = match &target.of {
            Some(name) => Some(self.find_record(name)?),
            None => None,
        };
        if wanted == named && named == pending.of {
            return Some(());
        }
        let law = &self.law;
        let term = target.name.text.as_str();
        let (message, help) = match (wanted, named) {
            (Some(of), None) => {
                let name = &law[of].name;
                (
                    format!("`{term}` is said of each `{name}`"),
                    format!("write `{name}.{term} = …`"),
                )
            }
            (Some(of), Some(named)) if of == named => {
                let name = &law[of].name;
                (
                    format!("the rule does not say that it is about each `{name}`"),
                    format!("write `of {name}` behind its name"),
                )
            }
            (_, Some(named)) => {
                let name = &law[named].name;
                (
                    format!("`{term}` is not said of a `{name}`"),
                    format!("declare it: `term {term} of {name} : …`"),
                )
            }
            (None, None) => return Some(()),
        };
        let span = target.name.span;
        self.report(
            Diagnostic::new(Code::NoElement, message)
                .at(span, "")
                .help(help),
        );
        None
    }

    /// Reports a field that is to be given a value.
    fn no_field_set(&mut self, target: &Target) -> Option<()> {
        let Some(of) = &target.of else {
            return Some(());
        };
        let Some(Symbol::Record(record)) = self.symbols.of(of) else {
            return Some(());
        };
        let own = &target.name.text;
        let full = format!("{}.{own}", self.law[record].name);
        let fields = &self.law[record].fields;
        if self.symbols.of(&target.name).is_some()
            || fields.iter().all(|field| self.law[*field].name != full)
        {
            return Some(());
        }
        let message = format!("`{own}` is a field: what is given is not decided by a rule");
        let help = format!(
            "declare a term for what follows: `term … of {} : …`",
            of.text
        );
        self.report(
            Diagnostic::new(Code::WrongKind, message)
                .at(target.name.span, "")
                .help(help),
        );
        None
    }

    /// The term that a rule gives a value, or of which it is one of the dated values.
    fn value_term(&mut self, pending: &PendingRule<'c>, name: &Name) -> Option<TermId> {
        let law = &self.law;
        if let Some(Symbol::Term(term)) = self.symbols.of(name)
            && law.is_parameter(term)
            && !law[pending.id].is_value
        {
            let message = format!("`{}` is a parameter: no rule says what it is", name.text);
            let help = format!(
                "give it a value with its first day, `from …: …`, in `parameter {}`; what rules decide is a \
                 `term`",
                name.text
            );
            self.report(
                Diagnostic::new(Code::WrongKind, message)
                    .at(name.span, "")
                    .help(help),
            );
            return None;
        }
        self.symbols.find(
            name,
            "a term",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Term(term) if law[term].is_given_values() => Some(term),
                _ => None,
            },
        )
    }
}
