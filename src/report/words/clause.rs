//! Expressions as sentences about things, for what cannot be said of a person.

use crate::law::{Expr, ExprId, InputKind, Law, Op, Type, Value};

use super::circumstance::circumstances;
use super::condition::{norm_of, phrase};
use super::element::bound_element;
use super::names::{heading, noun_is, value};
use super::reading::{reading_asked, reading_taken};
use super::scale::Scale;
use super::seen::{
    CUT, as_written, constant, in_time, is_long, is_step, some_day, telling, within_limit,
};
use super::step::{possibility, some_possibility};
use super::subject::subject;
use super::thing::{noun_of, part, term_comes_to};
use super::verb::is;
use super::{Phrase, comparison};

/// A yes-or-no expression as a sentence: "a visa is out of reach", "the person is 16 or older".
pub fn clause(law: &Law, expr: ExprId, holds: bool) -> String {
    sentence(law, expr, holds).words()
}

/// What is asked by an expression: "whether a visa is within reach", "the levy".
pub fn asked(law: &Law, expr: ExprId) -> String {
    if law.type_of(expr) == Type::Bool {
        format!("whether {}", clause(law, expr, true))
    } else {
        noun_of(law, expr).words()
    }
}

/// An expression and what it comes to, as a sentence: "the levy is 99.00 crowns".
pub fn comes_to(law: &Law, expr: ExprId, to: Value) -> String {
    match (as_written(law, expr), to) {
        (Expr::Lit(_), _) => value(law, to),
        (_, Value::Bool(_)) if constant(law, expr).is_some() => value(law, to),
        (_, Value::Bool(holds)) => clause(law, expr, holds),
        (Expr::In(input), _) if law[*input].kind == InputKind::Reading => {
            reading_taken(law, *input, to)
        }
        (Expr::Call(term), _) => term_comes_to(law, *term, "", to),
        _ => {
            let noun = noun_of(law, expr).followed();
            let is = is(&noun);
            format!("{noun} {is} {}", value(law, to))
        }
    }
}

fn sentence(law: &Law, expr: ExprId, holds: bool) -> Phrase {
    let of_person = || phrase(law, expr, holds).stated(&subject(law, expr));
    if possibility(law, &[expr]).is_some() {
        return of_person();
    }
    if let Some(value) = constant(law, expr) {
        return Phrase::one(if value == holds {
            "it is so in any case"
        } else {
            "it is so in no case"
        });
    }
    if let Some(told) = reading_asked(law, expr, holds) {
        return Phrase::one(told);
    }
    if let Some(holding) = some_day(law, expr) {
        let reach = in_time(holds);
        return Phrase::one(format!("{} {reach}", noun_is(law, holding)));
    }
    match as_written(law, expr) {
        Expr::Not(inner) => sentence(law, *inner, !holds),
        Expr::And(parts) if is_in_sentences(law, parts) => {
            let parts = sentences(law, parts, holds);
            if holds {
                Phrase::all(parts)
            } else {
                Phrase::any(parts)
            }
        }
        Expr::Or(parts) if is_in_sentences(law, parts) => {
            let parts = sentences(law, parts, holds);
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
            Phrase::one(format!("{} {reach}", noun_is(law, *holding)))
        }
        Expr::Op(op, operands) => match norm_of(law, *op, operands, holds) {
            Some((Some(who), words)) => Phrase::one(format!("{who} {words}")),
            Some((None, _)) => of_person(),
            None if is_of_step(law, operands) => of_person(),
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
            let inner = if is_long(law, *inner) && !is_step(law, *inner) {
                CUT.to_owned()
            } else {
                sentence(law, *inner, holds).words()
            };
            Phrase::one(format!("{inner}{}", circumstances(law, bindings).words()))
        }
        _ => of_person(),
    }
}

/// Whether it is compared which step is taken, what is chosen for it or what became of it: the
/// inputs themselves have no words of their own.
fn is_of_step(law: &Law, operands: &[ExprId]) -> bool {
    let is_of_step = |of: &ExprId| match law.exprs.get(*of) {
        Expr::In(input) => matches!(
            law[*input].kind,
            InputKind::Occasion | InputKind::Became | InputKind::Choice(_)
        ),
        _ => false,
    };
    let is_value = |of: &ExprId| matches!(law.exprs.get(*of), Expr::Lit(_));
    operands.iter().any(is_of_step) && operands.iter().any(is_value)
}

/// The parts of a conjunction or disjunction, a sentence each.
fn sentences(law: &Law, parts: &[ExprId], holds: bool) -> Vec<Phrase> {
    let parts = telling(law, parts);
    let within = within_limit(law, &parts);
    let mut told: Vec<Phrase> = within
        .iter()
        .map(|(part, cut)| match cut {
            true => Phrase::one(CUT),
            false => sentence(law, *part, holds),
        })
        .collect();
    if within.len() < parts.len() {
        told.push(Phrase::one(CUT));
    }
    told
}

/// Whether an expression is said of something else than the person.
pub fn is_about_things(law: &Law, expr: ExprId) -> bool {
    if possibility(law, &[expr]).is_some() {
        return false;
    }
    if some_day(law, expr).is_some() {
        return true;
    }
    match as_written(law, expr) {
        Expr::Not(inner) => is_about_things(law, *inner),
        Expr::And(parts) => speak_of_things(law, parts),
        Expr::Or(parts) => some_possibility(law, parts).is_none() && speak_of_things(law, parts),
        Expr::Reach(_) | Expr::Stands(_) => true,
        // A define without words is told as what it means.
        Expr::Call(_) => phrase(law, expr, true).sentence().is_some(),
        Expr::Op(op, operands) => comparison(law, *op, operands, true).is_none(),
        _ => false,
    }
}

/// Whether each part is a sentence of its own: of things, or not all of them of the same.
fn is_in_sentences(law: &Law, parts: &[ExprId]) -> bool {
    let parts_of = telling(law, parts);
    let mut subjects = parts_of.iter().map(|part| law.said_of_element(*part));
    let first = subjects.next();
    speak_of_things(law, parts) || subjects.any(|other| Some(other) != first)
}

fn speak_of_things(law: &Law, parts: &[ExprId]) -> bool {
    telling(law, parts)
        .iter()
        .all(|part| is_about_things(law, *part))
}

fn compared(law: &Law, op: Op, operands: &[ExprId], holds: bool) -> String {
    let [left, right] = operands else {
        return CUT.to_owned();
    };
    // What the law settles is compared with what is given, and either with what is computed or a value.
    let rank = |of: ExprId| match as_written(law, of) {
        Expr::Call(_) => 0,
        Expr::In(_) => 1,
        Expr::Lit(_) => 3,
        _ => 2,
    };
    let turned = rank(*left) > rank(*right);
    let (left, right) = if turned { (right, left) } else { (left, right) };
    let (a, b) = (part(law, *left).followed(), part(law, *right).words());
    let scale = Scale::of(law.type_of(*left));
    let is = is(&a);
    let (less, more) = (scale.less(), scale.more());
    // "16 or more", but "at least the payment".
    let by_amount = scale == Scale::Number && rank(*right) != 3;
    match (op, holds) {
        (Op::Less, true) if turned => format!("{a} {is} {more} than {b}"),
        (Op::Less, false) if turned && by_amount => format!("{a} {is} at most {b}"),
        (Op::Less, false) if turned => format!("{a} {is} {b} or {less}"),
        (Op::Less, true) => format!("{a} {is} {less} than {b}"),
        (Op::Less, false) if by_amount => format!("{a} {is} at least {b}"),
        (Op::Less, false) => format!("{a} {is} {b} or {more}"),
        (_, true) => format!("{a} {is} {b}"),
        (_, false) => format!("{a} {is} not {b}"),
    }
}
