//! Findings of an audit that are intended.

use crate::law::{Deliberate, Intended, WrittenId};
use crate::syntax::{FindingKind, ItemKind, Name};

use super::Symbol;
use super::context::Checker;
use super::phrases::folded;

impl<'c> Checker<'c> {
    /// What is intended, by the names of what it is about.
    pub fn lower_intended(&mut self) {
        for item in std::mem::take(&mut self.pending.intended) {
            let ItemKind::Intended {
                finding,
                names,
                because,
            } = &item.kind
            else {
                continue;
            };
            let about: Vec<Option<Deliberate>> = match (finding, names.as_slice()) {
                // The grammar gives a conflict two names.
                (FindingKind::Conflict, [one, other]) => {
                    let (one, other) = (self.rules_named(one), self.rules_named(other));
                    vec![
                        one.zip(other)
                            .map(|(one, other)| Deliberate::Conflict(one, other)),
                    ]
                }
                _ => names
                    .iter()
                    .map(|name| self.deliberate(*finding, name))
                    .collect(),
            };
            for about in about.into_iter().flatten() {
                self.law.intended.push(Intended {
                    about,
                    because: folded(because),
                    span: item.span,
                });
            }
        }
    }

    fn deliberate(&mut self, finding: FindingKind, name: &Name) -> Option<Deliberate> {
        let (wanted, is): (_, fn(Symbol) -> bool) = match finding {
            FindingKind::Gap => ("a term", |symbol| matches!(symbol, Symbol::Term(_))),
            FindingKind::Duty => ("a procedure", |symbol| matches!(symbol, Symbol::Step(_))),
            FindingKind::DeadEnd => ("a holding", |symbol| matches!(symbol, Symbol::Input(_))),
            FindingKind::Idle | FindingKind::Conflict => {
                return self.rules_named(name).map(Deliberate::Idle);
            }
        };
        let found = |symbol| is(symbol).then_some(symbol);
        match self
            .symbols
            .find(name, wanted, &mut self.diagnostics, found)?
        {
            Symbol::Term(term) => Some(Deliberate::Gap(term)),
            Symbol::Step(step) => Some(Deliberate::Duty(step)),
            Symbol::Input(input) => Some(Deliberate::DeadEnd(input)),
            _ => None,
        }
    }

    /// The versions of a rule.
    fn rules_named(&mut self, name: &Name) -> Option<Vec<WrittenId>> {
        let found = |symbol| match symbol {
            Symbol::Rule(rule) => Some(rule),
            _ => None,
        };
        let rule = self
            .symbols
            .find(name, "a rule", &mut self.diagnostics, found)?;
        Some(self.symbols.versions(rule).collect())
    }
}
