//! Expressions on one line, and which brackets they have there.

use super::super::expr::{
    ActDay, Binding, Border, Direction, Expr, ExprKind, Extreme, Fold, FoldKind, Operator, State,
};
use super::super::figure::grouped;
use super::super::{Applied, Name};
use super::Printer;

/// How tightly what has no operator binds.
const OPERAND: u8 = 11;

/// How tightly an expression binds: as in src/syntax/expression/operator.rs. A conditional takes everything
/// that follows, so that it stands in brackets as an operand.
fn power(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::If(..) => 0,
        ExprKind::Implies(..) => 1,
        ExprKind::Or(_) => 2,
        ExprKind::And(_) => 3,
        ExprKind::Not(_) => 4,
        ExprKind::On(..) | ExprKind::Governed(..) | ExprKind::With(..) | ExprKind::Without(..) => 5,
        ExprKind::Compare(..) | ExprKind::Among(..) | ExprKind::State(..) => 6,
        ExprKind::Rounded(..) => 7,
        ExprKind::Arithmetic(Operator::Plus | Operator::Minus, ..) => 8,
        ExprKind::Arithmetic(Operator::Times | Operator::Over, ..) => 9,
        ExprKind::Negative(_) => 10,
        ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Decimal(_)
        | ExprKind::Percent(_)
        | ExprKind::Money(..)
        | ExprKind::Extreme(..)
        | ExprKind::Day(_)
        | ExprKind::Period(_)
        | ExprKind::Name(_)
        | ExprKind::Clock
        | ExprKind::Call(..)
        | ExprKind::ActDay(..)
        | ExprKind::Age(_)
        | ExprKind::Border(..)
        | ExprKind::Days(..)
        | ExprKind::Field(..)
        | ExprKind::Fold(_)
        | ExprKind::Holds(_)
        | ExprKind::NothingHeld => OPERAND,
    }
}

/// An operand with the power it needs to stand without brackets.
pub struct Operand<'e> {
    pub expr: &'e Expr,
    least: u8,
}

impl<'e> Operand<'e> {
    /// Brackets stand where the expression binds more loosely than this.
    pub fn new(expr: &'e Expr, least: u8) -> Self {
        Self { expr, least }
    }

    /// Of `and` and `or`: one within the other has brackets, needed or not.
    pub fn of_chain(expr: &'e Expr) -> Self {
        Self::new(expr, 4)
    }

    /// Of `not`: everything that has an operator has brackets, needed or not.
    pub fn of_not(expr: &'e Expr) -> Self {
        let twice = matches!(expr.kind, ExprKind::Not(_));
        Self::new(expr, if twice { 0 } else { OPERAND })
    }

    /// Of `-` before a number.
    pub fn of_negative(expr: &'e Expr) -> Self {
        Self::new(expr, OPERAND)
    }

    /// The operands of an operator between numbers or days.
    pub fn of_arithmetic(operator: Operator, left: &'e Expr, right: &'e Expr) -> (Self, Self) {
        let least = match operator {
            Operator::Plus | Operator::Minus => 8,
            Operator::Times | Operator::Over => 9,
        };
        (Self::new(left, least), Self::new(right, least + 1))
    }

    pub fn in_brackets(&self) -> bool {
        power(self.expr) < self.least
    }
}

/// What an operand of a comparison needs; of `in {…}` and `is …`, too.
pub const COMPARED: u8 = 7;

/// What is rounded.
pub const ROUNDED: u8 = 8;

/// What is said under other circumstances.
pub const MOVED: u8 = 5;

/// The day to which a clock is set.
pub const CLOCK: u8 = 7;

impl Printer<'_> {
    /// An expression on one line.
    pub fn flat(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::Int(value) => grouped(&value.to_string()),
            ExprKind::Decimal(figure) => figure.to_string(),
            ExprKind::Percent(figure) => format!("{figure} %"),
            ExprKind::Money(figure, currency) => format!("{figure} {}", currency.text),
            ExprKind::Extreme(which, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.flat(part)).collect();
                format!("{}({})", extreme_word(*which), parts.join(", "))
            }
            ExprKind::Day(day) => day.to_string(),
            // Whether it is `12 months` or `1 year` is not in the tree.
            ExprKind::Period(_) => self.written.signs(range(expr)),
            ExprKind::Name(name) => name.text.clone(),
            ExprKind::Clock => "day".to_owned(),
            ExprKind::ActDay(which, act) => match which {
                ActDay::Adoption => format!("adoption of {}", act.text),
                ActDay::Publication => format!("publication of {}", act.text),
                ActDay::Commencement => format!("commencement of {}", act.text),
            },
            ExprKind::Call(name, arguments) => format!("{}({})", name.text, names(arguments)),
            ExprKind::Not(inner) => format!("not {}", self.operand(&Operand::of_not(inner))),
            ExprKind::And(parts) => self.chain(parts, " and "),
            ExprKind::Or(parts) => self.chain(parts, " or "),
            ExprKind::Implies(left, right) => format!(
                "{} implies {}",
                self.operand(&Operand::new(left, 2)),
                self.operand(&Operand::new(right, 1))
            ),
            ExprKind::Compare(comparison, left, right) => format!(
                "{} {} {}",
                self.operand(&Operand::new(left, COMPARED)),
                comparison.sign(),
                self.operand(&Operand::new(right, COMPARED))
            ),
            ExprKind::Among(value, among) => format!(
                "{} in {{{}}}",
                self.operand(&Operand::new(value, COMPARED)),
                names(among)
            ),
            ExprKind::Arithmetic(operator, left, right) => {
                let (left, right) = Operand::of_arithmetic(*operator, left, right);
                let sign = operator_sign(*operator);
                format!("{} {sign} {}", self.operand(&left), self.operand(&right))
            }
            ExprKind::Negative(inner) => {
                format!("-{}", self.operand(&Operand::of_negative(inner)))
            }
            ExprKind::Rounded(inner, direction, step) => format!(
                "{} {}",
                self.operand(&Operand::new(inner, ROUNDED)),
                self.rounding(*direction, step.as_deref())
            ),
            ExprKind::If(condition, yes, no) => format!(
                "if {} then {} else {}",
                self.operand(&Operand::new(condition, 1)),
                self.operand(&Operand::new(yes, 1)),
                self.flat(no)
            ),
            ExprKind::Age(of) => match &of.kind {
                ExprKind::Name(_) | ExprKind::Field(..) => format!("age of {}", self.flat(of)),
                _ => format!("age of ({})", self.flat(of)),
            },
            ExprKind::Border(border, of) => match border {
                Border::Start => format!("start of {}", applied(of)),
                Border::End => format!("end of {}", applied(of)),
            },
            ExprKind::Days(of, from, to, through) => {
                let of = of.iter().map(|of| format!("of {} ", applied(of)));
                let word = if *through { "through" } else { "until" };
                let (from, to) = (self.day_of(from), self.day_of(to));
                format!("days {}from {from} {word} {to}", of.collect::<String>())
            }
            ExprKind::Holds(held) => format!("holds {}", applied(held)),
            ExprKind::NothingHeld => "nothing held".to_owned(),
            ExprKind::Field(of, name) => format!("{}.{}", of.text, name.text),
            ExprKind::Fold(fold) => self.fold(fold),
            ExprKind::State(of, state, negated) => format!(
                "{} {}",
                self.operand(&Operand::new(of, COMPARED)),
                state_words(*state, *negated)
            ),
            ExprKind::On(inner, day) => format!(
                "{} on {}",
                self.operand(&Operand::new(inner, MOVED)),
                self.operand(&Operand::new(day, CLOCK))
            ),
            ExprKind::Governed(inner, day) => format!(
                "{} governed by {}",
                self.operand(&Operand::new(inner, MOVED)),
                self.operand(&Operand::new(day, CLOCK))
            ),
            ExprKind::With(inner, bindings) => format!(
                "{} {}",
                self.operand(&Operand::new(inner, MOVED)),
                self.supposed(bindings)
            ),
            ExprKind::Without(inner, rule) => format!(
                "{} without {}",
                self.operand(&Operand::new(inner, MOVED)),
                rule.text
            ),
        }
    }

    /// A day between which and another days are counted.
    fn day_of(&self, day: &Expr) -> String {
        let bare = matches!(
            day.kind,
            ExprKind::Day(_)
                | ExprKind::Border(..)
                | ExprKind::ActDay(..)
                | ExprKind::Clock
                | ExprKind::Name(_)
        );
        let flat = self.flat(day);
        if bare { flat } else { format!("({flat})") }
    }

    /// An operand on one line, in brackets where it has some.
    pub fn operand(&self, operand: &Operand<'_>) -> String {
        let flat = self.flat(operand.expr);
        if operand.in_brackets() {
            format!("({flat})")
        } else {
            flat
        }
    }

    /// What a list comes to.
    pub fn fold(&self, fold: &Fold) -> String {
        let Fold {
            kind,
            list,
            condition,
            of,
            otherwise,
        } = fold;
        let each = |of: &Option<Expr>| of.as_ref().map_or_else(String::new, |of| self.each(of));
        let mut members = list.text.clone();
        if condition.is_some() {
            members.push_str(&format!(" where {}", each(condition)));
        }
        if otherwise.is_some() {
            members.push_str(&format!(" otherwise {}", each(otherwise)));
        }
        match kind {
            FoldKind::Any => format!("any {members}"),
            FoldKind::All => format!("all {members}: {}", each(of)),
            FoldKind::Count => format!("count {members}"),
            FoldKind::Sum => format!("sum of {} for {members}", each(of)),
            FoldKind::Min => format!("min of {} for {members}", each(of)),
            FoldKind::Max => format!("max of {} for {members}", each(of)),
        }
    }

    /// What is said of each element: in brackets where it has an operator.
    fn each(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Not(inner) => format!("not {}", self.each(inner)),
            ExprKind::Day(_) | ExprKind::Int(_) | ExprKind::Clock => self.flat(expr),
            _ => self.length(expr),
        }
    }

    /// How long a deadline is: in brackets where it is more than a period or a name.
    pub fn length(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Period(_) | ExprKind::Field(..) | ExprKind::Name(_) => self.flat(expr),
            _ => format!("({})", self.flat(expr)),
        }
    }

    /// `with {…}`.
    pub fn supposed(&self, bindings: &[Binding]) -> String {
        let bindings: Vec<String> = bindings.iter().map(|one| self.binding(one)).collect();
        format!("with {{{}}}", bindings.join(", "))
    }

    /// `rounded half up to 1 tenge`.
    pub fn rounding(&self, direction: Direction, step: Option<&Expr>) -> String {
        let side = direction.words();
        match step {
            Some(step) => format!("rounded {side} to {}", self.flat(step)),
            None => format!("rounded {side}"),
        }
    }

    fn chain(&self, parts: &[Expr], operator: &str) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| self.operand(&Operand::of_chain(part)))
            .collect();
        parts.join(operator)
    }
}

/// Where an expression was read.
pub fn range(expr: &Expr) -> std::ops::Range<usize> {
    expr.span.start as usize..expr.span.end as usize
}

/// A name with its arguments, if it has some.
pub fn applied(applied: &Applied) -> String {
    let name = &applied.name.text;
    if applied.arguments.is_empty() {
        name.clone()
    } else {
        format!("{name}({})", names(&applied.arguments))
    }
}

/// Names with commas between them.
pub fn names(names: &[Name]) -> String {
    let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
    names.join(", ")
}

pub fn operator_sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Plus => "+",
        Operator::Minus => "-",
        Operator::Times => "*",
        Operator::Over => "/",
    }
}

pub fn extreme_word(which: Extreme) -> &'static str {
    match which {
        Extreme::Least => "min",
        Extreme::Greatest => "max",
    }
}

pub fn state_words(state: State, negated: bool) -> String {
    let not = if negated { "not " } else { "" };
    let state = match state {
        State::Due => "due",
        State::Overdue => "overdue",
        State::Open => "open",
        State::Possible => "possible",
        State::Became(became) => became.word(),
        State::WithinReach => "within reach",
        State::OutOfReach => "out of reach",
        State::SomeDay => "within reach some day",
        State::ForGood => "out of reach for good",
    };
    format!("is {not}{state}")
}
