//! Values of which there is no sum, difference, product or quotient.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Type;
use crate::syntax::{Expr, ExprKind, Operator};

use super::{Lower, periods};

impl Lower<'_> {
    /// Two values cannot be combined so: what each is, and what could be meant.
    pub(super) fn not_combined(
        &mut self,
        operator: Operator,
        (left, left_kind): (&Expr, Type),
        (right, right_kind): (&Expr, Type),
    ) {
        let (a, b) = (self.type_words(left_kind), self.type_words(right_kind));
        let message = match operator {
            Operator::Plus => format!("{b} cannot be added to {a}"),
            Operator::Minus => format!("{b} cannot be subtracted from {a}"),
            Operator::Times => format!("{a} cannot be multiplied by {b}"),
            Operator::Over => format!("{a} cannot be divided by {b}"),
        };
        let mut diagnostic = Diagnostic::new(Code::TypeMismatch, message)
            .at(right.span, format!("this is {b}"))
            .at(left.span, format!("this is {a}"));
        if let Some(help) = meant(operator, (left, left_kind), (right, right_kind)) {
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
    }
}

/// What to write, where it can be told from the types.
fn meant(
    operator: Operator,
    (left, left_kind): (&Expr, Type),
    (right, right_kind): (&Expr, Type),
) -> Option<String> {
    let sums = matches!(operator, Operator::Plus | Operator::Minus);
    match (operator, left_kind, right_kind) {
        (Operator::Over, ..) => None,
        (Operator::Minus, Type::Date, Type::Date) => Some(days_between(left, right)),
        (Operator::Plus, Type::Period(_), Type::Date) => {
            Some(format!("write the day first: `{} + …`", written(right)))
        }
        (Operator::Plus | Operator::Minus, Type::Date, Type::Int) => Some(of_days(right)),
        (Operator::Plus, Type::Int, Type::Date) => Some(of_days(left)),
        (_, Type::Int, Type::Period(_)) if sums => day_in_brackets(operator, left),
        (Operator::Times, Type::Period(_), Type::Decimal)
        | (Operator::Times, Type::Decimal, Type::Period(_)) => {
            Some("a period is multiplied by a whole number".to_owned())
        }
        _ => periods::two_units(left_kind, right_kind).then(|| periods::UNITS.to_owned()),
    }
}

fn of_days(number: &Expr) -> String {
    let number = written(number);
    format!("a number of days is a period: `{number} * 1 day`")
}

/// `days from … until DAY + 1 month` counts the days and adds a month to their number.
fn day_in_brackets(operator: Operator, left: &Expr) -> Option<String> {
    let ExprKind::Days(_, _, last, through) = &left.kind else {
        return None;
    };
    let behind = if *through { "through" } else { "until" };
    let sign = if operator == Operator::Plus { '+' } else { '-' };
    let day = written(last);
    Some(format!(
        "put the day in brackets: `{behind} ({day} {sign} …)`"
    ))
}

/// What to write in the place of a difference of days.
fn days_between(left: &Expr, right: &Expr) -> String {
    format!(
        "how many days lie between them is `days from {} until {}`; full years are `age of …`",
        written(right),
        written(left)
    )
}

/// How a short operand is written; another is left to the reader.
pub(super) fn written(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Name(name) => name.text.clone(),
        ExprKind::Clock => "day".to_owned(),
        ExprKind::Day(day) => day.to_string(),
        ExprKind::Int(number) => number.to_string(),
        ExprKind::Decimal(number) => number.to_string(),
        ExprKind::Money(number, currency) => format!("{number} {}", currency.text),
        ExprKind::Age(of) => match written(of) {
            of if of.contains(' ') => "…".to_owned(),
            of => format!("age of {of}"),
        },
        ExprKind::Field(of, field) => format!("{}.{}", of.text, field.text),
        _ => "…".to_owned(),
    }
}
