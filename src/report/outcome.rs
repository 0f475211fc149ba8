//! What comes of one case, in words.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::eval::{Cause, Explaining, Situation, unlike_any};
use crate::law::{InputId, InputKind, Law, StepId, TermId, Value};

use super::answer::{Answer, Part, Says};
use super::counted;
use super::layout::{Ending, Page, Table};
use super::proof::{grounds, head, region};
use super::rule_words::{Applies, cause_words, missing_words, rule_reference, term_words};
use super::words::{
    capitalized, choice, comes_to, does_with, heading, joined, member, person, question,
    reading_taken, said_of_person,
};
use super::{reasons, settled};

pub use super::reasons::{Explained, WHOLE};

/// A case as it was given.
#[derive(Debug, Clone)]
pub struct Case {
    /// The day of the facts and of the law.
    pub day: Day,
    /// The facts and holdings given.
    pub given: Vec<(InputId, Value)>,
    /// What is not given is no, and not held.
    pub nothing_else: bool,
    /// The step being taken, and the choices made.
    pub step: Option<(StepId, Vec<(InputId, Value)>)>,
    /// What became of it.
    pub became: Option<(InputId, Value)>,
    /// The readings fixed.
    pub readings: Vec<(InputId, Value)>,
    /// All of that together.
    pub situation: Situation,
}

/// The column at which the text after a label begins.
const TEXT: usize = 14;

/// The case and the answers; with `explained`, the reasons sentence by sentence, so many levels deep. Of the terms
/// `untold` no rule says anything.
pub fn text(
    law: &Law,
    case: &Case,
    answers: &[Answer],
    untold: &[TermId],
    explained: Option<usize>,
) -> String {
    let mut page = Page::new();
    head::texts(&mut page, law);
    page.gap();
    the_case(&mut page, law, case);
    let explained = explained.map(|depth| Explained {
        depth,
        misses: true,
    });
    let mut explaining = Explaining::default();
    for answer in answers {
        one(&mut page, &mut explaining, law, case, answer, explained);
    }
    if !untold.is_empty() {
        page.wide_gap();
        let terms: Vec<String> = untold.iter().map(|term| term_words(law, *term)).collect();
        let told = format!(
            "Not told: no rule says anything here of {}.",
            joined(&terms, "or")
        );
        page.paragraph(1, &told);
    }
    page.wide_gap();
    page.bar();
    page.line(foot(answers));
    page.finish()
}

/// The case in words.
pub fn the_case(page: &mut Page, law: &Law, case: &Case) {
    let told = person(law, &case.given);
    let mut phrases = told.conditions;
    phrases.extend(
        case.step
            .as_ref()
            .map(|(step, choices)| does_with(law, *step, choices)),
    );
    phrases.extend(
        case.became
            .map(|(input, became)| member(law, input, became, true)),
    );
    let told = [told.described, joined(&phrases, "and")].join(" ");
    let rest = if case.nothing_else {
        " Nothing else holds, and nothing else is held."
    } else {
        ""
    };
    let told = format!("{}.{rest}", capitalized(told.trim_end()));
    page.hanging(2, "The case", TEXT, &told);
    page.hanging(2, "The day", TEXT, &case.day.weekday_in_words());
    for (at, (reading, taken)) in case.readings.iter().enumerate() {
        let label = if at == 0 { "Readings" } else { "" };
        page.hanging(
            2,
            label,
            TEXT,
            &format!("{}.", capitalized(&reading_taken(law, *reading, *taken))),
        );
    }
    for assumed in unlike_any(law, &case.situation) {
        let told = said_of_person(law, assumed, true);
        let told = format!("The rules are about nobody else than a person who {told}.");
        page.hanging(2, "Yet", TEXT, &told);
    }
}

fn foot(answers: &[Answer]) -> String {
    let (mut settled, mut by_reading, mut open) = (0, 0, 0);
    for answer in answers {
        match &answer.parts {
            Ok(parts) if answer.is_determined() && parts.len() < 2 => settled += 1,
            _ if answer.is_determined() => by_reading += 1,
            _ => open += 1,
        }
    }
    let mut told = Vec::new();
    if settled > 0 {
        told.push(format!("{settled} answered on every reading alike"));
    }
    if by_reading > 0 {
        told.push(format!("{by_reading} answered by reading"));
    }
    if open > 0 {
        told.push(format!("{open} undetermined or unsettled"));
    }
    let questions = counted(answers.len(), "question", "questions");
    if told.is_empty() {
        format!("{}.", capitalized(&questions))
    } else {
        format!("{}: {}.", capitalized(&questions), told.join(", "))
    }
}

fn one(
    page: &mut Page,
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    answer: &Answer,
    explained: Option<Explained>,
) {
    page.wide_gap();
    let asked: Vec<&str> = answer.question.split_whitespace().collect();
    let banner = match answer.parts.as_deref() {
        Err(_) => "UNDECIDED".to_owned(),
        Ok([part]) => {
            let reach = match (
                readings_are_open(law, &case.situation),
                case.readings.is_empty(),
            ) {
                (false, _) => "",
                (true, true) => " on every reading",
                (true, false) => " on every reading left open",
            };
            format!("{}{reach}", verdict(law, answer, part))
        }
        Ok(_) => "IT DEPENDS ON READINGS".to_owned(),
    };
    page.banner(&banner, &asked.join(" "));
    details_of(page, explaining, law, case, answer, explained);
}

/// What an answer rests on: what is missing, and the rules; with `explained`, the reasons, so
/// much of them.
pub fn details_of(
    page: &mut Page,
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    answer: &Answer,
    explained: Option<Explained>,
) {
    let parts = match &answer.parts {
        Ok(parts) => parts,
        Err(too_many) => {
            let told = format!(
                "{}. Fix some of them by --reading NAME=CHOICE.",
                capitalized(&too_many.to_string())
            );
            page.paragraph(1, &told);
            return;
        }
    };
    match parts.as_slice() {
        [part] => {
            details(page, law, part);
            because(page, explaining, law, case, answer, part, explained);
        }
        _ => {
            for part in parts {
                page.gap();
                on_readings(page, law, answer, part);
                details(page, law, part);
                because(page, explaining, law, case, answer, part, explained);
            }
        }
    }
}

fn readings_are_open(law: &Law, case: &Situation) -> bool {
    law.readings().any(|reading| case.get(reading).is_none())
}

/// The answer in capitals.
pub fn verdict(law: &Law, answer: &Answer, part: &Part) -> String {
    match &part.says {
        Says::Is(value) => comes_to(law, answer.expr, *value).to_uppercase(),
        Says::Undetermined(_) => "UNDETERMINED".to_owned(),
        Says::Unsettled(causes) => {
            let is = |wanted: fn(&Cause) -> bool| causes.iter().any(wanted);
            if is(|cause| matches!(cause, Cause::Conflict(..))) {
                "CONFLICT".to_owned()
            } else if is(|cause| matches!(cause, Cause::Gap(_))) {
                "GAP in this text".to_owned()
            } else {
                "UNSETTLED".to_owned()
            }
        }
    }
}

/// An answer that holds on some readings, and on which.
fn on_readings(page: &mut Page, law: &Law, answer: &Answer, part: &Part) {
    let told = match &part.says {
        Says::Is(value) => comes_to(law, answer.expr, *value),
        Says::Undetermined(_) | Says::Unsettled(_) => verdict(law, answer, part),
    };
    page.section(&told, None);
    region::tell(page, "With", 1, law, &part.region);
}

/// What is missing, and what is unsettled with its sentences.
fn details(page: &mut Page, law: &Law, part: &Part) {
    match &part.says {
        Says::Is(_) => {}
        Says::Undetermined(inputs) => missing(page, law, inputs),
        Says::Unsettled(causes) => {
            for cause in causes {
                page.paragraph(1, &format!("{}.", capitalized(&cause_words(law, cause))));
                if let Cause::Conflict(_, rules) = cause {
                    for rule in rules {
                        page.gap();
                        let written = law[*rule].written;
                        page.paragraph(2, &heading(law, written));
                        grounds::tell_at(page, 4, law, &law[written].grounds);
                    }
                }
            }
        }
    }
}

/// The facts and holdings that are not given, and on which an answer depends.
pub fn missing(page: &mut Page, law: &Law, missing: &BTreeSet<InputId>) {
    let facts = missing
        .iter()
        .filter(|input| law[**input].kind != InputKind::Reading);
    let given = missing
        .iter()
        .all(|input| law[*input].kind != InputKind::Unmodelled);
    let words = missing_words(law, facts);
    if let [only] = words.as_slice() {
        let why = if given { ", which is not given" } else { "" };
        page.paragraph(1, &format!("It depends on {only}{why}."));
    } else {
        page.paragraph(1, "It depends on what is not given:");
        page.list(1, &words, Ending::Joined("and", "."));
    }
}

fn because(
    page: &mut Page,
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    answer: &Answer,
    part: &Part,
    explained: Option<Explained>,
) {
    if let Some(explained) = explained {
        let readings = part.branches.first().cloned().unwrap_or_default();
        let branch = settled::under(&case.situation, &readings);
        let (settled, taken) =
            settled::settle(explaining, law, branch, answer.expr, part.is_certain());
        let mut fixed = if part.branches.len() > 1 {
            readings
        } else {
            Vec::new()
        };
        fixed.extend(taken);
        if !fixed.is_empty() {
            fixed.sort_by_key(|(reading, _)| *reading);
            page.gap();
            let told = if part.region.is_everything() {
                "The reasons are given for these readings; on all others the answer is the same."
            } else {
                "Among them, the reasons are given for these:"
            };
            page.paragraph(1, told);
            let mut table = Table::new();
            for (reading, taken) in fixed {
                table.row([question(law, reading), choice(law, taken)], "");
            }
            page.table(2, &table);
        }
        reasons::write(
            page,
            explaining,
            law,
            &settled,
            &case.given,
            answer.expr,
            explained,
        );
        return;
    }
    let (branches, certain) = (&part.branches, part.is_certain());
    let rules = settled::rules(
        explaining,
        law,
        &case.situation,
        branches,
        answer.expr,
        certain,
    );
    for (title, applies) in [
        ("These rules apply", Applies::Yes),
        ("These rules do not apply", Applies::No),
        ("These rules may apply", Applies::Open),
        (
            "Of these rules it is not settled whether they apply",
            Applies::Unsettled,
        ),
    ] {
        let mut table = Table::new();
        let mut none = true;
        for told in rules.iter().filter(|told| told.applies == applies) {
            none = false;
            let reference = rule_reference(law, told.written);
            table.row([heading(law, told.written), told.why.clone()], &reference);
        }
        if !none {
            page.gap();
            page.paragraph(1, title);
            page.table(2, &table);
        }
    }
}
