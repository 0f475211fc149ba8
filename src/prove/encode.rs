//! Expressions for the solver.
//!
//! An expression of an enumerated type becomes one formula for each value: it definitely has
//! that value. None of them holds where evaluation fails. A number or day becomes an integer and
//! the formula that it has a value at all; for decimals and amounts see [`super::amount`]. All inputs are given, so nothing is open.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::{Bool, Int};

use crate::calendar::{Period, Rounding, Unit};
use crate::certify::bounds::{FIRST_DAY, GREATEST_NUMBER, LAST_DAY};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Type, Value, with_stack};

use super::amount::Amount;
use super::dates::{self, Calendar, Moved, between, packed};
use super::formula::{all, any, not};
use super::operation::Numbers;
use super::places::Places;
use super::reads::{Part, Reads};
use super::scope::{Bindings, Scope};
use super::solver::Solver;

/// What an expression becomes.
#[derive(Debug, Clone)]
pub enum Encoded {
    /// Which value it is.
    Finite(Places),
    /// The value, and whether there is one.
    Number(Int, Bool),
    /// A decimal or an amount.
    Amount(Amount),
}

impl Encoded {
    /// A Boolean: it definitely is, it definitely is not.
    pub fn truth(yes: Bool, no: Bool) -> Self {
        Self::Finite(Places::truth(yes, no))
    }
}

/// Looked up for every expression, by small keys.
type Map<K, V> = IndexMap<K, V, FxBuildHasher>;

/// Encodes the expressions of one law into one solver.
pub struct Encoder<'l> {
    pub law: &'l Law,
    pub solver: &'l Solver,
    pub(super) scopes: Vec<Bindings>,
    pub(super) made: Map<(Scope, Vec<(InputId, ExprId)>), Scope>,
    memo: Map<(Scope, ExprId), Encoded>,
    pub(super) terms: Map<(Scope, crate::law::TermId), Encoded>,
    pub(super) standing: Map<(Scope, crate::law::RuleId), (Bool, Bool)>,
    variables: Map<InputId, Encoded>,
    pub(super) days: Map<(Int, Period, Rounding), Moved>,
    pub(super) moves: Map<(Int, Unit, Int, Rounding), Moved>,
    pub(super) numbers: Numbers,
    pub(super) reads: Reads,
    pub(super) calendar: Calendar,
    /// Why something is left open that the solver cannot be told: what it finds possible may then
    /// be impossible.
    pub refused: Option<String>,
    /// The clock of the law.
    pub(super) law_day: Option<InputId>,
}

impl<'l> Encoder<'l> {
    pub fn new(law: &'l Law, solver: &'l Solver) -> Self {
        Self {
            law,
            solver,
            scopes: vec![Bindings::none()],
            made: Map::default(),
            memo: Map::default(),
            terms: Map::default(),
            standing: Map::default(),
            variables: Map::default(),
            days: Map::default(),
            moves: Map::default(),
            numbers: Numbers::default(),
            reads: Reads::default(),
            calendar: Calendar::default(),
            refused: None,
            law_day: law.law_day(),
        }
    }

    /// The variable of an input, made and constrained when it is first needed.
    pub fn variable(&mut self, input: InputId) -> Encoded {
        if let Some(known) = self.variables.get(&input) {
            return known.clone();
        }
        let made = self.new_variable(input);
        self.variables.insert(input, made.clone());
        made
    }

    fn new_variable(&mut self, input: InputId) -> Encoded {
        let known = &self.law[input];
        if let Some(history) = known.history {
            return self.expr(Self::TOP, history.life);
        }
        let name = format!("{}#{}", known.name, input.index());
        match (known.kind, known.ty) {
            (InputKind::Switch(_) | InputKind::Version, _) => constant(2, 0),
            (InputKind::LawDay, _) => match self.law.day() {
                Some(day) => self.variable(day),
                None => Encoded::Number(Int::from_i64(0), Bool::from_bool(false)),
            },
            (_, Type::Bool) => {
                let yes = Bool::new_const(name);
                let no = yes.not();
                Encoded::truth(yes, no)
            }
            (_, ty @ Type::Enum(_)) => {
                let places: Vec<Bool> = (0..self.law.size_of(ty))
                    .map(|place| Bool::new_const(format!("{name}={place}")))
                    .collect();
                self.exactly_one(&places);
                Encoded::Finite(places.into())
            }
            (InputKind::Length(list), _) => {
                let value = Int::new_const(name);
                let most = i64::try_from(self.law[list].most).unwrap_or(i64::MAX);
                self.solver.assert(&between(&value, 0, most));
                self.numbers.ranges.insert(value.clone(), (0, most));
                Encoded::Number(value, Bool::from_bool(true))
            }
            (_, Type::Int | Type::Period(_)) => {
                let value = Int::new_const(name);
                let range = known.range.unwrap_or((-GREATEST_NUMBER, GREATEST_NUMBER));
                self.solver.assert(&between(&value, range.0, range.1));
                self.numbers.ranges.insert(value.clone(), range);
                Encoded::Number(value, Bool::from_bool(true))
            }
            (_, Type::Decimal | Type::Money(_)) => {
                let units = Int::new_const(name);
                self.solver
                    .assert(&between(&units, -GREATEST_NUMBER, GREATEST_NUMBER));
                let given = Bool::from_bool(true);
                let amount = Amount::of_units(units, known.places, GREATEST_NUMBER, given);
                Encoded::Amount(self.or_anything(amount, TOO_LARGE))
            }
            (_, Type::Date) => {
                let value = Int::new_const(name);
                self.solver
                    .assert(&between(&value, packed(FIRST_DAY), packed(LAST_DAY)));
                let mut ties = Vec::new();
                dates::real(&value, &mut self.calendar, &mut ties);
                self.solver.assert_calendar(&ties);
                Encoded::Number(value, Bool::from_bool(true))
            }
        }
    }

    /// An amount, or where it cannot be said to the solver, one that may be anything.
    pub(super) fn or_anything(&mut self, amount: Option<Amount>, why: &str) -> Amount {
        match amount {
            Some(amount) => amount,
            None => {
                self.refuse(why);
                Amount::anything()
            }
        }
    }

    /// Notes that something is left open. A proof is a proof nevertheless; what is found possible
    /// has to be seen by the interpreter.
    pub fn refuse(&mut self, why: &str) {
        self.refused.get_or_insert_with(|| why.to_owned());
    }

    /// Asserts that one of these holds and no other: each names whether it or one before it does,
    /// so that this is linear in their number.
    fn exactly_one(&self, places: &[Bool]) {
        self.solver.assert(&any(places.iter().cloned()));
        let mut earlier = Bool::from_bool(false);
        for place in places {
            self.solver.assert(&any([not(place), not(&earlier)]));
            let so_far = Bool::fresh_const("so far");
            self.solver.assert(&any([not(place), so_far.clone()]));
            self.solver.assert(&any([not(&earlier), so_far.clone()]));
            earlier = so_far;
        }
    }

    /// Encodes an expression. One without reach in it; see `question` for those.
    pub fn expr(&mut self, scope: Scope, id: ExprId) -> Encoded {
        if let Some(known) = self.memo.get(&(scope, id)) {
            return known.clone();
        }
        let outer = self.outermost(scope, Part::Expr(id));
        let made = match outer == scope {
            true => with_stack(|| self.new_expr(scope, id)),
            false => self.expr(outer, id),
        };
        self.memo.insert((scope, id), made.clone());
        made
    }

    /// A Boolean expression: definitely true, definitely false.
    pub fn truth(&mut self, scope: Scope, id: ExprId) -> (Bool, Bool) {
        truth_of(&self.expr(scope, id))
    }

    fn new_expr(&mut self, scope: Scope, id: ExprId) -> Encoded {
        let law = self.law;
        match law.exprs.get(id) {
            Expr::Lit(value) => self.literal(*value),
            Expr::In(input) => self.input(scope, *input),
            Expr::Op(op, operands) => self.operation(scope, *op, operands),
            Expr::Not(inner) => {
                let (yes, no) = self.truth(scope, *inner);
                Encoded::truth(no, yes)
            }
            Expr::And(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.truth(scope, *part)).collect();
                let no = any(parts.iter().map(|(_, no)| no.clone()));
                Encoded::truth(all(parts.into_iter().map(|(yes, _)| yes)), no)
            }
            Expr::Or(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.truth(scope, *part)).collect();
                let yes = any(parts.iter().map(|(yes, _)| yes.clone()));
                Encoded::truth(yes, all(parts.into_iter().map(|(_, no)| no)))
            }
            Expr::If(condition, yes, no) => {
                let condition = self.truth(scope, *condition);
                let (yes, no) = (self.expr(scope, *yes), self.expr(scope, *no));
                self.choose(&condition, &yes, &no)
            }
            Expr::Call(term) => self.term(scope, *term),
            Expr::Stands(rule) => {
                let (yes, no) = self.stands(scope, *rule);
                Encoded::truth(yes, no)
            }
            Expr::With(bindings, inner) => {
                let scope = self.with(scope, bindings);
                self.expr(scope, *inner)
            }
            // Reach is asked for by `question`, which knows what is wanted of it.
            Expr::Reach(_) => Encoded::truth(Bool::from_bool(false), Bool::from_bool(false)),
        }
    }

    fn literal(&self, value: Value) -> Encoded {
        match value {
            Value::Int(value) | Value::Period(_, value) => {
                Encoded::Number(Int::from_i64(value), Bool::from_bool(true))
            }
            Value::Day(day) => Encoded::Number(Int::from_i64(packed(day)), Bool::from_bool(true)),
            Value::Decimal(number) | Value::Money(_, number) => {
                Encoded::Amount(Amount::constant(number))
            }
            Value::Bool(_) | Value::Member(..) => {
                constant(self.law.size_of(value.ty()), value.place().unwrap_or(0))
            }
        }
    }
}

/// What is encoded of a Boolean: definitely true, definitely false.
pub(super) fn truth_of(encoded: &Encoded) -> (Bool, Bool) {
    if let Encoded::Finite(places) = encoded
        && places.len() == 2
    {
        return (places.at(1), places.at(0));
    }
    (Bool::from_bool(false), Bool::from_bool(false))
}

fn constant(size: usize, place: usize) -> Encoded {
    Encoded::Finite(Places::Is { place, of: size })
}

/// Never said of a checked law: a value of one kind where one of another is wanted.
pub(super) const ILL_TYPED: &str = "values in it do not go together";

/// Why an amount is left open that sums or products may make larger than is encoded.
pub(super) const TOO_LARGE: &str = "its amounts may become too large";
