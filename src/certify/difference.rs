//! Contradictions between comparisons.
//!
//! Each comparison becomes constraints `x − y ≤ c` over numbers and packed ordinals of days; they
//! contradict each other if there is a cycle of them with a negative sum (Bellman and Ford).
//!
//! With P the packed ordinal and X = P(b) + 31·k, for the day a and the day b moved by k months:
//! a < up(b + k) just if P(a) < X, and down(b + k) < a just if P(a) > X, since there is no day
//! between X and the rounded day. On the other sides rounding leaves a slack of at most 3, or of
//! at most 1 for whole years rounded down. Full years: age(b, a) < n just if P(a) − P(b) < 372·n.
//! A day d days later is at least d ordinals later, and at most 7 more for each year begun, since
//! so many ordinals of a year are no days.

use std::collections::BTreeMap;

use crate::calendar::{PACKED_MONTH, PACKED_YEAR, Period, Rounding};
use crate::law::{Expr, ExprId, InputId, Op, Value};

use super::range::packed;
use super::{Names, Path};

/// `x − y ≤ c`; no input is zero.
type Constraint = (Option<InputId>, Option<InputId>, i128);

/// A value that is one input less another (each may be missing) plus something from `low` to
/// `high`.
#[derive(Debug, Clone, Copy)]
struct Form {
    base: Option<InputId>,
    less: Option<InputId>,
    low: i128,
    high: i128,
    /// For a day that was rounded: how, and what it is plus before rounding.
    before: Option<(Rounding, i128, i128)>,
}

/// Whether decided comparisons, with what is still possible for their inputs, contradict each
/// other. Cubic in their number.
pub(crate) fn contradict(names: &Names, path: &Path, decided: &[(ExprId, bool)]) -> bool {
    let mut constraints = Vec::new();
    for (comparison, truth) in decided {
        if let Expr::Op(op, operands) = names.expr(*comparison)
            && let [left, right] = operands.as_slice()
        {
            add(names, *op, *left, *right, *truth, &mut constraints);
        }
    }
    let mut nodes: BTreeMap<Option<InputId>, i128> = BTreeMap::new();
    for (x, y, _) in &constraints {
        nodes.insert(*x, 0);
        nodes.insert(*y, 0);
    }
    for input in nodes.keys().copied().flatten() {
        if let Some(range) = path.range(input) {
            constraints.push((Some(input), None, i128::from(range.high)));
            constraints.push((None, Some(input), -i128::from(range.low)));
        }
    }
    nodes.insert(None, 0);
    for _ in 0..=nodes.len() {
        if !relax(&mut nodes, &constraints) {
            return false;
        }
    }
    true
}

/// One round; whether anything changed.
fn relax(nodes: &mut BTreeMap<Option<InputId>, i128>, constraints: &[Constraint]) -> bool {
    let mut changed = false;
    for (x, y, most) in constraints {
        let bound = nodes.get(y).copied().unwrap_or(0) + most;
        if let Some(now) = nodes.get_mut(x)
            && bound < *now
        {
            *now = bound;
            changed = true;
        }
    }
    changed
}

fn add(names: &Names, op: Op, left: ExprId, right: ExprId, truth: bool, to: &mut Vec<Constraint>) {
    match (age(names, left), age(names, right)) {
        (Some(years), None) => return add_age(names, op, years, right, truth, true, to),
        (None, Some(years)) => return add_age(names, op, years, left, truth, false, to),
        _ => {}
    }
    let (Some(left), Some(right)) = (form(names, left), form(names, right)) else {
        return;
    };
    match (op, truth) {
        (Op::Less, _) => add_less(&left, &right, truth, to),
        (Op::Equal, true) => {
            add_less(&left, &right, false, to);
            add_less(&right, &left, false, to);
        }
        _ => {}
    }
}

fn add_less(left: &Form, right: &Form, truth: bool, to: &mut Vec<Constraint>) {
    let (mut left, mut right) = (*left, *right);
    match (left.before, right.before) {
        (_, Some((Rounding::Up, low, high))) => right = Form { low, high, ..right },
        (Some((Rounding::Down, low, high)), _) => left = Form { low, high, ..left },
        _ => {}
    }
    to.extend(if truth {
        at_most(&left, &right, -1)
    } else {
        at_most(&right, &left, 0)
    });
}

/// `one − two ≤ most`, as far as it follows for their inputs; `None` if there are too many.
fn at_most(one: &Form, two: &Form, most: i128) -> Option<Constraint> {
    let rest = minus(one, two)?;
    Some((rest.base, rest.less, most - rest.low))
}

fn minus(one: &Form, two: &Form) -> Option<Form> {
    let negative = Form {
        base: two.less,
        less: two.base,
        low: -two.high,
        high: -two.low,
        before: None,
    };
    plus(one, &negative)
}

fn plus(one: &Form, two: &Form) -> Option<Form> {
    let mut added: Vec<InputId> = one.base.into_iter().chain(two.base).collect();
    let mut taken: Vec<InputId> = one.less.into_iter().chain(two.less).collect();
    taken.retain(
        |input| match added.iter().position(|other| other == input) {
            Some(at) => {
                added.remove(at);
                false
            }
            None => true,
        },
    );
    let (low, high) = (one.low + two.low, one.high + two.high);
    let is_difference = added.len() <= 1 && taken.len() <= 1;
    let (base, less) = (added.first().copied(), taken.first().copied());
    is_difference.then_some(Form {
        base,
        less,
        low,
        high,
        before: None,
    })
}

/// Age compared with a constant number; `is_left` if the age is on the left.
fn add_age(
    names: &Names,
    op: Op,
    (birth, on): (Form, Form),
    number: ExprId,
    truth: bool,
    is_left: bool,
    to: &mut Vec<Constraint>,
) {
    to.extend(at_most(&birth, &on, 0));
    let Some(Form {
        base: None,
        less: None,
        low: number,
        ..
    }) = form(names, number)
    else {
        return;
    };
    let year = i128::from(PACKED_YEAR);
    let mut younger = |years: i128| to.extend(at_most(&on, &birth, year * years - 1));
    match (op, is_left, truth) {
        (Op::Less, true, true) => younger(number),
        (Op::Less, false, false) | (Op::Equal, _, true) => younger(number + 1),
        _ => {}
    }
    let mut at_least = |years: i128| to.extend(at_most(&birth, &on, -year * years));
    match (op, is_left, truth) {
        (Op::Less, true, false) | (Op::Equal, _, true) => at_least(number),
        (Op::Less, false, true) => at_least(number + 1),
        _ => {}
    }
}

/// The birth and the day of an age.
fn age(names: &Names, symbol: ExprId) -> Option<(Form, Form)> {
    match names.expr(symbol) {
        Expr::Op(Op::Age, operands) => match operands.as_slice() {
            [birth, on] => Some((form(names, *birth)?, form(names, *on)?)),
            _ => None,
        },
        _ => None,
    }
}

fn form(names: &Names, symbol: ExprId) -> Option<Form> {
    let constant = |value| Form {
        base: None,
        less: None,
        low: value,
        high: value,
        before: None,
    };
    let (op, operands) = match names.expr(symbol) {
        Expr::Lit(Value::Int(value)) => return Some(constant(i128::from(*value))),
        Expr::Lit(Value::Day(day)) => return Some(constant(i128::from(packed(*day)))),
        Expr::In(input) => {
            return Some(Form {
                base: Some(*input),
                ..constant(0)
            });
        }
        Expr::Op(op, operands) => (*op, operands.as_slice()),
        _ => return None,
    };
    // Operands are stored before what uses them: the way down ends, and it is not long, since
    // symbols are made along evaluations of bounded depth.
    let below = |symbol| stacker::maybe_grow(128 * 1024, 16 * 1024 * 1024, || form(names, symbol));
    match (op, operands) {
        (Op::Plus(period, rounding), [day]) => Some(moved(below(*day)?, period, rounding)),
        (Op::Add, [one, two]) => plus(&below(*one)?, &below(*two)?),
        (Op::Subtract, [one, two]) => minus(&below(*one)?, &below(*two)?),
        _ => None,
    }
}

fn moved(day: Form, period: Period, rounding: Rounding) -> Form {
    match period {
        Period::Months(months) => {
            let by = i128::from(PACKED_MONTH) * i128::from(months);
            let (low, high) = (day.low + by, day.high + by);
            let (down, up) = match rounding {
                Rounding::Up => (0, 3),
                Rounding::Down => (if months % 12 == 0 { 1 } else { 3 }, 0),
            };
            let before = Some((rounding, low, high));
            Form {
                low: low - down,
                high: high + up,
                before,
                ..day
            }
        }
        Period::Days(0) => day,
        Period::Days(days) => {
            let by = i128::from(days);
            let gaps = 7 * (by.abs() / 365 + 1);
            let (low, high) = if days > 0 {
                (by, by + gaps)
            } else {
                (by - gaps, by)
            };
            Form {
                low: day.low + low,
                high: day.high + high,
                before: None,
                ..day
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Draft, day};
    use super::super::{Path, symbol_outcome};
    use super::*;
    use crate::law::Type;

    const DAYS: [&str; 10] = [
        "2007-02-28",
        "2008-02-28",
        "2008-02-29",
        "2008-03-01",
        "2009-02-28",
        "2009-03-01",
        "2024-02-29",
        "2025-02-28",
        "2025-03-01",
        "2023-12-31",
    ];

    struct Made {
        names: Names,
        inputs: Vec<InputId>,
    }

    impl Made {
        fn new() -> Self {
            let mut draft = Draft::new();
            for name in ["born", "entry"] {
                draft.fact(name, Type::Date);
            }
            let inputs = ["day", "born", "entry"]
                .map(|name| draft.find(name))
                .to_vec();
            Self {
                names: Names::new(&draft.law),
                inputs,
            }
        }

        fn start(&self) -> Path {
            let mut draft = Draft::new();
            for name in ["born", "entry"] {
                draft.fact(name, Type::Date);
            }
            Path::start(&draft.law)
        }

        fn input(&mut self, index: usize) -> ExprId {
            self.names.symbol(Expr::In(self.inputs[index]))
        }

        fn plus(&mut self, day: ExprId, period: Period, rounding: Rounding) -> ExprId {
            self.names
                .symbol(Expr::Op(Op::Plus(period, rounding), vec![day]))
        }

        fn less(&mut self, left: ExprId, right: ExprId) -> ExprId {
            self.names.comparison(Op::Less, left, right)
        }

        fn age_below(&mut self, years: i64) -> ExprId {
            let operands = vec![self.input(1), self.input(0)];
            let age = self.names.symbol(Expr::Op(Op::Age, operands));
            let years = self.names.symbol(Expr::Lit(Value::Int(years)));
            self.less(age, years)
        }
    }

    /// What is so of three days does not contradict itself.
    #[test]
    fn what_can_be_is_not_excluded() {
        let mut made = Made::new();
        let mut sides = Vec::new();
        for index in 0..3 {
            let input = made.input(index);
            sides.push(input);
            for period in [
                Period::Months(12),
                Period::Months(-1),
                Period::Months(16 * 12),
                Period::Months(1),
                Period::Days(1),
                Period::Days(366),
                Period::Days(-60),
                Period::Days(0),
            ] {
                for rounding in [Rounding::Up, Rounding::Down] {
                    let moved = made.plus(input, period, rounding);
                    sides.push(moved);
                    sides.push(made.plus(moved, Period::Months(1), rounding));
                }
            }
        }
        let (mut dice, mut contradictions) = (1_usize, 0);
        let mut roll = |bound: usize| {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % bound
        };
        for _ in 0..60_000 {
            let path = made.start();
            let days: Vec<i64> = (0..3)
                .map(|_| packed(day(DAYS[roll(DAYS.len())])))
                .collect();
            let at = made.inputs.iter().zip(&days);
            let point = at.fold(path.clone(), |path, (input, at)| {
                path.from(*input, *at).to(*input, *at)
            });
            let mut decided = Vec::new();
            for _ in 0..4 {
                let (left, right) = (sides[roll(sides.len())], sides[roll(sides.len())]);
                let value = |side| {
                    symbol_outcome(&made.names, &point, side)
                        .0
                        .single()
                        .unwrap()
                };
                let (one, two) = (value(left), value(right));
                if roll(3) == 0 {
                    decided.push((made.names.comparison(Op::Equal, left, right), one == two));
                } else {
                    decided.push((made.less(left, right), one < two));
                }
            }
            if days[1] <= days[0] {
                let years = i64::try_from(roll(20)).unwrap();
                decided.push((made.age_below(years), (days[0] - days[1]) / 372 < years));
            }
            assert!(
                !contradict(&made.names, &path, &decided),
                "{days:?} {decided:?}"
            );
            // Most often, the opposite of something does.
            let last = decided.len() - 1;
            decided[last].1 = !decided[last].1;
            contradictions += usize::from(contradict(&made.names, &point, &decided));
        }
        assert!(contradictions > 20_000, "{contradictions}");
    }

    #[test]
    fn sixteen_years_one_way_or_the_other() {
        let mut made = Made::new();
        let path = made.start();
        let (day, born) = (made.input(0), made.input(1));
        let years = Period::Months(192);
        let up = made.plus(born, years, Rounding::Up);
        let down = made.plus(born, years, Rounding::Down);
        let (before_up, before_down) = (made.less(day, up), made.less(day, down));
        let under = made.age_below(16);
        let excluded = [
            [(before_down, true), (before_up, false)],
            [(under, true), (before_up, false)],
            [(under, false), (before_up, true)],
            [(under, false), (before_down, true)],
        ];
        for conditions in excluded {
            assert!(
                contradict(&made.names, &path, &conditions),
                "{conditions:?}"
            );
        }
        // Someone born on 29 February.
        for conditions in [
            [(before_down, false), (before_up, true)],
            [(before_down, false), (under, true)],
        ] {
            assert!(
                !contradict(&made.names, &path, &conditions),
                "{conditions:?}"
            );
        }
    }

    #[test]
    fn intervals_take_part() {
        let mut made = Made::new();
        let (day_input, born_input) = (made.inputs[0], made.inputs[1]);
        let path = made.start().below(day_input, packed(day("2024-01-01")));
        let path = path.from(born_input, packed(day("2010-01-01")));
        let under = made.age_below(16);
        assert!(contradict(&made.names, &path, &[(under, false)]));
        assert!(!contradict(&made.names, &path, &[(under, true)]));
    }
}
