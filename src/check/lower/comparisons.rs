//! Comparisons, drawn out of the conditions inside their operands.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, Op, Type, Value};
use crate::syntax::{Comparison, Expr, ExprKind, Name};

use super::super::Symbol;
use super::super::dependence::DEPTH_LIMIT;
use super::not_combined::written;
use super::{Lower, Lowered, periods};

impl Lower<'_> {
    pub(super) fn compare(&mut self, comparison: Comparison, left: &Expr, right: &Expr) -> Lowered {
        if self.turned_round(left, right) || self.value_denied(comparison, left, right) {
            return None;
        }
        let lowered = self.expr(left, None);
        let hint = lowered.map(|(_, ty)| ty);
        // A value of something that is not known is no second mistake.
        if lowered.is_none()
            && let ExprKind::Name(value) = &right.kind
            && self.symbols.of(value).is_none()
        {
            return None;
        }
        let other = self.expr(right, hint);
        let [(left_id, left_kind), (right_id, right_kind)] = self.alike(lowered?, other?);
        if self.two_currencies((left, left_kind), (right, right_kind)) {
            return None;
        }
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        let comparable = left_kind == right_kind && (!ordered || self.law.size_of(left_kind) == 0);
        if !comparable {
            if ordered && let Some(help) = chained(comparison, left, right) {
                self.mistake(
                    Code::TypeMismatch,
                    "what is compared here is compared already",
                    right.span,
                    help,
                );
                return None;
            }
            self.cannot_compare(left, left_kind, right, right_kind, ordered);
            return None;
        }
        let id = match comparison {
            Comparison::Equal => self.equal(left_id, right_id, left_kind),
            Comparison::Unequal => {
                let equal = self.equal(left_id, right_id, left_kind);
                self.law.exprs.not(equal)
            }
            Comparison::Less => self.op(Op::Less, left_id, right_id),
            Comparison::Greater => self.op(Op::Less, right_id, left_id),
            Comparison::AtMost => {
                let greater = self.op(Op::Less, right_id, left_id);
                self.law.exprs.not(greater)
            }
            Comparison::AtLeast => {
                let less = self.op(Op::Less, left_id, right_id);
                self.law.exprs.not(less)
            }
        };
        Some((id, Type::Bool))
    }

    /// Reports `status = not citizen`: what is denied is the comparison.
    fn value_denied(&mut self, comparison: Comparison, left: &Expr, right: &Expr) -> bool {
        let ExprKind::Not(inner) = &right.kind else {
            return false;
        };
        let ExprKind::Name(value) = &inner.kind else {
            return false;
        };
        if comparison != Comparison::Equal || !self.is_bare_value(inner) {
            return false;
        }
        self.mistake(
            Code::TypeMismatch,
            format!(
                "`not` stands before a yes or no, and `{}` is a value",
                value.text
            ),
            right.span,
            format!("write `{} != {}`", written(left), value.text),
        );
        true
    }

    /// Reports a value that stands before what has it: `citizen = status`.
    fn turned_round(&mut self, left: &Expr, right: &Expr) -> bool {
        let (ExprKind::Name(value), ExprKind::Name(of)) = (&left.kind, &right.kind) else {
            return false;
        };
        let in_scope = self.scope.iter().any(|(known, _)| *known == value.text);
        let ty = match self.symbols.of(of) {
            Some(Symbol::Input(input)) => self.law[input].ty,
            Some(Symbol::Term(term)) => self.law[term].ty,
            _ => return false,
        };
        let Type::Enum(list) = ty else {
            return false;
        };
        if in_scope || self.symbols.of(value).is_some() || self.member(list, value).is_none() {
            return false;
        }
        self.mistake(
            Code::TypeMismatch,
            format!("the value `{}` stands before what has it", value.text),
            left.span,
            format!("write `{}` first, then `{}`", of.text, value.text),
        );
        true
    }

    /// Two yes-or-no answers are equal where both hold or neither does, so that what is asked of
    /// them (what is within reach, say) stays under `and`, `or` and `not`.
    pub(super) fn equal(&mut self, left: ExprId, right: ExprId, kind: Type) -> ExprId {
        if kind != Type::Bool {
            return self.op(Op::Equal, left, right);
        }
        let (not_left, not_right) = (self.law.exprs.not(left), self.law.exprs.not(right));
        let both = self.law.exprs.and([left, right]);
        let neither = self.law.exprs.and([not_left, not_right]);
        self.law.exprs.or([both, neither])
    }

    /// A comparison; conditions inside its operands are drawn outside, so that what is compared
    /// are inputs and constants.
    pub fn op(&mut self, op: Op, left: ExprId, right: ExprId) -> ExprId {
        let known = self.law.exprs.len();
        let drawn = self.drawn(op, (left, right), &mut BTreeMap::new(), 0);
        let told = Kernel::Op(op, vec![left, right]);
        self.law.tell_drawn(known, drawn, told);
        drawn
    }

    /// Each pair is drawn once, since conditions share their parts. What nests deeper than the
    /// limit stays as it is, and is reported by `find_circles`.
    pub(super) fn drawn(
        &mut self,
        op: Op,
        (left, right): (ExprId, ExprId),
        known: &mut BTreeMap<(ExprId, ExprId), ExprId>,
        depth: usize,
    ) -> ExprId {
        if let Some(known) = known.get(&(left, right)) {
            return *known;
        }
        let parts = match (self.law.exprs.get(left), self.law.exprs.get(right)) {
            _ if depth > DEPTH_LIMIT => None,
            (Kernel::If(condition, yes, no), _) => Some((*condition, (*yes, right), (*no, right))),
            (_, Kernel::If(condition, yes, no)) => Some((*condition, (left, *yes), (left, *no))),
            _ => None,
        };
        let drawn = match parts {
            Some((condition, yes, no)) => {
                let yes = self.drawn(op, yes, known, depth + 1);
                let no = self.drawn(op, no, known, depth + 1);
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            None => self.plain_op(op, left, right),
        };
        known.insert((left, right), drawn);
        drawn
    }

    pub(super) fn plain_op(&mut self, op: Op, left: ExprId, right: ExprId) -> ExprId {
        if let (Kernel::Lit(a), Kernel::Lit(b)) =
            (self.law.exprs.get(left), self.law.exprs.get(right))
        {
            let value = match op {
                Op::Equal => Some(Value::Bool(a == b)),
                Op::Less => Some(Value::Bool(a < b)),
                _ => of_periods(op, *a, *b),
            };
            if let Some(value) = value {
                return self.law.exprs.lit(value);
            }
        }
        self.law.exprs.add(Kernel::Op(op, vec![left, right]))
    }

    pub(super) fn cannot_compare(
        &mut self,
        left: &Expr,
        a: Type,
        right: &Expr,
        b: Type,
        ordered: bool,
    ) {
        let (left_words, right_words) = (self.type_words(a), self.type_words(b));
        let message = if a == b && ordered {
            format!("{left_words} has no order")
        } else {
            format!("{left_words} cannot be compared with {right_words}")
        };
        let mut diagnostic = Diagnostic::new(Code::TypeMismatch, message)
            .at(right.span, format!("this is {right_words}"))
            .at(left.span, format!("this is {left_words}"));
        if periods::two_units(a, b) {
            diagnostic = diagnostic.help(periods::UNITS);
        }
        if let (Type::Date, Type::Int) = (a, b) {
            diagnostic = diagnostic.help("the full years since a day are `age of …`");
        }
        if let (Type::Money(currency), Type::Int | Type::Decimal)
        | (Type::Int | Type::Decimal, Type::Money(currency)) = (a, b)
        {
            let name = &self.law[currency].name;
            let help = format!("write the currency behind the number: `… {name}`");
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
    }

    pub(super) fn among(&mut self, left: &Expr, values: &[Name]) -> Lowered {
        let (left_id, kind) = self.expr(left, None)?;
        let mut parts = Vec::new();
        for value in values {
            let (value_id, value_kind) = self.name(value, Some(kind))?;
            if value_kind != kind {
                let message = format!("`{}` is {}", value.text, self.type_words(value_kind));
                self.mistake(Code::TypeMismatch, message, value.span, "");
                return None;
            }
            parts.push(self.op(Op::Equal, left_id, value_id));
        }
        Some((self.law.exprs.or(parts), Type::Bool))
    }
}

/// The two comparisons that stand for a chain of them, `1 <= n < 3`, with the signs that were written.
fn chained(comparison: Comparison, left: &Expr, right: &Expr) -> Option<String> {
    let ExprKind::Compare(first, low, middle) = &left.kind else {
        return None;
    };
    let [low, middle, high] = [low.as_ref(), middle.as_ref(), right].map(written);
    Some(format!(
        "write two comparisons: `{low} {} {middle} and {middle} {} {high}`",
        first.sign(),
        comparison.sign()
    ))
}

/// A sum, difference or multiple of written periods.
fn of_periods(op: Op, left: Value, right: Value) -> Option<Value> {
    match (op, left, right) {
        (Op::Add, Value::Period(unit, a), Value::Period(_, b)) => {
            Some(Value::Period(unit, a.checked_add(b)?))
        }
        (Op::Subtract, Value::Period(unit, a), Value::Period(_, b)) => {
            Some(Value::Period(unit, a.checked_sub(b)?))
        }
        (Op::Multiply, Value::Period(unit, a), Value::Int(b))
        | (Op::Multiply, Value::Int(a), Value::Period(unit, b)) => {
            Some(Value::Period(unit, a.checked_mul(b)?))
        }
        _ => None,
    }
}
