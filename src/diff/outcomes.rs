use indexmap::IndexMap;

use crate::law::{
    Actor, DoorId, Expr, ExprId, InputId, Law, ListId, Op, StepId, Term, TermId, Type, Value,
};
use crate::text::Span;
use crate::verdict::{Affected, Turn};

use super::element::OneElement;

/// Something that the law says of a person, and that may be otherwise on another side.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What.
    pub about: Affected,
    /// The expression that comes to it.
    pub is: ExprId,
    /// Its place in the files.
    pub span: Span,
    /// The element of a list that it is said of, and what tells such elements apart.
    pub element: Option<OneElement>,
    sought: Sought,
}

/// What is sought of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// That it is so on one side alone.
    Truth,
    /// That there is an answer on one side alone.
    Answer,
    /// That the answers are not the same.
    Value,
}

/// A way in which an outcome may be otherwise: of whoever the first is true, the second is claimed.
#[derive(Debug, Clone, Copy)]
pub struct Turning {
    /// Which way.
    pub turn: Turn,
    /// Of whom.
    pub whom: ExprId,
    /// What.
    pub claim: ExprId,
}

impl Outcome {
    /// The ways in which it may be otherwise.
    pub fn turns(&self) -> &'static [Turn] {
        match self.sought {
            Sought::Truth => &[Turn::Begins, Turn::Ends],
            Sought::Answer => &[Turn::Lapses, Turn::Arises],
            Sought::Value => &[Turn::Differs],
        }
    }

    /// The ways in which it may be otherwise, given what it is on either side.
    pub fn turnings(&self, law: &mut Law, before: ExprId, after: ExprId) -> Vec<Turning> {
        let exprs = &mut law.exprs;
        let nobody = exprs.lit(Value::Bool(false));
        match self.sought {
            Sought::Truth => {
                let mut only = |turn, no, yes| {
                    let not = exprs.not(no);
                    let whom = exprs.and([not, yes]);
                    let claim = nobody;
                    Turning { turn, whom, claim }
                };
                vec![
                    only(Turn::Begins, before, after),
                    only(Turn::Ends, after, before),
                ]
            }
            // Whether there is an answer at all: what equals itself has a value. What is within reach is no
            // value, but either so or not so where there is an answer.
            Sought::Answer => {
                let mut has_value = |side| match self.about {
                    Affected::Reach(_) => {
                        let not = exprs.not(side);
                        exprs.or([side, not])
                    }
                    _ => exprs.add(Expr::Op(Op::Equal, vec![side, side])),
                };
                let (was, is) = (has_value(before), has_value(after));
                let only = |turn, whom, claim| Turning { turn, whom, claim };
                vec![only(Turn::Lapses, was, is), only(Turn::Arises, is, was)]
            }
            Sought::Value => {
                let same = exprs.add(Expr::Op(Op::Equal, vec![before, after]));
                let (turn, whom, claim) = (Turn::Differs, exprs.not(same), nobody);
                vec![Turning { turn, whom, claim }]
            }
        }
    }
}

/// Everything that the law says of a person: duties, what is possible and within reach, terms.
/// Linear in the size of the law.
pub fn outcomes(law: &mut Law) -> Vec<Outcome> {
    let mut all = Outcomes {
        law,
        found: Vec::new(),
    };
    all.of_steps();
    all.of_doors();
    all.of_holdings();
    all.of_terms();
    all.found
}

/// A step with its choices.
type Way<'l> = (StepId, &'l [(InputId, Value)]);

struct Outcomes<'l> {
    law: &'l mut Law,
    found: Vec<Outcome>,
}

impl Outcomes<'_> {
    fn add(&mut self, about: Affected, is: ExprId, sought: Sought, span: Option<Span>) {
        // What stands in no file is no outcome of the law.
        self.found.extend(span.map(|span| Outcome {
            about,
            is,
            span,
            element: None,
            sought,
        }));
    }

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
                self.add(Affected::Overdue(step), overdue, Sought::Truth, span);
            }
            let called = self.law.exprs.add(Expr::Call(norm));
            self.add(Affected::Due(step), called, Sought::Answer, span);
            for (place, about) in [
                (Term::MUST, Affected::Due(step)),
                (Term::MAY, Affected::Allowed(step)),
                (Term::MUST_NOT, Affected::Forbidden(step)),
            ] {
                let value = self.law.exprs.lit(Value::Member(list, place));
                let is = self.law.exprs.add(Expr::Op(Op::Equal, vec![called, value]));
                self.add(about, is, Sought::Truth, span);
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
                let span = self.law[step].span;
                self.add(Affected::Possible(first), gate, Sought::Answer, span);
                self.add(Affected::Possible(first), gate, Sought::Truth, span);
            }
        }
    }

    fn of_holdings(&mut self) {
        let holdings: Vec<InputId> = self.law.holdings().collect();
        for holding in holdings {
            if self.law.doors_to(holding).next().is_some() {
                let reach = self.law.exprs.add(Expr::Reach(holding));
                let span = self.law[holding].span;
                self.add(Affected::Reach(holding), reach, Sought::Answer, span);
                self.add(Affected::Reach(holding), reach, Sought::Truth, span);
            }
        }
    }

    fn of_terms(&mut self) {
        let terms: Vec<TermId> = (0..self.law.terms.len()).map(TermId::at).collect();
        for id in terms {
            if !self.law[id].is_given_values() {
                continue;
            }
            let called = self.law.exprs.add(Expr::Call(id));
            let Some(record) = self.law[id].of else {
                self.of_term(id, None, called);
                continue;
            };
            let lists = (0..self.law.lists.len()).map(ListId::at);
            for list in lists
                .filter(|list| self.law[*list].record == record)
                .collect::<Vec<_>>()
            {
                if let Some((is, element)) = OneElement::of(self.law, list, called) {
                    let first = self.found.len();
                    self.of_term(id, Some(list), is);
                    for outcome in self.found.iter_mut().skip(first) {
                        outcome.element = Some(element.clone());
                    }
                }
            }
        }
    }

    fn of_term(&mut self, id: TermId, list: Option<ListId>, is: ExprId) {
        let Term { ty, span, .. } = self.law[id];
        let (about, sought) = match ty {
            Type::Bool => (Affected::Holds(id, list), Sought::Truth),
            _ => (Affected::Value(id, list), Sought::Value),
        };
        self.add(about, is, Sought::Answer, span);
        self.add(about, is, sought, span);
    }
}
