//! Terms and defines.

use crate::law::{Term, TermId, TermRole, Type};
use crate::syntax::{Expr, Ground, Item, Name, Phrases};

use super::super::context::Checker;
use super::super::phrases::{phrases_of, yes_or_no};
use super::super::symbols::Symbol;

impl<'c> Checker<'c> {
    pub fn declare_define(
        &mut self,
        item: &'c Item,
        name: &Name,
        of: Option<&Name>,
        words: &Phrases,
        grounds: &[Ground],
    ) {
        let grounds = self.grounds(grounds);
        let Ok(of) = self.element(of, name) else {
            return;
        };
        // The type follows from the expression; see `lower_defines`.
        let id = self.add_term(Term {
            name: self.symbols.full(name),
            span: Some(name.span),
            of,
            role: TermRole::Define,
            ty: Type::Bool,
            phrases: yes_or_no(words),
            otherwise: None,
            rules: Vec::new(),
            grounds,
        });
        if self.declare_name(name, Symbol::Term(id)) {
            self.pending.defines.push((id, item));
        }
    }

    pub fn declare_term(
        &mut self,
        name: &Name,
        of: Option<&Name>,
        ty: &Name,
        words: &Phrases,
        otherwise: Option<&'c Expr>,
    ) {
        let declared = self.term(name, of, ty, words, TermRole::Value);
        if let Some((id, expr)) = declared.zip(otherwise) {
            self.pending.terms.push((id, expr));
        }
    }

    /// A term for this; `None` after a mistake.
    fn term(
        &mut self,
        name: &Name,
        of: Option<&Name>,
        ty: &Name,
        words: &Phrases,
        role: TermRole,
    ) -> Option<TermId> {
        let kind = match role {
            TermRole::Parameter => "a parameter",
            _ => "a term",
        };
        let Ok(of) = self.element(of, name) else {
            return None;
        };
        let Some(found) = self.find_type(ty) else {
            self.symbols.note_broken([name.text.clone()]);
            return None;
        };
        let id = self.add_term(Term {
            name: self.symbols.full(name),
            span: Some(name.span),
            of,
            role,
            ty: found,
            phrases: phrases_of(found, words),
            otherwise: None,
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        self.declare_as(name, Symbol::Term(id), kind).then_some(id)
    }

    /// A term whose values are rules of its own; see `parameters`.
    pub fn declare_parameter(&mut self, name: &Name, ty: &Name, words: &Phrases) {
        let term = self.term(name, None, ty, words, TermRole::Parameter);
        self.pending.parameters.extend(term);
    }

    pub fn add_term(&mut self, term: Term) -> TermId {
        self.law.terms.push(term);
        TermId::at(self.law.terms.len() - 1)
    }
}
