//! What the reasons have told already: nothing is told twice.

use std::collections::BTreeSet;

use crate::eval::Explanation;
use crate::law::{ActId, ExprId, Ground, ListId, ProvisionId, StepId, Value, WrittenId};

use super::spoken_of::Circumstances;

/// An element of a list, by its place.
pub(super) type Element = (ListId, usize);

/// What was told already: nothing is told twice.
#[derive(Default)]
pub(super) struct Told {
    acts: BTreeSet<ActId>,
    provisions: BTreeSet<ProvisionId>,
    /// With whether they apply: a rule may under some circumstances and not under others.
    rules: BTreeSet<(Option<Element>, WrittenId, bool)>,
    /// With what they come to, for the same reason.
    conditions: BTreeSet<(Option<Element>, ExprId, Option<Value>)>,
    exceptions: BTreeSet<WrittenId>,
    /// The steps of which a rule says the last day.
    last_days: BTreeSet<(WrittenId, StepId)>,
    empty_lists: BTreeSet<ListId>,
    /// The sentences quoted, with the number of the reason.
    quoted: Vec<(Vec<Ground>, usize)>,
    /// The element that is spoken of; the same is told again of another.
    pub element: Option<Element>,
    /// Under which circumstances, where they are not those of the case.
    pub circumstances: Vec<Circumstances>,
}

impl Told {
    /// Whether it is the first that is told of a rule that applies, which may be otherwise of another
    /// element if it is a rule of elements.
    pub fn applies(&mut self, rule: WrittenId, of_elements: bool) -> bool {
        let element = self.element.filter(|_| of_elements);
        self.rules.insert((element, rule, true))
    }

    /// Whether it is the first that is told of a rule that does not apply, perhaps to no element at all.
    pub fn does_not_apply(&mut self, rule: WrittenId, of_all: bool) -> bool {
        let element = self.element.filter(|_| !of_all);
        self.rules.insert((element, rule, false))
    }

    /// Whether it is the first that is told of a condition that comes to this.
    pub fn condition(&mut self, condition: &Explanation) -> bool {
        let outcome = condition.outcome.value();
        self.conditions
            .insert((self.element, condition.expr, outcome))
    }

    /// Whether it is the first that is told of the act, provision, exception or list without elements.
    pub fn act(&mut self, act: ActId) -> bool {
        self.acts.insert(act)
    }

    pub fn provision(&mut self, provision: ProvisionId) -> bool {
        self.provisions.insert(provision)
    }

    pub fn exception(&mut self, exception: WrittenId) -> bool {
        self.exceptions.insert(exception)
    }

    /// Whether the last day is told that a rule sets for a step.
    pub fn last_day(&self, rule: WrittenId, step: StepId) -> bool {
        self.last_days.contains(&(rule, step))
    }

    pub fn tell_last_day(&mut self, rule: WrittenId, step: StepId) {
        self.last_days.insert((rule, step));
    }

    pub fn empty_list(&mut self, list: ListId) -> bool {
        self.empty_lists.insert(list)
    }

    /// The number of the reason at which the same sentences are quoted.
    pub fn quoted_at(&self, because: &[Ground]) -> Option<usize> {
        let mut known = self.quoted.iter();
        let same = known.find(|(grounds, _)| grounds == because)?;
        Some(same.1)
    }

    pub fn quote(&mut self, because: &[Ground], number: usize) {
        let is_cited = |ground: &Ground| matches!(ground, Ground::Cited(_));
        if because.iter().any(is_cited) {
            self.quoted.push((because.to_vec(), number));
        }
    }
}
