//! What must be fixed when the rules are read: bounds in time, regions of readings, constants.

use std::collections::BTreeSet;

use crate::amend::outside_calendar;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Value};
use crate::text::Span;

use super::cycles::parts;

/// Whether a formula is about readings alone, calls of defines not allowed.
pub fn over_readings(law: &Law, id: ExprId) -> bool {
    let mut only = true;
    parts(law, id, &mut |_, expr| match expr {
        Expr::In(input) => only &= law[*input].kind == InputKind::Reading,
        Expr::Call(_) | Expr::Stands(_) | Expr::Reach(_) | Expr::With(..) => only = false,
        _ => {}
    });
    only
}

/// Whether a day is a constant, or one constant or another by readings.
pub fn fixed_day(law: &Law, id: ExprId) -> bool {
    let mut open = vec![id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::Lit(Value::Day(_)) => {}
            Expr::If(condition, yes, no) if over_readings(law, *condition) => {
                open.extend([*yes, *no]);
            }
            _ => return false,
        }
    }
    true
}

/// A day that must be fixed and is not: it lies outside the calendar, or else hangs on more than
/// readings, of which `message` and `help` speak.
pub fn not_fixed(law: &Law, id: ExprId, at: Span, message: &str, help: &str) -> Diagnostic {
    if leaves_calendar(law, id) {
        return outside_calendar(at);
    }
    let found = Diagnostic::new(Code::NotFixed, message).at(at, "");
    match help {
        "" => found,
        help => found.help(help),
    }
}

/// Whether a day is that of a constant moved by constants, on some reading, and had to be computed
/// no further because there is no such day.
fn leaves_calendar(law: &Law, id: ExprId) -> bool {
    let mut open = vec![id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::If(_, yes, no) => open.extend([*yes, *no]),
            Expr::Op(Op::Plus(..), _) => {
                let mut of = id;
                while let Expr::Op(Op::Plus(..), operands) = law.exprs.get(of)
                    && let [inner] = operands.as_slice()
                {
                    of = *inner;
                }
                if matches!(law.exprs.get(of), Expr::Lit(_)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// A reading and its choice, where a formula says no more than that it has it. What a reading is
/// given is left to `arising`.
pub(super) fn choice_of(law: &Law, id: ExprId) -> Option<(InputId, Value)> {
    let id = match law.exprs.get(id) {
        Expr::If(condition, yes, _) => {
            let (reading, _) = choice_of(law, *yes)?;
            (law.arises.get(&reading) == Some(condition)).then_some(*yes)?
        }
        _ => id,
    };
    let Expr::Op(Op::Equal, operands) = law.exprs.get(id) else {
        return None;
    };
    let [left, right] = operands.as_slice() else {
        return None;
    };
    match (law.exprs.get(*left), law.exprs.get(*right)) {
        (Expr::In(input), Expr::Lit(value)) if law[*input].kind == InputKind::Reading => {
            Some((*input, *value))
        }
        _ => None,
    }
}

/// A region written as `READING = CHOICE and …`; a mistake at `span` for any other formula.
pub fn chosen(law: &Law, id: ExprId, span: Span) -> Result<Vec<(InputId, Value)>, Diagnostic> {
    let mut choices = Vec::new();
    for part in law.exprs.conjuncts(id) {
        match choice_of(law, part) {
            Some((reading, value)) => match choices.iter().find(|(known, _)| *known == reading) {
                Some((_, other)) if *other != value => {
                    let name = &law[reading].name;
                    let message = format!("two choices of `{name}` at once");
                    return Err(Diagnostic::new(Code::DuplicateClause, message)
                        .at(span, "")
                        .help("a case is about one choice of each reading; write a second case"));
                }
                _ => choices.push((reading, value)),
            },
            None => {
                return Err(Diagnostic::new(
                    Code::NotFixed,
                    "a case fixes readings to one choice each",
                )
                .at(span, "")
                .help("write `READING = CHOICE and …`"));
            }
        }
    }
    Ok(choices)
}
