//! Expressions as sentences about things, for what cannot be said of a person.

use crate::calendar::Rounding;
use crate::law::{
    Expr, ExprId, InputKind, Law, Op, Ratio, RoundingMode, TermId, TermRole, Type, Value,
};

use super::circumstance::circumstances;
use super::comparison;
use super::condition::{input_phrase, norm_of, said_of_person};
use super::element::{bound_element, element, fold_thing};
use super::lasting::term_noun;
use super::names::{heading, noun, plain, value};
use super::step::{possibility, some_possibility};
use super::{Phrase, question, reading_taken};

/// A yes-or-no expression as a sentence: "a visa is out of reach", "the person is 16 or older".
pub fn clause(law: &Law, expr: ExprId, holds: bool) -> String {
    sentence(law, expr, holds).words()
}

/// An expression and what it comes to, as a sentence: "the levy is 99.00 crowns".
pub fn comes_to(law: &Law, expr: ExprId, to: Value) -> String {
    match (law.exprs.get(expr), to) {
        (_, Value::Bool(holds)) => clause(law, expr, holds),
        (Expr::In(input), _) if law[*input].kind == InputKind::Reading => {
            reading_taken(law, *input, to)
        }
        _ => format!("{} is {}", subject(law, expr), value(law, to)),
    }
}

/// An expression as the noun of a sentence: what is put after a comma ends with one.
fn subject(law: &Law, expr: ExprId) -> String {
    let mut words = thing(law, expr);
    if words.contains(", ") {
        words.push(',');
    }
    words
}

fn sentence(law: &Law, expr: ExprId, holds: bool) -> Phrase {
    let of_person = || Phrase::one(format!("the person {}", said_of_person(law, expr, holds)));
    if possibility(law, &[expr]).is_some() {
        return of_person();
    }
    match law.exprs.get(expr) {
        Expr::Not(inner) => sentence(law, *inner, !holds),
        Expr::And(parts) if speak_of_things(law, parts) => {
            let parts = parts
                .iter()
                .map(|part| sentence(law, *part, holds))
                .collect();
            if holds {
                Phrase::all(parts)
            } else {
                Phrase::any(parts)
            }
        }
        Expr::Or(parts) if speak_of_things(law, parts) => {
            let parts = parts
                .iter()
                .map(|part| sentence(law, *part, holds))
                .collect();
            if holds {
                Phrase::any(parts)
            } else {
                Phrase::all(parts)
            }
        }
        Expr::Reach(holding) => {
            let reach = if holds {
                "within reach"
            } else {
                "out of reach"
            };
            Phrase::one(format!("{} is {reach}", noun(law, *holding)))
        }
        Expr::Op(op, operands) => match norm_of(law, *op, operands, holds) {
            Some((Some(who), words)) => Phrase::one(format!("{who} {words}")),
            Some((None, _)) => of_person(),
            None => Phrase::one(compared(law, *op, operands, holds)),
        },
        Expr::Stands(rule) => {
            let heading = heading(law, law[*rule].written);
            let applies = if holds { "applies" } else { "does not apply" };
            Phrase::one(format!("the rule “{heading}” {applies}"))
        }
        Expr::With(bindings, _) if bound_element(law, bindings.iter().copied()).is_some() => {
            of_person()
        }
        Expr::With(bindings, inner) => {
            let inner = sentence(law, *inner, holds).words();
            Phrase::one(format!("{inner} {}", circumstances(law, bindings)))
        }
        _ => of_person(),
    }
}

/// Whether an expression is said of something else than the person.
pub fn is_about_things(law: &Law, expr: ExprId) -> bool {
    if possibility(law, &[expr]).is_some() {
        return false;
    }
    match law.exprs.get(expr) {
        Expr::Not(inner) => is_about_things(law, *inner),
        Expr::And(parts) => speak_of_things(law, parts),
        Expr::Or(parts) => some_possibility(law, parts).is_none() && speak_of_things(law, parts),
        Expr::Reach(_) | Expr::Stands(_) => true,
        Expr::Op(op, operands) => comparison(law, *op, operands, true).is_none(),
        _ => false,
    }
}

fn speak_of_things(law: &Law, parts: &[ExprId]) -> bool {
    parts.iter().all(|part| is_about_things(law, *part))
}

fn compared(law: &Law, op: Op, operands: &[ExprId], holds: bool) -> String {
    let [left, right] = operands else {
        return "the sum is as stated".to_owned();
    };
    // Something is compared with a value, not a value with something.
    let is_value = |of: ExprId| matches!(law.exprs.get(of), Expr::Lit(_));
    let turned = is_value(*left) && !is_value(*right);
    let (left, right) = if turned { (right, left) } else { (left, right) };
    let (a, b) = (subject(law, *left), thing(law, *right));
    let of_days = is_date(law, *left);
    match (op, holds, of_days) {
        (Op::Less, true, true) if turned => format!("{a} is later than {b}"),
        (Op::Less, false, true) if turned => format!("{a} is {b} or earlier"),
        (Op::Less, true, false) if turned => format!("{a} is more than {b}"),
        (Op::Less, false, false) if turned => format!("{a} is {b} or less"),
        (Op::Less, true, true) => format!("{a} is earlier than {b}"),
        (Op::Less, false, true) => format!("{a} is {b} or later"),
        (Op::Less, true, false) => format!("{a} is less than {b}"),
        (Op::Less, false, false) => format!("{a} is {b} or more"),
        (_, true, _) => format!("{a} is {b}"),
        (_, false, _) => format!("{a} is not {b}"),
    }
}

/// An expression of any type as a noun.
pub fn thing(law: &Law, expr: ExprId) -> String {
    match law.exprs.get(expr) {
        Expr::Lit(of) => value(law, *of),
        Expr::In(input) => match law[*input].kind {
            InputKind::Day => "the day".to_owned(),
            InputKind::LawDay => "the day of the law".to_owned(),
            InputKind::Holding => noun(law, *input),
            InputKind::Reading => format!("the answer to {}", question(law, *input)),
            _ => format!("the {}", noun(law, *input)),
        },
        Expr::Call(term) => thing_called(law, *term),
        Expr::Op(Op::Plus(period, rounding), operands) => {
            let of: Vec<String> = operands
                .iter()
                .map(|operand| thing(law, *operand))
                .collect();
            // It says where a day goes that does not exist.
            let rounded = match (period, rounding) {
                (crate::calendar::Period::Days(_), _) => "",
                (_, Rounding::Up) => " (where it is lacking, the first of the next month)",
                (_, Rounding::Down) => " (where it is lacking, the last of the month)",
            };
            let (period, back) = period.unsigned();
            let side = if back { "ahead of" } else { "after" };
            format!(
                "the day {} {side} {}{rounded}",
                period.in_words(),
                of.join(" and ")
            )
        }
        Expr::Op(Op::Age, operands) => {
            let of: Vec<String> = operands
                .iter()
                .map(|operand| thing(law, *operand))
                .collect();
            format!("the full years from {}", of.join(" to "))
        }
        Expr::Op(Op::Days, operands) => {
            let of: Vec<String> = operands
                .iter()
                .map(|operand| thing(law, *operand))
                .collect();
            format!("the number of days from {}", of.join(" to "))
        }
        Expr::Op(op @ (Op::Round(..) | Op::Exact(_) | Op::Widen), operands) => {
            let of: Vec<String> = operands
                .iter()
                .map(|operand| thing(law, *operand))
                .collect();
            let of = of.join(" and ");
            match op {
                Op::Round(mode, step) => format!("{of}, rounded {}", rounding(*mode, *step)),
                _ => of,
            }
        }
        Expr::Op(op, operands) => {
            let of: Vec<String> = operands
                .iter()
                .map(|operand| thing(law, *operand))
                .collect();
            let word = match op {
                Op::Subtract => " less ",
                Op::Multiply => " times ",
                Op::Divide => " divided by ",
                _ => " plus ",
            };
            of.join(word)
        }
        Expr::If(condition, yes, no) if extreme(law, *condition, *yes, *no).is_some() => {
            let which = extreme(law, *condition, *yes, *no).unwrap_or_default();
            format!(
                "the {which} of {} and {}",
                thing(law, *no),
                thing(law, *yes)
            )
        }
        Expr::If(condition, yes, no) => format!(
            "{} (where {}), else {}",
            thing(law, *yes),
            clause(law, *condition, true),
            thing(law, *no)
        ),
        Expr::With(bindings, inner) => {
            if let Some((list, place)) = bound_element(law, bindings.iter().copied()) {
                return format!("{} of {}", thing(law, *inner), element(law, list, place));
            }
            format!("{} {}", thing(law, *inner), circumstances(law, bindings))
        }
        _ => format!("whether {}", clause(law, expr, true)),
    }
}

/// The value of a term as a noun.
pub fn thing_called(law: &Law, term: TermId) -> String {
    if let TermRole::Fold(fold) = law[term].role {
        return fold_thing(law, fold);
    }
    if let TermRole::DaysHeld {
        of,
        from,
        to,
        through,
    } = law[term].role
    {
        let (from, to) = (thing(law, from), thing(law, to));
        let word = if through { "through" } else { "until" };
        let holds = input_phrase(law, of, true);
        return format!("the number of days from {from} {word} {to} on which the person {holds}");
    }
    let words = term_noun(law, term).or_else(|| law[term].phrases.main.clone());
    format!("the {}", words.unwrap_or_else(|| plain(&law[term].name)))
}

/// Whether a conditional is the lesser or the greater of its branches.
fn extreme(law: &Law, condition: ExprId, yes: ExprId, no: ExprId) -> Option<&'static str> {
    match law.exprs.get(condition) {
        Expr::Op(Op::Less, operands) if **operands == [yes, no] => Some("lesser"),
        Expr::Op(Op::Less, operands) if **operands == [no, yes] => Some("greater"),
        _ => None,
    }
}

/// How something is rounded: "down to a multiple of 0.01".
fn rounding(mode: RoundingMode, step: Ratio) -> String {
    let side = match mode {
        RoundingMode::Up => "up",
        RoundingMode::Down => "down",
        RoundingMode::HalfUp => "to the nearest, from the middle up,",
        RoundingMode::HalfToEven => "to the nearest, from the middle to the even one,",
    };
    if step == Ratio::ONE {
        format!("{side} to a whole number")
    } else {
        format!("{side} to a multiple of {}", step.written(0, ","))
    }
}

fn is_date(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::Lit(of) => matches!(of, Value::Day(_)),
        Expr::In(input) => law[*input].ty == Type::Date,
        Expr::Call(term) => law[*term].ty == Type::Date,
        Expr::Op(op, _) => matches!(op, Op::Plus(..)),
        Expr::If(_, yes, _) => is_date(law, *yes),
        Expr::With(_, inner) => is_date(law, *inner),
        _ => false,
    }
}
