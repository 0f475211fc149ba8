//! The days on which outcomes change, for other programs.

use serde_json::{Value as Json, json};

use crate::law::{Law, Moment};
use crate::report::diff::json::{about, list, turn};
use crate::verdict::Boundaries;

use super::{moment, rules, sides};

/// Each change with its day, and the names of the cases written of it.
pub fn json(law: &Law, found: &Boundaries, cases: &[Vec<String>]) -> Json {
    let day = |of: Moment| {
        let (kind, day) = match of {
            Moment::Day(day) => ("law", Some(day.to_string())),
            Moment::Own(_) => ("own", None),
            Moment::After(_) => ("day_after_own", None),
            Moment::Turning(_) => ("turning", None),
        };
        json!({ "kind": kind, "day": day, "words": moment(law, of) })
    };
    let changes = found.found.iter().enumerate().map(|(at, one)| {
        let (kind, name) = about(law, one.about);
        let (_, [before, after, day_after]) = sides(law, one);
        let rules = rules(law, one).into_iter();
        json!({
            "kind": kind,
            "about": name,
            "list": list(law, one.about),
            "turn": turn(one.turn),
            "moment": day(one.moment),
            "before": before,
            "after": after,
            "day_after": day_after,
            "rules": rules.map(|rule| law[rule].name.clone()).collect::<Vec<_>>(),
            "readings": one.region.named(law),
            "example_day": one.example.day.to_string(),
            "cases": cases.get(at),
        })
    });
    let unsettled = found.unsettled.iter().map(|one| {
        let (kind, name) = about(law, one.about);
        json!({
            "kind": kind,
            "about": name,
            "list": list(law, one.about),
            "turn": turn(one.turn),
            "moment": one.moment.map(day),
            "reason": one.reason,
        })
    });
    let moving = found.moving.iter().map(|of| {
        let (kind, name) = about(law, *of);
        json!({ "kind": kind, "about": name, "list": list(law, *of) })
    });
    json!({
        "changes": changes.collect::<Vec<_>>(),
        "undecided": unsettled.collect::<Vec<_>>(),
        "with_every_day": moving.collect::<Vec<_>>(),
    })
}
