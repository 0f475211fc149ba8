//! What is supposed: what the rules assume of every person, and in a branch of a conditional what
//! its condition says.

use crate::law::{Expr, ExprId, InputId, Op, Value, with_stack};

use super::super::outcome::Outcome;
use super::{Bounds, Range};

impl Bounds<'_> {
    /// Supposes what is so of every person.
    pub(super) fn suppose_of_everybody(&mut self) {
        self.note_histories();
        for assumed in &self.law.assumes {
            self.suppose(assumed.holds, true);
        }
    }

    /// Does something where a condition comes to a truth.
    pub(super) fn supposing(
        &mut self,
        condition: ExprId,
        truth: bool,
        act: impl FnOnce(&mut Self) -> Range,
    ) -> Range {
        let (known, truths) = (self.known.clone(), self.truths.clone());
        let range = self.in_new_scope(|this| {
            this.suppose(condition, truth);
            this.in_new_scope(act)
        });
        self.known = known;
        self.truths = truths;
        range
    }

    /// Whether it is supposed that one day is not after another.
    pub(super) fn is_in_order(&self, from: ExprId, to: ExprId) -> bool {
        self.truths.iter().any(|(expr, truth)| {
            let Expr::Op(Op::Less, operands) = self.law.exprs.get(*expr) else {
                return false;
            };
            match truth {
                true => operands.as_slice() == [from, to],
                false => operands.as_slice() == [to, from],
            }
        })
    }

    /// What holds over time begins no later than it ends.
    fn note_histories(&mut self) {
        for (_, history) in self.law.histories() {
            if self.situation.get(history.ever) != Some(Value::Bool(true)) {
                continue;
            }
            if let Some(last) = self.situation.get(history.through) {
                self.narrow(history.since, last, false);
            }
            if let Some(first) = self.situation.get(history.since) {
                self.narrow(history.through, first, true);
            }
        }
    }

    /// Notes what a truth says of single inputs. What it hangs on is looked at as the interpreter
    /// sees it, since what is noted changes what lies between which bounds.
    pub(super) fn suppose(&mut self, expr: ExprId, truth: bool) {
        let Some(room) = self.room.checked_sub(1) else {
            return;
        };
        self.room = room;
        self.truths.insert(expr, truth);
        with_stack(|| self.note(expr, truth));
    }

    fn note(&mut self, expr: ExprId, truth: bool) {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Not(inner) => self.suppose(*inner, !truth),
            Expr::And(parts) if truth => self.suppose_all(parts, truth),
            Expr::Or(parts) if !truth => self.suppose_all(parts, truth),
            Expr::And(parts) | Expr::Or(parts) => {
                let neutral = Outcome::truth(!truth);
                let mut left = parts.clone();
                left.retain(|part| self.interpreter.evaluate(*part) != neutral);
                if let [only] = left.as_slice() {
                    self.suppose(*only, truth);
                }
            }
            Expr::Call(term) if law[*term].rules.is_empty() => {
                if let Some(meaning) = law[*term].otherwise {
                    self.suppose(meaning, truth);
                }
            }
            Expr::With(bindings, inner) => {
                self.within(bindings, |this| this.suppose(*inner, truth));
            }
            Expr::Op(Op::Less, operands) => {
                if let [less, more] = operands.as_slice() {
                    self.note_order(*less, *more, truth);
                }
            }
            _ => {}
        }
    }

    fn suppose_all(&mut self, parts: &[ExprId], truth: bool) {
        for part in parts {
            self.suppose(*part, truth);
        }
    }

    /// The one is less than the other, or is not.
    fn note_order(&mut self, less: ExprId, more: ExprId, truth: bool) {
        let law = self.law;
        for (of, other, is_least) in [(less, more, !truth), (more, less, truth)] {
            if let Expr::In(input) = law.exprs.get(of)
                && let Some(input) = self.stands_for(*input)
                && let Some(value) = self.interpreter.evaluate(other).value()
            {
                self.narrow(input, value, is_least);
            }
        }
    }

    /// The input for which one stands under the bindings in force.
    pub(super) fn stands_for(&self, input: InputId) -> Option<InputId> {
        match self.named.get(&input) {
            Some(stands_for) => *stands_for,
            None => {
                let context = self.interpreter.context;
                let bound = self.interpreter.contexts.binding(context, input);
                bound.is_none().then_some(input)
            }
        }
    }

    /// Notes the least or the greatest value of an input. What cannot be at all says nothing.
    fn narrow(&mut self, input: InputId, value: Value, is_least: bool) {
        let known = self.known.get(&input).copied();
        let known = known.unwrap_or_else(|| self.of_type(input));
        if let Some(narrowed) = known.narrowed(value, is_least) {
            self.known.insert(input, narrowed);
        }
    }
}
