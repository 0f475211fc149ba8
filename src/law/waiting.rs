use std::collections::BTreeSet;

use super::{ExprId, InputId, Law, Told};

/// Waiting for a holding: the days on which something that it hangs on may change, one after the
/// other, and what is within reach on each with what was got on those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The holding.
    pub holding: InputId,
    /// That it is within reach on the day itself.
    pub today: ExprId,
    /// The days of which each of those behind is one: constants, and those of the person's own.
    pub turning: Vec<ExprId>,
    /// That none of them on which something may begin lies behind the last day that one may wait for, so
    /// that waiting ends for no want of days; and that nothing ends before it begins.
    pub covered: ExprId,
    /// Of two that are counted from one day, that the first is not later than the second.
    pub order: Vec<(ExprId, ExprId)>,
    /// The days behind, in their order; one that is not later than the day is no day to wait for.
    pub later: Vec<Later>,
    /// The same question of all days, where the days behind are those of a day or later one that it is
    /// asked of.
    pub throughout: Option<ExprId>,
}

impl Waiting {
    /// All that is asked of it, beside what it is part of.
    pub fn parts(&self) -> Vec<ExprId> {
        let Self {
            holding: _,
            today,
            turning,
            covered,
            order,
            later,
            throughout,
        } = self;
        let mut parts = vec![*today, *covered];
        parts.extend(turning.iter().chain(throughout));
        parts.extend(order.iter().flat_map(|(one, next)| [*one, *next]));
        for Later {
            day,
            is_later,
            on,
            within,
        } in later
        {
            parts.extend([*day, *is_later, *within]);
            parts.extend(on.iter().map(|(_, to)| *to));
        }
        parts
    }
}

/// A day that one may wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The day.
    pub day: ExprId,
    /// That it is later than the day at hand.
    pub is_later: ExprId,
    /// What is held at its beginning, and that it is that day: what is bound on it.
    pub on: Vec<(InputId, ExprId)>,
    /// That the holding is within reach on it or on a day before it.
    pub within: ExprId,
}

impl Law {
    /// What one may wait for, where an expression asks whether something is within reach some day.
    pub fn waiting(&self, id: ExprId) -> Option<&Waiting> {
        match self.told.get(&id)? {
            Told::SomeDay(waiting) => Some(waiting),
            _ => None,
        }
    }

    /// Whether some of these expressions asks what is within reach some day.
    pub fn waits(&self, exprs: &BTreeSet<ExprId>) -> bool {
        exprs.iter().any(|expr| self.waiting(*expr).is_some())
    }
}
