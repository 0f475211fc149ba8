//! What an order of two rules would come to.

use std::collections::BTreeSet;

use crate::eval::Interpreter;
use crate::law::{Expr, ExprId, Law, RuleId, TermId, Value, WrittenId};
use crate::report::words::heading;
use crate::verdict::Verdict;

use super::{answer_in, situation};

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
    [(one, other), (other, one)].map(|(first, second)| Order {
        first: law[first].written,
        second: law[second].written,
        in_example: in_example(law, term, (first, second), verdict),
        for_others: for_others(law, first, second),
    })
}

/// The answer of the one that comes first, unless another rule that stands, or may stand, says something
/// else: of an element of a list it is not known which do.
fn in_example(
    law: &Law,
    term: TermId,
    (first, second): (RuleId, RuleId),
    verdict: &Verdict,
) -> Option<String> {
    let situation = situation(law, verdict.refuted.first()?);
    let mut example = Interpreter::new(law, &situation);
    let answer = answer_in(law, term, first, &mut example)?;
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
            && answer_in(law, term, rule, &mut example).as_ref() != Some(&answer)
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
