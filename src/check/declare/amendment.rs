//! Amendments: what they do is done before; here their names and their words are looked up.

use crate::law::{self, ActId, Amendment, AmendmentId};
use crate::syntax::{Ground, Item, ItemKind, Movable, Move, Name, Repeal, Restate};
use crate::text::Span;

use super::super::context::Checker;
use super::super::symbols::Symbol;

impl Checker<'_> {
    pub fn declare_amendment(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Restate(restate) => self.restate(restate),
            ItemKind::Repeal(repeal) => self.repeal(repeal),
            ItemKind::Move(moved) => self.moved_day(moved),
            _ => {}
        }
    }

    /// A version that came to nothing.
    fn restate(&mut self, restate: &Restate) {
        let rule = &restate.rule;
        self.find_amended(&rule.name, "a rule", |symbol| {
            matches!(symbol, Symbol::Rule(_))
        });
        self.amendment(rule.name.span, rule.act.as_ref(), &rule.grounds);
    }

    fn repeal(&mut self, repeal: &Repeal) {
        for name in &repeal.names {
            self.find_amended(name, "a rule, provision or act", |symbol| {
                matches!(
                    symbol,
                    Symbol::Rule(_) | Symbol::Provision(_) | Symbol::Act(_)
                )
            });
        }
        let id = self.amendment(repeal.span, repeal.act.as_ref(), &repeal.grounds);
        if let Some(amendment) = self.law.amendments.get_mut(id.index()) {
            amendment.repeals = true;
        }
        for name in &repeal.names {
            self.amendments.insert(name.span, id);
        }
    }

    fn moved_day(&mut self, moved: &Move) {
        if moved.bound == Movable::Commencement {
            self.find_act(Some(&moved.of));
        } else {
            self.find_amended(&moved.of, "a rule or provision", |symbol| {
                matches!(symbol, Symbol::Rule(_) | Symbol::Provision(_))
            });
        }
        self.amendment(moved.of.span, moved.act.as_ref(), &moved.grounds);
    }

    fn find_amended(&mut self, name: &Name, what: &str, fits: impl Fn(Symbol) -> bool) {
        self.symbols
            .find(name, what, &mut self.diagnostics, |symbol| {
                fits(symbol).then_some(())
            });
    }

    /// Keeps the words of an amendment, by its place.
    pub fn amendment(&mut self, place: Span, act: Option<&Name>, own: &[Ground]) -> AmendmentId {
        let grounds = self.grounds(own);
        let act = self.find_act(act);
        self.note_amendment(place, act, grounds)
    }

    /// The same, where act and quotations are found already.
    pub fn note_amendment(
        &mut self,
        place: Span,
        act: Option<ActId>,
        grounds: Vec<law::Ground>,
    ) -> AmendmentId {
        let id = AmendmentId::at(self.law.amendments.len());
        self.law.amendments.push(Amendment {
            span: place,
            act,
            grounds,
            repeals: false,
        });
        self.amendments.insert(place, id);
        id
    }

    /// Says of every rule which amendments made its days.
    pub fn link_amendments(&mut self) {
        for at in 0..self.law.written.len() {
            let Some(written) = self.law.written.get_mut(at) else {
                return;
            };
            let Some(about) = self.amended.get(&written.span) else {
                continue;
            };
            let of = |place: Option<Span>| self.amendments.get(&place?).copied();
            written.begins_by = of(about.begins_by);
            written.ends_by = of(about.ends_by);
            written.begins_later = about.begins_later;
            written.ends_later = about.ends_later;
        }
    }
}
