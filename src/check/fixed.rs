//! What must be fixed when the rules are read: bounds in time, regions of readings, constants.

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
    match law.exprs.get(id) {
        Expr::Lit(Value::Day(_)) => true,
        Expr::If(condition, yes, no) => {
            over_readings(law, *condition) && fixed_day(law, *yes) && fixed_day(law, *no)
        }
        _ => false,
    }
}

/// A region written as `READING = CHOICE and …`; a mistake at `span` for any other formula.
pub fn chosen(law: &Law, id: ExprId, span: Span) -> Result<Vec<(InputId, Value)>, Diagnostic> {
    let mut choices = Vec::new();
    for part in law.exprs.conjuncts(id) {
        let choice = match law.exprs.get(part) {
            Expr::Op(Op::Equal, operands) => match operands.as_slice() {
                [left, right] => match (law.exprs.get(*left), law.exprs.get(*right)) {
                    (Expr::In(input), Expr::Lit(value))
                        if law[*input].kind == InputKind::Reading =>
                    {
                        Some((*input, *value))
                    }
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        match choice {
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
