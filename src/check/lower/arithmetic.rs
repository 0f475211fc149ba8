//! Sums, differences, products and quotients, and what is rounded.

use crate::calendar::{Rounding, Unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, Op, Ratio, Type, Value};
use crate::syntax::{Direction, Expr, ExprKind, Figure, Operator};
use crate::text::Span;

use super::{Lower, Lowered, periods};

impl Lower<'_> {
    /// Of a day and a period: where the month has no such day. Of a decimal or an amount: to a
    /// multiple of a step.
    pub(super) fn rounded(
        &mut self,
        inner: &Expr,
        direction: Direction,
        step: Option<&Expr>,
        span: Span,
    ) -> Lowered {
        if let Some(step) = step {
            let lowered = self.expr(inner, None)?;
            return self.rounded_amount(lowered, direction, step);
        }
        let rounding = match direction {
            Direction::Up => Some(Rounding::Up),
            Direction::Down => Some(Rounding::Down),
            Direction::HalfUp | Direction::HalfToEven => None,
        };
        if let (ExprKind::Arithmetic(operator, left, right), Some(rounding)) =
            (&inner.kind, rounding)
        {
            return self.arithmetic(*operator, left, right, Some(rounding), span);
        }
        let (_, kind) = self.expr(inner, None)?;
        if let Type::Decimal | Type::Money(_) = kind {
            self.no_step(kind, direction, span);
            return None;
        }
        let (message, help) = match kind {
            Type::Int => (
                "a whole number is not rounded",
                "leave out `rounded …`; to a multiple a decimal or an amount of money is rounded",
            ),
            Type::Date => (
                "a day is rounded where a period is added to it",
                "write `DAY + PERIOD rounded up` or `… rounded down`",
            ),
            _ => (
                "this cannot be rounded",
                "a decimal or an amount can, and the sum of a day and a period: `DAY + PERIOD rounded up`",
            ),
        };
        self.mistake(Code::TypeMismatch, message, span, help);
        None
    }

    /// Reports a rounding without a step: the direction stays as it was written, and the step is the least
    /// amount that is paid.
    fn no_step(&mut self, kind: Type, direction: Direction, span: Span) {
        let message = format!(
            "{} is rounded, and it is not said to what",
            self.type_words(kind)
        );
        let side = direction.words();
        let help = match kind {
            Type::Money(currency) => {
                let currency = &self.law[currency];
                let places = currency.places;
                let least = Figure { units: 1, places };
                format!("write `… rounded {side} to {least} {}`", currency.name)
            }
            _ => format!("write `… rounded {side} to 0.01`, or to what step is meant"),
        };
        self.mistake(Code::NoStep, message, span, &help);
    }

    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
        rounding: Option<Rounding>,
        span: Span,
    ) -> Lowered {
        let (lowered, other) = (self.expr(left, None), self.expr(right, None));
        let ((left_id, left_kind), (right_id, right_kind)) = (lowered?, other?);
        match (left_kind, right_kind) {
            (Type::Int, Type::Int) if rounding.is_none() && operator != Operator::Over => {
                let op = match operator {
                    Operator::Plus => Op::Add,
                    Operator::Minus => Op::Subtract,
                    Operator::Times | Operator::Over => Op::Multiply,
                };
                let id = self.law.exprs.add(Kernel::Op(op, vec![left_id, right_id]));
                self.lint_overflow(op, left_id, right_id, span);
                Some((id, Type::Int))
            }
            (Type::Date, Type::Period(unit))
                if matches!(operator, Operator::Plus | Operator::Minus) =>
            {
                let rounding = self.rounding_of(unit, rounding, span)?;
                let period = match operator {
                    Operator::Minus => self.negated(right_id, unit),
                    _ => right_id,
                };
                let moved = self.moved_by(left_id, (unit, period), rounding);
                self.lint_outside(left_id, moved, span);
                Some((moved, Type::Date))
            }
            (Type::Period(_), _) | (_, Type::Period(_))
                if rounding.is_none()
                    && periods::result(operator, left_kind, right_kind).is_some() =>
            {
                let id = self.of_periods(operator, left_id, right_id);
                let kind = periods::result(operator, left_kind, right_kind)?;
                Some((id, kind))
            }
            (a, b) => {
                let exact =
                    self.exact_operation(operator, (left_id, left_kind), (right_id, right_kind));
                if exact.is_some() && operator == Operator::Over && self.is_zero(right_id) {
                    let found =
                        Diagnostic::new(Code::NoResult, "a division by zero never has a result");
                    let help = "divide by what is meant, or say what holds where it is zero";
                    self.found.push(found.at(right.span, "").help(help));
                }
                if let (Some((_, kind)), Some(rounding)) = (exact, rounding) {
                    let direction = match rounding {
                        Rounding::Up => Direction::Up,
                        Rounding::Down => Direction::Down,
                    };
                    self.no_step(kind, direction, span);
                    return None;
                }
                if exact.is_some() || self.two_currencies((left, a), (right, b)) {
                    return exact;
                }
                self.not_combined(operator, (left, left_kind), (right, right_kind));
                None
            }
        }
    }

    /// Which day it is where a month lacks one; an error where that matters and is not said.
    fn rounding_of(&mut self, unit: Unit, said: Option<Rounding>, span: Span) -> Option<Rounding> {
        let rounding = match unit {
            Unit::Days => Some(Rounding::Down),
            Unit::Months => said,
        };
        if rounding.is_none() {
            self.mistake(
                Code::NoRounding,
                "months and years need a rule for days that do not exist",
                span,
                "29 February plus a year: write `… rounded up` for 1 March, `… rounded down` for 28 February",
            );
        }
        rounding
    }

    pub(super) fn negative(&mut self, inner: &Expr) -> Lowered {
        if let ExprKind::Int(value) = inner.kind {
            let negative = value.checked_neg()?;
            return Some((self.law.exprs.lit(Value::Int(negative)), Type::Int));
        }
        let (id, kind) = self.expr(inner, Some(Type::Int))?;
        let zero = match kind {
            Type::Decimal => Value::Decimal(Ratio::ZERO),
            Type::Money(currency) => Value::Money(currency, Ratio::ZERO),
            Type::Period(_) => {
                self.mistake(
                    Code::TypeMismatch,
                    "a period has no sign of its own",
                    inner.span,
                    "a day is led back by `DAY - PERIOD`, a period shortened by `PERIOD - PERIOD`",
                );
                return None;
            }
            _ => {
                let inner = self.of_type(inner, Type::Int)?;
                let zero = self.law.exprs.lit(Value::Int(0));
                return Some((self.plain_difference(zero, inner), kind));
            }
        };
        if let Kernel::Lit(value) = *self.law.exprs.get(id) {
            let negative = value.ratio().and_then(|number| Ratio::ZERO.minus(number))?;
            let value = match value {
                Value::Money(currency, _) => Value::Money(currency, negative),
                _ => Value::Decimal(negative),
            };
            return Some((self.law.exprs.lit(value), kind));
        }
        let zero = self.law.exprs.lit(zero);
        Some((self.plain_difference(zero, id), kind))
    }

    /// Points out a sum, difference or product of fixed whole numbers that does not fit.
    fn lint_overflow(&mut self, op: Op, left: ExprId, right: ExprId, span: Span) {
        let [left, right] = [left, right].map(|id| self.law.exprs.get(id));
        let (Kernel::Lit(Value::Int(left)), Kernel::Lit(Value::Int(right))) = (left, right) else {
            return;
        };
        let result = match op {
            Op::Add => left.checked_add(*right),
            Op::Subtract => left.checked_sub(*right),
            _ => left.checked_mul(*right),
        };
        if result.is_none() {
            let found = Diagnostic::new(Code::NoResult, "this number is too large");
            let help = format!("whole numbers go from {} to {}", i64::MIN, i64::MAX);
            self.found.push(found.at(span, "").help(help));
        }
    }

    /// Points out a fixed day that is moved out of the calendar.
    fn lint_outside(&mut self, day: ExprId, moved: ExprId, span: Span) {
        let exprs = &self.law.exprs;
        let is_fixed = matches!(exprs.get(day), Kernel::Lit(_));
        let is_computed = matches!(exprs.get(moved), Kernel::Op(Op::Plus(..), _));
        if is_fixed && is_computed {
            let outside = crate::amend::outside_calendar(span);
            self.found.push(Diagnostic {
                code: Code::NoResult,
                ..outside
            });
        }
    }

    fn plain_difference(&mut self, left: ExprId, right: ExprId) -> ExprId {
        let difference = Kernel::Op(Op::Subtract, vec![left, right]);
        self.law.exprs.add(difference)
    }
}
