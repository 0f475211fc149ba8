//! Reach for the solver, without unrolling: a closed set (siphon) shows that a holding is out of
//! reach, an ordered support (founded set) that it is within. A circle can never support itself,
//! since every holding is supported by holdings that come before it.
//!
//! Whether a circle is to blame is asked of the greatest fixpoint (`verification.md`, section 1): there
//! circles do support themselves. A support without an order shows that a holding is in it, an ordered
//! closed set that it is not: then something other than a circle stands in the way.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::Bool;

use crate::law::{InputId, Law, Needs};

use super::encode::{Encoded, Encoder, truth_of};
use super::formula::{all, any, not};
use super::knots::knots;
use super::order::order;
use super::scope::Scope;
use super::solver::Solver;

/// What is asked about a Boolean, conflicts and gaps taken seriously: it may be neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Want {
    /// Definitely true.
    True,
    /// Definitely false.
    False,
    /// Not definitely true.
    NotTrue,
    /// Not definitely false.
    NotFalse,
}

impl Want {
    /// What is asked of the negation.
    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::NotTrue => Self::NotFalse,
            Self::NotFalse => Self::NotTrue,
        }
    }

    /// The part of an encoded Boolean that says so.
    pub fn of(self, (yes, no): &(Bool, Bool)) -> Bool {
        match self {
            Self::True => yes.clone(),
            Self::False => no.clone(),
            Self::NotTrue => not(yes),
            Self::NotFalse => not(no),
        }
    }
}

/// Whether circles of holdings support themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fixpoint {
    /// They do not: what is within reach.
    Least,
    /// They do: what would be within reach if no circle stood in the way.
    Greatest,
}

/// The sets for one question about reach in one scope: for each holding, its membership. The
/// membership of a goal, assumed, makes the solver find a set that shows it.
///
/// They grow with the holdings that are asked for: of a large law, what lies behind one of them is a
/// small part.
#[derive(Debug)]
pub struct Sets {
    scope: Scope,
    want: Want,
    fixpoint: Fixpoint,
    members: IndexMap<InputId, Bool, FxBuildHasher>,
    /// Where the members of a closed set are missing and everything else is held.
    missing: Scope,
}

impl Sets {
    /// No holding has been asked for yet. `True` and `NotFalse` give supports, `False` and `NotTrue`
    /// closed sets; of the least fixpoint supports are ordered, of the greatest closed sets are.
    pub fn new(encoder: &mut Encoder<'_>, scope: Scope, want: Want, fixpoint: Fixpoint) -> Self {
        Self {
            scope,
            want,
            fixpoint,
            members: IndexMap::default(),
            missing: encoder.bind(scope, []),
        }
    }

    /// The membership of a holding that has been asked for, or lies behind one.
    pub fn member(&self, holding: InputId) -> Option<&Bool> {
        self.members.get(&holding)
    }

    /// Takes up a holding and what lies behind it, and asserts what ties them.
    pub fn ask_for(
        &mut self,
        encoder: &mut Encoder<'_>,
        solver: &Solver,
        needs: &Needs,
        holding: InputId,
    ) {
        if self.members.contains_key(&holding) {
            return;
        }
        let behind = needs.holdings_behind(encoder.law, [holding]);
        let new: Vec<InputId> = behind
            .into_iter()
            .filter(|holding| !self.members.contains_key(holding))
            .collect();
        for holding in &new {
            self.members.insert(*holding, Bool::fresh_const("member"));
        }
        if matches!(self.want, Want::True | Want::NotFalse) {
            self.support(encoder, solver, needs, &new);
        } else {
            self.close(encoder, solver, needs, &new);
        }
    }

    /// That some gate is neither open nor shut, whichever holdings are missing, or that of some
    /// holding it is not settled whether it is held at the start: of a closed set for which all
    /// holdings were asked for.
    pub fn left_open(&self, encoder: &mut Encoder<'_>, needs: &Needs) -> Bool {
        let law = encoder.law;
        let mut settled = Vec::new();
        for door in needs.doors() {
            settled.push(encoder.truth(self.missing, law[*door].gate));
        }
        for holding in needs.holdings() {
            settled.push(truth_of(&encoder.input(self.scope, *holding)));
        }
        any(settled.iter().map(|(yes, no)| all([not(yes), not(no)])))
    }

    /// A member is not held at the start, and every door that grants it is shut while the members
    /// (where they are ordered, those that come before it) are missing and everything else is held.
    fn close(&self, encoder: &mut Encoder<'_>, solver: &Solver, needs: &Needs, new: &[InputId]) {
        let law = encoder.law;
        let before = match self.fixpoint {
            Fixpoint::Least => None,
            Fixpoint::Greatest => Some(Before::among(law, needs, solver, new)),
        };
        let missing = new.iter().filter_map(|new| {
            let member = self.member(*new)?;
            Some((*new, Encoded::truth(not(member), member.clone())))
        });
        encoder.bind_also(self.missing, missing);
        for holding in new {
            let Some(member) = self.member(*holding) else {
                continue;
            };
            let inside = match &before {
                None => self.missing,
                Some(before) => {
                    let earlier = self.earlier(law, needs, before, *holding).into_iter();
                    let lacks = earlier
                        .map(|(other, earlier)| (other, Encoded::truth(not(&earlier), earlier)));
                    encoder.bind(self.scope, lacks)
                }
            };
            let held = truth_of(&encoder.input(self.scope, *holding));
            solver.assert(&any([not(member), held.1]));
            for door in needs.granting(*holding) {
                let gate = encoder.truth(inside, law[*door].gate);
                solver.assert(&any([not(member), self.want.of(&gate)]));
            }
        }
    }

    /// A member is held at the start, or a door grants it whose needs are members (where they are
    /// ordered, such as come before it).
    fn support(&self, encoder: &mut Encoder<'_>, solver: &Solver, needs: &Needs, new: &[InputId]) {
        let law = encoder.law;
        let before = match self.fixpoint {
            Fixpoint::Least => Before::among(law, needs, solver, new),
            Fixpoint::Greatest => Before::any(),
        };
        for holding in new {
            let Some(member) = self.member(*holding) else {
                continue;
            };
            let earlier = self.earlier(law, needs, &before, *holding).into_iter();
            let has = earlier.map(|(other, has)| (other, Encoded::truth(has.clone(), not(&has))));
            let inside = encoder.bind(self.scope, has);
            let held = truth_of(&encoder.input(self.scope, *holding));
            let mut reasons = vec![held.0];
            for door in needs.granting(*holding) {
                let gate = encoder.truth(inside, law[*door].gate);
                reasons.push(self.want.of(&gate));
            }
            solver.assert(&any([not(member), any(reasons)]));
        }
    }

    /// What doors to a holding look at, each with the formula that it is a member and comes before it.
    fn earlier(
        &self,
        law: &Law,
        needs: &Needs,
        before: &Before,
        holding: InputId,
    ) -> Vec<(InputId, Bool)> {
        let needed = needs.needed_for(law, holding).into_iter();
        let earlier = needed.map(|other| {
            let member = self.member(other).cloned();
            let member = member.unwrap_or(Bool::from_bool(false));
            (other, all([member, before.comes(other, holding)]))
        });
        earlier.collect()
    }
}

/// Which holding comes before which.
///
/// Only holdings that need one another need an order; it is a relation of Booleans, since the
/// solver is far quicker with them than with numbered levels.
struct Before(Option<BTreeMap<(InputId, InputId), Bool>>);

impl Before {
    /// An order of new holdings: a knot has been asked for as a whole or not at all.
    fn among(law: &Law, needs: &Needs, solver: &Solver, new: &[InputId]) -> Self {
        let mut before = BTreeMap::new();
        for knot in knots(law, &needs.behind(law, new.iter().copied())) {
            if knot
                .iter()
                .all(|holding| new.binary_search(holding).is_ok())
            {
                before.extend(order(law, needs, solver, &knot));
            }
        }
        Self(Some(before))
    }

    /// Each before each, and before itself.
    fn any() -> Self {
        Self(None)
    }

    fn comes(&self, first: InputId, last: InputId) -> Bool {
        match &self.0 {
            None => Bool::from_bool(true),
            Some(_) if first == last => Bool::from_bool(false),
            Some(before) => match before.get(&(first, last)) {
                Some(earlier) => earlier.clone(),
                None => Bool::from_bool(true),
            },
        }
    }
}
