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
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Type, Value, with_stack};

use super::amount::{Amount, CASES_LIMIT};
use super::constants::{Cases, Constants, FACTORS_LIMIT};
use super::dates::{self, Calendar, Moved, between, packed};
use super::places::Places;
use super::reads::{Part, Reads};
use super::scope::{Bindings, Scope};
use super::solver::{Solver, all, any, not};

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
    products: Map<(Int, Int), Int>,
    /// The least and the greatest that a number may be where it has a value, as far as its form
    /// tells.
    ranges: Map<Int, (i64, i64)>,
    constants: Constants,
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
            products: Map::default(),
            ranges: Map::default(),
            constants: Constants::default(),
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
                self.ranges.insert(value.clone(), (0, most));
                Encoded::Number(value, Bool::from_bool(true))
            }
            (_, Type::Int | Type::Period(_)) => {
                let value = Int::new_const(name);
                let range = known.range.unwrap_or((-GREATEST_NUMBER, GREATEST_NUMBER));
                self.solver.assert(&between(&value, range.0, range.1));
                self.ranges.insert(value.clone(), range);
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
    fn or_anything(&mut self, amount: Option<Amount>, why: &str) -> Amount {
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

    fn operation(&mut self, scope: Scope, op: Op, operands: &[ExprId]) -> Encoded {
        let encoded: Vec<Encoded> = operands.iter().map(|id| self.expr(scope, *id)).collect();
        match (op, encoded.as_slice()) {
            (Op::Equal, [Encoded::Finite(left), Encoded::Finite(right)]) => {
                Encoded::Finite(left.equals(right))
            }
            (Op::Equal, [Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)]) => {
                comparison(&a.eq(b), a_ok, b_ok)
            }
            (Op::Less, [Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)]) => {
                comparison(&a.lt(b), a_ok, b_ok)
            }
            (
                Op::Add | Op::Subtract | Op::Multiply,
                [Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)],
            ) => {
                let value = match op {
                    Op::Add => a + b,
                    Op::Subtract => a - b,
                    _ => self.product(a, b),
                };
                let ok = [a_ok.clone(), b_ok.clone()];
                // That a sum of many parts fits is not asked of each part of it: that is what
                // makes such sums slow.
                let fits = match self.range_of(op, a, b) {
                    Some(range) => {
                        self.ranges.insert(value.clone(), range);
                        None
                    }
                    None => Some(between(&value, i64::MIN, i64::MAX)),
                };
                Encoded::Number(value, all(ok.into_iter().chain(fits)))
            }
            (Op::Plus(period, rounding), [Encoded::Number(base, ok)]) => {
                let Moved { day, exists } = self.moved(base, period, rounding);
                Encoded::Number(day, all([ok.clone(), exists]))
            }
            (
                Op::Move(unit, rounding),
                [Encoded::Number(base, ok), Encoded::Number(count, counted)],
            ) => {
                let Moved { day, exists } = self.moved_by(base, (unit, count), rounding);
                Encoded::Number(day, all([ok.clone(), counted.clone(), exists]))
            }
            (
                Op::Age,
                [
                    Encoded::Number(birth, birth_ok),
                    Encoded::Number(day, day_ok),
                ],
            ) => {
                let years = (day - birth).div(Int::from_i64(372));
                self.ranges.insert(years.clone(), (0, MOST_YEARS));
                let born = day.ge(birth);
                Encoded::Number(years, all([birth_ok.clone(), day_ok.clone(), born]))
            }
            (Op::Days, [Encoded::Number(from, from_ok), Encoded::Number(to, to_ok)]) => {
                let (mut ties, mut near) = (Vec::new(), Vec::new());
                let days = dates::days_between(from, to, &mut self.calendar, &mut ties, &mut near);
                near.iter().for_each(|one| self.solver.assert(one));
                self.solver.assert_calendar(&ties);
                Encoded::Number(days, all([from_ok.clone(), to_ok.clone()]))
            }
            (op, operands) => self.exact_operation(op, operands),
        }
    }

    /// A product. Where one factor may be few numbers only, it is one of as many multiples of the
    /// other, so that the solver has nothing to multiply.
    fn product(&mut self, a: &Int, b: &Int) -> Int {
        if a.as_i64().is_some() || b.as_i64().is_some() {
            return a * b;
        }
        let (few, factors, other) = match (self.few(a), self.few(b)) {
            (Some(factors), _) => (a, factors, b),
            (None, Some(factors)) => (b, factors, a),
            (None, None) => return a * b,
        };
        let key = (few.clone(), other.clone());
        if let Some(known) = self.products.get(&key) {
            return known.clone();
        }
        let made = Int::fresh_const("product");
        for (is, factor) in factors {
            let multiple = made.eq(&(other * factor));
            self.solver.assert(&any([not(&is), multiple]));
        }
        self.products.insert(key, made.clone());
        made
    }

    /// The few numbers that one may be where it has a value: the constants in its form, or all
    /// between its least and its greatest, whichever are fewer.
    fn few(&mut self, of: &Int) -> Option<Cases<i64>> {
        let range = self.range(of).and_then(|(least, greatest)| {
            let further = usize::try_from(greatest.checked_sub(least)?).ok()?;
            (further < FACTORS_LIMIT).then_some((least..=greatest, further))
        });
        match (self.constants.of(of), range) {
            (Some(constants), Some((_, further))) if constants.len() <= further => Some(constants),
            (_, Some((range, _))) => Some(range.map(|one| (of.eq(one), one)).collect()),
            (constants, None) => constants,
        }
    }

    /// The least and the greatest of a number, where it has a value.
    fn range(&self, of: &Int) -> Option<(i64, i64)> {
        let constant = of.as_i64().map(|value| (value, value));
        constant.or_else(|| self.ranges.get(of).copied())
    }

    /// The least and the greatest of a sum, difference or product, if these fit into 64 bits.
    fn range_of(&self, op: Op, a: &Int, b: &Int) -> Option<(i64, i64)> {
        let (a, b) = (self.range(a)?, self.range(b)?);
        let of = |a: i64, b: i64| match op {
            Op::Add => a.checked_add(b),
            Op::Subtract => a.checked_sub(b),
            _ => a.checked_mul(b),
        };
        let ends = [of(a.0, b.0)?, of(a.0, b.1)?, of(a.1, b.0)?, of(a.1, b.1)?];
        Some((*ends.iter().min()?, *ends.iter().max()?))
    }

    /// An operation on decimals and amounts.
    fn exact_operation(&mut self, op: Op, operands: &[Encoded]) -> Encoded {
        let amount = match (op, operands) {
            (Op::Equal | Op::Less, [Encoded::Amount(a), Encoded::Amount(b)]) => {
                let holds = match op {
                    Op::Less => a.less(b),
                    _ => a.equals(b),
                };
                let holds = holds.unwrap_or_else(|| {
                    self.refuse(TOO_LARGE);
                    Bool::fresh_const("holds")
                });
                return comparison(&holds, &a.ok, &b.ok);
            }
            (Op::Add, [Encoded::Amount(a), Encoded::Amount(b)]) => a.plus(b),
            (Op::Subtract, [Encoded::Amount(a), Encoded::Amount(b)]) => a.minus(b),
            (Op::Multiply, [Encoded::Amount(a), Encoded::Amount(b)]) => a.times(b),
            (Op::Divide, [Encoded::Amount(a), Encoded::Amount(b)]) => a.over(b),
            (Op::Round(mode, step), [Encoded::Amount(a)]) => a.rounded(mode, step),
            (Op::Exact(places), [Encoded::Amount(a)]) => a.exact(places),
            (Op::Widen, [Encoded::Number(value, ok)]) => {
                let few = self.few(value).filter(|few| few.len() <= CASES_LIMIT);
                Some(Amount::whole(value.clone(), few, ok.clone()))
            }
            _ => {
                self.refuse(ILL_TYPED);
                return Encoded::Finite(Vec::new().into());
            }
        };
        let why = match op {
            Op::Multiply => {
                "it multiplies two numbers or amounts of which neither is one of a few constants"
            }
            Op::Divide => "it divides by a number or amount that is not one of a few constants",
            _ => TOO_LARGE,
        };
        Encoded::Amount(self.or_anything(amount, why))
    }

    /// One of two, by a condition that is definitely true or definitely false; where it is
    /// neither, the value that both have.
    pub(super) fn choose(
        &mut self,
        (yes, no): &(Bool, Bool),
        then: &Encoded,
        otherwise: &Encoded,
    ) -> Encoded {
        let (Encoded::Amount(a), Encoded::Amount(b)) = (then, otherwise) else {
            let Some(chosen) = choose(&(yes.clone(), no.clone()), then, otherwise) else {
                self.refuse(ILL_TYPED);
                return Encoded::Finite(Vec::new().into());
            };
            if let (Encoded::Number(value, _), Encoded::Number(a, _), Encoded::Number(b, _)) =
                (&chosen, then, otherwise)
                && let (Some(a), Some(b)) = (self.range(a), self.range(b))
            {
                let range = (a.0.min(b.0), a.1.max(b.1));
                self.ranges.insert(value.clone(), range);
            }
            return chosen;
        };
        let same = a.equals(b).unwrap_or_else(|| Bool::fresh_const("same"));
        let both = all([a.ok.clone(), b.ok.clone(), same]);
        let one = all([yes.clone(), a.ok.clone()]);
        let other = all([no.clone(), b.ok.clone()]);
        let made = Amount::either(yes, a, b);
        let made = self.or_anything(made, TOO_LARGE);
        Encoded::Amount(made.where_is(any([one, other, both])))
    }
}

/// Never said of a checked law: a value of one kind where one of another is wanted.
const ILL_TYPED: &str = "values in it do not go together";

/// No two days of the calendar are so many years apart.
const MOST_YEARS: i64 = 500;

const TOO_LARGE: &str = "its amounts may become too large";

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

fn comparison(holds: &Bool, left: &Bool, right: &Bool) -> Encoded {
    let ok = [left.clone(), right.clone()];
    let no = all(ok.iter().cloned().chain([not(holds)]));
    Encoded::truth(all(ok.into_iter().chain([holds.clone()])), no)
}

/// One of two, by a condition that is definitely true or definitely false; where it is neither,
/// the value that both have. `None` if they are of two kinds.
fn choose((yes, no): &(Bool, Bool), then: &Encoded, otherwise: &Encoded) -> Option<Encoded> {
    let settled = not(yes) == *no;
    Some(match (then, otherwise) {
        (Encoded::Finite(then), Encoded::Finite(otherwise)) => Encoded::Finite(
            then.iter()
                .zip(otherwise.iter())
                .map(|(a, b)| {
                    let both = (!settled).then(|| all([a.clone(), b.clone()]));
                    let (a, b) = (all([yes.clone(), a.clone()]), all([no.clone(), b.clone()]));
                    any([a, b].into_iter().chain(both))
                })
                .collect::<Vec<_>>()
                .into(),
        ),
        (Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)) => {
            let both = (!settled).then(|| all([a_ok.clone(), b_ok.clone(), a.eq(b)]));
            let one = all([yes.clone(), a_ok.clone()]);
            let other = all([no.clone(), b_ok.clone()]);
            Encoded::Number(yes.ite(a, b), any([one, other].into_iter().chain(both)))
        }
        _ => return None,
    })
}
