//! Rules and terms: the default logic of the kernel on sets of outcomes.
//!
//! Let K be the rules that do not fail to win. A term whose K is empty has its `otherwise`, or
//! fails (gap). It has the value v if all of K say v and some rule of the term stands or
//! `otherwise` says v, too. In every other case it fails (conflict, or the failure of a rule).
//! Here a rule may be in K for some persons of the path and not for others; what follows is right
//! for every K that is possible.

use crate::law::{Effect, Op, RuleId, TermId};

use super::connective::{all, not};
use super::context::Context;
use super::reasons::AllReasons;
use super::support::Part;
use super::{Evaluator, Outcome, Reasons};

/// A rule that may be in K.
struct Candidate {
    wins: Outcome,
    value: Outcome,
}

/// Whether some rule of a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    None,
    Possible,
    Sure,
}

impl Evaluator<'_, '_> {
    /// Whether a rule stands: it is not off, the law day is in its life, its conditions are true
    /// and no rule that lifts it stands.
    pub(super) fn stands(&mut self, context: Context, rule: RuleId) -> Outcome {
        let part = Part::Rule(rule);
        let inner = self.restrict(context, part);
        self.once(inner, part, |this| this.find_stands(inner, rule))
    }

    fn find_stands(&mut self, context: Context, id: RuleId) -> Outcome {
        let rule = &self.ground.law[id];
        let mut parts = Vec::new();
        if let Some(switch) = self.ground.switches.get(&rule.written).copied()
            && let Some(off) = self.memory.contexts.binding(context, switch)
        {
            parts.push(not(off));
        }
        if rule.from.is_some() || rule.until.is_some() {
            let law_day = self.law_day(context);
            if let Some(from) = rule.from {
                let from = self.value(context, from);
                parts.push(not(&self.compare(Op::Less, &law_day, &from)));
            }
            if let Some(until) = rule.until {
                let until = self.value(context, until);
                parts.push(self.compare(Op::Less, &law_day, &until));
            }
        }
        for condition in &rule.conditions {
            if parts.iter().any(Outcome::is_false) {
                return Outcome::truth(false);
            }
            parts.push(self.value(context, *condition));
        }
        for lifter in &rule.lifted_by {
            if parts.iter().any(Outcome::is_false) {
                return Outcome::truth(false);
            }
            parts.push(not(&self.stands(context, *lifter)));
        }
        all(&mut self.ground.reasons, &parts)
    }

    fn law_day(&mut self, context: Context) -> Outcome {
        let law = self.ground.law;
        let clock = law
            .inputs_of(|kind| matches!(kind, crate::law::InputKind::LawDay))
            .next();
        match clock.or(self.ground.day) {
            Some(clock) => match self.memory.contexts.binding(context, clock) {
                Some(bound) if Some(clock) != self.ground.day => *bound,
                _ => self.input(clock),
            },
            None => Outcome::anything(),
        }
    }

    /// The value of a term.
    pub(super) fn term(&mut self, context: Context, id: TermId) -> Outcome {
        let term = &self.ground.law[id];
        let mut candidates = Vec::new();
        let mut support = Support::None;
        for rule in &term.rules {
            let stands = self.stands(context, *rule);
            support = support.max(match (stands.is_true(), stands.can_be_true()) {
                (true, _) => Support::Sure,
                (false, true) => Support::Possible,
                (false, false) => Support::None,
            });
            let wins = self.wins(context, *rule, stands);
            if !wins.is_false()
                && let Effect::Value(_, value) = self.ground.law[*rule].effect
            {
                candidates.push(Candidate {
                    wins,
                    value: self.value(context, value),
                });
            }
        }
        let may_be_empty = candidates.iter().all(|rule| rule.wins.can_be_false());
        let needs_support =
            support != Support::Sure && candidates.iter().any(|rule| rule.wins.fails);
        let otherwise = match term.otherwise {
            Some(otherwise) if may_be_empty || needs_support => {
                Some(self.value(context, otherwise))
            }
            _ => None,
        };
        let by_rules = of_candidates(
            &mut self.ground.reasons,
            &candidates,
            support,
            otherwise.as_ref(),
        );
        let otherwise = otherwise.unwrap_or_else(Outcome::failure);
        let Some(mut found) = by_rules else {
            return otherwise;
        };
        if may_be_empty {
            found.symbol = found
                .symbol
                .filter(|symbol| otherwise.symbol == Some(*symbol));
            found.values = found.values.union(otherwise.values);
            found.fails |= otherwise.fails;
            found.why = self.ground.reasons.join(found.why, otherwise.why);
        }
        Outcome {
            symbol: found.symbol,
            ..Outcome::of(found.values, found.fails, found.why)
        }
    }

    /// Whether a rule wins: it stands and no value rule above it does.
    fn wins(&mut self, context: Context, rule: RuleId, stands: Outcome) -> Outcome {
        let above = &self.ground.law[rule].below;
        if stands.is_false() || above.is_empty() {
            return stands;
        }
        let mut parts = vec![stands];
        for rule in above {
            parts.push(not(&self.stands(context, *rule)));
        }
        all(&mut self.ground.reasons, &parts)
    }
}

/// The outcomes for every K of these rules that is not empty, with all that K and they depend on;
/// `None` if there are no rules.
fn of_candidates(
    reasons: &mut AllReasons,
    candidates: &[Candidate],
    support: Support,
    otherwise: Option<&Outcome>,
) -> Option<Outcome> {
    let (first, rest) = candidates.split_first()?;
    let mut values = first.value.values;
    for rule in rest {
        values = values.union(rule.value.values);
    }
    let mut why = Reasons::NONE;
    for rule in candidates {
        // A rule that is in every K leaves only its own values to agree on.
        if !rule.wins.can_be_false() {
            values = values.intersection(rule.value.values);
        }
        why = reasons.join(why, rule.wins.why);
        why = reasons.join(why, rule.value.why);
    }
    let agree = !first.value.fails
        && rest
            .iter()
            .all(|rule| first.value.surely_equals(&rule.value));
    // In a K in which a rule wins, a rule stands. Where all may fail, something else must.
    let supported = support == Support::Sure
        || candidates.iter().all(|rule| !rule.wins.fails)
        || otherwise.is_some_and(|otherwise| first.value.surely_equals(otherwise));
    if let Some(otherwise) = otherwise.filter(|_| !supported) {
        why = reasons.join(why, otherwise.why);
    }
    // Where no rule stands, what they say is a value only if `otherwise` says it, too.
    if support == Support::None {
        values = match otherwise {
            Some(otherwise) => values.intersection(otherwise.values),
            None => Outcome::failure().values,
        };
    }
    let symbol = first.value.symbol.filter(|_| agree);
    Some(Outcome {
        values,
        fails: !(agree && supported),
        symbol,
        why,
    })
}
