//! What is still to be asked for an answer, and what first.

use std::collections::BTreeSet;

use crate::law::{ExprId, InputId, InputKind, Law, Value, cone_with_ways};

use super::by_reading::by_reading_within;
use super::interpreter::Interpreter;
use super::missing_facts::FactSearch;
use super::outcome::Outcome;
use super::situation::Situation;
use super::worked::unlike_any;
use matters::Matters;
use order::Order;

#[cfg(test)]
mod counts;
mod matters;
mod order;
mod trials;

/// So many combinations of missing facts are tried to see that none of them matters: a question
/// too many does less harm than a wait for each of them.
const TRIED_LIMIT: usize = 512;

/// Something that a person can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// The value of a fact, a holding, the length of a list or a field of an element; of what holds
    /// over time, whether it holds on the day; the step that is about to be taken, and its choices.
    Value(InputId),
    /// When something holds over time.
    Time(InputId),
}

impl Wanted {
    /// The fact, holding, length, field, step or choice that it is about.
    pub fn input(self) -> InputId {
        match self {
            Self::Value(input) | Self::Time(input) => input,
        }
    }
}

/// An answer that need not be asked for: with any other, the person would be none of whom the law speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follows {
    /// What it is about.
    pub input: InputId,
    /// The only value that is left.
    pub value: Value,
    /// What the law assumes of everybody that leaves no other.
    pub by: ExprId,
}

/// An interview about one question on one law.
#[derive(Debug)]
pub struct Interview<'a> {
    law: &'a Law,
    expr: ExprId,
    /// What was asked and is not known: it is not asked for again.
    passed: BTreeSet<Wanted>,
}

impl<'a> Interview<'a> {
    /// An interview in which nothing was passed over yet.
    pub fn new(law: &'a Law, expr: ExprId) -> Self {
        Self {
            law,
            expr,
            passed: BTreeSet::new(),
        }
    }

    /// Does not ask for these: they are not known.
    #[must_use]
    pub fn passing(mut self, passed: impl IntoIterator<Item = Wanted>) -> Self {
        self.passed.extend(passed);
        self
    }

    /// What to ask for next; `None` where no answer could change the result any more.
    ///
    /// Of what is missing on some readings, the one after which the fewest questions are to be expected
    /// (`order.rs`), else it was declared first. The elements of a list that was begun are gone through before anything else, in their
    /// order. The step that is about to be taken comes first of all: the question is about it.
    pub fn next(&self, situation: &Situation) -> Option<Wanted> {
        if let Some(choice) = self.choice(situation) {
            return Some(choice);
        }
        let has_steps = !self.law.steps.is_empty();
        let occasion = self.law.occasion();
        let open = occasion.filter(|_| has_steps && situation.is_step_left_open(self.law));
        let missing = match open {
            Some(occasion) => {
                let missing = self.at_once(situation);
                let step = Wanted::Value(occasion);
                if missing.contains(&step) {
                    return Some(step);
                }
                missing
            }
            None => self.missing(situation),
        };
        let missing = self.mattering(situation, missing);
        let begun = missing.iter().filter_map(|one| self.law.slot(one.input()));
        let first = begun.min();
        let among = |one: &&Wanted| first.is_none() || self.law.slot(one.input()) == first;
        let candidates: Vec<Wanted> = missing.iter().filter(among).copied().collect();
        if let [only] = candidates.as_slice() {
            return Some(*only);
        }
        Order::new(self, situation).first(&candidates)
    }

    /// What to ask for next, with what follows from what is said already: such answers are put into the
    /// situation instead of being asked for.
    pub fn next_beside(&self, situation: &mut Situation) -> (Option<Wanted>, Vec<Follows>) {
        let mut all = Vec::new();
        loop {
            let wanted = self.next(situation);
            let follows = wanted.and_then(|wanted| self.follows(situation, wanted));
            let Some(follows) = follows else {
                return (wanted, all);
            };
            for (input, value) in self.law.given(follows.input, follows.value) {
                situation.set(input, value);
            }
            all.push(follows);
        }
    }

    /// The answer that alone agrees with what the law assumes of everybody, where there is only one. Of
    /// somebody who is unlike all of them already nothing follows.
    fn follows(&self, situation: &Situation, wanted: Wanted) -> Option<Follows> {
        let Wanted::Value(input) = wanted else {
            return None;
        };
        let ty = self.law[input].ty;
        let values = (0..self.law.size_of(ty)).filter_map(|place| Value::at_place(ty, place));
        let (mut left, mut by) = (Vec::new(), None);
        for value in values {
            let mut supposed = situation.clone();
            for (input, value) in self.law.given(input, value) {
                supposed.set(input, value);
            }
            match unlike_any(self.law, &supposed).first() {
                Some(assumed) => by = Some(*assumed),
                None => left.push(value),
            }
        }
        let [value] = left.as_slice() else {
            return None;
        };
        let by = by.filter(|_| unlike_any(self.law, situation).is_empty())?;
        Some(Follows {
            input,
            value: *value,
            by,
        })
    }

    /// A choice that is not made of the step that is about to be taken: without it the step is only
    /// half said.
    fn choice(&self, situation: &Situation) -> Option<Wanted> {
        let (step, made) = situation.step(self.law)?;
        let choices = self.law[step].choices.iter();
        let wanted = choices
            .filter(|choice| made.iter().all(|(known, _)| known != *choice))
            .map(|choice| Wanted::Value(*choice));
        wanted.filter(|wanted| !self.passed.contains(wanted)).min()
    }

    /// What can be asked for that the question hangs on anywhere, in the order declared: of the elements of
    /// lists where it is known how many there are.
    pub fn all(&self, situation: &Situation) -> BTreeSet<InputId> {
        let law = self.law;
        let inputs = cone_with_ways(law, [self.expr]).inputs;
        let owner = |input: InputId| law.history_of(input).map_or(input, |(of, _)| of);
        let asked = |input: &InputId| match law[*input].kind {
            InputKind::Fact | InputKind::Holding | InputKind::Length(_) => true,
            InputKind::Slot(list, place) => {
                let is_there = match situation.get(law[list].length) {
                    Some(Value::Int(length)) => i64::from(place) < length,
                    _ => false,
                };
                // All fields are bound to those of an element, whatever is asked of it.
                is_there
                    && law
                        .field(*input)
                        .is_some_and(|field| inputs.contains(&field))
            }
            _ => false,
        };
        let all = inputs.iter().copied().map(owner).filter(asked);
        all.chain(self.step_asked()).collect()
    }

    /// The step that is about to be taken, where the question is about it and not about steps that it names.
    fn step_asked(&self) -> Option<InputId> {
        let nobody = Situation::unknown(self.law).with_step_open();
        let outcome = Interpreter::new(self.law, &nobody).evaluate(self.expr);
        let Outcome::Open(missing) = outcome else {
            return None;
        };
        self.law.occasion().filter(|step| missing.contains(step))
    }

    /// What of something that is missing can matter, whatever that is which is not known.
    fn mattering(&self, situation: &Situation, missing: BTreeSet<Wanted>) -> BTreeSet<Wanted> {
        if missing.is_empty() || self.passed.is_empty() {
            return missing;
        }
        match Matters::new(self).found(situation) {
            Some(found) => missing.intersection(&found).copied().collect(),
            None => missing,
        }
    }

    /// What is missing for an answer on some reading and can be asked for.
    fn missing(&self, situation: &Situation) -> BTreeSet<Wanted> {
        let facts = FactSearch::of(TRIED_LIMIT);
        match by_reading_within(self.law, situation, self.expr, facts) {
            Ok(branches) => branches
                .iter()
                .flat_map(|branch| self.lacking(situation, &branch.outcome))
                .collect(),
            // Too many readings to be told apart: what is missing on any of them.
            Err(_) => self.at_once(situation),
        }
    }

    /// What is missing where readings are not told apart.
    fn at_once(&self, situation: &Situation) -> BTreeSet<Wanted> {
        let outcome = Interpreter::new(self.law, situation).evaluate(self.expr);
        self.lacking(situation, &outcome)
    }

    fn lacking(&self, situation: &Situation, outcome: &Outcome) -> BTreeSet<Wanted> {
        let Outcome::Open(missing) = outcome else {
            return BTreeSet::new();
        };
        missing
            .iter()
            .filter_map(|input| self.wanted(situation, *input))
            .filter(|wanted| !self.passed.contains(wanted))
            .collect()
    }

    /// What to ask for where an input is missing.
    fn wanted(&self, situation: &Situation, input: InputId) -> Option<Wanted> {
        if let Some((of, history)) = self.law.history_of(input) {
            let said = situation.get(of).or_else(|| situation.get(history.ever));
            let passed = self.passed.contains(&Wanted::Value(of));
            return Some(match said {
                None if !passed => Wanted::Value(of),
                _ => Wanted::Time(of),
            });
        }
        match self.law[input].kind {
            InputKind::Fact
            | InputKind::Holding
            | InputKind::Length(_)
            | InputKind::Slot(..)
            | InputKind::Occasion => Some(Wanted::Value(input)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;

    #[test]
    fn what_settles_more_is_asked_first() {
        let mut draft = Draft::new();
        let (p, q, r) = (draft.fact("p"), draft.fact("q"), draft.fact("r"));
        let (is_p, is_q, is_r) = (draft.is(p), draft.is(q), draft.is(r));
        // (p or q) and r: a no to r settles it, and nothing else does.
        let either = draft.or(&[is_p, is_q]);
        let both = draft.and(&[either, is_r]);
        let interview = Interview::new(&draft.law, both);
        let person = draft.person(&[]);
        assert_eq!(interview.next(&person), Some(Wanted::Value(r)));
        let person = draft.person(&[(r, true)]);
        assert_eq!(interview.next(&person), Some(Wanted::Value(p)));
        assert_eq!(interview.next(&draft.person(&[(r, true), (p, true)])), None);
        assert_eq!(interview.next(&draft.person(&[(r, false)])), None);
        let person = draft.person(&[(r, true), (p, false)]);
        assert_eq!(interview.next(&person), Some(Wanted::Value(q)));
        let interview = interview.passing([Wanted::Value(q)]);
        assert_eq!(interview.next(&person), None);
    }

    #[test]
    fn what_cannot_matter_whatever_is_not_known_is_not_asked() {
        let mut draft = Draft::new();
        let (p, q, r) = (draft.fact("p"), draft.fact("q"), draft.fact("r"));
        let income = draft.input("income", InputKind::Fact, crate::law::Type::Int);
        let [is_p, is_q, is_r] = [p, q, r].map(|fact| draft.is(fact));
        let (not_p, limit) = (draft.not(is_p), draft.int(1000));
        let is = draft.add(crate::law::Expr::In(income));
        let low = draft.op(crate::law::Op::Less, &[is, limit]);
        // Whoever is p is not among those who are not, so that r is nobody's matter.
        let nobody = draft.and(&[is_p, not_p]);
        let (late, never) = (draft.and(&[is_p, is_q]), draft.and(&[nobody, is_r]));
        let any = draft.or(&[late, never, low]);
        let unknown = [p, income].map(Wanted::Value);
        let interview = Interview::new(&draft.law, any).passing(unknown);
        let person = draft.person(&[]);
        assert_eq!(interview.next(&person), Some(Wanted::Value(q)));
        assert_eq!(interview.next(&draft.person(&[(q, true)])), None);
        // Without the contradiction it is.
        let (other, still) = (draft.and(&[not_p, is_r]), draft.or(&[late, low]));
        let any = draft.or(&[still, other]);
        let interview = Interview::new(&draft.law, any).passing(unknown);
        let person = draft.person(&[(q, true)]);
        assert_eq!(interview.next(&person), Some(Wanted::Value(r)));
    }

    #[test]
    fn what_changes_nothing_is_not_asked() {
        let mut draft = Draft::new();
        let (p, q) = (draft.fact("p"), draft.fact("q"));
        let (is_p, is_q) = (draft.is(p), draft.is(q));
        let not_p = draft.not(is_p);
        let (one, other) = (draft.and(&[is_p, is_q]), draft.and(&[not_p, is_q]));
        let cases = draft.or(&[one, other]);
        let interview = Interview::new(&draft.law, cases);
        // With q it is so whether p or not.
        let person = draft.person(&[(q, true)]);
        assert_eq!(interview.next(&person), None);
        assert_eq!(interview.all(&person), BTreeSet::from([p, q]));
    }

    #[test]
    fn a_fact_that_matters_on_some_reading_is_asked() {
        let mut draft = Draft::new();
        let reading = draft.reading("reading", &["a", "b"]);
        let p = draft.fact("p");
        let (first, is_p) = (draft.equals(reading, 0), draft.is(p));
        let both = draft.and(&[first, is_p]);
        let interview = Interview::new(&draft.law, both);
        assert_eq!(interview.next(&draft.person(&[])), Some(Wanted::Value(p)));
        let other = draft.person(&[]).with(reading, draft.value(reading, 1));
        assert_eq!(interview.next(&other), None);
        assert_eq!(interview.next(&draft.person(&[(p, false)])), None);
    }
}
