//! What became of rules.

use crate::calendar::{Day, Interval};
use crate::law::{ActId, ExprId, Ground, Law, Written, WrittenId};
use crate::report::first_few;
use crate::report::layout::{Ending, Page};
use crate::report::proof::{columns, grounds};
use crate::report::words::{either_day, heading, joined, thing};

/// What became of a rule.
#[derive(Debug)]
pub struct RuleChange {
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: String,
    /// What became of it: "is new", "begins, first day 1 July 2025".
    pub words: Vec<String>,
    /// What it rests on; where that is another text on either side, under the name of the side.
    pub(super) grounds: Sided,
    /// Where its sentences are the same: what is made of them on either side alone, under the name of the side.
    pub(super) encoded: Vec<(String, Vec<String>)>,
}

/// What grounds are of, and the grounds.
pub(super) type Sided = Vec<(Option<String>, Vec<Ground>)>;

/// So many rules are named whose sentences stand in other lines.
const NAMED: usize = 6;

pub(super) fn tell(
    page: &mut Page,
    law: &Law,
    (changes, elsewhere): (&[RuleChange], &[WrittenId]),
) {
    page.section("Rules", None);
    for change in changes {
        page.gap();
        let told = format!("“{}” {}", change.heading, joined(&change.words, "and"));
        page.paragraph(1, &told);
        for (side, grounds) in &change.grounds {
            if let Some(side) = side {
                page.paragraph(3, &format!("{side}:"));
            }
            grounds::tell_at(page, 4, law, grounds);
        }
        for (side, lines) in &change.encoded {
            page.paragraph(3, &format!("as applied in {side}:"));
            page.list(4, lines, Ending::Apart);
        }
    }
    if changes.is_empty() {
        page.paragraph(1, "No rule is another.");
    }
    if !elsewhere.is_empty() {
        let rules = elsewhere.iter();
        let rules = rules.map(|rule| format!("“{}”", heading(law, *rule)));
        let rules = joined(&first_few(rules.collect(), NAMED), "and");
        page.gap();
        page.paragraph(1, &format!("In other lines, with the same words: {rules}."));
    }
}

/// The rules that begin or end on a day after the first and up to the second, on some reading. A day
/// that hangs on a reading is told with every choice.
pub fn between_days(law: &Law, (from, to): (Day, Day)) -> Vec<RuleChange> {
    let within = |bound: Option<ExprId>| -> Vec<(Day, bool)> {
        let days = bound
            .and_then(|bound| law.exprs.days_of(bound))
            .unwrap_or_default();
        let (mut days, certain) = (days.clone(), days.len() == 1);
        days.sort_unstable();
        days.dedup();
        days.retain(|day| from < *day && *day <= to);
        days.into_iter().map(|day| (day, certain)).collect()
    };
    // Where there is one act alone, it is no news that it is this one.
    let by = |act: Option<ActId>| by_act(law, act.filter(|_| law.acts.len() > 1));
    let on_some = |certain: bool| if certain { "" } else { ", on some reading" };
    let mut found = Vec::new();
    for written in (0..law.written.len()).map(WrittenId::at) {
        let Some(rule) = law[written].rules.first() else {
            continue;
        };
        let mut words = Vec::new();
        for (day, certain) in within(law[*rule].from) {
            let (day, by) = (day.in_words(), by(law.begins_by_act(written)));
            words.push(format!("begins{by}, first day {day}{}", on_some(certain)));
        }
        let repeal = repealing(law, written);
        let mut grounds = vec![(None, law[written].grounds.clone())];
        for (day, certain) in within(law[*rule].until) {
            let last = day.previous().unwrap_or(day).in_words();
            let on_some = on_some(certain);
            words.push(match &repeal {
                Some((by, _)) => format!("is repealed{by}, in force up to {last}{on_some}"),
                None => {
                    let by = by(law.ends_by_act(written));
                    format!("ends{by}, in force up to {last}{on_some}")
                }
            });
            grounds.extend(
                repeal
                    .clone()
                    .map(|(_, grounds)| (Some(REPEAL.to_owned()), grounds)),
            );
        }
        if !words.is_empty() {
            found.push(RuleChange {
                name: law[written].name.clone(),
                heading: heading(law, written),
                words,
                grounds,
                encoded: Vec::new(),
            });
        }
    }
    found
}

/// Over the sentences that repeal a rule.
pub(super) const REPEAL: &str = "repealed by";

/// The act that repeals a rule, behind what is told of the rule, and the sentences that do.
pub(super) fn repealing(law: &Law, rule: WrittenId) -> Option<(String, Vec<Ground>)> {
    let by = &law[law[rule].ends_by?];
    by.repeals
        .then(|| (by_act(law, by.act), by.grounds.clone()))
}

/// ", by “A draft”"
pub(super) fn by_act(law: &Law, act: Option<ActId>) -> String {
    act.map_or_else(String::new, |act| format!(", by “{}”", law[act].title))
}

/// The days of a rule, if they are the same on every reading.
pub(super) fn life(law: &Law, rule: &Written) -> Option<Interval> {
    let day = |bound: Option<ExprId>| match bound {
        None => Some(None),
        Some(bound) => match law.exprs.days_of(bound)?.as_slice() {
            [day] => Some(Some(*day)),
            _ => None,
        },
    };
    Some(Interval {
        from: day(rule.from)?,
        until: day(rule.until)?,
    })
}

/// The days of a rule; where one hangs on readings, each that it may be.
pub fn lasts(law: &Law, rule: &Written) -> String {
    if let Some(life) = life(law, rule) {
        return columns::lasting(life);
    }
    let said = |bound: ExprId, is_last: bool| match law.exprs.days_in_order(bound) {
        Some(days) => {
            let last = |day: Day| day.previous().filter(|_| is_last).unwrap_or(day);
            either_day(&days.into_iter().map(last).collect::<Vec<_>>())
        }
        None if is_last => format!("the day before {}", thing(law, bound)),
        None => thing(law, bound),
    };
    let first = rule.from.map(|from| said(from, false));
    let last = rule.until.map(|until| said(until, true));
    match (first, last) {
        (Some(first), Some(last)) => format!("from {first} to {last}"),
        (Some(first), None) => format!("since {first}"),
        (None, Some(last)) => format!("up to {last}"),
        (None, None) => columns::lasting(Interval::ALWAYS),
    }
}
