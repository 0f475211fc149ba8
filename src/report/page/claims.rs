//! The claims and findings, each with its proof in words.

use maud::{Markup, html};

use crate::law::{ClaimId, Law};
use crate::report::audit;
use crate::report::conflict;
use crate::report::layout::{Page, Part, unbroken};
use crate::report::proof::support::Numbers;
use crate::report::proof::{rests, verdict as told};
use crate::report::words::plain;
use crate::verdict::{Finding, Subject, Verdict};

use super::Content;
use super::back::{Back, Place};
use super::blocks::Blocks;
use super::notices::{About, notices};
use super::stamp::{stamped, verdict};

/// The id of a claim on the page.
pub fn claim_id(law: &Law, claim: ClaimId) -> String {
    format!("claim-{}", law[claim].name)
}

/// What a claim is called.
pub fn claim_name(law: &Law, claim: ClaimId) -> String {
    let claim = &law[claim];
    claim.heading.clone().unwrap_or_else(|| plain(&claim.name))
}

/// The id of a finding on the page.
pub fn finding_id(at: usize) -> String {
    format!("finding-{}", at + 1)
}

/// What a finding is called: of an answer that is missing or not settled, by the question.
pub fn finding_name(law: &Law, finding: &Finding) -> String {
    let title = audit::title(finding.about);
    match finding.about {
        Subject::Conflict(term, ..) | Subject::Gap(term) => {
            format!("{title}: {}", conflict::question(law, term))
        }
        about => format!("{title}: {}", audit::about(law, about)),
    }
}

/// The claims, and what they all rest on.
pub fn claims(content: Content<'_>, back: &mut Back) -> Markup {
    let Content { law, verdicts, .. } = content;
    let told = told_with_support(content);
    let numbers = Numbers::new(law, &told);
    let articles: Vec<Markup> = verdicts
        .iter()
        .enumerate()
        .map(|(at, one)| article_of_claim((law, &numbers), one, at == 0, back))
        .collect();
    html! {
        @if !articles.is_empty() {
            section #claims {
                h2 { "Claims" }
                p .intro { "Each claim with its proof, or with a person for whom it fails." }
                @for article in articles { (article) }
            }
        }
    }
}

fn article_of_claim(
    (law, numbers): (&Law, &Numbers<'_>),
    one: &Verdict,
    open: bool,
    back: &mut Back,
) -> Markup {
    let mut page = Page::new();
    told::below(&mut page, law, one, numbers);
    let place = Place {
        id: claim_id(law, one.claim),
        name: claim_name(law, one.claim),
        is_rule: false,
    };
    let notices = above((law, one, true), &place, back);
    let stamp = verdict(law, one);
    article((&place, open), stamp, notices, page.into_parts(), back)
}

/// What nobody asked for.
pub fn findings(content: Content<'_>, back: &mut Back) -> Markup {
    let Content { law, findings, .. } = content;
    let told = told_with_support(content);
    let numbers = Numbers::new(law, &told);
    let open = findings.iter().enumerate();
    let open = open.filter(|(_, finding)| finding.intended.is_none());
    let articles: Vec<Markup> = open
        .map(|(at, finding)| {
            let mut page = Page::new();
            audit::below(&mut page, law, finding, &numbers);
            let place = Place {
                id: finding_id(at),
                name: finding_name(law, finding),
                is_rule: false,
            };
            let notices = above((law, &finding.verdict, false), &place, back);
            let stamp = stamped(&audit::banner(finding));
            article((&place, false), stamp, notices, page.into_parts(), back)
        })
        .collect();
    let mut page = Page::new();
    audit::intended(&mut page, law, findings);
    conflict::not_conflicts(&mut page, law, findings);
    let place = Place {
        id: "findings".to_owned(),
        name: String::new(),
        is_rule: false,
    };
    let intended = Blocks::at(back, place).all(&page.into_parts());
    html! {
        section #findings {
            h2 { "What nobody asked for" }
            p .intro {
                "The program looks for rules that apply to nobody, conditions and exceptions that change \
                 nothing, persons without an answer, rules that contradict each other, duties that cannot be \
                 fulfilled, and dead ends. "
                (audit::summary(findings, content.asked))
                @if let Some(compared) = conflict::compared(findings) { " " (compared) }
            }
            @for article in articles { (article) }
            (intended)
        }
    }
}

/// The verdicts with which it is told what they rest on.
fn told_with_support(content: Content<'_>) -> Vec<Verdict> {
    let open = content.findings.iter();
    let open = open.filter(|found| found.intended.is_none());
    let findings = open.map(|found| found.verdict.clone());
    content.verdicts.iter().cloned().chain(findings).collect()
}

/// What stands behind all verdicts.
pub fn rest(content: Content<'_>, back: &mut Back) -> Markup {
    let mut page = Page::new();
    let mut all = content.verdicts.to_vec();
    let findings = content.findings.iter();
    all.extend(findings.map(|found| found.verdict.clone()));
    let told = told_with_support(content);
    let numbers = Numbers::new(content.law, &told);
    rests::of_all(&mut page, (content.law, &numbers), &all);
    let place = Place {
        id: "rests".to_owned(),
        name: String::new(),
        is_rule: false,
    };
    let mut parts = page.into_parts();
    // The section has its heading already.
    parts.retain(|part| !matches!(part, Part::Section { .. } | Part::WideGap));
    let parts = Blocks::at(back, place).all(&parts);
    html! {
        @if !all.is_empty() {
            section #rests { h2 { "What all this rests on" } (parts) }
        }
    }
}

/// The notices above a dead end.
fn above(
    (law, verdict, follows): (&Law, &Verdict, bool),
    place: &Place,
    back: &mut Back,
) -> Option<Markup> {
    let about = About {
        claim: verdict.claim,
        found: told::told(verdict)?,
        place,
        follows,
    };
    Some(notices(law, &about, back))
}

fn article(
    (place, open): (&Place, bool),
    stamp: Markup,
    notices: Option<Markup>,
    parts: Vec<Part>,
    back: &mut Back,
) -> Markup {
    let body = Blocks::at(back, place.clone()).all(&parts);
    html! {
        details .claim open[open] id=(place.id) {
            summary { h3 { (unbroken(&place.name)) } (stamp) }
            div .body { @if let Some(notices) = notices { (notices) } (body) }
        }
    }
}
