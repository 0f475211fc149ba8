//! Persons, and elements of their lists, whom the rules leave without an answer: who they are, which rules come nearest, and what
//! would answer them.

use crate::calendar::Interval;
use crate::eval::{Reason, RuleStatus, Situation, Standing, explain};
use crate::law::{Expr, ExprId, Law, RuleId, TermId, Value, WrittenId};
use crate::verdict::{Finding, ReadingCube, Refuted, Subject};

use super::conflict::{answer, question};
use super::counted;
use super::example;
use super::layout::{Ending, Page, Table};
use super::proof::support::Numbers;
use super::proof::{checked, grounds, persons, rests, verdict};
use super::rule_words::{does_not_apply, rule_reference, term_words, why};
use super::words::{
    Phrase, bare, conditions, constant, heading, one_of, phrase, relatives_of, whoever,
};

/// So many rules on the question are listed.
const LISTED: usize = 8;

/// So many of the rules that come nearest are told.
const NEAREST: usize = 3;

/// What is told of somebody without an answer.
pub struct Gap<'v> {
    /// The question, as a sentence.
    pub question: String,
    /// What each rule that could answer asks, in the order of the files.
    pub answered: Vec<Answered>,
    /// Somebody without an answer for each set of readings on which there is one.
    pub persons: Vec<Person<'v>>,
}

/// Whom a rule answers.
pub struct Answered {
    /// The rule.
    pub rule: RuleId,
    /// What is so of whom it answers, as verb phrases.
    pub whom: Vec<Phrase>,
    /// The days on which it is in force, in words, where these are bounded.
    pub days: Option<String>,
    /// The exceptions that lift it.
    pub unless: Vec<WrittenId>,
    /// That it does not answer, as a verb phrase, where its one condition says it.
    pub not: Option<Phrase>,
}

/// Somebody without an answer.
pub struct Person<'v> {
    /// The person.
    pub refuted: &'v Refuted,
    /// The readings on which the person has no answer, for these reasons.
    pub on: ReadingCube,
    /// The rules that come nearest, what lacks least first.
    pub nearest: Vec<Nearest>,
    /// How many others there are.
    pub others: usize,
}

/// A rule that does not answer somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The rule.
    pub rule: RuleId,
    /// Why it does not apply: "is no member".
    pub why: String,
    /// What it would give, if the one condition that lacks were dropped: the condition and the answer.
    pub without: Option<(Phrase, String)>,
}

impl<'v> Gap<'v> {
    /// What is told of a finding, where it is a gap.
    pub fn of(law: &Law, finding: &'v Finding) -> Option<Self> {
        let Subject::Gap(term) = finding.about else {
            return None;
        };
        let rules = &law[term].rules;
        let one_life = rules.windows(2).all(|pair| match pair {
            [one, other] => law[*one].life() == law[*other].life(),
            _ => true,
        });
        let persons = finding.verdict.refuted.iter();
        Some(Self {
            question: question(law, term),
            answered: rules
                .iter()
                .map(|rule| Answered::of(law, *rule, one_life))
                .collect(),
            persons: persons
                .map(|refuted| Person::of(law, term, refuted))
                .collect(),
        })
    }

    /// What is so of everybody without an answer, as verb phrases, where the conditions of the rules say it
    /// one by one.
    pub fn whom(&self) -> Option<Vec<Phrase>> {
        let mut told: Vec<Phrase> = Vec::new();
        for answered in &self.answered {
            let not = answered.not.clone()?;
            if !told.contains(&not) {
                told.push(not);
            }
        }
        Some(told)
    }
}

impl Answered {
    /// `one_life` says that all rules on the question are in force on the same days.
    fn of(law: &Law, rule: RuleId, one_life: bool) -> Self {
        let parts = asked(law, rule);
        let phrases = parts.iter().flat_map(|part| conditions(law, *part, true));
        let alone = law[rule].lifted_by.is_empty();
        let not = match parts.as_slice() {
            [only] if one_life && alone => Some(phrase(law, *only, false)),
            _ => None,
        };
        let mut unless: Vec<WrittenId> = Vec::new();
        for lifter in &law[rule].lifted_by {
            let written = law[*lifter].written;
            if !unless.contains(&written) {
                unless.push(written);
            }
        }
        Self {
            rule,
            whom: phrases.collect(),
            days: days(law, rule),
            unless,
            not,
        }
    }

    /// "Whoever is a member, from 1 July 2025, unless “Tickets” applies."
    fn words(&self, law: &Law, term: TermId) -> String {
        let whom = match (self.whom.as_slice(), law[term].of) {
            ([], None) => "everybody".to_owned(),
            ([], Some(record)) => format!("every {}", bare(law, record)),
            (all, _) => whoever_of(law, term, all),
        };
        let days = self.days.iter().cloned();
        let unless = self.unless.iter().map(|one| {
            let heading = heading(law, *one);
            format!("unless “{heading}” applies")
        });
        let parts: Vec<String> = [whom].into_iter().chain(days).chain(unless).collect();
        parts.join(", ")
    }
}

/// The days on which a rule is in force, where these are bounded: where they hang on something, that they
/// do.
fn days(law: &Law, rule: RuleId) -> Option<String> {
    let bounds = match law[rule].life() {
        (None, None) => return None,
        (from, until) => [from, until],
    };
    let of = |bound: Option<ExprId>| match bound.map(|bound| law.exprs.get(bound)) {
        None => Some(None),
        Some(Expr::Lit(Value::Day(day))) => Some(Some(*day)),
        Some(_) => None,
    };
    Some(match bounds.map(of) {
        [Some(from), Some(until)] => Interval { from, until }.in_words(),
        _ => "on the days on which it is in force".to_owned(),
    })
}

impl<'v> Person<'v> {
    fn of(law: &Law, term: TermId, refuted: &'v Refuted) -> Self {
        let situation = example::situation(law, term, refuted);
        let rules = law[term].rules.iter();
        let hangs_on = rules.filter_map(|rule| law.exprs.find(&Expr::Stands(*rule)));
        let told = |case: &Situation| all_nearest(law, case, term);
        let on = example::readings(law, (refuted, &situation), hangs_on, told);
        let all = all_nearest(law, &situation, term);
        let others = all.len().saturating_sub(NEAREST);
        Self {
            refuted,
            on,
            nearest: all.into_iter().take(NEAREST).collect(),
            others,
        }
    }
}

/// The rules that do not answer somebody, what lacks least first.
fn all_nearest(law: &Law, case: &Situation, term: TermId) -> Vec<Nearest> {
    let rules = law[term].rules.iter();
    let mut all: Vec<(usize, Nearest)> = rules
        .filter_map(|rule| nearest(law, case, term, *rule))
        .collect();
    all.sort_by_key(|(lacks, _)| *lacks);
    all.into_iter().map(|(_, one)| one).collect()
}

/// Of whom something is said: "whoever is under 16"; of elements "a vehicle that is electric".
fn whoever_of(law: &Law, term: TermId, said: &[Phrase]) -> String {
    match law[term].of {
        None => whoever(said),
        Some(record) => {
            let said = relatives_of(law, record).behind(said);
            format!("{} {said}", one_of(law, record))
        }
    }
}

/// How much lacks for a rule to apply, and why it does not; nothing of one about another step.
fn nearest(law: &Law, case: &Situation, term: TermId, rule: RuleId) -> Option<(usize, Nearest)> {
    let asked = law.exprs.find(&Expr::Stands(rule))?;
    let explanation = explain(law, case, asked);
    let status: &RuleStatus = match explanation.because.as_slice() {
        [Reason::Rule(status)] if !status.about_another_step => status,
        _ => return None,
    };
    let (lacks, dropped) = match &status.standing {
        Standing::ConditionFalse { conditions } => match conditions.as_slice() {
            [only] => (1, Some(*only)),
            all => (all.len(), None),
        },
        Standing::Lifted { .. } | Standing::Defeated { .. } | Standing::NotInForce(_) => (1, None),
        _ => (usize::MAX, None),
    };
    let without = dropped.filter(|_| law[rule].lifted_by.is_empty());
    let without = without.map(|only| (phrase(law, only, false), answer(law, term, rule)));
    let why = why(law, case, status);
    Some((lacks, Nearest { rule, why, without }))
}

/// The conditions of a rule that may be met or not.
fn asked(law: &Law, rule: RuleId) -> Vec<ExprId> {
    let all = law.conjuncts(rule);
    all.filter(|part| constant(law, *part).is_none()).collect()
}

/// A gap without its bar; `sentence` says what was found.
pub(super) fn below(
    page: &mut Page,
    law: &Law,
    finding: &Finding,
    gap: &Gap<'_>,
    sentence: &str,
    numbers: &Numbers<'_>,
) {
    page.paragraph(1, &gap.question);
    page.gap();
    page.paragraph(1, sentence);
    verdict::behind(page, law, &finding.verdict);
    whom(page, law, finding, gap);
    let examples = gap.persons.iter().map(|person| {
        let mut told = Page::new();
        nearest_told(&mut told, law, person);
        (person.refuted, &person.on, told)
    });
    persons::examples(page, law, &finding.verdict, examples);
    settled_by(page, law, finding, gap);
    rests::tell(page, law, &finding.verdict, numbers);
    checked::tell(page, &finding.verdict, "of whom it is so");
}

fn whom(page: &mut Page, law: &Law, finding: &Finding, gap: &Gap<'_>) {
    let Subject::Gap(term) = finding.about else {
        return;
    };
    page.section("Who has no answer", None);
    let of = law[term].of;
    if let Some(told) = gap.whom() {
        return persons::whoever(page, law, &finding.verdict, of, &told);
    }
    persons::lead(page, law, &finding.verdict);
    let every = persons::every(law, &finding.verdict, of);
    let whom = if of.is_none() { "whom" } else { "that" };
    page.paragraph(1, &format!("{every} {whom} none of these rules answers:"));
    let mut table = Table::new();
    for answered in gap.answered.iter().take(LISTED) {
        let written = law[answered.rule].written;
        let named = format!("“{}”", heading(law, written));
        table.row(
            [named, answered.words(law, term)],
            rule_reference(law, written),
        );
    }
    page.table(2, &table);
    let more = gap.answered.len().saturating_sub(LISTED);
    if more > 0 {
        page.paragraph(2, &format!("and {}.", counted(more, "other", "others")));
    }
}

/// The rules that come nearest to somebody, and why each does not answer.
fn nearest_told(page: &mut Page, law: &Law, person: &Person<'_>) {
    for nearest in &person.nearest {
        let written = law[nearest.rule].written;
        page.gap();
        page.paragraph(
            1,
            &format!(
                "The rule {}: {}.",
                does_not_apply(law, written, ""),
                nearest.why
            ),
        );
        grounds::tell(page, 2, law, &law[written].grounds);
    }
    if person.others > 0 {
        let (rules, lack) = match person.others {
            1 => ("1 other rule".to_owned(), "lacks"),
            several => (format!("{several} other rules"), "lack"),
        };
        page.gap();
        page.paragraph(
            1,
            &format!("For {rules} on the question as much {lack}, or more."),
        );
    }
}

/// What would answer: nothing of it is for a program to choose.
fn settled_by(page: &mut Page, law: &Law, finding: &Finding, gap: &Gap<'_>) {
    let Subject::Gap(term) = finding.about else {
        return;
    };
    let these = law[term].of.map_or_else(
        || "these persons".to_owned(),
        |record| format!("such {}", one_of(law, record)),
    );
    let mut ways = vec![format!(
        "a rule that says {} for {these}",
        term_words(law, term)
    )];
    let nearest = gap.persons.first().map(|person| person.nearest.as_slice());
    for one in nearest.unwrap_or_default() {
        if let Some((condition, answer)) = &one.without {
            let heading = heading(law, law[one.rule].written);
            let whoever = whoever_of(law, term, std::slice::from_ref(condition));
            ways.push(format!(
                "“{heading}” for {whoever}, too: in the example that gives {answer}"
            ));
        }
    }
    ways.push("what is so where no rule applies, by `otherwise`".to_owned());
    ways.push(format!(
        "that the text leaves it open, by `intended gap {}`",
        law[term].name
    ));
    page.section("What would settle it", None);
    page.paragraph(
        1,
        "One of these, written into the rules. The program chooses none of them:",
    );
    page.list(1, &ways, Ending::Joined("or", "."));
}
