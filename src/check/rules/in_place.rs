//! What prevails over a deadline or a requirement stands in its place while that is in force; others
//! add up.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::law::{Effect, ExprId, StepId, TermId, Told, Value, WrittenId};

use super::super::context::Checker;
use super::super::exceptions::{is_filled, while_in_force};

/// What may stand in the place of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// What a step requires.
    Requirement,
    /// Until when a step must be taken.
    Deadline,
}

/// Where rules say what they say of steps.
#[derive(Default)]
pub struct InPlace(BTreeMap<(Place, WrittenId, StepId), Placement>);

/// Where a rule says what it says of a step.
#[derive(Default)]
struct Placement {
    /// The term of its own, and those of the rules in whose place it stands; for each, while what it
    /// gives it a value. That the rule is in force, and speaks of the step, is not said.
    terms: IndexMap<TermId, ExprId>,
    /// It gives some term a value on each day on which it is in force and speaks of the step.
    is_complete: bool,
}

impl Checker<'_> {
    /// Where a rule stands that prevails over others: in the place of those that are in force; and while
    /// what it stands by itself, since none of them is. `None` where it never does.
    fn placement(
        &mut self,
        place: Place,
        (rule, above): (WrittenId, &[WrittenId]),
        step: StepId,
    ) -> (Placement, Option<ExprId>) {
        let own = self.law[rule].life();
        let mut terms: IndexMap<TermId, Vec<ExprId>> = IndexMap::new();
        let (mut lives, mut stood_for) = (Vec::new(), Vec::new());
        for other in above {
            let Some(placement) = self.in_place.0.get(&(place, *other, step)) else {
                continue;
            };
            let (of_other, is_complete) = (placement.terms.clone(), placement.is_complete);
            // What is required of a step may begin with what another rule says of it.
            let speaks = self.speaks_while.get(&(*other, step)).copied();
            let speaks = speaks.filter(|_| place == Place::Requirement);
            let life = self.law[*other].life();
            let lasts = while_in_force(&mut self.law, life, own);
            let exprs = &mut self.law.exprs;
            let lasts = exprs.and([lasts].into_iter().chain(speaks));
            for (term, while_so) in of_other {
                let both = exprs.and([lasts, while_so]);
                terms.entry(term).or_default().push(both);
                if !is_complete {
                    stood_for.push(both);
                }
            }
            if is_complete {
                stood_for.push(lasts);
                lives.extend(speaks.is_none().then_some(life));
            }
        }
        let exprs = &mut self.law.exprs;
        let terms = terms.into_iter();
        let terms = terms.map(|(term, ways)| (term, exprs.or(ways))).collect();
        let always = self.law.exprs.lit(Value::Bool(true));
        let never_alone = stood_for.contains(&always) || is_filled(&self.law, own, &lives);
        let by_itself = (!never_alone).then(|| {
            let exprs = &mut self.law.exprs;
            let any = exprs.or(stood_for);
            exprs.not(any)
        });
        let is_complete = by_itself.is_none();
        (Placement { terms, is_complete }, by_itself)
    }

    /// Gives a value, in the place of the rules that one prevails over, and by itself while none of them
    /// is in force: a term that `new` makes, if it can stand so.
    pub fn put_in_place(
        &mut self,
        place: Place,
        (rule, on, above): (WrittenId, Option<StepId>, &[WrittenId]),
        step: StepId,
        (conditions, value): (&[ExprId], ExprId),
        new: Option<impl FnOnce(&mut Self) -> TermId>,
    ) {
        let (mut placement, by_itself) = self.placement(place, (rule, above), step);
        if let Some((by_itself, new)) = by_itself.zip(new) {
            let term = new(self);
            placement.terms.insert(term, by_itself);
            placement.is_complete = true;
        }
        for (term, while_so) in &placement.terms {
            let mut conditions = conditions.to_vec();
            if !self.law.exprs.is_bool(*while_so, true) {
                self.law.told.insert(*while_so, Told::Unsaid);
                conditions.push(*while_so);
            }
            self.add_rule(rule, on, conditions, Effect::Value(*term, value), above);
        }
        let known = self.in_place.0.entry((place, rule, step)).or_default();
        known.terms.extend(placement.terms);
        known.is_complete |= placement.is_complete;
    }
}
