//! Which rules apply, which prevail, and what value they give a term.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::law::{Expr, ExprId, Op, RuleId, TermId, Value};

use super::arithmetic;
use super::interpreter::Interpreter;
use super::outcome::{Cause, Junction, Outcome, Shortfall};

impl Interpreter<'_> {
    /// Whether a rule applies and no value rule above it does.
    pub fn wins(&mut self, rule: RuleId) -> Outcome {
        let law = self.law;
        let mut wins = Junction::and();
        if wins.add(&self.stands(rule)) {
            return wins.outcome();
        }
        for above in &law[rule].below {
            if wins.add(&self.stands(*above).negated()) {
                break;
            }
        }
        wins.outcome()
    }

    /// The rules that may give the term its value: value rules that are not definitely beaten,
    /// lifted, out of force or without their conditions.
    pub fn candidates(&mut self, term: TermId) -> Vec<RuleId> {
        let law = self.law;
        law[term]
            .rules
            .iter()
            .copied()
            .filter(|rule| !self.wins(*rule).is_false())
            .collect()
    }

    /// What a rule gives its term; `None` of a rule that only lifts others.
    pub fn value_of(&mut self, rule: RuleId) -> Option<Outcome> {
        let value = self.law[rule].value()?;
        Some(self.evaluate(value))
    }

    /// Whether the law day is not before the first day of the rule.
    pub(super) fn has_begun(&mut self, rule: RuleId) -> Outcome {
        match self.law[rule].from {
            Some(from) => self.law_day_before(from).negated(),
            None => Outcome::truth(true),
        }
    }

    /// Whether the law day is before the day on which the rule has ended.
    pub(super) fn has_not_ended(&mut self, rule: RuleId) -> Outcome {
        match self.law[rule].until {
            Some(until) => self.law_day_before(until),
            None => Outcome::truth(true),
        }
    }

    pub(super) fn rule_stands(&mut self, rule: RuleId) -> Outcome {
        let law = self.law;
        let mut stands = Junction::and();
        if stands.add(&self.is_off(rule).negated())
            || stands.add(&self.has_begun(rule))
            || stands.add(&self.has_not_ended(rule))
        {
            return stands.outcome();
        }
        for condition in &law[rule].conditions {
            if stands.add(&self.evaluate(*condition).truth_or_failure(*condition)) {
                return stands.outcome();
            }
        }
        for lifter in &law[rule].lifted_by {
            if stands.add(&self.stands(*lifter).negated()) {
                break;
            }
        }
        stands.outcome()
    }

    pub(super) fn term_by_default(&mut self, term: TermId) -> Outcome {
        let candidates = self.candidates(term);
        if candidates.is_empty() {
            return self
                .otherwise(term)
                .unwrap_or(Outcome::failed(Cause::Gap(term)));
        }
        let values: Vec<Outcome> = candidates
            .iter()
            .filter_map(|rule| self.value_of(*rule))
            .collect();
        let common = common_value(&values);
        let some_stands = self.some_stands(term);
        let otherwise = if some_stands {
            None
        } else {
            self.otherwise(term)
        };
        if let Some(value) = common
            && (some_stands || otherwise == Some(Outcome::Value(value)))
        {
            return Outcome::Value(value);
        }
        self.undecided(&candidates, &values, otherwise)
            .unwrap_or_else(|| Outcome::failed(Cause::Conflict(term, candidates)))
    }

    /// What is lacking where the candidates do not agree on a value; `None` in a conflict.
    fn undecided(
        &mut self,
        candidates: &[RuleId],
        values: &[Outcome],
        otherwise: Option<Outcome>,
    ) -> Option<Outcome> {
        let mut of_values = Shortfall::default();
        for value in values {
            of_values.add(value);
        }
        let mut of_rules = Shortfall::default();
        for rule in candidates {
            of_rules.add(&self.wins(*rule));
        }
        if of_rules.missing.is_empty() && of_rules.causes.is_empty() {
            return of_values.fail_first();
        }
        of_rules.missing.append(&mut of_values.missing);
        of_rules.causes.append(&mut of_values.causes);
        // Whether the term is open is settled by rules and values; if it is, what `otherwise`
        // needs is missing, too.
        if let (Some(Outcome::Open(missing)), false) = (otherwise, of_rules.missing.is_empty()) {
            of_rules.missing.extend(missing);
        }
        of_rules.open_first()
    }

    fn some_stands(&mut self, term: TermId) -> bool {
        let law = self.law;
        law[term]
            .rules
            .iter()
            .any(|rule| self.stands(*rule).is_true())
    }

    fn otherwise(&mut self, term: TermId) -> Option<Outcome> {
        self.law[term]
            .otherwise
            .map(|otherwise| self.evaluate(otherwise))
    }

    /// The days that an expression may be by the conditionals in it that are not settled; `None`
    /// where one of them has no value. Linear, also where conditionals share their branches.
    pub(super) fn possible_days(&mut self, expr: ExprId) -> Option<Vec<Day>> {
        let law = self.law;
        let (mut days, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![expr]);
        while let Some(expr) = open.pop() {
            if !seen.insert(expr) {
                continue;
            }
            if let Some(value) = self.evaluate(expr).value() {
                let Value::Day(day) = value else {
                    return None;
                };
                days.push(day);
                continue;
            }
            match law.exprs.get(expr) {
                Expr::If(condition, yes, no) => match self.evaluate(*condition).value() {
                    Some(Value::Bool(true)) => open.push(*yes),
                    Some(Value::Bool(false)) => open.push(*no),
                    Some(_) => return None,
                    None => open.extend([*yes, *no]),
                },
                Expr::Call(term) if law[*term].rules.is_empty() => open.push(law[*term].otherwise?),
                _ => return None,
            }
        }
        Some(days)
    }

    /// Where it is not known which of several days the bound is, what all of them have in common.
    fn law_day_before(&mut self, bound: ExprId) -> Outcome {
        let (law_day, bound_day) = (self.law_day(), self.evaluate(bound));
        if bound_day.value().is_none()
            && let Some(Value::Day(day)) = law_day.value()
            && let Some(possible) = self.possible_days(bound)
            && let Some((first, rest)) = possible.split_first()
            && rest.iter().all(|bound| (day < *bound) == (day < *first))
        {
            return Outcome::truth(day < *first);
        }
        let mut lacking = Shortfall::default();
        lacking.add(&law_day);
        lacking.add(&bound_day);
        let values: Vec<Value> = law_day
            .value()
            .into_iter()
            .chain(bound_day.value())
            .collect();
        lacking
            .fail_first()
            .unwrap_or_else(|| arithmetic::apply(Op::Less, bound, &values))
    }
}

/// The value that all outcomes have in common.
fn common_value(outcomes: &[Outcome]) -> Option<Value> {
    let first = outcomes.first()?.value()?;
    outcomes
        .iter()
        .all(|outcome| outcome.value() == Some(first))
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;
    use crate::law::{InputId, Type};

    /// A term of numbers with rules of given values, each under a fact of its own.
    fn numbers(
        otherwise: Option<i64>,
        values: &[i64],
    ) -> (Draft, TermId, Vec<RuleId>, Vec<InputId>) {
        let mut draft = Draft::new();
        let otherwise = otherwise.map(|value| draft.int(value));
        let term = draft.term("amount", Type::Int, otherwise);
        let (mut rules, mut facts) = (Vec::new(), Vec::new());
        for value in values {
            let fact = draft.fact("fact");
            let (condition, value) = (draft.is(fact), draft.int(*value));
            rules.push(draft.rule("rule", term, value, &[condition]));
            facts.push(fact);
        }
        (draft, term, rules, facts)
    }

    fn int(value: i64) -> Outcome {
        Outcome::Value(Value::Int(value))
    }

    #[test]
    fn no_rule_gives_otherwise_or_a_gap() {
        let (draft, term, _, facts) = numbers(Some(7), &[1]);
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], false)]), term),
            int(7)
        );
        let (draft, term, _, facts) = numbers(None, &[1]);
        let gap = Outcome::failed(Cause::Gap(term));
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], false)]), term),
            gap
        );
    }

    #[test]
    fn equal_values_are_no_conflict() {
        let (draft, term, _, facts) = numbers(None, &[1, 1]);
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], true), (facts[1], true)]), term),
            int(1)
        );
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], true)]), term),
            int(1)
        );
    }

    #[test]
    fn different_values_are_a_conflict() {
        let (draft, term, rules, facts) = numbers(Some(7), &[1, 2]);
        let person = draft.person(&[(facts[0], true), (facts[1], true)]);
        let conflict = Outcome::failed(Cause::Conflict(term, rules));
        assert_eq!(draft.value_of(&person, term), conflict);
    }

    #[test]
    fn a_rule_that_prevails_settles_a_conflict() {
        let (mut draft, term, rules, facts) = numbers(None, &[1, 2]);
        draft.despite(rules[1], rules[0]);
        let person = draft.person(&[(facts[0], true), (facts[1], true)]);
        assert_eq!(draft.value_of(&person, term), int(2));
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], true), (facts[1], false)]), term),
            int(1)
        );
    }

    #[test]
    fn an_unknown_exception_leaves_an_equal_value() {
        let (mut draft, term, rules, facts) = numbers(None, &[1, 1]);
        draft.despite(rules[1], rules[0]);
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], true)]), term),
            int(1)
        );
        let (mut draft, term, rules, facts) = numbers(None, &[1, 2]);
        draft.despite(rules[1], rules[0]);
        let open = Outcome::missing(facts[1]);
        assert_eq!(
            draft.value_of(&draft.person(&[(facts[0], true)]), term),
            open
        );
    }

    #[test]
    fn an_unknown_rule_may_be_the_only_one() {
        let (draft, term, _, facts) = numbers(Some(1), &[1]);
        assert_eq!(draft.value_of(&draft.person(&[]), term), int(1));
        let (draft, term, _, _) = numbers(None, &[1]);
        assert_eq!(
            draft.value_of(&draft.person(&[]), term),
            Outcome::missing(facts[0])
        );
    }

    #[test]
    fn a_rule_that_fails_is_masked_by_one_above() {
        let (mut draft, term, rules, facts) = numbers(None, &[1]);
        let max = draft.int(i64::MAX);
        let overflow = draft.op(Op::Add, &[max, max]);
        let (condition, yes) = (draft.op(Op::Less, &[overflow, max]), draft.bool(true));
        let failing = draft.rule("failing", term, max, &[condition, yes]);
        let person = draft.person(&[(facts[0], true)]);
        assert!(draft.value_of(&person, term).is_failed());
        draft.despite(rules[0], failing);
        assert_eq!(draft.value_of(&person, term), int(1));
    }

    #[test]
    fn lifted_rules_give_nothing_and_lifts_can_be_lifted() {
        let (mut draft, term, rules, facts) = numbers(Some(7), &[1]);
        let yes = draft.bool(true);
        let lift = draft.lift("suspension", &rules, &[yes]);
        let person = draft.person(&[(facts[0], true)]);
        assert_eq!(draft.value_of(&person, term), int(7));
        draft.lift("end of it", &[lift], &[yes]);
        assert_eq!(draft.value_of(&person, term), int(1));
    }

    #[test]
    fn a_lift_against_a_sibling_leaves_the_sibling() {
        let (mut draft, term, rules, facts) = numbers(None, &[1, 2]);
        let yes = draft.bool(true);
        draft.lift("suspension", &rules[..1], &[yes]);
        let person = draft.person(&[(facts[0], true), (facts[1], true)]);
        assert_eq!(draft.value_of(&person, term), int(2));
    }

    #[test]
    fn the_first_day_is_in_force_and_the_last_is_not() {
        let (mut draft, term, rules, facts) = numbers(Some(7), &[1]);
        draft.life(rules[0], "2024-01-01", "2025-07-01");
        let on = |text| draft.value_of(&draft.on(text).with(facts[0], Value::Bool(true)), term);
        assert_eq!(on("2023-12-31"), int(7));
        assert_eq!(on("2024-01-01"), int(1));
        assert_eq!(on("2025-06-30"), int(1));
        assert_eq!(on("2025-07-01"), int(7));
    }

    #[test]
    fn a_rule_is_switched_off() {
        let (mut draft, term, rules, facts) = numbers(Some(7), &[1]);
        let switch = draft.switch(rules[0]);
        let person = draft.person(&[(facts[0], true)]);
        assert_eq!(draft.value_of(&person, term), int(1));
        assert_eq!(
            draft.value_of(&person.with(switch, Value::Bool(true)), term),
            int(7)
        );
    }
}
