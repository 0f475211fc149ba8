//! Findings of an audit that are intended.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Deliberate, InputKind, Intended, WrittenId};
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
                    .flat_map(|name| self.deliberate(*finding, name))
                    .map(Some)
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

    /// What a name stands for: a holding with attributes for each of its holdings.
    fn deliberate(&mut self, finding: FindingKind, name: &Name) -> Vec<Deliberate> {
        let (wanted, is): (_, fn(Symbol) -> bool) = match finding {
            FindingKind::Gap | FindingKind::Sanction => {
                ("a term", |symbol| matches!(symbol, Symbol::Term(_)))
            }
            FindingKind::Duty => ("a procedure", |symbol| matches!(symbol, Symbol::Step(_))),
            FindingKind::DeadEnd => ("a holding", |symbol| {
                matches!(symbol, Symbol::Input(_) | Symbol::Family(_))
            }),
            FindingKind::Idle | FindingKind::Conflict => {
                return Vec::from_iter(self.rules_named(name).map(Deliberate::Idle));
            }
            FindingKind::Boundary => {
                return Vec::from_iter(self.rules_named(name).map(Deliberate::Threshold));
            }
        };
        let found = |symbol| is(symbol).then_some(symbol);
        let symbol = self
            .symbols
            .find(name, wanted, &mut self.diagnostics, found);
        match symbol {
            Some(Symbol::Term(term)) if finding == FindingKind::Sanction => {
                vec![Deliberate::Sanction(term)]
            }
            Some(Symbol::Term(term)) => vec![Deliberate::Gap(term)],
            Some(Symbol::Step(step)) => vec![Deliberate::Duty(step)],
            Some(Symbol::Input(input)) if self.law[input].kind == InputKind::Holding => {
                vec![Deliberate::DeadEnd(input)]
            }
            Some(Symbol::Input(_)) => {
                let message = format!(
                    "`{}` is no holding, and a holding is wanted here",
                    name.text
                );
                self.report(Diagnostic::new(Code::WrongKind, message).at(name.span, ""));
                Vec::new()
            }
            Some(Symbol::Family(at)) => {
                let members = self.symbols.family(at).map(|family| family.members.clone());
                let members = members.unwrap_or_default().into_iter();
                members
                    .map(|(_, input)| Deliberate::DeadEnd(input))
                    .collect()
            }
            _ => Vec::new(),
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
