//! And, or, not on sets of outcomes.
//!
//! Kernel: a conjunction is false if any part is false, else it fails if any part fails, else it is
//! true; a disjunction is its dual. What is missing does not occur here: a path is about complete
//! cases.

use super::reasons::AllReasons;
use super::{Outcome, Reasons};

/// The conjunction.
pub(super) fn all(reasons: &mut AllReasons, parts: &[Outcome]) -> Outcome {
    let (mut no, mut yes, mut some_fails, mut none_need_be_false) = (false, true, false, true);
    let mut why = Reasons::NONE;
    if parts.iter().any(Outcome::is_false) {
        return Outcome::truth(false);
    }
    for part in parts {
        no |= part.can_be_false();
        yes &= part.can_be_true();
        some_fails |= part.fails;
        none_need_be_false &= part.can_be_true() || part.fails;
        why = reasons.join(why, part.why);
    }
    Outcome::truths(no, yes, some_fails && none_need_be_false, why)
}

/// The disjunction.
pub(super) fn any(reasons: &mut AllReasons, parts: &[Outcome]) -> Outcome {
    let negated: Vec<Outcome> = parts.iter().map(not).collect();
    not(&all(reasons, &negated))
}

/// The negation.
pub(super) fn not(part: &Outcome) -> Outcome {
    Outcome::truths(
        part.can_be_true(),
        part.can_be_false(),
        part.fails,
        part.why,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every set of the three outcomes, against the definition on single outcomes.
    #[test]
    fn sets_are_exact() {
        let mut reasons = AllReasons::new();
        let sets: Vec<u8> = (1..8).collect();
        let outcome =
            |set: u8| Outcome::truths(set & 1 != 0, set & 2 != 0, set & 4 != 0, Reasons::NONE);
        let members = |set: u8| (0..3).filter(move |bit| set >> bit & 1 == 1);
        let single = |one: u8, two: u8| match (one, two) {
            (0, _) | (_, 0) => 0,
            (2, _) | (_, 2) => 2,
            _ => 1,
        };
        for one in &sets {
            for two in &sets {
                let mut expected = 0;
                for a in members(*one) {
                    for b in members(*two) {
                        expected |= 1 << single(a, b);
                    }
                }
                let both = all(&mut reasons, &[outcome(*one), outcome(*two)]);
                assert_eq!(both, outcome(expected), "{one} {two}");
                let negated = |set: u8| not(&outcome(set));
                let dual = any(&mut reasons, &[negated(*one), negated(*two)]);
                assert_eq!(dual, negated(expected), "{one} {two}");
            }
        }
    }
}
