//! Periods as values, and days moved by them.

use std::collections::BTreeMap;

use crate::calendar::{Period, Rounding, Unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, InputId, Op, Type, Value};
use crate::syntax::Operator;
use crate::text::Span;

use super::super::dependence::DEPTH_LIMIT;
use super::Lower;

/// Why a period in months and one in days are never put together.
pub(super) const UNITS: &str =
    "a month has no fixed number of days: write both in one unit, or move a day by each of them";

/// Sums are drawn out of conditionals as long as they have at most so many branches together.
const BRANCHES_LIMIT: usize = 64;

/// Whether these are periods, the one in months, the other in days.
pub(super) fn two_units(one: Type, other: Type) -> bool {
    matches!((one, other), (Type::Period(a), Type::Period(b)) if a != b)
}

/// The type of a sum or difference of periods, or of a multiple of one.
pub(super) fn result(operator: Operator, left: Type, right: Type) -> Option<Type> {
    let int = Type::Int;
    match (operator, left, right) {
        (Operator::Plus | Operator::Minus, one, other) => (one == other).then_some(one),
        (Operator::Times, period, number) if number == int => Some(period),
        (Operator::Times, number, period) if number == int => Some(period),
        _ => None,
    }
}

impl Lower<'_> {
    /// A sum, difference or multiple of periods. Conditions are drawn outside, and what is
    /// constant is computed, so that days are moved by constants where that is possible.
    pub(super) fn of_periods(&mut self, operator: Operator, left: ExprId, right: ExprId) -> ExprId {
        let op = match operator {
            Operator::Plus => Op::Add,
            Operator::Minus => Op::Subtract,
            Operator::Times | Operator::Over => Op::Multiply,
        };
        let exprs = &self.law.exprs;
        let branches = exprs.branches(left).len() * exprs.branches(right).len();
        if branches <= BRANCHES_LIMIT {
            self.op(op, left, right)
        } else {
            self.plain_op(op, left, right)
        }
    }

    /// A period that leads back as far as another leads on.
    pub(super) fn negated(&mut self, period: ExprId, unit: Unit) -> ExprId {
        let none = self.law.exprs.lit(Value::Period(unit, 0));
        self.op(Op::Subtract, none, period)
    }

    /// A period that is given or supposed: reports one that the declaration excludes.
    pub fn in_range(&mut self, input: InputId, id: ExprId, span: Span) -> Option<ExprId> {
        let Some((least, greatest)) = self.law[input].range else {
            return Some(id);
        };
        for branch in self.law.exprs.branches(id) {
            if let Kernel::Lit(Value::Period(unit, count)) = *self.law.exprs.get(branch)
                && !(least..=greatest).contains(&count)
            {
                let diagnostic = out_of_range(
                    &self.law[input].name,
                    unit,
                    (least, greatest),
                    self.law[input].span,
                );
                self.found.push(diagnostic.at(span, ""));
                return None;
            }
        }
        Some(id)
    }

    /// A day moved by a period that is written or computed; conditions are drawn outside.
    pub(super) fn moved_by(
        &mut self,
        day: ExprId,
        (unit, period): (Unit, ExprId),
        rounding: Rounding,
    ) -> ExprId {
        let known = self.law.exprs.len();
        let moved = self.each_period(day, (unit, period), rounding, &mut BTreeMap::new(), 0);
        let told = match self.written_period(period) {
            Some(written) => Kernel::Op(Op::Plus(written, rounding), vec![day]),
            None => Kernel::Op(Op::Move(unit, rounding), vec![day, period]),
        };
        self.law.tell_drawn(known, moved, told);
        moved
    }

    fn written_period(&self, period: ExprId) -> Option<Period> {
        match *self.law.exprs.get(period) {
            Kernel::Lit(Value::Period(unit, count)) => unit.period(count),
            _ => None,
        }
    }

    fn each_period(
        &mut self,
        day: ExprId,
        (unit, period): (Unit, ExprId),
        rounding: Rounding,
        known: &mut BTreeMap<ExprId, ExprId>,
        depth: usize,
    ) -> ExprId {
        if let Some(known) = known.get(&period) {
            return *known;
        }
        let written = self.written_period(period);
        let branches = match *self.law.exprs.get(period) {
            Kernel::If(condition, yes, no) => Some((condition, yes, no)),
            _ => None,
        };
        let moved = match (branches, written) {
            (Some((condition, yes, no)), _) if depth <= DEPTH_LIMIT => {
                let yes = self.each_period(day, (unit, yes), rounding, known, depth + 1);
                let no = self.each_period(day, (unit, no), rounding, known, depth + 1);
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            (_, Some(written)) => self.each_day(day, &mut BTreeMap::new(), 0, &mut |this, day| {
                this.moved_plainly(day, written, rounding)
            }),
            (_, None) => self.each_day(day, &mut BTreeMap::new(), 0, &mut |this, day| {
                let moved = Kernel::Op(Op::Move(unit, rounding), vec![day, period]);
                this.law.exprs.add(moved)
            }),
        };
        known.insert(period, moved);
        moved
    }

    /// A day moved by a written period; constants are computed, conditions drawn outside.
    pub fn moved(&mut self, day: ExprId, period: Period, rounding: Rounding) -> ExprId {
        let known = self.law.exprs.len();
        let moved = self.each_day(day, &mut BTreeMap::new(), 0, &mut |this, day| {
            this.moved_plainly(day, period, rounding)
        });
        let told = Kernel::Op(Op::Plus(period, rounding), vec![day]);
        self.law.tell_drawn(known, moved, told);
        moved
    }

    fn moved_plainly(&mut self, day: ExprId, period: Period, rounding: Rounding) -> ExprId {
        let computed = match *self.law.exprs.get(day) {
            Kernel::Lit(Value::Day(fixed)) => fixed.plus(period, rounding),
            _ => None,
        };
        let moved = match computed {
            Some(day) => Kernel::Lit(Value::Day(day)),
            None => Kernel::Op(Op::Plus(period, rounding), vec![day]),
        };
        self.law.exprs.add(moved)
    }

    /// What becomes of each day that a day may be by conditions.
    fn each_day(
        &mut self,
        day: ExprId,
        known: &mut BTreeMap<ExprId, ExprId>,
        depth: usize,
        becomes: &mut impl FnMut(&mut Self, ExprId) -> ExprId,
    ) -> ExprId {
        if let Some(known) = known.get(&day) {
            return *known;
        }
        let made = match *self.law.exprs.get(day) {
            Kernel::If(condition, yes, no) if depth <= DEPTH_LIMIT => {
                let yes = self.each_day(yes, known, depth + 1, becomes);
                let no = self.each_day(no, known, depth + 1, becomes);
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            _ => becomes(self, day),
        };
        known.insert(day, made);
        made
    }
}

/// A period that its declaration excludes; the mistake without its place.
pub fn out_of_range(
    name: &str,
    unit: Unit,
    (least, greatest): (i64, i64),
    declared: Option<Span>,
) -> Diagnostic {
    let (least, greatest) = (unit.in_words(least), unit.in_words(greatest));
    let message = format!("`{name}` lies between {least} and {greatest}");
    let mut diagnostic = Diagnostic::new(Code::NoRange, message);
    if let Some(span) = declared {
        diagnostic = diagnostic.note("it is declared here", span, "");
    }
    diagnostic.help("give a period between these, or declare it with others: `from … to …`")
}
