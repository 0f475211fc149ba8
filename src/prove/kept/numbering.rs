//! What the numbers stand for in what is kept of a telling.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::law::{DoorId, ExprId, Ground, InputId, Law, TermId, Value};

/// What a telling speaks of, in an order that two laws with the same key have in common.
pub struct Numbering<'l> {
    pub law: &'l Law,
    pub exprs: IndexSet<ExprId, FxBuildHasher>,
    pub terms: Vec<TermId>,
    pub grounds: IndexSet<&'l Ground, FxBuildHasher>,
}

/// What the parts of a telling become: places where it is kept, parts of the law where it is found again.
/// `None` of what is none.
pub trait Restate {
    fn expr(&self, id: ExprId) -> Option<ExprId>;
    fn term(&self, id: TermId) -> Option<TermId>;
    fn input(&self, id: InputId) -> Option<()>;
    fn door(&self, id: DoorId) -> Option<()>;
    fn value(&self, input: InputId, value: Value) -> Option<()>;
}

/// From parts of the law to places.
pub struct Written<'p, 'l>(pub &'p Numbering<'l>);

/// From places to parts of the law: a place may be whatever somebody wrote.
pub struct Found<'p, 'l>(pub &'p Numbering<'l>);

impl Restate for Written<'_, '_> {
    fn expr(&self, id: ExprId) -> Option<ExprId> {
        self.0.exprs.get_index_of(&id).map(ExprId::at)
    }

    fn term(&self, id: TermId) -> Option<TermId> {
        self.0.terms.binary_search(&id).ok().map(TermId::at)
    }

    fn input(&self, _: InputId) -> Option<()> {
        Some(())
    }

    fn door(&self, _: DoorId) -> Option<()> {
        Some(())
    }

    fn value(&self, _: InputId, _: Value) -> Option<()> {
        Some(())
    }
}

impl Restate for Found<'_, '_> {
    fn expr(&self, id: ExprId) -> Option<ExprId> {
        self.0.exprs.get_index(id.index()).copied()
    }

    fn term(&self, id: TermId) -> Option<TermId> {
        self.0.terms.get(id.index()).copied()
    }

    fn input(&self, id: InputId) -> Option<()> {
        self.0.law.inputs.get(id.index()).map(|_| ())
    }

    fn door(&self, id: DoorId) -> Option<()> {
        self.0.law.doors.get(id.index()).map(|_| ())
    }

    fn value(&self, input: InputId, value: Value) -> Option<()> {
        let known = self.0.law.inputs.get(input.index())?;
        let is_one = |place: usize| place < self.0.law.size_of(known.ty);
        (value.ty() == known.ty && value.place().is_none_or(is_one)).then_some(())
    }
}
