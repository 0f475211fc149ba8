use std::collections::{BTreeSet, VecDeque};

use indexmap::IndexSet;

use super::super::{Expr, ExprId, InputId, Law, Needs, Op, RuleId, Value};
use crate::calendar::Day;

use super::operand::{Operand, Operands};
use super::scopes::{Bound, Scope, Scopes};

/// Where the day was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Met {
    /// On this day something begins, or has ended.
    Day(Day),
    /// The day is compared with this, and may come to something else on it or, if `after`, on the
    /// day after it.
    Bound {
        scope: Scope,
        of: ExprId,
        after: bool,
    },
    /// The day on which somebody is so old.
    Age {
        scope: Scope,
        birth: ExprId,
        years: i32,
    },
    /// Something counted from the day is compared.
    Comparison {
        scope: Scope,
        op: Op,
        sides: [ExprId; 2],
    },
}

/// Everything that was met on the way through what an expression hangs on.
pub struct Walked {
    pub met: IndexSet<Met>,
    pub scopes: Scopes,
    /// The expression is counted from the day itself.
    pub moving: bool,
    /// Some operand has more branches than were looked at.
    pub cut: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Expr(ExprId),
    Rule(RuleId),
}

struct Walk<'l> {
    law: &'l Law,
    operands: Operands<'l>,
    /// The clock of the law as an expression: the life of a rule compares it.
    clock: Option<ExprId>,
    met: IndexSet<Met>,
    seen: BTreeSet<(Scope, Part)>,
    open: VecDeque<(Scope, Part)>,
}

/// Goes through everything that an expression hangs on.
pub fn walk(law: &mut Law, outcome: ExprId) -> Walked {
    let law_day: Option<InputId> = law.law_day();
    let clock = law_day.map(|clock| law.exprs.add(Expr::In(clock)));
    let law = &*law;
    let mut walk = Walk {
        law,
        operands: Operands::new(law),
        clock,
        met: IndexSet::new(),
        seen: BTreeSet::new(),
        open: VecDeque::from([(Scopes::TOP, Part::Expr(outcome))]),
    };
    while let Some((scope, part)) = walk.open.pop_front() {
        if walk.seen.insert((scope, part)) {
            match part {
                Part::Expr(id) => walk.expr(scope, id),
                Part::Rule(id) => walk.rule(scope, id),
            }
        }
    }
    let is = walk.operands.of(Scopes::TOP, outcome);
    let counted =
        |operand: &Operand| matches!(operand, Operand::Today | Operand::Age(..) | Operand::Moving);
    Walked {
        moving: is.iter().any(counted),
        met: walk.met,
        cut: walk.operands.cut,
        scopes: walk.operands.scopes,
    }
}

impl Walk<'_> {
    fn push(&mut self, scope: Scope, parts: impl IntoIterator<Item = ExprId>) {
        let parts = parts.into_iter().map(|id| (scope, Part::Expr(id)));
        self.open.extend(parts);
    }

    fn expr(&mut self, scope: Scope, id: ExprId) {
        let law = self.law;
        match law.exprs.get(id) {
            Expr::Lit(_) => {}
            Expr::In(input) => match self.operands.scopes.of(law, scope, *input) {
                Bound::To(scope, to) => self.push(scope, [to]),
                Bound::Given => self.push(scope, law[*input].history.map(|of| of.life)),
            },
            Expr::Reach(holding) => {
                let needs = Needs::only_behind(law, [*holding]);
                let gates = needs.gates_behind(law, *holding);
                // What is held at the start may be so by its time.
                let behind = needs.holdings_behind(law, [*holding]).into_iter();
                let lives: Vec<ExprId> = behind
                    .filter_map(|held| Some(law[held].history?.life))
                    .collect();
                self.push(scope, gates.into_iter().chain(lives));
            }
            Expr::Op(op @ (Op::Equal | Op::Less), sides) => {
                if let [left, right] = sides.as_slice() {
                    self.compare(scope, *op, [*left, *right]);
                }
                self.push(scope, sides.iter().copied());
            }
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => {
                self.push(scope, parts.iter().copied());
            }
            Expr::Not(inner) => self.push(scope, [*inner]),
            Expr::If(condition, yes, no) => self.push(scope, [*condition, *yes, *no]),
            Expr::Call(term) => {
                self.push(scope, law[*term].otherwise);
                let rules = law[*term].rules.iter();
                self.open
                    .extend(rules.map(|rule| (scope, Part::Rule(*rule))));
            }
            Expr::Stands(rule) => self.open.push_back((scope, Part::Rule(*rule))),
            Expr::With(bindings, inner) => {
                let within = self.operands.scopes.with(scope, bindings);
                self.push(scope, bindings.iter().map(|(_, to)| *to));
                self.push(within, [*inner]);
            }
        }
    }

    fn rule(&mut self, scope: Scope, id: RuleId) {
        if self.operands.is_off(scope, id) {
            return;
        }
        let rule = &self.law[id];
        for bound in rule.bounds() {
            if let Some(clock) = self.clock {
                self.compare(scope, Op::Less, [clock, bound]);
            }
        }
        self.push(scope, rule.exprs());
        let others = rule.lifted_by.iter().chain(&rule.below);
        self.open
            .extend(others.map(|rule| (scope, Part::Rule(*rule))));
    }

    /// On which days a comparison may turn.
    fn compare(&mut self, scope: Scope, op: Op, sides: [ExprId; 2]) {
        let [left, right] = sides.map(|side| self.operands.of(scope, side));
        let whole = Met::Comparison { scope, op, sides };
        for left in &left {
            for right in &right {
                match (*left, *right) {
                    (Operand::Today, other) => self.today(op, other, false, whole),
                    (other, Operand::Today) => self.today(op, other, true, whole),
                    (Operand::Age(scope, birth), Operand::Constant(Value::Int(years))) => {
                        self.age(op, (scope, birth), years, false, whole);
                    }
                    (Operand::Constant(Value::Int(years)), Operand::Age(scope, birth)) => {
                        self.age(op, (scope, birth), years, true, whole);
                    }
                    (Operand::Moving | Operand::Age(..), _)
                    | (_, Operand::Moving | Operand::Age(..)) => {
                        self.met.insert(whole);
                    }
                    _ => {}
                }
            }
        }
    }

    /// The day at hand, compared with something; `turned` where the other is the first.
    fn today(&mut self, op: Op, other: Operand, turned: bool, whole: Met) {
        // `day < D` turns on D, `D < day` on the day after it, `day = D` on both.
        let on = op == Op::Equal || !turned;
        let after = op == Op::Equal || turned;
        match other {
            Operand::Today => {}
            Operand::Constant(Value::Day(day)) => {
                let next = Day::from_number(day.number() + 1);
                let days = [Some(day).filter(|_| on), next.filter(|_| after)];
                self.met.extend(days.into_iter().flatten().map(Met::Day));
            }
            Operand::Constant(_) => {}
            Operand::Settled(scope, of) => {
                for (wanted, after) in [(on, false), (after, true)] {
                    if wanted {
                        self.met.insert(Met::Bound { scope, of, after });
                    }
                }
            }
            Operand::Age(..) | Operand::Moving => {
                self.met.insert(whole);
            }
        }
    }

    /// An age, compared with so many years; `turned` where they are the first.
    fn age(
        &mut self,
        op: Op,
        (scope, birth): (Scope, ExprId),
        years: i64,
        turned: bool,
        whole: Met,
    ) {
        // `age < n` turns when n is reached, `n < age` a year later, `age = n` then and then.
        let first = (op == Op::Equal || !turned).then_some(years);
        let second = (op == Op::Equal || turned).then(|| years.saturating_add(1));
        // Before birth there is no age.
        let all = [Some(0), first, second];
        for years in all.into_iter().flatten() {
            let Ok(years) = i32::try_from(years) else {
                self.met.insert(whole);
                continue;
            };
            if years >= 0 {
                self.met.insert(Met::Age {
                    scope,
                    birth,
                    years,
                });
            }
        }
    }
}
