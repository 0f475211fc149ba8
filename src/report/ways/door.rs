//! What stands in the way of one step: that it is not open, and what it requires.

use crate::eval::{Explanation, Interpreter, Reason, RuleStatus, ShutDoor, Situation, Standing};
use crate::law::{DoorId, Effect, Expr, ExprId, Ground, InputId, InputKind, Law, TermId, TermRole};
use crate::report::outline::{Procedure, Row, Way};
use crate::report::proof::grounds::lines;
use crate::report::rule_words::{rule_reference, why, with_values};
use crate::report::rules_told::{statuses, statuses_with_why};
use crate::report::words::{citations, heading, joined, noun, phrase, reference, to_do};

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

/// A step with what stands in its way.
pub(super) fn procedure(law: &Law, case: &Situation, door: &ShutDoor) -> Procedure {
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
                (Effect::Value(..), Standing::Wins) if closes(status) => format!("closed: {name}"),
                // It opens the way that another rule closes, and no rule says which comes first.
                (Effect::Value(..), Standing::Wins) => format!("opened: {name}"),
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

fn law_requires(law: &Law, term: TermId) -> bool {
    matches!(law[term].role, TermRole::Requirement(_))
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
            .map(|other| with_values(law, phrase(law, other.expr, false).alone(), other))
            .collect();
        return joined(&others, "and");
    }
    let nouns: Vec<String> = holdings.iter().map(|holding| noun(law, *holding)).collect();
    // What is not held now may still be open, because of the steps that lead to it.
    let mut start = Interpreter::new(law, case);
    let mut all = holdings.iter();
    let unknown = all.all(|holding| start.input(*holding).value().is_none());
    let state = match unknown {
        true => ", of which the case says nothing",
        false => ": missing",
    };
    format!("requires {}{state}", joined(&nouns, word))
}
