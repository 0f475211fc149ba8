//! Comparisons as verb phrases. Every printed day is included.

use crate::calendar::{Day, Period};
use crate::law::{Expr, ExprId, Fold, FoldKind, InputId, InputKind, Law, Op, TermRole, Value};

use super::condition::{having, input_phrase, member, norm_of};
use super::element::{amounts_to, counted, exactly, of_length};
use super::names::{noun, number, value};
use super::solved;
use super::thing::where_lacking;
use super::verb::a_such;

/// A comparison said of a person, or that it does not hold; `None` if it can only be said of
/// things.
pub fn comparison(law: &Law, op: Op, operands: &[ExprId], holds: bool) -> Option<String> {
    if let Some((bearer, words)) = norm_of(law, op, operands, holds) {
        return bearer.is_none().then_some(words);
    }
    match (op, operands) {
        (Op::Equal, [left, right]) => equal(law, *left, *right, holds),
        (Op::Less, [left, right]) => less(law, *left, *right, holds),
        _ => None,
    }
}

fn equal(law: &Law, left: ExprId, right: ExprId, holds: bool) -> Option<String> {
    let none = |of: ExprId| match (law.exprs.get(left), law.exprs.get(right)) {
        (Expr::Lit(Value::Int(0)), _) | (_, Expr::Lit(Value::Int(0))) => count_of(law, of),
        _ => None,
    };
    if let Some(fold) = none(left).or_else(|| none(right)) {
        let number = if holds { 0 } else { 1 };
        return Some(counted(law, fold, number, !holds));
    }
    match (law.exprs.get(left), law.exprs.get(right)) {
        (_, Expr::Lit(Value::Int(number))) if count_of(law, left).is_some() => {
            count_of(law, left).map(|fold| exactly(law, fold, *number, holds))
        }
        (Expr::Lit(Value::Int(number)), _) if count_of(law, right).is_some() => {
            count_of(law, right).map(|fold| exactly(law, fold, *number, holds))
        }
        (Expr::In(day), Expr::Op(..)) if holds && is_day(law, *day) => past(law, right, Side::On),
        (Expr::Op(..), Expr::In(day)) if holds && is_day(law, *day) => past(law, left, Side::On),
        (Expr::In(input), Expr::Lit(of)) | (Expr::Lit(of), Expr::In(input))
            if law[*input].kind != InputKind::Reading =>
        {
            Some(member(law, *input, *of, holds))
        }
        _ => None,
    }
}

/// The left is less than the right, or not.
fn less(law: &Law, left: ExprId, right: ExprId, holds: bool) -> Option<String> {
    let (a, b) = (law.exprs.get(left), law.exprs.get(right));
    if let Some(said) = of_counted(law, left, right, holds) {
        return Some(said);
    }
    match (a, b, holds) {
        (Expr::In(input), Expr::Lit(Value::Day(day)), true) => up_to(law, *input, day.previous()?),
        (Expr::In(input), Expr::Lit(Value::Day(day)), false) => from(law, *input, *day),
        (Expr::Lit(Value::Day(day)), Expr::In(input), true) => from(law, *input, day.next()?),
        (Expr::Lit(Value::Day(day)), Expr::In(input), false) => up_to(law, *input, *day),
        (_, Expr::Lit(Value::Int(number)), true) => at_most(law, left, number.checked_sub(1)?),
        (_, Expr::Lit(Value::Int(number)), false) => at_least(law, left, *number),
        (Expr::Lit(Value::Int(number)), _, true) => at_least(law, right, number.checked_add(1)?),
        (Expr::Lit(Value::Int(number)), _, false) => at_most(law, right, *number),
        (Expr::In(input), Expr::Lit(of), _) if of.ratio().is_some() => Some(if holds {
            format!(
                "has {} than {}",
                a_such("smaller", &noun(law, *input)),
                value(law, *of)
            )
        } else {
            format!("{} or more", having(law, *input, &value(law, *of)))
        }),
        (Expr::Lit(of), Expr::In(input), _) if of.ratio().is_some() => Some(if holds {
            format!(
                "has {} than {}",
                a_such("greater", &noun(law, *input)),
                value(law, *of)
            )
        } else {
            format!("{} or less", having(law, *input, &value(law, *of)))
        }),
        (Expr::In(input), Expr::Lit(of @ Value::Period(..)), _) => {
            Some(longer(law, *input, *of, !holds, holds))
        }
        (Expr::Lit(of @ Value::Period(..)), Expr::In(input), _) => {
            Some(longer(law, *input, *of, holds, holds))
        }
        // "has a permit no longer", "has a permit on the day or a later one".
        (Expr::In(last), Expr::In(day), _) if is_day(law, *day) => {
            let (of, _) = law
                .history_of(*last)
                .filter(|(_, of)| of.through == *last)?;
            let held = input_phrase(law, of, true);
            Some(match holds {
                true => format!("{held} no longer"),
                false => format!("{held} on the day or a later one"),
            })
        }
        (Expr::In(day), Expr::In(first), _) if is_day(law, *day) => {
            let (of, _) = law
                .history_of(*first)
                .filter(|(_, of)| of.since == *first)?;
            let held = input_phrase(law, of, true);
            Some(match holds {
                true => format!("{held} only from a later day on"),
                false => format!("{held} from the day or an earlier one on"),
            })
        }
        (Expr::In(day), Expr::Op(..), _) if is_day(law, *day) => {
            let side = if holds { Side::Ahead } else { Side::From };
            past(law, right, side)
        }
        (Expr::Op(..), Expr::In(day), _) if is_day(law, *day) => {
            let side = if holds { Side::Past } else { Side::UpTo };
            past(law, left, side)
        }
        _ => None,
    }
}

/// A day counted from a fact, compared with a written one: said of the fact.
fn of_counted(law: &Law, left: ExprId, right: ExprId, holds: bool) -> Option<String> {
    let ((input, first), later) = match (law.exprs.get(left), law.exprs.get(right)) {
        (_, Expr::Lit(Value::Day(day))) => (solved::since(law, left, *day)?, !holds),
        (Expr::Lit(Value::Day(day)), _) => (solved::since(law, right, day.next()?)?, holds),
        _ => return None,
    };
    match later {
        true => from(law, input, first),
        false => up_to(law, input, first.previous()?),
    }
}

/// That a period is longer or shorter than another, which is one of the two where the comparison
/// does not hold the other way round.
fn longer(law: &Law, input: InputId, than: Value, longer: bool, strictly: bool) -> String {
    let (noun, than) = (noun(law, input), value(law, than));
    let length = if longer { "longer" } else { "shorter" };
    if strictly {
        format!("has {} than {than}", a_such(length, &noun))
    } else {
        format!("has the {noun} {than} or {length}")
    }
}

fn up_to(law: &Law, input: InputId, day: Day) -> Option<String> {
    Some(if is_day(law, input) {
        format!("is considered on {} or earlier", day.in_words())
    } else if let Some(lasts) = lasts(law, input) {
        format!("{lasts} {} or earlier", day.in_words())
    } else {
        format!("has the {} {} or earlier", noun(law, input), day.in_words())
    })
}

fn from(law: &Law, input: InputId, day: Day) -> Option<String> {
    Some(if is_day(law, input) {
        format!("is considered on {} or later", day.in_words())
    } else if let Some(lasts) = lasts(law, input) {
        format!("{lasts} {} or later", day.in_words())
    } else {
        format!("has the {} {} or later", noun(law, input), day.in_words())
    })
}

/// "has a permit from", "has a permit through": of the first or last day of something held for a time.
fn lasts(law: &Law, input: InputId) -> Option<String> {
    let (of, history) = law.history_of(input)?;
    let held = input_phrase(law, of, true);
    if input == history.since {
        return Some(format!("{held} from"));
    }
    (input == history.through).then(|| format!("{held} through"))
}

fn at_least(law: &Law, of: ExprId, least: i64) -> Option<String> {
    if let Some(fold) = count_of(law, of) {
        return Some(counted(law, fold, least, true));
    }
    let number = number(least);
    match law.exprs.get(of) {
        Expr::Call(term) => match law[*term].role {
            TermRole::Fold(fold) => Some(amounts_to(law, fold, &format!("{number} or more"))),
            _ => None,
        },
        Expr::Op(Op::Age, operands) if on_the_day(law, operands) => {
            Some(format!("is {number} or older"))
        }
        Expr::In(input) => Some(format!("{} or more", having(law, *input, &number))),
        _ => None,
    }
}

fn at_most(law: &Law, of: ExprId, most: i64) -> Option<String> {
    if let Some(fold) = count_of(law, of) {
        return Some(counted(law, fold, most, false));
    }
    let number = number(most);
    match law.exprs.get(of) {
        Expr::Call(term) => match law[*term].role {
            TermRole::Fold(fold) => Some(amounts_to(law, fold, &format!("{number} or less"))),
            _ => None,
        },
        Expr::Op(Op::Age, operands) if on_the_day(law, operands) => {
            Some(format!("is under {}", most.checked_add(1)?))
        }
        Expr::In(input) => Some(format!("{} or less", having(law, *input, &number))),
        _ => None,
    }
}

/// What is counted: elements of a list.
fn count_of(law: &Law, of: ExprId) -> Option<Fold> {
    match law.exprs.get(of) {
        Expr::In(input) => match law[*input].kind {
            InputKind::Length(list) => Some(of_length(list)),
            _ => None,
        },
        Expr::Call(term) => match law[*term].role {
            TermRole::Fold(fold) if fold.kind == FoldKind::Count => Some(fold),
            _ => None,
        },
        _ => None,
    }
}

/// The age on the day, not on some other.
fn on_the_day(law: &Law, operands: &[ExprId]) -> bool {
    operands
        .get(1)
        .is_some_and(|on| matches!(law.exprs.get(*on), Expr::In(input) if is_day(law, *input)))
}

/// On which side of a moved day the day lies.
#[derive(Debug, Clone, Copy)]
enum Side {
    Ahead,
    UpTo,
    On,
    From,
    Past,
}

/// That the day is so long past a day of a person. Where months lead to a day that does not exist,
/// the one that counts is told: "is 1 month or less past the day of entry (the last of the month
/// where the month has no such day)".
fn past(law: &Law, moved: ExprId, side: Side) -> Option<String> {
    let Expr::Op(Op::Plus(period, rounding), operands) = law.exprs.get(moved) else {
        return None;
    };
    let [of] = operands.as_slice() else {
        return None;
    };
    let forward = match period {
        Period::Months(months) => *months > 0,
        Period::Days(days) => *days > 0,
    };
    let since = match law.exprs.get(*of) {
        Expr::In(input) if forward && !is_day(law, *input) => noun(law, *input),
        _ => return None,
    };
    let (period, lacking) = (period.in_words(), where_lacking(*period, *rounding));
    let length = match side {
        Side::Ahead => format!("less than {period}"),
        Side::UpTo => format!("{period} or less"),
        Side::On => format!("to the day {period}"),
        Side::From => format!("{period} or more"),
        Side::Past => format!("more than {period}"),
    };
    Some(format!("is {length} past the {since}{lacking}"))
}

pub(super) fn is_day(law: &Law, input: InputId) -> bool {
    matches!(law[input].kind, InputKind::Day | InputKind::LawDay)
}
