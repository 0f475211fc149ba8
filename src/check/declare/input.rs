//! Facts and holdings.

use crate::law::{Input, InputKind, Type, Value};
use crate::syntax::{Expr, Name, Phrases};
use crate::text::Span;

use super::super::context::{Checker, add_input};
use super::super::phrases::{phrases, phrases_of};
use super::super::symbols::Symbol;

impl<'c> Checker<'c> {
    pub fn declare_fact(
        &mut self,
        name: &Name,
        ty: &Name,
        words: &Phrases,
        over_time: Option<Span>,
        usually: Option<&'c Expr>,
    ) {
        let Some(found) = self.find_type(ty) else {
            self.symbols.note_broken([name.text.clone()]);
            return;
        };
        let input = Input {
            name: self.symbols.full(name),
            span: Some(name.span),
            kind: InputKind::Fact,
            ty: found,
            phrases: phrases_of(found, words),
            usually: None,
            history: None,
        };
        let id = add_input(&mut self.law, input);
        self.add_history(id, over_time);
        if self.declare_name(name, Symbol::Input(id))
            && let Some(expr) = usually
        {
            self.pending.usuals.push((id, expr));
        }
    }

    pub fn declare_holding(&mut self, name: &Name, words: &Phrases, over_time: Option<Span>) {
        let input = Input {
            name: self.symbols.full(name),
            span: Some(name.span),
            kind: InputKind::Holding,
            ty: Type::Bool,
            phrases: phrases(words),
            usually: Some(Value::Bool(false)),
            history: None,
        };
        let id = add_input(&mut self.law, input);
        self.add_history(id, over_time);
        self.declare_name(name, Symbol::Input(id));
    }
}
