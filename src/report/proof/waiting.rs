//! What one may wait for, of one person: the steps of each day, or what stands in the way for good.

use crate::calendar::Day;
use crate::eval::{Explanation, Interpreter, PlannedStep, Reason, Situation, Standing};
use crate::law::{Expr, ExprId, Ground, InputId, Law, Op, Value, Waiting, cone};
use crate::report::layout::Page;
use crate::report::rules_told::statuses;
use crate::report::words::{
    Person, does, input_phrase, is_told_of_everybody, joined, noun, person, thing,
};
use crate::verdict::{DeadEnd, Wait, WayOut};

use super::grounds;
use super::obstacles;
use super::steps::{DAY, DEED, Grounds};
use super::ways::in_order;

/// The steps of each day, with their sentences, and until when they can be put off.
pub fn plan(page: &mut Page, law: &Law, explanation: &Explanation, day: Day, how: Grounds) {
    let mut told: Vec<Ground> = Vec::new();
    for reason in &explanation.because {
        let (day, reason) = match reason {
            Reason::Later(day, reason) => (*day, &**reason),
            reason => (day, reason),
        };
        if let Reason::Plan(steps) = reason {
            of_day(page, law, (day, steps), &mut told, how);
        }
    }
    if let Some(last) = explanation.last_safe_day() {
        page.paragraph(1, &put_off(last));
    }
}

/// Until when it can be put off.
pub fn put_off(last: Day) -> String {
    let next = last.next().unwrap_or(last);
    format!(
        "It can be put off up to {}: from {} it is out of reach for good.",
        last.in_words(),
        next.in_words()
    )
}

/// What somebody waits for, day by day: one of those who have a way out by waiting.
pub fn example(
    page: &mut Page,
    law: &Law,
    found: &DeadEnd,
    (way, wait): (&WayOut, &Wait),
    column: usize,
) {
    let Some(waiting) = found.for_good.and_then(|some_day| law.waiting(some_day)) else {
        return;
    };
    let inputs = cone(law, waiting.turning.iter().copied()).inputs;
    let matters = |input: InputId| match law.history_of(input) {
        Some((_, history)) => history.inputs().iter().any(|one| inputs.contains(one)),
        None => is_told_of_everybody(law, input) || inputs.contains(&input),
    };
    let given = way.person.given.iter().copied();
    let given: Vec<(InputId, Value)> = given.filter(|(input, _)| matters(*input)).collect();
    let Person {
        described,
        conditions,
        ..
    } = person(law, &given);
    let who = match conditions.as_slice() {
        [] => described,
        conditions => format!("{described} who {}", joined(conditions, "and")),
    };
    let day = way.person.day.in_words();
    page.hanging(column, "", column, &format!("For {who}, on {day}:"));
    for (holding, last) in &wait.ends {
        let words = format!("{} ends", noun(law, *holding));
        page.hanging(column + 2, &last.in_words(), column + DEED, &words);
    }
    let situation = Situation::of(law, way.person.day, way.person.values());
    if wait.steps.is_empty()
        && let Some(history) = law[found.goal].history
        && let Some(Value::Day(since)) = situation.get(history.since)
    {
        let held = input_phrase(law, found.goal, true);
        page.hanging(column + 2, &since.in_words(), column + DEED, &held);
    }
    for (day, doors) in &wait.steps {
        let steps: Vec<String> = doors.iter().map(|door| does(law, *door)).collect();
        let own = own_days(law, &situation, waiting, *day);
        let own = own.map_or_else(String::new, |own| format!(" ({own})"));
        let words = format!("{}{own}", in_order(&steps));
        page.hanging(column + 2, &day.in_words(), column + DEED, &words);
    }
    if let Some(last) = wait.last_safe_day {
        page.hanging(column, "", column, &put_off(last));
    }
}

/// The person's own days that fall on a day, as people call them.
fn own_days(law: &Law, situation: &Situation, waiting: &Waiting, day: Day) -> Option<String> {
    let mut interpreter = Interpreter::new(law, situation);
    let mut told: Vec<String> = Vec::new();
    for of in &waiting.turning {
        let is_own = !matches!(law.exprs.get(*of), Expr::Lit(_));
        if is_own && interpreter.evaluate(*of).value() == Some(Value::Day(day)) {
            let words = counted(law, *of);
            if !told.contains(&words) {
                told.push(words);
            }
        }
    }
    (!told.is_empty()).then(|| joined(&told, "and"))
}

/// A day as it is counted: where the calendar lacks the day, it is known of one person.
fn counted(law: &Law, day: ExprId) -> String {
    match law.exprs.get(day) {
        Expr::Op(Op::Plus(period, _), of) if !law.told.contains_key(&day) => {
            let (period, back) = period.unsigned();
            let side = if back { "ahead of" } else { "after" };
            let of: Vec<String> = of.iter().map(|of| counted(law, *of)).collect();
            format!("{} {side} {}", period.in_words(), of.concat())
        }
        _ => thing(law, day),
    }
}

fn of_day(
    page: &mut Page,
    law: &Law,
    (day, steps): (Day, &[PlannedStep]),
    told: &mut Vec<Ground>,
    how: Grounds,
) {
    for (at, step) in steps.iter().enumerate() {
        let label = if at == 0 {
            day.in_words()
        } else {
            String::new()
        };
        let end = if at + 1 == steps.len() { "." } else { "," };
        let deed = format!("{}{end}", does(law, step.door));
        let winners = statuses(law, &step.gate)
            .into_iter()
            .filter(|status| status.standing == Standing::Wins);
        let mut behind: Vec<Ground> = Vec::new();
        for ground in winners.flat_map(|status| &law[law[status.rule].written].grounds) {
            if !behind.contains(ground) {
                behind.push(ground.clone());
            }
        }
        if how == Grounds::Located {
            page.labelled_with_note(DAY, &label, DEED, &deed, grounds::lines(law, &behind));
        } else {
            page.hanging(DAY, &label, DEED, &deed);
            behind.retain(|ground| !told.contains(ground));
            grounds::tell_at(page, DEED, law, &behind);
            told.extend(behind);
        }
    }
}

/// What stands in the way for good: on the last day on which anything changes, with all that was got
/// until then. It is told from which day on it does.
pub fn for_good(
    page: &mut Page,
    law: &Law,
    situation: &Situation,
    (waiting, day): (&Waiting, Day),
    told: &mut obstacles::Lacks,
) {
    let end = Interpreter::new(law, situation).end_of_waiting(waiting);
    let (person, since) = match &end {
        Some(end) => (&end.person, end.since),
        None => (situation, day),
    };
    let (label, out) = match since > day {
        true => (
            format!("From {}", since.in_words()),
            "out of reach for good for these reasons",
        ),
        false => (day.in_words(), "out of reach for good"),
    };
    let of = (waiting.holding, label.as_str(), out);
    obstacles::tell(page, law, person, of, told);
}
