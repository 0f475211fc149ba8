//! Answers that no missing day or number can change: between what an expression lies, whatever is
//! missing.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, RuleId, TermId, Type, Value};

use super::arithmetic;
use super::interpreter::{Interpreter, Node, with_stack};
use super::outcome::Outcome;
use super::situation::Situation;

/// The most expressions, terms and rules that are looked at for one answer.
const ROOM: usize = 20_000;

/// The most rules of one term that are compared with one another.
const CANDIDATES_LIMIT: usize = 1_000;

/// What something may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    /// The least and the greatest value, if it has one; `None`: any of its type.
    ends: Option<(Value, Value)>,
    /// It may have none.
    fails: bool,
}

impl Range {
    const UNKNOWN: Self = Self {
        ends: None,
        fails: true,
    };

    const YES_OR_NO: Self = Self {
        ends: Some((Value::Bool(false), Value::Bool(true))),
        fails: false,
    };

    fn exactly(value: Value) -> Self {
        Self {
            ends: Some((value, value)),
            fails: false,
        }
    }

    /// The only value that it can have, if it has one.
    fn only(self) -> Option<Value> {
        self.ends
            .and_then(|(least, most)| (least == most).then_some(least))
    }

    /// The value that it comes to in any case.
    fn value(self) -> Option<Value> {
        self.only().filter(|_| !self.fails)
    }

    fn may_be(self, truth: bool) -> bool {
        self.only().is_none_or(|only| only == Value::Bool(truth))
    }

    /// Not certain to have a value.
    fn failing(self, fails: bool) -> Self {
        Self {
            fails: self.fails || fails,
            ..self
        }
    }

    fn or(self, other: Self) -> Self {
        let ends = match (self.ends, other.ends) {
            (Some((one, two)), Some((three, four))) if one.ty() == three.ty() => {
                Some((one.min(three), two.max(four)))
            }
            _ => None,
        };
        Self {
            ends,
            fails: self.fails || other.fails,
        }
    }

    fn negated(self) -> Self {
        match self.only() {
            Some(Value::Bool(value)) => Self::exactly(Value::Bool(!value)).failing(self.fails),
            _ => self,
        }
    }
}

/// The value that an expression has of every person that there can be, if it can be told by the
/// bounds between which everything in it lies. What the rules assume of every person is taken to
/// hold of this one.
pub(super) fn settled(law: &Law, situation: &Situation, expr: ExprId) -> Option<Value> {
    let mut bounds = Bounds::new(law, situation);
    bounds.note_histories();
    for assumed in &law.assumes {
        bounds.suppose(assumed.holds, true, &BTreeMap::new());
    }
    bounds.expr(expr).value()
}

struct Bounds<'l> {
    law: &'l Law,
    situation: &'l Situation,
    interpreter: Interpreter<'l>,
    /// What is known of inputs that are missing.
    known: BTreeMap<InputId, (Value, Value)>,
    /// What the bindings in force bind.
    bound: BTreeMap<InputId, Range>,
    memo: BTreeMap<(usize, Node), Range>,
    /// The bindings in force, by a number of their own.
    scope: usize,
    scopes: usize,
    room: usize,
}

impl<'l> Bounds<'l> {
    fn new(law: &'l Law, situation: &'l Situation) -> Self {
        Self {
            law,
            situation,
            interpreter: Interpreter::new(law, situation),
            known: BTreeMap::new(),
            bound: BTreeMap::new(),
            memo: BTreeMap::new(),
            scope: 0,
            scopes: 0,
            room: ROOM,
        }
    }

    /// What holds over time begins no later than it ends.
    fn note_histories(&mut self) {
        for (_, history) in self.law.histories() {
            if self.situation.get(history.ever) != Some(Value::Bool(true)) {
                continue;
            }
            if let Some(last) = self.situation.get(history.through) {
                self.narrow(history.since, last, false);
            }
            if let Some(first) = self.situation.get(history.since) {
                self.narrow(history.through, first, true);
            }
        }
    }

    /// Notes what a truth says of single inputs. `named` says which input a bound one stands for,
    /// if it stands for one.
    fn suppose(&mut self, expr: ExprId, truth: bool, named: &BTreeMap<InputId, Option<InputId>>) {
        let Some(room) = self.room.checked_sub(1) else {
            return;
        };
        self.room = room;
        with_stack(|| self.note(expr, truth, named));
    }

    fn note(&mut self, expr: ExprId, truth: bool, named: &BTreeMap<InputId, Option<InputId>>) {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Not(inner) => self.suppose(*inner, !truth, named),
            Expr::And(parts) if truth => self.suppose_all(parts, truth, named),
            Expr::Or(parts) if !truth => self.suppose_all(parts, truth, named),
            Expr::And(parts) | Expr::Or(parts) => {
                let neutral = Outcome::truth(!truth);
                let mut left = parts.clone();
                left.retain(|part| self.interpreter.evaluate(*part) != neutral);
                if let [only] = left.as_slice() {
                    self.suppose(*only, truth, named);
                }
            }
            Expr::Call(term) if law[*term].rules.is_empty() => {
                if let Some(meaning) = law[*term].otherwise {
                    self.suppose(meaning, truth, named);
                }
            }
            Expr::With(bindings, inner) => {
                let mut within = named.clone();
                within.retain(|input, _| !law.unbinds(bindings.iter().map(|(by, _)| *by), *input));
                for (input, value) in bindings {
                    let stands_for = match law.exprs.get(*value) {
                        Expr::In(other) => self.stands_for(*other, named),
                        _ => None,
                    };
                    within.insert(*input, stands_for);
                }
                let bound = self.interpreter.bound(bindings);
                let outer = self.interpreter.bind(bound);
                self.suppose(*inner, truth, &within);
                self.interpreter.enter(outer);
            }
            Expr::Op(Op::Less, operands) => {
                if let [less, more] = operands.as_slice() {
                    self.note_order(*less, *more, truth, named);
                }
            }
            _ => {}
        }
    }

    fn suppose_all(
        &mut self,
        parts: &[ExprId],
        truth: bool,
        named: &BTreeMap<InputId, Option<InputId>>,
    ) {
        for part in parts {
            self.suppose(*part, truth, named);
        }
    }

    /// The one is less than the other, or is not.
    fn note_order(
        &mut self,
        less: ExprId,
        more: ExprId,
        truth: bool,
        named: &BTreeMap<InputId, Option<InputId>>,
    ) {
        let law = self.law;
        for (of, other, is_least) in [(less, more, !truth), (more, less, truth)] {
            if let Expr::In(input) = law.exprs.get(of)
                && let Some(input) = self.stands_for(*input, named)
                && let Some(value) = self.interpreter.evaluate(other).value()
            {
                self.narrow(input, value, is_least);
            }
        }
    }

    fn stands_for(
        &self,
        input: InputId,
        named: &BTreeMap<InputId, Option<InputId>>,
    ) -> Option<InputId> {
        match named.get(&input) {
            Some(stands_for) => *stands_for,
            None => {
                let context = self.interpreter.context;
                let bound = self.interpreter.contexts.binding(context, input);
                bound.is_none().then_some(input)
            }
        }
    }

    /// Notes the least or the greatest value of an input. What cannot be at all says nothing.
    fn narrow(&mut self, input: InputId, value: Value, is_least: bool) {
        let known = self.known.get(&input).copied();
        let Some((least, most)) = known.or_else(|| self.of_type(input).ends) else {
            return;
        };
        if least.ty() != value.ty() {
            return;
        }
        let narrowed = match is_least {
            true => (least.max(value), most),
            false => (least, most.min(value)),
        };
        if narrowed.0 <= narrowed.1 {
            self.known.insert(input, narrowed);
        }
    }

    /// What an input may be by its type alone.
    fn of_type(&self, input: InputId) -> Range {
        let declared = &self.law[input];
        let ends = match (declared.ty, declared.kind) {
            (Type::Bool, _) => return Range::YES_OR_NO,
            (Type::Int, InputKind::Length(list)) => {
                let list = &self.law[list];
                let most = i64::try_from(list.most).unwrap_or(i64::MAX);
                let most = if list.bounded { most } else { i64::MAX };
                Some((Value::Int(0), Value::Int(most)))
            }
            (Type::Int, _) => Some((Value::Int(i64::MIN), Value::Int(i64::MAX))),
            (Type::Date, _) => Some((Value::Day(Day::MIN), Value::Day(Day::MAX))),
            (Type::Period(unit), _) => declared.range.map(|(least, most)| {
                let of = |count| Value::Period(unit, count);
                (of(least), of(most))
            }),
            (Type::Decimal | Type::Money(_) | Type::Enum(_), _) => None,
        };
        Range { ends, fails: false }
    }

    fn expr(&mut self, expr: ExprId) -> Range {
        match self.interpreter.evaluate(expr) {
            Outcome::Value(value) => return Range::exactly(value),
            Outcome::Fail(_) => return Range::UNKNOWN,
            Outcome::Open(_) => {}
        }
        match self.law.exprs.get(expr) {
            Expr::In(input) => self.input(*input),
            _ => self.node(Node::Expr(expr)),
        }
    }

    fn input(&mut self, input: InputId) -> Range {
        if let Some(bound) = self.bound.get(&input) {
            return *bound;
        }
        if let Some(life) = self.interpreter.life_of(input) {
            return self.expr(life);
        }
        match self.known.get(&input) {
            Some(ends) => Range {
                ends: Some(*ends),
                fails: false,
            },
            None => self.of_type(input),
        }
    }

    fn node(&mut self, node: Node) -> Range {
        let key = (self.scope, node);
        if let Some(known) = self.memo.get(&key) {
            return *known;
        }
        let Some(room) = self.room.checked_sub(1) else {
            return Range::UNKNOWN;
        };
        self.room = room;
        let range = with_stack(|| match node {
            Node::Expr(expr) => self.expression(expr),
            Node::Term(term) => self.term(term),
            Node::Stands(rule) => self.stands(rule),
        });
        self.memo.insert(key, range);
        range
    }

    fn expression(&mut self, expr: ExprId) -> Range {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Lit(value) => Range::exactly(*value),
            Expr::In(input) => self.input(*input),
            Expr::Not(inner) => self.expr(*inner).negated(),
            Expr::And(parts) => {
                let parts: Vec<Range> = parts.iter().map(|part| self.expr(*part)).collect();
                all(&parts)
            }
            Expr::Or(parts) => {
                let parts: Vec<Range> = parts
                    .iter()
                    .map(|part| self.expr(*part).negated())
                    .collect();
                all(&parts).negated()
            }
            Expr::If(condition, yes, no) => {
                let condition = self.expr(*condition);
                let branches = match condition.only() {
                    Some(Value::Bool(true)) => self.expr(*yes),
                    Some(Value::Bool(false)) => self.expr(*no),
                    _ => self.expr(*yes).or(self.expr(*no)),
                };
                branches.failing(condition.fails)
            }
            Expr::Op(op, operands) => {
                let operands: Vec<Range> = operands.iter().map(|one| self.expr(*one)).collect();
                operation(*op, expr, &operands)
            }
            Expr::Call(term) => self.node(Node::Term(*term)),
            Expr::Stands(rule) => self.node(Node::Stands(*rule)),
            Expr::With(bindings, inner) => self.with(bindings, *inner),
            Expr::Reach(_) => Range::UNKNOWN,
        }
    }

    fn with(&mut self, bindings: &[(InputId, ExprId)], inner: ExprId) -> Range {
        let law = self.law;
        let mut within = self.bound.clone();
        within.retain(|input, _| !law.unbinds(bindings.iter().map(|(by, _)| *by), *input));
        for (input, value) in bindings {
            within.insert(*input, self.expr(*value));
        }
        let values = self.interpreter.bound(bindings);
        let outer = self.interpreter.bind(values);
        let bound = std::mem::replace(&mut self.bound, within);
        self.scopes += 1;
        let scope = std::mem::replace(&mut self.scope, self.scopes);
        let range = self.expr(inner);
        self.scope = scope;
        self.bound = bound;
        self.interpreter.enter(outer);
        range
    }

    /// As [`Interpreter::rule_stands`].
    fn stands(&mut self, rule: RuleId) -> Range {
        let law = self.law;
        match self.interpreter.stands(rule) {
            Outcome::Value(value) => return Range::exactly(value),
            Outcome::Fail(_) => return Range::UNKNOWN,
            Outcome::Open(_) => {}
        }
        let in_force = [
            self.interpreter.is_off(rule).negated(),
            self.interpreter.has_begun(rule),
            self.interpreter.has_not_ended(rule),
        ];
        let mut parts: Vec<Range> = in_force
            .iter()
            .map(|outcome| match outcome.value() {
                Some(value) => Range::exactly(value),
                None => Range::YES_OR_NO.failing(true),
            })
            .collect();
        for condition in &law[rule].conditions {
            parts.push(self.expr(*condition));
        }
        for lifter in &law[rule].lifted_by {
            parts.push(self.node(Node::Stands(*lifter)).negated());
        }
        all(&parts)
    }

    /// As [`Interpreter::wins`].
    fn wins(&mut self, rule: RuleId) -> Range {
        let law = self.law;
        let mut parts = vec![self.node(Node::Stands(rule))];
        for above in &law[rule].below {
            parts.push(self.node(Node::Stands(*above)).negated());
        }
        all(&parts)
    }

    /// As the term by default: a gap and a conflict are failures.
    fn term(&mut self, term: TermId) -> Range {
        let law = self.law;
        let declared = &law[term];
        let (mut some_stands, mut fails) = (false, false);
        let mut candidates: Vec<(RuleId, Range)> = Vec::new();
        for rule in &declared.rules {
            some_stands |= self.node(Node::Stands(*rule)).value() == Some(Value::Bool(true));
            let wins = self.wins(*rule);
            fails |= wins.fails;
            if wins.may_be(true)
                && let Some(value) = law[*rule].value()
            {
                candidates.push((*rule, self.expr(value)));
            }
        }
        let otherwise = match (some_stands, declared.otherwise) {
            (true, _) => None,
            (false, Some(otherwise)) => Some(self.expr(otherwise)),
            (false, None) => Some(Range::UNKNOWN),
        };
        let agree = |(one, first): &(RuleId, Range), (two, second): &(RuleId, Range)| {
            (first.only().is_some() && first.only() == second.only())
                || law[*one].below.contains(two)
                || law[*two].below.contains(one)
        };
        // Of more candidates than can be compared with one another some may differ.
        let many = candidates.len() > CANDIDATES_LIMIT;
        let conflict = many
            || candidates.iter().enumerate().any(|(at, one)| {
                let mut rest = candidates.iter().skip(at + 1);
                rest.any(|two| !agree(one, two))
            });
        let values = candidates.into_iter().map(|(_, value)| value);
        values
            .chain(otherwise)
            .reduce(Range::or)
            .unwrap_or(Range::UNKNOWN)
            .failing(fails || conflict)
    }
}

/// A conjunction: one part that is false in any case decides, else all parts matter.
fn all(parts: &[Range]) -> Range {
    let no = Value::Bool(false);
    if parts.iter().any(|part| part.value() == Some(no)) {
        return Range::exactly(no);
    }
    let fails = parts.iter().any(|part| part.fails);
    let least = parts.iter().all(|part| !part.may_be(false));
    let most = parts.iter().all(|part| part.may_be(true));
    Range {
        ends: Some((Value::Bool(least), Value::Bool(most))),
        fails,
    }
}

/// An operation on what lies between bounds. Where its result grows or falls with each operand, it
/// lies between those at the ends.
fn operation(op: Op, site: ExprId, operands: &[Range]) -> Range {
    let fails = operands.iter().any(|operand| operand.fails);
    let ends: Option<Vec<(Value, Value)>> = operands.iter().map(|operand| operand.ends).collect();
    match (op, ends.as_deref()) {
        (Op::Less, Some([one, two])) => {
            let certain = is_less(site, one.1, two.0) == Some(true);
            let possible = is_less(site, one.0, two.1) != Some(false);
            Range {
                ends: Some((Value::Bool(certain), Value::Bool(possible))),
                fails,
            }
        }
        (Op::Equal, Some([one, two])) => {
            let apart = is_less(site, one.1, two.0) == Some(true)
                || is_less(site, two.1, one.0) == Some(true);
            let same = one.0 == one.1 && one == two;
            let differ = apart || (one.0 == one.1 && two.0 == two.1 && !same);
            Range {
                ends: Some((Value::Bool(same), Value::Bool(!differ))),
                fails,
            }
        }
        (Op::Less | Op::Equal, _) => Range::YES_OR_NO.failing(fails),
        (Op::Exact(_), Some([(least, most)])) if least != most => Range {
            ends: Some((*least, *most)),
            fails: true,
        },
        (Op::Subtract, Some([one, two])) => {
            between(op, site, [one.0, two.1], [one.1, two.0], fails)
        }
        (Op::Days | Op::Age, Some([from, to])) => {
            between(op, site, [from.1, to.0], [from.0, to.1], fails)
        }
        (Op::Add | Op::Move(..), Some([one, two])) => {
            between(op, site, [one.0, two.0], [one.1, two.1], fails)
        }
        (Op::Plus(..) | Op::Round(..) | Op::Widen | Op::Exact(_), Some([(least, most)])) => {
            between(op, site, [*least], [*most], fails)
        }
        _ => Range::UNKNOWN,
    }
}

fn between<const N: usize>(
    op: Op,
    site: ExprId,
    least: [Value; N],
    most: [Value; N],
    fails: bool,
) -> Range {
    let [least, most] = [least, most].map(|operands| arithmetic::apply(op, site, &operands));
    match (least, most) {
        (Outcome::Value(least), Outcome::Value(most)) => Range {
            ends: Some((least, most)),
            fails,
        },
        _ => Range::UNKNOWN,
    }
}

fn is_less(site: ExprId, one: Value, two: Value) -> Option<bool> {
    match arithmetic::apply(Op::Less, site, &[one, two]) {
        Outcome::Value(Value::Bool(less)) => Some(less),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::{Draft, day};
    use super::*;

    const YES: Option<Value> = Some(Value::Bool(true));
    const NO: Option<Value> = Some(Value::Bool(false));

    fn settled_of_nobody(draft: &Draft, expr: ExprId) -> Option<Value> {
        settled(&draft.law, &draft.person(&[]), expr)
    }

    /// `date + 12 years rounded down`, which the calendar has for days up to 2287.
    fn after_12_years(draft: &mut Draft, date: ExprId) -> ExprId {
        let twelve = crate::calendar::Period::Months(144);
        draft.op(Op::Plus(twelve, crate::calendar::Rounding::Down), &[date])
    }

    #[test]
    fn a_count_lies_between_none_and_all() {
        let mut draft = Draft::new();
        let born = draft.input("born", InputKind::Fact, Type::Date);
        let (born, some_day) = (draft.is(born), draft.date("2025-01-01"));
        let early = draft.op(Op::Less, &[born, some_day]);
        let (one, none, two) = (draft.int(1), draft.int(0), draft.int(2));
        let part = draft.add(Expr::If(early, one, none));
        let count = draft.op(Op::Add, &[part, part]);
        let (three, few) = (draft.int(3), draft.op(Op::Less, &[count, two]));
        let at_most_two = draft.op(Op::Less, &[count, three]);
        let is_three = draft.op(Op::Equal, &[count, three]);
        assert_eq!(settled_of_nobody(&draft, at_most_two), YES);
        assert_eq!(settled_of_nobody(&draft, is_three), NO);
        assert_eq!(settled_of_nobody(&draft, few), None);
    }

    #[test]
    fn what_may_have_no_value_is_not_settled_unless_the_rules_exclude_it() {
        let mut draft = Draft::new();
        let born = draft.input("born", InputKind::Fact, Type::Date);
        let (born, today) = (draft.is(born), draft.named("day"));
        let grown = after_12_years(&mut draft, born);
        let young = draft.op(Op::Less, &[today, grown]);
        let (one, none, two) = (draft.int(1), draft.int(0), draft.int(2));
        let part = draft.add(Expr::If(young, one, none));
        let few = draft.op(Op::Less, &[part, two]);
        // Of those born after 2287 it would have no value.
        assert_eq!(settled_of_nobody(&draft, few), None);
        let unborn = draft.op(Op::Less, &[today, born]);
        let all_born = draft.not(unborn);
        let nobody = draft.person(&[]);
        let mut bounds = Bounds::new(&draft.law, &nobody);
        bounds.suppose(all_born, true, &BTreeMap::new());
        assert_eq!(bounds.expr(few).value(), YES);
    }

    #[test]
    fn rules_that_may_conflict_or_leave_a_gap_settle_nothing() {
        for (otherwise, values, below, wanted) in [
            (Some(0), [5, 10], true, YES),
            (Some(0), [5, 10], false, None),
            (Some(0), [5, 5], false, YES),
            (None, [5, 10], true, None),
        ] {
            let mut draft = Draft::new();
            let born = draft.input("born", InputKind::Fact, Type::Date);
            let (born, some_day) = (draft.is(born), draft.date("2025-01-01"));
            let early = draft.op(Op::Less, &[born, some_day]);
            let late = draft.op(Op::Less, &[some_day, born]);
            let otherwise = otherwise.map(|value| draft.int(value));
            let term = draft.term("meals", Type::Int, otherwise);
            let [one, two] = values.map(|value| draft.int(value));
            let lower = draft.rule("lower", term, one, &[early]);
            let upper = draft.rule("upper", term, two, &[late]);
            if below {
                draft.despite(upper, lower);
            }
            let (call, most) = (draft.call(term), draft.int(11));
            let few = draft.op(Op::Less, &[call, most]);
            assert_eq!(settled_of_nobody(&draft, few), wanted, "{values:?}");
        }
    }

    /// What holds through a day holds on it, whenever it began; of the day before it is not known.
    #[test]
    fn what_lasts_through_a_day_holds_on_it() {
        let mut draft = Draft::new();
        let visa = draft.holding("visa");
        let history = draft.history("visa");
        let held = draft.is(visa);
        let through = |text: &str| {
            draft
                .on("2025-01-01")
                .with(history.ever, Value::Bool(true))
                .with(history.through, Value::Day(day(text)))
        };
        let of = |text| settled(&draft.law, &through(text), held);
        assert_eq!(of("2025-01-01"), YES);
        assert_eq!(of("2025-01-02"), None);
    }
}
