//! What one may wait for, of one person: the steps of each day, or what stands in the way for good.

use crate::calendar::Day;
use crate::eval::{Explanation, PlannedStep, Reason, Situation, Standing, at_the_end};
use crate::law::{Ground, Law, Waiting};
use crate::report::layout::Page;
use crate::report::rule_words::statuses;
use crate::report::words::does;

use super::grounds;
use super::obstacles;
use super::steps::{DAY, DEED, Grounds};

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
        "It can be put off until {}: from {} it is out of reach for good.",
        last.in_words(),
        next.in_words()
    )
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

/// What stands in the way on the last day on which anything changes, with all that was got until
/// then.
pub fn for_good(
    page: &mut Page,
    law: &Law,
    situation: &Situation,
    (waiting, day): (&Waiting, Day),
    told: &mut obstacles::Lacks,
) {
    let (label, end) = match at_the_end(law, situation, waiting) {
        Some((last, end)) => (format!("From {}", last.in_words()), end),
        None => (day.in_words(), situation.clone()),
    };
    let of = (waiting.holding, label.as_str(), "out of reach for good");
    obstacles::tell(page, law, &end, of, told);
}
