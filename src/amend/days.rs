//! What days are made of before anything is checked: written days, days of acts, written periods and
//! defines of these.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Day, Period, Rounding};
use crate::syntax::{ActDay, Direction, Expr, ExprKind, Imports, Operator};

use super::fixed::{DAYS_LIMIT, Fixed};

/// The most defines that a day is told through.
const DEFINES_LIMIT: usize = 100;

/// What the days of a corpus are made of.
#[derive(Debug)]
pub struct Days<'c> {
    /// The meaning of each define.
    pub defines: BTreeMap<&'c str, &'c Expr>,
    /// The days of each act that are said.
    pub acts: BTreeMap<&'c str, DaysOfAct>,
    imports: &'c Imports,
}

/// The days of an act.
#[derive(Debug, Clone, Default)]
pub struct DaysOfAct {
    /// Its adoption.
    pub adopted: Option<Day>,
    /// Its publication.
    pub published: Option<Day>,
    /// Its first day in force.
    pub in_force: Option<Fixed>,
}

impl<'c> Days<'c> {
    /// None yet, of files that see the names of one another as `imports` say.
    pub fn new(imports: &'c Imports) -> Self {
        Self {
            defines: BTreeMap::new(),
            acts: BTreeMap::new(),
            imports,
        }
    }

    /// The day that an expression stands for. `None` for what is no day, or is not known here:
    /// `check` says what is wrong with it, if anything is.
    pub fn fixed(&self, expr: &Expr) -> Option<Fixed> {
        self.fixed_within(expr, &mut BTreeSet::new())
    }

    fn fixed_within<'e>(&'e self, expr: &'e Expr, open: &mut BTreeSet<&'e str>) -> Option<Fixed> {
        match &expr.kind {
            ExprKind::Day(day) => Some(Fixed::On(*day)),
            ExprKind::ActDay(which, act) => {
                let days = self.acts.get(self.imports.key(act))?;
                match which {
                    ActDay::Adoption => days.adopted.map(Fixed::On),
                    ActDay::Publication => days.published.map(Fixed::On),
                    ActDay::Commencement => days.in_force.clone(),
                }
            }
            ExprKind::Name(name) => {
                let (name, meaning) = self.defines.get_key_value(self.imports.key(name))?;
                // A define that is defined by itself is reported by `check`.
                if open.len() >= DEFINES_LIMIT || !open.insert(name) {
                    return None;
                }
                let fixed = self.fixed_within(meaning, open);
                open.remove(name);
                fixed
            }
            ExprKind::If(condition, yes, no) => {
                let (yes, no) = (self.fixed_within(yes, open)?, self.fixed_within(no, open)?);
                if yes.days().len() + no.days().len() > DAYS_LIMIT {
                    return None;
                }
                Some(Fixed::If(
                    (**condition).clone(),
                    Box::new(yes),
                    Box::new(no),
                ))
            }
            ExprKind::Rounded(inner, direction, None) => {
                let rounding = match direction {
                    Direction::Up => Rounding::Up,
                    Direction::Down => Rounding::Down,
                    Direction::HalfUp | Direction::HalfToEven => return None,
                };
                match &inner.kind {
                    ExprKind::Arithmetic(operator, day, period) => {
                        self.moved(*operator, day, period, Some(rounding), open)
                    }
                    _ => None,
                }
            }
            ExprKind::Arithmetic(operator, day, period) => {
                self.moved(*operator, day, period, None, open)
            }
            _ => None,
        }
    }

    /// Whether there would be a day if the calendar were longer.
    pub fn leaves_calendar(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::If(_, yes, no) => self.leaves_calendar(yes) || self.leaves_calendar(no),
            ExprKind::Rounded(inner, _, None) => match &inner.kind {
                ExprKind::Arithmetic(Operator::Plus | Operator::Minus, day, period) => {
                    self.moves_out(day, period, expr)
                }
                _ => false,
            },
            ExprKind::Arithmetic(Operator::Plus | Operator::Minus, day, period) => {
                // That months are not rounded is said by `check`.
                let unrounded = matches!(period.kind, ExprKind::Period(Period::Months(_)));
                !unrounded && self.moves_out(day, period, expr)
            }
            _ => false,
        }
    }

    /// Whether a day that is there is moved by a written period to one that is not.
    fn moves_out(&self, day: &Expr, period: &Expr, moved: &Expr) -> bool {
        let written = matches!(period.kind, ExprKind::Period(_));
        match self.fixed(day) {
            Some(_) => written && self.fixed(moved).is_none(),
            None => self.leaves_calendar(day),
        }
    }

    /// A day moved by a period; one in months is not, where it is not said how it is rounded.
    fn moved<'e>(
        &'e self,
        operator: Operator,
        day: &'e Expr,
        period: &'e Expr,
        rounding: Option<Rounding>,
        open: &mut BTreeSet<&'e str>,
    ) -> Option<Fixed> {
        match &period.kind {
            ExprKind::Period(period) => {
                let start = self.fixed_within(day, open)?;
                moved_by(&start, operator, *period, rounding)
            }
            ExprKind::Name(name) => {
                let (name, meaning) = self.defines.get_key_value(self.imports.key(name))?;
                if open.len() >= DEFINES_LIMIT || !open.insert(name) {
                    return None;
                }
                let moved = self.moved(operator, day, meaning, rounding, open);
                open.remove(name);
                moved
            }
            _ => None,
        }
    }
}

fn moved_by(
    start: &Fixed,
    operator: Operator,
    period: Period,
    rounding: Option<Rounding>,
) -> Option<Fixed> {
    let rounding = match period {
        Period::Days(_) => Rounding::Down,
        Period::Months(_) => rounding?,
    };
    let period = match (operator, period) {
        (Operator::Plus, period) => period,
        (Operator::Minus, Period::Days(days)) => Period::Days(days.checked_neg()?),
        (Operator::Minus, Period::Months(months)) => Period::Months(months.checked_neg()?),
        (Operator::Times | Operator::Over, _) => return None,
    };
    let inside = |day: Day| day.plus(period, rounding);
    if start.days().into_iter().any(|day| inside(day).is_none()) {
        return None;
    }
    Some(start.map(&|day| Fixed::On(inside(day).unwrap_or(day))))
}
