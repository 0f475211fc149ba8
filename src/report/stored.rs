//! What comes out of cases, claims and an audit as short texts, which are kept beside the rules, and
//! what is otherwise than in those that are kept.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::eval::Tried;
use crate::law::{CaseId, Expectation, Law};
use crate::verdict::{Finding, Outcome, Verdict};

use super::audit;
use super::cases::{Run, outcomes};
use super::layout::printable;
use super::proof::bar;
use super::proof::sets::{self, SetsOfAnswers};
use super::words::{answers, capitalized, joined};

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

/// Before the answers with which a claim is proved.
pub(super) const PROVED_WHERE: &str = "Proved where ";

/// Before the number of the sets of answers with which a claim is proved.
pub(super) const PROVED_WITH: &str = "Proved with ";

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
            lines.iter().map(|words| stored_line(words)).collect(),
        )
    };
    run.cases.iter().map(text).collect()
}

/// The texts of claims: the verdict, why it is undecided, and the answers with which it is proved
/// where it hangs on any.
pub fn of_claims(law: &Law, verdicts: &[Verdict]) -> Texts {
    let of = |verdict: &Verdict| {
        let name = file_name(&law[verdict.claim].name);
        ((Kind::Claim, name), claim_lines(law, verdict))
    };
    verdicts.iter().map(of).collect()
}

/// What is said of one claim.
pub(super) fn claim_lines(law: &Law, verdict: &Verdict) -> BTreeSet<String> {
    let mut outcome = capitalized(&bar::outcome(law, verdict).to_lowercase());
    if let Some(reason) = &verdict.undecided {
        outcome.push_str(&format!(": {reason}"));
    }
    let mut lines = BTreeSet::from([stored_line(&outcome)]);
    lines.extend(sets_of_answers(law, verdict).map(|told| stored_line(&told)));
    for cube in &verdict.proved.0 {
        let answers = answers(law, cube).into_iter();
        let answers: Vec<String> = answers
            .map(|(asked, said)| format!("“{asked}” is answered “{said}”"))
            .collect();
        if !answers.is_empty() {
            let told = format!("{PROVED_WHERE}{}", joined(&answers, "and"));
            lines.insert(stored_line(&told));
        }
    }
    lines
}

/// With how many sets of answers a claim is proved, and of how many, where it hangs on several
/// questions: "Proved with 5 of 12 sets of answers to 3 questions".
fn sets_of_answers(law: &Law, verdict: &Verdict) -> Option<String> {
    let found = SetsOfAnswers::of(law, verdict)?;
    let several = found.questions.len() > 1 && verdict.outcome() == Outcome::Split;
    let counted = found.counted(law, &found.questions).filter(|_| several)?;
    let sets = sets::in_words(counted, found.questions.len());
    Some(format!("{PROVED_WITH}{sets}"))
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
        texts.entry(key).or_default().insert(stored_line(&told));
    }
    texts
}

/// A line without ends of lines within it, or anything else that is not seen.
pub(super) fn stored_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    printable(&words.join(" "))
}

/// A name as that of a file: what is no letter, figure or hyphen becomes a low line.
pub(super) fn file_name(name: &str) -> String {
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
    use crate::report::review;
    use crate::text::Library;

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
        let (law, library) = (Law::default(), Library::new());
        let told = |changes: &[Change]| review::text((&law, &library), changes, &[], false);
        let printed = told(&changes);
        let banners = ["OTHERWISE THAN STORED", "STORED, AND GONE", "NOT STORED"];
        let told_of = |banner: &&str| printed.contains(*banner);
        assert!(banners.iter().all(told_of), "{printed}");
        let beside = "  Was        x\n  Is now     z\n";
        assert!(
            printed.contains(beside) && !printed.contains('y'),
            "{printed}"
        );
        assert_eq!(told(&[]), "");
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(file_name("../a b"), "___a_b");
        assert_eq!(file_name("иин-1"), "иин-1");
    }
}
