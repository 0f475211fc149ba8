//! Conditions that have no answer on some days, or of somebody: what compares with a parameter before its
//! first value neither holds nor does its opposite.

use std::collections::BTreeMap;

use z3::ast::Bool;

use crate::calendar::{Day, Interval};
use crate::law::{Choices, ExprId, Law, Type, cone};
use crate::verdict::{Atom, Condition, DeadEnd};

use super::super::classes::Cube;
use super::super::day_range::days_in;
use super::super::encode::Encoded;
use super::super::formula::not;
use super::super::session::Session;
use super::super::undecided::Undecided;
use super::Goal;

/// Narrows the days of cubes to those on which their conditions have an answer for anybody. The cubes stay
/// the same persons: words say on which days there are any.
pub fn on_days_with_answers<'c>(
    session: &mut Session<'_>,
    choices: &Choices,
    cubes: impl Iterator<Item = &'c mut Cube>,
) -> Result<(), Undecided> {
    let fixed = session.choice_literals(choices);
    // Most conditions stand in several cubes.
    let mut known: BTreeMap<Atom, Interval> = BTreeMap::new();
    for Cube { conditions, days } in cubes {
        for Condition { atom, .. } in conditions {
            let answered = match known.get(atom) {
                Some(answered) => *answered,
                None => {
                    let answered = days_with_answers(session, &fixed, *atom)?;
                    known.insert(*atom, answered);
                    answered
                }
            };
            *days = days.intersect(&answered);
        }
    }
    Ok(())
}

/// From the first to the last day on which a condition has an answer for anybody, as far as rules begin or end.
fn days_with_answers(
    session: &mut Session<'_>,
    fixed: &[Bool],
    atom: Atom,
) -> Result<Interval, Undecided> {
    let mut answered = Interval::ALWAYS;
    let Some(days) = days_behind(session.law, atom) else {
        return Ok(answered);
    };
    if !may_lack(session, fixed, atom)? {
        return Ok(answered);
    }
    for day in &days {
        let before = not(&session.since(*day));
        if is_answered(session, fixed, atom, &before)? {
            break;
        }
        answered.from = Some(*day);
    }
    for day in days.iter().rev() {
        let since = session.since(*day);
        if is_answered(session, fixed, atom, &since)? {
            break;
        }
        answered.until = Some(*day);
    }
    Ok(answered)
}

/// Whether a condition has an answer for somebody on some of these days.
fn is_answered(
    session: &mut Session<'_>,
    fixed: &[Bool],
    atom: Atom,
    on: &Bool,
) -> Result<bool, Undecided> {
    for answer in either(session, atom) {
        let mut ask = fixed.to_vec();
        ask.extend([answer, on.clone()]);
        if session.solver.plausible(&ask)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Of the conditions by which those who are caught or not eligible are told apart, those that have no answer
/// of somebody who is out of reach on some of these readings. Who has a date ahead of the day does not count:
/// nobody asks the age of the unborn.
pub fn unanswered(
    session: &mut Session<'_>,
    goal: Goal,
    combinations: &[Choices],
    found: &DeadEnd,
) -> Result<Vec<Atom>, Undecided> {
    let columns = found.columns.iter();
    let caught = columns.flat_map(|column| column.caught.iter().chain(&column.not_eligible));
    let mut atoms: Vec<Atom> = caught
        .flat_map(|caught| &caught.conditions)
        .map(|condition| condition.atom)
        .filter(|atom| days_behind(session.law, *atom).is_some())
        .collect();
    atoms.sort_unstable();
    atoms.dedup();
    let mut lacking = Vec::new();
    for atom in atoms {
        for choices in combinations {
            let fixed = session.choice_literals(choices);
            if !may_lack(session, &fixed, atom)? {
                continue;
            }
            let mut ask = fixed;
            ask.extend(either(session, atom).iter().map(not));
            ask.extend(no_dates_ahead(session));
            ask.push(goal.sides(session).0);
            if session.solver.plausible(&ask)? {
                lacking.push(atom);
                break;
            }
        }
    }
    Ok(lacking)
}

/// That a condition holds, and that its opposite does.
fn either(session: &mut Session<'_>, atom: Atom) -> [Bool; 2] {
    [true, false].map(|holds| session.condition(Condition { atom, holds }))
}

fn may_lack(session: &mut Session<'_>, fixed: &[Bool], atom: Atom) -> Result<bool, Undecided> {
    let mut ask = fixed.to_vec();
    ask.extend(either(session, atom).iter().map(not));
    session.solver.plausible(&ask)
}

/// The days on which rules behind a condition begin or end, ascending; nothing of one that is given, and has
/// an answer on each day.
fn days_behind(law: &Law, atom: Atom) -> Option<Vec<Day>> {
    let root: ExprId = match atom {
        Atom::Define(term) => law[term].otherwise?,
        Atom::Compare(id) => id,
        Atom::Flag(_) | Atom::Member(..) => return None,
    };
    let mut days = Vec::new();
    for rule in &cone(law, [root]).rules {
        for bound in law[*rule].bounds() {
            days_in(law, bound, &mut days);
        }
    }
    days.sort_unstable();
    days.dedup();
    Some(days)
}

/// That no date of a person is ahead of the day.
fn no_dates_ahead(session: &mut Session<'_>) -> Vec<Bool> {
    let law = session.law;
    let number = |session: &mut Session<'_>, input| match session.encoder.variable(input) {
        Encoded::Number(number, _) => Some(number),
        _ => None,
    };
    let Some(day) = law.day().and_then(|day| number(session, day)) else {
        return Vec::new();
    };
    let person = std::rc::Rc::clone(&session.person);
    let dates = person.iter().filter(|input| law[**input].ty == Type::Date);
    dates
        .filter_map(|date| Some(number(session, *date)?.le(day.clone())))
        .collect()
}
