use crate::law::{Expr, ExprId, InputId, InputKind, Op, Type, Value, with_stack};

use super::bounds::NESTING_LIMIT;
use super::context::Context;
use super::support::Part;
use super::{
    Amounts, Atom, Ground, Memory, Outcome, Path, Places, Proof, Range, Reason, Reasons, Rejected,
    Values, connective,
};

/// Evaluates the law for everything that a path leaves possible, at once.
///
/// Each part is evaluated once for each binding of the inputs it reads; a part that cannot be
/// settled has the atoms that would settle it.
#[derive(Debug)]
pub struct Evaluator<'g, 'l> {
    pub(super) ground: &'g mut Ground<'l>,
    pub(super) path: &'g Path,
    pub(super) memory: Memory,
    /// How to tell what is within reach.
    pub(super) reason: Reason<'g>,
    /// Proofs found ([`Reason::Found`]), in the order needed.
    pub(super) found: Vec<Proof>,
    /// Which of the proofs given ([`Reason::Given`]) were of use.
    pub(super) used: Vec<usize>,
    /// Why a proof given was of no use.
    pub(super) complaint: Option<Rejected>,
    depth: usize,
}

impl<'g, 'l> Evaluator<'g, 'l> {
    /// An evaluator that has evaluated nothing yet.
    pub fn new(ground: &'g mut Ground<'l>, path: &'g Path, reason: Reason<'g>) -> Self {
        Self::remembering(ground, path, reason, Memory::new())
    }

    /// An evaluator that goes on with a memory. What was found with it before must have been found
    /// for the same reason, on the same path or on those it came from.
    pub(crate) fn remembering(
        ground: &'g mut Ground<'l>,
        path: &'g Path,
        reason: Reason<'g>,
        memory: Memory,
    ) -> Self {
        Self {
            ground,
            path,
            memory,
            reason,
            found: Vec::new(),
            used: Vec::new(),
            complaint: None,
            depth: 0,
        }
    }

    /// What was found.
    pub(crate) fn into_memory(self) -> Memory {
        self.memory
    }

    /// What an expression may come to, with nothing bound.
    pub fn truth(&mut self, expr: ExprId) -> Outcome {
        self.value(Context::OUTERMOST, expr)
    }

    /// What an input that is not bound may be. The law day is the day, and no rule is off.
    pub fn input(&mut self, input: InputId) -> Outcome {
        let ty = self.ground.law[input].ty;
        match self.ground.law[input].kind {
            InputKind::LawDay => match self.ground.day {
                Some(day) => self.input(day),
                None => Outcome::anything(),
            },
            InputKind::Switch(_) | InputKind::Version => Outcome::truth(false),
            _ if matches!(ty, Type::Int | Type::Date | Type::Period(_)) => {
                let range = self.path.range(input).unwrap_or(Range::ALL);
                let symbol = Some(self.ground.names.symbol(Expr::In(input)));
                Outcome {
                    symbol,
                    ..Outcome::of(Values::Range(range), false, Reasons::NONE)
                }
            }
            _ if matches!(ty, Type::Decimal | Type::Money(_)) => {
                let range = self.path.range(input).unwrap_or(Range::NUMBERS);
                let amounts = Amounts::of_units(range, self.ground.names.places(input));
                let symbol = Some(self.ground.names.symbol(Expr::In(input)));
                Outcome {
                    symbol,
                    ..Outcome::of(Values::Amounts(amounts), false, Reasons::NONE)
                }
            }
            _ if ty == Type::Bool => self.membership(input, Places::truth(true)),
            _ => {
                let places = self.path.places(input).unwrap_or(Places::ALL);
                let why = self.ground.reasons.one(Atom::Value(input));
                Outcome::of(Values::Places(places), false, why)
            }
        }
    }

    /// A constant.
    pub fn constant(&mut self, value: Value) -> Outcome {
        let symbol = value
            .place()
            .is_none()
            .then(|| self.ground.names.symbol(Expr::Lit(value)));
        Outcome {
            symbol,
            ..Outcome::constant(value)
        }
    }

    pub(super) fn value(&mut self, context: Context, expr: ExprId) -> Outcome {
        self.once(context, Part::Expr(expr), |this| this.find(context, expr))
    }

    /// The outcome of a part, found at its first use.
    pub(super) fn once(
        &mut self,
        context: Context,
        part: Part,
        find: impl FnOnce(&mut Self) -> Outcome,
    ) -> Outcome {
        let slot = self.memory.slot(context, part);
        if let Some(known) = self.memory.recall(self.ground, slot) {
            return known;
        }
        if self.depth >= NESTING_LIMIT {
            return Outcome::anything();
        }
        self.depth += 1;
        let found = with_stack(|| find(self));
        self.depth -= 1;
        self.memory.keep(slot, found);
        found
    }

    /// The context as far as a part reads it.
    pub(super) fn restrict(&mut self, context: Context, part: Part) -> Context {
        if let Some(known) = self.memory.contexts.restricted(context, part) {
            return known;
        }
        let read = self.ground.support.of(part);
        self.memory.contexts.restrict(context, part, &read)
    }

    fn find(&mut self, context: Context, expr: ExprId) -> Outcome {
        let law = self.ground.law;
        match law.exprs.get(expr) {
            Expr::Lit(value) => self.constant(*value),
            Expr::In(input) => self.read(context, *input),
            Expr::Op(op, operands) => match self.test(context, expr) {
                Some((input, places)) => self.membership(input, places),
                None => self.operator(context, *op, operands),
            },
            Expr::Not(inner) => connective::not(&self.value(context, *inner)),
            Expr::And(parts) => {
                let mut outcomes = Vec::new();
                for part in parts {
                    let outcome = self.value(context, *part);
                    if outcome.is_false() {
                        return Outcome::truth(false);
                    }
                    outcomes.push(outcome);
                }
                connective::all(&mut self.ground.reasons, &outcomes)
            }
            Expr::Or(parts) => self.disjunction(context, parts),
            Expr::If(condition, yes, no) => self.choice(context, *condition, *yes, *no),
            Expr::Call(term) => {
                let part = Part::Term(*term);
                let inner = self.restrict(context, part);
                let outcome = self.once(inner, part, |this| this.term(inner, *term));
                self.as_decided(inner, *term, outcome)
            }
            Expr::Stands(rule) => self.stands(context, *rule),
            Expr::With(bindings, inner) => {
                let mut bound = Vec::new();
                for (input, value) in bindings {
                    bound.push((*input, self.value(context, *value)));
                }
                let by = || bound.iter().map(|(input, _)| *input);
                let outside = self
                    .memory
                    .contexts
                    .without(context, |input| law.unbinds(by(), input));
                let within = self.memory.contexts.bind(outside, bound);
                let within = self.restrict(within, Part::Expr(*inner));
                self.value(within, *inner)
            }
            Expr::Reach(holding) => {
                let inner = self.restrict(context, Part::Reach);
                self.reach(inner, *holding)
            }
        }
    }

    /// What an input may be: as bound, as its history tells, or as the path leaves it.
    pub(super) fn read(&mut self, context: Context, input: InputId) -> Outcome {
        let bound = self.memory.contexts.binding(context, input).copied();
        match (bound, self.ground.law[input].history) {
            (Some(bound), _) => bound,
            (None, Some(history)) => self.value(context, history.life),
            (None, None) => self.input(input),
        }
    }

    fn operator(&mut self, context: Context, op: Op, operands: &[ExprId]) -> Outcome {
        let mut outcomes = Vec::new();
        for operand in operands {
            outcomes.push(self.value(context, *operand));
        }
        match (op, outcomes.as_slice()) {
            (Op::Equal | Op::Less, [left, right]) => self.compare(op, left, right),
            (Op::Equal | Op::Less, _) => Outcome::anything(),
            _ => self.operation(op, &outcomes),
        }
    }

    /// Where the condition fails, the value that both branches have; else it fails.
    fn choice(&mut self, context: Context, condition: ExprId, yes: ExprId, no: ExprId) -> Outcome {
        let condition = self.value(context, condition);
        let mut branches = Vec::new();
        if condition.can_be_true() || condition.fails {
            branches.push((condition.can_be_true(), self.value(context, yes)));
        }
        if condition.can_be_false() || condition.fails {
            branches.push((condition.can_be_false(), self.value(context, no)));
        }
        let mut why = condition.why;
        let (mut values, mut fails) = (Values::Places(Places::NONE), false);
        let mut symbol = branches.first().and_then(|(_, first)| first.symbol);
        for (possible, branch) in &branches {
            if *possible {
                values = values.union(branch.values);
                fails |= branch.fails;
            }
            symbol = symbol.filter(|symbol| branch.symbol == Some(*symbol));
            why = self.ground.reasons.join(why, branch.why);
        }
        if condition.fails
            && let [(_, yes), (_, no)] = branches.as_slice()
        {
            values = values.union(yes.values.intersection(no.values));
            fails |= !yes.surely_equals(no);
        }
        Outcome {
            symbol,
            ..Outcome::of(values, fails, why)
        }
    }
}
