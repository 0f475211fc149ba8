//! The law as it stands on a day: every rule with its sentences, its days, and what became of it.

use maud::{Markup, html};

use crate::calendar::{Day, Interval};
use crate::law::{AmendmentId, Law, ProvisionId, Written, WrittenId};
use crate::report::encoded::effects;
use crate::report::layout::{Page, unbroken};
use crate::report::proof::grounds;
use crate::report::words::{joined, plain};

use super::amended::by_acts;
use super::back::{Back, Place};
use super::blocks::Blocks;
use super::life::{attribute, rule_id};
use super::period::Periods;
use super::readings::{in_words, on};

/// The section.
pub fn section(law: &Law, periods: &Periods, back: &mut Back) -> Markup {
    let mut groups: Vec<(String, Vec<WrittenId>)> = Vec::new();
    for (at, rule) in law.written.iter().enumerate() {
        let title = title(law, rule);
        match groups.last_mut() {
            Some((known, rules)) if *known == title => rules.push(WrittenId::at(at)),
            _ => groups.push((title, vec![WrittenId::at(at)])),
        }
    }
    let groups: Vec<(String, Vec<Markup>)> = groups
        .into_iter()
        .map(|(title, rules)| {
            let rules = rules.into_iter();
            (
                title,
                rules.map(|id| rule(law, id, periods, back)).collect(),
            )
        })
        .collect();
    let amended = by_acts(law, back);
    html! {
        section #law {
            h2 { "The law on a day" }
            p .intro { "The rules with the sentences they are taken from, and the days on which each is in force." }
            (days(periods))
            (amended)
            @for (title, rules) in groups {
                @if !title.is_empty() { h3 { (unbroken(&title)) } }
                @for rule in rules { (rule) }
            }
        }
    }
}

/// The choice of a day; it is of use with the script alone.
fn days(periods: &Periods) -> Markup {
    let changes: Vec<Day> = periods.days.keys().copied().collect();
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
        return html! {};
    };
    let before = first.previous().unwrap_or(*first);
    html! {
        form #day hidden data-first=(before) data-last=(last) {
            label { "Day " input type="date" name="day" required value=(last); }
            " "
            @for day in std::iter::once(&before).chain(&changes) {
                button type="button" data-day=(day) { (unbroken(&day.in_words())) } " "
            }
            input type="range" name="slider" aria-label="Day";
            p .soft aria-live="polite" { output {} }
        }
    }
}

/// Where a rule stands: the headings of its provisions, or its act.
fn title(law: &Law, rule: &Written) -> String {
    let mut headings = Vec::new();
    let mut next = rule.provision;
    while let Some(id) = next {
        headings.extend(provision(law, id));
        next = law[id].parent;
    }
    headings.extend(rule.act.map(|act| law[act].title.clone()));
    headings.reverse();
    headings.join(" – ")
}

fn provision(law: &Law, id: ProvisionId) -> Option<String> {
    law[id].heading.clone()
}

fn rule(law: &Law, id: WrittenId, periods: &Periods, back: &mut Back) -> Markup {
    let rule = &law[id];
    let name = crate::report::words::heading(law, id);
    let place = Place {
        id: rule_id(id),
        name: name.clone(),
        is_rule: true,
    };
    let mut page = Page::new();
    grounds::tell(&mut page, 1, law, &rule.grounds);
    let quoted = Blocks::at(back, place).all(&page.into_parts());
    let lives = periods.of_rule(id);
    html! {
        article .rule id=(rule_id(id)) data-lives=[attribute(lives)] {
            div {
                h4 { (unbroken(&name)) }
                (quoted)
                (encoded(law, rule))
                (over(law, "It lifts", &rule.lifts))
                (over(law, "It prevails over", &rule.despite))
                (amended(law, "Its first day is set by", rule.begins_by, back))
                (amended(law, "Its end is set by", rule.ends_by, back))
            }
            div .state {
                b .now {}
                @match lives {
                    None => p { "its days depend on readings" },
                    Some(lives) => @for life in lives {
                        p data-on=[on(&life.on)] {
                            (unbroken(&lasting(life.days)))
                            @if on(&life.on).is_some() { small { (unbroken(&in_words(law, &life.on))) } }
                        }
                    },
                }
                (versions(law, id))
            }
        }
    }
}

/// When a rule is in force: "from 1 January 2024 to 30 June 2025".
fn lasting(days: Interval) -> String {
    match (days.from, days.last_day()) {
        (None, None) => "undated in this text".to_owned(),
        (Some(from), None) => format!("since {}", from.in_words()),
        (None, Some(last)) => format!("up to {}", last.in_words()),
        (Some(from), Some(last)) => format!("from {} to {}", from.in_words(), last.in_words()),
    }
}

/// What is made of the sentences.
fn encoded(law: &Law, rule: &Written) -> Markup {
    let all = effects(law, rule);
    html! {
        details .encoded {
            summary { "As encoded" }
            ul { @for ((who, said), of) in all { li {
                @if !who.is_empty() { "where " (unbroken(&who)) " – " }
                @if of.len() > 1 {
                    (unbroken(&said)) ", for each of these:"
                    ul { @for one in of { li { (unbroken(&one)) } } }
                } @else {
                    @for one in of { (unbroken(&one)) ": " }
                    (unbroken(&said))
                }
            } } }
        }
    }
}

/// Rules and provisions that a rule is an exception to.
fn over(law: &Law, how: &str, names: &[String]) -> Markup {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("“{}”", called(law, name)))
        .collect();
    html! { @if !names.is_empty() { p .soft { (how) " " (unbroken(&joined(&names, "and"))) "." } } }
}

fn called(law: &Law, name: &str) -> String {
    let rule = law.written.iter().find(|rule| rule.name == name);
    let provision = law.provisions.iter().find(|one| one.name == name);
    let heading = rule
        .and_then(|rule| rule.heading.clone())
        .or_else(|| provision.and_then(|one| one.heading.clone()));
    heading.unwrap_or_else(|| plain(name))
}

/// The act that moved a rule, in its words.
fn amended(law: &Law, how: &str, by: Option<AmendmentId>, back: &mut Back) -> Markup {
    let Some(by) = by else { return html! {} };
    let act = law[by].act.map(|act| law[act].title.clone());
    let mut page = Page::new();
    grounds::tell(&mut page, 1, law, &law[by].grounds);
    let place = Place {
        id: "law".to_owned(),
        name: act.clone().unwrap_or_default(),
        is_rule: true,
    };
    let quoted = Blocks::at(back, place).all(&page.into_parts());
    html! {
        @if let Some(act) = act { p .soft { (how) " " (unbroken(&act)) ":" } }
        (quoted)
    }
}

/// The other versions of a rule.
fn versions(law: &Law, id: WrittenId) -> Markup {
    let name = &law[id].name;
    let others = law.written.iter().enumerate();
    let others: Vec<usize> = others
        .filter(|(at, other)| other.name == *name && *at != id.index())
        .map(|(at, _)| at)
        .collect();
    html! {
        @for at in others {
            p { a href={ "#" (rule_id(WrittenId::at(at))) } {
                @if at < id.index() { "the version before" } @else { "the version after" }
            } }
        }
    }
}
