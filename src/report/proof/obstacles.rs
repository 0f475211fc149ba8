//! Why a holding is out of reach.

use std::collections::BTreeSet;

use crate::eval::{Interpreter, Situation};
use crate::law::{DoorId, ExprId, Ground, InputId, Law, Value};
use crate::report::layout::{Note, Page};
use crate::report::words::{capitalized, does, joined, noun, noun_is, to_do};

use super::grounds;
use super::missing::missing;
use super::steps::{DAY, DEED, rules_behind};

/// What is required and lacking, and the lines.
pub type Lacks = Vec<(String, Note)>;

/// Why a holding is out of reach: the steps that are possible and lead nowhere, then what each
/// holding behind it requires that cannot be had. `out` says how it is out of reach. What was told
/// of another holding is not told again where nothing is new.
pub fn tell(
    page: &mut Page,
    law: &Law,
    situation: &Situation,
    (goal, day, out): (InputId, &str, &str),
    told: &mut Lacks,
) {
    let reached = Interpreter::new(law, situation).reached();
    let mut end = situation.clone();
    for holding in &reached.lower {
        end.set(*holding, Value::Bool(true));
    }
    let by_steps = reached
        .lower
        .iter()
        .filter(|holding| !reached.held.contains(holding));
    let mut found = Obstacles {
        law,
        end: &end,
        reached: by_steps.copied().collect(),
        met: BTreeSet::new(),
        told: Vec::new(),
    };
    found.behind(goal);
    if !told.is_empty() && found.told.iter().all(|lack| told.contains(lack)) {
        let text = format!(
            "{} {out} for the same reasons.",
            capitalized(&noun_is(law, goal))
        );
        page.hanging(DAY, "", DEED, &text);
        return;
    }
    let leads = |door: &&DoorId| {
        law.grants(**door)
            .iter()
            .any(|grant| found.met.contains(grant))
    };
    let steps: Vec<String> = reached
        .plan
        .iter()
        .filter(leads)
        .map(|door| does(law, *door))
        .collect();
    let deed = if steps.is_empty() {
        format!("{} {out}:", noun_is(law, goal))
    } else {
        format!("{}, and goes no further:", joined(&steps, "and"))
    };
    page.hanging(DAY, day, DEED, &deed);
    for (at, (words, lines)) in found.told.iter().enumerate() {
        let end = if at + 1 == found.told.len() { "." } else { "," };
        page.noted(DEED, &format!("{words}{end}"), lines);
    }
    told.extend(found.told);
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
    told: Lacks,
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
                .filter(|door| law.grants(*door).contains(&holding))
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
                    Note::none(),
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

fn lines(law: &Law, grounds: &[Ground]) -> Note {
    let mut each: Vec<Ground> = Vec::new();
    for ground in grounds {
        if !each.contains(ground) {
            each.push(ground.clone());
        }
    }
    grounds::lines(law, &each)
}
