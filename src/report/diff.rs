//! What comes out otherwise by the law of two days, in words.

use crate::calendar::Day;
use crate::eval::{Interpreter, Outcome as Found, Situation};
use crate::law::{ExprId, InputId, Law, RuleId, Value, WrittenId};
use crate::report::layout::{Ending, Page, Table};
use crate::report::words::{
    capitalized, condition, does, heading, infinitive, joined, noun, plain, value,
};
use crate::verdict::{Affected, Caught, Condition, Difference, ReadingCube, Region, Turn, Witness};

use super::counted;
use super::proof::{columns, grounds, head, region, rests, witness};

/// A difference and the two sides of its question: the outcome by the law of each day.
pub type Sided<'d> = (&'d Difference, (ExprId, ExprId));

/// The two days.
pub type Days = (Day, Day);

/// The differences as a page of text.
pub fn text(law: &Law, days: Days, found: &[Sided<'_>]) -> String {
    let mut page = Page::new();
    let verdicts: Vec<_> = found.iter().map(|(one, _)| one.verdict.clone()).collect();
    head::tell(&mut page, law, &verdicts);
    page.gap();
    let (from, to) = days;
    page.banner(
        &format!(
            "FROM THE LAW OF {} TO THAT OF {}",
            from.in_words(),
            to.in_words()
        )
        .to_uppercase(),
        "",
    );
    sentences(&mut page, law, days);
    whom(&mut page, law, days, found);
    rests::of_all(&mut page, law, &verdicts);
    page.wide_gap();
    page.bar();
    page.paragraph(0, &summary(found));
    page.finish()
}

/// The rules that begin or end between the two days, on the first choice of each reading.
fn sentences(page: &mut Page, law: &Law, (from, to): Days) {
    let between = |day: Day| from < day && day <= to;
    let mut told = false;
    for (written, first, until) in lives(law, from) {
        let mut events = Vec::new();
        if let Some(first) = first.filter(|day| between(*day)) {
            events.push(format!("begins, first day {}", first.in_words()));
        }
        if let Some(until) = until.filter(|day| between(*day)) {
            let last = until.previous().unwrap_or(until);
            events.push(format!("ends, last day {}", last.in_words()));
        }
        if events.is_empty() {
            continue;
        }
        if !told {
            page.section("Rules that begin or end", None);
            told = true;
        }
        page.gap();
        let name = heading(law, written);
        page.paragraph(1, &format!("“{name}” {}", joined(&events, "and")));
        grounds::tell_at(page, 4, law, &law[written].grounds);
    }
    if !told {
        page.section("Rules that begin or end", None);
        page.paragraph(1, "None.");
    }
}

/// The first day of each rule and the day after its last, on the first choice of each reading.
pub fn lives(law: &Law, day: Day) -> Vec<(WrittenId, Option<Day>, Option<Day>)> {
    let first = |reading: InputId| Some((reading, Value::at_place(law[reading].ty, 0)?));
    let situation = Situation::of(law, day, law.readings().filter_map(first));
    let mut interpreter = Interpreter::new(law, &situation);
    let mut of = |bound: Option<ExprId>| match bound.map(|bound| interpreter.evaluate(bound)) {
        Some(Found::Value(Value::Day(day))) => Some(day),
        _ => None,
    };
    let all = (0..law.written.len()).map(WrittenId::at);
    all.filter_map(|written| {
        let rule: RuleId = *law[written].rules.first()?;
        Some((written, of(law[rule].from), of(law[rule].until)))
    })
    .collect()
}

/// Groups of persons, each with what changes for them.
fn whom(page: &mut Page, law: &Law, days: Days, found: &[Sided<'_>]) {
    page.section("Whom it touches", None);
    if found.is_empty() {
        page.paragraph(1, "Nothing changes for anybody.");
        return;
    }
    let mut groups: Vec<Vec<Sided<'_>>> = Vec::new();
    for sided in found {
        let (one, _) = sided;
        let same = groups.iter_mut().find(|group| {
            group.first().is_some_and(|(first, _)| {
                first.readings == one.readings && same_persons(first, one)
            })
        });
        match same {
            Some(group) => group.push(*sided),
            None => groups.push(vec![*sided]),
        }
    }
    for (at, group) in groups.iter().enumerate() {
        page.gap();
        tell(page, law, days, at + 1, group);
    }
    page.gap();
    page.paragraph(1, "Nothing changes for anybody else.");
}

fn same_persons(one: &Difference, other: &Difference) -> bool {
    match (&one.persons, &other.persons) {
        (Ok(one), Ok(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| {
                    one.conditions == other.conditions && one.days == other.days
                })
        }
        _ => false,
    }
}

/// Where the text of a group begins.
const TEXT: usize = 5;

fn tell(page: &mut Page, law: &Law, (from, to): Days, number: usize, group: &[Sided<'_>]) {
    let Some((first, _)) = group.first() else {
        return;
    };
    match &first.persons {
        Ok(persons) => self::persons(page, law, number, persons),
        Err(reason) => page.hanging(
            2,
            &number.to_string(),
            TEXT,
            &format!("Somebody; exactly who could not be told: {reason}."),
        ),
    }
    page.gap();
    let mut table = Table::new();
    table.row([String::new(), from.in_words(), to.in_words()], "");
    for (one, sides) in group {
        let (label, [before, after]) = row(law, one, *sides);
        table.row([label, before, after], "");
    }
    page.table(2, &table);
    if let Some(example) = &first.example {
        let claim = &law[first.verdict.claim];
        let told = witness::describe(law, claim, example);
        let told = [told.person, joined(&told.conditions, "and")].join(" ");
        let sentence = format!("On {}, {}.", example.day.in_words(), told.trim_end());
        page.gap();
        page.hanging(TEXT, "Example:", TEXT + 9, &sentence);
    }
    if let Some(reason) = &first.verdict.undecided {
        page.gap();
        page.paragraph(2, &format!("It could not be decided: {reason}."));
    }
    let cubes: Vec<ReadingCube> = first
        .verdict
        .refuted
        .iter()
        .map(|refuted| refuted.cube.clone())
        .collect();
    let region = Region(cubes);
    if !region.is_everything() && !region.is_nothing() {
        page.gap();
        region::tell(page, "It is so with", 2, law, &region);
    }
}

/// Who is touched: what all have in common, then each kind.
fn persons(page: &mut Page, law: &Law, number: usize, persons: &[Caught]) {
    let Some((first, rest)) = persons.split_first() else {
        return;
    };
    let in_all = |one: &&Condition| rest.iter().all(|other| other.conditions.contains(one));
    let stem: Vec<Condition> = first.conditions.iter().filter(in_all).copied().collect();
    let words = |conditions: &[Condition]| -> Vec<String> {
        conditions.iter().map(|one| condition(law, *one)).collect()
    };
    let number = number.to_string();
    let own = |one: &Caught| -> String {
        let beside: Vec<Condition> = one
            .conditions
            .iter()
            .filter(|condition| !stem.contains(condition))
            .copied()
            .collect();
        let mut told = words(&beside);
        let days = columns::unbounded(one.days);
        if days.from.is_some() || days.until.is_some() {
            told.push(format!("is considered {}", columns::lasting(days)));
        }
        joined(&told, "and")
    };
    let stem_words = words(&stem);
    let kinds: Vec<String> = persons
        .iter()
        .map(own)
        .filter(|kind| !kind.is_empty())
        .collect();
    match (stem_words.as_slice(), kinds.as_slice()) {
        ([], []) => page.hanging(2, &number, TEXT, "Every person"),
        ([], [only]) => page.hanging(2, &number, TEXT, &format!("Every person who {only}")),
        ([], _) => {
            page.hanging(2, &number, TEXT, "Every person who");
            page.list(3, &kinds, Ending::Joined("or", ""));
        }
        (stem, []) if stem.len() < 3 => {
            let told = format!("Every person who {}", joined(stem, "and"));
            page.hanging(2, &number, TEXT, &told);
        }
        (stem, kinds) => {
            page.hanging(2, &number, TEXT, "Every person who");
            page.list(3, stem, Ending::Joined("and", ""));
            match kinds {
                [] => {}
                [only] => page.paragraph(3, &format!("and {only}")),
                _ => {
                    page.paragraph(3, "and who");
                    page.list(3, kinds, Ending::Joined("or", ""));
                }
            }
        }
    }
}

/// What changes, and what it is by the law of each day.
fn row(law: &Law, one: &Difference, sides: (ExprId, ExprId)) -> (String, [String; 2]) {
    let (no, yes, label) = match one.about {
        Affected::Due(step) => ("not required", "required", infinitive(law, step)),
        Affected::Forbidden(step) => ("not forbidden", "forbidden", infinitive(law, step)),
        Affected::Possible(door) => ("not possible", "possible", does(law, door)),
        Affected::Reach(holding) => ("out of reach", "within reach", noun(law, holding)),
        Affected::Holds(term) => {
            let words = &law[term].phrases;
            let words = words.yes.as_ref().or(words.main.as_ref());
            let label = words.cloned().unwrap_or_else(|| plain(&law[term].name));
            ("no", "yes", label)
        }
        Affected::Value(term) => {
            let words = law[term].phrases.main.clone();
            let label = words.unwrap_or_else(|| plain(&law[term].name));
            let value = |side| {
                one.example
                    .as_ref()
                    .map(|person| value_of(law, person, side))
            };
            let unknown = || "another".to_owned();
            return (
                format!("{label}, in the example"),
                [sides.0, sides.1].map(|side| value(side).unwrap_or_else(unknown)),
            );
        }
    };
    let words = if one.turn == Turn::Begins {
        [no, yes]
    } else {
        [yes, no]
    };
    (label, words.map(str::to_owned))
}

/// What an outcome comes to for the person of the example.
pub fn value_of(law: &Law, person: &Witness, side: ExprId) -> String {
    let situation = Situation::of(law, person.day, person.values());
    match Interpreter::new(law, &situation).evaluate(side) {
        Found::Value(of) => value(law, of),
        _ => "none".to_owned(),
    }
}

/// "3 outcomes change for somebody: 1 is a gain, 2 are losses."
fn summary(found: &[Sided<'_>]) -> String {
    if found.is_empty() {
        return "Nothing comes out otherwise for anybody.".to_owned();
    }
    let count = |gain: Option<bool>| {
        let mut all = found.iter();
        let of = |(one, _): &&Sided<'_>| one.turn.is_gain(one.about) == gain;
        all.by_ref().filter(of).count()
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
    format!("{}: {}.", capitalized(&changes), told.join(", "))
}
