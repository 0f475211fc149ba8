//! Answers that no missing fact can change.

use crate::law::{ExprId, InputId, InputKind, Law, Value};

use super::interpreter::{Interpreter, with_stack};
use super::outcome::Outcome;
use super::situation::Situation;

/// The most facts that are tried at once.
const FACTS_LIMIT: usize = 12;

/// The most combinations of facts that are tried for one answer.
const LEAVES_LIMIT: usize = 4_096;

/// The most that are tried for all answers to one question.
const TOTAL_LIMIT: usize = 16_384;

/// Tries the missing facts with all their values. Without it, `if p then 1 else 1` written as two
/// rules would be open for want of `p`.
#[derive(Debug)]
pub(super) struct FactSearch {
    total: usize,
    /// Combinations still to be tried for the present answer.
    room: usize,
}

impl FactSearch {
    pub fn new() -> Self {
        Self::of(TOTAL_LIMIT)
    }

    /// A search that tries so many combinations, whatever it is asked.
    pub fn of(total: usize) -> Self {
        Self { total, room: 0 }
    }

    /// The value that an open expression has whatever the missing facts are. `None` if they
    /// matter, if a day or a number is missing, or if there are too many to tell.
    pub fn settle(
        &mut self,
        law: &Law,
        situation: &mut Situation,
        expr: ExprId,
        outcome: &Outcome,
    ) -> Option<Value> {
        if !outcome.is_open() {
            return None;
        }
        let granted = LEAVES_LIMIT.min(self.total);
        self.room = granted;
        let value = self.common(law, situation, expr, outcome, FACTS_LIMIT);
        self.total -= granted - self.room;
        value
    }

    fn common(
        &mut self,
        law: &Law,
        situation: &mut Situation,
        expr: ExprId,
        outcome: &Outcome,
        facts: usize,
    ) -> Option<Value> {
        let missing = match outcome {
            Outcome::Value(value) => return Some(*value),
            Outcome::Fail(_) => return None,
            Outcome::Open(missing) => missing,
        };
        let fact = missing
            .iter()
            .copied()
            .find(|input| can_be_tried(law, *input))?;
        if facts == 0 {
            return None;
        }
        let found = with_stack(|| self.try_all(law, situation, expr, fact, facts - 1));
        situation.forget(fact);
        found
    }

    fn try_all(
        &mut self,
        law: &Law,
        situation: &mut Situation,
        expr: ExprId,
        fact: InputId,
        facts: usize,
    ) -> Option<Value> {
        let ty = law[fact].ty;
        let mut common = None;
        for place in 0..law.size_of(ty) {
            self.room = self.room.checked_sub(1)?;
            situation.set(fact, Value::at_place(ty, place)?);
            let outcome = Interpreter::new(law, situation).evaluate(expr);
            let value = self.common(law, situation, expr, &outcome, facts)?;
            if *common.get_or_insert(value) != value {
                return None;
            }
        }
        common
    }
}

fn can_be_tried(law: &Law, input: InputId) -> bool {
    let declared = &law[input];
    let of_person = matches!(
        declared.kind,
        InputKind::Fact | InputKind::Holding | InputKind::Slot(..)
    );
    of_person && law.size_of(declared.ty) > 0
}
