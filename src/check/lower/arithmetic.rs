//! Sums and differences of numbers, and days moved by periods.

use std::collections::BTreeMap;

use crate::calendar::{Period, Rounding};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, Op, Type, Value};
use crate::syntax::{Expr, ExprKind, Operator};
use crate::text::Span;

use super::super::dependence::DEPTH_LIMIT;
use super::{Kind, Lower, Lowered};

impl Lower<'_> {
    pub(super) fn rounded(&mut self, inner: &Expr, rounding: Rounding, span: Span) -> Lowered {
        if let ExprKind::Arithmetic(operator, left, right) = &inner.kind {
            return self.arithmetic(*operator, left, right, Some(rounding), span);
        }
        self.mistake(
            Code::TypeMismatch,
            "only the sum of a day and a period is rounded",
            span,
            "write `DAY + PERIOD rounded up` or `… rounded down`",
        );
        None
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
            (Kind::Of(Type::Int), Kind::Of(Type::Int)) if rounding.is_none() => {
                let op = match operator {
                    Operator::Plus => Op::Add,
                    Operator::Minus => Op::Subtract,
                    Operator::Times => Op::Multiply,
                };
                let id = self.law.exprs.add(Kernel::Op(op, vec![left_id, right_id]));
                Some((id, Kind::Of(Type::Int)))
            }
            (Kind::Of(Type::Date), Kind::Period(period)) if operator != Operator::Times => {
                let period = if operator == Operator::Minus {
                    negated(period)
                } else {
                    Some(period)
                };
                let Some(period) = period else {
                    self.mistake(
                        Code::NumberTooLarge,
                        "the period is longer than the calendar",
                        right.span,
                        "",
                    );
                    return None;
                };
                let rounding = match (period, rounding) {
                    (Period::Days(_), _) => Rounding::Down,
                    (Period::Months(_), Some(rounding)) => rounding,
                    (Period::Months(_), None) => {
                        self.mistake(
                            Code::NoRounding,
                            "months and years need a rule for days that do not exist",
                            span,
                            "29 February plus a year: write `… rounded up` for 1 March, `… rounded down` for 28 February",
                        );
                        return None;
                    }
                };
                Some((self.moved(left_id, period, rounding), Kind::Of(Type::Date)))
            }
            _ => {
                let sign = match operator {
                    Operator::Plus => "added to",
                    Operator::Minus => "subtracted from",
                    Operator::Times => "multiplied with",
                };
                let (a, b) = (self.type_words(left_kind), self.type_words(right_kind));
                let diagnostic =
                    Diagnostic::new(Code::TypeMismatch, format!("{b} cannot be {sign} {a}"))
                        .at(right.span, format!("this is {b}"))
                        .at(left.span, format!("this is {a}"));
                self.found.push(diagnostic);
                None
            }
        }
    }

    /// A day moved by a period; constants are computed, conditions drawn outside.
    pub fn moved(&mut self, day: ExprId, period: Period, rounding: Rounding) -> ExprId {
        self.moved_once(day, (period, rounding), &mut BTreeMap::new(), 0)
    }

    pub(super) fn moved_once(
        &mut self,
        day: ExprId,
        (period, rounding): (Period, Rounding),
        known: &mut BTreeMap<ExprId, ExprId>,
        depth: usize,
    ) -> ExprId {
        if let Some(known) = known.get(&day) {
            return *known;
        }
        let moved = match *self.law.exprs.get(day) {
            Kernel::If(condition, yes, no) if depth <= DEPTH_LIMIT => {
                let yes = self.moved_once(yes, (period, rounding), known, depth + 1);
                let no = self.moved_once(no, (period, rounding), known, depth + 1);
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            Kernel::Lit(Value::Day(fixed)) if fixed.plus(period, rounding).is_some() => {
                let moved = fixed.plus(period, rounding).unwrap_or(fixed);
                self.law.exprs.lit(Value::Day(moved))
            }
            _ => self
                .law
                .exprs
                .add(Kernel::Op(Op::Plus(period, rounding), vec![day])),
        };
        known.insert(day, moved);
        moved
    }

    pub(super) fn negative(&mut self, inner: &Expr) -> Lowered {
        if let ExprKind::Int(value) = inner.kind {
            let negative = value.checked_neg()?;
            return Some((
                self.law.exprs.lit(Value::Int(negative)),
                Kind::Of(Type::Int),
            ));
        }
        let inner = self.of_type(inner, Type::Int)?;
        let zero = self.law.exprs.lit(Value::Int(0));
        let id = self
            .law
            .exprs
            .add(Kernel::Op(Op::Subtract, vec![zero, inner]));
        Some((id, Kind::Of(Type::Int)))
    }
}

fn negated(period: Period) -> Option<Period> {
    match period {
        Period::Months(months) => months.checked_neg().map(Period::Months),
        Period::Days(days) => days.checked_neg().map(Period::Days),
    }
}
