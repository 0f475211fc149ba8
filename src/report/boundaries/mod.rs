//! The days on which outcomes change, in words.

pub mod json;
mod moved;
mod three_days;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::eval::{Interpreter, Situation, Standing, decisive_names, decisive_rules};
use crate::law::{Expr, ExprId, Law, Moment, Op, WrittenId, cone};
use crate::report::layout::{Ending, Note, Page, Table};
use crate::report::words::{clause, heading, joined, one_of, thing};
use crate::verdict::{Boundaries, DayChange};

use super::counted;
use super::diff::named;
use super::proof::grounds::lines;
use super::proof::{head, region, witness};

pub use three_days::sides;

/// A day as people call it: "1 July 2025", "the day 16 years after the date of birth", "for a child, the
/// day 16 years after the date of birth".
pub fn moment(law: &Law, moment: Moment) -> String {
    let (of, words) = match moment {
        Moment::Day(day) => return day.in_words(),
        Moment::Own(of) => (of, thing(law, of)),
        Moment::After(of) => (of, format!("the day after {}", thing(law, of))),
        Moment::Turning(of) => {
            let turns = clause(law, of, true);
            let words = format!("the day from which on it is otherwise whether {turns}");
            (of, words)
        }
    };
    match law.said_of_element(of) {
        Some(record) => format!("for {}, {words}", one_of(law, record)),
        None => words,
    }
}

/// The rules that make the change: those by which it is so on one of the two days alone, or by which
/// it is so on both where there are none. A rule that is in force on neither of them makes none.
pub fn rules(law: &Law, one: &DayChange) -> Vec<WrittenId> {
    let eve = one.example.day.previous().unwrap_or(one.example.day);
    let both = [eve, one.example.day].map(|day| Situation::of(law, day, one.example.values()));
    let [before, after] = both.each_ref().map(|situation| {
        let names = decisive_names(law, situation, one.is);
        let all = decisive_rules(&names);
        all.filter(|rule| both.iter().any(|day| is_in_force(law, day, *rule)))
            .collect::<BTreeSet<WrittenId>>()
    });
    let turned = |rule: &WrittenId| match one.moment {
        Moment::Day(day) => [law[*rule].from, law[*rule].until]
            .into_iter()
            .flatten()
            .any(|bound| bounds(law, bound).contains(&day)),
        Moment::Own(of) | Moment::After(of) | Moment::Turning(of) => asks(law, *rule, of),
    };
    let all: BTreeSet<WrittenId> = before.union(&after).copied().collect();
    let named: Vec<WrittenId> = all.iter().copied().filter(|rule| turned(rule)).collect();
    if !named.is_empty() {
        return named;
    }
    let own: Vec<WrittenId> = before.symmetric_difference(&after).copied().collect();
    if own.is_empty() {
        all.into_iter().collect()
    } else {
        own
    }
}

/// Whether a rule is in force, of whatever person.
fn is_in_force(law: &Law, situation: &Situation, rule: WrittenId) -> bool {
    let mut interpreter = Interpreter::new(law, situation);
    let mut rules = law[rule].rules.iter();
    rules.any(|rule| !matches!(interpreter.standing(*rule), Standing::NotInForce(_)))
}

/// Whether the conditions of a rule, or what it gives, hang on an expression, or on what it is counted from where it
/// stands in no rule, as the birthday by which an age is told.
fn asks(law: &Law, rule: WrittenId, of: ExprId) -> bool {
    let rules = law[rule].rules.iter();
    let cone = cone(law, rules.flat_map(|rule| law[*rule].exprs()));
    let counted = match law.exprs.get(of) {
        Expr::Op(Op::Plus(..), from) => from.as_slice(),
        _ => &[],
    };
    cone.exprs.contains(&of) || counted.iter().any(|from| cone.exprs.contains(from))
}

fn bounds(law: &Law, bound: ExprId) -> Vec<Day> {
    law.exprs.days_of(bound).unwrap_or_default()
}

/// The boundaries as a page of text, with a last sentence on what was written.
pub fn text(law: &Law, found: &Boundaries, written: &str) -> String {
    let mut page = Page::new();
    head::scope(&mut page, law);
    let mut days: IndexMap<(bool, String), Vec<&DayChange>> = IndexMap::new();
    let mut all: Vec<&DayChange> = found.found.iter().collect();
    // The days that the law names first, in their order.
    all.sort_by_key(|one| {
        match one.moment {
            Moment::Day(day) => Some(day),
            _ => None,
        }
        .map_or((true, Day::MAX), |day| (false, day))
    });
    for one in all {
        let is_day = matches!(one.moment, Moment::Day(_));
        let words = moment(law, one.moment);
        days.entry((is_day, words)).or_default().push(one);
    }
    overview(&mut page, law, &days, found.unsettled.is_empty());
    for ((is_day, words), changes) in &days {
        let title = match changes.first() {
            Some(one) if *is_day => one.example.day.weekday_in_words(),
            _ => words.clone(),
        };
        page.wide_gap();
        page.banner(&title.to_uppercase(), "");
        tell(&mut page, law, changes);
    }
    rest(&mut page, law, found);
    page.wide_gap();
    page.bar();
    page.paragraph(0, written);
    page.finish()
}

/// On which days outcomes change, ahead of the days one by one; whether there are no others is known
/// where all is `settled`.
fn overview(
    page: &mut Page,
    law: &Law,
    days: &IndexMap<(bool, String), Vec<&DayChange>>,
    settled: bool,
) {
    let of = |wanted: bool| -> Vec<String> {
        let all = days.keys().filter(|(is_day, _)| *is_day == wanted);
        all.map(|(_, words)| words.clone()).collect()
    };
    let (named, own) = (of(true), of(false));
    if days.is_empty() {
        return;
    }
    page.gap();
    if !named.is_empty() {
        let count = counted(named.len(), "day", "days");
        let named = joined(&named, "and");
        page.paragraph(
            1,
            &format!("What the law says of somebody changes on {count} that it names: {named}."),
        );
    }
    if !own.is_empty() {
        let also = match named.is_empty() {
            true => "What the law says of somebody changes",
            false => "It also changes",
        };
        page.paragraph(1, &format!("{also} on days of the person’s own:"));
        page.list(2, &own, Ending::Apart);
    }
    if settled {
        let told = "On every other day it is what it was the day before, on the same facts.";
        page.paragraph(1, told);
    }
    still(page, law, days);
}

/// The days of adoption and publication, and those on which rules begin or end, on which nothing changes.
fn still(page: &mut Page, law: &Law, days: &IndexMap<(bool, String), Vec<&DayChange>>) {
    let mut still: Vec<(Day, String, Note)> = Vec::new();
    let mut add = |day: Day, of: String, note: Note| {
        if !days.contains_key(&(true, day.in_words())) {
            still.push((day, of, note));
        }
    };
    for act in &law.acts {
        let said = [("adoption", &act.adopted), ("publication", &act.published)];
        for (what, said) in said {
            if let Some((day, grounds)) = said {
                let of = format!("the day of {what} of {}", act.title);
                add(*day, of, lines(law, grounds));
            }
        }
    }
    for rule in (0..law.written.len()).map(WrittenId::at) {
        let written = &law[rule];
        if written.from == written.until {
            continue;
        }
        let does = [
            ("begins", written.from),
            ("ended the day before", written.until),
        ];
        for (what, bound) in does {
            let days = bound.map(|bound| bounds(law, bound)).unwrap_or_default();
            for day in days {
                let of = format!("“{}” {what}", heading(law, rule));
                add(day, of, lines(law, law.own_grounds(rule)));
            }
        }
    }
    if still.is_empty() {
        return;
    }
    let mut table = Table::new();
    still.sort_by_key(|(day, ..)| *day);
    for (day, of, note) in still {
        table.row([day.in_words(), of], note);
    }
    page.gap();
    page.paragraph(1, "Nothing changes on");
    page.table(2, &table);
}

fn tell(page: &mut Page, law: &Law, changes: &[&DayChange]) {
    let mut made: BTreeSet<WrittenId> = changes.iter().flat_map(|one| rules(law, one)).collect();
    if let Some(first) = changes.first() {
        // A rule that begins or ends on the day is told, whether or not anybody shows it.
        if let Moment::Day(day) = first.moment {
            made.extend(moved::on_day(law, day));
        }
        moved::tell(page, law, first.moment, &made);
    }
    groups(page, law, changes);
}

/// What changes for somebody on a day, as it is told of boundaries; how many outcomes that are.
pub fn on_day(law: &Law, found: &Boundaries, day: Day) -> (usize, Page) {
    let all = found.found.iter();
    let changes: Vec<&DayChange> = all.filter(|one| one.moment == Moment::Day(day)).collect();
    let mut page = Page::new();
    groups(&mut page, law, &changes);
    (changes.len(), page)
}

/// The same of each other day than those `known`: days that conditions name, and days of a person's own,
/// each with what it is called.
pub fn on_other_days(
    law: &Law,
    found: &Boundaries,
    known: impl Fn(Day) -> bool,
) -> Vec<(String, usize, Page)> {
    let mut days: IndexMap<String, Vec<&DayChange>> = IndexMap::new();
    for one in &found.found {
        if !matches!(one.moment, Moment::Day(day) if known(day)) {
            days.entry(moment(law, one.moment)).or_default().push(one);
        }
    }
    let told = days.into_iter().map(|(words, changes)| {
        let mut page = Page::new();
        tell(&mut page, law, &changes);
        (words, changes.len(), page)
    });
    told.collect()
}

/// The changes in tables, one for each person who shows them.
fn groups(page: &mut Page, law: &Law, changes: &[&DayChange]) {
    let mut groups: Vec<Vec<&DayChange>> = Vec::new();
    for one in changes {
        let same = groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|first| first.region == one.region && first.example == one.example)
        });
        match same {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    for group in &groups {
        let Some(first) = group.first() else { continue };
        page.gap();
        let table = three_days::table(law, group);
        page.table(2, &table);
        let told = witness::describe(law, &law[first.claim], &first.example);
        let told = [told.person, joined(&told.conditions, "and")].join(" ");
        let sentence = format!("On {}, {}.", first.example.day.in_words(), told.trim_end());
        page.gap();
        page.hanging(4, "Example:", 13, &sentence);
        if !first.region.is_everything() {
            page.gap();
            region::tell(page, "It is so with", 2, law, &first.region);
        }
    }
}

/// What changes every day, what is not decided, and that there is no other day.
fn rest(page: &mut Page, law: &Law, found: &Boundaries) {
    if !found.moving.is_empty() {
        page.section("With every day", None);
        for about in &found.moving {
            let (label, _) = named(law, *about, crate::verdict::Turn::Differs);
            page.paragraph(1, &format!("{label}: counted from the day itself."));
        }
    }
    if !found.unsettled.is_empty() {
        page.section("Undecided", None);
        for one in &found.unsettled {
            let (label, words) = named(law, one.about, one.turn);
            let way = words.map_or_else(
                || "a value for another".to_owned(),
                |[before, after]| format!("{after} for {before}"),
            );
            let on = match one.moment {
                Some(of) => moment(law, of),
                None => "a day other than those above".to_owned(),
            };
            page.paragraph(1, &format!("{label}, {way}, on {on}: {}.", one.reason));
        }
    }
    page.section("Every other day", None);
    let told = if found.found.is_empty() {
        "No outcome changes on any day for anybody, on the same facts."
    } else {
        "On every other day each outcome is what it was the day before, on the same facts."
    };
    let told = if found.unsettled.is_empty() {
        told.to_owned()
    } else {
        format!("{told} Of what is undecided this is not known.")
    };
    page.paragraph(1, &told);
    page.paragraph(
        1,
        "The law looks at the day in two ways alone: it compares it with the first and last days of \
         rules, and with what conditions name. Only on those days can anything change.",
    );
    page.paragraph(
        1,
        &format!(
            "Each change was tried out on the person of its example. That nothing else changes rests \
             on Z3 alone; the days, births and other dates looked at are those from {} to {}.",
            FIRST_DAY.in_words(),
            LAST_DAY.in_words()
        ),
    );
}

/// "12 changes on 4 days of the law and 2 days of a person’s own"
pub fn summary(law: &Law, found: &Boundaries) -> String {
    let of = |wanted: bool| {
        let all = found.found.iter();
        let days = all.filter(|one| matches!(one.moment, Moment::Day(_)) == wanted);
        days.map(|one| moment(law, one.moment))
            .collect::<BTreeSet<_>>()
            .len()
    };
    if found.found.is_empty() {
        return "No changes".to_owned();
    }
    format!(
        "{} on {} that the law names and {} of a person’s own",
        counted(found.found.len(), "change", "changes"),
        counted(of(true), "day", "days"),
        counted(of(false), "day", "days"),
    )
}
