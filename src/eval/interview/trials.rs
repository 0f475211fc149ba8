//! Answers to try, to see how much they leave to be asked.

use std::collections::BTreeSet;

use crate::calendar::{Day, Period, Rounding};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Type, Value, cone_with_ways};

use super::super::interpreter::Interpreter;
use super::super::situation::Situation;
use super::super::turns::moved;
use super::Wanted;

/// So many numbers or days are tried for one.
const LIMIT: usize = 6;

/// The answers to the questions behind one expression.
pub(super) struct Trials<'a> {
    law: &'a Law,
    /// What is compared behind it.
    compared: Vec<[ExprId; 2]>,
}

impl<'a> Trials<'a> {
    pub fn new(law: &'a Law, expr: ExprId) -> Self {
        let all = cone_with_ways(law, [expr]).exprs.into_iter();
        let compared = all.filter_map(|expr| match law.exprs.get(expr) {
            Expr::Op(Op::Less | Op::Equal, sides) => match sides.as_slice() {
                [one, other] if law.size_of(law.type_of(*one)) == 0 => Some([*one, *other]),
                _ => None,
            },
            _ => None,
        });
        Self {
            law,
            compared: compared.collect(),
        }
    }

    /// Answers to one question: all where they can be counted; numbers and days on either side of what they are
    /// compared with, and an ordinary one.
    pub fn of(&self, situation: &Situation, wanted: Wanted) -> Vec<Vec<(InputId, Value)>> {
        let law = self.law;
        let input = wanted.input();
        let declared = &law[input];
        if let (Wanted::Time(_), Some(history)) = (wanted, declared.history) {
            let always = vec![
                (history.ever, Value::Bool(true)),
                (history.since, Value::Day(Day::MIN)),
                (history.through, Value::Day(Day::MAX)),
            ];
            return vec![vec![(history.ever, Value::Bool(false))], always];
        }
        let size = law.size_of(declared.ty);
        if size > 0 {
            let values = (0..size).filter_map(|place| Value::at_place(declared.ty, place));
            return values.map(|value| law.given(input, value)).collect();
        }
        let today = law.day().and_then(|day| situation.get(day));
        let field = law.field(input).unwrap_or(input);
        let ordinary = law[field].usually;
        let mut tried = match declared.kind {
            InputKind::Length(_) => vec![Value::Int(0), Value::Int(1)],
            _ => self.around(situation, field),
        };
        let today = today.filter(|_| declared.ty == Type::Date && tried.is_empty());
        tried.extend(ordinary.or(today).filter(|value| !tried.contains(value)));
        tried
            .into_iter()
            .map(|value| vec![(input, value)])
            .collect()
    }

    /// The values with which an input is compared, where they are known, and their neighbours.
    fn around(&self, situation: &Situation, input: InputId) -> Vec<Value> {
        let mut interpreter = Interpreter::new(self.law, situation);
        let mut found: BTreeSet<Value> = BTreeSet::new();
        for [one, other] in &self.compared {
            for (side, limit) in [(*one, *other), (*other, *one)] {
                let limit = interpreter.evaluate(limit).value();
                let at = limit.and_then(|limit| self.at(situation, (side, limit), input));
                let places = self.law[input].places;
                let near = at.into_iter().flat_map(|at| {
                    let next = |steps| moved(at, steps, places);
                    [next(-1), Some(at), next(1)]
                });
                found.extend(near.flatten());
            }
        }
        found.into_iter().take(LIMIT).collect()
    }

    /// What an input must be for an expression to have a value, where it is only shifted by a period, or an age is
    /// counted from it.
    fn at(
        &self,
        situation: &Situation,
        (expr, is): (ExprId, Value),
        input: InputId,
    ) -> Option<Value> {
        let law = self.law;
        let (mut expr, mut is) = (expr, is);
        loop {
            match (law.exprs.get(expr), is) {
                (Expr::In(of), _) => return (*of == input).then_some(is),
                (Expr::Op(Op::Plus(period, _), of), Value::Day(day)) => {
                    expr = *of.first()?;
                    is = Value::Day(day.plus(backwards(*period)?, Rounding::Down)?);
                }
                (Expr::Op(Op::Age, of), Value::Int(years)) => {
                    let [born, on] = of.as_slice() else {
                        return None;
                    };
                    let on = Interpreter::new(law, situation).evaluate(*on).value()?;
                    let Value::Day(on) = on else { return None };
                    let months = i32::try_from(years).ok()?.checked_mul(-12)?;
                    expr = *born;
                    is = Value::Day(on.plus(Period::Months(months), Rounding::Down)?);
                }
                _ => return None,
            }
        }
    }
}

fn backwards(period: Period) -> Option<Period> {
    Some(match period {
        Period::Months(months) => Period::Months(months.checked_neg()?),
        Period::Days(days) => Period::Days(days.checked_neg()?),
    })
}
