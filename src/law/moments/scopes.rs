use indexmap::IndexSet;

use super::super::{ExprId, InputId, Law};

/// What inputs are bound to where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(usize);

type Bindings = Vec<(InputId, ExprId)>;

/// The scopes that were met, each once.
#[derive(Debug)]
pub struct Scopes {
    all: IndexSet<(Scope, Bindings)>,
}

/// What stands behind an input in a scope.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// This, in that scope.
    To(Scope, ExprId),
    /// Nothing: it is what is given.
    Given,
}

impl Scopes {
    pub const TOP: Scope = Scope(0);

    pub fn new() -> Self {
        let top = (Self::TOP, Vec::new());
        Self {
            all: IndexSet::from([top]),
        }
    }

    /// The scope with further bindings.
    pub fn with(&mut self, scope: Scope, bindings: &[(InputId, ExprId)]) -> Scope {
        Scope(self.all.insert_full((scope, bindings.to_vec())).0)
    }

    /// The scopes around one and itself, innermost first, with what each binds.
    pub fn around(&self, scope: Scope) -> impl Iterator<Item = (Scope, &Bindings)> {
        let layer = |at: Scope| self.all.get_index(at.0).filter(|_| at != Self::TOP);
        let first = layer(scope);
        std::iter::successors(first, move |(parent, _)| layer(*parent))
            .map(|(parent, bindings)| (*parent, bindings))
    }

    /// What an input is bound to.
    pub fn of(&self, law: &Law, scope: Scope, input: InputId) -> Bound {
        for (parent, bindings) in self.around(scope) {
            if let Some((_, to)) = bindings.iter().find(|(known, _)| *known == input) {
                return Bound::To(parent, *to);
            }
            let by = bindings.iter().map(|(known, _)| *known);
            if law.unbinds(by, input) {
                break;
            }
        }
        Bound::Given
    }
}
