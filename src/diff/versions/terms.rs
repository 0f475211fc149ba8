use crate::law::{DaysHeld, Expr, ExprId, Fold, Term, TermId, TermRole};

use super::TermChange;
use super::correspondence::{Correspondence, push};

impl Correspondence<'_> {
    /// The term of both laws that a term of the older version is. Whatever it is told by (the day
    /// of a window, the condition of a fold) has its place already.
    pub(super) fn term(&mut self, term: TermId) -> TermId {
        while self.terms.len() <= term.index() {
            let next = TermId::at(self.terms.len());
            let found = self.same_term(next).unwrap_or_else(|| self.new_term(next));
            self.terms.push(found);
        }
        self.terms.get(term.index()).copied().unwrap_or(term)
    }

    /// The term of the newer version that has the name, the type and the role of an older one.
    fn same_term(&self, term: TermId) -> Option<TermId> {
        let term = &self.old[term];
        let (role, ty) = (self.role(term.role), self.ty(term.ty));
        let of = term.of.and_then(|of| self.records.get(of.index()).copied());
        let terms = self.law.terms.iter().take(self.known.terms);
        let same =
            |one: &Term| one.name == term.name && one.role == role && one.ty == ty && one.of == of;
        terms
            .enumerate()
            .find(|(_, one)| same(one))
            .map(|(at, _)| TermId::at(at))
    }

    fn new_term(&mut self, term: TermId) -> TermId {
        let term = &self.old[term];
        let mut copy = term.clone();
        copy.role = self.role(term.role);
        copy.ty = self.ty(term.ty);
        copy.of = term.of.and_then(|of| self.records.get(of.index()).copied());
        copy.grounds = self.grounds(&term.grounds);
        copy.rules = Vec::new();
        TermId::at(push(&mut self.law.terms, copy))
    }

    fn role(&self, role: TermRole) -> TermRole {
        match role {
            TermRole::Open(step) => TermRole::Open(self.step(step)),
            TermRole::Requirement(step) => TermRole::Requirement(self.step(step)),
            TermRole::Overdue(step) => TermRole::Overdue(self.step(step)),
            TermRole::Deadline(step) => TermRole::Deadline(self.step(step)),
            TermRole::Norm(step) => TermRole::Norm(self.step(step)),
            TermRole::Border(input) => TermRole::Border(self.input(input)),
            TermRole::Never(input) => TermRole::Never(self.input(input)),
            TermRole::DaysHeld(held) => TermRole::DaysHeld(self.days_held(held)),
            TermRole::Fold(fold) => TermRole::Fold(self.fold(fold)),
            TermRole::Nothing(list) => TermRole::Nothing(self.list(list)),
            TermRole::Define | TermRole::Value | TermRole::Parameter => role,
        }
    }

    fn fold(&self, fold: Fold) -> Fold {
        let part = |expr: Option<ExprId>| expr.map(|expr| self.expr(expr));
        Fold {
            kind: fold.kind,
            list: self.list(fold.list),
            condition: part(fold.condition),
            of: part(fold.of),
            otherwise: part(fold.otherwise),
        }
    }

    fn days_held(&self, held: DaysHeld) -> DaysHeld {
        DaysHeld {
            of: self.input(held.of),
            from: self.expr(held.from),
            to: self.expr(held.to),
            through: held.through,
        }
    }

    /// What terms have where no rule applies, which is the meaning of a define, in both versions.
    pub(super) fn fill_terms(&mut self) {
        let mut of_both = vec![false; self.known.terms];
        for at in 0..self.old.terms.len() {
            let id = self.term(TermId::at(at));
            let otherwise = self.old[TermId::at(at)].otherwise;
            let otherwise = otherwise.map(|expr| self.expr(expr));
            let is_new = id.index() < self.known.terms;
            if let Some(both) = of_both.get_mut(id.index()) {
                *both = true;
            }
            if !is_new {
                self.is_of_one(id, TermChange::LeftOut);
            }
            let merged = match (otherwise, self.law[id].otherwise) {
                (old, _) if !is_new => self.of_one(id, old, false),
                (None, None) => None,
                (old, new) => {
                    let [old, new] = [old, new].map(|side| match side {
                        Some(side) => side,
                        None => self.gap(id),
                    });
                    if old != new {
                        self.means_otherwise(id);
                    }
                    Some(self.by_version(old, new))
                }
            };
            self.law[id].otherwise = merged;
        }
        for (at, both) in of_both.into_iter().enumerate() {
            let id = TermId::at(at);
            if !both {
                self.is_of_one(id, TermChange::New);
                self.law[id].otherwise = self.of_one(id, self.law[id].otherwise, true);
            }
        }
        for (fold, term) in &self.old.folds {
            let (fold, term) = (self.fold(*fold), self.known_term(*term));
            self.law.folds.entry(fold).or_insert(term);
        }
        for (held, term) in &self.old.days_held {
            let (held, term) = (self.days_held(*held), self.known_term(*term));
            self.law.days_held.entry(held).or_insert(term);
        }
    }

    /// A term that one version alone declares has no value in the other.
    fn of_one(&mut self, id: TermId, otherwise: Option<ExprId>, is_new: bool) -> Option<ExprId> {
        let own = otherwise?;
        if !self.law[id].is_given_values() {
            return Some(own);
        }
        let gap = self.gap(id);
        Some(match is_new {
            true => self.by_version(gap, own),
            false => self.by_version(own, gap),
        })
    }

    /// Nobody is told apart by a define that is another in the other version.
    fn means_otherwise(&mut self, term: TermId) {
        let change = match self.law[term].role {
            TermRole::Define => TermChange::Redefined,
            TermRole::Value => TermChange::Otherwise,
            _ => return,
        };
        self.changed_terms.push((term, change));
        self.law[term].role = TermRole::Value;
    }

    /// A define that one version alone has. Other terms are told by their rules.
    fn is_of_one(&mut self, term: TermId, change: TermChange) {
        if self.law[term].is_define() {
            self.changed_terms.push((term, change));
        }
    }

    pub(super) fn known_term(&self, term: TermId) -> TermId {
        self.terms.get(term.index()).copied().unwrap_or(term)
    }

    /// A term of the same type without rules: what has no value in one version alone.
    fn gap(&mut self, of: TermId) -> ExprId {
        let mut gap = self.law[of].clone();
        gap.role = TermRole::Value;
        (gap.otherwise, gap.rules) = (None, Vec::new());
        let gap = TermId::at(push(&mut self.law.terms, gap));
        self.law.exprs.add(Expr::Call(gap))
    }
}
