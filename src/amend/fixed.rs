//! Days that are known before anything is checked: written days, days of acts, and one or the
//! other by readings.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::calendar::{Day, Period, Rounding};
use crate::syntax::{ActDay, Comparison, Direction, Expr, ExprKind, Imports, Name, Operator};
use crate::text::Span;

/// The most days that one may be by conditions.
const DAYS_LIMIT: usize = 64;

/// The most defines that a day is told through.
const DEFINES_LIMIT: usize = 100;

/// Conditions that are decided on the way to a day.
type Decided = Vec<(Expr, bool)>;

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

    /// What comes of each day and the day that the other is on the same readings. `None` where that
    /// may be one of too many days.
    pub fn with(&self, other: &Fixed, change: impl Fn(Day, Day) -> Fixed) -> Option<Fixed> {
        let found = self.walk(&mut Vec::new(), &mut |one, taken| {
            other.walk(taken, &mut |other, taken| {
                change(one, other).walk(taken, &mut |day, _| Self::On(day))
            })
        });
        (found.days().len() <= DAYS_LIMIT).then_some(found)
    }

    /// The earlier of the two, on each reading.
    pub fn min(&self, other: &Fixed) -> Option<Fixed> {
        self.with(other, |one, other| Self::On(one.min(other)))
    }

    /// The later of the two, on each reading.
    pub fn max(&self, other: &Fixed) -> Option<Fixed> {
        self.with(other, |one, other| Self::On(one.max(other)))
    }

    /// How the day stands to another, where that is the same on all readings.
    pub fn compare(&self, other: &Fixed) -> Option<Ordering> {
        let mut found = BTreeSet::new();
        self.walk(&mut Vec::new(), &mut |one, taken| {
            other.walk(taken, &mut |other, _| {
                found.insert(one.cmp(&other));
                Self::On(one)
            })
        });
        found.pop_first().filter(|_| found.is_empty())
    }

    /// Whether it is before another on some reading.
    pub fn may_precede(&self, other: &Fixed) -> bool {
        let mut found = false;
        self.walk(&mut Vec::new(), &mut |one, taken| {
            other.walk(taken, &mut |other, _| {
                found |= one < other;
                Self::On(one)
            })
        });
        found
    }

    /// What becomes of it where each of its days becomes something else, which is told what was
    /// decided on the way to it. What was decided before is not asked again.
    fn walk(
        &self,
        taken: &mut Decided,
        change: &mut dyn FnMut(Day, &mut Decided) -> Fixed,
    ) -> Fixed {
        let (condition, yes, no) = match self {
            Self::On(day) => return change(*day, taken),
            Self::If(condition, yes, no) => (condition, yes, no),
        };
        let mut decided = taken.iter();
        match decided.find_map(|(known, holds)| says(known, *holds, condition)) {
            Some(true) => return yes.walk(taken, change),
            Some(false) => return no.walk(taken, change),
            None => {}
        }
        let mut branches = [(yes, true), (no, false)].map(|(branch, holds)| {
            taken.push((condition.clone(), holds));
            let changed = branch.walk(taken, change);
            taken.pop();
            Box::new(changed)
        });
        let [yes, no] = &mut branches;
        if yes == no {
            return (**yes).clone();
        }
        let [yes, no] = branches;
        Self::If(condition.clone(), yes, no)
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

impl fmt::Display for Fixed {
    /// All days that it may be, the earliest first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: BTreeSet<Day> = self.days().into_iter().collect();
        let days: Vec<String> = days.iter().map(Day::to_string).collect();
        f.write_str(&days.join(" or "))
    }
}

/// Whether a condition on readings holds where it is known of another that it does or does not: both
/// are one, one is a part of the other, or they name two choices of one reading.
fn says(known: &Expr, holds: bool, condition: &Expr) -> Option<bool> {
    if same(known, condition) {
        return Some(holds);
    }
    match (&known.kind, &condition.kind) {
        (ExprKind::Not(known), _) => says(known, !holds, condition),
        (_, ExprKind::Not(condition)) => says(known, holds, condition).map(|holds| !holds),
        (ExprKind::And(parts), _) if holds => {
            parts.iter().find_map(|one| says(one, true, condition))
        }
        (ExprKind::Or(parts), _) if !holds => {
            parts.iter().find_map(|one| says(one, false, condition))
        }
        (ExprKind::Compare(known, a, b), ExprKind::Compare(asked, c, d)) => {
            let is_one = match known {
                Comparison::Equal => holds,
                Comparison::Unequal => !holds,
                _ => false,
            };
            let other = is_one && same(a, c) && are_two_names(b, d);
            match asked {
                Comparison::Equal => other.then_some(false),
                Comparison::Unequal => other.then_some(true),
                _ => None,
            }
        }
        (_, ExprKind::And(parts)) => {
            let mut parts = parts.iter().map(|one| says(known, holds, one));
            parts.any(|one| one == Some(false)).then_some(false)
        }
        (_, ExprKind::Or(parts)) => {
            let mut parts = parts.iter().map(|one| says(known, holds, one));
            parts.any(|one| one == Some(true)).then_some(true)
        }
        _ => None,
    }
}

fn are_two_names(one: &Expr, other: &Expr) -> bool {
    match (&one.kind, &other.kind) {
        (ExprKind::Name(one), ExprKind::Name(other)) => one.own() != other.own(),
        _ => false,
    }
}

/// Whether two conditions on readings are written alike, wherever they stand.
fn same(one: &Expr, other: &Expr) -> bool {
    let names = |one: &[Name], other: &[Name]| {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.text == b.text)
    };
    let all = |one: &[Expr], other: &[Expr]| {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
    };
    match (&one.kind, &other.kind) {
        (ExprKind::Bool(one), ExprKind::Bool(other)) => one == other,
        (ExprKind::Name(one), ExprKind::Name(other)) => one.text == other.text,
        (ExprKind::Not(one), ExprKind::Not(other)) => same(one, other),
        (ExprKind::And(one), ExprKind::And(other)) | (ExprKind::Or(one), ExprKind::Or(other)) => {
            all(one, other)
        }
        (ExprKind::Compare(one, a, b), ExprKind::Compare(other, c, d)) => {
            one == other && same(a, c) && same(b, d)
        }
        (ExprKind::Implies(a, b), ExprKind::Implies(c, d)) => same(a, c) && same(b, d),
        (ExprKind::Among(one, some), ExprKind::Among(other, others)) => {
            same(one, other) && names(some, others)
        }
        _ => false,
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
