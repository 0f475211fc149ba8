//! The rules of a law with what became of them, for other programs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::calendar::Day;
use crate::law::{AmendmentId, ExprId, Ground, Law, print};

use super::outcome_json::grounds;

/// Every version of every rule: by which act, from when until when, and whether it may be in force
/// on the day. `kept` are the names of the rules that stand in the law of the day, and `because` says
/// why words of some of them do that are not in force.
pub fn json(
    law: &Law,
    day: Day,
    kept: &BTreeSet<String>,
    because: &BTreeMap<String, Json>,
) -> Json {
    let rules = law.written.iter();
    rules
        .map(|written| {
            let in_force = state(law, written.from, written.until, day);
            let because = because.get(&written.name).filter(|_| in_force == "no");
            json!({
                "rule": written.name,
                "heading": written.heading,
                "act": written.act.map(|act| law[act].name.clone()),
                "from": written.from.map(|day| print(law, day)),
                "until": written.until.map(|day| print(law, day)),
                "in_force": in_force,
                "kept": kept.contains(&written.name),
                "kept_because": because,
                "begins_by": written.begins_by.map(|by| amendment(law, by)),
                "ends_by": written.ends_by.map(|by| amendment(law, by)),
                "grounds": grounds(law, &written.grounds),
            })
        })
        .collect()
}

fn amendment(law: &Law, by: AmendmentId) -> Json {
    let own: &[Ground] = &law[by].grounds;
    json!({
        "act": law[by].act.map(|act| law[act].name.clone()),
        "grounds": grounds(law, own),
    })
}

/// "yes", "no", or that it depends on readings.
fn state(law: &Law, from: Option<ExprId>, until: Option<ExprId>, day: Day) -> &'static str {
    let of = |end: Option<ExprId>, absent, holds: &dyn Fn(Day) -> bool| match end {
        Some(end) => bound(law, end, holds),
        None => Some(absent),
    };
    let begun = of(from, true, &|first| first <= day);
    let lasts = of(until, true, &|end| end > day);
    match (begun, lasts) {
        (Some(true), Some(true)) => "yes",
        (Some(false), _) | (_, Some(false)) => "no",
        _ => "depends on readings",
    }
}

/// Whether something holds of all days that a bound may be, or of none; `None` where of some.
fn bound(law: &Law, id: ExprId, holds: &dyn Fn(Day) -> bool) -> Option<bool> {
    let mut days = law.exprs.days_of(id)?.into_iter().map(holds);
    let first = days.next()?;
    days.all(|other| other == first).then_some(first)
}
