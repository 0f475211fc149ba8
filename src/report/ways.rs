//! How a holding is got, step by step, or what stands in the way at every door.

use std::collections::BTreeMap;

use crate::eval::{
    Explanation, Interpreter, Obstacle, PlannedStep, Reason, RuleStatus, ShutDoor, Situation,
    Standing,
};
use crate::law::{
    Citation, DoorId, Effect, Expr, ExprId, Ground, InputId, InputKind, Law, WrittenId,
};

use super::counted;
use super::layout::{Note, Page, Table};
use super::proof::grounds::lines;
use super::proof::waiting::put_off;
use super::rule_words::{rule_reference, why};
use super::rules_told::{statuses, statuses_with_why};
use super::words::{citations, does, heading, joined, noun, reference, said_of_person, to_do};

/// Writes the plans and the obstacles in an explanation, `depth` levels of obstacles.
pub fn write(
    page: &mut Page,
    law: &Law,
    case: &Situation,
    explanation: &Explanation,
    depth: usize,
) {
    let parts = explanation.all().into_iter();
    let reasons = parts.flat_map(|part| part.because.iter().map(move |reason| (part, reason)));
    for (part, reason) in reasons {
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
                page.section(&title, None);
                plan(page, law, steps);
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
                page.section(&title, None);
                in_the_way(page, law, case, obstacles, depth);
            }
            Reason::LastSafeDay(day) => page.paragraph(1, &put_off(*day)),
            _ => {}
        }
    }
}

fn plan(page: &mut Page, law: &Law, steps: &[PlannedStep]) {
    if steps.is_empty() {
        page.paragraph(1, "It is held.");
    }
    for (at, step) in steps.iter().enumerate() {
        let number = (at + 1).to_string();
        page.hanging(
            2,
            &number,
            5,
            &format!("The person {}.", does(law, step.door)),
        );
        let mut told: Vec<WrittenId> = Vec::new();
        for status in statuses(law, &step.gate) {
            let written = law[status.rule].written;
            if status.standing == Standing::Wins && !told.contains(&written) {
                told.push(written);
                let words = heading(law, written);
                page.labelled_with_note(5, "–", 8, &words, rule_reference(law, written));
            }
        }
    }
}

fn in_the_way(page: &mut Page, law: &Law, case: &Situation, obstacles: &[Obstacle], depth: usize) {
    let levels = levels(law, obstacles);
    let told = |obstacle: &&Obstacle| {
        let level = levels.get(&obstacle.holding);
        level.is_none_or(|level| *level <= depth)
    };
    let (told, below): (Vec<&Obstacle>, Vec<&Obstacle>) = obstacles.iter().partition(told);
    for obstacle in told {
        page.paragraph(1, &noun(law, obstacle.holding));
        let mut table = Table::new();
        if obstacle.doors.is_empty() {
            table.row(["no procedure grants it"], "");
        }
        for door in &obstacle.doors {
            add_door(&mut table, law, case, door);
        }
        page.table(2, &table);
    }
    if !below.is_empty() {
        let told = counted(below.len(), "more is missing", "more are missing");
        page.paragraph(1, &format!("… {told}"));
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
pub fn at_the_door(page: &mut Page, law: &Law, case: &Situation, explanation: &Explanation) {
    let door = (0..law.doors.len())
        .map(DoorId::at)
        .find(|id| law[*id].gate == explanation.expr);
    let Some(door) = door.filter(|_| !explanation.outcome.is_true()) else {
        return;
    };
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
    page.section("What stands in the way", None);
    let mut table = Table::new();
    add_door(&mut table, law, case, &shut);
    page.table(1, &table);
}

fn add_door(table: &mut Table, law: &Law, case: &Situation, door: &ShutDoor) {
    let mut rows = rows(law, case, door);
    if rows.is_empty() {
        rows.push(("open".to_owned(), Note::none()));
    }
    for (at, (words, note)) in rows.into_iter().enumerate() {
        let label = if at == 0 {
            to_do(law, door.door)
        } else {
            String::new()
        };
        table.row([label, words], &note);
    }
}

/// What is missing at a door, and the lines that require it.
fn rows(law: &Law, case: &Situation, door: &ShutDoor) -> Vec<(String, Note)> {
    let mut rows = Vec::new();
    if let Some(open) = &door.open {
        let statuses = statuses_with_why(law, case, open);
        if statuses.is_empty() {
            rows.push(("no rule of this text opens it".to_owned(), Note::none()));
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
                (Effect::Lift, _) => format!("({name}: {why})"),
                (Effect::Value(..), Standing::Wins) => format!("closed: {name}"),
                (Effect::Value(..), _) => why,
            };
            rows.push((words, with_what_lifts(law, status)));
        }
    }
    for need in &door.needs {
        requirement(law, case, need, &mut rows);
    }
    let mut once: Vec<(String, Note)> = Vec::new();
    for row in rows {
        if !once.contains(&row) {
            once.push(row);
        }
    }
    once
}

/// A requirement that is not met: what it asks for and where that is said. Its rule may rest on
/// another, as a document waits for a registration that is due: then that one is named as well.
fn requirement(law: &Law, case: &Situation, need: &Explanation, rows: &mut Vec<(String, Note)>) {
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
                let mut found: Vec<&Citation> = Vec::new();
                for rule in behind.iter().copied().chain([status]) {
                    if may_apply(rule) || rule.rule == status.rule {
                        found.extend(citations(&law[law[rule.rule].written].grounds));
                    }
                }
                found.dedup();
                let note = if found.is_empty() {
                    rule_reference(law, law[status.rule].written)
                } else {
                    reference(law, &found)
                };
                rows.push((missing(law, case, value), note));
                let exceptions = behind
                    .into_iter()
                    .filter(|rule| may_apply(rule))
                    .chain([status])
                    .flat_map(|rule| &rule.exceptions)
                    .filter(|exception| !exception.about_another_step);
                for rule in exceptions {
                    // An exemption whose conditions are not met was not taken from anybody here.
                    let was_taken = match rule.standing {
                        Standing::Lifted { .. } => true,
                        Standing::NotInForce(_) => {
                            let mut conditions = rule.conditions.iter();
                            conditions.all(|condition| !condition.outcome.is_false())
                        }
                        _ => false,
                    };
                    if was_taken {
                        let name = heading(law, law[rule.rule].written);
                        let words = format!("({name}: {})", why(law, case, rule));
                        rows.push((words, with_what_lifts(law, rule)));
                    }
                }
            }
        }
    }
}

/// The lines of a rule, with those of the rules by which it is lifted.
fn with_what_lifts(law: &Law, status: &RuleStatus) -> Note {
    let by = match &status.standing {
        Standing::Lifted { by } => by.as_slice(),
        _ => &[],
    };
    let rules = std::iter::once(&status.rule).chain(by);
    let grounds = rules.flat_map(|rule| &law[law[*rule].written].grounds);
    lines(law, &grounds.cloned().collect::<Vec<Ground>>())
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
    let mut others: Vec<ExprId> = Vec::new();
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
            _ => others.push(part.expr),
        }
    }
    let word = match law.exprs.get(value.expr) {
        Expr::Or(_) => "or",
        _ => "and",
    };
    if holdings.is_empty() {
        let others: Vec<String> = others
            .iter()
            .map(|other| said_of_person(law, *other, false))
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
