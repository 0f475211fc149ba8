//! The days of rules, by the readings on which they are so.

use crate::calendar::{Day, Interval};
use crate::law::{Expr, ExprId, Law, Value, Written, WrittenId};
use crate::verdict::{Region, cubes};

use super::readings::written;

/// The days of a rule on some readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// The readings.
    pub on: Region,
    /// The days.
    pub days: Interval,
}

/// The days of a rule, on readings that do not overlap and are all; `None` where they hang on more
/// than readings.
pub fn lives(law: &Law, rule: &Written) -> Option<Vec<Life>> {
    let (firsts, ends) = (days(law, rule.from)?, days(law, rule.until)?);
    let mut found: Vec<Life> = Vec::new();
    for (one, from) in &firsts {
        for (other, until) in &ends {
            let on = one.meet(other);
            if on.is_nothing() {
                continue;
            }
            let days = Interval {
                from: *from,
                until: *until,
            };
            match found.iter_mut().find(|known| known.days == days) {
                Some(known) => known.on.0.extend(on.0),
                None => found.push(Life { on, days }),
            }
        }
    }
    if let [only] = found.as_mut_slice() {
        only.on = Region::everything();
    }
    Some(found)
}

/// The days that a bound may be, each with the readings on which it is that; `None` where it hangs
/// on more than readings.
pub fn days(law: &Law, bound: Option<ExprId>) -> Option<Vec<(Region, Option<Day>)>> {
    let Some(bound) = bound else {
        return Some(vec![(Region::everything(), None)]);
    };
    match law.exprs.get(bound) {
        Expr::Lit(Value::Day(day)) => Some(vec![(Region::everything(), Some(*day))]),
        Expr::If(condition, yes, no) => {
            let mut found = Vec::new();
            for (branch, side) in [(yes, true), (no, false)] {
                let on = Region(cubes(law, *condition, side)?);
                for (within, day) in days(law, Some(*branch))? {
                    found.push((on.meet(&within), day));
                }
            }
            Some(found)
        }
        _ => None,
    }
}

/// The days of a rule for the script: alternatives apart by `;`, each its readings, a colon, the
/// first day and the first day no longer.
pub fn attribute(lives: Option<&[Life]>) -> Option<String> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let one = |life: &Life| {
        let (from, until) = (day(life.days.from), day(life.days.until));
        format!("{}:{from}..{until}", written(&life.on))
    };
    lives.map(|lives| lives.iter().map(one).collect::<Vec<_>>().join(";"))
}

/// The id of a rule on the page.
pub fn rule_id(rule: WrittenId) -> String {
    format!("rule-{}", rule.index() + 1)
}
