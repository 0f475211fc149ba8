//! What comes out otherwise by the law of two days or by two versions of it, in words.

mod acts;
mod basis;
mod group;
mod in_short;
pub mod json;
mod kinds;
mod markdown;
mod no_answer;
mod nothing_else;
mod order;
mod readings;
mod rules;
mod stated;
mod values;
mod versions;

use crate::eval::{Interpreter, Situation};
use crate::law::{ActId, ClaimId, ExprId, Law, StepId, Value, WrittenId};
use crate::report::layout::Page;
use crate::report::words::{capitalized, does, infinitive, noun, one_of_list, plain};
use crate::verdict::{Affected, Difference, Turn, Witness};

use super::counted;
use super::proof::support::{Numbers, Support};
use super::proof::{head, rests};

pub use acts::new_acts;
pub use group::outcome_words;
pub use markdown::markdown;
pub(super) use rules::lasts;
pub use rules::{RuleChange, between_days};
pub use stated::{StatedChange, claims, findings};
pub use versions::{between_versions, elsewhere};

/// A difference and the two sides of its question: the outcome by the law of each day.
pub type Sided<'d> = (&'d Difference, (ExprId, ExprId));

/// What is compared, as people call it, and what is otherwise on its face.
#[derive(Debug)]
pub struct Compared {
    /// What either side is called at the head of a column.
    pub heads: [String; 2],
    /// The heading: "from the law of 1 January 2024 to that of 1 July 2025".
    pub title: String,
    /// The acts that only the newer version has.
    pub acts: Vec<ActId>,
    /// What became of rules.
    pub rules: Vec<RuleChange>,
    /// Rules whose sentences stand in other lines of their text, and are the same.
    pub elsewhere: Vec<WrittenId>,
    /// Claims of the files whose verdict is another.
    pub claims: Vec<StatedChange>,
    /// Those that say themselves by which law they ask, so that they are not asked by the law of each day.
    pub not_compared: Vec<ClaimId>,
    /// Findings of an audit that come or go.
    pub findings: Vec<StatedChange>,
    /// The claims that put the questions: each that something changes for nobody.
    pub asked: Vec<ClaimId>,
}

/// The differences as a page of text.
pub fn text(law: &Law, compared: &Compared, found: &[Sided<'_>]) -> String {
    page(law, compared, &compared.title.to_uppercase(), found).finish()
}

fn page(law: &Law, compared: &Compared, title: &str, found: &[Sided<'_>]) -> Page {
    let mut page = Page::new();
    let verdicts: Vec<_> = found.iter().map(|(one, _)| one.verdict.clone()).collect();
    head::tell(&mut page, law, &verdicts);
    page.gap();
    page.banner(title, "");
    in_short::tell(&mut page, law, compared, found);
    acts::tell(&mut page, law, &compared.acts);
    rules::tell(&mut page, law, (&compared.rules, &compared.elsewhere));
    whom(&mut page, law, &compared.heads, found);
    stated::tell_claims(&mut page, law, compared);
    stated::tell(&mut page, "Findings", &compared.heads, &compared.findings);
    let support = Support::of_several(law, &verdicts);
    support.tell_in_full(&mut page, law, "What the differences may rest on");
    rests::of_claims(&mut page, (law, &Numbers::new(law, &[])), &compared.asked);
    page.wide_gap();
    page.bar();
    page.paragraph(0, &summary(found));
    page.paragraph(0, &nothing_else::words(compared, found).join(" "));
    page
}

/// Groups of persons, each with what changes for them.
fn whom(page: &mut Page, law: &Law, heads: &[String; 2], found: &[Sided<'_>]) {
    page.section("Whom it touches", None);
    let (open, decided): (Vec<Sided<'_>>, Vec<Sided<'_>>) = found
        .iter()
        .copied()
        .partition(|(one, _)| one.verdict.undecided.is_some());
    let mut groups: Vec<Vec<Sided<'_>>> = Vec::new();
    for sided in &decided {
        let (one, _) = sided;
        let same = groups.iter_mut().find(|group| {
            group.first().is_some_and(|(first, _)| {
                first.region == one.region && one.persons.is_ok() && first.persons == one.persons
            })
        });
        match same {
            Some(group) => group.push(*sided),
            None => groups.push(vec![*sided]),
        }
    }
    for (at, group) in groups.iter().enumerate() {
        page.gap();
        group::tell(page, law, heads, at + 1, group);
    }
    page.gap();
    if !open.is_empty() {
        undecided(page, law, &open);
        return;
    }
    if groups.is_empty() {
        page.paragraph(1, "Nothing that was asked changes for anybody.");
        return;
    }
    let by_reading = decided.iter().any(|(one, _)| !one.readings.is_empty());
    if by_reading {
        let told = "Where a question is not named, persons are told with the first answer that the \
                    rules list to it; with another answer others may be touched.";
        page.paragraph(1, told);
    }
    if groups
        .iter()
        .any(|group| values::told(law, group).is_some())
    {
        page.paragraph(1, values::ELSE);
        return;
    }
    if decided.iter().all(|(one, _)| one.persons.is_ok()) {
        let told = if by_reading {
            "With these answers nothing that was asked changes for anybody else."
        } else {
            "Nothing that was asked changes for anybody else."
        };
        page.paragraph(1, told);
    }
}

/// What may change or not.
fn undecided(page: &mut Page, law: &Law, open: &[Sided<'_>]) {
    page.section("Undecided", None);
    page.paragraph(
        1,
        "Of these it could not be decided whether they change for anybody:",
    );
    let mut told: Vec<(String, String)> = Vec::new();
    for (one, sides) in open {
        let (label, _) = group::row(law, one, *sides, group::ONLY);
        let reason = one.verdict.undecided.as_ref();
        let reason = reason.map_or_else(String::new, ToString::to_string);
        if !told.iter().any(|(known, _)| *known == label) {
            told.push((label, reason));
        }
    }
    for (label, reason) in told {
        page.paragraph(2, &format!("{label}: {reason}."));
    }
}

/// What an outcome is called, and what it is on either side; nothing where that is a value.
pub fn named(law: &Law, about: Affected, turn: Turn) -> (String, Option<[&'static str; 2]>) {
    let (no, yes, label) = match about {
        Affected::Due(step) => ("not required", "required", of_step(law, step)),
        Affected::Allowed(step) => ("not said to be allowed", "allowed", of_step(law, step)),
        Affected::Forbidden(step) => ("not forbidden", "forbidden", of_step(law, step)),
        Affected::Overdue(step) => ("not overdue", "overdue", of_step(law, step)),
        Affected::Possible(door) => ("not possible", "possible", does(law, door)),
        Affected::Reach(holding) => ("out of reach", "within reach", noun(law, holding)),
        Affected::Holds(term, list) => {
            let words = &law[term].phrases;
            let words = words.yes.as_ref().or(words.main.as_ref());
            let label = words.cloned().unwrap_or_else(|| plain(&law[term].name));
            let label = match list {
                Some(list) => format!("{}: {label}", one_of_list(law, list)),
                None => label,
            };
            ("no", "yes", label)
        }
        Affected::Value(term, list) => {
            let words = law[term].phrases.main.clone();
            let label = words.unwrap_or_else(|| plain(&law[term].name));
            let label = match list {
                Some(list) => format!("{label} of {}", one_of_list(law, list)),
                None => label,
            };
            return (label, None);
        }
    };
    let words = match turn {
        Turn::Begins | Turn::Differs => [no, yes],
        Turn::Ends => [yes, no],
        Turn::Lapses => ["an answer", "no answer"],
        Turn::Arises => ["no answer", "an answer"],
    };
    (label, Some(words))
}

/// A step as something to do, with whoever else does it.
fn of_step(law: &Law, step: StepId) -> String {
    let words = infinitive(law, step);
    match law[step].bearer() {
        Some(who) => format!("{who}: {words}"),
        None => words,
    }
}

/// What an outcome comes to for the person of the example.
pub fn value_of(law: &Law, person: &Witness, side: ExprId) -> Option<Value> {
    let situation = Situation::of(law, person.day, person.values());
    Interpreter::new(law, &situation).evaluate(side).value()
}

/// "3 outcomes change for somebody: 1 is a gain, 2 are losses."
fn summary(found: &[Sided<'_>]) -> String {
    let open = found
        .iter()
        .filter(|(one, _)| one.verdict.undecided.is_some())
        .count();
    let found: Vec<&Sided<'_>> = found
        .iter()
        .filter(|(one, _)| one.verdict.undecided.is_none())
        .collect();
    let open = match open {
        0 => String::new(),
        _ => format!(
            " {}.",
            capitalized(&counted(
                open,
                "question is undecided",
                "questions are undecided"
            ))
        ),
    };
    if found.is_empty() {
        return format!("No differences.{open}");
    }
    let count = |gain: Option<bool>| {
        let mine = found
            .iter()
            .filter(|(one, _)| one.turn.is_gain(one.about) == gain);
        mine.count()
    };
    let mut told = Vec::new();
    for (gain, one, many) in [
        (Some(true), "gain", "gains"),
        (Some(false), "loss", "losses"),
        (None, "neither gain nor loss", "neither gains nor losses"),
    ] {
        if count(gain) > 0 {
            told.push(counted(count(gain), one, many));
        }
    }
    let changes = counted(found.len(), "difference", "differences");
    format!("{}: {}.{open}", capitalized(&changes), told.join(", "))
}
