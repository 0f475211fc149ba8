//! The days of the law on which a dead end opens or closes, and what begins or ends on them.

use z3::ast::{Bool, Int};

use crate::calendar::Day;
use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, Claim, ExprId, InputId, Law, RuleId, Value, WrittenId, cone};
use crate::verdict::{Cause, Edit, Opening};

use super::super::dates::packed;
use super::super::day_range::boundaries;
use super::super::dead_end::Goal;
use super::super::encode::{Encoded, Encoder};
use super::super::reach::Want;
use super::super::scope::Scope;
use super::super::session::Session;
use super::super::solver::Solver;
use super::super::undecided::Undecided;
use super::changeable::{Changeable, class};

/// For each day on which rules begin or end: whether somebody whom the claim is about, on whatever
/// day it is about, is caught by the law of that day and was not by the law of the day before, on the
/// same facts; or the other way round. Where waiting is asked about it is whether somebody whom it is
/// about on that day is caught for good on it, and on the day before was not. The causes are the rules of which it is enough, for
/// somebody, that what begins had not begun, or that what ends went on.
///
/// # Errors
/// Where the solver gives up.
pub fn openings(
    law: &Law,
    solver: &Solver,
    claim: &Claim,
    goal: Goal,
    columns: &[Choices],
) -> Result<Vec<Opening>, Undecided> {
    let gates = law.needs().gates_behind(law, goal.holding);
    let relevant = cone(law, gates).rules;
    let turning: Vec<WrittenId> = (0..law.written.len())
        .map(WrittenId::at)
        .filter(|id| law[*id].rules.iter().any(|rule| relevant.contains(rule)))
        .collect();
    let mut found: Vec<Opening> = Vec::new();
    for day in boundaries(law) {
        for (column, choices) in columns.iter().enumerate() {
            let causes = on_day(law, &turning, choices, day);
            if causes.is_empty() {
                continue;
            }
            let edits: Vec<Edit> = causes.iter().map(Cause::undone).collect();
            let changeable = Changeable::new(law, &edits);
            let solver = solver.another();
            let mut turn = Turn::new(&changeable, &solver, claim, goal, day);
            for opens in [true, false] {
                let Some(causes) = turn.causes(opens, &causes, choices)? else {
                    continue;
                };
                let same = |known: &&mut Opening| {
                    known.day == day && known.opens == opens && known.causes == causes
                };
                match found.iter_mut().find(same) {
                    Some(known) => known.columns.push(column),
                    None => found.push(Opening {
                        day,
                        opens,
                        causes,
                        columns: vec![column],
                    }),
                }
            }
        }
    }
    Ok(found)
}

/// The rules that begin or end on a day, on some readings.
fn on_day(law: &Law, rules: &[WrittenId], choices: &Choices, day: Day) -> Vec<Cause> {
    let mut readings = Situation::unknown(law);
    for (reading, place) in choices {
        if let Some(value) = Value::at_place(law[*reading].ty, *place as usize) {
            readings.set(*reading, value);
        }
    }
    let mut interpreter = Interpreter::new(law, &readings);
    let mut is_day = |bound: Option<ExprId>| {
        bound.is_some_and(|bound| interpreter.evaluate(bound).value() == Some(Value::Day(day)))
    };
    let mut found = Vec::new();
    for id in rules {
        let rules: &[RuleId] = &law[*id].rules;
        if rules.iter().any(|rule| is_day(law[*rule].from)) {
            found.push(Cause {
                rule: *id,
                begins: true,
            });
        }
        if rules.iter().any(|rule| is_day(law[*rule].until)) {
            found.push(Cause {
                rule: *id,
                begins: false,
            });
        }
    }
    found
}

/// The law of a day, that of the day before, and that of the day without some of its changes.
struct Turn<'a> {
    session: Session<'a>,
    switches: &'a [InputId],
    goal: Goal,
    before: Scope,
    after: Scope,
    undone: Scope,
    class: Vec<Bool>,
}

impl<'a> Turn<'a> {
    fn new(
        changeable: &'a Changeable,
        solver: &'a Solver,
        claim: &Claim,
        goal: Goal,
        day: Day,
    ) -> Self {
        let mut session = Session::new(&changeable.law, solver);
        let switches = &changeable.switches;
        let unchanged = changeable.unchanged(&mut session);
        let waits = goal.some_day.is_some();
        let law_day = changeable.law.law_day();
        // Who may wait does so on the day itself.
        let clocks = law_day
            .into_iter()
            .chain(changeable.law.day().filter(|_| waits));
        let clocks: Vec<InputId> = clocks.collect();
        let mut governed = |scope: Scope, day: Day| {
            let day = || Encoded::Number(Int::from_i64(packed(day)), Bool::from_bool(true));
            let bound = clocks.iter().map(|clock| (*clock, day()));
            session.encoder.bind(scope, bound)
        };
        let before = governed(unchanged, day.previous().unwrap_or(day));
        let after = governed(unchanged, day);
        let undone = governed(Encoder::TOP, day);
        let class = if waits {
            let covered = goal.is_covered(&mut session).into_iter().collect();
            class(&mut session, after, claim, covered)
        } else {
            let days = session.window(claim);
            class(&mut session, unchanged, claim, days)
        };
        Self {
            session,
            switches,
            goal,
            before,
            after,
            undone,
            class,
        }
    }

    /// What makes the law open or close the dead end on the day; nothing where it does not.
    fn causes(
        &mut self,
        opens: bool,
        of: &[Cause],
        choices: &Choices,
    ) -> Result<Option<Vec<Cause>>, Undecided> {
        let (then, now) = match opens {
            true => (Want::True, Want::False),
            false => (Want::False, Want::True),
        };
        let mut turned = self.class.clone();
        turned.push(self.goal.reach_in(&mut self.session, self.before, then));
        turned.push(self.goal.reach_in(&mut self.session, self.after, now));
        let undone = self.goal.reach_in(&mut self.session, self.undone, then);
        let mut ask = turned.clone();
        if self.goal.some_day.is_some() {
            // Days pass as well, and somebody comes of an age: what begins or ends must be why.
            ask.push(undone.clone());
            ask.extend(self.undoing(|_| true));
        }
        if !self.session.real(&ask, choices)? {
            return Ok(None);
        }
        turned.push(undone);
        let mut found = Vec::new();
        for (at, cause) in of.iter().enumerate() {
            let mut ask = turned.clone();
            ask.extend(self.undoing(|other| other == at));
            if self.session.real(&ask, choices)? {
                found.push(*cause);
            }
        }
        // Where no one of them is enough, it is all of them together.
        Ok(Some(if found.is_empty() { of.to_vec() } else { found }))
    }

    /// The literals by which some of the changes are undone, and the others are not.
    fn undoing(&mut self, which: impl Fn(usize) -> bool) -> Vec<Bool> {
        let switches = self.switches.iter().enumerate();
        switches
            .map(|(at, switch)| self.session.is(*switch, usize::from(which(at))))
            .collect()
    }
}
