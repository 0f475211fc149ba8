//! What comes out of cases, claims and an audit as short texts, which are kept beside the rules, and
//! what is otherwise than in those that are kept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::eval::Tried;
use crate::law::{CaseId, Expectation, Law, WrittenId};
use crate::verdict::{Finding, Outcome, Verdict};

use super::audit;
use super::cases::{Run, outcomes};
use super::counted;
use super::layout::{Page, Table, printable};
use super::proof::bar;
use super::proof::sets::{self, SetsOfAnswers};
use super::rule_words::rule_reference;
use super::words::{answers, capitalized, heading, joined};

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A worked example.
    Case,
    /// A claim of the files.
    Claim,
    /// What an audit finds.
    Finding,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Case, Self::Claim, Self::Finding];

    /// The folder that texts of the kind lie in.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Case => "cases",
            Self::Claim => "claims",
            Self::Finding => "findings",
        }
    }
}

/// The texts by kind and name, each a set of lines. A name is that of a file, without its ending.
pub type Texts = BTreeMap<(Kind, String), BTreeSet<String>>;

/// A text that is otherwise than the one that is kept; none on a side that has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What the rules say above the case or claim; none of a finding, or of what is gone.
    pub heading: Option<String>,
    /// The lines that are kept.
    pub before: Option<BTreeSet<String>>,
    /// The lines as they are by the rules.
    pub after: Option<BTreeSet<String>>,
    /// Whether it is accepted.
    pub accepted: bool,
}

/// The texts of cases: each expectation as it came out, and the rules that decide it.
pub fn of_cases(law: &Law, run: &Run) -> Texts {
    let text = |(id, tried): &(CaseId, Vec<(&Expectation, Tried)>)| {
        let lines = outcomes(law, *id, tried);
        (
            (Kind::Case, file_name(&law[*id].name)),
            lines.iter().map(|words| line(words)).collect(),
        )
    };
    run.cases.iter().map(text).collect()
}

/// The texts of claims: the verdict, why it is undecided, and the answers with which it is proved
/// where it hangs on any.
pub fn of_claims(law: &Law, verdicts: &[Verdict]) -> Texts {
    let mut texts = Texts::new();
    for verdict in verdicts {
        let mut outcome = capitalized(&bar::outcome(law, verdict).to_lowercase());
        if let Some(reason) = &verdict.undecided {
            outcome.push_str(&format!(": {reason}"));
        }
        let mut lines = BTreeSet::from([line(&outcome)]);
        lines.extend(sets_of_answers(law, verdict).map(|told| line(&told)));
        for cube in &verdict.proved.0 {
            let answers = answers(law, cube).into_iter();
            let answers: Vec<String> = answers
                .map(|(asked, said)| format!("“{asked}” is answered “{said}”"))
                .collect();
            if !answers.is_empty() {
                lines.insert(line(&format!("Proved where {}", joined(&answers, "and"))));
            }
        }
        texts.insert((Kind::Claim, file_name(&law[verdict.claim].name)), lines);
    }
    texts
}

/// With how many sets of answers a claim is proved, and of how many, where it hangs on several
/// questions: "Proved with 5 of 12 sets of answers to 3 questions".
fn sets_of_answers(law: &Law, verdict: &Verdict) -> Option<String> {
    let found = SetsOfAnswers::of(law, verdict)?;
    let several = found.questions.len() > 1 && verdict.outcome() == Outcome::Split;
    let counted = found.counted(law, &found.questions).filter(|_| several)?;
    let sets = sets::in_words(counted, found.questions.len());
    Some(format!("Proved with {sets}"))
}

/// The texts of findings: what was found, of what, and why it is intended where it is.
pub fn of_findings(law: &Law, findings: &[Finding]) -> Texts {
    let mut texts = Texts::new();
    for finding in findings {
        let (title, name) = (audit::title(finding.about), audit::name(law, finding.about));
        let about = audit::about(law, finding.about);
        let mut told = format!("{title}: {about}");
        if finding.verdict.undecided.is_some() {
            told.push_str(": undecided");
        }
        if let Some(because) = &finding.intended {
            told.push_str(&format!(": intended: {because}"));
        }
        let kind = title.trim_start_matches("An ").trim_start_matches("A ");
        let key = (Kind::Finding, file_name(&format!("{name} {kind}")));
        texts.entry(key).or_default().insert(line(&told));
    }
    texts
}

/// A line without ends of lines within it, or anything else that is not seen.
fn line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    printable(&words.join(" "))
}

/// A name as that of a file: what is no letter, figure or hyphen becomes a low line.
fn file_name(name: &str) -> String {
    let of = |sign: char| {
        if sign.is_alphanumeric() || sign == '-' {
            sign
        } else {
            '_'
        }
    };
    name.chars().map(of).collect()
}

/// What is otherwise, in the order of the names, with the headings of the law.
pub fn changes(law: &Law, kept: &Texts, found: &Texts) -> Vec<Change> {
    let headings = headings(law);
    let keys: BTreeSet<&(Kind, String)> = kept.keys().chain(found.keys()).collect();
    let differs = keys
        .into_iter()
        .filter(|key| kept.get(*key) != found.get(*key));
    let change = |key: &(Kind, String)| Change {
        kind: key.0,
        name: key.1.clone(),
        heading: headings.get(key).cloned(),
        before: kept.get(key).cloned(),
        after: found.get(key).cloned(),
        accepted: false,
    };
    differs.map(change).collect()
}

/// What stands above the cases and claims.
fn headings(law: &Law) -> BTreeMap<(Kind, String), String> {
    let cases = law.cases.iter();
    let cases = cases.map(|case| (Kind::Case, &case.name, &case.heading));
    let claims = law.claims.iter();
    let claims = claims.map(|claim| (Kind::Claim, &claim.name, &claim.heading));
    let told = cases
        .chain(claims)
        .filter_map(|(kind, name, heading)| Some(((kind, file_name(name)), heading.clone()?)));
    told.collect()
}

/// Whether something of this name is meant by `name`, which may say of what kind it is:
/// "hall", "cases/hall".
pub fn is_named(change: &Change, name: &str) -> bool {
    change.name == name || path(change) == name
}

/// What a change is about, as it is called and as its file lies in the folder.
pub fn path(change: &Change) -> String {
    format!("{}/{}", change.kind.folder(), change.name)
}

/// What is otherwise, as a review; nothing where nothing is.
pub fn text(law: &Law, changes: &[Change], laid_over: bool) -> String {
    let mut page = Page::new();
    // What is stored for the first time needs no review.
    let told = changes
        .iter()
        .filter(|change| change.before.is_some() || !change.accepted);
    for change in told {
        page.wide_gap();
        page.banner(banner(change), &path(change));
        if let Some(heading) = &change.heading {
            page.gap();
            page.paragraph(1, heading);
            page.gap();
        }
        let none = BTreeSet::new();
        let before = change.before.as_ref().unwrap_or(&none);
        let after = change.after.as_ref().unwrap_or(&none);
        beside(&mut page, before, after);
        called(&mut page, law, before.symmetric_difference(after));
    }
    if !changes.is_empty() {
        page.gap();
        page.bar();
        page.paragraph(0, &foot(changes, laid_over));
    }
    page.finish()
}

/// What is stored beside what came out instead; the same of both is not told.
fn beside(page: &mut Page, before: &BTreeSet<String>, after: &BTreeSet<String>) {
    let mut came: Vec<&String> = after.difference(before).collect();
    let mut table = Table::new();
    table.row(["Stored", "Came out"], "");
    for stored in before.difference(after) {
        let alike = came.iter().enumerate();
        let alike = alike.max_by_key(|(at, line)| (shared(stored, line), Reverse(*at)));
        let instead = match alike.map(|(at, _)| at) {
            Some(at) => came.remove(at),
            None => "–",
        };
        table.row([stored.as_str(), instead], "");
    }
    for line in came {
        table.row(["–", line], "");
    }
    page.table(1, &table);
}

/// How many words two lines begin with alike, and how many they share.
fn shared(one: &str, other: &str) -> (usize, usize) {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<String>>();
    let (one, other) = (words(one), words(other));
    let pairs = one.iter().zip(&other);
    let alike = pairs.take_while(|(one, other)| one == other).count();
    let common = one.iter().filter(|word| other.contains(word)).count();
    (alike, common)
}

/// What the rules are called that lines name.
fn called<'c>(page: &mut Page, law: &Law, lines: impl Iterator<Item = &'c String>) {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for line in lines {
        if let Some((_, by)) = line.rsplit_once(", by ") {
            named.extend(by.split(", ").flat_map(|part| part.split(" and ")));
        }
    }
    let mut table = Table::new();
    for written in (0..law.written.len()).map(WrittenId::at) {
        let name = law[written].name.as_str();
        if named.contains(name) && law[written].heading.is_some() {
            let heading = format!("“{}”", heading(law, written));
            table.row([name, &heading], rule_reference(law, written));
        }
    }
    if !table.is_empty() {
        page.gap();
        page.paragraph(1, "The rules by these names:");
        page.table(2, &table);
    }
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

/// What is otherwise, for other programs.
pub fn json(changes: &[Change]) -> Json {
    let change = |change: &Change| {
        json!({
            "kind": change.kind.folder(),
            "name": change.name,
            "heading": change.heading,
            "before": change.before,
            "after": change.after,
            "accepted": change.accepted,
        })
    };
    changes.iter().map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[(&str, &[&str])]) -> Texts {
        let text = |(name, lines): &(&str, &[&str])| {
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            ((Kind::Case, (*name).to_owned()), lines)
        };
        all.iter().map(text).collect()
    }

    #[test]
    fn what_is_the_same_is_not_told() {
        let kept = texts(&[("a", &["x", "y"]), ("b", &["x"]), ("c", &["x"])]);
        let found = texts(&[("a", &["y", "z"]), ("b", &["x"]), ("d", &["x"])]);
        let changes = changes(&Law::default(), &kept, &found);
        let names: Vec<&str> = changes.iter().map(|change| change.name.as_str()).collect();
        assert_eq!(names, ["a", "c", "d"]);
        let told = text(&Law::default(), &changes, false);
        let banners = ["OTHERWISE THAN STORED", "STORED, AND GONE", "NOT STORED"];
        assert!(banners.iter().all(|banner| told.contains(banner)), "{told}");
        assert!(told.contains("  Stored  Came out\n  x       z\n"), "{told}");
        assert!(!told.contains('y'), "{told}");
        assert_eq!(text(&Law::default(), &[], false), "");
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(file_name("../a b"), "___a_b");
        assert_eq!(file_name("иин-1"), "иин-1");
    }
}
