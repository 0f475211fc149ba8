//! What prevails over a deadline or a requirement stands in its place while that is in force; others
//! add up.

use indexmap::IndexMap;

use crate::law::{ExprId, StepId, TermId, Value, WrittenId};

use super::super::context::Checker;
use super::super::exceptions::{is_filled, while_in_force};

/// For each written rule the terms that it gives a value, of a step, and while what: the one of its own,
/// and those of the rules in whose place it stands. That it is in force itself is not said.
#[derive(Default)]
pub struct InPlace(IndexMap<(WrittenId, StepId), IndexMap<TermId, ExprId>>);

impl InPlace {
    /// Notes that a rule gives a term its value, while something is so.
    pub fn note(&mut self, rule: WrittenId, step: StepId, (term, while_so): (TermId, ExprId)) {
        let terms = self.0.entry((rule, step)).or_default();
        terms.insert(term, while_so);
    }

    /// The terms of a rule, and while what it gives them a value.
    fn of(&self, rule: WrittenId, step: StepId) -> Vec<(TermId, ExprId)> {
        let terms = self.0.get(&(rule, step)).into_iter().flatten();
        terms.map(|(term, while_so)| (*term, *while_so)).collect()
    }
}

/// Where a rule says what it says of a step.
pub struct Stands {
    /// In the place of others: their terms, and while what it does.
    pub in_place: IndexMap<TermId, ExprId>,
    /// By itself, while this is so. `None` where it never does.
    pub by_itself: Option<ExprId>,
}

impl Checker<'_> {
    /// Where a rule stands that prevails over others: in the place of those that are in force, and by
    /// itself while none of them is.
    pub fn stands(
        &mut self,
        rule: WrittenId,
        above: &[WrittenId],
        step: StepId,
        places: fn(&Self) -> &InPlace,
    ) -> Stands {
        let own = self.law[rule].life();
        let mut in_place: IndexMap<TermId, Vec<ExprId>> = IndexMap::new();
        let (mut lives, mut in_force) = (Vec::new(), Vec::new());
        for other in above {
            let terms = places(self).of(*other, step);
            if terms.is_empty() {
                continue;
            }
            let life = self.law[*other].life();
            let lasts = while_in_force(&mut self.law, life, own);
            for (term, while_so) in terms {
                let both = self.law.exprs.and([lasts, while_so]);
                in_place.entry(term).or_default().push(both);
            }
            lives.push(life);
            in_force.push(lasts);
        }
        let exprs = &mut self.law.exprs;
        let in_place = in_place.into_iter();
        let in_place = in_place
            .map(|(term, ways)| (term, exprs.or(ways)))
            .collect();
        let always = self.law.exprs.lit(Value::Bool(true));
        let is_never_alone = in_force.contains(&always) || is_filled(&self.law, own, &lives);
        let by_itself = (!is_never_alone).then(|| {
            let exprs = &mut self.law.exprs;
            let any = exprs.or(in_force);
            exprs.not(any)
        });
        Stands {
            in_place,
            by_itself,
        }
    }

    /// The conditions of a rule while something is so.
    pub fn while_so(&self, conditions: &[ExprId], while_so: ExprId) -> Vec<ExprId> {
        let is_always = self.law.exprs.is_bool(while_so, true);
        let more = (!is_always).then_some(while_so);
        conditions.iter().copied().chain(more).collect()
    }
}
