//! What comes out otherwise by the law of two days or by two versions of it, in words.

mod acts;
mod basis;
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

use crate::calendar::Interval;
use crate::eval::{Interpreter, Situation};
use crate::law::{ActId, ClaimId, ExprId, Law, StepId, Value, WrittenId};
use crate::report::layout::{Ending, Page, STROKE, Table};
use crate::report::words::{
    Phrase, Relatives, capitalized, does, infinitive, joined, noun, one_of_list, plain,
    told_together, value, worth,
};
use crate::verdict::{Affected, Caught, Difference, Turn, Witness};

use super::counted;
use super::proof::support::{Numbers, Support};
use super::proof::{columns, head, region, rests, witness};

use no_answer::Reasons;

pub use acts::new_acts;
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
    stated::tell_claims(&mut page, &compared.claims);
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
        tell(page, law, heads, at + 1, group);
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
        let (label, _) = row(law, one, *sides, ONLY);
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

/// Where the text of a group begins.
const TEXT: usize = 5;

fn tell(page: &mut Page, law: &Law, heads: &[String; 2], number: usize, group: &[Sided<'_>]) {
    let Some((first, _)) = group.first() else {
        return;
    };
    match &first.persons {
        Ok(persons) => match values::told(law, group) {
            Some(told) => page.hanging(2, &number.to_string(), TEXT, &told),
            None => self::persons(page, law, number, persons),
        },
        Err(reason) => page.hanging(
            2,
            &number.to_string(),
            TEXT,
            &format!("Somebody; exactly who could not be told: {reason}."),
        ),
    }
    page.gap();
    let reasons = no_answer::by_person(law, group);
    let example = if reasons.len() > 1 { FIRST } else { ONLY };
    let by_readings = readings::table(law, heads, group, example);
    let told_by_readings = by_readings.is_some();
    let table = by_readings.unwrap_or_else(|| side_by_side(law, heads, group, example));
    page.table(2, &table);
    if told_by_readings {
        readings::legend(page, law, group);
    }
    let untold = group.iter().find_map(|(one, _)| one.others_untold.as_ref());
    for (at, told) in reasons.iter().enumerate() {
        let is_last = at + 1 == reasons.len();
        somebody(page, law, told, untold.filter(|_| is_last));
    }
    if !first.region.is_everything() && !told_by_readings {
        page.gap();
        region::tell(page, "It is so with", 2, law, &first.region);
    }
}

/// Somebody of a group, behind the reasons for which this person has no answer, and why it could not be told
/// whether there are others.
fn somebody(page: &mut Page, law: &Law, told: &Reasons<'_>, untold: Option<&String>) {
    if !told.why.is_empty() {
        // Each reason is a sentence, of which the label begins the first.
        let why = told.why.iter().enumerate().map(|(at, why)| match at {
            0 => format!("{why}."),
            _ => format!("{}.", capitalized(why)),
        });
        let mut why: Vec<String> = why.collect();
        why.extend(untold.map(|reason| {
            format!("Whether there is none for another reason, too, could not be told: {reason}.")
        }));
        page.gap();
        page.hanging(TEXT, "No answer:", TEXT + 11, &why.join(" "));
    }
    let claim = &law[told.of.verdict.claim];
    let person = witness::describe(law, claim, told.person);
    // Of a person of whom nothing is told it is no example.
    if !person.is_anybody || !person.conditions.is_empty() {
        let day = told.person.day.in_words();
        let told = [person.person, joined(&person.conditions, "and")].join(" ");
        page.gap();
        page.hanging(
            TEXT,
            "Example:",
            TEXT + 9,
            &format!("On {day}, {}.", told.trim_end()),
        );
    }
}

fn side_by_side(law: &Law, heads: &[String; 2], group: &[Sided<'_>], example: &str) -> Table {
    let mut table = Table::new();
    let [before, after] = heads.clone();
    table.row([String::new(), before, String::new(), after], "");
    for (one, sides) in group {
        let (label, [before, after]) = row(law, one, *sides, example);
        let stroke = if before == after { "" } else { STROKE };
        table.row([label, before, stroke.to_owned(), after], "");
    }
    table
}

/// On which days somebody is looked at. Nothing begins on them: no "since".
fn considered(days: Interval) -> String {
    let days = match (days.from, days.until) {
        (Some(from), None) => format!("on {} or later", from.in_words()),
        _ => days.in_words(),
    };
    format!("is considered {days}")
}

/// Who is touched: what all have in common, then each kind.
fn persons(page: &mut Page, law: &Law, number: usize, persons: &[Caught]) {
    let words = |one: &Caught| {
        let days = columns::unbounded(one.days);
        let is_bounded = days.from.is_some() || days.until.is_some();
        let days = is_bounded.then(|| considered(days));
        told_together(law, &one.conditions, days)
    };
    let persons = kinds::fewer(persons);
    let told: Vec<Vec<Phrase>> = persons.iter().map(words).collect();
    let Some((first, rest)) = told.split_first() else {
        return;
    };
    let in_rest = |said: &&Phrase| rest.iter().all(|other| other.contains(said));
    let stem: Vec<Phrase> = first.iter().filter(in_rest).cloned().collect();
    let number = number.to_string();
    let own = |one: &Vec<Phrase>| -> Option<Phrase> {
        let own = one.iter().filter(|said| !stem.contains(said)).cloned();
        let own: Vec<Phrase> = own.collect();
        (!own.is_empty()).then(|| Phrase::all(own))
    };
    let kinds: Vec<Phrase> = told.iter().filter_map(own).collect();
    let every = |page: &mut Page, (who, lines): (Option<&str>, Vec<String>), word| {
        let words: Vec<&str> = std::iter::once("Every person").chain(who).collect();
        page.hanging(2, &number, TEXT, &words.join(" "));
        page.list(3, &lines, Ending::Joined(word, ""));
    };
    let relatives = Relatives::OF_A_PERSON;
    match (stem.as_slice(), kinds.as_slice()) {
        ([], []) => page.hanging(2, &number, TEXT, "Every person"),
        ([], kinds) => every(page, relatives.in_lines(kinds), "or"),
        (stem, []) if stem.len() < 3 => {
            let told = format!("Every person {}", relatives.behind(stem));
            page.hanging(2, &number, TEXT, &told);
        }
        (stem, kinds) => {
            every(page, relatives.in_lines(stem), "and");
            if !kinds.is_empty() {
                let (who, lines) = relatives.in_lines(kinds);
                let words: Vec<&str> = std::iter::once("and").chain(who).collect();
                page.paragraph(3, &words.join(" "));
                page.list(3, &lines, Ending::Joined("or", ""));
            }
        }
    }
}

/// Of whom a value is told that is another for others.
const ONLY: &str = "in the example";
/// The same, where other examples follow.
const FIRST: &str = "in the first example";

/// What changes, and what it is by the law of each day.
fn row(
    law: &Law,
    one: &Difference,
    sides: (ExprId, ExprId),
    example: &str,
) -> (String, [String; 2]) {
    let (label, words) = named(law, one.about, one.turn);
    let has_no_answer = matches!(one.turn, Turn::Lapses | Turn::Arises);
    match (words, &one.example) {
        (Some(words), None) => (label, words.map(str::to_owned)),
        (Some(words), Some(_)) if !has_no_answer => (label, words.map(str::to_owned)),
        (_, Some(person)) => (
            label + &whose(law, one.about, example),
            [sides.0, sides.1]
                .map(|side| outcome_words(law, one.about, value_of(law, person, side))),
        ),
        (None, None) => (
            label + &whose(law, one.about, example),
            [(); 2].map(|()| "another".to_owned()),
        ),
    }
}

/// What an outcome comes to, in words.
pub fn outcome_words(law: &Law, about: Affected, of: Option<Value>) -> String {
    let (_, words) = named(law, about, Turn::Begins);
    match (of, about, words) {
        (Some(Value::Bool(true)), _, Some([_, yes])) => yes.to_owned(),
        (Some(Value::Bool(false)), _, Some([no, _])) => no.to_owned(),
        (Some(of), Affected::Value(term, _), _) => worth(law, term, of),
        (Some(of), ..) => value(law, of),
        (None, ..) => NONE.to_owned(),
    }
}

/// Of whom a value is told, behind what it is: that of a parameter is that of everybody.
fn whose(law: &Law, about: Affected, example: &str) -> String {
    match about {
        Affected::Value(term, _) if law.is_parameter(term) => String::new(),
        _ => format!(", {example}"),
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

/// Where the law gives none: nothing that could be read as a value.
const NONE: &str = "no answer";

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
