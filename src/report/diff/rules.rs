//! What became of rules.

use std::collections::BTreeSet;

use crate::calendar::{Day, Interval};
use crate::diff::{TermChange, Versions};
use crate::law::{ActId, Effect, ExprId, Ground, Law, Rule, RuleId, Written, WrittenId};
use crate::report::layout::Page;
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
    grounds: Vec<(Option<String>, Vec<Ground>)>,
}

pub(super) fn tell(page: &mut Page, law: &Law, changes: &[RuleChange]) {
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
    }
    if changes.is_empty() {
        page.paragraph(1, "No rule is another.");
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
            });
        }
    }
    found
}

/// Over the sentences that repeal a rule.
const REPEAL: &str = "repealed by";

/// The act that repeals a rule, behind what is told of the rule, and the sentences that do.
fn repealing(law: &Law, rule: WrittenId) -> Option<(String, Vec<Ground>)> {
    let by = &law[law[rule].ends_by?];
    by.repeals
        .then(|| (by_act(law, by.act), by.grounds.clone()))
}

/// ", by “A draft”"
fn by_act(law: &Law, act: Option<ActId>) -> String {
    act.map_or_else(String::new, |act| format!(", by “{}”", law[act].title))
}

/// The rules that one of two versions has and the other has not, or not so.
pub fn between_versions(versions: &Versions, names: &[String; 2]) -> Vec<RuleChange> {
    let law = &versions.law;
    let mut left = versions.only_old.clone();
    let mut found = Vec::new();
    for new in &versions.only_new {
        let same = left.iter().position(|old| law[*old].name == law[*new].name);
        let old = same.map(|at| left.remove(at));
        let (words, grounds) = match old {
            Some(old) => changed(law, names, old, *new),
            None => {
                let grounds = vec![(None, law[*new].grounds.clone())];
                (added(versions, *new), grounds)
            }
        };
        found.push(told(law, *new, words, grounds));
    }
    for old in left {
        let grounds = vec![(None, law[old].grounds.clone())];
        found.push(told(law, old, "is left out".to_owned(), grounds));
    }
    let terms = versions.terms.iter().map(|(term, change)| {
        let term = &law[*term];
        let words = &term.phrases;
        let heading = words.main.as_ref().or(words.yes.as_ref());
        let told = match change {
            TermChange::New => "is a new term",
            TermChange::LeftOut => "is left out",
            TermChange::Redefined => "means something else",
            TermChange::Otherwise => "is another where no rule applies",
        };
        RuleChange {
            name: term.name.clone(),
            heading: heading.unwrap_or(&term.name).clone(),
            words: vec![told.to_owned()],
            grounds: vec![(None, term.grounds.clone())],
        }
    });
    found.extend(terms);
    found
}

/// What is said of a rule that only the newer version has: the next version of a rule, or a new one.
fn added(versions: &Versions, new: WrittenId) -> String {
    let law = &versions.law;
    let mut all = (0..law.written.len()).map(WrittenId::at);
    let is_next = all.any(|other| other != new && law[other].name == law[new].name);
    let begins = life(law, &law[new]).and_then(|life| life.from);
    let by = by_act(law, law[new].act);
    match (is_next, begins) {
        (true, Some(from)) => format!("reads otherwise since {}{by}", from.in_words()),
        (true, None) => format!("reads otherwise{by}"),
        (false, Some(from)) => format!("is new{by}, first day {}", from.in_words()),
        (false, None) => format!("is new{by}"),
    }
}

/// What grounds are of, and the grounds.
type Sided = Vec<(Option<String>, Vec<Ground>)>;

fn told(law: &Law, rule: WrittenId, words: String, grounds: Sided) -> RuleChange {
    RuleChange {
        name: law[rule].name.clone(),
        heading: heading(law, rule),
        words: vec![words],
        grounds,
    }
}

fn changed(law: &Law, names: &[String; 2], old: WrittenId, new: WrittenId) -> (String, Sided) {
    let (was, is) = (&law[old], &law[new]);
    let lives = ((was.from, was.until) != (is.from, is.until))
        .then(|| [was, is].map(|rule| lasts(law, rule)));
    // Of a rule that is repealed, and otherwise reads as before, that is told and by whom.
    let is_ended = was.ends_by.is_none() && says_the_same(law, old, new);
    if let Some((by, sentences)) = repealing(law, new).filter(|_| is_ended) {
        let last = life(law, is).and_then(|life| life.last_day());
        let last = last.map_or_else(String::new, |last| {
            format!(", last day {}", last.in_words())
        });
        let grounds = vec![
            (None, is.grounds.clone()),
            (Some(REPEAL.to_owned()), sentences),
        ];
        return (format!("is repealed{by}{last}"), grounds);
    }
    // Of what is restated, the words up to then stay.
    let is_restated = is_ended && is.ends_by.is_some() && is_followed(law, old, new);
    let last = life(law, is).and_then(|life| life.last_day());
    if let Some(last) = last.filter(|_| is_restated) {
        let words = format!("reads so up to {}", last.in_words());
        return (words, vec![(None, is.grounds.clone())]);
    }
    let moved = is.ends_by.filter(|_| was.ends_by.is_none());
    let moved = moved.or(is.begins_by.filter(|_| was.begins_by.is_none()));
    let by = moved.map_or_else(String::new, |by| by_act(law, law[by].act));
    let words = match lives {
        Some([was, is]) if was == is && says_the_same(law, old, new) => {
            "is in force on others of these days by the answers to questions".to_owned()
        }
        Some([was, is]) if says_the_same(law, old, new) => {
            let [before, after] = names;
            format!("is in force {was} in {before}, {is} in {after}{by}")
        }
        Some([was, is]) => {
            let [before, after] = names;
            format!("reads otherwise, and is in force {was} in {before}, {is} in {after}")
        }
        None if says_the_same(law, old, new) => order_changed(law, old, new),
        None => "reads otherwise".to_owned(),
    };
    let grounds = of_both(law, names, (&was.grounds, &is.grounds));
    (words, grounds)
}

/// The grounds on either side: once those that are the same to a reader, then those of one side alone.
fn of_both(law: &Law, names: &[String; 2], (was, is): (&[Ground], &[Ground])) -> Sided {
    let is_in = |all: &[Ground], one: &Ground| all.iter().any(|other| says_alike(law, one, other));
    let (both, came): (Vec<Ground>, Vec<Ground>) =
        is.iter().cloned().partition(|one| is_in(was, one));
    let gone = was.iter().filter(|one| !is_in(is, one)).cloned().collect();
    let [before, after] = names.clone();
    let sides = [(None, both), (Some(before), gone), (Some(after), came)];
    let told = sides.into_iter().filter(|(_, grounds)| !grounds.is_empty());
    told.collect()
}

/// Whether the newer side has another version of a rule behind it.
fn is_followed(law: &Law, old: WrittenId, rule: WrittenId) -> bool {
    let mut later = (rule.index()..law.written.len()).skip(1).map(WrittenId::at);
    later.any(|other| other != old && law[other].name == law[rule].name)
}

/// Whether two grounds are one to a reader, wherever in their texts the words stand.
fn says_alike(law: &Law, was: &Ground, is: &Ground) -> bool {
    match (was, is) {
        (Ground::Cited(was), Ground::Cited(is)) => {
            let same_text = law[was.source].name == law[is.source].name;
            same_text && was.quote == is.quote && was.remark == is.remark
        }
        _ => was == is,
    }
}

/// The days of a rule, if they are the same on every reading.
fn life(law: &Law, rule: &Written) -> Option<Interval> {
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

/// What became of the place of a rule among others, where it says what it said.
fn order_changed(law: &Law, old: WrittenId, new: WrittenId) -> String {
    type Others = fn(&Rule) -> &[RuleId];
    let [above, lifting]: [Others; 2] = [|rule| &rule.below, |rule| &rule.lifted_by];
    let kinds = [(above, "gives way to"), (lifting, "is lifted by")];
    let changes = kinds.into_iter().flat_map(|(others, does)| {
        let [was, is] = [old, new].map(|side| headings(law, side, others));
        let gone: Vec<String> = was.difference(&is).cloned().collect();
        let came: Vec<String> = is.difference(&was).cloned().collect();
        [("no longer", gone), ("now", came)]
            .into_iter()
            .filter(|(_, others)| !others.is_empty())
            .map(move |(since, others)| format!("{since} {does} {}", joined(&others, "and")))
    });
    let changes: Vec<String> = changes.collect();
    match changes.is_empty() {
        true => "reads as before; a rule through which it prevails over others, or gives way to \
                 them, has changed"
            .to_owned(),
        false => joined(&changes, "and"),
    }
}

/// The headings of what stands in some relation to a rule, in quotation marks.
fn headings(law: &Law, rule: WrittenId, others: fn(&Rule) -> &[RuleId]) -> BTreeSet<String> {
    let rules = law[rule].rules.iter();
    rules
        .flat_map(|own| others(&law[*own]))
        .map(|other| format!("“{}”", heading(law, law[*other].written)))
        .collect()
}

/// Whether two rules differ in their days and in their order among others at most.
fn says_the_same(law: &Law, old: WrittenId, new: WrittenId) -> bool {
    let [old, new] = [old, new].map(|side| {
        let rules = law[side].rules.iter().copied();
        rules
            .filter(|rule| !law.is_stand_in(*rule))
            .collect::<Vec<RuleId>>()
    });
    let same = |one: RuleId, other: RuleId| {
        let (one, other) = (&law[one], &law[other]);
        let effect = match (one.effect, other.effect) {
            (Effect::Value(term, value), Effect::Value(same, other)) => {
                (term, value) == (same, other)
            }
            (Effect::Lift, Effect::Lift) => true,
            (Effect::Value(..), Effect::Lift) | (Effect::Lift, Effect::Value(..)) => false,
        };
        effect && one.conditions == other.conditions
    };
    old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| same(*old, *new))
}
