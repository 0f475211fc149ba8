//! What happens to a person: the steps taken, and the sentences behind them.

use crate::calendar::Day;
use crate::eval::{Interpreter, Outcome, Situation, Standing, decisive_names, decisive_rules};
use crate::law::{Effect, Expr, ExprId, Ground, InputId, Law, RuleId, Value, WrittenId, cone};
use crate::report::layout::Page;
use crate::report::words::{condition, does};
use crate::verdict::{Atom, Condition};

use super::grounds;
use super::support::looks_elsewhere;

/// Where the days and what happens on them begin.
pub const DAY: usize = 2;
pub const DEED: usize = 22;

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
        let held = Condition {
            atom: Atom::Flag(goal),
            holds: true,
        };
        page.hanging(
            DAY,
            &label,
            DEED,
            &format!("{} already.", condition(law, held)),
        );
    }
    for (at, door) in plan.iter().enumerate() {
        let end = if at + 1 == plan.len() { "." } else { "," };
        let deed = format!("{}{end}", does(law, *door));
        let behind = rules_behind(law, &now, law[*door].gate);
        if how == Grounds::Located {
            page.labelled_with_note(DAY, &label, DEED, &deed, grounds::lines(law, &behind));
        } else {
            page.hanging(DAY, &label, DEED, &deed);
            let fresh = behind.iter().filter(|ground| !told.contains(ground));
            let fresh: Vec<Ground> = fresh.cloned().collect();
            grounds::tell_at(page, DEED, law, &fresh);
            told.extend(fresh);
        }
        for grant in law.grants(*door) {
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

/// The grounds of the rules that decide an expression, each once, in the order of the files.
pub fn rules_behind(law: &Law, situation: &Situation, expr: ExprId) -> Vec<Ground> {
    let mut found: Vec<Ground> = Vec::new();
    for rule in deciding(law, situation, expr) {
        for ground in &law[rule].grounds {
            if !found.contains(ground) {
                found.push(ground.clone());
            }
        }
    }
    found
}

/// The rules that decide an expression, in the order of the files. What a rule says on other days alone is
/// none where another version of it is in force.
pub fn deciding(law: &Law, situation: &Situation, expr: ExprId) -> Vec<WrittenId> {
    let reasons = decisive_names(law, situation, expr);
    let mut interpreter = Interpreter::new(law, situation);
    let of_one_law = !looks_elsewhere(law, &cone(law, [expr]).exprs);
    decisive_rules(&reasons)
        .filter(|rule| !of_one_law || !has_another_version(law, &mut interpreter, *rule))
        .collect()
}

/// Whether a rule is in force in a situation.
pub fn is_in_force(law: &Law, situation: &Situation, rule: WrittenId) -> bool {
    let mut interpreter = Interpreter::new(law, situation);
    let mut own = law[rule].rules.iter();
    own.any(|own| !matches!(interpreter.standing(*own), Standing::NotInForce(_)))
}

/// Whether a rule is not in force, and another version of it is.
fn has_another_version(law: &Law, interpreter: &mut Interpreter<'_>, rule: WrittenId) -> bool {
    let mut is_in_force =
        |rule: RuleId| !matches!(interpreter.standing(rule), Standing::NotInForce(_));
    let own = &law[rule].rules;
    if own.iter().any(|own| is_in_force(*own)) {
        return false;
    }
    let terms = own.iter().filter_map(|own| match law[*own].effect {
        Effect::Value(term, _) => Some(term),
        Effect::Lift => None,
    });
    let mut beside = terms.flat_map(|term| &law[term].rules);
    beside.any(|other| law[law[*other].written].name == law[rule].name && is_in_force(*other))
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
