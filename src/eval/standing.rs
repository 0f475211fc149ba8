//! Where a rule stands: whether it applies, and if not, what it fails on.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::law::{ExprId, InputId, RuleId, Value};

use super::interpreter::Interpreter;
use super::outcome::{Cause, Outcome};

/// Where a rule stands. Where several things are in its way, the first of them in the order below
/// is named, from `SwitchedOff` to `Defeated`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It applies, and nothing prevails over it.
    Wins,
    /// It is switched off for this question.
    SwitchedOff,
    /// The law day is outside its life.
    NotInForce(Life),
    /// These conditions are false: conjuncts, in the order of the text.
    ConditionFalse {
        /// The conjuncts that are false.
        conditions: Vec<ExprId>,
    },
    /// These rules lift it.
    Lifted {
        /// Those of them that apply.
        by: Vec<RuleId>,
    },
    /// These rules prevail over it.
    Defeated {
        /// Those of them that apply.
        by: Vec<RuleId>,
    },
    /// It depends on what is missing.
    Open {
        /// The missing inputs.
        missing: BTreeSet<InputId>,
    },
    /// It depends on what the law does not settle.
    Failed {
        /// Why not.
        causes: BTreeSet<Cause>,
    },
}

/// The life of a rule on the day of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// The day of the law.
    pub law_day: Outcome,
    /// First day in force; `None`: since ever.
    pub from: Option<Outcome>,
    /// First day no longer in force; `None`: for ever.
    pub until: Option<Outcome>,
    /// Where it is open which day the first one is, the earliest of those that it may be.
    pub earliest: Option<Day>,
    /// Where it is open which day the first one no longer in force is, the latest of those.
    pub latest: Option<Day>,
}

impl Life {
    /// Whether the law day is on or after the first day no longer in force, whichever that is.
    pub fn is_over(&self) -> bool {
        let end = self.until.as_ref().and_then(day).or(self.latest);
        end.is_some_and(|end| day(&self.law_day).is_some_and(|day| end <= day))
    }

    /// The last day, where it is known.
    pub fn last_day(&self) -> Option<Day> {
        self.until.as_ref().and_then(day).and_then(Day::previous)
    }
}

fn day(outcome: &Outcome) -> Option<Day> {
    match outcome {
        Outcome::Value(Value::Day(day)) => Some(*day),
        _ => None,
    }
}

impl Interpreter<'_> {
    /// Where a rule stands.
    pub fn standing(&mut self, rule: RuleId) -> Standing {
        let wins = self.wins(rule);
        if wins.is_true() {
            return Standing::Wins;
        }
        if let Some(hindrance) = self.hindrance(rule) {
            return hindrance;
        }
        match wins {
            Outcome::Open(missing) => Standing::Open { missing },
            Outcome::Fail(causes) => Standing::Failed { causes },
            // Nothing is in its way, so that it would win.
            Outcome::Value(_) => Standing::Wins,
        }
    }

    /// The life of a rule, as far as it is known.
    pub fn life(&mut self, rule: RuleId) -> Life {
        let (from, until) = (self.law[rule].from, self.law[rule].until);
        let mut life = Life {
            law_day: self.law_day(),
            from: from.map(|from| self.evaluate(from)),
            until: until.map(|until| self.evaluate(until)),
            earliest: None,
            latest: None,
        };
        if life.from.as_ref().is_some_and(Outcome::is_open) {
            let days = from.and_then(|from| self.possible_days(from));
            life.earliest = days.into_iter().flatten().min();
        }
        if life.until.as_ref().is_some_and(Outcome::is_open) {
            let days = until.and_then(|until| self.possible_days(until));
            life.latest = days.into_iter().flatten().max();
        }
        life
    }

    /// Whether nothing is told of a rule by itself: it only stands for another one, or has nothing to say of
    /// its term under the law of the day.
    pub(super) fn is_silent(&mut self, rule: RuleId) -> bool {
        let law = self.law;
        law.is_stand_in(rule) || law.unsaid(rule).any(|one| self.evaluate(one).is_false())
    }

    /// The conjuncts of the stated conditions of a rule with a wanted outcome, in the order of the text.
    pub(super) fn conditions(&mut self, rule: RuleId, wanted: fn(&Outcome) -> bool) -> Vec<ExprId> {
        let law = self.law;
        let conjuncts = law
            .stated(rule)
            .flat_map(|condition| law.exprs.conjuncts(condition));
        conjuncts
            .filter(|conjunct| wanted(&self.evaluate(*conjunct)))
            .collect()
    }

    /// The rules of a list that apply.
    pub(super) fn applying(&mut self, rules: &[RuleId]) -> Vec<RuleId> {
        rules
            .iter()
            .copied()
            .filter(|rule| self.stands(*rule).is_true())
            .collect()
    }

    fn hindrance(&mut self, rule: RuleId) -> Option<Standing> {
        let law = self.law;
        if self.is_off(rule).is_true() {
            return Some(Standing::SwitchedOff);
        }
        if self.has_begun(rule).is_false() || self.has_not_ended(rule).is_false() {
            return Some(Standing::NotInForce(self.life(rule)));
        }
        let conditions = self.conditions(rule, Outcome::is_false);
        if !conditions.is_empty() {
            return Some(Standing::ConditionFalse { conditions });
        }
        let by = self.applying(&law[rule].lifted_by);
        if !by.is_empty() {
            return Some(Standing::Lifted { by });
        }
        let by = self.applying(&law[rule].below);
        (!by.is_empty()).then_some(Standing::Defeated { by })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Situation;
    use super::super::draft::{Draft, day};
    use super::*;
    use crate::law::{Expr, TermId, Type};

    fn duty() -> (Draft, TermId, RuleId, InputId) {
        let mut draft = Draft::new();
        let no = draft.bool(false);
        let term = draft.term("due", Type::Bool, Some(no));
        let fact = draft.fact("fact");
        let (yes, condition) = (draft.bool(true), draft.is(fact));
        let rule = draft.rule("duty", term, yes, &[condition]);
        (draft, term, rule, fact)
    }

    fn standing(draft: &Draft, known: &[(InputId, bool)], rule: RuleId) -> Standing {
        let person = draft.person(known);
        Interpreter::new(&draft.law, &person).standing(rule)
    }

    #[test]
    fn wins_or_waits() {
        let (draft, _, rule, fact) = duty();
        assert_eq!(standing(&draft, &[(fact, true)], rule), Standing::Wins);
        let missing = BTreeSet::from([fact]);
        assert_eq!(standing(&draft, &[], rule), Standing::Open { missing });
    }

    #[test]
    fn false_conditions_are_named() {
        let (draft, _, rule, fact) = duty();
        let conditions = draft.law[rule].conditions.clone();
        let found = standing(&draft, &[(fact, false)], rule);
        assert_eq!(found, Standing::ConditionFalse { conditions });
    }

    #[test]
    fn out_of_force_comes_before_its_conditions() {
        let (mut draft, _, rule, fact) = duty();
        draft.life(rule, "2026-01-01", "");
        let found = standing(&draft, &[(fact, false)], rule);
        assert!(matches!(
            found,
            Standing::NotInForce(Life { until: None, .. })
        ));
    }

    #[test]
    fn a_life_that_is_over_whichever_its_end() {
        let (mut draft, term, rule, fact) = duty();
        let reading = draft.reading("until", &["a", "b", "c"]);
        let [first, second, third] =
            ["2024-12-01", "2024-12-31", "2025-02-01"].map(|day| draft.date(day));
        let (is_a, is_b) = (draft.equals(reading, 0), draft.equals(reading, 1));
        let b_or_c = draft.add(Expr::If(is_b, second, third));
        let end = draft.add(Expr::If(is_a, first, b_or_c));
        draft.law[rule].until = Some(end);
        let of = |situation: &Situation| Interpreter::new(&draft.law, situation).standing(rule);
        // On 1 January 2025 it is over on two readings, and open on the third.
        let nobody = draft.person(&[]);
        let missing = BTreeSet::from([fact, reading]);
        assert_eq!(of(&nobody), Standing::Open { missing });
        let over = of(&draft.on("2025-02-01"));
        assert!(
            matches!(&over, Standing::NotInForce(life)
                if life.latest == Some(day("2025-02-01")) && life.earliest.is_none() && life.is_over()),
            "{over:?}"
        );
        assert_eq!(
            draft.value_of(&draft.on("2025-02-01"), term),
            Outcome::truth(false)
        );
        // One day before, it is in force on the third.
        assert!(matches!(of(&draft.on("2025-01-31")), Standing::Open { .. }));
        let on_a = nobody.with(reading, draft.value(reading, 0));
        assert!(matches!(of(&on_a), Standing::NotInForce(life) if life.latest.is_none()));
    }

    #[test]
    fn a_life_that_has_not_begun_whichever_its_beginning() {
        let (mut draft, _, rule, _) = duty();
        let reading = draft.reading("from", &["a", "b"]);
        let (first, second) = (draft.date("2025-03-01"), draft.date("2025-02-01"));
        let is_a = draft.equals(reading, 0);
        draft.law[rule].from = Some(draft.add(Expr::If(is_a, first, second)));
        let on = |day: &str| {
            let situation = draft.on(day);
            Interpreter::new(&draft.law, &situation).standing(rule)
        };
        assert!(matches!(on("2025-01-31"), Standing::NotInForce(life)
            if life.earliest == Some(day("2025-02-01")) && !life.is_over()));
        assert!(matches!(on("2025-02-01"), Standing::Open { .. }));
    }

    #[test]
    fn lifted_and_defeated() {
        let (mut draft, term, rule, fact) = duty();
        let (yes, no) = (draft.bool(true), draft.bool(false));
        let above = draft.rule("above", term, no, &[yes]);
        draft.despite(above, rule);
        let found = standing(&draft, &[(fact, true)], rule);
        assert_eq!(found, Standing::Defeated { by: vec![above] });
        // Defeated whether it applies or not.
        assert_eq!(
            standing(&draft, &[], rule),
            Standing::Defeated { by: vec![above] }
        );
        let lift = draft.lift("lift", &[rule], &[]);
        assert_eq!(
            standing(&draft, &[(fact, true)], rule),
            Standing::Lifted { by: vec![lift] }
        );
    }
}
