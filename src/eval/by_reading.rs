//! Answers where the readings are left open: which answer on which readings.

use std::collections::BTreeSet;

use crate::law::{ExprId, InputId, InputKind, Law, Value, with_stack};

use super::missing_facts::FactSearch;
use super::outcome::Outcome;
use super::persons::Persons;
use super::situation::Situation;

/// The most branches an answer is divided into on the way.
pub const BRANCHES_LIMIT: usize = 4_096;

/// What holds on some readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// These readings taken so, in the order declared; on all others, whatever they are.
    pub readings: Vec<(InputId, Value)>,
    /// What comes out. Where it is open, no reading matters any more, but facts are missing, and
    /// the answer depends on them.
    pub outcome: Outcome,
}

/// The answer depends on more combinations of readings than are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer divides into more than {BRANCHES_LIMIT} combinations of readings")]
pub struct TooManyBranches;

/// What an expression comes to, by the readings that the situation leaves open.
///
/// The branches exclude one another and cover all readings. A reading is named only where it
/// makes a difference. In each branch, an answer that no missing fact can change is given even
/// though the fact is missing.
///
/// # Errors
///
/// [`TooManyBranches`] after 4,096 branches.
pub fn by_reading(
    law: &Law,
    situation: &Situation,
    expr: ExprId,
) -> Result<Vec<Branch>, TooManyBranches> {
    by_reading_within(law, situation, expr, FactSearch::new())
}

/// The same with as much trying of missing facts as the search is good for.
pub(super) fn by_reading_within(
    law: &Law,
    situation: &Situation,
    expr: ExprId,
    facts: FactSearch,
) -> Result<Vec<Branch>, TooManyBranches> {
    divided(law, situation, expr, facts, Persons::default())
}

fn divided(
    law: &Law,
    situation: &Situation,
    expr: ExprId,
    facts: FactSearch,
    persons: Persons,
) -> Result<Vec<Branch>, TooManyBranches> {
    let mut division = Division {
        law,
        expr,
        situation: situation.clone(),
        leaves: 0,
        facts,
        persons,
    };
    let mut branches = division.divide()?;
    for branch in &mut branches {
        branch.readings.sort_by_key(|(reading, _)| *reading);
    }
    Ok(branches)
}

struct Division<'a> {
    law: &'a Law,
    expr: ExprId,
    /// What is given, with the readings taken so far.
    situation: Situation,
    leaves: usize,
    facts: FactSearch,
    persons: Persons,
}

impl Division<'_> {
    /// The branches below the readings taken so far. As deep as there are readings; but readings are
    /// not followed where it is seen that the answer is open on each of them.
    fn divide(&mut self) -> Result<Vec<Branch>, TooManyBranches> {
        let outcome = self.facts.evaluate(self.law, &self.situation, self.expr);
        if let Some(reading) = self.reading_of(&outcome) {
            if self.persons.differ(self.law, &self.situation, self.expr) {
                let mut missing = BTreeSet::new();
                self.gather(outcome, &mut missing)?;
                return Ok(vec![Branch {
                    readings: Vec::new(),
                    outcome: Outcome::Open(missing),
                }]);
            }
            return with_stack(|| self.divide_on(reading));
        }
        self.count()?;
        let settled = self
            .facts
            .settle(self.law, &mut self.situation, self.expr, &outcome);
        let outcome = settled.unwrap_or(outcome);
        Ok(vec![Branch {
            readings: Vec::new(),
            outcome,
        }])
    }

    /// Where the answer is open on all readings: adds what is missing on any of them. What is open for
    /// want of readings is missing no less than on each of these, so that readings are followed only
    /// as long as something may be missing that is not known to be.
    fn gather(
        &mut self,
        outcome: Outcome,
        known: &mut BTreeSet<InputId>,
    ) -> Result<(), TooManyBranches> {
        let reading = self.reading_of(&outcome);
        let Outcome::Open(missing) = outcome else {
            return Ok(());
        };
        let mut facts = missing.into_iter().filter(|input| !self.is_reading(*input));
        let Some(reading) = reading else {
            known.extend(facts);
            return self.count();
        };
        if facts.all(|input| known.contains(&input)) {
            return Ok(());
        }
        let ty = self.law[reading].ty;
        for place in 0..self.law.size_of(ty) {
            if let Some(choice) = Value::at_place(ty, place) {
                self.situation.set(reading, choice);
                let outcome = self.facts.evaluate(self.law, &self.situation, self.expr);
                with_stack(|| self.gather(outcome, known))?;
            }
        }
        self.situation.forget(reading);
        Ok(())
    }

    fn count(&mut self) -> Result<(), TooManyBranches> {
        self.leaves += 1;
        if self.leaves > BRANCHES_LIMIT {
            return Err(TooManyBranches);
        }
        Ok(())
    }

    /// The first reading for want of which an outcome is open.
    fn reading_of(&self, outcome: &Outcome) -> Option<InputId> {
        let Outcome::Open(missing) = outcome else {
            return None;
        };
        let mut missing = missing.iter().copied();
        missing.find(|input| self.is_reading(*input))
    }

    fn divide_on(&mut self, reading: InputId) -> Result<Vec<Branch>, TooManyBranches> {
        let ty = self.law[reading].ty;
        let mut parts = Vec::new();
        for place in 0..self.law.size_of(ty) {
            if let Some(choice) = Value::at_place(ty, place) {
                self.situation.set(reading, choice);
                parts.push((choice, self.divide()?));
            }
        }
        self.situation.forget(reading);
        Ok(merge(reading, parts))
    }

    fn is_reading(&self, input: InputId) -> bool {
        let declared = &self.law[input];
        declared.kind == InputKind::Reading && self.law.size_of(declared.ty) > 0
    }
}

/// The branches on all choices of a reading, without it where it makes no difference.
fn merge(reading: InputId, parts: Vec<(Value, Vec<Branch>)>) -> Vec<Branch> {
    if let Some(open) = open_throughout(&parts) {
        return vec![open];
    }
    if let Some((_, first)) = parts.first()
        && parts.iter().all(|(_, branches)| branches == first)
    {
        return first.clone();
    }
    let mut all = Vec::new();
    for (choice, branches) in parts {
        for mut branch in branches {
            branch.readings.push((reading, choice));
            all.push(branch);
        }
    }
    all
}

/// One open branch where every choice leaves the answer open, for want of whatever any of them
/// is in want of.
fn open_throughout(parts: &[(Value, Vec<Branch>)]) -> Option<Branch> {
    let mut all = BTreeSet::new();
    for (_, branches) in parts {
        match branches.as_slice() {
            [
                Branch {
                    outcome: Outcome::Open(missing),
                    ..
                },
            ] => all.extend(missing),
            _ => return None,
        }
    }
    Some(Branch {
        readings: Vec::new(),
        outcome: Outcome::Open(all),
    })
}

#[cfg(test)]
mod tests {
    use super::super::dice::Dice;
    use super::super::draft::Draft;
    use super::super::outcome::Cause;
    use super::*;

    fn branches(draft: &Draft, situation: &Situation, expr: ExprId) -> Vec<Branch> {
        by_reading(&draft.law, situation, expr).unwrap()
    }

    fn branch(readings: &[(InputId, Value)], outcome: Outcome) -> Branch {
        Branch {
            readings: readings.to_vec(),
            outcome,
        }
    }

    #[test]
    fn only_readings_that_matter_are_named() {
        let mut draft = Draft::new();
        let one = draft.reading("one", &["a", "b"]);
        let two = draft.reading("two", &["a", "b", "c"]);
        let (first, again) = (draft.equals(one, 0), draft.equals(one, 1));
        let second = draft.equals(two, 0);
        let either = draft.or(&[first, again, second]);
        let person = draft.person(&[]);
        assert_eq!(
            branches(&draft, &person, either),
            [branch(&[], Outcome::truth(true))]
        );
        let both = draft.and(&[first, second]);
        let (a, b) = (draft.value(one, 0), draft.value(one, 1));
        let found = branches(&draft, &person, both);
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].readings, [(one, a), (two, draft.value(two, 0))]);
        assert_eq!(found[3], branch(&[(one, b)], Outcome::truth(false)));
    }

    #[test]
    fn a_reading_that_is_taken_stays() {
        let mut draft = Draft::new();
        let one = draft.reading("one", &["a", "b"]);
        let first = draft.equals(one, 0);
        let person = draft.person(&[]).with(one, draft.value(one, 1));
        assert_eq!(
            branches(&draft, &person, first),
            [branch(&[], Outcome::truth(false))]
        );
    }

    #[test]
    fn missing_facts_that_change_nothing() {
        let mut draft = Draft::new();
        let one = draft.reading("one", &["a", "b"]);
        let (p, q) = (draft.fact("p"), draft.holding("q"));
        let (is_p, is_q, reading) = (draft.is(p), draft.is(q), draft.equals(one, 0));
        let (not_p, not_q) = (draft.not(is_p), draft.not(is_q));
        let both = draft.and(&[is_p, is_q]);
        let all = draft.or(&[both, not_p, not_q]);
        let whatever = draft.and(&[all, reading]);
        let person = draft.person(&[]);
        let (a, b) = (draft.value(one, 0), draft.value(one, 1));
        let found = branches(&draft, &person, whatever);
        assert_eq!(found[0], branch(&[(one, a)], Outcome::truth(true)));
        assert_eq!(found[1], branch(&[(one, b)], Outcome::truth(false)));
    }

    #[test]
    fn a_gap_or_conflict_that_no_missing_fact_changes_is_none_for_want_of_it() {
        let mut draft = Draft::new();
        let p = draft.fact("p");
        let is_p = draft.is(p);
        let not_p = draft.not(is_p);
        let (either, person) = (draft.or(&[is_p, not_p]), draft.person(&[]));
        let (term, one, two) = (
            draft.term("fee", crate::law::Type::Int, None),
            draft.int(1),
            draft.int(2),
        );
        let first = draft.rule("first", term, one, &[either]);
        let call = draft.call(term);
        let second = draft.rule("second", term, two, &[either]);
        let conflict = Outcome::failed(Cause::Conflict(term, vec![first, second]));
        assert_eq!(branches(&draft, &person, call), [branch(&[], conflict)]);
        // Either way another rule is in conflict with the first.
        let third = draft.term("levy", crate::law::Type::Int, None);
        draft.rule("always", third, one, &[]);
        draft.rule("some", third, two, &[is_p]);
        draft.rule("others", third, two, &[not_p]);
        let call = draft.call(third);
        assert_eq!(
            branches(&draft, &person, call),
            [branch(&[], Outcome::missing(p))]
        );
        // There is a gap for some, and none for others.
        let some = draft.term("due", crate::law::Type::Int, None);
        draft.rule("due", some, one, &[is_p]);
        let call = draft.call(some);
        assert_eq!(
            branches(&draft, &person, call),
            [branch(&[], Outcome::missing(p))]
        );
    }

    #[test]
    fn open_on_all_readings_is_said_once() {
        let mut draft = Draft::new();
        let one = draft.reading("one", &["a", "b"]);
        let (p, q) = (draft.fact("p"), draft.fact("q"));
        let (condition, yes, no) = (draft.equals(one, 0), draft.is(p), draft.is(q));
        let depends = draft.add(crate::law::Expr::If(condition, yes, no));
        let open = Outcome::Open(BTreeSet::from([p, q]));
        assert_eq!(
            branches(&draft, &draft.person(&[]), depends),
            [branch(&[], open)]
        );
    }

    /// That an answer is open on all readings is seen without following them: it comes to the same.
    #[test]
    fn persons_save_readings_and_change_nothing() {
        for number in 2..160 {
            let mut dice = Dice::new(number);
            let mut draft = Draft::new();
            let mut parts = Vec::new();
            for _ in 0..4 {
                let reading = draft.reading("reading", &["a", "b", "c"]);
                parts.extend([draft.equals(reading, 0), draft.equals(reading, 1)]);
                let fact = draft.fact("fact");
                parts.push(draft.is(fact));
            }
            let gap = draft.term("gap", crate::law::Type::Bool, None);
            parts.push(draft.call(gap));
            for _ in 0..12 {
                let one = |dice: &mut Dice| parts[dice.place(parts.len())];
                let (first, second, third) = (one(&mut dice), one(&mut dice), one(&mut dice));
                let made = match dice.place(4) {
                    0 => draft.and(&[first, second]),
                    1 => draft.or(&[first, second, third]),
                    2 => draft.not(first),
                    _ => draft.add(crate::law::Expr::If(first, second, third)),
                };
                parts.push(made);
            }
            let (law, person) = (&draft.law, draft.person(&[]));
            for expr in parts {
                let search = || FactSearch::of(usize::MAX);
                let all = divided(law, &person, expr, search(), Persons::none());
                let fewer = divided(law, &person, expr, search(), Persons::default());
                assert_eq!(fewer, all, "{number}");
            }
        }
    }

    #[test]
    fn too_many_branches_are_an_error() {
        let mut draft = Draft::new();
        let (mut sum, one, none) = (draft.int(0), draft.int(1), draft.int(0));
        for _ in 0..13 {
            let reading = draft.reading("reading", &["a", "b"]);
            let condition = draft.equals(reading, 0);
            let part = draft.add(crate::law::Expr::If(condition, one, none));
            sum = draft.op(crate::law::Op::Add, &[sum, part]);
        }
        let found = by_reading(&draft.law, &draft.person(&[]), sum);
        assert_eq!(found, Err(TooManyBranches));
    }

    #[test]
    fn too_many_facts_stay_open() {
        let mut draft = Draft::new();
        let mut parts = Vec::new();
        for _ in 0..13 {
            // True of everybody, which only going through both facts shows.
            let [one, other] = ["one", "other"].map(|name| draft.fact(name));
            let (one, other) = (draft.is(one), draft.is(other));
            let (no_one, no_other) = (draft.not(one), draft.not(other));
            let (both, alone) = (draft.and(&[one, other]), draft.and(&[one, no_other]));
            parts.push(draft.or(&[both, alone, no_one]));
        }
        let all = draft.and(&parts);
        let found = branches(&draft, &draft.person(&[]), all);
        assert!(matches!(
            found.as_slice(),
            [Branch {
                outcome: Outcome::Open(_),
                ..
            }]
        ));
    }
}
