use indexmap::IndexMap;

use crate::law::{
    Actor, ClaimId, DoorId, Expected, Expr, ExprId, InputId, Law, Op, StepId, Term, TermId,
    TermRole, Type, Value,
};
use crate::text::Span;
use crate::verdict::{Affected, Turn};

use super::sides::{Bindings, Sides};

/// A question and the claim that puts it.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// What may change.
    pub about: Affected,
    /// Which way.
    pub turn: Turn,
    /// The claim.
    pub claim: ClaimId,
    /// What it is on the first side: yes or no, or the value.
    pub before: ExprId,
    /// What it is on the second.
    pub after: ExprId,
}

/// Puts all questions about two sides of a law, and adds their claims to it. Linear in the size of
/// the law.
pub fn questions(law: &mut Law, sides: &Sides) -> Vec<Question> {
    let mut questions = Questions {
        law,
        sides,
        put: Vec::new(),
    };
    questions.of_steps();
    questions.of_doors();
    questions.of_holdings();
    questions.of_terms();
    questions.put
}

/// A step with its choices.
type Way<'l> = (StepId, &'l [(InputId, Value)]);

struct Questions<'l> {
    law: &'l mut Law,
    sides: &'l Sides,
    put: Vec<Question>,
}

impl Questions<'_> {
    fn of_steps(&mut self) {
        let steps: Vec<StepId> = (0..self.law.steps.len()).map(StepId::at).collect();
        for step in steps {
            let norm = self.law[step].norm;
            let Type::Enum(list) = self.law[norm].ty else {
                continue;
            };
            if self.law[norm].rules.is_empty() || self.law[step].actor == Actor::Event {
                continue;
            }
            let span = self.law[step].span;
            if let Some(overdue) = self.law[step].overdue {
                let overdue = self.law.exprs.add(Expr::Call(overdue));
                self.of_truth(Affected::Overdue(step), overdue, span);
            }
            let called = self.law.exprs.add(Expr::Call(norm));
            self.of_answer(Affected::Due(step), called, span);
            for (place, about) in [
                (Term::MUST, Affected::Due(step)),
                (Term::MAY, Affected::Allowed(step)),
                (Term::MUST_NOT, Affected::Forbidden(step)),
            ] {
                let value = self.law.exprs.lit(Value::Member(list, place));
                let is = self.law.exprs.add(Expr::Op(Op::Equal, vec![called, value]));
                self.of_truth(about, is, span);
            }
        }
    }

    fn of_doors(&mut self) {
        // Two versions of a law may have doors of their own for one step with the same choices.
        let mut ways: IndexMap<Way<'_>, Vec<DoorId>> = IndexMap::new();
        for (at, door) in self.law.doors.iter().enumerate() {
            let ways = ways.entry((door.step, &door.choices)).or_default();
            ways.push(DoorId::at(at));
        }
        let ways: Vec<Vec<DoorId>> = ways.into_values().collect();
        for doors in ways {
            let Some(first) = doors.first().copied() else {
                continue;
            };
            let step = self.law[first].step;
            if self.law[step].is_open_to_the_person() {
                let gates: Vec<ExprId> = doors.iter().map(|door| self.law[*door].gate).collect();
                let gate = self.law.exprs.or(gates);
                self.of_truth(Affected::Possible(first), gate, self.law[step].span);
            }
        }
    }

    fn of_holdings(&mut self) {
        let holdings: Vec<InputId> = self.law.holdings().collect();
        for holding in holdings {
            if self.law.doors_to(holding).next().is_some() {
                let reach = self.law.exprs.add(Expr::Reach(holding));
                self.of_truth(Affected::Reach(holding), reach, self.law[holding].span);
            }
        }
    }

    fn of_terms(&mut self) {
        let terms: Vec<TermId> = (0..self.law.terms.len()).map(TermId::at).collect();
        for id in terms {
            let term = &self.law[id];
            let (ty, span) = (term.ty, term.span);
            if term.role != TermRole::Value || term.of.is_some() || term.rules.is_empty() {
                continue;
            }
            let called = self.law.exprs.add(Expr::Call(id));
            let about = match ty {
                Type::Bool => Affected::Holds(id),
                _ => Affected::Value(id),
            };
            self.of_answer(about, called, span);
            if ty == Type::Bool {
                self.of_truth(about, called, span);
            } else {
                let (before, after) = self.by_both(called);
                let same = self.law.exprs.add(Expr::Op(Op::Equal, vec![before, after]));
                let differs = self.law.exprs.not(same);
                let nobody = self.law.exprs.lit(Value::Bool(false));
                let sides = (before, after);
                self.put((about, Turn::Differs), sides, (differs, nobody), span);
            }
        }
    }

    fn of_truth(&mut self, about: Affected, is: ExprId, span: Option<Span>) {
        let (before, after) = self.by_both(is);
        for (turn, (no, yes)) in [
            (Turn::Begins, (before, after)),
            (Turn::Ends, (after, before)),
        ] {
            let not = self.law.exprs.not(no);
            let turns = self.law.exprs.and([not, yes]);
            let nobody = self.law.exprs.lit(Value::Bool(false));
            self.put((about, turn), (before, after), (turns, nobody), span);
        }
    }

    /// Whether there is an answer at all: what equals itself has a value.
    fn of_answer(&mut self, about: Affected, asked: ExprId, span: Option<Span>) {
        let (before, after) = self.by_both(asked);
        let mut has_value = |side| self.law.exprs.add(Expr::Op(Op::Equal, vec![side, side]));
        let (was, is) = (has_value(before), has_value(after));
        for (turn, answered, claimed) in [(Turn::Lapses, was, is), (Turn::Arises, is, was)] {
            self.put((about, turn), (before, after), (answered, claimed), span);
        }
    }

    /// An expression on the one side and on the other.
    fn by_both(&mut self, expr: ExprId) -> (ExprId, ExprId) {
        let mut on = |side: &Bindings| self.law.exprs.add(Expr::With(side.clone(), expr));
        (on(&self.sides.before), on(&self.sides.after))
    }

    /// Of whoever the first of `asked` is true, the second is claimed.
    fn put(
        &mut self,
        (about, turn): (Affected, Turn),
        (before, after): (ExprId, ExprId),
        asked: (ExprId, ExprId),
        span: Option<Span>,
    ) {
        let Some(span) = span else { return };
        let name = format!("difference {}", self.put.len() + 1);
        let (whom, claim) = asked;
        let expected = Expected::Proved;
        let claim = self.law.put((name, span), vec![whom], claim, expected);
        self.put.push(Question {
            about,
            turn,
            claim,
            before,
            after,
        });
    }
}
