//! How a holding is got, step by step, or what stands in the way at every door.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::eval::{
    Explanation, Interpreter, Obstacle, PlannedStep, Reason, RuleStatus, ShutDoor, Situation,
    Standing,
};
use crate::law::{DoorId, Effect, Expr, ExprId, Ground, InputId, InputKind, Law, WrittenId};

use super::outline::{Missing, PlannedStep as Planned, Procedure, Row, Way};
use super::proof::grounds::lines;
use super::proof::waiting::put_off;
use super::rule_words::{rule_reference, why, with_values};
use super::rules_told::{statuses, statuses_with_why};
use super::words::{citations, does, heading, joined, noun, reference, said_of_person, to_do};

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
            none: if obstacle.doors.is_empty() {
                "no procedure grants it"
            } else {
                ""
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

/// What stands in the way of one step of which it was asked whether it is possible.
pub fn at_the_door(law: &Law, case: &Situation, explanation: &Explanation) -> Option<Way> {
    let door = (0..law.doors.len())
        .map(DoorId::at)
        .find(|id| law[*id].gate == explanation.expr);
    let door = door.filter(|_| !explanation.outcome.is_true())?;
    let part = |expr: ExprId| {
        explanation
            .all()
            .into_iter()
            .find(|part| part.expr == expr && !part.outcome.is_true())
            .cloned()
    };
    let shut = ShutDoor {
        door,
        open: part(law[door].open),
        needs: law[door]
            .needs
            .iter()
            .filter_map(|need| part(*need))
            .collect(),
    };
    Some(Way::Shut {
        title: "What stands in the way".to_owned(),
        step: procedure(law, case, &shut),
    })
}

fn procedure(law: &Law, case: &Situation, door: &ShutDoor) -> Procedure {
    Procedure {
        door: door.door,
        words: to_do(law, door.door),
        rows: rows(law, case, door),
    }
}

/// What is missing at a door, and the lines that require it.
fn rows(law: &Law, case: &Situation, door: &ShutDoor) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(open) = &door.open {
        let statuses = statuses_with_why(law, case, open);
        if statuses.is_empty() {
            rows.push(Row::plain("no rule of this text opens it"));
        }
        let closes = |status: &RuleStatus| {
            let value = law[status.rule].value();
            value.is_some_and(|value| law.exprs.is_bool(value, false))
        };
        let applies = |status: &RuleStatus| status.standing == Standing::Wins;
        let is_closed = statuses.iter().any(|(status, _)| applies(status));
        // What would close it as well and does not apply is no answer where something else does.
        let idle = |status: &RuleStatus| is_closed && closes(status) && !applies(status);
        for (status, why) in statuses.into_iter().filter(|(status, _)| !idle(status)) {
            let name = heading(law, law[status.rule].written);
            let words = match (law[status.rule].effect, &status.standing) {
                // It is named by the rule that it lifts.
                (Effect::Lift, Standing::Wins) => continue,
                (Effect::Lift, standing) => format!("({name}: {})", over(standing, why)),
                (Effect::Value(..), Standing::Wins) => format!("closed: {name}"),
                (Effect::Value(..), Standing::NotInForce(life)) if life.is_over() => {
                    format!("ended, {}", over(&status.standing, why))
                }
                (Effect::Value(..), _) => why,
            };
            rows.push(with_what_lifts(law, status, words));
        }
    }
    for need in &door.needs {
        requirement(law, case, need, &mut rows);
    }
    if rows.is_empty() {
        rows.push(Row::plain("open"));
    }
    let mut once: Vec<Row> = Vec::new();
    for row in rows {
        let is_told = |known: &Row| (&known.words, &known.lines) == (&row.words, &row.lines);
        if !once.iter().any(is_told) {
            once.push(row);
        }
    }
    once
}

/// A requirement that is not met: what it asks for and where that is said. Its rule may rest on
/// another, as a document waits for a registration that is due: then that one is named as well.
fn requirement(law: &Law, case: &Situation, need: &Explanation, rows: &mut Vec<Row>) {
    for part in need.all() {
        for reason in &part.because {
            let Reason::Term(term) = reason else { continue };
            for status in &term.rules {
                let Some(value) = &status.value else { continue };
                if value.outcome.is_true() || !law_requires(law, term.term) {
                    continue;
                }
                let conditions = status.conditions.iter();
                let behind: Vec<&RuleStatus> =
                    conditions.flat_map(|one| statuses(law, one)).collect();
                rows.push(asked_for(law, case, status, value, &behind));
                let exceptions = behind
                    .into_iter()
                    .filter(|rule| may_apply(rule))
                    .chain([status])
                    .flat_map(|rule| &rule.exceptions)
                    .filter(|exception| !exception.about_another_step);
                for rule in exceptions {
                    // An exemption whose conditions are not met was not taken from anybody here; one of
                    // which that is open may be had.
                    let is_told = match rule.standing {
                        Standing::Lifted { .. } | Standing::Open { .. } => true,
                        Standing::NotInForce(_) => {
                            let mut conditions = rule.conditions.iter();
                            conditions.all(|condition| !condition.outcome.is_false())
                        }
                        _ => false,
                    };
                    if is_told {
                        let name = heading(law, law[rule.rule].written);
                        let why = over(&rule.standing, why(law, case, rule));
                        let words = format!("({name}: {why})");
                        rows.push(with_what_lifts(law, rule, words));
                    }
                }
            }
        }
    }
}

/// What a rule asks for, with the sentences of the rules behind it.
fn asked_for(
    law: &Law,
    case: &Situation,
    status: &RuleStatus,
    value: &Explanation,
    behind: &[&RuleStatus],
) -> Row {
    let written = law[status.rule].written;
    let behind = behind.iter().filter(|rule| may_apply(rule));
    let rules = behind.map(|rule| rule.rule).chain([status.rule]);
    let grounds = rules.flat_map(|rule| &law[law[rule].written].grounds);
    let mut grounds: Vec<Ground> = grounds.cloned().collect();
    grounds.dedup();
    let found = citations(&grounds);
    let lines = match found.is_empty() {
        true => rule_reference(law, written),
        false => reference(law, &found),
    };
    Row {
        words: missing(law, case, value),
        rule: Some(written),
        lines,
        grounds,
    }
}

/// Why a rule does not apply; of one that is over, its last day.
fn over(standing: &Standing, why: String) -> String {
    let last = match standing {
        Standing::NotInForce(life) if life.is_over() => life.last_day(),
        _ => None,
    };
    last.map_or(why, |last| format!("last day {}", last.in_words()))
}

/// What is told of a rule, with the lines of the rules by which it is lifted.
fn with_what_lifts(law: &Law, status: &RuleStatus, words: String) -> Row {
    let by = match &status.standing {
        Standing::Lifted { by } => by.as_slice(),
        _ => &[],
    };
    let rules = std::iter::once(&status.rule).chain(by);
    let grounds = rules.flat_map(|rule| &law[law[*rule].written].grounds);
    let grounds: Vec<Ground> = grounds.cloned().collect();
    Row {
        words,
        rule: Some(law[status.rule].written),
        lines: lines(law, &grounds),
        grounds,
    }
}

fn may_apply(status: &RuleStatus) -> bool {
    matches!(status.standing, Standing::Wins | Standing::Open { .. })
}

fn law_requires(law: &Law, term: crate::law::TermId) -> bool {
    matches!(law[term].role, crate::law::TermRole::Requirement(_))
}

/// "requires a visa or a permit to reside: missing".
fn missing(law: &Law, case: &Situation, value: &Explanation) -> String {
    let mut holdings: Vec<InputId> = Vec::new();
    let mut others: Vec<&Explanation> = Vec::new();
    let mut next = vec![value];
    while let Some(part) = next.pop() {
        match law.exprs.get(part.expr) {
            Expr::In(input) if law[*input].kind == InputKind::Holding => {
                if !part.outcome.is_true() && !holdings.contains(input) {
                    holdings.push(*input);
                }
            }
            Expr::And(_) | Expr::Or(_) => {
                let inner = part.because.iter().filter_map(|reason| match reason {
                    Reason::Operand(inner) => Some(inner),
                    _ => None,
                });
                let start = next.len();
                next.extend(inner);
                next.get_mut(start..).unwrap_or_default().reverse();
            }
            _ => others.push(part),
        }
    }
    let word = match law.exprs.get(value.expr) {
        Expr::Or(_) => "or",
        _ => "and",
    };
    if holdings.is_empty() {
        let others: Vec<String> = others
            .iter()
            .map(|other| with_values(law, said_of_person(law, other.expr, false), other))
            .collect();
        return joined(&others, "and");
    }
    let nouns: Vec<String> = holdings.iter().map(|holding| noun(law, *holding)).collect();
    // What is not held now may still be open, because of the steps that lead to it.
    let mut start = Interpreter::new(law, case);
    let mut all = holdings.iter();
    let unknown = all.all(|holding| start.input(*holding).value().is_none());
    let state = if unknown { "not given" } else { "missing" };
    format!("requires {}: {state}", joined(&nouns, word))
}
