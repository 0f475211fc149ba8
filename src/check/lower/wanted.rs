//! What to write where a value of one type is wanted and one of another stands.

use crate::calendar::Unit;
use crate::law::Type;
use crate::syntax::{Expr, ExprKind, Figure, Operator};

use super::{Lower, periods};

impl Lower<'_> {
    pub(super) fn instead(&self, wanted: Type, found: Type, expr: &Expr) -> Option<String> {
        if periods::two_units(wanted, found) {
            let help = match wanted {
                Type::Period(Unit::Months) => "write it in months or years",
                _ => "a month has no fixed number of days: write it in days or weeks",
            };
            return Some(help.to_owned());
        }
        match (wanted, found) {
            (Type::Money(_), Type::Decimal) if matches!(expr.kind, ExprKind::Percent(_)) => {
                Some("say of what: `… % * …`".to_owned())
            }
            (Type::Money(currency), Type::Int | Type::Decimal) => {
                let name = &self.law[currency].name;
                Some(format!("write the currency behind it: `… {name}`"))
            }
            (Type::Date, Type::Period(_)) => {
                Some("a period leads from a day to a day: write `DAY + …`".to_owned())
            }
            (Type::Date, Type::Decimal) => {
                let is_quotient = matches!(expr.kind, ExprKind::Arithmetic(Operator::Over, ..));
                is_quotient.then(|| "a day is written YYYY-MM-DD, such as `2024-02-01`".to_owned())
            }
            (Type::Int, Type::Decimal) => Some(match &expr.kind {
                ExprKind::Decimal(figure) if is_whole(figure) => {
                    "leave out the point and what is behind it".to_owned()
                }
                _ => "what is no whole number is a `decimal`: declare as one what it is for"
                    .to_owned(),
            }),
            (Type::Bool, _) => Some(match &expr.kind {
                ExprKind::Int(_) => {
                    "write `true` or `false`, or a comparison such as `… = …`".to_owned()
                }
                ExprKind::Field(of, field) => format!(
                    "compare it with a value; behind `where` and `:` a comparison stands in \
                     brackets: `({}.{} = …)`",
                    of.text, field.text
                ),
                _ => "compare it with a value, such as `… = …`".to_owned(),
            }),
            _ => None,
        }
    }
}

fn is_whole(figure: &Figure) -> bool {
    10_i128
        .checked_pow(figure.places)
        .is_some_and(|unit| figure.units % unit == 0)
}
