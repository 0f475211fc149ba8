//! What happens to a person: the steps taken, or what each of them lacks.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::eval::{Interpreter, Outcome, Situation, decisive_names, decisive_rules};
use crate::law::{DoorId, Expr, ExprId, Ground, InputId, Law, Value};
use crate::report::layout::Page;
use crate::report::words::{does, joined, noun, to_do};

use super::grounds;
use super::missing::missing;

/// Where the days and what happens on them begin.
const DAY: usize = 2;
const DEED: usize = 22;

/// How grounds are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// In the source's words.
    Quoted,
    /// By their lines.
    Located,
}

/// The steps to a holding, each with its sentences; `None` if it is out of reach.
pub fn plan(
    page: &mut Page,
    law: &Law,
    situation: &Situation,
    (goal, day): (InputId, Day),
    how: Grounds,
) -> Option<()> {
    let plan = Interpreter::new(law, situation).plan_for(goal)?;
    let mut now = situation.clone();
    let mut told: Vec<Ground> = Vec::new();
    let mut label = day.in_words();
    if plan.is_empty() {
        let deed = format!("has {} already.", noun(law, goal));
        page.hanging(DAY, &label, DEED, &deed);
    }
    for (at, door) in plan.iter().enumerate() {
        let end = if at + 1 == plan.len() { "." } else { "," };
        let deed = format!("{}{end}", does(law, *door));
        let behind = rules_behind(law, &now, law[*door].gate);
        if how == Grounds::Located {
            page.labelled_with_note(DAY, &label, DEED, &deed, &grounds::lines(law, &behind));
        } else {
            page.hanging(DAY, &label, DEED, &deed);
            let fresh = behind.iter().filter(|ground| !told.contains(ground));
            let fresh: Vec<Ground> = fresh.cloned().collect();
            grounds::tell_at(page, DEED, law, &fresh);
            told.extend(fresh);
        }
        for grant in &law[law[*door].step].grants {
            now.set(*grant, Value::Bool(true));
        }
        label = if at == 0 {
            "the same day".to_owned()
        } else {
            String::new()
        };
    }
    Some(())
}

/// Why a holding is out of reach: the steps that are possible and lead nowhere, then what each
/// holding behind it requires that cannot be had.
pub fn obstacles(page: &mut Page, law: &Law, situation: &Situation, goal: InputId, day: Day) {
    let reached = Interpreter::new(law, situation).reached();
    let mut end = situation.clone();
    for holding in &reached.lower {
        end.set(*holding, Value::Bool(true));
    }
    let mut found = Obstacles {
        law,
        end: &end,
        reached: reached
            .lower
            .iter()
            .filter(|holding| !reached.held.contains(holding))
            .copied()
            .collect(),
        met: BTreeSet::new(),
        told: Vec::new(),
    };
    found.behind(goal);
    let steps: Vec<String> = reached
        .plan
        .iter()
        .filter(|door| {
            law[law[**door].step]
                .grants
                .iter()
                .any(|grant| found.met.contains(grant))
        })
        .map(|door| does(law, *door))
        .collect();
    let deed = if steps.is_empty() {
        format!("cannot have {}:", noun(law, goal))
    } else {
        format!("{}, and goes no further:", joined(&steps, "and"))
    };
    page.hanging(DAY, &day.in_words(), DEED, &deed);
    let count = found.told.len();
    for (at, (words, lines)) in found.told.into_iter().enumerate() {
        let end = if at + 1 == count { "." } else { "," };
        page.noted(DEED, &format!("{words}{end}"), &lines);
    }
}

struct Obstacles<'a> {
    law: &'a Law,
    /// The person with everything that can be had.
    end: &'a Situation,
    /// The holdings that the person gets by steps.
    reached: Vec<InputId>,
    /// Those of them that some requirement takes.
    met: BTreeSet<InputId>,
    /// What is required and lacking, with lines.
    told: Vec<(String, String)>,
}

impl Obstacles<'_> {
    /// The goal, and every holding that a way to it lacks, each once.
    fn behind(&mut self, goal: InputId) {
        let law = self.law;
        let mut seen = vec![goal];
        let mut at = 0;
        while let Some(holding) = seen.get(at).copied() {
            at += 1;
            let doors: Vec<DoorId> = (0..law.doors.len())
                .map(DoorId::at)
                .filter(|door| law[law[*door].step].grants.contains(&holding))
                .collect();
            let mut lacks: Vec<(String, Vec<DoorId>, Vec<Ground>)> = Vec::new();
            let mut open = 0;
            for door in doors {
                if !self.is_met(law[door].open) {
                    continue;
                }
                open += 1;
                for need in &law[door].needs {
                    self.note_met(*need);
                    if self.is_met(*need) {
                        continue;
                    }
                    let (words, holdings) = missing(law, self.end, *need);
                    for lacking in holdings {
                        if !seen.contains(&lacking) {
                            seen.push(lacking);
                        }
                    }
                    let words = words.unwrap_or_else(|| "what this person cannot have".to_owned());
                    let grounds = rules_behind(law, self.end, *need);
                    match lacks.iter_mut().find(|(known, ..)| *known == words) {
                        Some((_, doors, all)) => {
                            doors.push(door);
                            all.extend(grounds);
                        }
                        None => lacks.push((words, vec![door], grounds)),
                    }
                }
            }
            if open == 0 {
                self.told.push((
                    format!("no way to {} is open", noun(law, holding)),
                    String::new(),
                ));
            }
            for (words, doors, grounds) in lacks {
                // Where each open way lacks it, the holding itself requires it.
                let who = match doors.as_slice() {
                    [door, ..] if doors.len() < open => format!("to {}", to_do(law, *door)),
                    _ => noun(law, holding),
                };
                self.told
                    .push((format!("{who} requires {words}"), lines(law, &grounds)));
            }
        }
    }

    fn is_met(&self, expr: ExprId) -> bool {
        Interpreter::new(self.law, self.end)
            .evaluate(expr)
            .is_true()
    }

    /// Notes the holdings without which a requirement would not be met.
    fn note_met(&mut self, need: ExprId) {
        if !self.is_met(need) {
            return;
        }
        for holding in &self.reached {
            let without = self.end.clone().with(*holding, Value::Bool(false));
            if !Interpreter::new(self.law, &without)
                .evaluate(need)
                .is_true()
            {
                self.met.insert(*holding);
            }
        }
    }
}

fn lines(law: &Law, grounds: &[Ground]) -> String {
    let mut each: Vec<Ground> = Vec::new();
    for ground in grounds {
        if !each.contains(ground) {
            each.push(ground.clone());
        }
    }
    grounds::lines(law, &each)
}

/// The grounds of the rules that decide an expression, each once, in the order of the files.
pub fn rules_behind(law: &Law, situation: &Situation, expr: ExprId) -> Vec<Ground> {
    let reasons = decisive_names(law, situation, expr);
    let mut found: Vec<Ground> = Vec::new();
    for rule in decisive_rules(&reasons) {
        for ground in &law[rule].grounds {
            if !found.contains(ground) {
                found.push(ground.clone());
            }
        }
    }
    found
}

/// The parts of a claim that are not true in a situation, negations pulled inside: what is told
/// of each, and whether it was claimed to hold.
pub fn failing(
    law: &Law,
    situation: &Situation,
    claim: ExprId,
    holds: bool,
) -> Vec<(ExprId, bool)> {
    let wanted = Outcome::truth(holds);
    if Interpreter::new(law, situation).evaluate(claim) == wanted {
        return Vec::new();
    }
    match law.exprs.get(claim) {
        Expr::Not(inner) => failing(law, situation, *inner, !holds),
        Expr::And(parts) | Expr::Or(parts) if is_plain(law, parts) => parts
            .iter()
            .flat_map(|part| failing(law, situation, *part, holds))
            .collect(),
        _ => vec![(claim, holds)],
    }
}

/// Whether these are not the parts of a step.
fn is_plain(law: &Law, parts: &[ExprId]) -> bool {
    parts.iter().all(|part| {
        !law.doors
            .iter()
            .any(|door| door.open == *part || door.gate == *part)
    })
}
