//! Persons to whom two rules apply that contradict one another.

use crate::law::{ExprId, RuleId, TermId};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about persons for whom no rule stands above either and the values differ: not both
/// rules apply. One for each two rules on a term of which neither prevails and whose values are
/// not the same expression.
pub fn ask(questions: &mut Questions<'_>) {
    let terms: Vec<TermId> = (0..questions.law.terms.len()).map(TermId::at).collect();
    for id in terms {
        let rules = questions.law[id].rules.clone();
        for (at, one) in rules.iter().enumerate() {
            for other in rules.iter().skip(at + 1) {
                if let (Some(a), Some(b)) =
                    (questions.law[*one].value(), questions.law[*other].value())
                    && a != b
                    && !ordered(questions, *one, *other)
                {
                    ask_of(questions, id, (*one, a), (*other, b));
                }
            }
        }
    }
}

fn ask_of(
    questions: &mut Questions<'_>,
    term: TermId,
    (one, a): (RuleId, ExprId),
    (other, b): (RuleId, ExprId),
) {
    let (wins, also) = (questions.wins(one), questions.wins(other));
    let same = questions.equal(a, b);
    let differ = questions.law.exprs.not(same);
    let for_whom = questions.law.exprs.and([wins, also, differ]);
    let (stands, stands_too) = (questions.stands(one), questions.stands(other));
    let both = questions.law.exprs.and([stands, stands_too]);
    let claim = questions.law.exprs.not(both);
    let written = |rule: RuleId| &questions.law[questions.law[rule].written];
    let span = written(other).span;
    let name = format!(
        "conflict: {} and {}",
        written(one).name,
        written(other).name
    );
    let about = Subject::Conflict(term, one, other);
    questions.put(about, (name, span), vec![for_whom], claim);
}

fn ordered(questions: &Questions<'_>, one: RuleId, other: RuleId) -> bool {
    let law = &questions.law;
    law[one].below.contains(&other) || law[other].below.contains(&one)
}
