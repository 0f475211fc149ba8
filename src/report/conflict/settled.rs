//! Rules on one question that are no conflict, because the rules say which comes first.

use crate::law::{Effect, Law, RuleId, TermRole, WrittenId};

/// One rule is declared the exception to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotInConflict {
    /// The exception.
    pub exception: WrittenId,
    /// What it is an exception to.
    pub to: WrittenId,
    /// It takes the effect away and gives no answer itself.
    pub lifts: bool,
}

/// Each two rules of which one is declared the exception to the other, once, in the order of the
/// files. Linear in the orders of the law.
pub fn told_apart(law: &Law) -> Vec<NotInConflict> {
    let mut all: Vec<NotInConflict> = Vec::new();
    for id in (0..law.rules.len()).map(RuleId::at) {
        let rule = &law[id];
        let Effect::Value(term, value) = rule.effect else {
            continue;
        };
        // The values of a parameter follow one another.
        if law[term].role == TermRole::Parameter {
            continue;
        }
        let of = |above: &RuleId, lifts| NotInConflict {
            exception: law[*above].written,
            to: rule.written,
            lifts,
        };
        let differs = |above: &&RuleId| law[**above].value() != Some(value);
        all.extend(
            rule.below
                .iter()
                .filter(differs)
                .map(|above| of(above, false)),
        );
        all.extend(rule.lifted_by.iter().map(|above| of(above, true)));
    }
    all.retain(|one| one.exception != one.to);
    all.sort_by_key(|one| (one.to, one.exception, one.lifts));
    all.dedup_by_key(|one| (one.to, one.exception));
    all
}
