//! Whether what is missing can matter where something else is not known, and will not be.

use std::collections::BTreeSet;

use crate::law::{InputId, InputKind, Value, with_stack};

use super::super::interpreter::Interpreter;
use super::super::outcome::Outcome;
use super::super::situation::Situation;
use super::{Interview, Wanted};

/// So many values of what is not known are tried for one question: what is not seen to be needless by then is
/// asked.
const TRIED_LIMIT: usize = 128;

/// Goes through what was passed over, with each value that it may have.
pub(super) struct Matters<'i, 'l> {
    interview: &'i Interview<'l>,
    found: BTreeSet<Wanted>,
    /// So many combinations may still be tried.
    room: usize,
}

impl<'i, 'l> Matters<'i, 'l> {
    pub fn new(interview: &'i Interview<'l>) -> Self {
        Self {
            interview,
            found: BTreeSet::new(),
            room: TRIED_LIMIT,
        }
    }

    /// What is missing on some value of what is not known; `None` where there are too many combinations.
    pub fn found(mut self, situation: &Situation) -> Option<BTreeSet<Wanted>> {
        self.gather(&mut situation.clone())?;
        Some(self.found)
    }

    fn gather(&mut self, situation: &mut Situation) -> Option<()> {
        let interview = self.interview;
        let law = interview.law;
        self.room = self.room.checked_sub(1)?;
        let outcome = Interpreter::new(law, situation).evaluate(interview.expr);
        let Outcome::Open(missing) = &outcome else {
            return Some(());
        };
        let Some(unknown) = missing
            .iter()
            .copied()
            .find(|input| self.is_unknown(*input))
        else {
            self.found.extend(interview.lacking(situation, &outcome));
            return Some(());
        };
        let ty = law[unknown].ty;
        let values = (0..law.size_of(ty)).filter_map(|place| Value::at_place(ty, place));
        let values: Vec<Value> = values.collect();
        let gathered = with_stack(|| {
            values.into_iter().try_for_each(|value| {
                situation.set(unknown, value);
                self.gather(situation)
            })
        });
        situation.forget(unknown);
        gathered
    }

    /// Whether this was passed over and has so few values that all can be tried. What holds over time has more
    /// than one.
    fn is_unknown(&self, input: InputId) -> bool {
        let law = self.interview.law;
        let declared = &law[input];
        let is_told = matches!(
            declared.kind,
            InputKind::Fact | InputKind::Holding | InputKind::Slot(..)
        );
        let is_passed = self.interview.passed.contains(&Wanted::Value(input));
        is_told && is_passed && declared.history.is_none() && law.size_of(declared.ty) > 0
    }
}
