//! The persons on one side of a question as a union of cubes, each as short as it can be.
//!
//! A person and a day on the side give a cube over the whole vocabulary; conditions are dropped in
//! a fixed order as long as nobody on the other side fits. The result, a prime implicant, is
//! blocked, and the next person asked for. Every choice is made by asking what is possible, so
//! that the cubes do not depend on the solver.

use z3::ast::Bool;

use crate::calendar::{Day, Interval};
use crate::law::{Choices, InputId, InputKind, Law};
use crate::verdict::{Atom, Condition};

use super::super::chooser::Chooser;
use super::super::formula::{all, any, not};
use super::super::session::Session;
use super::super::solver::Calendar;
use super::super::undecided::Undecided;
use super::super::untold::Untold;
use super::vocabulary::{Cube, Vocabulary};

/// How much of one side is told.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// So many cubes.
    pub kinds: usize,
    /// Of a cube, so many conditions: no cube with more is told, and none that would follow it.
    pub conditions: usize,
}

impl Most {
    /// As much as a reader could use.
    pub const IN_FULL: Self = Self {
        kinds: 48,
        conditions: usize::MAX,
    };
}

/// A literal of a cube while it is shortened.
#[derive(Clone)]
enum Part {
    Of(Condition),
    Since(Day),
    Before(Day),
}

/// The persons whose cubes are asked for.
pub struct Persons<'a> {
    /// That somebody is one of them.
    pub inside: &'a Bool,
    /// That somebody is none of them; between the two is who is left open by a gap or conflict.
    pub outside: &'a Bool,
    /// The readings.
    pub choices: &'a Choices,
    /// A person whom the first ones of the cubes are to be like.
    pub like: Option<&'a Cube>,
    /// What all of them must meet besides.
    pub among: &'a [Bool],
}

/// The cubes of a side.
pub struct Kinds {
    pub cubes: Vec<Cube>,
    /// The first whole person they were made from.
    pub typical: Option<Cube>,
    /// There are persons on the side who are in none of them.
    pub further: bool,
}

/// All cubes of a side.
///
/// # Errors
/// Where there are too many, the words are too few, or the solver gives up.
pub fn primes(
    session: &mut Session<'_>,
    vocabulary: &Vocabulary,
    persons: &Persons<'_>,
) -> Result<Vec<Cube>, Untold> {
    // Persons are of as many kinds as there are steps by which they are told apart, and these are told in
    // one list: they are no reason to tell nothing.
    let steps = vocabulary.atoms.iter().filter(|atom| match atom {
        Atom::Member(input, _) => is_of_step(session.law, *input),
        _ => false,
    });
    let most = Most {
        kinds: Most::IN_FULL.kinds + steps.count(),
        ..Most::IN_FULL
    };
    let found = first_primes(session, vocabulary, persons, most)?;
    if found.further {
        let reason = "there are more kinds of persons than can be told apart";
        return Err(Undecided::TooMany(reason.to_owned()).into());
    }
    Ok(found.cubes)
}

/// The first cubes of a side: which they are depends on the law alone.
///
/// # Errors
/// Where the words are too few, or the solver gives up.
pub fn first_primes(
    session: &mut Session<'_>,
    vocabulary: &Vocabulary,
    persons: &Persons<'_>,
    most: Most,
) -> Result<Kinds, Untold> {
    let Persons {
        inside,
        outside,
        choices,
        like,
        among,
    } = *persons;
    let open = Bool::fresh_const("open");
    let fixed = session.choice_literals(choices);
    let mut cubes: Vec<Cube> = Vec::new();
    let mut typical = None;
    let mut further = false;
    loop {
        let mut person = fixed.clone();
        person.extend([inside.clone(), open.clone()]);
        person.extend(among.iter().cloned());
        let Some(person) = Chooser::new(session.solver, &person, Calendar::Ignored)? else {
            break;
        };
        if cubes.len() == most.kinds {
            further = true;
            break;
        }
        let whole = whole(session, person, vocabulary, like)?;
        typical.get_or_insert_with(|| assemble(&whole));
        let Some(cube) = shorten(session, whole, &fixed, outside, most.conditions)? else {
            further = true;
            break;
        };
        let formulas = session.cube(&cube);
        let block = any(formulas.iter().map(not).chain([not(&open)]));
        session.solver.assert(&block);
        cubes.push(cube);
    }
    let cubes = irredundant(session, cubes, &fixed)?;
    Ok(Kinds {
        cubes,
        typical,
        further,
    })
}

/// The conditions of a person on the side, as like a typical one as possible.
fn whole(
    session: &mut Session<'_>,
    mut person: Chooser<'_>,
    vocabulary: &Vocabulary,
    like: Option<&Cube>,
) -> Result<Vec<Part>, Undecided> {
    let mut conditions = Vec::new();
    for atom in &vocabulary.atoms {
        let preferred = like
            .and_then(|cube| cube.conditions.iter().find(|known| known.atom == *atom))
            .map_or(
                !matches!(atom, Atom::Flag(input)
                if session.law[*input].kind == crate::law::InputKind::Holding),
                |known| known.holds,
            );
        conditions.push([preferred, !preferred].map(|holds| Condition { atom: *atom, holds }));
    }
    let mut formulas = Vec::new();
    for either in &conditions {
        formulas.push(either.map(|one| session.condition(one)).to_vec());
    }
    let chosen = person.first_of_each(&formulas)?;
    let mut parts: Vec<Part> = conditions
        .iter()
        .zip(chosen)
        .filter_map(|(either, chosen)| Some(Part::Of(*either.get(chosen?)?)))
        .collect();
    // The latest days that are possible: what lasts is told before what is over.
    let mut latest = None;
    for day in vocabulary.days.iter().rev() {
        if person.take(session.since(*day))? {
            latest = Some(*day);
            break;
        }
    }
    for day in &vocabulary.days {
        let past = latest.is_some_and(|latest| *day <= latest);
        parts.push(if past {
            Part::Since(*day)
        } else {
            Part::Before(*day)
        });
    }
    Ok(parts)
}

/// Drops parts, the least telling first, as long as nobody on the other side fits; `None` where more
/// than so many stay.
fn shorten(
    session: &mut Session<'_>,
    mut parts: Vec<Part>,
    fixed: &[Bool],
    outside: &Bool,
    most: usize,
) -> Result<Option<Cube>, Untold> {
    let mut formulas: Vec<Bool> = parts.iter().map(|part| formula(session, part)).collect();
    let mut core: Option<Vec<Bool>> = None;
    let mut kept_parts = 0;
    for at in drop_order(session.law, &parts) {
        let Some(kept) = formulas
            .get(at)
            .filter(|formula| formula.as_bool() != Some(true))
            .cloned()
        else {
            continue;
        };
        let unused = core.as_ref().is_some_and(|core| !core.contains(&kept));
        if !unused {
            let mut ask: Vec<Bool> = fixed.to_vec();
            ask.push(outside.clone());
            let others = formulas
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            ask.extend(others.map(|(_, formula)| formula.clone()));
            if session.solver.plausible(&ask)? {
                kept_parts += 1;
                if core.is_some() && kept_parts > most {
                    return Ok(None);
                }
                continue;
            }
            core = Some(session.solver.core());
        }
        if let Some(formula) = formulas.get_mut(at) {
            *formula = Bool::from_bool(true);
        }
    }
    let mut at = 0;
    parts.retain(|_| {
        at += 1;
        formulas
            .get(at - 1)
            .is_some_and(|formula| formula.as_bool() != Some(true))
    });
    // Where even the whole person does not decide the question, the vocabulary is too poor.
    let mut ask: Vec<Bool> = fixed.to_vec();
    ask.push(outside.clone());
    ask.extend(parts.iter().map(|part| formula(session, part)));
    if core.is_none() && session.solver.plausible(&ask)? {
        return Err(Untold::WordsTooFew);
    }
    Ok(Some(assemble(&parts)))
}

fn formula(session: &mut Session<'_>, part: &Part) -> Bool {
    match part {
        Part::Of(condition) => session.condition(*condition),
        Part::Since(day) => session.since(*day),
        Part::Before(day) => {
            let since = session.since(*day);
            not(&since)
        }
    }
}

/// What is not done or chosen goes first, then bare comparisons and values, then days (the closest first), then what is said of the
/// person, the last declared first.
fn drop_order(law: &Law, parts: &[Part]) -> Vec<usize> {
    let rank = |part: &Part| match part {
        Part::Of(Condition {
            atom: Atom::Member(input, _),
            holds: false,
        }) if is_of_step(law, *input) => 0,
        Part::Of(Condition {
            atom: Atom::Compare(_),
            ..
        }) => 1,
        Part::Of(Condition {
            atom: Atom::Member(..),
            ..
        }) => 2,
        Part::Since(_) => 3,
        Part::Before(_) => 4,
        Part::Of(Condition {
            atom: Atom::Flag(_),
            ..
        }) => 5,
        Part::Of(Condition {
            atom: Atom::Define(_),
            ..
        }) => 6,
    };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| {
        let Some(part) = parts.get(*at) else {
            return (u8::MAX, 0);
        };
        let place = i64::try_from(*at).unwrap_or(i64::MAX);
        // The earliest of the days still ahead is the closest; of the others the last.
        (
            rank(part),
            if matches!(part, Part::Before(_)) {
                place
            } else {
                -place
            },
        )
    });
    order
}

/// Whether it says which step is being taken, what is chosen with it, or what becomes of it.
fn is_of_step(law: &Law, input: InputId) -> bool {
    matches!(
        law[input].kind,
        InputKind::Occasion | InputKind::Choice(_) | InputKind::Became
    )
}

fn assemble(parts: &[Part]) -> Cube {
    let mut cube = Cube {
        conditions: Vec::new(),
        days: Interval::ALWAYS,
    };
    for part in parts {
        match part {
            Part::Of(condition) => cube.conditions.push(*condition),
            Part::Since(day) => cube.days.from = cube.days.from.max(Some(*day)),
            Part::Before(day) => {
                cube.days.until = Some(cube.days.until.map_or(*day, |known| known.min(*day)));
            }
        }
    }
    cube
}

/// Leaves out what the other cubes cover.
fn irredundant(
    session: &mut Session<'_>,
    cubes: Vec<Cube>,
    fixed: &[Bool],
) -> Result<Vec<Cube>, Undecided> {
    let mut kept = cubes;
    let mut at = 0;
    while at < kept.len() {
        let mut ask = fixed.to_vec();
        for (other, cube) in kept.iter().enumerate() {
            let formulas = session.cube(cube);
            if other == at {
                ask.extend(formulas);
            } else {
                ask.push(not(&all(formulas)));
            }
        }
        if session.solver.plausible(&ask)? {
            at += 1;
        } else {
            kept.remove(at);
        }
    }
    Ok(kept)
}
