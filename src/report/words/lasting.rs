//! What holds over time: its history as a whole, and the parts that it is given by.

use crate::law::{Expr, ExprId, History, InputId, Law, Op, TermId, TermRole, Value};

use super::condition::input_phrase;
use super::thing::thing;

/// A day of a history: "first day on which the person has a visa".
pub(super) fn day_noun(law: &Law, day: InputId) -> Option<String> {
    let (of, history) = law.history_of(day)?;
    let which = match day {
        _ if day == history.since => "first",
        _ if day == history.through => "last",
        _ => return None,
    };
    let holds = input_phrase(law, of, true);
    Some(format!("{which} day on which the person {holds}"))
}

/// Whether something ever holds: "has a visa at some time", "has no visa at any time".
pub(super) fn ever_phrase(law: &Law, part: InputId, holds: bool) -> Option<String> {
    let (of, history) = law.history_of(part)?;
    let when = if holds { "at some time" } else { "at any time" };
    (part == history.ever).then(|| format!("{} {when}", input_phrase(law, of, holds)))
}

/// A term that a history has: "first day on which the person has a visa".
pub fn term_noun(law: &Law, term: TermId) -> Option<String> {
    match law[term].role {
        TermRole::Border(day) => day_noun(law, day),
        TermRole::Never(of) => {
            let holds = input_phrase(law, of, true);
            Some(format!("time in which the person {holds}"))
        }
        _ => None,
    }
}

/// The input that an expression over a history says to hold: what it is of, on the day, or that it
/// ever does.
pub(super) fn said(law: &Law, expr: ExprId) -> Option<InputId> {
    let mut histories = law.histories();
    histories.find_map(|(of, history)| match law.exprs.get(expr) {
        _ if history.life == expr => Some(of),
        Expr::And(parts) => {
            let ever = parts.iter().any(|part| is(law, *part, history.ever));
            let forwards = parts.iter().any(|part| is_forwards(law, *part, history));
            (parts.len() == 2 && ever && forwards).then_some(history.ever)
        }
        _ => None,
    })
}

fn is(law: &Law, expr: ExprId, wanted: InputId) -> bool {
    matches!(law.exprs.get(expr), Expr::In(input) if *input == wanted)
}

/// The first day of the history itself, as far as that is not after its last one.
fn is_own(law: &Law, since: ExprId, history: History) -> bool {
    matches!(law.exprs.get(since), Expr::If(_, _, own) if is(law, *own, history.since))
}

/// That a history does not end before it begins.
fn is_forwards(law: &Law, expr: ExprId, history: History) -> bool {
    let Expr::Not(backwards) = law.exprs.get(expr) else {
        return false;
    };
    match law.exprs.get(*backwards) {
        Expr::Op(Op::Less, operands) => match operands.as_slice() {
            [last, first] => is(law, *last, history.through) && is(law, *first, history.since),
            _ => false,
        },
        _ => false,
    }
}

/// The time that something is supposed to have, of the inputs that are bound: "the person has a visa
/// from 1 January 2024 on".
pub(super) fn supposed(law: &Law, of: InputId, bound: &[(InputId, ExprId)]) -> Option<String> {
    let history = law[of].history?;
    let given = |wanted| bound.iter().find(|(input, _)| *input == wanted);
    let (_, through) = given(history.through)?;
    let mut words = format!("the person {}", input_phrase(law, of, true));
    // One that began when it did is told by its end.
    let since = given(history.since).filter(|(_, since)| !is_own(law, *since, history));
    if let Some((_, since)) = since {
        words.push_str(&format!(" from {}", thing(law, *since)));
    }
    match law.exprs.get(*through) {
        Expr::Lit(Value::Day(day)) if *day >= History::NO_END => {
            words.push_str(if since.is_some() {
                " on"
            } else {
                " at some time"
            });
        }
        _ => words.push_str(&format!(" through {}", thing(law, *through))),
    }
    Some(words)
}
