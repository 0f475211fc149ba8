//! What comes out otherwise than stored, as a review: what was, what is now, and which rules make the
//! difference. What is the same of several cases or claims is told once.

mod cases;
pub(super) mod claims;
mod line;
mod rules;

use crate::law::{Case, Law};
use crate::text::Library;
use crate::verdict::Verdict;

use super::cases::place;
use super::counted;
use super::layout::Page;
use super::stored::{Change, Kind, file_name, path};
use super::words::joined;

/// The column at which the text after a label begins.
const TEXT: usize = 13;

/// Before what is stored.
const WAS: &str = "Was";

/// Before what came out instead.
const IS: &str = "Is now";

/// Changes of one kind in which the same is otherwise, and the text that says so.
struct Group<'c> {
    banner: &'static str,
    changes: Vec<&'c Change>,
    body: Page,
    told: String,
}

/// What is otherwise, as a review; nothing where nothing is. `verdicts` are those on the claims, as far as
/// they were asked for.
pub fn text(
    (law, library): (&Law, &Library),
    changes: &[Change],
    verdicts: &[Verdict],
    laid_over: bool,
) -> String {
    let mut page = Page::new();
    // What is stored for the first time needs no review.
    let told = changes
        .iter()
        .filter(|change| change.before.is_some() || !change.accepted);
    for group in groups(law, told, verdicts) {
        tell(&mut page, law, library, group);
    }
    if !changes.is_empty() {
        page.gap();
        page.bar();
        page.paragraph(0, &foot(changes, laid_over));
    }
    page.finish()
}

/// The changes with what is told of each, in their order; those in which the same is told are one.
fn groups<'c>(
    law: &Law,
    changes: impl Iterator<Item = &'c Change>,
    verdicts: &[Verdict],
) -> Vec<Group<'c>> {
    let mut groups: Vec<Group<'c>> = Vec::new();
    for change in changes {
        let (banner, body) = (banner(change), body(law, change, verdicts));
        let told = body.clone().finish();
        let same = groups.iter_mut().find(|group| {
            let kind = group.changes.first().map(|first| first.kind);
            group.banner == banner && group.told == told && kind == Some(change.kind)
        });
        match same {
            Some(group) => group.changes.push(change),
            None => groups.push(Group {
                banner,
                changes: vec![change],
                body,
                told,
            }),
        }
    }
    groups
}

/// What is said below the heading of a change. What is new or gone has nothing beside it.
fn body(law: &Law, change: &Change, verdicts: &[Verdict]) -> Page {
    let mut page = Page::new();
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        return page;
    };
    match change.kind {
        Kind::Case => cases::tell(&mut page, (law, case_of(law, change)), before, after),
        Kind::Claim => {
            let verdict = verdicts
                .iter()
                .find(|verdict| file_name(&law[verdict.claim].name) == change.name);
            let sides = claims::Sides {
                labels: [WAS, IS],
                before,
                after,
                verdict,
            };
            claims::tell(&mut page, law, &sides);
        }
        Kind::Finding => {
            page.gap();
            for (label, one, other) in [(WAS, before, after), (IS, after, before)] {
                for line in one.difference(other) {
                    page.hanging(2, label, TEXT, line);
                }
            }
        }
    }
    page
}

fn tell(page: &mut Page, law: &Law, library: &Library, group: Group<'_>) {
    let Some((first, others)) = group.changes.split_first() else {
        return;
    };
    page.wide_gap();
    if group.body.is_empty() {
        page.banner(group.banner, &numbers(&group.changes));
        page.gap();
        for change in &group.changes {
            item(page, change);
        }
        return;
    }
    page.banner(group.banner, &path(first));
    if let Some(heading) = &first.heading {
        match case_of(law, first) {
            Some(case) => page.noted(2, heading, place(library, case.span)),
            None => page.paragraph(1, heading),
        }
    }
    if let Some(case) = case_of(law, first) {
        page.paragraph(1, &cases::whom(law, case));
    }
    page.append(group.body);
    if !others.is_empty() {
        page.gap();
        page.paragraph(1, "So too:");
        for change in others {
            item(page, change);
        }
    }
}

/// A change in one line: its name, and what stands above it; of a finding, what is found.
fn item(page: &mut Page, change: &Change) {
    let lines = change.after.as_ref().or(change.before.as_ref());
    let said = match (change.kind, &change.heading, lines) {
        (Kind::Finding, _, Some(lines)) => {
            let lines: Vec<&String> = lines.iter().collect();
            joined(&lines, "and")
        }
        (_, Some(heading), _) => heading.clone(),
        _ => String::new(),
    };
    let name = path(change);
    let told = if said.is_empty() {
        name
    } else {
        format!("{name}: {said}")
    };
    page.hanging(4, "–", 7, &told);
}

/// The case that a change is about, if the files have it.
fn case_of<'l>(law: &'l Law, change: &Change) -> Option<&'l Case> {
    let mut all = law.cases.iter();
    all.find(|case| change.kind == Kind::Case && file_name(&case.name) == change.name)
}

fn banner(change: &Change) -> &'static str {
    match (&change.before, &change.after, change.accepted) {
        (.., true) => "ACCEPTED",
        (None, ..) => "NOT STORED",
        (_, None, _) => "STORED, AND GONE",
        (Some(_), Some(_), _) => "OTHERWISE THAN STORED",
    }
}

/// "Stored for the first time: 3 cases. Otherwise than stored: 1 case and 2 claims. Accepted: 1." What
/// is laid over the rules is not accepted: it is no edit of them.
fn foot(changes: &[Change], laid_over: bool) -> String {
    if laid_over {
        let all: Vec<&Change> = changes.iter().collect();
        let otherwise = numbers(&all);
        return format!("Otherwise than stored, with what is laid over the rules: {otherwise}.");
    }
    let (new, others): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.before.is_none());
    let (stored, missing): (Vec<&Change>, Vec<&Change>) =
        new.into_iter().partition(|change| change.accepted);
    let groups = [
        ("Stored for the first time", &stored),
        ("Not stored", &missing),
        ("Otherwise than stored", &others),
    ];
    let groups = groups.iter().filter(|(_, group)| !group.is_empty());
    let mut told: Vec<String> = groups
        .map(|(title, group)| format!("{title}: {}.", numbers(group)))
        .collect();
    let accepted = others.iter().filter(|change| change.accepted).count();
    if accepted > 0 {
        told.push(match others.len() - accepted {
            0 => "All are accepted.".to_owned(),
            _ => format!("Accepted: {accepted}."),
        });
    }
    if changes.iter().all(|change| !change.accepted) {
        told.push("Accept all with --accept, one with --accept NAME.".to_owned());
    }
    told.join(" ")
}

/// "1 case and 2 claims"
fn numbers(changes: &[&Change]) -> String {
    let of = |kind: Kind, one, many| {
        let count = changes.iter().filter(|change| change.kind == kind).count();
        (count > 0).then(|| counted(count, one, many))
    };
    let told: Vec<String> = [
        of(Kind::Case, "case", "cases"),
        of(Kind::Claim, "claim", "claims"),
        of(Kind::Finding, "finding", "findings"),
    ]
    .into_iter()
    .flatten()
    .collect();
    joined(&told, "and")
}
