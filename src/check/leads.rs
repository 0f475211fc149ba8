//! What a sanction leads to.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Type;
use crate::syntax::ItemKind;

use super::Symbol;
use super::context::Checker;

impl Checker<'_> {
    /// The procedures and events that a term of yes or no brings about where it is so.
    pub fn lower_leads(&mut self) {
        for item in std::mem::take(&mut self.pending.leading) {
            let ItemKind::Term {
                name, ty, leads_to, ..
            } = &item.kind
            else {
                continue;
            };
            let term = |symbol| match symbol {
                Symbol::Term(term) => Some(term),
                _ => None,
            };
            let term = self
                .symbols
                .find(name, "a term", &mut self.diagnostics, term);
            let Some(term) = term else { continue };
            if self.law[term].ty != Type::Bool {
                let message = format!("`{}` is not of yes or no, and leads to nothing", name.text);
                let found = Diagnostic::new(Code::TypeMismatch, message)
                    .at(ty.span, "")
                    .help("let a term of the type `bool` lead to it: where it is so, the step follows");
                self.report(found);
                continue;
            }
            for to in leads_to {
                let step = |symbol| match symbol {
                    Symbol::Step(step) => Some(step),
                    _ => None,
                };
                let wanted = "a procedure or an event";
                let step = self.symbols.find(to, wanted, &mut self.diagnostics, step);
                let Some(step) = step else { continue };
                if !self.law.leads.contains(&(term, step)) {
                    self.law.leads.push((term, step));
                }
            }
        }
    }
}
