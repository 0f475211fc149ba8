//! Claims of the files, and findings that nobody asked for, that come out otherwise.

use std::collections::BTreeMap;

use crate::law::Law;
use crate::report::audit;
use crate::report::layout::{Page, Table};
use crate::report::proof::bar;
use crate::verdict::{Cube, Finding, Verdict};

/// A claim or a finding that is otherwise on the other side.
#[derive(Debug)]
pub struct StatedChange {
    /// The name of the claim, or of what the finding is about.
    pub name: String,
    /// The heading of the claim, or what was found.
    pub title: String,
    /// What comes out on either side.
    pub sides: [String; 2],
}

/// The claims whose verdicts differ, with the laws they are verdicts of. In the order of the newer
/// law; those that it does not state last.
pub fn claims(before: (&Law, &[Verdict]), after: (&Law, &[Verdict])) -> Vec<StatedChange> {
    let told = |(law, verdicts): (&Law, &[Verdict])| -> Vec<(String, String, Told)> {
        let told = verdicts.iter().map(|verdict| {
            let claim = &law[verdict.claim];
            let title = claim.heading.as_ref().unwrap_or(&claim.name);
            (claim.name.clone(), title.clone(), Told::of(law, verdict))
        });
        told.collect()
    };
    let (before, after) = (told(before), told(after));
    let mut found = Vec::new();
    for (name, title, is) in &after {
        let was = before.iter().find(|(known, ..)| known == name);
        let was = was.map(|(_, _, was)| was);
        if was.map(Told::outcome) != Some(is.outcome()) {
            found.push(change(name, title, was, Some(is)));
        }
    }
    for (name, title, was) in &before {
        if after.iter().all(|(known, ..)| known != name) {
            found.push(change(name, title, Some(was), None));
        }
    }
    found
}

/// What comes out of a claim, and exactly on which readings.
struct Told {
    words: String,
    proved: Vec<Cube>,
    /// Why it is undecided, where it is.
    why: Option<String>,
}

impl Told {
    fn of(law: &Law, verdict: &Verdict) -> Self {
        Self {
            words: bar::outcome(law, verdict).to_lowercase(),
            proved: verdict.proved.named(law),
            why: verdict.undecided.as_ref().map(ToString::to_string),
        }
    }

    /// What is compared: another reason for the same is no change.
    fn outcome(&self) -> (&str, &[Cube]) {
        (&self.words, &self.proved)
    }

    fn in_words(&self) -> String {
        match &self.why {
            Some(why) => format!("{}: {why}", self.words),
            None => self.words.clone(),
        }
    }
}

fn change(name: &str, title: &str, was: Option<&Told>, is: Option<&Told>) -> StatedChange {
    let words = |told: Option<&Told>| told.map_or("not claimed".to_owned(), Told::in_words);
    let (before, mut after) = (words(was), words(is));
    if before == after {
        after = format!("{after}, which are other readings");
    }
    StatedChange {
        name: name.to_owned(),
        title: title.to_owned(),
        sides: [before, after],
    }
}

/// What a finding is about by its name, what was found, and whether that is undecided.
type Found = (String, &'static str, bool);

/// The findings of one side that the other has not, those that are intended left out. What is
/// told with another on one side may not be so on the other: each is one here.
pub fn findings(before: (&Law, &[Finding]), after: (&Law, &[Finding])) -> Vec<StatedChange> {
    let told = |(law, findings): (&Law, &[Finding])| -> BTreeMap<Found, String> {
        let open = findings.iter().filter(|finding| finding.intended.is_none());
        open.flat_map(|finding| {
            let undecided = finding.verdict.undecided.is_some();
            let also = finding.also.iter().copied();
            let all = std::iter::once(finding.about).chain(also);
            all.map(move |about| {
                let found = (audit::name(law, about), audit::title(about), undecided);
                (found, audit::about(law, about))
            })
        })
        .collect()
    };
    let (before, after) = (told(before), told(after));
    let words = |is: bool, undecided: bool| match (is, undecided) {
        (true, false) => "found",
        (true, true) => "undecided",
        (false, _) => "not found",
    };
    let all: BTreeMap<&Found, &String> = before.iter().chain(&after).collect();
    let mut changes: Vec<StatedChange> = Vec::new();
    let others = all
        .into_iter()
        .filter(|(one, _)| before.contains_key(*one) != after.contains_key(*one))
        .map(|(one, about)| {
            let (name, title, undecided) = one;
            let side = |all: &BTreeMap<_, _>| words(all.contains_key(one), *undecided).to_owned();
            StatedChange {
                name: name.clone(),
                title: format!("{title}: {about}"),
                sides: [side(&before), side(&after)],
            }
        });
    // What would be said in the same words is told once: a conflict in the place of several requirements, a
    // parameter that several rules ask for.
    for change in others {
        let is_told =
            |known: &StatedChange| known.title == change.title && known.sides == change.sides;
        if !changes.iter().any(is_told) {
            changes.push(change);
        }
    }
    changes
}

/// What is otherwise, side by side.
pub(super) fn tell(page: &mut Page, title: &str, heads: &[String; 2], changes: &[StatedChange]) {
    if changes.is_empty() {
        return;
    }
    page.section(title, None);
    page.gap();
    let mut table = Table::new();
    let [before, after] = heads.clone();
    table.row([String::new(), before, after], "");
    for change in changes {
        let [before, after] = change.sides.clone();
        table.row([change.title.clone(), before, after], "");
    }
    page.table(1, &table);
}
