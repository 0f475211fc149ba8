//! The words in which persons are told apart: the law's own defines, facts and holdings, and the
//! days on which rules begin or end.

use z3::ast::Bool;

use crate::calendar::{Day, Interval};
use crate::eval::Interpreter;
use crate::law::{
    Expr, ExprId, InputId, InputKind, Law, ListId, Needs, Op, TermId, TermRole, Type, Value, cone,
    cone_until,
};
use crate::verdict::{Atom, Condition};

use super::super::day_range::days_in;
use super::super::encode::{Encoder, truth_of};
use super::super::formula::not;
use super::super::session::Session;

/// The atoms that may tell persons apart for one question.
pub struct Vocabulary {
    /// The most telling first: defines, then facts and holdings, then bare comparisons. A cube is
    /// shortened from the end, so that what stands first is kept.
    pub atoms: Vec<Atom>,
    /// The days that cut time, ascending.
    pub days: Vec<Day>,
}

/// Conditions that hold together on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    pub conditions: Vec<Condition>,
    pub days: Interval,
}

impl Vocabulary {
    /// The vocabulary for expressions, and for holdings that are asked to be within reach. A plain
    /// one takes the law's defines as they are; one that is not plain has what is inside them as
    /// well.
    pub fn of(law: &Law, needs: &Needs, roots: &[ExprId], goals: &[InputId], plain: bool) -> Self {
        let behind = needs.holdings_behind(law, goals.iter().copied());
        let roots_are_asked = !roots.is_empty() && goals.is_empty();
        let gates = goals.iter().flat_map(|goal| needs.gates_behind(law, *goal));
        let roots: Vec<ExprId> = roots.iter().copied().chain(gates).collect();
        let personal = |id: ExprId| is_personal(law, id);
        let said_of_persons = |term: TermId| {
            law[term].role == TermRole::Define
                && law[term].ty == Type::Bool
                && law[term].otherwise.is_some_and(personal)
        };
        let cone = cone_until(law, roots, |term| plain && said_of_persons(term));
        let mut atoms: Vec<Atom> = cone
            .terms
            .iter()
            .filter(|term| said_of_persons(**term))
            .map(|term| Atom::Define(*term))
            .collect();
        let inputs = cone.inputs.iter().chain(&behind);
        // At a door the step being taken, and what is chosen with it, are given.
        let of_step = |input: &&InputId| {
            roots_are_asked
                || !matches!(
                    law[**input].kind,
                    InputKind::Occasion | InputKind::Choice(_) | InputKind::Became
                )
        };
        let mut inputs: Vec<InputId> = inputs.filter(of_step).copied().collect();
        inputs.sort_unstable();
        inputs.dedup();
        for input in inputs {
            let known = &law[input];
            match (known.kind, known.ty) {
                (InputKind::Fact | InputKind::Holding, Type::Bool) => atoms.push(Atom::Flag(input)),
                (InputKind::Fact, ty @ Type::Enum(_))
                | (InputKind::Occasion | InputKind::Became, ty)
                | (InputKind::Choice(_), ty @ (Type::Enum(_) | Type::Bool)) => {
                    let values = (0..law.size_of(ty)).filter_map(|at| Value::at_place(ty, at));
                    atoms.extend(values.map(|value| Atom::Member(input, value)));
                }
                _ => {}
            }
        }
        let compared = cone.exprs.iter().filter(|id| may_be_compared(law, **id));
        for id in compared {
            if let Expr::Op(Op::Equal | Op::Less, operands) = law.exprs.get(*id) {
                let finite = operands.iter().any(|operand| is_finite(law, *operand));
                // What a list comes to is a word of the law, what is looked at on the way to it is none.
                let of_person = reads_facts(law, *id) || compares_lists(law, *id);
                if !finite && of_person && personal(*id) && law.said_of_element(*id).is_none() {
                    atoms.push(Atom::Compare(*id));
                }
            } else if is_finite(law, *id) && personal(*id) {
                atoms.push(Atom::Compare(*id));
            }
        }
        // What the law says of a person on another day, the person's own: "16 or older on the day of the
        // application".
        let on_days = cone.exprs.iter().filter(|id| match law.exprs.get(**id) {
            Expr::With(bindings, inner) => {
                matches!(law.exprs.get(*inner), Expr::Call(term) if said_of_persons(*term))
                    && bindings
                        .iter()
                        .all(|(clock, to)| is_clock_input(law, *clock) && reads_facts(law, *to))
            }
            _ => false,
        });
        atoms.extend(on_days.map(|id| Atom::Compare(*id)));
        let mut days: Vec<Day> = Vec::new();
        for rule in &cone.rules {
            for bound in law[*rule].from.iter().chain(&law[*rule].until) {
                days_in(law, *bound, &mut days);
            }
        }
        for id in &cone.exprs {
            if let Expr::Op(Op::Less | Op::Equal, operands) = law.exprs.get(*id)
                && operands.iter().any(|operand| is_clock(law, *operand))
            {
                operands.iter().for_each(|operand| {
                    days_in(law, *operand, &mut days);
                });
            }
        }
        days.sort_unstable();
        days.dedup();
        Self { atoms, days }
    }

    /// Takes in what is no condition of the files and tells persons apart all the same.
    pub fn add(&mut self, words: &[ExprId]) {
        for id in words {
            let atom = Atom::Compare(*id);
            if !self.atoms.contains(&atom) {
                self.atoms.push(atom);
            }
        }
    }

    /// Takes in that the list of an element has it, what its fields may be, and what is `said` of it.
    pub fn of_element(&mut self, law: &Law, list: ListId, is_there: ExprId, said: &[ExprId]) {
        // What the question itself asks of the element tells nothing.
        self.atoms.retain(|atom| match atom {
            Atom::Compare(id) => {
                let inputs = cone(law, [*id]).inputs;
                let mut kinds = inputs.iter().map(|input| law[*input].kind);
                compares_lists(law, *id) || !kinds.any(|kind| matches!(kind, InputKind::Field(_)))
            }
            _ => true,
        });
        let slots = law[list].slots.first().into_iter().flatten();
        let fields = slots.flat_map(|slot| match law[*slot].ty {
            Type::Bool => vec![Atom::Flag(*slot)],
            ty => (0..law.size_of(ty))
                .filter_map(|at| Some(Atom::Member(*slot, Value::at_place(ty, at)?)))
                .collect(),
        });
        let tells = |id: &&ExprId| {
            let inner = match law.exprs.get(**id) {
                Expr::With(_, inner) => *inner,
                _ => **id,
            };
            match law.exprs.get(inner) {
                Expr::Op(_, operands) => !operands.iter().any(|operand| is_finite(law, *operand)),
                _ => true,
            }
        };
        let said = said.iter().filter(tells).map(|id| Atom::Compare(*id));
        let all = std::iter::once(Atom::Compare(is_there));
        self.atoms.extend(all.chain(fields).chain(said));
    }
}

/// Whether an expression is about the person, not about readings, choices or fixed days alone.
fn is_personal(law: &Law, id: ExprId) -> bool {
    let inputs = cone(law, [id]).inputs;
    let kinds = || inputs.iter().map(|input| law[*input].kind);
    kinds().any(|kind| {
        matches!(
            kind,
            InputKind::Fact | InputKind::Holding | InputKind::Length(_)
        )
    }) && !kinds().any(|kind| {
        matches!(
            kind,
            InputKind::Choice(_) | InputKind::Occasion | InputKind::Became
        )
    })
}

fn reads_facts(law: &Law, id: ExprId) -> bool {
    let inputs = cone(law, [id]).inputs;
    let mut kinds = inputs.iter().map(|input| law[*input].kind);
    kinds.any(|kind| matches!(kind, InputKind::Fact | InputKind::Holding))
}

/// Whether an expression is what a list comes to, or a comparison with that or with what is calculated
/// of it.
fn compares_lists(law: &Law, id: ExprId) -> bool {
    let inner = match law.exprs.get(id) {
        Expr::With(_, inner) => *inner,
        _ => id,
    };
    let mut open = vec![inner];
    while let Some(part) = open.pop() {
        match law.exprs.get(part) {
            Expr::Op(_, operands) => open.extend(operands),
            Expr::If(_, yes, no) => open.extend([*yes, *no]),
            _ if is_fold(law, part) => return true,
            _ => {}
        }
    }
    false
}

/// Whether an expression may be a comparison of a vocabulary: so may what a list comes to.
pub fn may_be_compared(law: &Law, id: ExprId) -> bool {
    matches!(law.exprs.get(id), Expr::Op(Op::Equal | Op::Less, _)) || is_fold(law, id)
}

fn is_fold(law: &Law, id: ExprId) -> bool {
    matches!(law.exprs.get(id), Expr::Call(term) if matches!(law[*term].role, TermRole::Fold(_)))
}

/// Whether what holds of a person changes as days pass.
pub fn changes_with_days(law: &Law, atom: Atom) -> bool {
    let root = match atom {
        Atom::Define(term) => law[term].otherwise,
        Atom::Compare(id) => Some(id),
        Atom::Flag(input) => law[input].history.map(|history| history.life),
        Atom::Member(..) => None,
    };
    root.is_some_and(|root| {
        cone(law, [root])
            .inputs
            .iter()
            .any(|input| law[*input].kind == InputKind::Day)
    })
}

fn is_finite(law: &Law, id: ExprId) -> bool {
    match law.exprs.get(id) {
        Expr::Lit(value) => value.place().is_some(),
        Expr::In(input) => law.size_of(law[*input].ty) > 0,
        Expr::Call(term) => law.size_of(law[*term].ty) > 0,
        Expr::Op(op, _) => matches!(op, Op::Equal | Op::Less),
        Expr::Not(_) | Expr::And(_) | Expr::Or(_) | Expr::Stands(_) | Expr::Reach(_) => true,
        Expr::If(_, yes, _) => is_finite(law, *yes),
        Expr::With(_, inner) => is_finite(law, *inner),
    }
}

fn is_clock(law: &Law, id: ExprId) -> bool {
    matches!(law.exprs.get(id), Expr::In(input) if is_clock_input(law, *input))
}

fn is_clock_input(law: &Law, input: InputId) -> bool {
    matches!(law[input].kind, InputKind::Day | InputKind::LawDay)
}

impl Cube {
    /// Whether a person certainly is in it. If not, the person may be all the same.
    pub fn surely_has(&self, interpreter: &mut Interpreter<'_>, day: Day) -> bool {
        let mut conditions = self.conditions.iter();
        self.days.contains(day)
            && conditions.all(|Condition { atom, holds }| {
                let outcome = match *atom {
                    Atom::Define(term) => interpreter.term(term),
                    Atom::Flag(input) => interpreter.input(input),
                    Atom::Compare(id) => interpreter.evaluate(id),
                    Atom::Member(input, value) => {
                        let found = interpreter.input(input).value();
                        return found.is_some_and(|found| (found == value) == *holds);
                    }
                };
                outcome.value() == Some(Value::Bool(*holds))
            })
    }
}

impl Session<'_> {
    /// The formula of a condition.
    pub fn condition(&mut self, condition: Condition) -> Bool {
        let (yes, no) = match condition.atom {
            Atom::Define(term) => truth_of(&self.encoder.term(Encoder::TOP, term)),
            Atom::Flag(input) => truth_of(&self.encoder.variable(input)),
            Atom::Member(input, value) => {
                let is = self.is(input, value.place().unwrap_or(0));
                (is.clone(), not(&is))
            }
            Atom::Compare(id) => self.encoder.truth(Encoder::TOP, id),
        };
        if condition.holds { yes } else { no }
    }

    /// The formulas of a cube.
    pub fn cube(&mut self, cube: &Cube) -> Vec<Bool> {
        let mut all: Vec<Bool> = cube
            .conditions
            .iter()
            .map(|condition| self.condition(*condition))
            .collect();
        if let Some(from) = cube.days.from {
            all.push(self.since(from));
        }
        if let Some(until) = cube.days.until {
            let since = self.since(until);
            all.push(not(&since));
        }
        all
    }
}
