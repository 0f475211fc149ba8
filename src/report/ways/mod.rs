//! How a holding is got, step by step, or what stands in the way at every door.

mod door;

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::eval::{Explanation, Obstacle, PlannedStep, Reason, Situation, Standing};
use crate::law::{Expr, InputId, InputKind, Law, StepId, WrittenId};

use super::outline::{Missing, PlannedStep as Planned, Row, Way};
use super::proof::waiting::put_off;
use super::rule_words::rule_reference;
use super::rules_told::statuses;
use super::words::{does, heading, infinitive, joined, noun};

use door::procedure;

pub use door::at_the_door;

/// So many things that are missing are named without what stands in their way.
const NAMED_LIMIT: usize = 8;

/// The plans and the obstacles in an explanation, `depth` levels of obstacles.
pub fn found(law: &Law, case: &Situation, explanation: &Explanation, depth: usize) -> Vec<Way> {
    let parts = explanation.all().into_iter();
    let reasons = parts.flat_map(|part| part.because.iter().map(move |reason| (part, reason)));
    let ways = reasons.filter_map(|(part, reason)| {
        let (day, reason) = match reason {
            Reason::Later(day, reason) => (Some(*day), &**reason),
            reason => (None, reason),
        };
        match reason {
            Reason::Plan(steps) => {
                let title = match day {
                    Some(day) => format!("The way on {}", day.in_words()),
                    None => "The way".to_owned(),
                };
                let held = if steps.is_empty() { "It is held." } else { "" };
                let steps = steps.iter().map(|step| planned(law, step)).collect();
                Some(Way::Steps {
                    title,
                    on: day,
                    steps,
                    held,
                })
            }
            Reason::Obstacles(obstacles) => {
                let for_good = if part.outcome.is_false() {
                    " for good,"
                } else {
                    ""
                };
                let title = match day {
                    Some(day) => {
                        format!("What stands in the way{for_good} from {}", day.in_words())
                    }
                    None => "What stands in the way".to_owned(),
                };
                Some(in_the_way(law, case, obstacles, depth, title, day))
            }
            Reason::LastSafeDay(day) => Some(Way::LastSafeDay {
                day: *day,
                words: put_off(*day),
            }),
            _ => None,
        }
    });
    ways.collect()
}

fn planned(law: &Law, step: &PlannedStep) -> Planned {
    let mut told: Vec<WrittenId> = Vec::new();
    for status in statuses(law, &step.gate) {
        let written = law[status.rule].written;
        if status.standing == Standing::Wins && !told.contains(&written) {
            told.push(written);
        }
    }
    let rows = told.into_iter().map(|written| Row {
        words: heading(law, written),
        rule: Some(written),
        grounds: law[written].grounds.clone(),
        lines: rule_reference(law, written),
    });
    Planned {
        door: step.door,
        words: format!("The person {}.", does(law, step.door)),
        rows: rows.collect(),
    }
}

fn in_the_way(
    law: &Law,
    case: &Situation,
    obstacles: &[Obstacle],
    depth: usize,
    title: String,
    from: Option<Day>,
) -> Way {
    let levels = levels(law, obstacles);
    let told = |obstacle: &&Obstacle| {
        let level = levels.get(&obstacle.holding);
        level.is_none_or(|level| *level <= depth)
    };
    let (told, below): (Vec<&Obstacle>, Vec<&Obstacle>) = obstacles.iter().partition(told);
    let missing = told.into_iter().map(|obstacle| {
        let steps = obstacle.doors.iter();
        Missing {
            holding: obstacle.holding,
            words: noun(law, obstacle.holding),
            steps: steps.map(|door| procedure(law, case, door)).collect(),
            none: match obstacle.doors.is_empty() {
                true => no_door(law, obstacle.holding),
                false => String::new(),
            },
        }
    });
    let below: Vec<InputId> = below.iter().map(|obstacle| obstacle.holding).collect();
    Way::Missing {
        title,
        from,
        missing: missing.collect(),
        and_so_on: and_so_on(law, &below),
        below,
    }
}

/// Why there is no way to a holding: "no step of the person grants it: it is for the office to stamp the card".
fn no_door(law: &Law, holding: InputId) -> String {
    let mut granting: Vec<StepId> = Vec::new();
    for (step, granted) in &law.granted_unasked {
        if *granted == holding && !granting.contains(step) {
            granting.push(*step);
        }
    }
    let steps = granting.iter().filter_map(|step| {
        let who = law[*step].bearer()?;
        Some(format!("for {who} to {}", infinitive(law, *step)))
    });
    let steps: Vec<String> = steps.collect();
    match (granting.is_empty(), steps.is_empty()) {
        (true, _) => "no procedure grants it".to_owned(),
        (false, true) => "no step of the person grants it".to_owned(),
        (false, false) => format!(
            "no step of the person grants it: it is {}",
            joined(&steps, "or")
        ),
    }
}

/// "… and what stands in the way of being in Kazakhstan and an IIN".
fn and_so_on(law: &Law, below: &[InputId]) -> String {
    let mut named: Vec<String> = below
        .iter()
        .take(NAMED_LIMIT)
        .map(|holding| noun(law, *holding))
        .collect();
    match below.len().saturating_sub(named.len()) {
        0 => {}
        1 => named.push("1 thing more".to_owned()),
        more => named.push(format!("{more} things more")),
    }
    match named.is_empty() {
        true => String::new(),
        false => format!("… and what stands in the way of {}", joined(&named, "and")),
    }
}

/// How far each holding is from what is asked for, which is the first: what is missing at its doors
/// is a level below.
fn levels(law: &Law, obstacles: &[Obstacle]) -> BTreeMap<InputId, usize> {
    let mut levels = BTreeMap::new();
    for obstacle in obstacles {
        let level = *levels.entry(obstacle.holding).or_insert(1);
        let doors = obstacle.doors.iter();
        let needs = doors.flat_map(|door| door.open.iter().chain(&door.needs));
        for part in needs.flat_map(Explanation::all) {
            if let Expr::In(input) = law.exprs.get(part.expr)
                && law[*input].kind == InputKind::Holding
            {
                levels.entry(*input).or_insert(level + 1);
            }
        }
    }
    levels
}
