//! Reach for the solver, without unrolling: a closed set (siphon) shows that a holding is out of
//! reach, an ordered support (founded set) that it is within. A circle can never support itself,
//! since every holding is supported by holdings that come before it.

use std::collections::BTreeMap;

use z3::ast::Bool;

use crate::law::InputId;

use super::encode::{Encoded, Encoder, Scope};
use super::knots::knots;
use super::order::order;
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
#[derive(Debug, Clone)]
pub struct Sets {
    pub members: Vec<(InputId, Bool)>,
}

impl Sets {
    pub fn member(&self, holding: InputId) -> Option<&Bool> {
        self.members
            .iter()
            .find(|(known, _)| *known == holding)
            .map(|(_, member)| member)
    }
}

/// Makes the sets for a question and asserts what ties them. `True` and `NotFalse` give ordered
/// supports, `False` and `NotTrue` closed sets.
pub fn sets(encoder: &mut Encoder<'_>, solver: &Solver, scope: Scope, want: Want) -> Sets {
    let law = encoder.law;
    let holdings: Vec<InputId> = law.holdings().collect();
    let members: Vec<(InputId, Bool)> = holdings
        .iter()
        .map(|holding| (*holding, Bool::fresh_const("member")))
        .collect();
    let founded = matches!(want, Want::True | Want::NotFalse);
    if founded {
        support(encoder, solver, scope, want, &members);
    } else {
        closed(encoder, solver, scope, want, &members);
    }
    Sets { members }
}

/// A member is not held at the start, and every door that grants it is shut while the members
/// are missing and everything else is held.
fn closed(
    encoder: &mut Encoder<'_>,
    solver: &Solver,
    scope: Scope,
    want: Want,
    members: &[(InputId, Bool)],
) {
    let law = encoder.law;
    let missing = members
        .iter()
        .map(|(holding, member)| (*holding, Encoded::Finite(vec![member.clone(), not(member)])))
        .collect();
    let inside = encoder.bind(scope, missing);
    for (holding, member) in members {
        let held = super::encode::truth_of(&encoder.input(scope, *holding));
        solver.assert(&any([not(member), held.1]));
        for door in law.doors_to(*holding) {
            let gate = encoder.truth(inside, law[door].gate);
            solver.assert(&any([not(member), want.of(&gate)]));
        }
    }
}

/// A member is held at the start, or a door grants it whose needs are members that come before it.
///
/// Only holdings that need one another need an order; it is a relation of Booleans, since the
/// solver is far quicker with them than with numbered levels.
fn support(
    encoder: &mut Encoder<'_>,
    solver: &Solver,
    scope: Scope,
    want: Want,
    members: &[(InputId, Bool)],
) {
    let law = encoder.law;
    let mut before: BTreeMap<(InputId, InputId), Bool> = BTreeMap::new();
    for knot in knots(law) {
        before.extend(order(law, solver, &knot));
    }
    for (holding, member) in members {
        let lower = members
            .iter()
            .map(|(other, other_member)| {
                let earlier = match before.get(&(*other, *holding)) {
                    _ if other == holding => Bool::from_bool(false),
                    Some(earlier) => earlier.clone(),
                    None => Bool::from_bool(true),
                };
                let has = all([other_member.clone(), earlier]);
                (*other, Encoded::Finite(vec![not(&has), has]))
            })
            .collect();
        let inside = encoder.bind(scope, lower);
        let held = super::encode::truth_of(&encoder.input(scope, *holding));
        let mut reasons = vec![held.0];
        for door in law.doors_to(*holding) {
            let gate = encoder.truth(inside, law[door].gate);
            reasons.push(want.of(&gate));
        }
        solver.assert(&any([not(member), any(reasons)]));
    }
}
