//! Days that are known before anything is checked: written days, days of acts, and one or the
//! other by readings.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Day, Period, Rounding};
use crate::syntax::{ActDay, Direction, Expr, ExprKind, Imports, Operator};
use crate::text::Span;

/// The most days that one may be by conditions.
const DAYS_LIMIT: usize = 64;

/// The most defines that a day is told through.
const DEFINES_LIMIT: usize = 100;

/// A day, or one day or another by readings.
#[derive(Debug, Clone, PartialEq)]
pub enum Fixed {
    /// A day.
    On(Day),
    /// Depends on a condition on readings.
    If(Expr, Box<Fixed>, Box<Fixed>),
}

impl Fixed {
    /// All days that it may be.
    pub fn days(&self) -> Vec<Day> {
        match self {
            Self::On(day) => vec![*day],
            Self::If(_, yes, no) => [yes.days(), no.days()].concat(),
        }
    }

    /// The only day that it may be.
    pub fn only(&self) -> Option<Day> {
        match self {
            Self::On(day) => Some(*day),
            Self::If(..) => None,
        }
    }

    /// The earliest day that it may be.
    pub fn earliest(&self) -> Day {
        match self {
            Self::On(day) => *day,
            Self::If(_, yes, no) => yes.earliest().min(no.earliest()),
        }
    }

    /// The latest day that it may be.
    pub fn latest(&self) -> Day {
        match self {
            Self::On(day) => *day,
            Self::If(_, yes, no) => yes.latest().max(no.latest()),
        }
    }

    /// What becomes of it where each of its days becomes something else.
    pub fn map(&self, change: &impl Fn(Day) -> Fixed) -> Fixed {
        match self {
            Self::On(day) => change(*day),
            Self::If(condition, yes, no) => {
                let (yes, no) = (yes.map(change), no.map(change));
                if yes == no {
                    yes
                } else {
                    Self::If(condition.clone(), Box::new(yes), Box::new(no))
                }
            }
        }
    }

    /// The earlier of the two, whatever the readings.
    pub fn min(&self, day: Day) -> Fixed {
        self.map(&|one| Self::On(one.min(day)))
    }

    /// As it would be written; all of it stands at one place.
    pub fn expr(&self, span: Span) -> Expr {
        let kind = match self {
            Self::On(day) => ExprKind::Day(*day),
            Self::If(condition, yes, no) => ExprKind::If(
                Box::new(condition.clone()),
                Box::new(yes.expr(span)),
                Box::new(no.expr(span)),
            ),
        };
        Expr { kind, span }
    }
}

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
#[derive(Debug, Clone, Copy, Default)]
pub struct DaysOfAct {
    /// Its adoption.
    pub adopted: Option<Day>,
    /// Its publication.
    pub published: Option<Day>,
    /// Its first day in force.
    pub in_force: Option<Day>,
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
                let day = match which {
                    ActDay::Adoption => days.adopted,
                    ActDay::Publication => days.published,
                    ActDay::Commencement => days.in_force,
                };
                day.map(Fixed::On)
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
                        self.moved(*operator, day, period, rounding, open)
                    }
                    _ => None,
                }
            }
            ExprKind::Arithmetic(operator, day, period) => match period.kind {
                ExprKind::Period(Period::Days(_)) => {
                    self.moved(*operator, day, period, Rounding::Down, open)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn moved<'e>(
        &'e self,
        operator: Operator,
        day: &'e Expr,
        period: &Expr,
        rounding: Rounding,
        open: &mut BTreeSet<&'e str>,
    ) -> Option<Fixed> {
        let ExprKind::Period(period) = period.kind else {
            return None;
        };
        let period = match (operator, period) {
            (Operator::Plus, period) => period,
            (Operator::Minus, Period::Days(days)) => Period::Days(days.checked_neg()?),
            (Operator::Minus, Period::Months(months)) => Period::Months(months.checked_neg()?),
            (Operator::Times | Operator::Over, _) => return None,
        };
        let start = self.fixed_within(day, open)?;
        let inside = |day: Day| day.plus(period, rounding);
        if start.days().into_iter().any(|day| inside(day).is_none()) {
            return None;
        }
        Some(start.map(&|day| Fixed::On(inside(day).unwrap_or(day))))
    }
}
