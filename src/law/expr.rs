use std::collections::BTreeSet;

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Period, Rounding, Unit};

use super::{InputId, Ratio, RoundingMode, RuleId, TermId, Value};

/// An expression of the law, by its place in [`Exprs`]. Equal expressions have equal ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExprId(u32);

impl ExprId {
    /// Where the expression stands.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The id of the expression at `index`; see [`super::InputId::at`] on saturation.
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// Strict and exact operators: a failure or an open operand is a failure or open as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    /// Both operands are equal; any type.
    Equal,
    /// The first is less than the second; numbers, amounts of one currency, days, or periods of
    /// one unit.
    Less,
    /// Sum of two integers, decimals, amounts of one currency or periods of one unit.
    Add,
    /// Difference of two of these.
    Subtract,
    /// Product of two integers, of two decimals, of an amount and a decimal, or of a period and an
    /// integer.
    Multiply,
    /// Quotient of two decimals or two amounts of one currency, which is a decimal, or of an
    /// amount and a decimal, which is an amount. Fails where the divisor is zero.
    Divide,
    /// A decimal or an amount, rounded to a multiple of a positive step; one operand.
    Round(RoundingMode, Ratio),
    /// A decimal or an amount that is a whole number of units of the last of so many decimal
    /// places; fails where it is not. One operand.
    Exact(u32),
    /// An integer as a decimal; one operand.
    Widen,
    /// A day moved by a fixed period; one operand.
    Plus(Period, Rounding),
    /// The first, a day, moved by the second, a period counted in this unit.
    Move(Unit, Rounding),
    /// Full years between the first day (a birth) and the second; fails where the second is
    /// earlier.
    Age,
    /// The number of days from the first day to the second, less than 0 where that is earlier.
    Days,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Expr {
    /// A constant.
    Lit(Value),
    /// An input.
    In(InputId),
    /// A strict operation.
    Op(Op, Vec<ExprId>),
    /// True becomes false and false true.
    Not(ExprId),
    /// False if any is false, else open if any is open, else failed if any failed, else true.
    And(Vec<ExprId>),
    /// The dual of `And`.
    Or(Vec<ExprId>),
    /// The second where the first is true, the third where it is false; where it is open or has
    /// failed, a value only if both branches have the same.
    If(ExprId, ExprId, ExprId),
    /// The value of a term.
    Call(TermId),
    /// The rule applies, even if another prevails over it.
    Stands(RuleId),
    /// The last expression, with inputs bound to others: another day, a fiction, a step taken.
    With(Vec<(InputId, ExprId)>, ExprId),
    /// The person can get this holding by steps open to the person, on the day.
    Reach(InputId),
}

/// All expressions of a law; equal ones are stored once, and operands come before what uses them.
#[derive(Debug, Clone, Default)]
pub struct Exprs {
    nodes: IndexSet<Expr>,
}

impl Expr {
    /// The expressions in it, in the order of the text; what terms and rules are made of is not
    /// among them.
    pub fn operands(&self) -> Vec<ExprId> {
        match self {
            Self::Lit(_) | Self::In(_) | Self::Call(_) | Self::Stands(_) | Self::Reach(_) => {
                Vec::new()
            }
            Self::Op(_, parts) | Self::And(parts) | Self::Or(parts) => parts.clone(),
            Self::Not(inner) => vec![*inner],
            Self::If(condition, yes, no) => vec![*condition, *yes, *no],
            Self::With(bindings, inner) => {
                let bound = bindings.iter().map(|(_, to)| *to);
                bound.chain([*inner]).collect()
            }
        }
    }
}

impl Exprs {
    /// The id of `expr`, which is added if it is new.
    pub fn add(&mut self, expr: Expr) -> ExprId {
        ExprId::at(self.nodes.insert_full(expr).0)
    }

    /// The id of an expression, where it is there.
    pub fn find(&self, expr: &Expr) -> Option<ExprId> {
        self.nodes.get_index_of(expr).map(ExprId::at)
    }

    /// The expression of an id.
    #[expect(clippy::expect_used, reason = "ids are only made by `add`")]
    pub fn get(&self, id: ExprId) -> &Expr {
        self.nodes
            .get_index(id.index())
            .expect("an id made by `add`")
    }

    /// How many expressions there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All expressions in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (ExprId, &Expr)> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(index, expr)| (ExprId::at(index), expr))
    }

    /// A constant.
    pub fn lit(&mut self, value: Value) -> ExprId {
        self.add(Expr::Lit(value))
    }

    /// Whether the expression is this Boolean constant.
    pub fn is_bool(&self, id: ExprId, value: bool) -> bool {
        matches!(self.get(id), Expr::Lit(Value::Bool(found)) if *found == value)
    }

    /// The negation; double negations cancel.
    pub fn not(&mut self, id: ExprId) -> ExprId {
        match *self.get(id) {
            Expr::Not(inner) => inner,
            Expr::Lit(Value::Bool(value)) => self.lit(Value::Bool(!value)),
            _ => self.add(Expr::Not(id)),
        }
    }

    /// A conditional, or the branch that a constant condition takes.
    pub fn choice(&mut self, condition: ExprId, yes: ExprId, no: ExprId) -> ExprId {
        match self.get(condition) {
            Expr::Lit(Value::Bool(true)) => yes,
            Expr::Lit(Value::Bool(false)) => no,
            _ if yes == no => yes,
            _ => self.add(Expr::If(condition, yes, no)),
        }
    }

    /// The conjunction: nested ones are flattened, `true` is dropped.
    pub fn and(&mut self, parts: impl IntoIterator<Item = ExprId>) -> ExprId {
        self.join(parts, true)
    }

    /// The disjunction: nested ones are flattened, `false` is dropped.
    pub fn or(&mut self, parts: impl IntoIterator<Item = ExprId>) -> ExprId {
        self.join(parts, false)
    }

    /// What conditionals may come to, each expression once, in the order of the text. Linear, also
    /// where they share their branches.
    pub fn branches(&self, id: ExprId) -> Vec<ExprId> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.get(id) {
                Expr::If(_, yes, no) => open.extend([*no, *yes]),
                _ => found.push(id),
            }
        }
        found
    }

    /// The constant days that an expression may be, by conditions; `None` if it may be anything
    /// else.
    pub fn days_of(&self, id: ExprId) -> Option<Vec<Day>> {
        let day = |id| match self.get(id) {
            Expr::Lit(Value::Day(day)) => Some(*day),
            _ => None,
        };
        self.branches(id).into_iter().map(day).collect()
    }

    /// The same days in their order, each once.
    pub fn days_in_order(&self, id: ExprId) -> Option<Vec<Day>> {
        let mut days = self.days_of(id)?;
        days.sort_unstable();
        days.dedup();
        Some(days)
    }

    /// The conjuncts of an expression, itself if it is no conjunction, none if it is `true`.
    pub fn conjuncts(&self, id: ExprId) -> Vec<ExprId> {
        match self.get(id) {
            Expr::And(parts) => parts.clone(),
            Expr::Lit(Value::Bool(true)) => Vec::new(),
            _ => vec![id],
        }
    }

    fn join(&mut self, parts: impl IntoIterator<Item = ExprId>, neutral: bool) -> ExprId {
        let mut flat = Vec::new();
        for part in parts {
            match (self.get(part), neutral) {
                (Expr::Lit(Value::Bool(value)), _) if *value == neutral => {}
                (Expr::And(inner), true) | (Expr::Or(inner), false) => flat.extend(inner.clone()),
                _ => flat.push(part),
            }
        }
        match flat.as_slice() {
            [] => self.lit(Value::Bool(neutral)),
            [only] => *only,
            _ if neutral => self.add(Expr::And(flat)),
            _ => self.add(Expr::Or(flat)),
        }
    }
}
