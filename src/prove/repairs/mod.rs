//! The smallest changes of rules that lead out of a dead end.

mod candidates;
mod changeable;
mod days;
mod openings;
mod polarity;
mod search;

use z3::ast::Bool;

use crate::calendar::Interval;
use crate::certify::bounds::FIRST_DAY;
use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, Claim, InputId, Law, Value};
use crate::verdict::{Caught, Edit, Frees, Repair, Repairs, RuleChange, Witness};

use super::Disagreement;
use super::classes::{self, Persons, primes};
use super::dead_end::Goal;
use super::formula::{all, any};
use super::reach::Want;
use super::scope::Scope;
use super::session::Session;
use super::solver::Solver;
use super::undecided::Undecided;
use super::untold::Untold;
use super::witness::Anchor;

use candidates::candidates;
use changeable::{Changeable, class};
use openings::openings;
use search::{CHANGES_LIMIT, Set, TOGETHER, only, places, smallest};

/// The smallest repairs of the dead end behind a claim, in each column.
///
/// # Errors
/// Where the solver gives up.
pub fn repairs(
    law: &Law,
    solver: &Solver,
    claim: &Claim,
    goal: Goal,
    columns: &[Choices],
) -> Result<Repairs, Untold> {
    let mut tried = candidates(law, goal.holding);
    let mut further = tried.len() > CHANGES_LIMIT;
    tried.truncate(CHANGES_LIMIT);
    let edits: Vec<Edit> = tried.iter().map(|one| one.edit.clone()).collect();
    let harmful = set_of(tried.iter().map(|one| !one.only_helps));
    let changeable = Changeable::new(law, &edits);
    let solver = solver.another();
    let mut changed = Changed::new(&changeable, &solver, law, claim, goal);

    let mut sets: Vec<Set> = Vec::new();
    for choices in columns {
        let mut leaves = |set| changed.leaves_somebody(set, choices);
        let (found, more) = smallest(edits.len(), harmful, &mut leaves)?;
        further |= more;
        for set in found {
            // Where nobody is left with no change, nobody is caught.
            if set != 0 && !sets.contains(&set) {
                sets.push(set);
            }
        }
    }
    let mut persons = Vec::new();
    for choices in columns {
        persons.push(changed.somebody_caught(claim, choices)?);
    }
    let mut found = Vec::new();
    let singly = (0..edits.len()).map(only).filter(|one| !sets.contains(one));
    for set in sets.iter().copied().chain(singly) {
        let mut frees = Vec::new();
        for (choices, person) in columns.iter().zip(&persons) {
            let one = changed.frees(set, choices)?;
            if let Some(person) = person {
                changed.replay(set, &one, person, claim)?;
            }
            frees.push(one);
        }
        if frees.iter().all(|frees| *frees == Frees::Nobody) {
            continue;
        }
        let own: Vec<&Edit> = places(set).filter_map(|at| edits.get(at)).collect();
        let sentences = sentences(law, &own);
        found.push(Repair {
            changes: places(set).collect(),
            frees,
            sentences,
            takes: changed.differing(set, columns, Side::Taken)?,
            gives: changed.differing(set, columns, Side::Given)?,
        });
    }
    let count = |repair: &Repair, wanted: fn(&Frees) -> bool| {
        repair.frees.iter().filter(|frees| wanted(frees)).count()
    };
    found.sort_by_cached_key(|repair| {
        (
            columns.len() - count(repair, |frees| *frees == Frees::All),
            columns.len() - count(repair, |frees| *frees != Frees::Nobody),
            repair.sentences,
            repair.takes.len() + repair.gives.len(),
            repair.changes.len(),
        )
    });
    let used: Vec<usize> = (0..edits.len())
        .filter(|at| found.iter().any(|repair| repair.changes.contains(at)))
        .collect();
    for repair in &mut found {
        for at in &mut repair.changes {
            *at = used.iter().position(|known| known == at).unwrap_or(0);
        }
    }
    let day = claim.from.unwrap_or(FIRST_DAY);
    let used = used.into_iter().filter_map(|at| edits.get(at)).cloned();
    Ok(Repairs {
        openings: openings(law, &solver, claim, goal, columns)?,
        changes: used
            .map(|edit| RuleChange {
                from: days::effective(law, &edit, day),
                edit,
                written: None,
            })
            .collect(),
        day,
        act: String::new(),
        found,
        together: TOGETHER,
        further,
    })
}

fn set_of(places: impl Iterator<Item = bool>) -> Set {
    let chosen = places.enumerate().filter(|(_, chosen)| *chosen);
    chosen.fold(0, |set, (place, _)| set | only(place))
}

/// How many sentences changes change: those quoted by the rules themselves, each once, and one for
/// each new rule.
fn sentences(law: &Law, edits: &[&Edit]) -> usize {
    let mut own = Vec::new();
    let mut count = 0;
    for edit in edits {
        let grounds = edit.rule().map(|rule| law.own_grounds(rule));
        match grounds {
            Some(grounds) if !grounds.is_empty() => {
                own.extend(
                    grounds
                        .iter()
                        .filter(|ground| !own.contains(ground))
                        .collect::<Vec<_>>(),
                );
            }
            _ => count += 1,
        }
    }
    count + own.len()
}

/// What is asked of persons who are not in the dead end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// What somebody could get, and can no longer.
    Taken,
    /// What somebody gets who was not caught.
    Given,
}

/// A law with changes, in a solver of its own.
struct Changed<'a> {
    session: Session<'a>,
    original: &'a Law,
    switches: &'a [InputId],
    goal: Goal,
    /// Where no change is made.
    unchanged: Scope,
    /// The days the claim is about, and whom, by the law without changes.
    days: Vec<Bool>,
    class: Vec<Bool>,
    /// The same days.
    window: Interval,
    /// The days of an amendment.
    amended: Bool,
}

impl<'a> Changed<'a> {
    fn new(
        changeable: &'a Changeable,
        solver: &'a Solver,
        original: &'a Law,
        claim: &Claim,
        goal: Goal,
    ) -> Self {
        let mut session = Session::new(&changeable.law, solver);
        let switches = &changeable.switches;
        let unchanged = changeable.unchanged(&mut session);
        let mut days = session.window(claim);
        days.extend(goal.is_covered(&mut session));
        let class = class(&mut session, unchanged, claim, days.clone());
        let amended = session.since(claim.from.unwrap_or(FIRST_DAY));
        Self {
            session,
            original,
            switches,
            goal,
            unchanged,
            days,
            class,
            window: claim.window(),
            amended,
        }
    }

    /// The literals that make these changes and no others.
    fn made(&mut self, set: Set) -> Vec<Bool> {
        let switches = self.switches.iter().enumerate();
        switches
            .map(|(at, switch)| self.session.is(*switch, usize::from(set & only(at) != 0)))
            .collect()
    }

    fn before(&mut self, goal: Goal, want: Want) -> Bool {
        goal.reach_in(&mut self.session, self.unchanged, want)
    }

    /// Whether there is somebody on real days of whom all this is so, with some changes.
    fn somebody(
        &mut self,
        set: Set,
        choices: &Choices,
        of_whom: &[Bool],
    ) -> Result<bool, Undecided> {
        let mut ask = self.made(set);
        ask.extend(of_whom.iter().cloned());
        let mut plain = ask.clone();
        plain.extend(self.session.choice_literals(choices));
        Ok(self.session.solver.plausible(&plain)? && self.session.real(&ask, choices)?)
    }

    /// Whether somebody the claim is about cannot get the goal with these changes.
    fn leaves_somebody(&mut self, set: Set, choices: &Choices) -> Result<bool, Undecided> {
        let mut of_whom = self.class.clone();
        of_whom.push(self.goal.reach(&mut self.session, Want::NotTrue));
        self.somebody(set, choices, &of_whom)
    }

    /// Whom these changes free on the days the claim is about.
    fn frees(&mut self, set: Set, choices: &Choices) -> Result<Frees, Untold> {
        if !self.leaves_somebody(set, choices)? {
            return Ok(Frees::All);
        }
        let caught = self.before(self.goal, Want::False);
        let freed = all([caught, self.goal.reach(&mut self.session, Want::True)]);
        let mut of_whom = self.days.clone();
        of_whom.push(freed.clone());
        if !self.somebody(set, choices, &of_whom)? {
            return Ok(Frees::Nobody);
        }
        Ok(Frees::Some(self.freed(set, choices, freed)?))
    }

    /// An ordinary person the claim is about.
    fn somebody_caught(
        &mut self,
        claim: &Claim,
        choices: &Choices,
    ) -> Result<Option<Witness>, Undecided> {
        let mut ask = self.made(0);
        ask.extend(self.class.iter().cloned());
        let anchor = claim.from.map_or(Anchor::Boundary, Anchor::Near);
        self.session.witness(&ask, choices, anchor)
    }

    /// Checks with the interpreter what the solver says of a person the claim is about.
    fn replay(
        &self,
        set: Set,
        frees: &Frees,
        person: &Witness,
        claim: &Claim,
    ) -> Result<(), Disagreement> {
        let law = self.session.law;
        let mut situation = Situation::of(law, person.day, person.values());
        for (at, switch) in self.switches.iter().enumerate() {
            situation.set(*switch, Value::Bool(set & only(at) != 0));
        }
        let free = self.goal.is_within(&mut Interpreter::new(law, &situation));
        let agrees = match frees {
            Frees::All => free,
            Frees::Some(_) => true,
            Frees::Nobody => !free,
        };
        if agrees {
            return Ok(());
        }
        Err(Disagreement {
            claim: claim.name.clone(),
            what: format!("on whom the changes {set:b} free, the interpreter about: {person:?}"),
        })
    }

    /// Exactly the persons who are freed on days the claim is about; or why the words of the law do not tell them.
    fn freed(
        &mut self,
        set: Set,
        choices: &Choices,
        freed: Bool,
    ) -> Result<Result<Vec<Caught>, String>, Untold> {
        let made = all(self.made(set));
        let inside = self.session.named(&all([made.clone(), freed]));
        let not_caught = self.before(self.goal, Want::NotFalse);
        let not_free = self.goal.reach(&mut self.session, Want::NotTrue);
        let outside = self
            .session
            .named(&all([made, any([not_caught, not_free])]));
        let (law, goal) = (self.original, self.goal);
        let (session, days) = (&mut self.session, &self.days);
        let needs = law.needs();
        let told = classes::in_words(
            |plain| goal.words(law, needs, plain),
            |vocabulary| {
                let persons = Persons {
                    inside: &inside,
                    outside: &outside,
                    choices,
                    like: None,
                    among: days,
                };
                primes(session, vocabulary, &persons)
            },
        );
        match told {
            Ok(cubes) => {
                let caught = cubes.into_iter().map(|cube| Caught {
                    conditions: cube.conditions,
                    days: self.window.intersect(&cube.days),
                });
                Ok(Ok(caught.collect()))
            }
            Err(reason @ (Untold::WordsTooFew | Untold::Undecided(Undecided::TooMany(_)))) => {
                Ok(Err(reason.to_string()))
            }
            Err(other) => Err(other),
        }
    }

    /// The holdings that somebody who is not caught can get otherwise than without the changes, in
    /// any of the columns.
    fn differing(
        &mut self,
        set: Set,
        columns: &[Choices],
        side: Side,
    ) -> Result<Vec<InputId>, Undecided> {
        let mut found = Vec::new();
        for holding in self.original.holdings() {
            let on_the_day = Goal::on_the_day(holding);
            let mut of_whom = match side {
                Side::Taken => vec![
                    self.before(on_the_day, Want::True),
                    on_the_day.reach(&mut self.session, Want::NotTrue),
                ],
                Side::Given => vec![
                    self.before(self.goal, Want::NotFalse),
                    self.before(on_the_day, Want::NotTrue),
                    on_the_day.reach(&mut self.session, Want::True),
                ],
            };
            of_whom.push(self.amended.clone());
            for choices in columns {
                if self.somebody(set, choices, &of_whom)? {
                    found.push(holding);
                    break;
                }
            }
        }
        Ok(found)
    }
}
