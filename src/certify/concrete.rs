//! The kernel on one complete case, written down once more for tests.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::full_years;
use crate::law::{Effect, Expr, ExprId, InputId, InputKind, Law, Op, Ratio, RuleId, TermId, Value};

/// `None` is a failure.
pub(super) type Concrete = Option<Value>;

/// A law and the values of all inputs.
pub(super) struct Case<'l> {
    pub law: &'l Law,
    pub given: BTreeMap<InputId, Concrete>,
    pub walking: bool,
}

impl<'l> Case<'l> {
    fn changed(&self, changes: impl IntoIterator<Item = (InputId, Concrete)>) -> Case<'l> {
        let mut given = self.given.clone();
        let changes: Vec<_> = changes.into_iter().collect();
        let by = || changes.iter().map(|(input, _)| *input);
        given.retain(|input, _| !self.law.unbinds(by(), *input));
        given.extend(changes);
        Case {
            law: self.law,
            given,
            walking: self.walking,
        }
    }

    fn input(&self, input: InputId) -> Concrete {
        match (self.given.get(&input), self.law[input].history) {
            (None, Some(history)) => self.eval(history.life),
            _ => self.given[&input],
        }
    }

    pub fn eval(&self, expr: ExprId) -> Concrete {
        match self.law.exprs.get(expr) {
            Expr::Lit(value) => Some(*value),
            Expr::In(input) => self.input(*input),
            Expr::Op(op, operands) => {
                let values: Option<Vec<Value>> = operands.iter().map(|id| self.eval(*id)).collect();
                apply(*op, &values?)
            }
            Expr::Not(inner) => self.eval(*inner).map(negated),
            Expr::And(parts) => all(parts.iter().map(|part| self.eval(*part))),
            Expr::Or(parts) => {
                all(parts.iter().map(|part| self.eval(*part).map(negated))).map(negated)
            }
            Expr::If(condition, yes, no) => match self.eval(*condition) {
                Some(Value::Bool(true)) => self.eval(*yes),
                Some(_) => self.eval(*no),
                None => self.eval(*yes).filter(|yes| self.eval(*no) == Some(*yes)),
            },
            Expr::Call(term) => self.term(*term),
            Expr::Stands(rule) => self.stands(*rule),
            Expr::With(bindings, inner) => {
                let bound: Vec<_> = bindings
                    .iter()
                    .map(|(input, value)| (*input, self.eval(*value)))
                    .collect();
                self.changed(bound).eval(*inner)
            }
            Expr::Reach(holding) => self.reach(*holding),
        }
    }

    fn stands(&self, id: RuleId) -> Concrete {
        let rule = &self.law[id];
        let mut parts = Vec::new();
        for (index, input) in self.law.inputs.iter().enumerate() {
            if input.kind == InputKind::Switch(rule.written) {
                parts.push(self.given[&InputId::at(index)].map(negated));
            }
        }
        let clock = self
            .law
            .inputs_of(|kind| matches!(kind, InputKind::LawDay))
            .next()
            .unwrap();
        let before = |bound: ExprId| apply(Op::Less, &[self.given[&clock]?, self.eval(bound)?]);
        parts.extend(rule.from.map(|from| before(from).map(negated)));
        parts.extend(rule.until.map(before));
        parts.extend(
            rule.conditions
                .iter()
                .map(|condition| self.eval(*condition)),
        );
        parts.extend(
            rule.lifted_by
                .iter()
                .map(|lifter| self.stands(*lifter).map(negated)),
        );
        all(parts.into_iter())
    }

    pub fn term(&self, id: TermId) -> Concrete {
        let term = &self.law[id];
        let otherwise = || term.otherwise.and_then(|otherwise| self.eval(otherwise));
        let wins = |rule: &RuleId| {
            let above = self.law[*rule]
                .below
                .iter()
                .map(|above| self.stands(*above).map(negated));
            all([self.stands(*rule)].into_iter().chain(above))
        };
        let no = Some(Value::Bool(false));
        let k: Vec<RuleId> = term
            .rules
            .iter()
            .copied()
            .filter(|rule| wins(rule) != no)
            .collect();
        if k.is_empty() {
            return otherwise();
        }
        let values: BTreeSet<Concrete> = k
            .iter()
            .map(|rule| match self.law[*rule].effect {
                Effect::Value(_, value) => self.eval(value),
                Effect::Lift => None,
            })
            .collect();
        let value = values
            .first()
            .copied()
            .flatten()
            .filter(|_| values.len() == 1)?;
        let stands = term
            .rules
            .iter()
            .any(|rule| self.stands(*rule) == Some(Value::Bool(true)));
        (stands || otherwise() == Some(value)).then_some(value)
    }

    fn reach(&self, goal: InputId) -> Concrete {
        if self.walking {
            return None;
        }
        if self
            .walk(|gate| gate == Some(Value::Bool(true)))
            .contains(&goal)
        {
            Some(Value::Bool(true))
        } else if self
            .walk(|gate| gate != Some(Value::Bool(false)))
            .contains(&goal)
        {
            None
        } else {
            Some(Value::Bool(false))
        }
    }

    fn walk(&self, passes: impl Fn(Concrete) -> bool) -> BTreeSet<InputId> {
        let holdings: Vec<InputId> = self.law.holdings().collect();
        let mut got: BTreeSet<InputId> = holdings
            .iter()
            .copied()
            .filter(|holding| passes(self.input(*holding)))
            .collect();
        loop {
            let in_hand = holdings
                .iter()
                .map(|one| (*one, Some(Value::Bool(got.contains(one)))));
            let mut case = self.changed(in_hand);
            case.walking = true;
            let before = got.len();
            for door in &self.law.doors {
                if passes(case.eval(door.gate)) {
                    got.extend(&door.grants);
                }
            }
            if got.len() == before {
                return got;
            }
        }
    }
}

fn negated(value: Value) -> Value {
    Value::Bool(value == Value::Bool(false))
}

fn all(parts: impl Iterator<Item = Concrete>) -> Concrete {
    let parts: Vec<Concrete> = parts.collect();
    if parts.contains(&Some(Value::Bool(false))) {
        return Some(Value::Bool(false));
    }
    if parts.contains(&None) {
        None
    } else {
        Some(Value::Bool(true))
    }
}

fn apply(op: Op, values: &[Value]) -> Concrete {
    Some(match (op, values) {
        (Op::Equal, [one, two]) => Value::Bool(one == two),
        (Op::Less, [Value::Int(one), Value::Int(two)]) => Value::Bool(one < two),
        (Op::Less, [Value::Day(one), Value::Day(two)]) => Value::Bool(one < two),
        (Op::Less, [Value::Period(_, one), Value::Period(_, two)]) => Value::Bool(one < two),
        (Op::Add, [Value::Period(of, one), Value::Period(_, two)]) => {
            Value::Period(*of, one.checked_add(*two)?)
        }
        (Op::Subtract, [Value::Period(of, one), Value::Period(_, two)]) => {
            Value::Period(*of, one.checked_sub(*two)?)
        }
        (Op::Multiply, [Value::Period(of, one), Value::Int(two)])
        | (Op::Multiply, [Value::Int(two), Value::Period(of, one)]) => {
            Value::Period(*of, one.checked_mul(*two)?)
        }
        (Op::Move(unit, rounding), [Value::Day(day), Value::Period(_, count)]) => {
            Value::Day(day.plus(unit.period(*count)?, rounding)?)
        }
        (Op::Less, [Value::Decimal(one), Value::Decimal(two)])
        | (Op::Less, [Value::Money(_, one), Value::Money(_, two)]) => Value::Bool(one < two),
        (Op::Add | Op::Subtract, [Value::Decimal(one), Value::Decimal(two)]) => {
            Value::Decimal(sum(op, *one, *two)?)
        }
        (Op::Add | Op::Subtract, [Value::Money(of, one), Value::Money(_, two)]) => {
            Value::Money(*of, sum(op, *one, *two)?)
        }
        (Op::Multiply, [Value::Decimal(one), Value::Decimal(two)]) => {
            Value::Decimal(one.times(*two)?)
        }
        (Op::Multiply, [Value::Money(of, one), Value::Decimal(two)])
        | (Op::Multiply, [Value::Decimal(two), Value::Money(of, one)]) => {
            Value::Money(*of, one.times(*two)?)
        }
        (Op::Divide, [Value::Decimal(one), Value::Decimal(two)])
        | (Op::Divide, [Value::Money(_, one), Value::Money(_, two)]) => {
            Value::Decimal(one.over(*two)?)
        }
        (Op::Divide, [Value::Money(of, one), Value::Decimal(two)]) => {
            Value::Money(*of, one.over(*two)?)
        }
        (Op::Round(mode, step), [Value::Decimal(one)]) => Value::Decimal(one.rounded(mode, step)?),
        (Op::Round(mode, step), [Value::Money(of, one)]) => {
            Value::Money(*of, one.rounded(mode, step)?)
        }
        (Op::Exact(places), [whole @ (Value::Decimal(one) | Value::Money(_, one))]) => {
            one.units(places)?;
            *whole
        }
        (Op::Widen, [Value::Int(number)]) => Value::Decimal(Ratio::whole(*number)),
        (Op::Add, [Value::Int(one), Value::Int(two)]) => Value::Int(one.checked_add(*two)?),
        (Op::Subtract, [Value::Int(one), Value::Int(two)]) => Value::Int(one.checked_sub(*two)?),
        (Op::Multiply, [Value::Int(one), Value::Int(two)]) => Value::Int(one.checked_mul(*two)?),
        (Op::Plus(period, rounding), [Value::Day(day)]) => Value::Day(day.plus(period, rounding)?),
        (Op::Age, [Value::Day(birth), Value::Day(day)]) => {
            Value::Int(i64::from(full_years(*birth, *day)?))
        }
        (Op::Days, [Value::Day(from), Value::Day(to)]) => {
            Value::Int(i64::from(to.number() - from.number()))
        }
        other => panic!("ill-typed: {other:?}"),
    })
}

fn sum(op: Op, one: Ratio, two: Ratio) -> Option<Ratio> {
    match op {
        Op::Add => one.plus(two),
        _ => one.minus(two),
    }
}
