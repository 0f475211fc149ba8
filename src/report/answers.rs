//! The answers to questions about one case, in words: each with what is missing, the rules, or the reasons.

use std::collections::BTreeSet;

use crate::eval::{Cause, Explaining, Situation};
use crate::law::{InputId, InputKind, Law};

use super::answer::{Answer, Part, Says};
use super::layout::{Ending, Page, Table};
use super::outcome::Case;
use super::outline;
use super::proof::{grounds, region};
use super::reasons::{self, Explained};
use super::rule_words::{cause_words, missing_words, rule_reference};
use super::rules_told::{Applies, RuleTold};
use super::settled;
use super::settling;
use super::words::{capitalized, choice, comes_to, heading, question};

/// Less is told as often as it is asked for.
const REPEATED: usize = 4;

/// The answers to questions about one case, one after the other: what is told below one is not told again
/// below another.
pub(super) struct Answers<'t> {
    explaining: &'t mut Explaining,
    law: &'t Law,
    case: &'t Case,
    explained: Option<Explained>,
    /// What is missing, each with the question under which it is told.
    missing: Vec<(BTreeSet<InputId>, &'t str)>,
    /// What is said of rules, with the question.
    rules: Vec<(Vec<RuleTold>, &'t str)>,
}

impl<'t> Answers<'t> {
    pub fn new(
        explaining: &'t mut Explaining,
        law: &'t Law,
        case: &'t Case,
        explained: Option<Explained>,
    ) -> Self {
        Self {
            explaining,
            law,
            case,
            explained,
            missing: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// One more answer.
    pub fn one(&mut self, page: &mut Page, answer: &'t Answer) {
        page.wide_gap();
        let asked: Vec<&str> = answer.question.split_whitespace().collect();
        let banner = match answer.parts.as_deref() {
            Err(_) => "UNDECIDED".to_owned(),
            Ok([part]) => {
                let reach = match (
                    readings_are_open(self.law, &self.case.situation),
                    self.case.readings.is_empty(),
                ) {
                    (false, _) => "",
                    (true, true) => " on every reading",
                    (true, false) => " on every reading left open",
                };
                format!("{}{reach}", verdict(self.law, answer, part))
            }
            Ok(_) => "IT DEPENDS ON READINGS".to_owned(),
        };
        page.banner(&banner, &asked.join(" "));
        self.details_of(page, answer);
    }

    fn details_of(&mut self, page: &mut Page, answer: &'t Answer) {
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
        for part in parts {
            if parts.len() > 1 {
                page.gap();
                on_readings(page, self.law, answer, part);
            }
            self.details(page, answer, part);
            match self.explained {
                Some(explained) => self.because(page, answer, part, explained),
                None => self.rules(page, answer, part),
            }
        }
    }

    /// What is missing, and what is unsettled with its sentences.
    fn details(&mut self, page: &mut Page, answer: &'t Answer, part: &Part) {
        match &part.says {
            Says::Is(_) => {}
            Says::Undetermined(inputs) => {
                let mut told = self.missing.iter();
                if let Some((_, under)) = told.find(|(known, _)| known == inputs) {
                    let above = above(answer, under);
                    let told = format!("It depends on what is not given, the same as {above}.");
                    page.paragraph(1, &told);
                    return;
                }
                if inputs.len() >= REPEATED {
                    self.missing.push((inputs.clone(), &answer.question));
                }
                missing(page, self.law, inputs);
            }
            Says::Unsettled(causes) => {
                unsettled(page, self.law, causes, self.explained.is_some());
            }
        }
    }

    fn because(&mut self, page: &mut Page, answer: &Answer, part: &Part, explained: Explained) {
        let law = self.law;
        let readings = part.branches.first().cloned().unwrap_or_default();
        let branch = settled::under(&self.case.situation, &readings);
        let certain = part.is_certain();
        let (settled, taken) = settled::settle(self.explaining, law, branch, answer.expr, certain);
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
        let given = &self.case.given;
        let (expr, explaining) = (answer.expr, &mut *self.explaining);
        let found = reasons::outline(explaining, law, &settled, given, expr, explained);
        outline::write(page, law, &found);
    }

    /// Which rules apply and which do not. What is said of several is not said again under another
    /// question.
    fn rules(&mut self, page: &mut Page, answer: &'t Answer, part: &Part) {
        let law = self.law;
        let rules = settled::rules(
            self.explaining,
            law,
            &self.case.situation,
            &part.branches,
            answer.expr,
            part.is_certain(),
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
            let told = rules.iter().filter(|told| told.applies == applies);
            let told: Vec<RuleTold> = told.cloned().collect();
            if told.is_empty() {
                continue;
            }
            page.gap();
            let mut known = self.rules.iter();
            if let Some((_, under)) = known.find(|(known, _)| *known == told) {
                let above = above(answer, under);
                page.paragraph(1, &format!("{title}: the same as {above}."));
                continue;
            }
            page.paragraph(1, title);
            page.table(2, &table_of(law, &told));
            if told.len() >= REPEATED {
                self.rules.push((told, &answer.question));
            }
        }
    }
}

/// Where something was told before.
fn above(answer: &Answer, under: &str) -> String {
    let words: Vec<&str> = under.split_whitespace().collect();
    match under == answer.question {
        true => "above".to_owned(),
        false => format!("under “{}”", words.join(" ")),
    }
}

fn table_of(law: &Law, rules: &[RuleTold]) -> Table {
    let mut table = Table::new();
    let mut before: Option<&RuleTold> = None;
    for told in rules {
        let same = before.is_some_and(|before| {
            told.missing.len() > 1 && (&told.missing, &told.why) == (&before.missing, &before.why)
        });
        let why = match same {
            true => "depends on the same".to_owned(),
            false => told.why.clone(),
        };
        table.row(
            [heading(law, told.written), why],
            rule_reference(law, told.written),
        );
        before = Some(told);
    }
    table
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
    let mut answers = Answers::new(explaining, law, case, explained);
    answers.details_of(page, answer);
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

/// What is unsettled, with its sentences; where the reasons follow, which quote them, with their lines.
fn unsettled(page: &mut Page, law: &Law, causes: &BTreeSet<Cause>, reasons_follow: bool) {
    for cause in causes {
        page.paragraph(1, &format!("{}.", capitalized(&cause_words(law, cause))));
        if let Cause::Conflict(_, rules) = cause {
            if reasons_follow {
                let mut table = Table::new();
                for rule in rules {
                    let written = law[*rule].written;
                    table.row([heading(law, written)], rule_reference(law, written));
                }
                page.gap();
                page.table(2, &table);
            } else {
                for rule in rules {
                    page.gap();
                    let written = law[*rule].written;
                    page.paragraph(2, &heading(law, written));
                    grounds::tell_at(page, 4, law, &law[written].grounds);
                }
            }
        }
        let ways = settling::ways(law, cause);
        if !ways.is_empty() {
            page.gap();
            page.paragraph(
                1,
                "One of these, written into the rules, would settle it. The program chooses none of them:",
            );
            page.list(1, &ways, Ending::Joined("or", "."));
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
        let why = if given { "what is not given: " } else { "" };
        page.paragraph(1, &format!("It depends on {why}{only}."));
    } else {
        page.paragraph(1, "It depends on what is not given:");
        page.list(1, &words, Ending::Joined("and", "."));
    }
}
fn readings_are_open(law: &Law, case: &Situation) -> bool {
    law.readings().any(|reading| case.get(reading).is_none())
}
