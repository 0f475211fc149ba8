//! Conditions as verb phrases said of a person: "is 16 or older", "has no visa in effect".

use crate::law::{
    Expr, ExprId, Input, InputId, InputKind, Law, Op, Phrases, Term, TermId, TermRole, Type, Value,
    plain,
};
use crate::verdict::{Atom, Condition};

use super::circumstance::circumstances;
use super::element::{bound_element, fold_phrase, of_place};
use super::lasting::{ever_phrase, said};
use super::names::{noun, value};
use super::reading::{reading_answered, reading_asked};
use super::relative::{beside_element, one_for_which};
use super::seen::{
    CUT, as_written, constant, in_time, is_long, is_step, some_day, telling, within_limit,
};
use super::step::{State, infinitive, possibility, some_possibility, step_does, step_to_do};
use super::verb::another;
use super::{Phrase, clause, comparison};

/// A condition of a verdict.
pub fn condition(law: &Law, condition: Condition) -> String {
    condition_phrase(law, condition).words()
}

/// A condition of a verdict, as a phrase.
pub fn condition_phrase(law: &Law, condition: Condition) -> Phrase {
    let Condition { atom, holds } = condition;
    match atom {
        Atom::Define(term) => term_phrase(law, term, holds),
        Atom::Flag(input) => of_input(law, input, input_phrase(law, input, holds)),
        Atom::Member(input, value) => of_input(law, input, member(law, input, value, holds)),
        Atom::Compare(expr) => phrase(law, expr, holds),
    }
}

/// A yes-or-no expression, or that it does not hold.
pub fn said_of_person(law: &Law, expr: ExprId, holds: bool) -> String {
    phrase(law, expr, holds).words()
}

/// The conjuncts of an expression, one phrase each; steps that a claim speaks of are one.
pub fn conditions(law: &Law, expr: ExprId, holds: bool) -> Vec<Phrase> {
    match law.exprs.get(expr) {
        _ if said(law, expr).is_some() => vec![phrase(law, expr, holds)],
        Expr::And(parts) if holds => parts_of(law, parts, holds),
        Expr::Or(parts) if !holds && some_possibility(law, parts).is_none() => {
            parts_of(law, parts, holds)
        }
        Expr::Not(inner) => conditions(law, *inner, !holds),
        _ => vec![phrase(law, expr, holds)],
    }
}

/// A yes-or-no expression as a phrase, or that it does not hold.
pub fn phrase(law: &Law, expr: ExprId, holds: bool) -> Phrase {
    if let Some((state, step, 1)) = possibility(law, &[expr]) {
        return can(state, &step, holds);
    }
    if let Some(input) = said(law, expr) {
        return of_input(law, input, input_phrase(law, input, holds));
    }
    if let Some(holding) = some_day(law, expr) {
        let reach = in_time(holds);
        return Phrase::one(format!("has {} {reach}", noun(law, holding)));
    }
    if let Some(value) = constant(law, expr) {
        return Phrase::one(if value == holds {
            "is any person"
        } else {
            "is nobody"
        });
    }
    match as_written(law, expr) {
        Expr::Lit(_) | Expr::Stands(_) => for_whom(law, expr, holds),
        Expr::In(input) => of_input(law, *input, input_phrase(law, *input, holds)),
        Expr::Not(inner) => phrase(law, *inner, !holds),
        Expr::And(parts) if holds => Phrase::all(parts_of(law, parts, true)),
        Expr::And(parts) => Phrase::any(parts_of(law, parts, false)),
        Expr::Or(parts) => {
            if let Some((state, step)) = some_possibility(law, parts) {
                return can(state, &step, holds);
            }
            let parts = parts_of(law, parts, holds);
            if holds {
                Phrase::any(parts)
            } else {
                Phrase::all(parts)
            }
        }
        Expr::If(condition, yes, no) => {
            let branch = |of: ExprId, side: bool| {
                let known = constant(law, of);
                let asked = reading_asked(law, *condition, side).map(Phrase::beside);
                match (known, asked) {
                    (Some(value), _) if value != holds => None,
                    (Some(_), _) => Some(part(law, *condition, side)),
                    (None, Some(asked)) => Some(Phrase::all(vec![part(law, of, holds), asked])),
                    (None, None) => Some(Phrase::all(vec![
                        part(law, *condition, side),
                        part(law, of, holds),
                    ])),
                }
            };
            let branches: Vec<Phrase> = [branch(*yes, true), branch(*no, false)]
                .into_iter()
                .flatten()
                .collect();
            if branches.is_empty() {
                Phrase::one("is nobody")
            } else {
                Phrase::any(branches)
            }
        }
        Expr::Call(term) => term_phrase(law, *term, holds),
        Expr::Op(op, operands) => {
            if let Some(told) = reading_asked(law, expr, holds) {
                return Phrase::for_whom(told);
            }
            comparison(law, *op, operands, holds).map_or_else(
                || for_whom(law, expr, holds),
                |said| compared(law, operands, said),
            )
        }
        Expr::Reach(holding) => {
            let reach = if holds {
                "within reach"
            } else {
                "out of reach"
            };
            Phrase::one(format!("has {} {reach}", noun(law, *holding)))
        }
        Expr::With(bindings, inner) => {
            let inner = part(law, *inner, holds);
            if let Some((list, place)) = bound_element(law, bindings.iter().copied()) {
                return Phrase::of_element(of_place(law, list, place, inner));
            }
            let inner = inner.words();
            Phrase::one(format!("{inner}{}", circumstances(law, bindings).words()))
        }
    }
}

/// A part of a phrase: what is too long for a reader is not told.
pub(super) fn part(law: &Law, expr: ExprId, holds: bool) -> Phrase {
    if is_long(law, expr) && !is_step(law, expr) {
        Phrase::one(CUT)
    } else {
        phrase(law, expr, holds)
    }
}

/// The last resort: a sentence about things.
pub(super) fn for_whom(law: &Law, expr: ExprId, holds: bool) -> Phrase {
    let sentence = clause(law, expr, holds);
    match law.said_of_element(expr) {
        Some(record) => one_for_which(law, record, sentence),
        None => Phrase::for_whom(sentence),
    }
}

fn can(state: State, step: &str, holds: bool) -> Phrase {
    Phrase::one(match (state, holds) {
        (State::Possible, true) => format!("can {step}"),
        (State::Possible, false) => format!("cannot {step}"),
        (State::Open, true) => format!("has a way open to {step}"),
        (State::Open, false) => format!("has no way open to {step}"),
    })
}

/// Parts of a conjunction or disjunction; several conjuncts may speak of one step. Where the
/// conjunction is denied, a step of several conjuncts is not possible.
fn parts_of(law: &Law, parts: &[ExprId], holds: bool) -> Vec<Phrase> {
    let parts = telling(law, parts);
    let spoken_of = parts.iter().find_map(|part| law.said_of_element(*part));
    let (mut phrases, mut readings) = (Vec::new(), Vec::new());
    let mut taken = 0;
    let within = within_limit(law, &parts);
    for (at, (part, cut)) in within.iter().enumerate() {
        if at < taken {
            continue;
        }
        let rest = parts.get(at..).unwrap_or_default();
        if let Some((state, step, conjuncts)) = possibility(law, rest) {
            phrases.push(can(state, &step, holds));
            taken = at + conjuncts;
        } else if *cut {
            phrases.push(Phrase::one(CUT));
        } else if let Some(told) = reading_asked(law, *part, holds) {
            readings.push(Phrase::beside(told));
        } else {
            let said = phrase(law, *part, holds);
            phrases.push(match spoken_of {
                Some(record) => beside_element(law, record, *part, said),
                None => said,
            });
        }
    }
    if let (true, Some(first)) = (phrases.is_empty(), readings.first_mut()) {
        *first = Phrase::for_whom(first.clone().words());
    }
    // After what is said of the person, a sentence of its own may stand.
    phrases.extend(readings);
    if taken.max(within.len()) < parts.len() {
        phrases.push(Phrase::one(CUT));
    }
    phrases
}

/// What is said of an input, which may be one of an element.
fn of_input(law: &Law, input: InputId, said: String) -> Phrase {
    match law.slot(input) {
        Some(_) => Phrase::of_element(said),
        None => Phrase::one(said),
    }
}

/// What is said by a comparison, which may be one of elements, or end in what is so otherwise.
fn compared(law: &Law, operands: &[ExprId], said: String) -> Phrase {
    let of_element = operands
        .iter()
        .any(|operand| match law.exprs.get(*operand) {
            Expr::In(input) => law.slot(*input).is_some(),
            Expr::Call(term) => match law[*term].role {
                TermRole::Fold(fold) => fold.condition.is_some() || fold.otherwise.is_some(),
                _ => false,
            },
            _ => false,
        });
    match of_element {
        true => Phrase::of_element(said),
        false => Phrase::one(said),
    }
}

/// A yes-or-no input.
pub fn input_phrase(law: &Law, input: InputId, holds: bool) -> String {
    if let (Some((list, place)), Some(field)) = (law.slot(input), law.field(input)) {
        return of_place(
            law,
            list,
            place,
            Phrase::one(input_phrase(law, field, holds)),
        );
    }
    let Input {
        name,
        kind,
        phrases,
        ..
    } = &law[input];
    // A parameter has no words of its own.
    if let InputKind::Choice(_) = kind {
        let verb = if holds { "chooses" } else { "does not choose" };
        return format!("{verb} “{}”", plain(name));
    }
    ever_phrase(law, input, holds).unwrap_or_else(|| yes_or_no(phrases, name, holds))
}

/// A term; a define without words is replaced by its meaning.
pub(super) fn term_phrase(law: &Law, term: TermId, holds: bool) -> Phrase {
    let Term {
        phrases,
        name,
        role,
        otherwise,
        ..
    } = &law[term];
    let told = if holds { &phrases.yes } else { &phrases.no };
    match (told, role, otherwise) {
        (_, TermRole::Fold(fold), _) => fold_phrase(law, *fold, holds),
        (None, TermRole::Define, Some(meaning)) => part(law, *meaning, holds),
        (None, TermRole::Open(step), _) => can(State::Open, &step_to_do(law, *step), holds),
        (None, TermRole::Overdue(step) | TermRole::Deadline(step), _) => {
            let is_overdue = matches!(role, TermRole::Overdue(_));
            let words = match (is_overdue, holds) {
                (true, true) => "is overdue",
                (true, false) => "is not overdue",
                (false, true) => "has let the time pass",
                (false, false) => "has not let the time pass",
            };
            let words = format!("{words} to {}", infinitive(law, *step));
            match law[*step].bearer() {
                Some(who) => Phrase::for_whom(format!("{who} {words}")),
                None => Phrase::one(words),
            }
        }
        (None, TermRole::Requirement(step), _) => {
            let held = if holds { "all" } else { "not all" };
            Phrase::one(format!(
                "has {held} that is required to {}",
                step_to_do(law, *step)
            ))
        }
        _ => Phrase::one(yes_or_no(phrases, name, holds)),
    }
}

/// An input has a value.
pub fn member(law: &Law, input: InputId, of: Value, holds: bool) -> String {
    if let Value::Bool(yes) = of {
        return input_phrase(law, input, yes == holds);
    }
    if let (Some((list, place)), Some(field)) = (law.slot(input), law.field(input)) {
        return of_place(law, list, place, Phrase::one(member(law, field, of, holds)));
    }
    let declared = &law[input];
    match declared.kind {
        InputKind::Occasion => occasion(law, of, holds),
        InputKind::Became => became(of, holds).to_owned(),
        InputKind::Choice(_) if holds => format!("chooses “{}”", value(law, of)),
        InputKind::Choice(_) => format!("does not choose “{}”", value(law, of)),
        InputKind::Reading => Phrase::for_whom(reading_answered(law, input, of, holds)).words(),
        _ => {
            let words = value(law, of);
            let prefix = if holds {
                &declared.phrases.yes
            } else {
                &declared.phrases.no
            };
            match (prefix, declared.ty, holds) {
                (Some(prefix), Type::Enum(_), _) => format!("{prefix} {words}"),
                (
                    _,
                    Type::Date | Type::Int | Type::Decimal | Type::Money(_) | Type::Period(_),
                    true,
                ) => having(law, input, &words),
                (_, _, true) => format!("has the {} “{words}”", noun(law, input)),
                (_, Type::Enum(_), false) => {
                    format!("has {} than “{words}”", another(&noun(law, input)))
                }
                (_, _, false) => format!("has {} than {words}", another(&noun(law, input))),
            }
        }
    }
}

/// A number, amount, period or day of a person: "has the payment 500.00 crowns"; where the words of a
/// fact say what one does with it, "receives a payment of 500.00 crowns".
pub(super) fn having(law: &Law, input: InputId, words: &str) -> String {
    let declared = &law[input];
    match &declared.phrases.yes {
        Some(prefix) if declared.ty != Type::Date => format!("{prefix} {words}"),
        _ => format!("has the {} {words}", noun(law, input)),
    }
}

/// The step being taken.
fn occasion(law: &Law, of: Value, holds: bool) -> String {
    match (law.step_of(of), holds) {
        (Some(step), true) => step_does(law, step),
        (Some(step), false) => format!("does not {}", step_to_do(law, step)),
        (None, true) => "takes no step".to_owned(),
        (None, false) => "takes a step".to_owned(),
    }
}

/// What became of the step being taken.
fn became(of: Value, holds: bool) -> &'static str {
    match (of.place(), holds) {
        (Some(0), true) => "gets it done",
        (Some(0), false) => "does not get it done",
        (Some(1), true) => "is refused it or refuses it",
        (Some(1), false) => "neither is refused it nor refuses it",
        (_, true) => "fails in it",
        (_, false) => "does not fail in it",
    }
}

fn yes_or_no(phrases: &Phrases, name: &str, holds: bool) -> String {
    let (told, word) = if holds {
        (&phrases.yes, "yes")
    } else {
        (&phrases.no, "no")
    };
    match (told, &phrases.yes, &phrases.main) {
        (Some(told), ..) => told.clone(),
        (None, Some(yes), _) => format!("is not one of whom it is said: {yes}"),
        (None, None, main) => {
            let name = main.clone().unwrap_or_else(|| plain(name));
            format!("has “{word}” for {name}")
        }
    }
}

/// The norm on an act: what a person must, may, must not or need not do.
fn norm(law: &Law, term: TermId, place: u32, holds: bool) -> Option<String> {
    let TermRole::Norm(step) = law[term].role else {
        return None;
    };
    let step = infinitive(law, step);
    Some(match (place, holds) {
        (Term::MAY, true) => format!("may {step}, and need not"),
        (Term::MAY, false) => format!("has no rule that says: may {step}"),
        (Term::MUST, true) => format!("must {step}"),
        (Term::MUST, false) => format!("need not {step}"),
        (Term::MUST_NOT, true) => format!("must not {step}"),
        (Term::MUST_NOT, false) => format!("is not forbidden to {step}"),
        (_, true) => format!("has no rule on whether to {step}"),
        (_, false) => format!("has a rule on whether to {step}"),
    })
}

/// A norm compared with one of its values: what is said of the person, or of somebody else, who is
/// named.
pub(super) fn norm_of<'l>(
    law: &'l Law,
    op: Op,
    operands: &[ExprId],
    holds: bool,
) -> Option<(Option<&'l str>, String)> {
    let ([left, right], Op::Equal) = (operands, op) else {
        return None;
    };
    let (Expr::Call(term), Expr::Lit(Value::Member(_, place))) =
        (law.exprs.get(*left), law.exprs.get(*right))
    else {
        return None;
    };
    let TermRole::Norm(step) = law[*term].role else {
        return None;
    };
    let words = norm(law, *term, *place, holds)?;
    Some((law[step].bearer(), words))
}
