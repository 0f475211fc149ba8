//! A conflict in words.

use crate::law::{Ground, Law, WrittenId};
use crate::report::layout::{Page, Table};
use crate::report::proof::support::Numbers;
use crate::report::proof::{checked, grounds, persons, rests, verdict};
use crate::report::words::{capitalized, heading};
use crate::report::{counted, told_with};
use crate::verdict::{Finding, Outcome, Subject};

use super::{Conflict, Example, told_apart};

/// Where what an answer rests on begins.
const QUOTED: usize = 4;

/// So many exceptions are listed.
const LISTED: usize = 12;

/// A conflict without its bar.
pub(crate) fn below(
    page: &mut Page,
    law: &Law,
    finding: &Finding,
    conflict: &Conflict<'_>,
    numbers: &Numbers<'_>,
) {
    page.paragraph(1, &conflict.question);
    for answer in &conflict.answers {
        let written = law[answer.rule].written;
        page.gap();
        let named = format!("{}, by “{}”", answer.words, heading(law, written));
        page.paragraph(1, &named);
        grounds::tell_at(page, QUOTED, law, &law[written].grounds);
    }
    page.gap();
    let are_cited = conflict.answers.iter().all(|answer| {
        let grounds = &law[law[answer.rule].written].grounds;
        grounds
            .iter()
            .any(|ground| matches!(ground, Ground::Cited(_)))
    });
    let both = if are_cited { "Both sentences" } else { "Both" };
    page.paragraph(
        1,
        &format!("{both} apply, they give different answers, and no rule says which comes first."),
    );
    told_with::tell(page, law, finding);
    verdict::behind(page, law, &finding.verdict);
    page.section("Who meets both", None);
    let of = match finding.about {
        Subject::Conflict(term, ..) => law[term].of,
        _ => None,
    };
    persons::whoever(page, law, &finding.verdict, of, &conflict.whom);
    let examples = conflict.examples.iter();
    let examples = examples.map(|example| {
        let mut told = Page::new();
        answers(&mut told, law, conflict, example);
        (example.refuted, &example.on, told)
    });
    persons::examples(page, law, &finding.verdict, examples);
    settle(page, law, conflict);
    rests::tell(page, law, &finding.verdict, numbers);
    checked::tell(page, &finding.verdict, "of whom it is so");
}

/// “10 by “Members”, 5 by “Pupils”.”
fn answers(page: &mut Page, law: &Law, conflict: &Conflict<'_>, example: &Example<'_>) {
    let both = conflict.answers.iter().zip(&example.answers);
    let told: Option<Vec<String>> = both
        .map(|(by, answer)| {
            let answer = answer.as_ref()?;
            let heading = heading(law, law[by.rule].written);
            Some(format!("{answer} by “{heading}”"))
        })
        .collect();
    if let Some(told) = told {
        page.paragraph(1, &capitalized(&format!("{}.", told.join(", "))));
    }
}

fn settle(page: &mut Page, law: &Law, conflict: &Conflict<'_>) {
    page.section("What would settle it", None);
    page.paragraph(
        1,
        "One of these, written into the rules. The program chooses none of them.",
    );
    page.gap();
    let mut table = Table::new();
    table.row(["", "in the example", "for everybody else"], "");
    for order in &conflict.orders {
        let first = heading(law, order.first);
        let gives = order.in_example.clone();
        table.row(
            [
                format!("“{first}” comes first"),
                gives
                    .unwrap_or_else(|| "left open: another rule may say something else".to_owned()),
                order.for_others.clone(),
            ],
            "",
        );
    }
    table.row(
        [
            "both are kept as readings",
            "both answers, each named",
            "every result says on which it depends",
        ],
        "",
    );
    table.row(
        [
            "the text leaves it so",
            "no answer",
            "nobody who meets both has one",
        ],
        "",
    );
    page.table(2, &table);
    page.gap();
    let [one, other] = conflict
        .answers
        .each_ref()
        .map(|answer| law[answer.rule].written);
    let name = |rule: WrittenId| law[rule].name.as_str();
    page.paragraph(
        1,
        &format!(
            "In the files: `despite {}` in the rule that comes first, or `despite {}`; a `reading` of \
             which each rule asks for one answer; `intended conflict {}, {}`.",
            name(other),
            name(one),
            name(one),
            name(other)
        ),
    );
}

/// The pairs of rules that the rules themselves tell apart, where some others are in conflict.
pub(crate) fn not_conflicts(page: &mut Page, law: &Law, findings: &[Finding]) {
    let all = told_apart(law);
    if open(findings) == 0 || all.is_empty() {
        return;
    }
    page.wide_gap();
    page.section("Not conflicts", None);
    page.paragraph(
        1,
        "The rules declare the first the exception to the second:",
    );
    let mut table = Table::new();
    for one in all.iter().take(LISTED) {
        let [exception, to] =
            [one.exception, one.to].map(|rule| format!("“{}”", heading(law, rule)));
        let both = [one.exception, one.to].map(|rule| law[rule].grounds.as_slice());
        table.row(
            [exception, "before".to_owned(), to],
            grounds::lines(law, &both.concat()),
        );
    }
    page.table(2, &table);
    if let Some(more) = all.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let pairs = counted(more, "pair more", "pairs more");
        page.paragraph(2, &format!("and {pairs}."));
    }
}

/// How many conflicts there are, and what was compared; nothing where there are none.
pub(crate) fn compared(findings: &[Finding]) -> Option<String> {
    match open(findings) {
        0 => None,
        found => Some(format!(
            "{}. Compared: every two rules that answer one question, for every person, day and reading.",
            counted(found, "conflict", "conflicts")
        )),
    }
}

fn open(findings: &[Finding]) -> usize {
    let is_open = |finding: &&Finding| {
        matches!(finding.about, Subject::Conflict(..))
            && finding.intended.is_none()
            && finding.verdict.outcome() != Outcome::Undecided
    };
    findings.iter().filter(is_open).count()
}
