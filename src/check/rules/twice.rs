//! A rule that says the same twice, or two things that exclude each other.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr as Kernel, ExprId, TermId};
use crate::syntax::{Effect, Name, Rule};
use crate::text::Span;

use super::super::context::Checker;

/// What one rule has given its terms so far, with the effects that do.
#[derive(Default)]
pub struct Said<'c> {
    values: BTreeMap<TermId, (ExprId, &'c Effect)>,
}

impl<'c> Checker<'c> {
    /// Notes the value that an effect of a rule gives a term. Reports one that an effect before it
    /// gives as well, or that excludes it: whether the rule may give the term this value.
    pub fn note_effect(
        &mut self,
        said: &mut Said<'c>,
        term: TermId,
        value: ExprId,
        effect: &'c Effect,
    ) -> bool {
        let Some((other, first)) = said.values.get(&term).copied() else {
            said.values.insert(term, (value, effect));
            return true;
        };
        let places = (place(first), place(effect));
        if other == value {
            // Two days by which something must be done are two things.
            if deadline(first).is_none() && deadline(effect).is_none() {
                self.report_said_twice("the rule says this twice".to_owned(), places);
            }
            return true;
        }
        let exprs = &self.law.exprs;
        let literals = [other, value].map(|id| matches!(exprs.get(id), Kernel::Lit(_)));
        if literals != [true, true] {
            return true;
        }
        let message = match effect {
            Effect::Sets(target, _) => format!("the rule gives `{}` two values", target.name.text),
            Effect::Must(name, _) | Effect::May(name) | Effect::MustNot(name) => {
                format!(
                    "the rule says two things of `{}` that exclude each other",
                    name.text
                )
            }
            _ => "the rule says both `open` and `closed`".to_owned(),
        };
        self.report(
            Diagnostic::new(Code::DuplicateClause, message)
                .at(places.1, "")
                .note("it says first", places.0, "")
                .help("delete one of them; what follows on other conditions is a rule of its own"),
        );
        false
    }

    /// Points out names that stand twice in a list of the head of a rule.
    pub fn report_named_twice(&mut self, rule: &Rule) {
        for names in [&rule.on, &rule.lifts, &rule.despite, &rule.subject_to] {
            let mut known: BTreeMap<String, &Name> = BTreeMap::new();
            for name in names {
                let key = self.symbols.key(name);
                match known.get(&key) {
                    Some(first) => {
                        let message = format!("the rule names `{}` twice", name.text);
                        self.report_said_twice(message, (first.span, name.span));
                    }
                    None => {
                        known.insert(key, name);
                    }
                }
            }
        }
    }

    fn report_said_twice(&mut self, message: String, (first, second): (Span, Span)) {
        self.report(
            Diagnostic::new(Code::SaidTwice, message)
                .at(second, "the second time")
                .note("the first time", first, "")
                .help("delete one of them: the second changes nothing"),
        );
    }
}

/// Where an effect stands.
fn place(effect: &Effect) -> Span {
    match effect {
        Effect::Open(span) | Effect::Close(span) | Effect::Requires(_, span) => *span,
        Effect::Must(name, _) | Effect::May(name) | Effect::MustNot(name) => name.span,
        Effect::Sets(target, value) => target.span().join(value.span),
    }
}

fn deadline(effect: &Effect) -> Option<&crate::syntax::Deadline> {
    match effect {
        Effect::Must(_, deadline) => deadline.as_ref(),
        _ => None,
    }
}
