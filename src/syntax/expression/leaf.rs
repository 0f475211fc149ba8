//! What has no parts that are expressions: names, numbers, days, periods.

use crate::calendar::{Day, Period};
use crate::diagnostic::{Code, Diagnostic, instead_of_day};
use crate::text::composed;

use super::super::customary::customary;
use super::super::expr::{ActDay, Became, Direction, Expr, ExprKind};
use super::super::figure::{Figure, without_zero};
use super::super::node::{Node, Rule};
use super::super::{Applied, Name};
use super::ExprBuilder;

/// A name, composed: one written with other code points for the same letters is the same name.
pub fn name(node: &Node<'_>) -> Name {
    Name {
        text: composed(node.text()).into_owned(),
        span: node.span(),
    }
}

/// The name with arguments that stands in a node.
pub(super) fn applied_in(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<Applied> {
    applied(found, &node.child(Rule::applied)?)
}

/// A name with its arguments, if it has some.
pub fn applied(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<Applied> {
    let name_of = name(&node.child(Rule::name)?);
    let Some(all) = node.child(Rule::arguments) else {
        return Some(Applied {
            span: name_of.span,
            name: name_of,
            arguments: Vec::new(),
        });
    };
    Some(Applied {
        span: name_of.span.join(all.span()),
        arguments: arguments(found, &name_of, &all)?,
        name: name_of,
    })
}

/// What stands in the brackets behind a name: one or several names.
pub(super) fn arguments(
    found: &mut Vec<Diagnostic>,
    of: &Name,
    node: &Node<'_>,
) -> Option<Vec<Name>> {
    let names: Vec<Name> = node.all(Rule::name).map(|one| name(&one)).collect();
    let of = &of.text;
    if let Some(truth) = node.child(Rule::truth) {
        let (written, meant) = match truth.has(Rule::kw_true) {
            true => ("true", "yes"),
            false => ("false", "no"),
        };
        let message = format!("`{written}` does not belong in these brackets");
        let help = format!("of an attribute of yes or no, write `{of}({meant})`");
        found.push(
            Diagnostic::new(Code::Syntax, message)
                .at(truth.span(), "")
                .help(help),
        );
        return None;
    }
    if names.is_empty() {
        let help =
            format!("write `{of}` alone, or say in the brackets which is meant: `{of}(VALUE)`");
        found.push(
            Diagnostic::new(Code::Syntax, "nothing stands in these brackets")
                .at(node.span(), "")
                .help(help),
        );
        return None;
    }
    Some(names)
}

/// What became of a step.
pub fn became(node: &Node<'_>) -> Option<Became> {
    node.children().find_map(|child| match child.rule() {
        Rule::kw_performed => Some(Became::Performed),
        Rule::kw_refused => Some(Became::Refused),
        Rule::kw_failed => Some(Became::Failed),
        _ => None,
    })
}

/// The direction of a rounding.
pub fn direction(node: &Node<'_>) -> Option<Direction> {
    Some(match node.children().next()?.rule() {
        Rule::half_up => Direction::HalfUp,
        Rule::half_to_even => Direction::HalfToEven,
        Rule::kw_up => Direction::Up,
        _ => Direction::Down,
    })
}

/// That a number begins with a zero that counts nothing: perhaps a point is missing behind it.
fn begins_with_zero(node: &Node<'_>, may_have_point: bool) -> Option<Diagnostic> {
    let written = node.text();
    let help = without_zero(written, may_have_point, |number| format!("`{number}`"))?;
    let (text, at) = node.around();
    if let Some(day) = customary(text, at) {
        let length = u32::try_from(day.place.len()).unwrap_or(u32::MAX);
        let mut span = node.span();
        span.end = span.start.saturating_add(length);
        let found = Diagnostic::new(Code::Syntax, day.message);
        return Some(found.at(span, "").help(day.help));
    }
    let message = format!("`{written}` begins with a zero");
    Some(
        Diagnostic::new(Code::Syntax, message)
            .at(node.span(), "")
            .help(help),
    )
}

/// A whole number; reports one that is too large.
pub fn integer(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<i64> {
    if let Some(zero) = begins_with_zero(node, false) {
        found.push(zero);
        return None;
    }
    let parsed = node.text().replace('_', "").parse().ok();
    if parsed.is_none() {
        found.push(
            Diagnostic::new(Code::NumberTooLarge, "the number is too large")
                .at(node.span(), "")
                .help(format!(
                    "whole numbers are written from -{greatest} to {greatest}",
                    greatest = i64::MAX
                )),
        );
    }
    parsed
}

/// The day of an act that the first word of a node names.
pub fn act_day(node: &Node<'_>) -> Option<ActDay> {
    Some(match node.children().next()?.rule() {
        Rule::kw_adoption => ActDay::Adoption,
        Rule::kw_publication => ActDay::Publication,
        _ => ActDay::Commencement,
    })
}

/// A day of the calendar; reports one that does not exist.
pub fn day(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<Day> {
    let parsed = Day::parse_iso(node.text());
    if parsed.is_none() {
        found.push(
            Diagnostic::new(
                Code::NoSuchDay,
                format!("there is no day `{}`", node.text()),
            )
            .at(node.span(), "")
            .help(instead_of_day(
                node.text(),
                "write an existing day of the years 1801 to 2299 as YYYY-MM-DD",
            )),
        );
    }
    parsed
}

impl ExprBuilder<'_> {
    /// The number of a node that is `NUMBER …`.
    pub fn figure_in(&mut self, node: &Node<'_>) -> Option<Figure> {
        let is_number = |one: &Node<'_>| matches!(one.rule(), Rule::decimal | Rule::integer);
        let number = node.children().find(is_number)?;
        self.figure(&number)
    }

    /// A whole number that may as well have a point.
    pub(super) fn whole(&mut self, node: &Node<'_>) -> Option<i64> {
        if let Some(zero) = begins_with_zero(node, true) {
            self.found.push(zero);
            return None;
        }
        integer(self.found, node)
    }

    pub(super) fn figure(&mut self, node: &Node<'_>) -> Option<Figure> {
        if let Some(zero) = begins_with_zero(node, true) {
            self.found.push(zero);
            return None;
        }
        let parsed = Figure::parse(node.text());
        if parsed.is_none() {
            let message = format!("the number has more than {} digits", Figure::DIGITS);
            self.found
                .push(Diagnostic::new(Code::NumberTooLarge, message).at(node.span(), ""));
        }
        parsed
    }

    /// How long a deadline is: a period, a name, or an expression in brackets.
    pub fn length(&mut self, node: &Node<'_>) -> Option<Expr> {
        let inner = node.children().next()?;
        match inner.rule() {
            Rule::expr => self.build(&inner),
            _ => self.primary(&inner, 0).map(|built| built.expr),
        }
    }

    /// A period as an expression.
    pub fn period_expr(&mut self, node: &Node<'_>) -> Option<Expr> {
        let kind = ExprKind::Period(self.period(node)?);
        let span = node.span();
        Some(Expr { kind, span })
    }

    pub(super) fn period(&mut self, node: &Node<'_>) -> Option<Period> {
        let amount = node.child(Rule::integer)?;
        let count = integer(self.found, &amount)?;
        let unit = node.child(Rule::unit)?;
        let period = i32::try_from(count).ok().and_then(|count| {
            Some(match unit.text().trim_end_matches('s') {
                "year" => Period::Months(count.checked_mul(12)?),
                "month" => Period::Months(count),
                "week" => Period::Days(count.checked_mul(7)?),
                _ => Period::Days(count),
            })
        });
        if period.is_none() {
            self.found.push(
                Diagnostic::new(
                    Code::NumberTooLarge,
                    "the period is longer than the calendar",
                )
                .at(node.span(), ""),
            );
        }
        period
    }
}
