use super::{Expr, ExprId, InputKind, Law, Op, Value};
use crate::calendar::{Period, Rounding, Unit};

/// An expression as it would stand in a rule file: names, not words for people. Certificates name
/// the atoms they split on by it.
pub fn print(law: &Law, id: ExprId) -> String {
    match law.exprs.get(id) {
        Expr::Lit(value) => print_value(law, *value),
        Expr::In(input) => law[*input].name.clone(),
        Expr::Op(op, operands) => print_op(law, *op, operands),
        Expr::Not(inner) => format!("not {}", bracketed(law, *inner)),
        Expr::And(parts) => joined(law, parts, " and "),
        Expr::Or(parts) => joined(law, parts, " or "),
        Expr::If(condition, yes, no) => format!(
            "if {} then {} else {}",
            print(law, *condition),
            print(law, *yes),
            print(law, *no)
        ),
        Expr::Call(term) => law[*term].name.clone(),
        Expr::Stands(rule) => format!("{} applies", law[law[*rule].written].name),
        Expr::With(bindings, inner) => {
            let bindings: Vec<String> = bindings
                .iter()
                .map(|(input, value)| match law[*input].kind {
                    InputKind::Switch(rule) => format!("without {}", law[rule].name),
                    _ => format!("with {} = {}", law[*input].name, print(law, *value)),
                })
                .collect();
            format!("{} {}", bracketed(law, *inner), bindings.join(", "))
        }
        Expr::Reach(holding) => format!("{} is within reach", law[*holding].name),
    }
}

/// A constant as it would stand in a rule file, or in a case file as text: exact, without words
/// for people.
pub fn print_value(law: &Law, value: Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Money(currency, number) => {
            let currency = &law[currency];
            format!("{} {}", number.written(currency.places, ""), currency.name)
        }
        Value::Day(day) => day.to_string(),
        Value::Period(unit, count) => unit.in_words(count),
        Value::Member(list, place) => law[list].members.get(place as usize).map_or_else(
            || format!("{}#{place}", law[list].name),
            |(name, _)| name.clone(),
        ),
    }
}

fn print_op(law: &Law, op: Op, operands: &[ExprId]) -> String {
    let first = || {
        let first = operands.first();
        first.map(|id| bracketed(law, *id)).unwrap_or_default()
    };
    let sign = match op {
        Op::Equal => "=",
        Op::Less => "<",
        Op::Add => "+",
        Op::Subtract => "-",
        Op::Multiply => "*",
        Op::Divide => "/",
        Op::Plus(period, rounding) => {
            let amount = match period {
                Period::Months(months) if months % 12 == 0 => format!("{} years", months / 12),
                Period::Months(months) => format!("{months} months"),
                Period::Days(days) => format!("{days} days"),
            };
            let rounding = match (period, rounding) {
                (Period::Days(_), _) => "",
                (_, Rounding::Up) => " rounded up",
                (_, Rounding::Down) => " rounded down",
            };
            let base = first();
            return format!("{base} + {amount}{rounding}");
        }
        Op::Move(unit, rounding) => {
            let by: Vec<String> = operands.iter().map(|id| bracketed(law, *id)).collect();
            let rounding = match (unit, rounding) {
                (Unit::Days, _) => "",
                (Unit::Months, Rounding::Up) => " rounded up",
                (Unit::Months, Rounding::Down) => " rounded down",
            };
            return format!("{}{rounding}", by.join(" + "));
        }
        Op::Round(mode, step) => {
            return format!("{} rounded {} to {step}", first(), mode.words());
        }
        Op::Exact(places) => {
            return format!("{} with {places} decimal places", first());
        }
        Op::Widen => return first(),
        Op::Age => {
            let on: Vec<String> = operands.iter().map(|id| bracketed(law, *id)).collect();
            return format!("age of {}", on.join(" on "));
        }
        Op::Days => {
            let ends: Vec<String> = operands.iter().map(|id| bracketed(law, *id)).collect();
            return format!("days from {}", ends.join(" until "));
        }
    };
    let parts: Vec<String> = operands.iter().map(|id| bracketed(law, *id)).collect();
    parts.join(&format!(" {sign} "))
}

fn joined(law: &Law, parts: &[ExprId], word: &str) -> String {
    let parts: Vec<String> = parts.iter().map(|id| bracketed(law, *id)).collect();
    parts.join(word)
}

fn bracketed(law: &Law, id: ExprId) -> String {
    match law.exprs.get(id) {
        Expr::Lit(_) | Expr::In(_) | Expr::Call(_) => print(law, id),
        _ => format!("({})", print(law, id)),
    }
}
