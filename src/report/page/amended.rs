//! What each act after the first does to the rules: what it enacts, restates, moves and repeals.

use maud::{Markup, html};

use crate::calendar::Day;
use crate::law::{Act, ActId, AmendmentId, ExprId, Ground, Law, WrittenId};
use crate::report::layout::{Page, unbroken};
use crate::report::proof::grounds;
use crate::report::words::{either_day, heading};

use super::back::{Back, Place};
use super::blocks::Blocks;
use super::life::rule_id;

/// What an act does to a rule.
struct Done<'l> {
    rule: WrittenId,
    /// "Repealed, last day 30 June 2025"
    words: String,
    /// The version that these words follow.
    instead_of: Option<WrittenId>,
    grounds: &'l [Ground],
}

/// A list for each act that changes what stood before it; nothing where there is none.
pub fn by_acts(law: &Law, back: &mut Back) -> Markup {
    let acts = (0..law.acts.len()).map(ActId::at);
    let told: Vec<(&Act, Vec<Done<'_>>)> = acts
        .filter(|act| Some(*act) != first(law))
        .map(|act| (&law[act], done_by(law, act)))
        .filter(|(_, done)| !done.is_empty())
        .collect();
    let told: Vec<Markup> = told
        .into_iter()
        .map(|(act, done)| of_act(law, act, done, back))
        .collect();
    html! {
        @if !told.is_empty() {
            details .amended open {
                summary { h3 { "What later acts change" } }
                @for one in told { (one) }
            }
        }
    }
}

/// The act in force first, the one declared first among several: what it enacts changes nothing.
fn first(law: &Law) -> Option<ActId> {
    let acts = (0..law.acts.len()).map(ActId::at);
    acts.min_by_key(|act| {
        let in_force = law[*act].in_force.as_ref();
        let day = in_force.and_then(|(day, _)| days(law, Some(*day)).first().copied());
        day.unwrap_or(Day::MAX)
    })
}

fn done_by(law: &Law, act: ActId) -> Vec<Done<'_>> {
    let by = |amendment: &AmendmentId| law[*amendment].act == Some(act);
    let mut all: Vec<Done<'_>> = Vec::new();
    for (at, written) in law.written.iter().enumerate() {
        let rule = WrittenId::at(at);
        if written.is_value {
            continue;
        }
        let before = version_before(law, rule);
        if written.act == Some(act) {
            let does = if before.is_some() {
                "Restated"
            } else {
                "Enacted"
            };
            all.push(Done {
                rule,
                words: with_days(does, "first day", &days(law, written.from)),
                instead_of: before,
                grounds: law.own_grounds(rule),
            });
        }
        // Of its own words, an act says the first day itself.
        if let Some(moved) = written.begins_by.filter(by)
            && written.act != Some(act)
        {
            all.push(Done {
                rule,
                words: with_days("First day moved", "now", &days(law, written.from)),
                instead_of: None,
                grounds: &law[moved].grounds,
            });
        }
        if let Some(ended) = written.ends_by.filter(by) {
            let does = match law[ended].repeals {
                true => "Repealed",
                false if version_after(law, rule).is_some() => continue,
                false => "Last day moved",
            };
            let ends = days(law, written.until);
            let last: Vec<Day> = ends.into_iter().filter_map(Day::previous).collect();
            all.push(Done {
                rule,
                words: with_days(does, "last day", &last),
                instead_of: None,
                grounds: &law[ended].grounds,
            });
        }
    }
    all
}

/// "Repealed, last day 30 June 2025"; a day that hangs on readings is told with every choice.
fn with_days(does: &str, which: &str, days: &[Day]) -> String {
    match days {
        [] => does.to_owned(),
        days => format!("{does}, {which} {}", either_day(days)),
    }
}

fn days(law: &Law, bound: Option<ExprId>) -> Vec<Day> {
    bound
        .and_then(|bound| law.exprs.days_of(bound))
        .unwrap_or_default()
}

fn version_before(law: &Law, rule: WrittenId) -> Option<WrittenId> {
    let name = &law[rule].name;
    let mut earlier = (0..rule.index()).rev().map(WrittenId::at);
    earlier.find(|other| law[*other].name == *name)
}

fn version_after(law: &Law, rule: WrittenId) -> Option<WrittenId> {
    let name = &law[rule].name;
    let mut later = (rule.index()..law.written.len()).skip(1).map(WrittenId::at);
    later.find(|other| law[*other].name == *name)
}

fn of_act(law: &Law, act: &Act, done: Vec<Done<'_>>, back: &mut Back) -> Markup {
    let done: Vec<(Done<'_>, Markup)> = done
        .into_iter()
        .map(|one| {
            let mut page = Page::new();
            grounds::tell(&mut page, 1, law, one.grounds);
            let place = Place {
                id: rule_id(one.rule),
                name: heading(law, one.rule),
                is_rule: true,
            };
            let quoted = Blocks::at(back, place).all(&page.into_parts());
            (one, quoted)
        })
        .collect();
    html! {
        h4 { (unbroken(&act.title)) }
        ul {
            @for (one, quoted) in done {
                li {
                    a href={ "#" (rule_id(one.rule)) } { (unbroken(&heading(law, one.rule))) }
                    ". " (unbroken(&one.words)) "."
                    @if let Some(before) = one.instead_of {
                        " " a href={ "#" (rule_id(before)) } { "the version before" }
                    }
                    (quoted)
                }
            }
        }
    }
}
