//! Scopes for the solver: what an expression comes to where some inputs are bound.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::law::{ExprId, InputId};

use super::encode::{Encoded, Encoder};
use super::reads::Part;

/// Bindings of inputs in force; `Scope(0)` has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope(usize);

pub(super) struct Bindings {
    parent: Scope,
    own: IndexMap<InputId, Encoded, FxBuildHasher>,
}

impl Bindings {
    /// Nothing is bound.
    pub fn none() -> Self {
        Self {
            parent: Encoder::TOP,
            own: IndexMap::default(),
        }
    }
}

impl Encoder<'_> {
    /// Where nothing is bound.
    pub const TOP: Scope = Scope(0);

    /// A scope with further bindings.
    pub fn bind(
        &mut self,
        parent: Scope,
        own: impl IntoIterator<Item = (InputId, Encoded)>,
    ) -> Scope {
        let own = own.into_iter().collect();
        self.scopes.push(Bindings { parent, own });
        Scope(self.scopes.len() - 1)
    }

    /// The outermost scope in which a part comes to what it comes to in this one: nothing that is bound
    /// further in is looked at.
    pub(super) fn outermost(&mut self, scope: Scope, part: Part) -> Scope {
        if scope == Self::TOP {
            return scope;
        }
        let Some(read) = self.reads.of(self.law, part) else {
            return scope;
        };
        let mut at = scope;
        while at != Self::TOP
            && let Some(bindings) = self.scopes.get(at.0)
        {
            let bound = || bindings.own.keys().copied();
            let is_looked_at = |input: &InputId| {
                bindings.own.contains_key(input) || self.law.unbinds(bound(), *input)
            };
            if read.iter().any(is_looked_at) {
                break;
            }
            at = bindings.parent;
        }
        at
    }

    /// Binds further inputs in a scope in which nothing was encoded yet that looks at them.
    pub fn bind_also(&mut self, scope: Scope, own: impl IntoIterator<Item = (InputId, Encoded)>) {
        if let Some(bindings) = self.scopes.get_mut(scope.0) {
            bindings.own.extend(own);
        }
    }

    /// The value of an input in a scope.
    pub fn input(&mut self, scope: Scope, input: InputId) -> Encoded {
        let history = self.law[input].history;
        let mut at = scope;
        while at != Self::TOP {
            let Some(bindings) = self.scopes.get(at.0) else {
                break;
            };
            if let Some(bound) = bindings.own.get(&input) {
                return bound.clone();
            }
            let by = bindings.own.keys().copied();
            if self.law.unbinds(by, input) {
                break;
            }
            at = bindings.parent;
        }
        match history {
            Some(history) => self.expr(scope, history.life),
            None => self.variable(input),
        }
    }

    /// The scope in which an expression with bindings is evaluated.
    pub fn with(&mut self, scope: Scope, bindings: &[(InputId, ExprId)]) -> Scope {
        let key = (scope, bindings.to_vec());
        if let Some(known) = self.made.get(&key) {
            return *known;
        }
        let own: Vec<_> = bindings
            .iter()
            .map(|(input, value)| (*input, self.expr(scope, *value)))
            .collect();
        let made = self.bind(scope, own);
        self.made.insert(key, made);
        made
    }
}
