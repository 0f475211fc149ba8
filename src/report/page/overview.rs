//! The first thing seen: what the page is about, the chief verdict, and all verdicts.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::calendar::Day;
use crate::law::{Act, Law};
use crate::report::audit;
use crate::report::layout::{Page, unbroken};
use crate::report::proof::{claim, summary, verdict as told};
use crate::report::words::joined;
use crate::verdict::Verdict;

use super::Content;
use super::back::{Back, Place};
use super::blocks::Blocks;
use super::claims::{claim_id, claim_name, finding_id, finding_name};
use super::life::days as days_of;
use super::stamp::{stamped, verdict};

/// What the page is called: the titles of the texts.
pub fn title(law: &Law) -> String {
    let titles: Vec<String> = law
        .sources
        .iter()
        .filter(|source| source.path.is_some())
        .map(|source| source.title.trim_end_matches('.').to_owned())
        .collect();
    if titles.is_empty() {
        "The law".to_owned()
    } else {
        joined(&titles, "and")
    }
}

/// The section.
pub fn section(content: Content<'_>, back: &mut Back) -> Markup {
    let Content { law, verdicts, .. } = content;
    html! {
        section #overview .cover {
            h1 { (unbroken(&title(law))) }
            p .eyebrow { "What the rules written from this text come to. " @for act in &law.acts { (dates(law, act)) } }
            @for layer in &law.scope.layers { p .eyebrow { "With " (layer) "." } }
            @if let Some(day) = law.scope.known_on {
                p .eyebrow { "As known on " (unbroken(&day.in_words())) "." }
            }
            @if let Some(chief) = chief(verdicts) { (lead(law, chief, back)) }
            (table(content))
        }
    }
}

/// "Law No. 50-VIII: adopted on 23 December 2023, in force from 1 January 2024."
fn dates(law: &Law, act: &Act) -> Markup {
    let days = [
        ("adopted on", &act.adopted),
        ("published on", &act.published),
    ];
    let in_force = act
        .in_force
        .as_ref()
        .and_then(|(day, _)| days_of(law, Some(*day)));
    let in_force: BTreeSet<Day> = in_force
        .into_iter()
        .flatten()
        .filter_map(|(_, day)| day)
        .collect();
    let in_force: Vec<String> = in_force.into_iter().map(Day::in_words).collect();
    let begins =
        (!in_force.is_empty()).then(|| format!("in force from {}", joined(&in_force, "or")));
    let days: Vec<String> = days
        .into_iter()
        .filter_map(|(how, day)| {
            let (day, _) = day.as_ref()?;
            Some(format!("{how} {}", day.in_words()))
        })
        .chain(begins)
        .collect();
    html! {
        @if !days.is_empty() {
            span .nb { (act.title) } ": " (unbroken(&days.join(", "))) ". "
        }
    }
}

/// The verdict with the most behind it: the first dead end, else the first claim.
fn chief(verdicts: &[Verdict]) -> Option<&Verdict> {
    let mut all = verdicts.iter();
    all.find(|verdict| told::told(verdict).is_some())
        .or_else(|| verdicts.first())
}

fn lead(law: &Law, chief: &Verdict, back: &mut Back) -> Markup {
    let stated = &law[chief.claim];
    let mut page = Page::new();
    claim::sentence(&mut page, law, stated);
    let id = claim_id(law, chief.claim);
    let place = Place {
        id: id.clone(),
        name: claim_name(law, chief.claim),
        is_rule: false,
    };
    let sentence = Blocks::at(back, place).all(&page.into_parts());
    html! {
        div .lead {
            p .head { (verdict(law, chief)) }
            h2 { a href={ "#" (id) } { (unbroken(&claim_name(law, chief.claim))) } }
            (sentence)
        }
    }
}

/// All verdicts and findings.
fn table(content: Content<'_>) -> Markup {
    let Content {
        law,
        verdicts,
        findings,
        ..
    } = content;
    let open = findings.iter().enumerate();
    let open = open.filter(|(_, finding)| finding.intended.is_none());
    html! {
        @if !verdicts.is_empty() {
            table .findings {
                caption { "All claims" }
                thead { tr { th scope="col" { "Claim" } th scope="col" { "Verdict" } } }
                tbody {
                    @for one in verdicts {
                        tr {
                            th scope="row" {
                                a href={ "#" (claim_id(law, one.claim)) } {
                                    (unbroken(&claim_name(law, one.claim)))
                                }
                            }
                            td { (verdict(law, one)) }
                        }
                    }
                }
            }
            p .soft { (summary(verdicts)) }
        }
        table .findings {
            caption { a href="#findings" { "What nobody asked for" } }
            tbody {
                @for (at, finding) in open {
                    tr {
                        th scope="row" {
                            a href={ "#" (finding_id(at)) } { (unbroken(&finding_name(law, finding))) }
                        }
                        td { (stamped(&audit::banner(finding))) }
                    }
                }
            }
        }
        p .soft { (audit::summary(findings, content.asked)) }
    }
}
