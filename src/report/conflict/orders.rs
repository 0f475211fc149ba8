//! What an order of two rules would come to.

use std::collections::BTreeSet;

use crate::eval::{Interpreter, Situation};
use crate::law::{Expr, ExprId, Law, RuleId, TermId, Value, WrittenId};
use crate::report::example;
use crate::report::words::heading;
use crate::verdict::Verdict;

use super::answer_in;

/// One of the two comes first.
pub struct Order {
    /// The rule that comes first.
    pub first: WrittenId,
    /// The one over which it prevails.
    pub second: WrittenId,
    /// What it gives in the first example; none where a third rule contradicts it there, or may.
    pub in_example: Option<String>,
    /// What becomes of everybody else, in words.
    pub for_others: String,
}

/// Both orders.
pub(super) fn both(
    law: &Law,
    term: TermId,
    [one, other]: [RuleId; 2],
    verdict: &Verdict,
) -> [Order; 2] {
    let first = verdict.refuted.first();
    let [by_one, by_other] = first.map_or([None, None], |refuted| {
        let situation = example::situation(law, term, refuted);
        in_example(law, term, [one, other], &situation)
    });
    [(one, other, by_one), (other, one, by_other)].map(|(first, second, in_example)| Order {
        first: law[first].written,
        second: law[second].written,
        in_example,
        for_others: for_others(law, first, second),
    })
}

/// What somebody is answered where the one comes first, and where the other does.
pub(super) fn in_example(
    law: &Law,
    term: TermId,
    [one, other]: [RuleId; 2],
    situation: &Situation,
) -> [Option<String>; 2] {
    let mut example = Interpreter::new(law, situation);
    [(one, other), (other, one)].map(|order| by_order(law, term, order, &mut example))
}

/// The answer of the one that comes first, unless another rule that stands, or may stand, says something
/// else.
fn by_order(
    law: &Law,
    term: TermId,
    (first, second): (RuleId, RuleId),
    example: &mut Interpreter<'_>,
) -> Option<String> {
    let answer = answer_in(law, term, first, example)?;
    let contradicts = |rule: RuleId| {
        let mut stands = |rule: RuleId| {
            let stands = law.exprs.find(&Expr::Stands(rule))?;
            let found = example.evaluate(stands).value()?;
            Some(found == Value::Bool(true))
        };
        rule != first
            && rule != second
            && stands(rule) != Some(false)
            && !law[rule]
                .below
                .iter()
                .any(|above| stands(*above) == Some(true))
            && answer_in(law, term, rule, example).as_ref() != Some(&answer)
    };
    let is_contradicted = law[term].rules.iter().copied().any(contradicts);
    (!is_contradicted).then_some(answer)
}

/// Whether the one that comes first leaves the other anybody is read off their conditions: who meets all
/// that one asks, and more, meets the other.
fn for_others(law: &Law, first: RuleId, second: RuleId) -> String {
    let [of_first, of_second] =
        [first, second].map(|rule| law.conjuncts(rule).collect::<BTreeSet<ExprId>>());
    let named = heading(law, law[second].written);
    let lives = law[first].life() == law[second].life() || law[first].life() == (None, None);
    let always_meets = of_first.is_subset(&of_second)
        && lives
        && law[first].lifted_by.is_empty()
        && law[first].below.is_empty();
    if always_meets {
        format!("“{named}” answers nobody")
    } else {
        format!("“{named}” answers the rest")
    }
}
