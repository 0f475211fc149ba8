//! What an expression of the kernel is told as, and how much of it a reader reads.

use crate::law::{Expr, ExprId, FoldKind, InputId, Law, Op, TermId, TermRole, Told, Value};

use super::element::bound_element;
use super::step::{possibility, some_possibility};

/// An expression as it is told.
pub enum Seen<'l> {
    /// By the noun of a define of which it is the meaning.
    Defined(TermId),
    /// The least of several, or the greatest.
    Extreme(FoldKind, Vec<ExprId>),
    /// As it stands.
    Plain(&'l Expr),
}

/// How an expression of any type is told.
pub fn seen(law: &Law, id: ExprId) -> Seen<'_> {
    match law.told.get(&id) {
        Some(Told::Defined(define)) => return Seen::Defined(*define),
        Some(Told::Least(of)) => return Seen::Extreme(FoldKind::Min, of.clone()),
        Some(Told::Greatest(of)) => return Seen::Extreme(FoldKind::Max, of.clone()),
        Some(Told::As(_) | Told::Percent | Told::SomeDay(_) | Told::Unsaid) | None => {}
    }
    let expr = as_written(law, id);
    if let Expr::If(condition, yes, no) = expr
        && let Some(kind) = written_out(law, *condition, *yes, *no)
    {
        return Seen::Extreme(kind, vec![*no, *yes]);
    }
    Seen::Plain(expr)
}

/// An expression, before conditions were drawn out of it.
pub(super) fn as_written(law: &Law, id: ExprId) -> &Expr {
    match law.told.get(&id) {
        Some(Told::As(expr)) => expr,
        _ => law.exprs.get(id),
    }
}

/// The holding of which an expression says that it is within reach some day.
pub(super) fn some_day(law: &Law, id: ExprId) -> Option<InputId> {
    law.waiting(id).map(|waiting| waiting.holding)
}

/// What is said of a holding for which one may wait.
pub(super) fn in_time(within: bool) -> &'static str {
    if within {
        "within reach some day"
    } else {
        "out of reach for good"
    }
}

/// Whether a conditional is the lesser or the greater of its branches.
fn written_out(law: &Law, condition: ExprId, yes: ExprId, no: ExprId) -> Option<FoldKind> {
    let (less, holds) = match law.exprs.get(condition) {
        Expr::Not(inner) => (*inner, false),
        _ => (condition, true),
    };
    let Expr::Op(Op::Less, operands) = law.exprs.get(less) else {
        return None;
    };
    let straight = **operands == [yes, no];
    let turned = **operands == [no, yes];
    match (straight == holds, straight || turned) {
        (_, false) => None,
        (true, _) => Some(FoldKind::Min),
        (false, _) => Some(FoldKind::Max),
    }
}

/// What an expression always comes to, as far as it is seen from constants in it.
pub fn constant(law: &Law, id: ExprId) -> Option<bool> {
    constant_within(law, id, 4)
}

fn constant_within(law: &Law, id: ExprId, depth: usize) -> Option<bool> {
    let below = depth.checked_sub(1);
    let inner = |id: ExprId| below.and_then(|depth| constant_within(law, id, depth));
    match law.exprs.get(id) {
        Expr::Lit(Value::Bool(value)) => Some(*value),
        Expr::Not(of) => inner(*of).map(|value| !value),
        Expr::And(parts) => joint(parts.iter().map(|part| inner(*part)), false),
        Expr::Or(parts) => joint(parts.iter().map(|part| inner(*part)), true),
        _ => None,
    }
}

/// One part with this value gives the whole this value.
fn joint(parts: impl Iterator<Item = Option<bool>>, decides: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(value) if value == decides => return Some(decides),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decides)
}

/// The parts of a conjunction or disjunction that say something.
pub(super) fn telling(law: &Law, parts: &[ExprId]) -> Vec<ExprId> {
    let says = |part: &&ExprId| constant(law, **part).is_none();
    parts.iter().filter(says).copied().collect()
}

/// So many expressions are told of one part of a sentence; what is longer is told as `…`.
const TOLD_LIMIT: usize = 100;

/// What is told in the place of what is too long.
pub(super) const CUT: &str = "…";

/// Whether an expression is longer than a reader reads. What shares its parts is as long as what
/// is told of it.
pub(super) fn is_long(law: &Law, id: ExprId) -> bool {
    length(law, id) > TOLD_LIMIT
}

/// How many of the parts are told at the most, and which of them are told as `…`.
pub(super) fn within_limit(law: &Law, parts: &[ExprId]) -> Vec<(ExprId, bool)> {
    let mut told = Vec::new();
    let mut left = TOLD_LIMIT;
    for part in parts {
        let length = length(law, *part);
        let cut = length > TOLD_LIMIT && !is_step(law, *part);
        let cost = if cut || length > TOLD_LIMIT {
            1
        } else {
            length
        };
        if cost > left && !told.is_empty() {
            break;
        }
        left = left.saturating_sub(cost);
        told.push((*part, cut));
    }
    told
}

/// Whether it says that a step can be taken, which is told in a word.
pub(super) fn is_step(law: &Law, id: ExprId) -> bool {
    possibility(law, &[id]).is_some()
        || matches!(law.exprs.get(id), Expr::Or(parts) if some_possibility(law, parts).is_some())
}

/// How many expressions are told of an expression; one more than the limit for all that is longer.
fn length(law: &Law, id: ExprId) -> usize {
    let mut count = 0;
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        count += 1;
        if count > TOLD_LIMIT {
            break;
        }
        tell_parts(law, id, &mut open);
    }
    count
}

/// What is told of in the words of an expression, as often as it is.
fn tell_parts(law: &Law, id: ExprId, into: &mut Vec<ExprId>) {
    if some_day(law, id).is_some() {
        return;
    }
    let expr = match seen(law, id) {
        Seen::Defined(_) => return,
        Seen::Extreme(_, of) => return into.extend(of),
        Seen::Plain(expr) => expr,
    };
    match expr {
        Expr::Lit(_) | Expr::In(_) | Expr::Stands(_) | Expr::Reach(_) => {}
        Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => into.extend(parts),
        Expr::Not(inner) => into.push(*inner),
        // Of yes or no, each branch is told with its condition.
        Expr::If(condition, yes, no) => into.extend([*condition, *condition, *yes, *no]),
        Expr::With(bindings, inner) => {
            into.push(*inner);
            if bound_element(law, bindings.iter().copied()).is_none() {
                into.extend(bindings.iter().map(|(_, to)| *to));
            }
        }
        Expr::Call(term) => match law[*term].role {
            TermRole::Fold(fold) => {
                into.extend(fold.condition.iter().chain(&fold.of).chain(&fold.otherwise));
            }
            TermRole::DaysHeld(held) => into.extend([held.from, held.to]),
            TermRole::Define => {
                let words = &law[*term].phrases;
                if words.yes.is_none() || words.no.is_none() {
                    into.extend(law[*term].otherwise);
                }
            }
            _ => {}
        },
    }
}
