//! Answers that no missing fact can change.

use std::collections::BTreeSet;

use crate::law::{ExprId, InputId, InputKind, Law, Value, with_stack};

use super::bounds;
use super::dice::Dice;
use super::interpreter::Interpreter;
use super::outcome::Outcome;
use super::situation::Situation;

/// The most facts that are tried at once.
const FACTS_LIMIT: usize = 12;

/// The most combinations of facts that are tried for one answer.
const LEAVES_LIMIT: usize = 4_096;

/// The most that are tried for all answers to one question.
const TOTAL_LIMIT: usize = 16_384;

/// So many combinations are tried by chance before all are gone through: where a fact matters, two
/// of them mostly differ.
const PROBES: u64 = 8;

/// Missing facts, taken so.
type Facts = Vec<(InputId, Value)>;

/// Tries the missing facts with all their values. Without it, `if p then 1 else 1` written as two
/// rules would be open for want of `p`, and so would be a conflict or a gap that is one either way.
#[derive(Debug)]
pub(super) struct FactSearch {
    total: usize,
    /// Combinations still to be tried for the present answer.
    room: usize,
    /// The combinations by which there was no common answer the last time: two that had different
    /// ones, or one that had none. Mostly they have so again, on other readings.
    apart: Vec<Facts>,
    /// What the present question came to by the first combination by which it was not open.
    first: Option<(Outcome, Facts)>,
    /// The facts taken so far.
    taken: Facts,
}

impl FactSearch {
    pub fn new() -> Self {
        Self::of(TOTAL_LIMIT)
    }

    /// A search that tries so many combinations, whatever it is asked.
    pub fn of(total: usize) -> Self {
        Self {
            total,
            room: 0,
            apart: Vec::new(),
            first: None,
            taken: Facts::new(),
        }
    }

    /// What an expression comes to. All is asked of one law.
    pub fn evaluate(&mut self, law: &Law, situation: &Situation, expr: ExprId) -> Outcome {
        Interpreter::new(law, situation).evaluate(expr)
    }

    /// What an open expression comes to whatever is missing: a value, or the same failure. `None` if
    /// that matters, or if it cannot be told: too many facts are missing, or a day or a number, and
    /// the bounds between which it lies are too wide.
    pub fn settle(
        &mut self,
        law: &Law,
        situation: &mut Situation,
        expr: ExprId,
        outcome: &Outcome,
    ) -> Option<Outcome> {
        let Outcome::Open(missing) = outcome else {
            return None;
        };
        let all_tried =
            missing.len() <= FACTS_LIMIT && missing.iter().all(|input| can_be_tried(law, *input));
        let tried = self.settle_by_trying(law, situation, expr, outcome);
        if tried.is_none() && !all_tried {
            return bounds::settled(law, situation, expr).map(Outcome::Value);
        }
        tried
    }

    fn settle_by_trying(
        &mut self,
        law: &Law,
        situation: &mut Situation,
        expr: ExprId,
        outcome: &Outcome,
    ) -> Option<Outcome> {
        self.first = None;
        if self.is_told_apart(law, situation, expr) {
            return None;
        }
        for probe in 0..PROBES {
            self.probe(law, situation, expr, outcome.clone(), probe)?;
        }
        let granted = LEAVES_LIMIT.min(self.total);
        self.room = granted;
        let settled = self.all(law, situation, expr, outcome, FACTS_LIMIT);
        self.total -= granted - self.room;
        settled?;
        self.first.take().map(|(outcome, _)| outcome)
    }

    /// Whether there is no common answer by the combinations by which there was none before.
    fn is_told_apart(&mut self, law: &Law, situation: &Situation, expr: ExprId) -> bool {
        let apart = std::mem::take(&mut self.apart);
        let mut common = None;
        let told = apart.iter().any(|facts| {
            let supposed = facts.iter().fold(situation.clone(), |case, (fact, value)| {
                case.with(*fact, *value)
            });
            match self.evaluate(law, &supposed, expr) {
                // On these readings more facts may be missing, with which there is an answer.
                Outcome::Open(missing) => {
                    let mut missing = missing.iter();
                    facts.len() >= FACTS_LIMIT || !missing.any(|input| can_be_tried(law, *input))
                }
                answer => *common.get_or_insert_with(|| answer.clone()) != answer,
            }
        });
        self.apart = apart;
        told
    }

    /// One way through what [`Self::all`] goes through: `None` where it shows that there is no common
    /// answer.
    fn probe(
        &mut self,
        law: &Law,
        situation: &Situation,
        expr: ExprId,
        mut outcome: Outcome,
        probe: u64,
    ) -> Option<()> {
        let mut supposed = situation.clone();
        self.taken.clear();
        let mut dice = Dice::new(probe);
        loop {
            let Outcome::Open(missing) = &outcome else {
                return self.agrees(outcome);
            };
            let fact = self.untried(law, missing, FACTS_LIMIT - self.taken.len())?;
            let ty = law[fact].ty;
            let value = Value::at_place(ty, dice.place(law.size_of(ty)))?;
            supposed.set(fact, value);
            self.taken.push((fact, value));
            outcome = self.evaluate(law, &supposed, expr);
        }
    }

    /// Goes through all combinations: `None` where they have no common answer.
    fn all(
        &mut self,
        law: &Law,
        situation: &mut Situation,
        expr: ExprId,
        outcome: &Outcome,
        facts: usize,
    ) -> Option<()> {
        let Outcome::Open(missing) = outcome else {
            return self.agrees(outcome.clone());
        };
        let fact = self.untried(law, missing, facts)?;
        let depth = FACTS_LIMIT - facts;
        let found = with_stack(|| {
            let ty = law[fact].ty;
            for place in 0..law.size_of(ty) {
                self.room = self.room.checked_sub(1)?;
                let value = Value::at_place(ty, place)?;
                situation.set(fact, value);
                self.taken.truncate(depth);
                self.taken.push((fact, value));
                let outcome = self.evaluate(law, situation, expr);
                self.all(law, situation, expr, &outcome, facts - 1)?;
            }
            Some(())
        });
        situation.forget(fact);
        found
    }

    /// The first of what is missing that can be tried, if that many facts may be.
    fn untried(&mut self, law: &Law, missing: &BTreeSet<InputId>, facts: usize) -> Option<InputId> {
        let mut missing = missing.iter().copied().filter(|_| facts > 0);
        let found = missing.find(|input| can_be_tried(law, *input));
        if found.is_none() {
            self.apart = vec![self.taken.clone()];
        }
        found
    }

    /// Whether an answer is the one found so far, if there is one.
    fn agrees(&mut self, answer: Outcome) -> Option<()> {
        match &self.first {
            None => self.first = Some((answer, self.taken.clone())),
            Some((first, facts)) if *first != answer => {
                self.apart = vec![facts.clone(), self.taken.clone()];
                return None;
            }
            Some(_) => {}
        }
        Some(())
    }
}

fn can_be_tried(law: &Law, input: InputId) -> bool {
    let declared = &law[input];
    let of_person = matches!(
        declared.kind,
        InputKind::Fact
            | InputKind::Holding
            | InputKind::Slot(..)
            | InputKind::Occasion
            | InputKind::Choice(_)
    );
    of_person && law.size_of(declared.ty) > 0
}
