//! Contradictions that are there, and cases that must not be excluded.

use super::super::range::packed;
use super::super::testing::{Draft, day};
use super::super::{Path, symbol_outcome};
use super::*;
use crate::calendar::{Period, Rounding};
use crate::law::Value;
use crate::law::{InputId, Type};

const DAYS: [&str; 12] = [
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
    "2023-01-31",
    "2023-03-31",
];

struct Made {
    names: Names,
    inputs: Vec<InputId>,
}

impl Made {
    fn new() -> Self {
        let mut draft = Draft::bare();
        for name in ["born", "entry"] {
            draft.typed_fact(name, Type::Date);
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
        let mut draft = Draft::bare();
        for name in ["born", "entry"] {
            draft.typed_fact(name, Type::Date);
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
        assert!(
            !contradict(&made.names, &point, &decided),
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

/// The later of two days that are so many days after one is known without a gap.
#[test]
fn two_deadlines_after_one_day() {
    let mut made = Made::new();
    let path = made.start();
    let (day, entry) = (made.input(0), made.input(2));
    let [ten, fifteen] = [10, 15].map(|days| made.plus(entry, Period::Days(days), Rounding::Down));
    let month = made.plus(fifteen, Period::Months(1), Rounding::Down);
    let past = [ten, fifteen, month].map(|end| made.less(end, day));
    for (conditions, excluded) in [
        ([(past[1], true), (past[0], false)], true),
        ([(past[0], true), (past[1], false)], false),
        ([(past[2], true), (past[0], false)], true),
        ([(past[2], false), (past[0], false)], false),
    ] {
        let found = contradict(&made.names, &path, &conditions);
        assert_eq!(found, excluded, "{conditions:?}");
    }
}

/// Nothing lies between a day and the next, though ordinals do.
#[test]
fn a_day_and_the_next() {
    let mut made = Made::new();
    let path = made.start();
    let (day, born) = (made.input(0), made.input(1));
    let birthday = made.plus(born, Period::Months(192), Rounding::Up);
    let next = made.plus(birthday, Period::Days(1), Rounding::Up);
    let after = made.plus(birthday, Period::Days(2), Rounding::Up);
    let behind = (made.less(birthday, day), true);
    for (conditions, excluded) in [
        ([behind, (made.less(day, next), true)], true),
        ([behind, (made.less(day, after), true)], false),
        ([behind, (made.less(day, next), false)], false),
        ([behind, (made.less(birthday, next), false)], true),
    ] {
        let found = contradict(&made.names, &path, &conditions);
        assert_eq!(found, excluded, "{conditions:?}");
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
