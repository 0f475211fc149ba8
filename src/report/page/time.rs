//! The time line: the periods of the law, and what changes on each day between them.

use maud::{Markup, html};

use crate::calendar::{Day, Interval};
use crate::law::{Act, Law, WrittenId};
use crate::report::boundaries::{on_day, on_other_days};
use crate::report::counted;
use crate::report::layout::{Note, Page, unbroken};
use crate::report::proof::grounds::lines;
use crate::report::words::{capitalized, heading};
use crate::verdict::Boundaries;

use super::Content;
use super::back::{Back, Place};
use super::blocks::{Blocks, linked};
use super::life::{Life, days, rule_id};
use super::period::{Event, Periods};
use super::readings::{in_words, on};

/// A table of more periods is too wide to read; the days are listed below it anyway.
const WIDE: usize = 8;

/// The section.
pub fn section(content: Content<'_>, periods: &Periods, back: &mut Back) -> Markup {
    let Content { law, dated, .. } = content;
    let count = periods.days.len();
    let days = periods.days.iter().map(|(day, events)| {
        let outcomes = dated.map(|(dated, found)| {
            let (count, page) = on_day(dated, found, *day);
            let touched = changes_for_somebody(count);
            folded(&touched, count, page, back)
        });
        changes(law, *day, events, outcomes)
    });
    let days: Vec<Markup> = days.collect();
    let others = dated.map(|(dated, found)| other_days(dated, found, periods, back));
    html! {
        @if count > 0 {
            section #time {
                h2 { "Periods" }
                p .intro {
                    "The rules change on "
                    @if count == 1 { "one day" } @else { (count) " days" }
                    " and on no other, apart from the days of each person’s own."
                }
                (strip(periods))
                @if count < WIDE { (table(law, periods)) }
                ol .days { @for day in days { (day) } }
                @if let Some(others) = others { (others) }
            }
        }
    }
}

/// "3 outcomes change for somebody"
fn changes_for_somebody(count: usize) -> String {
    let changes = counted(count, "outcome changes", "outcomes change");
    match count {
        0 => "No outcome changes for anybody on the same facts.".to_owned(),
        _ => format!("{changes} for somebody"),
    }
}

/// What changes on a day, below how much that is; that alone where it is nothing.
fn folded(title: &str, count: usize, page: Page, back: &mut Back) -> Markup {
    let place = Place {
        id: "time".to_owned(),
        name: String::new(),
        is_rule: false,
    };
    let told = Blocks::at(back, place).all(&page.into_parts());
    html! {
        @if count == 0 { p .soft { (unbroken(title)) } } @else {
            details { summary { (unbroken(title)) } (told) }
        }
    }
}

/// What changes on days that conditions name and on those of a person's own.
fn other_days(law: &Law, found: &Boundaries, periods: &Periods, back: &mut Back) -> Markup {
    let known = |day: Day| periods.days.contains_key(&day);
    let days: Vec<Markup> = on_other_days(law, found, known)
        .into_iter()
        .map(|(words, count, page)| {
            let title = format!("{}: {}", capitalized(&words), changes_for_somebody(count));
            folded(&title, count, page, back)
        })
        .collect();
    html! {
        @if !days.is_empty() {
            h3 { "Days that conditions name, and days of each person’s own" }
            @for day in days { (day) }
        }
    }
}

/// The width of the strip, in its units.
const STRIP: i32 = 1000;

/// The days of change to scale, with as much time before the first and behind the last as makes a
/// tenth of the strip.
fn strip(periods: &Periods) -> Markup {
    let days: Vec<i32> = periods.days.keys().map(|day| day.number()).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return html! {};
    };
    let span = (last - first).max(1);
    let at = |day: i32| STRIP / 10 + (day - first) * (STRIP * 8 / 10) / span;
    html! {
        svg .strip viewBox={ "0 0 " (STRIP) " 30" } role="img" aria-label="The days of change, to scale" {
            path .rb d={ "M0 12 H" (STRIP) } {}
            @for (day, number) in periods.days.keys().zip(&days) {
                path .rl d={ "M" (at(*number)) " 4 V20" } { title { (day.in_words()) } }
            }
        }
    }
}

/// Which rules are in force in which period; rules that are always in force are left out.
fn table(law: &Law, periods: &Periods) -> Markup {
    let all = periods.all();
    html! {
        table .time {
            caption .unseen { "Which rules are in force in each period" }
            thead { tr {
                td {}
                @for period in &all {
                    th scope="col" {
                        (first_of(period))
                        @if let Some(count) = count(period) { small { (count) } }
                    }
                }
            } }
            tbody { @for (life, rules) in together(periods) { (row(law, &rules, life, &all)) } }
        }
    }
}

/// How a period is headed: by its first day, and the first one by its last.
fn first_of(period: &Interval) -> String {
    let open = Interval {
        from: period.from,
        until: period.until.filter(|_| period.from.is_none()),
    };
    open.in_words()
}

/// "493 days"
fn count(period: &Interval) -> Option<String> {
    let days = period.until?.number() - period.from?.number();
    Some(counted(usize::try_from(days).ok()?, "day", "days"))
}

/// The rules of which the days are the same, in the order of the text.
fn together(periods: &Periods) -> Vec<(&Life, Vec<WrittenId>)> {
    let mut found: Vec<(&Life, Vec<WrittenId>)> = Vec::new();
    for (at, lives) in periods.lives.iter().enumerate() {
        for life in lives.iter().flatten() {
            if life.days == Interval::ALWAYS {
                continue;
            }
            match found.iter_mut().find(|(known, _)| *known == life) {
                Some((_, rules)) => rules.push(WrittenId::at(at)),
                None => found.push((life, vec![WrittenId::at(at)])),
            }
        }
    }
    found
}

fn row(law: &Law, rules: &[WrittenId], life: &Life, all: &[Interval]) -> Markup {
    let mut runs: Vec<(bool, usize)> = Vec::new();
    for period in all {
        let is_in_force = !period.intersect(&life.days).is_empty();
        match runs.last_mut() {
            Some((known, length)) if *known == is_in_force => *length += 1,
            _ => runs.push((is_in_force, 1)),
        }
    }
    html! {
        tr data-on=[on(&life.on)] {
            th scope="row" {
                @for rule in rules { a href={ "#" (rule_id(*rule)) } { (unbroken(&heading(law, *rule))) } }
                @if on(&life.on).is_some() { small { (unbroken(&in_words(law, &life.on))) } }
            }
            @for (is_in_force, length) in runs {
                @if is_in_force {
                    td .in colspan=(length) { "in force" }
                } @else {
                    td colspan=(length) { span .soft { "not in force" } }
                }
            }
        }
    }
}

/// What begins on a day, and what had its last day before it.
fn changes(law: &Law, day: Day, events: &[Event], outcomes: Option<Markup>) -> Markup {
    let acts = law.acts.iter().filter(|act| begins(law, act, day));
    html! {
        li {
            h3 { (unbroken(&day.in_words())) span .soft { ", a " (day.weekday().in_words()) } }
            @for act in acts {
                p { "First day of " (unbroken(&act.title)) "." (reference(&first_day(law, act))) }
            }
            (list(law, "First day", events.iter().filter(|event| event.begins)))
            @if let Some(last) = day.previous() {
                @let title = format!("The day before, {}, is the last day", last.in_words());
                (list(law, &title, events.iter().filter(|event| !event.begins)))
            }
            @if let Some(outcomes) = outcomes { (outcomes) }
        }
    }
}

fn begins(law: &Law, act: &Act, day: Day) -> bool {
    let in_force = act
        .in_force
        .as_ref()
        .and_then(|(from, _)| days(law, Some(*from)));
    in_force
        .into_iter()
        .flatten()
        .any(|(_, from)| from == Some(day))
}

fn first_day(law: &Law, act: &Act) -> Note {
    let grounds = act.in_force.as_ref().map(|(_, grounds)| grounds);
    grounds.map_or_else(Note::none, |grounds| lines(law, grounds))
}

fn reference(note: &Note) -> Markup {
    html! { @if !note.is_empty() { " " span .ref { (linked(note)) } } }
}

fn list<'e>(law: &Law, title: &str, events: impl Iterator<Item = &'e Event>) -> Markup {
    let events: Vec<&Event> = events.collect();
    html! {
        @if !events.is_empty() {
            p .soft { (unbroken(title)) " of" }
            ul {
                @for event in events {
                    li data-on=[on(&event.on)] {
                        a href={ "#" (rule_id(event.rule)) } { (unbroken(&heading(law, event.rule))) }
                        (reference(&lines(law, &law[event.rule].grounds)))
                        @if on(&event.on).is_some() {
                            " " small .soft { (unbroken(&in_words(law, &event.on))) }
                        }
                    }
                }
            }
        }
    }
}
