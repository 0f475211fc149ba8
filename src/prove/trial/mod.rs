//! Persons found by trying: facts are set so that a formula should come out as wanted, and the
//! interpreter says whether it did.
//!
//! Most questions of an audit are whether there is anybody of a kind, and mostly there is, and is
//! found at once: that costs a few dozen facts, where the solver would have to be told of all
//! rules they hang on. What the interpreter certainly says of a person, whatever is not given, is
//! so; where no try comes out as wanted, nothing is known, and the solver is asked.

mod values;

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{Choices, Claim, Expr, ExprId, InputId, Law, Op, RuleId, TermId, Value};

use values::next;

/// So many persons are tried.
const TRIES: usize = 6;

/// What is missing is filled in so many times: what is given may make more matter.
const ROUNDS: usize = 6;

/// Formulas nested deeper are left as they come.
const DEPTH_LIMIT: usize = 64;

/// So many formulas are wanted of one person: what hangs on the same in many ways is wanted in each.
const STEPS_LIMIT: usize = 2_000;

/// A person in the making. It remembers what it gave, so that the next starts from nothing.
pub struct Trial<'l> {
    law: &'l Law,
    clock: Option<InputId>,
    person: Situation,
    given: Vec<InputId>,
    /// The readings on which a person is sought: the first of what is given.
    chosen: usize,
    /// What inputs are bound to, such as fields to those of the element spoken of, and how many bindings
    /// there are around each: what an input is bound to is read under those alone.
    bound: Vec<(InputId, ExprId, usize)>,
    /// Which try this is: alternatives are taken in turn.
    turn: usize,
    depth: usize,
    /// How many formulas were wanted of this person.
    steps: usize,
}

impl<'l> Trial<'l> {
    pub fn new(law: &'l Law) -> Self {
        Self {
            law,
            clock: law.day(),
            person: Situation::unknown(law),
            given: Vec::new(),
            chosen: 0,
            bound: Vec::new(),
            turn: 0,
            depth: 0,
            steps: 0,
        }
    }

    /// Whether a person was found for whom the claim fails. If not, there may be one all the same.
    pub fn finds_failing(&mut self, claim: &Claim) -> bool {
        self.finds(claim, &Choices::new(), Some(claim.claim))
    }

    /// Whether a person was found whom the claim is about on these readings. If not, there may be one
    /// all the same.
    pub fn finds_somebody(&mut self, claim: &Claim, choices: &Choices) -> bool {
        self.finds(claim, choices, None)
    }

    /// Whether a person was found whom the claim is about, and of whom this is not so.
    fn finds(&mut self, claim: &Claim, choices: &Choices, fails: Option<ExprId>) -> bool {
        (0..TRIES).any(|turn| {
            self.start(turn);
            for (reading, place) in choices {
                let place = usize::try_from(*place).ok();
                let ty = self.law[*reading].ty;
                if let Some(value) = place.and_then(|place| Value::at_place(ty, place)) {
                    self.put_input(*reading, value);
                }
            }
            self.chosen = self.given.len();
            fails.into_iter().for_each(|fails| self.want(fails, false));
            let about = claim.for_whom.iter().chain([&claim.under]);
            let assumed = self.law.assumes.iter().map(|assumption| &assumption.holds);
            let premises: Vec<ExprId> = about.chain(assumed).copied().collect();
            for premise in &premises {
                self.want(*premise, true);
            }
            self.put_day(claim.from);
            self.is_within(claim) && self.is_one(&premises, fails)
        })
    }

    /// Whether the premises are so of the person and what should fail is not. What that hangs on and is
    /// not known is given an ordinary value.
    fn is_one(&mut self, premises: &[ExprId], fails: Option<ExprId>) -> bool {
        for _ in 0..ROUNDS {
            let mut interpreter = Interpreter::new(self.law, &self.person);
            let mut missing = BTreeSet::new();
            for premise in premises {
                match interpreter.evaluate(*premise) {
                    Outcome::Value(Value::Bool(true)) => {}
                    Outcome::Open(inputs) => missing.extend(inputs.iter().copied()),
                    _ => return false,
                }
            }
            match fails.map(|fails| interpreter.evaluate(fails)) {
                Some(Outcome::Value(Value::Bool(true))) => return false,
                Some(Outcome::Open(inputs)) => missing.extend(inputs.iter().copied()),
                _ if missing.is_empty() => return true,
                _ => {}
            }
            let before = self.given.len();
            for input in missing {
                if let Some(value) = self.ordinary(input) {
                    self.put_input(input, value);
                }
            }
            if self.given.len() == before {
                return false;
            }
        }
        false
    }

    fn start(&mut self, turn: usize) {
        for input in self.given.drain(..) {
            self.person.forget(input);
        }
        self.turn = turn;
        self.steps = 0;
    }

    /// The day of the person is one that the claim and a proof are about.
    fn is_within(&self, claim: &Claim) -> bool {
        let Some(clock) = self.clock else { return true };
        let Some(Value::Day(day)) = self.person.get(clock) else {
            return false;
        };
        claim.window().contains(day) && (FIRST_DAY..=LAST_DAY).contains(&day)
    }

    /// Gives facts so that a formula may come to this.
    fn want(&mut self, id: ExprId, truth: bool) {
        if self.depth == DEPTH_LIMIT || self.steps == STEPS_LIMIT {
            return;
        }
        self.depth += 1;
        self.steps += 1;
        match self.law.exprs.get(id) {
            Expr::Lit(_) | Expr::Reach(_) => {}
            Expr::In(_) => self.put(id, Value::Bool(truth)),
            Expr::Not(inner) => self.want(*inner, !truth),
            Expr::And(parts) => self.want_parts(parts, truth, truth),
            Expr::Or(parts) => self.want_parts(parts, truth, !truth),
            Expr::If(condition, yes, no) => {
                let first = self.turn.is_multiple_of(2);
                self.want(*condition, first);
                self.want(if first { *yes } else { *no }, truth);
            }
            Expr::Call(term) => self.want_term(*term, truth),
            Expr::Stands(rule) => self.want_rule(*rule, truth),
            Expr::With(bindings, inner) => {
                let outside = self.bound.len();
                let own = bindings.iter().map(|(input, to)| (*input, *to, outside));
                self.bound.extend(own);
                self.want(*inner, truth);
                self.bound.truncate(outside);
            }
            Expr::Op(op, operands) => {
                if let (Op::Less | Op::Equal, [one, other]) = (op, operands.as_slice()) {
                    self.take_back(id, (*one, *other), truth);
                    self.compare(*op, *one, *other, truth);
                }
            }
        }
        self.depth -= 1;
    }

    /// All parts come to this, or one of them, another with each try.
    fn want_parts(&mut self, parts: &[ExprId], truth: bool, all: bool) {
        if all {
            parts.iter().for_each(|part| self.want(*part, truth));
        } else if let Some(place) = self.turn.checked_rem(parts.len())
            && let Some(part) = parts.get(place)
        {
            self.want(*part, truth);
        }
    }

    /// One of the rules on a term, another with each try, stands and gives it this value.
    fn want_term(&mut self, term: TermId, truth: bool) {
        let rules = &self.law[term].rules;
        let place = self.turn.checked_rem(rules.len());
        let rule = place.and_then(|place| rules.get(place));
        if let Some(rule) = rule.copied() {
            self.want_rule(rule, true);
            if let Some(value) = self.law[rule].value() {
                self.want(value, truth);
            }
        }
    }

    fn want_rule(&mut self, id: RuleId, truth: bool) {
        let rule = &self.law[id];
        if !truth {
            self.want_parts(&rule.conditions, false, false);
            return;
        }
        let first = |bound: Option<ExprId>| {
            let days = self.law.exprs.days_of(bound?)?;
            days.first().copied()
        };
        let last = first(rule.until).and_then(Day::previous);
        self.put_day(first(rule.from).or(last));
        for condition in &rule.conditions {
            self.want(*condition, true);
        }
        for lifting in &rule.lifted_by {
            self.want_rule(*lifting, false);
        }
    }

    /// A comparison comes to this: the side that can still be set is set by the other.
    fn compare(&mut self, op: Op, one: ExprId, other: ExprId, truth: bool) {
        let (left, right) = (self.value(one), self.value(other));
        match (left, right) {
            (Some(_), Some(_)) => {}
            (None, Some(right)) => {
                let value = match (op, truth) {
                    (Op::Less, true) => next(right, -1),
                    (Op::Equal, false) => self.another(right),
                    _ => Some(right),
                };
                value.into_iter().for_each(|value| self.put(one, value));
            }
            (Some(left), None) => {
                let value = match (op, truth) {
                    (Op::Less, true) => next(left, 1),
                    (Op::Equal, false) => self.another(left),
                    _ => Some(left),
                };
                value.into_iter().for_each(|value| self.put(other, value));
            }
            (None, None) => {
                self.put_day(None);
                if let Some(ordinary) = self.read(other).and_then(|input| self.ordinary(input)) {
                    self.put(other, ordinary);
                }
                if self.value(other).is_some() {
                    self.compare(op, one, other, truth);
                }
            }
        }
    }

    /// Every other try the later of two demands on an input prevails: what was given to it is taken
    /// back if a comparison does not come to this.
    fn take_back(&mut self, comparison: ExprId, sides: (ExprId, ExprId), truth: bool) {
        let known = self.value(sides.0).is_some() && self.value(sides.1).is_some();
        if self.turn.is_multiple_of(2) || !known {
            return;
        }
        if self.value(comparison) != Some(Value::Bool(truth)) {
            let read = self.read(sides.0).or_else(|| self.read(sides.1));
            let chosen = self.given.get(..self.chosen).unwrap_or_default();
            if let Some(input) = read.filter(|input| !chosen.contains(input)) {
                self.person.forget(input);
            }
        }
    }

    /// What an expression is, as far as the person is known.
    fn value(&self, id: ExprId) -> Option<Value> {
        self.value_under(id, self.bound.len())
    }

    /// The same under so many of the bindings, the outermost ones.
    fn value_under(&self, id: ExprId, bindings: usize) -> Option<Value> {
        match self.law.exprs.get(id) {
            Expr::Lit(value) => Some(*value),
            Expr::In(input) => match self.binding(*input, bindings) {
                Some((bound, around)) => self.value_under(bound, around),
                None => Interpreter::new(self.law, &self.person)
                    .evaluate(id)
                    .value(),
            },
            _ => Interpreter::new(self.law, &self.person)
                .evaluate(id)
                .value(),
        }
    }

    /// The input that an expression is.
    fn read(&self, id: ExprId) -> Option<InputId> {
        let (mut id, mut bindings) = (id, self.bound.len());
        loop {
            let Expr::In(input) = *self.law.exprs.get(id) else {
                return None;
            };
            match self.binding(input, bindings) {
                Some(bound) => (id, bindings) = bound,
                None => return Some(input),
            }
        }
    }

    /// What an input is bound to under so many of the bindings, and how many are around that.
    fn binding(&self, input: InputId, bindings: usize) -> Option<(ExprId, usize)> {
        let mut bound = self.bound.iter().take(bindings).rev();
        let (_, to, around) = bound.find(|(known, ..)| *known == input)?;
        Some((*to, *around))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Period, Rounding};
    use crate::certify::bounds::GREATEST_NUMBER;
    use crate::law::draft::{Draft, day};
    use crate::law::{Expected, InputKind, Type};
    use crate::text::Span;

    /// Whether somebody is found, by trying, of whom all of this is so.
    fn somebody(draft: &mut Draft, conditions: &[ExprId]) -> bool {
        let nobody = draft.bool(false);
        let name = ("somebody".to_owned(), Span::default());
        let claim = draft
            .law
            .put(name, conditions.to_vec(), nobody, Expected::Refuted);
        Trial::new(&draft.law).finds_failing(&draft.law[claim])
    }

    /// Law and conditions: an adult of under 21 born on no other day.
    fn young(draft: &mut Draft) -> Vec<ExprId> {
        let born = draft.input("born", InputKind::Fact, Type::Date);
        let (born, day) = (draft.is(born), draft.named("day"));
        let age = draft.op(Op::Age, &[born, day]);
        let limits = [18, 21].map(|years| {
            let years = draft.int(years);
            draft.op(Op::Less, &[age, years])
        });
        let [minor, young] = limits;
        vec![young, draft.not(minor)]
    }

    #[test]
    fn whoever_a_rule_applies_to() {
        let mut draft = Draft::bare();
        let conditions = young(&mut draft);
        let (reading, member) = (draft.reading("wide", &["no", "yes"]), draft.fact("member"));
        let (wide, member) = (draft.equals(reading, 1), draft.is(member));
        let either = draft.or(&[wide, member]);
        let value = draft.int(1);
        let term = draft.term("charge", Type::Int, None);
        let rule = draft.rule(
            "charge",
            term,
            value,
            &[conditions.as_slice(), &[either]].concat(),
        );
        draft.life(rule, "2020-01-01", "2021-01-01");
        let stands = draft.add(Expr::Stands(rule));
        assert!(somebody(&mut draft, &[stands]));
    }

    #[test]
    fn nobody_is_found_where_there_is_nobody() {
        let mut draft = Draft::bare();
        let conditions = young(&mut draft);
        let born = draft.named("born");
        let late = draft.date("2010-01-01");
        let day = draft.named("day");
        let end = draft.date("2020-01-01");
        // Born in 2010 or later, nobody is an adult by 2020.
        let young = draft.op(Op::Less, &[born, late]);
        let by_then = draft.op(Op::Less, &[day, end]);
        let young = draft.not(young);
        let all = [&[young], conditions.as_slice(), &[by_then]].concat();
        assert!(!somebody(&mut draft, &all));
        // The twin, one condition removed.
        assert!(somebody(&mut draft, all.get(..3).unwrap()));
    }

    #[test]
    fn only_whom_a_proof_is_about() {
        let mut draft = Draft::bare();
        let day = draft.named("day");
        for (before, found) in [("1900-01-01", false), ("1900-01-02", true)] {
            let before = draft.date(before);
            let early = draft.op(Op::Less, &[day, before]);
            assert_eq!(somebody(&mut draft, &[early]), found);
        }
        let open = draft.input("open", InputKind::Unmodelled, Type::Bool);
        let open = draft.is(open);
        assert!(!somebody(&mut draft, &[open]));
        let count = draft.input("count", InputKind::Fact, Type::Int);
        let (count, greatest) = (draft.is(count), draft.int(GREATEST_NUMBER));
        let more = draft.op(Op::Less, &[greatest, count]);
        assert!(!somebody(&mut draft, &[more]));
        let equal = draft.op(Op::Equal, &[count, greatest]);
        assert!(somebody(&mut draft, &[equal]));
    }

    /// What an input is bound to is read outside of the binding.
    #[test]
    fn an_input_may_be_bound_to_itself() {
        let mut draft = Draft::bare();
        let count = draft.input("count", InputKind::Fact, Type::Int);
        let clock = draft.law.day().unwrap();
        let (is_count, day) = (draft.is(count), draft.named("day"));
        let (ten, end) = (draft.int(10), draft.date("2020-01-01"));
        let few = draft.op(Op::Less, &[is_count, ten]);
        let early = draft.op(Op::Less, &[day, end]);
        let both = draft.and(&[few, early]);
        let later = Op::Plus(Period::Days(1), Rounding::Up);
        let next = draft.op(later, &[day]);
        for (input, to) in [(count, is_count), (clock, day), (clock, next)] {
            let bound = draft.with(&[(input, to)], both);
            assert!(somebody(&mut draft, &[bound]));
        }
    }

    #[test]
    fn the_day_is_one_of_the_claim() {
        let mut draft = Draft::bare();
        let always = draft.bool(true);
        let nobody = draft.bool(false);
        let name = ("somebody".to_owned(), Span::default());
        let claim = draft.law.put(name, vec![always], nobody, Expected::Refuted);
        draft.law.claims.last_mut().unwrap().from = Some(day("2030-01-01"));
        draft.law.claims.last_mut().unwrap().until = Some(day("2030-01-02"));
        assert!(Trial::new(&draft.law).finds_failing(&draft.law[claim]));
    }
}
