//! Two rules that contradict one another: what is told of them, in words and for programs.

mod orders;
mod settled;
mod text;
mod whom;

pub use settled::told_apart;
pub(super) use text::{below, compared, not_conflicts};

use crate::eval::{Interpreter, Situation};
use crate::law::{Law, RuleId, StepId, TermId, TermRole};
use crate::verdict::{Finding, ReadingCube, Refuted, Subject, Verdict};

use super::example;
use super::rule_words::term_words;
use super::words::{Phrase, capitalized, heading, infinitive, needed, step_to_do, thing, value};

pub use orders::Order;

/// Two rules that give one question two answers, and who meets both.
pub struct Conflict<'v> {
    /// The question, as a sentence.
    pub question: String,
    /// The two answers, each with the rule that gives it.
    pub answers: [Answer; 2],
    /// What is so of every person who meets both, as verb phrases; nothing where they are
    /// everybody.
    pub whom: Vec<Phrase>,
    /// An example for each set of readings on which there is one.
    pub examples: Vec<Example<'v>>,
    /// What an order of the two would come to.
    pub orders: [Order; 2],
}

/// What a rule says of the question.
pub struct Answer {
    /// The rule.
    pub rule: RuleId,
    /// The answer: "10", "Yes", "A visa".
    pub words: String,
}

/// Somebody who meets both rules.
pub struct Example<'v> {
    /// The person.
    pub refuted: &'v Refuted,
    /// The readings on which the person meets both, and they give these answers.
    pub on: ReadingCube,
    /// The answers of the two rules, where they come to one.
    pub answers: [Option<String>; 2],
}

impl<'v> Conflict<'v> {
    /// What is told of a finding, where it is a conflict.
    pub fn of(law: &Law, finding: &'v Finding) -> Option<Self> {
        let Subject::Conflict(term, one, other) = finding.about else {
            return None;
        };
        let verdict: &'v Verdict = &finding.verdict;
        let pair = [one, other];
        let example = |refuted: &'v Refuted| {
            let situation = example::situation(law, term, refuted);
            let rules = law[term].rules.iter();
            let hangs_on = rules.flat_map(|rule| law[*rule].exprs());
            let told = |case: &Situation| {
                let answers = answers(law, term, pair, case);
                (answers, orders::in_example(law, term, pair, case))
            };
            Example {
                refuted,
                on: example::readings(law, (refuted, &situation), hangs_on, told),
                answers: answers(law, term, pair, &situation),
            }
        };
        Some(Self {
            question: question(law, term),
            answers: pair.map(|rule| Answer {
                rule,
                words: capitalized(&answer(law, term, rule)),
            }),
            whom: whom::meets_both(law, one, other),
            examples: verdict.refuted.iter().map(example).collect(),
            orders: orders::both(law, term, pair, verdict),
        })
    }
}

/// The question that a term answers: "What is the fee?".
pub fn question(law: &Law, term: TermId) -> String {
    let who = |step: StepId| law[step].bearer().unwrap_or("the person").to_owned();
    match law[term].role {
        _ if let Some(asked) = &law[term].phrases.ask => asked.clone(),
        TermRole::Norm(step) => format!("Must {} {}?", who(step), infinitive(law, step)),
        TermRole::Overdue(step) | TermRole::Deadline(step) => {
            format!("Is {} overdue to {}?", who(step), infinitive(law, step))
        }
        TermRole::Open(step) => format!("Is the way open to {}?", step_to_do(law, step)),
        TermRole::Requirement(step) => format!("What is required to {}?", step_to_do(law, step)),
        _ if law[term].phrases.yes.is_some() => {
            format!("Is it so or not: {}?", term_words(law, term))
        }
        _ => format!("What is {}?", term_words(law, term)),
    }
}

/// What a rule says of the question: "10", "yes", "a visa".
pub fn answer(law: &Law, term: TermId, rule: RuleId) -> String {
    let Some(given) = law[rule].value() else {
        return heading(law, law[rule].written);
    };
    match law[term].role {
        TermRole::Requirement(_) => needed(law, given),
        _ => thing(law, given),
    }
}

/// What each of two rules says to somebody, where it comes to something.
fn answers(
    law: &Law,
    term: TermId,
    rules: [RuleId; 2],
    situation: &Situation,
) -> [Option<String>; 2] {
    let mut example = Interpreter::new(law, situation);
    rules.map(|rule| answer_in(law, term, rule, &mut example))
}

/// The value that a rule gives somebody.
fn answer_in(
    law: &Law,
    term: TermId,
    rule: RuleId,
    example: &mut Interpreter<'_>,
) -> Option<String> {
    if matches!(law[term].role, TermRole::Requirement(_)) {
        return Some(answer(law, term, rule));
    }
    let given = example.evaluate(law[rule].value()?).value()?;
    Some(value(law, given))
}
