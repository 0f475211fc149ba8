//! From one day on which something may change to the next, with what was got until then.

use std::collections::BTreeMap;

use crate::law::{Expr, ExprId, InputId, Later, Needs};

use super::super::Lower;
use super::turning::Turning;

/// The way from one day to the next.
pub struct Walk<'n> {
    needs: &'n Needs,
    /// What can matter for the holding asked for, itself included.
    behind: Vec<InputId>,
    /// That each is within reach by the last day gone to.
    pub within: BTreeMap<InputId, ExprId>,
    /// Of those with a history, that a step grants it by the last day gone to.
    granted: BTreeMap<InputId, ExprId>,
}

pub type Bindings = Vec<(InputId, ExprId)>;

impl<'n> Walk<'n> {
    pub fn new(lower: &mut Lower<'_>, needs: &'n Needs, holding: InputId) -> Self {
        let behind: Vec<InputId> = needs
            .holdings_behind(lower.law, [holding])
            .into_iter()
            .collect();
        let mut walk = Self {
            needs,
            behind,
            within: BTreeMap::new(),
            granted: BTreeMap::new(),
        };
        let today = lower.law_of_the_day();
        walk.within = walk.reach_of_each(lower, &today);
        for one in walk.with_history(lower) {
            let granted = walk.grants(lower, one, &walk.within, &today);
            walk.granted.insert(one, granted);
        }
        walk
    }

    fn with_history(&self, lower: &Lower<'_>) -> Vec<InputId> {
        let all = self.behind.iter().copied();
        all.filter(|one| lower.law[*one].history.is_some())
            .collect()
    }

    /// That each holding is within reach where this is bound.
    fn reach_of_each(&self, lower: &mut Lower<'_>, on: &Bindings) -> BTreeMap<InputId, ExprId> {
        let mut found = BTreeMap::new();
        for one in &self.behind {
            let reach = lower.law.exprs.add(Expr::Reach(*one));
            let reach = if on.is_empty() {
                reach
            } else {
                lower.law.exprs.add(Expr::With(on.clone(), reach))
            };
            found.insert(*one, reach);
        }
        found
    }

    /// That a step grants a holding, on the day of these clocks, to whoever has all that is within
    /// reach on it.
    fn grants(
        &self,
        lower: &mut Lower<'_>,
        holding: InputId,
        within: &BTreeMap<InputId, ExprId>,
        clocks: &[(InputId, ExprId)],
    ) -> ExprId {
        let held = within.iter().map(|(one, within)| (*one, *within));
        let bound: Bindings = clocks.iter().copied().chain(held).collect();
        let mut ways = Vec::new();
        for door in self.needs.granting(holding) {
            let gate = lower.law[*door].gate;
            ways.push(lower.law.exprs.add(Expr::With(bound.clone(), gate)));
        }
        lower.law.exprs.or(ways)
    }

    /// What is held at the beginning of a day: what was within reach before it and lasts.
    fn start(&self, lower: &mut Lower<'_>, clocks: &[(InputId, ExprId)]) -> Bindings {
        let mut on = clocks.to_vec();
        for (one, within) in &self.within {
            let start = match self.granted.get(one) {
                Some(granted) => {
                    let held = lower.law.exprs.add(Expr::In(*one));
                    let held = lower.law.exprs.add(Expr::With(clocks.to_vec(), held));
                    lower.law.exprs.or([held, *granted])
                }
                None => *within,
            };
            on.push((*one, start));
        }
        on
    }

    pub fn go_to(
        &mut self,
        lower: &mut Lower<'_>,
        Turning { day, is_later }: Turning,
        holding: InputId,
    ) -> Option<Later> {
        let mut clocks = vec![(lower.law.day()?, day)];
        if !lower.clocks.governed {
            clocks.push((lower.law.law_day()?, day));
        }
        let on = self.start(lower, &clocks);
        let then = self.reach_of_each(lower, &on);
        for one in self.with_history(lower) {
            let anew = self.grants(lower, one, &then, &clocks);
            let before = self.granted.get(&one).copied();
            let granted = lower.law.exprs.or(before.into_iter().chain([anew]));
            let granted = self.where_later(lower, is_later, granted, before);
            self.granted.insert(one, granted);
        }
        for (one, then) in then {
            let before = self.within.get(&one).copied();
            // What is held for a time may have been there before, and be gone.
            let ends = self.granted.contains_key(&one);
            let then = match before.filter(|_| ends) {
                Some(before) => lower.law.exprs.or([then, before]),
                None => then,
            };
            let within = self.where_later(lower, is_later, then, before);
            self.within.insert(one, within);
        }
        Some(Later {
            day,
            is_later,
            on,
            within: *self.within.get(&holding)?,
        })
    }

    fn where_later(
        &self,
        lower: &mut Lower<'_>,
        is_later: ExprId,
        then: ExprId,
        before: Option<ExprId>,
    ) -> ExprId {
        match before {
            Some(before) => lower.law.exprs.add(Expr::If(is_later, then, before)),
            None => then,
        }
    }
}
