//! A group of persons, each with what changes for them.

use indexmap::IndexSet;

use crate::calendar::Interval;
use crate::law::{ExprId, Law, Value};
use crate::report::layout::{Ending, Page, STROKE, Table};
use crate::report::proof::{columns, region, witness};
use crate::report::words::{Phrase, Relatives, capitalized, joined, told_together, value, worth};
use crate::verdict::{Affected, Caught, Difference, Turn};

use super::no_answer::Reasons;
use super::{Sided, kinds, named, no_answer, readings, value_of, values};

/// Where the text of a group begins.
const TEXT: usize = 5;

/// What changes for a group, and who is one of it.
pub(super) fn tell(
    page: &mut Page,
    law: &Law,
    heads: &[String; 2],
    number: usize,
    group: &[Sided<'_>],
) {
    let Some((first, _)) = group.first() else {
        return;
    };
    match &first.persons {
        Ok(persons) => match values::told(law, group) {
            Some(told) => page.hanging(2, &number.to_string(), TEXT, &told),
            None => who(page, law, number, persons),
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
    for told in &reasons {
        somebody(page, law, told);
    }
    untold(page, group);
    if !first.region.is_everything() && !told_by_readings {
        page.gap();
        region::tell(page, "It is so with", 2, law, &first.region);
    }
}

/// Why it could not be told whether persons of a group have no answer for other reasons than those that are told.
fn untold(page: &mut Page, group: &[Sided<'_>]) {
    let reasons = group
        .iter()
        .filter_map(|(one, _)| one.others_untold.as_deref());
    let reasons: IndexSet<&str> = reasons.collect();
    if reasons.is_empty() {
        return;
    }
    let reasons: Vec<&str> = reasons.into_iter().collect();
    let told = format!(
        "Whether there is no answer for another reason, too, could not be told: {}.",
        reasons.join("; ")
    );
    page.gap();
    page.paragraph(2, &told);
}

/// Somebody of a group, behind the reasons for which this person has no answer.
fn somebody(page: &mut Page, law: &Law, told: &Reasons<'_>) {
    if !told.why.is_empty() {
        // Each reason is a sentence, of which the label begins the first.
        let why = told.why.iter().enumerate().map(|(at, why)| match at {
            0 => format!("{why}."),
            _ => format!("{}.", capitalized(why)),
        });
        let why: Vec<String> = why.collect();
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

/// Of whom a value is told that is another for others.
pub(super) const ONLY: &str = "in the example";
/// The same, where other examples follow.
const FIRST: &str = "in the first example";

/// What changes, and what it is by the law of each day.
pub(super) fn row(
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
pub(super) fn whose(law: &Law, about: Affected, example: &str) -> String {
    match about {
        Affected::Value(term, _) if law.is_parameter(term) => String::new(),
        _ => format!(", {example}"),
    }
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
fn who(page: &mut Page, law: &Law, number: usize, persons: &[Caught]) {
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

/// Where the law gives none: nothing that could be read as a value.
pub(super) const NONE: &str = "no answer";
