//! What comes out otherwise on two sides of a law, and for whom.

mod cells;
mod unanswered;

use z3::ast::Bool;

use crate::calendar::{Day, Interval};
use crate::diff::Question;
use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, Expr, ExprId, InputId, Law, Value};
use crate::verdict::{Affected, Atom, Caught, Condition, Difference, Region, Turn, Witness};

use super::classes::{Cube, Persons, Vocabulary, in_words, primes};
use super::formula::{all, any};
use super::reach::Want;
use super::session::Session;
use super::unasked::unasked_verdict;
use super::untold::Untold;
use super::witness::Anchor;
use super::workers::side_by_side;
use super::{Disagreement, Run};
use cells::Cell;
use unanswered::Touched;

/// Decides questions about two sides of a law; examples are looked for `near` a day, if one is
/// named. Most of them are answered by one question to the solver. In the order of the questions.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn differences<'r>(
    law: &Law,
    questions: &[Question],
    near: Option<Day>,
    run: impl Into<Run<'r>>,
) -> Result<Vec<Difference>, Disagreement> {
    let found = side_by_side(law, run.into(), questions, |session, question| {
        difference(session, question, near)
    });
    let found: Result<Vec<Vec<Difference>>, Disagreement> = found.into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

/// More sets of readings are not told apart.
const REGIONS_LIMIT: usize = 8;

/// A difference for each set of readings on which other persons are touched.
fn difference(
    session: &mut Session<'_>,
    question: &Question,
    near: Option<Day>,
) -> Result<Vec<Difference>, Disagreement> {
    let law = session.law;
    let Some(verdict) = unasked_verdict(session, question.claim, false)? else {
        return Ok(Vec::new());
    };
    let nobody_told = |reason: &str| Difference {
        about: question.about,
        turn: question.turn,
        region: Region::nothing(),
        persons: Err(reason.to_owned()),
        readings: Vec::new(),
        example: None,
        others: Vec::new(),
        others_untold: None,
        verdict: verdict.clone(),
    };
    if let Some(reason) = &verdict.undecided {
        return Ok(vec![nobody_told(&reason.because)]);
    }
    let mut found: Vec<Difference> = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    for refuted in cells::narrowest_first(&verdict.refuted) {
        let told = cells.iter().flat_map(|cell| &cell.region.0);
        let region = Region(refuted.cube.without(law, told));
        let Some(first) = region.0.first() else {
            continue;
        };
        if cells.len() == REGIONS_LIMIT {
            let reason = "it differs by more sets of readings than can be told apart";
            found.push(Difference {
                region,
                ..nobody_told(reason)
            });
            break;
        }
        let choices = cells::choices(first, &refuted.witness);
        let kinds = match kinds(session, question, &choices) {
            Ok(kinds) => kinds,
            Err(reason) => {
                let persons = Err(reason.in_words(&law[question.claim])?);
                let same = found.iter_mut().find(|known| known.persons == persons);
                match same {
                    Some(known) => known.region.0.extend(region.0.clone()),
                    None => found.push(Difference {
                        region: region.clone(),
                        persons,
                        readings: cells::readings(law, &choices),
                        example: Some(refuted.witness.clone()),
                        ..nobody_told("")
                    }),
                }
                Vec::new()
            }
        };
        cells.push(Cell {
            region,
            choices,
            kinds,
        });
    }
    let is_alone = |kind: &Cube| is_by_value(law, question, kind);
    for group in cells::groups(law, &cells, &verdict.proved, is_alone) {
        let Some(cell) = cells.get(group.cell) else {
            continue;
        };
        let mut whom = inside(session, question).0;
        if group.kinds != cell.kinds {
            let kinds = group.kinds.iter().map(|kind| all(session.cube(kind)));
            let kinds: Vec<_> = kinds.collect();
            whom = all([whom, any(kinds)]);
        }
        let anchor = near.map_or(Anchor::Boundary, Anchor::Near);
        let example = session.witness(std::slice::from_ref(&whom), &cell.choices, anchor);
        let told = Difference {
            region: group.region,
            readings: cells::readings(law, &cell.choices),
            ..nobody_told("")
        };
        found.push(match example {
            Ok(example) => {
                if let Some(example) = &example {
                    agrees(law, question, example)?;
                }
                let touched = Touched {
                    whom,
                    choices: &cell.choices,
                    anchor,
                };
                let others = unanswered::others(session, question, &touched, example.as_ref());
                let others_untold = match others.cut {
                    Some(reason) => Some(Untold::from(reason).in_words(&law[question.claim])?),
                    None => None,
                };
                for other in &others.found {
                    agrees(law, question, other)?;
                }
                let caught = group.kinds.into_iter().map(|cube| Caught {
                    conditions: cube.conditions,
                    days: cube.days,
                });
                Difference {
                    persons: Ok(caught.collect()),
                    example,
                    others: others.found,
                    others_untold,
                    ..told
                }
            }
            Err(reason) => Difference {
                persons: Err(Untold::from(reason).in_words(&law[question.claim])?),
                ..told
            },
        });
    }
    Ok(found)
}

/// That somebody is touched, and that somebody is certainly not.
fn inside(session: &mut Session<'_>, question: &Question) -> (Bool, Bool) {
    let law = session.law;
    let claim = &law[question.claim];
    let mut inside = vec![session.question(claim.claim, Want::NotTrue)];
    let mut outside = vec![session.question(claim.claim, Want::True)];
    for part in &claim.for_whom {
        inside.push(session.question(*part, Want::True));
        outside.push(session.question(*part, Want::NotTrue));
    }
    (all(inside), any(outside))
}

/// The kinds of persons whom a change touches under readings. Where only their values tell them from
/// others, those for whom it rises, and those for whom it falls.
fn kinds(
    session: &mut Session<'_>,
    question: &Question,
    choices: &Choices,
) -> Result<Vec<Cube>, Untold> {
    let law = session.law;
    let claim = &law[question.claim];
    let asked: Vec<ExprId> = std::iter::once(claim.claim)
        .chain(claim.for_whom.iter().copied())
        .collect();
    let (inside, outside) = inside(session, question);
    let goals: Vec<InputId> = match question.about {
        Affected::Reach(holding) => vec![holding],
        _ => Vec::new(),
    };
    let needs = session.needs();
    let same = same_value(law, question);
    let words = |plain| {
        let mut words = Vocabulary::of(law, &needs, &asked, &goals, plain);
        words.add(&question.words);
        if let Some(element) = &question.element {
            words.of_element(law, element.list, element.is_there, &element.said);
        }
        words
    };
    let cubes = in_words(words, |vocabulary| {
        let persons = Persons {
            inside: &inside,
            outside: &outside,
            choices,
            like: None,
            among: &[],
        };
        primes(session, vocabulary, &persons)
    });
    // That the value is another is a word as well, by which all are told whom the others do not tell.
    let says_no_more = |cubes: &[Cube], same| {
        let mut conditions = cubes.iter().flat_map(|cube| &cube.conditions);
        conditions.any(|one| one.atom == Atom::Compare(same))
    };
    match (cubes, same) {
        (Ok(cubes), Some(same)) if !says_no_more(&cubes, same) => Ok(cubes),
        (Ok(_) | Err(Untold::WordsTooFew), Some(same)) => {
            let mut found = Vec::new();
            for kind in by_value(question, same) {
                let mut so = session.cube(&kind);
                so.push(inside.clone());
                if session.real(&so, choices)? {
                    found.push(kind);
                }
            }
            Ok(found)
        }
        (cubes, _) => cubes,
    }
}

/// That a value is the same on both sides, where it is asked for whom it is not.
fn same_value(law: &Law, question: &Question) -> Option<ExprId> {
    let mut whom = law[question.claim].for_whom.iter();
    whom.find_map(|whom| match law.exprs.get(*whom) {
        Expr::Not(same) if question.turn == Turn::Differs => Some(*same),
        _ => None,
    })
}

/// Everybody who has another value, told by nothing but that: for whom it rises and for whom it falls,
/// where values have an order.
fn by_value(question: &Question, same: ExprId) -> Vec<Cube> {
    let moves = question.moves.iter().map(|is| (*is, true));
    let mut ways: Vec<(ExprId, bool)> = moves.collect();
    if ways.is_empty() {
        ways.push((same, false));
    }
    let ways = ways.into_iter();
    ways.map(|(is, holds)| Cube {
        conditions: vec![Condition {
            atom: Atom::Compare(is),
            holds,
        }],
        days: Interval::ALWAYS,
    })
    .collect()
}

/// Nothing is said together with those of whom the value alone is said.
fn is_by_value(law: &Law, question: &Question, kind: &Cube) -> bool {
    same_value(law, question).is_some_and(|same| by_value(question, same).contains(kind))
}

/// Whether two outcomes, where there are such, differ in this way.
pub(super) fn is_turn(turn: Turn, before: Option<Value>, after: Option<Value>) -> bool {
    let truth = |value| Some(Value::Bool(value));
    match turn {
        Turn::Begins => before == truth(false) && after == truth(true),
        Turn::Ends => before == truth(true) && after == truth(false),
        Turn::Differs => before.is_some() && after.is_some() && before != after,
        Turn::Lapses => before.is_some() && after.is_none(),
        Turn::Arises => before.is_none() && after.is_some(),
    }
}

/// Checks by the interpreter that the person is touched in this way.
fn agrees(law: &Law, question: &Question, example: &Witness) -> Result<(), Disagreement> {
    let situation = Situation::of(law, example.day, example.values());
    let mut interpreter = Interpreter::new(law, &situation);
    let before = interpreter.evaluate(question.before).value();
    let after = interpreter.evaluate(question.after).value();
    if is_turn(question.turn, before, after) {
        return Ok(());
    }
    Err(Disagreement {
        claim: law[question.claim].name.clone(),
        what: format!(
            "Z3 finds a person whom the change touches, the interpreter says {before:?} and \
             {after:?}: {example:?}"
        ),
    })
}
