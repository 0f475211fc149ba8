//! Claims of the files, and findings that nobody asked for, that come out otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{InputId, Law};
use crate::report::audit;
use crate::report::layout::{Ending, Page, Table, width};
use crate::report::proof::bar;
use crate::report::proof::sets::{self, SetsOfAnswers};
use crate::report::review::claims;
use crate::report::stored;
use crate::verdict::{Cube, Finding, Verdict};

use super::Compared;

/// A claim or a finding that is otherwise on the other side.
#[derive(Debug)]
pub struct StatedChange {
    /// The name of the claim, or of what the finding is about.
    pub name: String,
    /// The heading of the claim, or what was found.
    pub title: String,
    /// What comes out on either side.
    pub sides: [String; 2],
    /// The same at length, of a claim, in the words of the law of which the verdict is.
    body: Page,
}

/// The claims whose verdicts differ, with the laws they are verdicts of. In the order of the newer
/// law; those that it does not state last.
pub fn claims(
    before: (&Law, &[Verdict]),
    after: (&Law, &[Verdict]),
    heads: &[String; 2],
) -> Vec<StatedChange> {
    let (was_told, is_told) = (Told::all(before), Told::all(after));
    let mut found = Vec::new();
    for is in &is_told {
        let was = was_told.iter().find(|was| was.name == is.name);
        if was.map(Told::outcome) != Some(is.outcome()) {
            found.push(change(was, Some(is), heads));
        }
    }
    for was in &was_told {
        if is_told.iter().all(|is| is.name != was.name) {
            found.push(change(Some(was), None, heads));
        }
    }
    found
}

/// What comes out of a claim, and exactly on which readings.
struct Told<'l> {
    law: &'l Law,
    verdict: &'l Verdict,
    name: &'l str,
    title: &'l str,
    words: String,
    proved: Vec<Cube>,
    /// The sets of answers with which it is proved, where it hangs on several questions.
    sets: Option<SetsOfAnswers>,
    /// Why it is undecided, where it is.
    why: Option<String>,
}

impl<'l> Told<'l> {
    fn all((law, verdicts): (&'l Law, &'l [Verdict])) -> Vec<Self> {
        verdicts.iter().map(|one| Self::of(law, one)).collect()
    }

    fn of(law: &'l Law, verdict: &'l Verdict) -> Self {
        let claim = &law[verdict.claim];
        Self {
            law,
            verdict,
            name: &claim.name,
            title: claim.heading.as_ref().unwrap_or(&claim.name),
            words: bar::outcome(law, verdict).to_lowercase(),
            proved: verdict.proved.named(law),
            sets: SetsOfAnswers::of(law, verdict),
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

    /// The questions that it hangs on, by their names.
    fn questions(&self) -> Option<BTreeSet<&str>> {
        let questions = self.sets.as_ref()?.questions.iter();
        Some(questions.map(|id| self.law[*id].name.as_str()).collect())
    }

    /// Of the sets of answers to questions of these names with how many it is proved.
    fn counted(&self, questions: &BTreeSet<&str>) -> Option<(usize, usize)> {
        let all = self.law.readings();
        let own = all.filter(|id| questions.contains(self.law[*id].name.as_str()));
        let own: BTreeSet<InputId> = own.collect();
        (own.len() == questions.len())
            .then(|| self.sets.as_ref()?.counted(self.law, &own))
            .flatten()
    }
}

fn change(was: Option<&Told<'_>>, is: Option<&Told<'_>>, heads: &[String; 2]) -> StatedChange {
    let words = |told: Option<&Told<'_>>| told.map_or("not claimed".to_owned(), Told::in_words);
    let [before, mut after] = match was.zip(is).and_then(|(was, is)| in_numbers(was, is)) {
        Some(numbers) => numbers,
        None => [was, is].map(words),
    };
    if before == after {
        after = format!("{after}, which are others");
    }
    let named = is.or(was);
    let sides = [before, after];
    StatedChange {
        name: named.map_or_else(String::new, |told| told.name.to_owned()),
        title: named.map_or_else(String::new, |told| told.title.to_owned()),
        body: body(was.zip(is), heads, &sides),
        sides,
    }
}

/// What is said of a claim that comes out otherwise.
fn body(both: Option<(&Told<'_>, &Told<'_>)>, heads: &[String; 2], said: &[String; 2]) -> Page {
    let mut page = Page::new();
    let labels = [0, 1].map(|at| heads.get(at).map_or("", String::as_str));
    if let Some((was, is)) = both {
        let [before, after] = [was, is].map(|told| stored::claim_lines(told.law, told.verdict));
        let sides = claims::Sides {
            labels,
            before: &before,
            after: &after,
            verdict: Some(is.verdict),
        };
        claims::tell(&mut page, is.law, &sides);
    } else {
        let text_at = labels.map(width).into_iter().max().unwrap_or(0) + 4;
        page.gap();
        for (label, said) in labels.into_iter().zip(said) {
            page.hanging(2, label, text_at, said);
        }
    }
    page
}

/// Both sides in numbers of the same questions, where one of them hangs on several: "proved with 3 of 16
/// sets of answers to 4 questions".
fn in_numbers(was: &Told<'_>, is: &Told<'_>) -> Option<[String; 2]> {
    let mut questions = was.questions()?;
    questions.extend(is.questions()?);
    if questions.len() < 2 {
        return None;
    }
    let told = |of: (usize, usize)| format!("proved with {}", sets::in_words(of, questions.len()));
    Some([was.counted(&questions)?, is.counted(&questions)?].map(told))
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
                body: Page::new(),
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

/// The claims that come out otherwise, in words: the verdicts, with which answers it is proved and on which days
/// it fails. Those of which the same is said are told together; those that are not compared, by name.
pub(super) fn tell_claims(page: &mut Page, law: &Law, compared: &Compared) {
    let (changes, not_compared) = (&compared.claims, &compared.not_compared);
    let mut groups: Vec<(Page, String, Vec<&StatedChange>)> = Vec::new();
    for change in changes {
        let body = change.body.clone();
        let text = body.clone().finish();
        match groups.iter_mut().find(|(_, known, _)| *known == text) {
            Some((.., group)) => group.push(change),
            None => groups.push((body, text, vec![change])),
        }
    }
    if !groups.is_empty() || !not_compared.is_empty() {
        page.section("Claims", None);
    }
    for (body, _, group) in groups {
        page.gap();
        for change in &group {
            page.hanging(2, "–", 5, &change.title);
        }
        page.append(body);
    }
    if !not_compared.is_empty() {
        let claims = not_compared.iter().map(|id| &law[*id]);
        let titles = claims.map(|claim| claim.heading.as_ref().unwrap_or(&claim.name));
        page.gap();
        page.paragraph(
            1,
            "Not asked by the law of each day, since they say themselves by which law they ask:",
        );
        page.list(2, &titles.cloned().collect::<Vec<_>>(), Ending::Apart);
    }
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
