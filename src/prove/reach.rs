//! Reach for the solver, without unrolling: a closed set (siphon) shows that a holding is out of
//! reach, an ordered support (founded set) that it is within. A circle can never support itself,
//! since every holding is supported by holdings that come before it.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::Bool;

use crate::law::{InputId, Needs};

use super::encode::{Encoded, Encoder, truth_of};
use super::knots::knots;
use super::order::order;
use super::scope::Scope;
use super::solver::{Solver, all, any, not};

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

/// The sets for one question about reach in one scope: for each holding, its membership. The
/// membership of a goal, assumed, makes the solver find a set that shows it.
///
/// They grow with the holdings that are asked for: of a large law, what lies behind one of them is a
/// small part.
#[derive(Debug)]
pub struct Sets {
    scope: Scope,
    want: Want,
    members: IndexMap<InputId, Bool, FxBuildHasher>,
    /// Where the members of a closed set are missing and everything else is held.
    missing: Scope,
}

impl Sets {
    /// No holding has been asked for yet. `True` and `NotFalse` give ordered supports, `False` and
    /// `NotTrue` closed sets.
    pub fn new(encoder: &mut Encoder<'_>, scope: Scope, want: Want) -> Self {
        Self {
            scope,
            want,
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
    /// are missing and everything else is held.
    fn close(&self, encoder: &mut Encoder<'_>, solver: &Solver, needs: &Needs, new: &[InputId]) {
        let law = encoder.law;
        let members = || {
            new.iter()
                .filter_map(|new| Some((*new, self.member(*new)?)))
        };
        let missing =
            members().map(|(new, member)| (new, Encoded::truth(not(member), member.clone())));
        encoder.bind_also(self.missing, missing);
        for (holding, member) in members() {
            let held = truth_of(&encoder.input(self.scope, holding));
            solver.assert(&any([not(member), held.1]));
            for door in needs.granting(holding) {
                let gate = encoder.truth(self.missing, law[*door].gate);
                solver.assert(&any([not(member), self.want.of(&gate)]));
            }
        }
    }

    /// A member is held at the start, or a door grants it whose needs are members that come before
    /// it.
    ///
    /// Only holdings that need one another need an order; it is a relation of Booleans, since the
    /// solver is far quicker with them than with numbered levels.
    fn support(&self, encoder: &mut Encoder<'_>, solver: &Solver, needs: &Needs, new: &[InputId]) {
        let law = encoder.law;
        let mut before: BTreeMap<(InputId, InputId), Bool> = BTreeMap::new();
        for knot in knots(law, &needs.behind(law, new.iter().copied())) {
            // A knot has been asked for as a whole or not at all.
            if knot
                .iter()
                .all(|holding| new.binary_search(holding).is_ok())
            {
                before.extend(order(law, needs, solver, &knot));
            }
        }
        for holding in new {
            let Some(member) = self.member(*holding) else {
                continue;
            };
            let lower = needs.needed_for(law, *holding).into_iter().map(|other| {
                let earlier = match before.get(&(other, *holding)) {
                    _ if other == *holding => Bool::from_bool(false),
                    Some(earlier) => earlier.clone(),
                    None => Bool::from_bool(true),
                };
                let needed = self.member(other).cloned();
                let has = all([needed.unwrap_or(Bool::from_bool(false)), earlier]);
                (other, Encoded::truth(has.clone(), not(&has)))
            });
            let inside = encoder.bind(self.scope, lower);
            let held = truth_of(&encoder.input(self.scope, *holding));
            let mut reasons = vec![held.0];
            for door in needs.granting(*holding) {
                let gate = encoder.truth(inside, law[*door].gate);
                reasons.push(self.want.of(&gate));
            }
            solver.assert(&any([not(member), any(reasons)]));
        }
    }
}
