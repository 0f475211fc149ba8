//! Between which days a day lies, as far as its form tells: whether moving it may leave the calendar.

use std::collections::BTreeMap;

use crate::calendar::{Day, Period, Rounding};
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{Expr, ExprId, Law, Op, Type, Value};

/// What is nested deeper may be any day.
const DEPTH_LIMIT: usize = 64;

/// The first and the last day that something may be.
type Range = (Day, Day);

/// Any day of the calendar.
const ANY: Range = (Day::MIN, Day::MAX);

/// Whether a day moved by a period lies within the calendar, whichever of the days that a proof covers is
/// given. What is not seen by the form may lie outside. Each expression is looked at once.
pub fn stays_within(law: &Law, day: ExprId, period: Period, rounding: Rounding) -> bool {
    let range = Ranges {
        law,
        known: BTreeMap::new(),
    }
    .of(day, 0);
    [range.0, range.1].map(|day| day.plus(period, rounding).is_some()) == [true, true]
}

struct Ranges<'l> {
    law: &'l Law,
    /// Any day while it is not known yet, so that a circle ends.
    known: BTreeMap<ExprId, Range>,
}

impl Ranges<'_> {
    fn of(&mut self, id: ExprId, depth: usize) -> Range {
        if depth == DEPTH_LIMIT {
            return ANY;
        }
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        self.known.insert(id, ANY);
        let found = self.by_form(id, depth + 1);
        self.known.insert(id, found);
        found
    }

    fn by_form(&mut self, id: ExprId, depth: usize) -> Range {
        match self.law.exprs.get(id) {
            Expr::Lit(Value::Day(day)) => (*day, *day),
            Expr::In(_) => (FIRST_DAY, LAST_DAY),
            Expr::If(_, yes, no) => self.of_all([*yes, *no], depth),
            Expr::Op(Op::Plus(period, rounding), day) => {
                let (first, last) = self.of_all(day.iter().copied(), depth);
                let first = first.plus(*period, *rounding).unwrap_or(Day::MIN);
                (first, last.plus(*period, *rounding).unwrap_or(Day::MAX))
            }
            Expr::Call(term) => {
                let term = &self.law[*term];
                let given = term.rules.iter().filter_map(|rule| self.law[*rule].value());
                self.of_all(given.chain(term.otherwise), depth)
            }
            // Of what is bound the same is so as of what is given, where it lies among the same days.
            Expr::With(bindings, inner) => {
                let days = bindings.iter().map(|(_, to)| *to);
                let mut days = days.filter(|to| self.law.type_of(*to) == Type::Date);
                let covered = days.all(|to| {
                    let (first, last) = self.of(to, depth);
                    FIRST_DAY <= first && last <= LAST_DAY
                });
                if covered { self.of(*inner, depth) } else { ANY }
            }
            _ => ANY,
        }
    }

    fn of_all(&mut self, of: impl IntoIterator<Item = ExprId>, depth: usize) -> Range {
        let ranges: Vec<Range> = of.into_iter().map(|id| self.of(id, depth)).collect();
        let all = ranges
            .into_iter()
            .reduce(|all, own| (all.0.min(own.0), all.1.max(own.1)));
        all.unwrap_or(ANY)
    }
}
