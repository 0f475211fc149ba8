//! Which of its values an expression of an enumerated type has.

use std::rc::Rc;

use z3::ast::Bool;

use super::formula::{all, any};

/// For each value, in the order declared: it is this one.
#[derive(Debug, Clone)]
pub enum Places {
    /// It is the value at this place, of so many. The steps of a law are values of one type: at each
    /// of thousands of doors, thousands of formulas would say which step is being taken.
    Is { place: usize, of: usize },
    /// A formula for each value.
    Each(Rc<[Bool]>),
}

impl Places {
    /// A Boolean: it definitely is, it definitely is not.
    pub fn truth(yes: Bool, no: Bool) -> Self {
        Self::Each(Rc::from([no, yes]))
    }

    /// The formula that it is the value at this place.
    pub fn at(&self, at: usize) -> Bool {
        match self {
            Self::Is { place, of } => Bool::from_bool(at == *place && at < *of),
            Self::Each(each) => each.get(at).cloned().unwrap_or(Bool::from_bool(false)),
        }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Is { of, .. } => *of,
            Self::Each(each) => each.len(),
        }
    }

    /// The formulas of all values.
    pub fn iter(&self) -> impl Iterator<Item = Bool> + '_ {
        (0..self.len()).map(|at| self.at(at))
    }

    /// That it is one of the values but the one at this place.
    fn others(&self, place: usize) -> impl Iterator<Item = Bool> + '_ {
        (0..self.len())
            .filter(move |at| *at != place)
            .map(|at| self.at(at))
    }

    /// Both have the same value: definitely, and definitely not.
    pub fn equals(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Is { place: one, .. }, Self::Is { place: other, .. }) => Self::Is {
                place: usize::from(one == other),
                of: 2,
            },
            (Self::Is { place, .. }, each) | (each, Self::Is { place, .. }) => {
                Self::truth(each.at(*place), any(each.others(*place)))
            }
            (one, other) => {
                let pairs = one.iter().zip(other.iter());
                let equal = any(pairs.map(|(a, b)| all([a, b])));
                let unequal = one.iter().enumerate();
                let unequal = any(unequal.map(|(at, a)| all([a, any(other.others(at))])));
                Self::truth(equal, unequal)
            }
        }
    }
}

impl From<Vec<Bool>> for Places {
    fn from(each: Vec<Bool>) -> Self {
        Self::Each(each.into())
    }
}
