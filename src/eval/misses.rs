//! The nearest misses: what one thing alone would have to be otherwise for a question to be answered
//! with yes.

use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, InputId, InputKind, Law, Type, Value};

use super::by_reading::by_reading;
use super::interpreter::Interpreter;
use super::situation::Situation;
use super::turns::{Tried, Turns};
use super::worked::unlike_any;

/// The most situations that are tried for one question.
const TRIES_LIMIT: usize = 3_000;

/// One thing that is otherwise: a fact, a holding, or the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What is otherwise.
    pub input: InputId,
    /// What it would be, instead of what it is.
    pub value: Value,
    /// Readings that the case leaves open, and on which the answer then is yes; none where it is on
    /// all of them.
    pub readings: Vec<(InputId, Value)>,
}

impl Miss {
    /// The situation in which it is so.
    pub fn applied(&self, case: &Situation) -> Situation {
        let changed = case.clone().with(self.input, self.value);
        let taken = self.readings.iter();
        taken.fold(changed, |changed, (reading, choice)| {
            changed.with(*reading, *choice)
        })
    }
}

/// Of a question that is answered with no: each single change found by which the answer is yes,
/// the days first, then facts and holdings in the order declared. Of numbers and days it is the
/// nearest one found in either direction, where what is nearer does not answer it.
///
/// Each has been tried, so that all of them hold; there may be others. The step being taken, the
/// readings that are fixed and how many elements a list has stay as they are.
pub fn misses(law: &Law, case: &Situation, expr: ExprId) -> Vec<Miss> {
    let mut search = Search {
        unlike: unlike_any(law, case).len(),
        law,
        case,
        expr,
        room: TRIES_LIMIT,
    };
    if !search.outcome_is_no(case) {
        return Vec::new();
    }
    let clock = law.day();
    let mattering = search.what_matters();
    let all = clock.into_iter().chain(mattering);
    all.flat_map(|input| search.of_input(input)).collect()
}

struct Search<'s> {
    law: &'s Law,
    case: &'s Situation,
    expr: ExprId,
    /// How many assumptions the case itself does not meet.
    unlike: usize,
    room: usize,
}

impl Search<'_> {
    fn outcome_is_no(&mut self, situation: &Situation) -> bool {
        let mut interpreter = Interpreter::new(self.law, situation);
        interpreter.evaluate(self.expr).is_false()
    }

    /// What comes of the case.
    fn tried(&mut self, case: &Situation) -> Tried {
        let mut interpreter = Interpreter::new(self.law, case);
        let outcome = interpreter.evaluate(self.expr);
        let assumes = self.law.assumes.iter();
        let unlike = assumes.filter(|one| interpreter.evaluate(one.holds).is_false());
        let is_somebody = unlike.count() <= self.unlike;
        let trace = interpreter.trace();
        Tried {
            outcome,
            is_somebody,
            trace,
        }
    }

    /// The same with one change; nothing where enough has been tried.
    fn changed(&mut self, input: InputId, value: Value) -> Option<Tried> {
        self.room = self.room.checked_sub(1)?;
        let changed = self.case.clone().with(input, value);
        Some(self.tried(&changed))
    }

    /// The miss, where the answer is yes, and on which readings: the first of several sets; on all, if
    /// there are none in it.
    fn miss(&mut self, input: InputId, value: Value, tried: &Tried) -> Option<Miss> {
        if !tried.is_somebody {
            return None;
        }
        let mut miss = Miss {
            input,
            value,
            readings: Vec::new(),
        };
        if !tried.outcome.is_open() {
            return tried.outcome.is_true().then_some(miss);
        }
        let branches = by_reading(self.law, &miss.applied(self.case), self.expr).ok()?;
        self.room = self.room.saturating_sub(branches.len());
        let everywhere = branches.iter().all(|branch| branch.outcome.is_true());
        let first = branches
            .into_iter()
            .find(|branch| branch.outcome.is_true())?;
        if !everywhere {
            miss.readings = first.readings;
        }
        Some(miss)
    }

    /// The facts and holdings without which the answer is not certain. Whatever can be forgotten may
    /// be anything, so that nothing comes of changing it.
    fn what_matters(&mut self) -> Vec<InputId> {
        let parts: BTreeSet<InputId> = self
            .law
            .histories()
            .flat_map(|(_, history)| history.inputs())
            .collect();
        // To have what is asked for is no way to it.
        let waiting = self.law.waiting(self.expr).map(|waiting| waiting.holding);
        let goal = waiting.or(match self.law.exprs.get(self.expr) {
            Expr::Reach(input) | Expr::In(input) => Some(*input),
            _ => None,
        });
        let own = (0..self.law.inputs.len()).map(InputId::at).filter(|input| {
            let kind = &self.law[*input].kind;
            let of_person = matches!(
                kind,
                InputKind::Fact | InputKind::Holding | InputKind::Slot(..)
            );
            let is_told = self.case.get(*input).is_some() || self.law[*input].history.is_some();
            of_person && is_told && !parts.contains(input) && goal != Some(*input)
        });
        let mut mattering = Vec::new();
        let mut next = vec![own.collect::<Vec<InputId>>()];
        while let Some(together) = next.pop() {
            let mut without = self.case.clone();
            for input in &together {
                let history = self.law[*input].history.into_iter();
                let times = history.flat_map(|history| history.inputs());
                times.chain([*input]).for_each(|part| without.forget(part));
            }
            if together.is_empty() || self.outcome_is_no(&without) {
                continue;
            }
            if let [only] = together.as_slice() {
                mattering.push(*only);
            } else {
                let (first, second) = together.split_at(together.len() / 2);
                next.extend([second.to_vec(), first.to_vec()]);
            }
        }
        mattering
    }

    fn of_input(&mut self, input: InputId) -> Vec<Miss> {
        let ty = self.law[input].ty;
        let is = self.case.get(input);
        let places = match (ty, is) {
            (Type::Bool, None) => 1..2,
            _ => 0..self.law.size_of(ty),
        };
        let others = places.filter_map(|place| Value::at_place(ty, place));
        let others: Vec<Value> = others.filter(|other| Some(*other) != is).collect();
        if !others.is_empty() {
            let found = others.into_iter().filter_map(|other| {
                let tried = self.changed(input, other)?;
                self.miss(input, other, &tried)
            });
            return found.collect();
        }
        let Some(from) = is else { return Vec::new() };
        let sides = [-1, 1].into_iter();
        sides
            .flat_map(|side| self.nearest(input, from, side))
            .collect()
    }

    /// The nearest value on one side by which the answer is yes, and where that is so on some readings
    /// only, the nearest by which it is so on all.
    fn nearest(&mut self, input: InputId, from: Value, side: i64) -> Vec<Miss> {
        let law = self.law;
        let here = self.tried(self.case);
        let mut turns = Turns::new(&law[input], from, side, here);
        let mut found: Vec<Miss> = Vec::new();
        while let Some((value, tried)) = turns.next(|value| self.changed(input, value)) {
            match self.miss(input, value, tried) {
                Some(miss) if miss.readings.is_empty() => {
                    found.push(miss);
                    break;
                }
                Some(miss) if found.is_empty() => found.push(miss),
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;
    use crate::law::Op;

    /// The values of a number by which it is so, the nearest on each side, by trying all of them.
    fn tried_one_by_one(draft: &Draft, number: InputId, from: i64, is: ExprId) -> Vec<Value> {
        let so = |value: &i64| {
            let person = draft.person(&[]).with(number, Value::Int(*value));
            draft.eval(&person, is).is_true()
        };
        let below = (from - 200..from).rev().find(so);
        let above = (from + 1..from + 200).find(so);
        below.into_iter().chain(above).map(Value::Int).collect()
    }

    #[test]
    fn single_values_are_found_wherever_they_lie() {
        let mut draft = Draft::new();
        let number = draft.input("number", InputKind::Fact, Type::Int);
        let (is, two) = (draft.is(number), draft.int(2));
        let twice = draft.op(Op::Multiply, &[is, two]);
        for wanted in [-61, -7, 0, 1, 3, 14, 37, 86] {
            let (low, high) = (draft.int(wanted - 1), draft.int(wanted + 1));
            let equals = draft.int(wanted);
            let equals = draft.op(Op::Equal, &[is, equals]);
            let (above, below) = (
                draft.op(Op::Less, &[low, twice]),
                draft.op(Op::Less, &[twice, high]),
            );
            let between = draft.and(&[above, below]);
            for from in [-20, 0, 5] {
                let person = draft.person(&[]).with(number, Value::Int(from));
                for asked in [equals, between] {
                    if draft.eval(&person, asked).is_true() {
                        continue;
                    }
                    let found = misses(&draft.law, &person, asked);
                    let values: Vec<Value> = found.iter().map(|miss| miss.value).collect();
                    let all = tried_one_by_one(&draft, number, from, asked);
                    assert_eq!(values, all, "{wanted} from {from}");
                }
            }
        }
    }

    #[test]
    fn a_day_on_which_a_rule_is_in_force_alone() {
        let mut draft = Draft::new();
        let no = draft.bool(false);
        let term = draft.term("due", Type::Bool, Some(no));
        let yes = draft.bool(true);
        let rule = draft.rule("duty", term, yes, &[]);
        draft.life(rule, "2025-03-09", "2025-03-10");
        let call = draft.call(term);
        let person = draft.person(&[]);
        let found = misses(&draft.law, &person, call);
        let day = super::super::draft::day("2025-03-09");
        let values: Vec<Value> = found.iter().map(|miss| miss.value).collect();
        assert_eq!(values, [Value::Day(day)]);
    }
}
